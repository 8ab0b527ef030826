"""The registers' pages that are measured, the plain SQL of their list, and what a search costs beside the best."""

import time
from collections.abc import Callable
from statistics import median
from urllib.parse import quote

from django.db import connection
from django.utils import timezone

from bench.client import Page
from bench.data import Built
from bench.jobs import Job
from grids import identity
from grids.fields import plain
from grids.keyset import Cursor
from grids.models import User
from residents import filters, queries
from residents.models import Membership, Resident

LEVELS = ("unit", "grid", "community", "street")  # a district supervises: it reads no names
DEEP, SIZE = 100, 50
COLUMNS = {level: "area_id" if level == "unit" else f"{level}_id" for level in LEVELS}


def pages(built: Built) -> list[Page]:
    line = built.line
    someone = _someone(line["grid"].id)
    name = someone.name
    number = plain(someone, "id_number")
    found = [Page(f"List, residents: {level}", "/residents/", level) for level in LEVELS]
    found += [
        Page(f"List, residents, page {DEEP}: street", f"/residents/?cursor={_deep(line['street'].id)}", "street"),
        Page("List, residents of 60 and over: street", "/residents/?view=elderly", "street"),
        Page("List, residents of one community: street", f"/residents/?area={line['community'].code}", "street"),
        Page("List, residents by two characters: street", f"/residents/?q={quote(name[-2:])}", "street"),
        Page("List, residents by a whole name: street", f"/residents/?q={quote(name)}", "street"),
        Page("List, residents by initials: street", f"/residents/?q={someone.initials}", "street"),
        Page(
            "List, residents by ID number (post): grid", "/residents/find/", "grid", lambda at: {"number": number}, 302
        ),
        Page("List, homes: street", "/households/", "street"),
        Page("Person: grid", someone.get_absolute_url(), "grid"),
    ]
    return found


def _someone(grid: int) -> Resident:
    living = Membership.objects.current().filter(grid_id=grid).select_related("resident__subject").order_by("pk")
    return next(member.resident for member in living if len(member.resident.name) >= 3)


def _deep(street: int) -> str:
    rows = Membership.objects.current().filter(street_id=street).order_by("pinyin", "id").values_list("pinyin", "id")
    return queries.BY_NAME.write(Cursor(*rows[min((DEEP - 1) * SIZE, max(rows.count() - SIZE, 1)) - 1]))


def beside(built: Built) -> dict[str, tuple[float, float]]:
    """By level: milliseconds of the list's own statement, and of the same rows asked for by hand."""
    return {level: _list(level, built) for level in LEVELS}


def _list(level: str, built: Built) -> tuple[float, float]:
    user = User.objects.get(username=built.accounts[level])
    sql = (
        f"SELECT id FROM residents_membership WHERE {COLUMNS[level]} = ANY(%s) AND until IS NULL"
        f" ORDER BY pinyin, id LIMIT {SIZE + 1}"
    )
    here = [reach.area_id for hat in user.scope.hats for reach in hat.reaches]  # six units for one head
    if len(here) == 1:
        sql, here = sql.replace("= ANY(%s)", "= %s"), here[0]
    own = _statements(lambda: queries.members(user))[0]
    return _timed([own]), _timed([(sql, [here])])


def searches(built: Built) -> list[Job]:
    """Everything a search asks the database, beside the best statement for it."""
    user = User.objects.get(username=built.accounts["street"])
    user.scope  # noqa: B018
    street, someone = built.line["street"].id, _someone(built.line["grid"].id)
    found = []
    for what, words in (("one character", someone.name[-1:]), ("two characters", someone.name[-2:]),
                        ("a whole name", someone.name)):  # fmt: skip
        best = (BY_NAME, [sorted(set(words)), f"%{words}%", street])
        found.append(_searched(what, user, words, best))
    found.append(_searched("initials", user, someone.initials, (BY_INITIALS, [f"{someone.initials}%", street])))
    index = identity.blind_index("id", plain(someone, "id_number"))
    ours = _timed(_statements(lambda: Resident.objects.visible_to(user).filter(id_index=index).first()))
    best_ms = _timed([(INDEXED, [index])])
    return [*found, _job("Search, ID number", ours, best_ms)]


INDEXED = """
SELECT * FROM residents_resident
WHERE id_index = %s AND id_index <> '' AND merged_into_id IS NULL AND withdrawn_at IS NULL
"""
ROWS = """
SELECT m.*, r.*, h.*, d.* FROM residents_membership m JOIN found ON found.id = m.resident_id
JOIN residents_resident r ON r.id = m.resident_id JOIN residents_household h ON h.id = m.household_id
JOIN residents_dwelling d ON d.id = h.dwelling_id
WHERE m.street_id = %s AND m.until IS NULL ORDER BY m.pinyin, m.id LIMIT 51
"""
BY_NAME = (
    "WITH found AS MATERIALIZED (SELECT id FROM residents_resident"
    " WHERE string_to_array(name, NULL) @> %s::text[] AND name LIKE %s LIMIT 2001)" + ROWS
)
BY_INITIALS = "WITH found AS MATERIALIZED (SELECT id FROM residents_resident WHERE initials LIKE %s LIMIT 2001)" + ROWS


def _searched(what: str, user, words: str, best: tuple[str, list]) -> Job:
    asked = filters.read({"q": words}, user, timezone.now())
    ours = _timed(_statements(lambda: queries.members(user, "", asked)))
    return _job(f"Search, {what}", ours, _timed([best]))


def _job(name: str, ours: float, best: float) -> Job:
    return Job(name, ours, best, "ms", "plain SQL of the same", "≤ 2×", ours <= 2 * best + 0.5)


def _statements(work: Callable[[], object]) -> list[tuple[str, list]]:
    seen: list[tuple[str, list]] = []

    def watch(execute, sql, params, many, context):
        seen.append((sql, params))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(watch):
        work()
    return seen


def _timed(statements: list[tuple[str, list]], rounds: int = 15) -> float:
    """Milliseconds of all of them together."""
    taken = []
    with connection.cursor() as cursor:
        for _round in range(rounds):
            start = time.perf_counter()
            for sql, params in statements:
                cursor.execute(sql, params)
                cursor.fetchall()
            taken.append(1000 * (time.perf_counter() - start))
    return median(taken)
