"""The pages that are measured, and the plain SQL that does the job of each list."""

import time
import uuid
from statistics import median

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.cached_db import SessionStore
from django.db import connection
from django.utils import timezone

from bench.client import Page
from bench.data import Built, Size
from cases import filters, queries
from cases.enums import Step
from cases.models import Case, Category
from cases.queries import NEWEST
from cases.views import listing
from grids.models import User
from grids.pages.keyset import Cursor

LEVELS = ("unit", "grid", "community", "street", "district", "department")
DEEP = 100  # the page that must cost what the first one costs
SIZE = 50
MOST_ACTS = 200  # more than any run asks for of one act


def sessions(built: Built) -> dict[str, str]:
    """A signed-in session for each account; sign-in itself is not measured."""
    found = {}
    for level, username in built.accounts.items():
        user = User.objects.get(username=username)
        store = SessionStore()
        store[SESSION_KEY] = str(user.pk)
        store[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[1]
        store[HASH_SESSION_KEY] = user.get_session_auth_hash()
        store.save()
        found[level] = store.session_key
    return found


def pages(built: Built, size: Size) -> list[Page]:
    line = built.line
    found = [Page(f"List, all open: {level}", "/cases/?view=open", level) for level in LEVELS]
    found += [
        Page(f"List, {name}: street", f"/cases/?view={name}", "street") for name in filters.SAVED if name != "open"
    ]
    found += [
        Page(f"List, {name}: {level}", f"/cases/?view={name}", level)
        for level in ("grid", "community")
        for name in ("mine", "verify", "overdue")
    ]
    found += [
        Page(f"List, page {DEEP}: street", f"/cases/?view=all&cursor={_deep(line['street'].id)}", "street"),
        Page("List, one community: street", f"/cases/?view=all&area={line['community'].code}", "street"),
        Page("List, two characters: street", "/cases/?q=%E4%BA%95%E7%9B%96", "street"),
        Page("List, a number: street", f"/cases/?q={_handled(line['grid'].id)}", "street"),
        Page("Matter: grid", f"/cases/{_handled(line['grid'].id)}/", "grid"),
        Page("Desk: grid", "/", "grid"),
        Page("Desk: street", "/", "street"),
        Page("Area browser: street", "/areas/", "street"),
        Page("Overview: grid", f"/areas/{line['grid'].code}/", "street"),
        Page("Overview: street", f"/areas/{line['street'].code}/", "street"),
        Page("Overview: district", f"/areas/{line['district'].code}/", "district"),
        Page("Report (post): unit", "/cases/new/", "unit", _report(line["unit"].code), 302),
        _notes(line["grid"].id),
        _accepted(line["street"].id, line["grid"].id),
    ]
    return found


def _deep(street: int) -> str:
    """The cursor of page 100, without turning 99 pages."""
    rows = Case.objects.filter(street_id=street, is_confidential=False).order_by("-reported_at", "-id")
    keys = rows.values_list("reported_at", "id")
    at = min((DEEP - 1) * SIZE, max(keys.count() - SIZE, 1)) - 1
    return NEWEST.write(Cursor(*keys[at]))


def _handled(grid: int) -> str:
    return Case.objects.open().filter(grid_id=grid, is_confidential=False).order_by("pk").first().number


def _report(code: str):
    category = Category.objects.filter(parent__isnull=False, is_confidential=False).order_by("pk").first().code

    def data(number: int) -> dict:
        return {
            "token": str(uuid.uuid4()), "area": code, "category": category, "chip": "", "urgency": "normal",
            "source": "patrol", "place": "东门", "text": f"测试上报 {number}：路灯不亮，请处理。",
        }  # fmt: skip

    return data


def _notes(grid: int) -> Page:
    """Each request another matter, with the version that its last note left."""
    rows = Case.objects.open().filter(grid_id=grid, is_confidential=False).order_by("pk")
    matters = list(rows.values_list("number", "version"))
    done: dict[int, int] = {}

    def path(number: int) -> str:
        return f"/cases/{matters[number % len(matters)][0]}/act/note/"

    def data(number: int) -> dict:
        at = number % len(matters)
        done[at] = done.get(at, -1) + 1
        return {"seen": matters[at][1] + done[at], "text": f"进展 {number}：已联系物业。"}

    return Page("Act, note (post): grid", path, "grid", data, 302)


def _accepted(street: int, grid: int) -> Page:
    """An act that ends a step and opens another, with its clock and its notices: each request another matter, and
    none of the grid whose matter is looked at meanwhile."""
    rows = Case.objects.open().filter(street_id=street, step=Step.COLLECTION, is_confidential=False, paused_at=None)
    rows = rows.exclude(grid_id=grid)
    facts = {"seen": "version", "category": "category__code", "urgency": "urgency", "title": "title", "place": "place"}
    waiting = iter(list(rows.order_by("pk").values_list("number", *facts.values())[:MOST_ACTS]))
    asked: dict[int, list] = {}

    def path(number: int) -> str:
        found, *asked[number] = next(waiting)
        return f"/cases/{found}/act/accept/"

    def data(number: int) -> dict:
        return dict(zip(facts, asked.pop(number), strict=True))

    return Page("Act, accept (post): street", path, "street", data, 302)


def plain(level: str, view: str, built: Built) -> tuple[float, float]:
    """Milliseconds of the list's own statement, and of the same fifty rows of the person's areas alone."""
    user = User.objects.get(username=built.accounts[level])
    saved = filters.SAVED[view]
    where = saved.where(user, timezone.now())
    own = listing.branches_of(user, filters.Filters(view=view))
    areas = [branch for branch in own if not isinstance(branch, str) or "is_confidential" in branch] or own
    return _timed(*_own_statement(own, where, saved.order), *_own_statement(areas, where, saved.order))


def _own_statement(branches: list[str], where, order) -> tuple[str, list]:
    seen = []

    def watch(execute, sql, params, many, context):
        seen.append((sql, params))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(watch):
        queries.among(branches, where, order)
    return seen[-1]


def _timed(own: str, own_params, best: str, best_params, rounds: int = 15) -> tuple[float, float]:
    taken: tuple[list[float], list[float]] = ([], [])
    with connection.cursor() as cursor:
        for _round in range(rounds):
            for at, (sql, params) in enumerate(((own, own_params), (best, best_params))):
                start = time.perf_counter()
                cursor.execute(sql, params)
                cursor.fetchall()
                taken[at].append(1000 * (time.perf_counter() - start))
    return median(taken[0]), median(taken[1])
