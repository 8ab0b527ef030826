"""The registers' pages that are measured, the plain SQL of their list, and what a search costs beside the best."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from statistics import median
from urllib.parse import quote

from django.db import connection
from django.utils import timezone

from bench.client import Page
from bench.data import Built, Size
from bench.jobs import Job, undone
from grids.database import prepared
from grids.fields import plain
from grids.models import User
from grids.pages.keyset import Cursor
from residents import filters, queries
from residents.actions import look_up
from residents.models import Membership, Resident

LEVELS = ("unit", "grid", "community", "street")  # a district supervises: it reads no names
DEEP, SIZE = 100, 50
ROUNDS, NOISE = 15, 0.1  # milliseconds by which the same statement differs from round to round
MANY, NO_SCAN = 10_000, "ML"  # rows of a table that no search may read through, at these sizes
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
    own = statements(lambda: queries.members(user))[0]
    return timed([own]), timed([(sql, [here])])


def searches(built: Built, size: Size) -> list[Job]:
    """Everything a search asks the database, beside the best statement for it; and whether it reads a whole table."""
    user = User.objects.get(username=built.accounts["street"])
    user.scope  # noqa: B018
    street, someone = built.line["street"].id, _someone(built.line["grid"].id)
    asked: list[tuple[str, list]] = []
    found = []
    for what, words in (("one character", someone.name[-1:]), ("two characters", someone.name[-2:])):
        best = (BY_LETTERS, [sorted(set(words)), f"%{words}%", street])
        found.append(_searched(what, user, words, asked, timed([best]), "SQL by letters"))
    best_ms = timed([(BY_TRIGRAMS, [f"%{someone.name}%", street])])
    found.append(_searched("a whole name", user, someone.name, asked, best_ms, "SQL by trigrams"))
    address = someone.memberships.current().get(is_living=True).household.dwelling.address
    found.append(_searched("an address", user, address, asked, _best_of_addresses(address, street), "SQL by letters"))
    best = (BY_INITIALS, [f"{someone.initials}%", street])
    found.append(_searched("initials", user, someone.initials, asked, timed([best]), "plain SQL of the same"))
    for what, field in (("ID number", "id_number"), ("phone", "phone")):
        found.append(_looked_up(what, user, plain(someone, field), asked, _opened(field, built)))
    return [*found, _scans(asked, size)]


ROWS = """
SELECT m.*, r.*, h.*, d.* FROM residents_membership m JOIN found ON found.id = m.resident_id
JOIN residents_resident r ON r.id = m.resident_id JOIN residents_household h ON h.id = m.household_id
JOIN residents_dwelling d ON d.id = h.dwelling_id
WHERE m.street_id = %s AND m.until IS NULL ORDER BY m.pinyin, m.id LIMIT 51
"""
FOUND = "WITH found AS MATERIALIZED (SELECT id FROM residents_resident WHERE {} LIMIT 2001)" + ROWS
LETTERS = "string_to_array({0}, NULL) @> %s::text[] AND {0} LIKE %s"
BY_LETTERS = FOUND.format(LETTERS.format("name"))
BY_TRIGRAMS = FOUND.format("name LIKE %s")
BY_INITIALS = FOUND.format("initials LIKE %s")
AT_HOME = "SELECT resident_id AS id FROM residents_membership m WHERE m.until IS NULL AND m.household_id IN ({})"
OF_HOME = "SELECT h.id FROM residents_household h JOIN residents_dwelling d ON d.id = h.dwelling_id WHERE {}"
BY_ADDRESS = f"WITH found AS MATERIALIZED ({AT_HOME.format(OF_HOME.format(LETTERS.format('d.address')))}){ROWS}"


def _searched(what: str, user, words: str, asked: list, best: float, against: str) -> Job:
    there = filters.read({"q": words}, user, timezone.now())
    asking = statements(lambda: queries.members(user, "", there))
    asked += asking
    return _job(what, timed(asking), best, against)


def _best_of_addresses(address: str, street: int) -> float:
    with _index("residents_dwelling USING gin (string_to_array(address, NULL))"):
        return timed([(BY_ADDRESS, [sorted(set(address)), f"%{address}%", street])])


@contextmanager
def _index(what: str) -> Iterator[None]:
    """One that the register does without, for as long as it is measured."""
    with undone(), connection.cursor() as cursor:
        cursor.execute(f"CREATE INDEX ON {what}")
        cursor.execute("SET LOCAL enable_seqscan = off")
        yield


def _looked_up(what: str, user, number: str, asked: list, opened: float) -> Job:
    """What finds the person; that the look is noted is part of the page, which is measured too."""
    with undone():
        asking = statements(lambda: look_up.by_number(number, by=user))
    finds = [(sql, params) for sql, params in asking if "FROM residents_" in sql]
    asked += finds
    return _job(  # planned by then, as on the connection of a portal that runs
        what, timed(finds, 4 * ROUNDS, prepared.cursor), timed([("SELECT 1", [])]) + opened, "SELECT 1 plus decryption"
    )


def _opened(field: str, built: Built) -> float:
    """Milliseconds to unwrap a person's key and open one value."""
    members = Membership.objects.current().filter(grid_id=built.line["grid"].id).select_related("resident__subject")
    taken = []
    for person in [member.resident for member in members[:ROUNDS]]:
        start = time.perf_counter()
        plain(person, field)
        taken.append(1000 * (time.perf_counter() - start))
    return median(taken)


def _scans(asked: list[tuple[str, list]], size: Size) -> Job:
    """Tables of many rows that a search reads from end to end, as the planner says."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT relname FROM pg_class WHERE relkind = 'r' AND reltuples >= %s", [MANY])
        large, read = {name for (name,) in cursor.fetchall()}, set()
        for sql, params in asked:
            cursor.execute(f"EXPLAIN (FORMAT JSON) {sql}", params)
            read |= large & set(_read_through(cursor.fetchone()[0][0]["Plan"]))
    passed = not read if size.name in NO_SCAN else None
    against = ", ".join(sorted(read)) or f"EXPLAIN of {len(asked)} statements"
    return Job("Search, sequential scans", len(read), 0, "tables", against, "none at M", passed)


def _read_through(plan: dict) -> Iterator[str]:
    if plan["Node Type"] == "Seq Scan":
        yield plan["Relation Name"]
    for below in plan.get("Plans", ()):
        yield from _read_through(below)


def _job(what: str, ours: float, best: float, against: str) -> Job:
    bar = f"≤ 2× and {NOISE:g} ms"
    return Job(f"Search, {what}", ours, best, "ms", against, bar, ours <= 2 * best + NOISE)


def statements(work: Callable[[], object]) -> list[tuple[str, list]]:
    seen: list[tuple[str, list]] = []

    def watch(execute, sql, params, many, context):
        seen.append((sql, params))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(watch):
        work()
    return seen


def timed(asked: list[tuple[str, list]], rounds: int = ROUNDS, cursor_of: Callable | None = None) -> float:
    """Milliseconds of all of them together; cursor_of: as the portal asks them."""
    taken = []
    with (cursor_of or connection.cursor)() as cursor:
        for _round in range(rounds):
            start = time.perf_counter()
            for sql, params in asked:
                cursor.execute(sql, params)
                cursor.fetchall()
            taken.append(1000 * (time.perf_counter() - start))
    return median(taken)
