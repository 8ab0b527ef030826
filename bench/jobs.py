"""What is measured without a browser: the sweep, changes of the tree, imports, ledgers; each beside its reference."""

import resource
import time
from collections.abc import Callable
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from datetime import timedelta
from statistics import median

from django.db import connection, transaction
from django.utils import timezone

from bench import ledgers, points
from bench.data import Built, Size
from cases.models import Case
from grids import alarms
from grids.actions import areas, divisions
from grids.database.locks import Lock, take
from grids.enums import Kind
from grids.models import Area, Notice
from grids.sheets import Row

A_PROVINCE = 20  # seconds, for 30,000 areas
A_GRID, A_COMMUNITY = 1_000, 3_000  # milliseconds to move one with its rows


@dataclass
class Job:
    """One line of the second table: ours and the reference in the same unit, and what the bar asks for."""

    name: str
    ours: float
    reference: float
    unit: str
    against: str
    bar: str
    passed: bool | None


@contextmanager
def undone():
    """Do something in the real tables, and leave no trace."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def milliseconds(*works: Callable[[], object], rounds: int = 5, whole: bool = True) -> list[float]:
    """The median of each; in turn, so that what else the machine does meets them alike.

    whole: in a transaction that is then undone.
    """
    taken: list[list[float]] = [[] for _work in works]
    for _round in range(rounds):
        for work, times in zip(works, taken, strict=True):
            with undone() if whole else nullcontext():
                start = time.perf_counter()
                work()
                times.append(1000 * (time.perf_counter() - start))
    return [median(times) for times in taken]


def measure(size: Size, built: Built) -> list[Job]:
    return [*sweep(size), *tree(built), load(size), *ledgers.measure(size, built), *points.measure(size)]


# The same job: claim, move the alarm, a card each, as many people told as ours tells: one, and in `second` of 100
# matters another.
ONE_STATEMENT = """
WITH claimed AS (
    SELECT id, alarm_at FROM cases_case WHERE alarm_at <= now() ORDER BY alarm_at, id LIMIT 1000
    FOR NO KEY UPDATE SKIP LOCKED
), moved AS (
    UPDATE cases_case c SET alarm_at = now() + interval '1 day', alarm_level = c.alarm_level + 1, was_late = true
    FROM claimed WHERE c.id = claimed.id
    RETURNING c.id, c.alarm_level, claimed.alarm_at AS due, c.reporter_user_id, c.number, c.title
), told AS (
    INSERT INTO grids_notice (user_id, kind, params, url, once, created_at)
    SELECT reporter_user_id, 'case_overdue', jsonb_build_object('number', number, 'title', title, 'step', 5),
        '/cases/' || number || '/', 'bench:' || id || ':' || alarm_level || ':' || one, now()
    FROM moved, generate_series(1, 1 + (mod(moved.id, 100) < %(second)s)::int) AS one
)
INSERT INTO cases_escalation (step_id, case_id, level, card, due_at, made_at, told, contest_reason, withdrawn)
SELECT s.id, moved.id, moved.alarm_level, 'red', moved.due, now(), '', '', false
FROM moved JOIN cases_casestep s ON s.case_id = moved.id AND s.left_at IS NULL
"""


def sweep(size: Size) -> list[Job]:
    """In turn, and each on a table without the dead rows that the other left."""
    reference, ours, peaks = [], [], []
    for _round in range(3):
        _set_due(size.sweep)
        start = time.perf_counter()
        done = alarms.sweep(seconds=600)["cases"]
        ours.append(done / (time.perf_counter() - start))
        second = 100 * (Notice.objects.count() / done - 1)
        due = _set_due(size.sweep)
        start, count = time.perf_counter(), 1
        with connection.cursor() as cursor:
            while count:
                cursor.execute(ONE_STATEMENT, {"second": second})
                count = cursor.rowcount
        reference.append(due / (time.perf_counter() - start))
        peaks.append(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
    (nothing,) = milliseconds(alarms.sweep, whole=False)
    share = median(one / other for one, other in zip(ours, reference, strict=True))
    grown = peaks[-1] - peaks[0]  # thousands of rows later
    against = f"one statement, told as well: {share:.0%}"
    return [
        Job("Sweep", median(ours), median(reference), "matters/s", against, "≥ 50 %", share >= 0.5),
        Job("Sweep, memory grown from the first to the last", grown, 20, "MB", "flat", "≤ 20 MB", grown <= 20),
        Job("Sweep, nothing due", nothing, 5, "ms", "5 ms", "≤ 5 ms", nothing <= 5),
    ]


def _set_due(count: int) -> int:
    """Matters in their open step whose red card falls due now, none of them late before."""
    rows = Case.objects.open().filter(paused_at=None, due_at__isnull=False).order_by("pk")
    ids = list(rows.values_list("pk", flat=True)[:count])
    now = timezone.now()
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM cases_escalation")
        cursor.execute("DELETE FROM grids_notice")
        cursor.execute(
            "UPDATE cases_case SET due_at = %s, alarm_at = %s, alarm_level = 1 WHERE id = ANY(%s)", [now, now, ids]
        )
        cursor.execute("UPDATE cases_casestep SET due_at = %s WHERE case_id = ANY(%s) AND left_at IS NULL", [now, ids])
        cursor.execute("VACUUM cases_case")
    Case.objects.exclude(pk__in=ids).filter(alarm_at__lte=now).update(alarm_at=now + timedelta(days=3))
    return len(ids)


def tree(built: Built) -> list[Job]:
    """In the middle of the largest tree there is: the first grid gets a unit and moves to the next community, its
    community moves to another street; with all that lives there, and with what is checked at commit."""
    grid = Area.objects.get(pk=built.line["grid"].id)
    community = Area.objects.get(pk=grid.community_id)
    other = Area.objects.filter(kind=Kind.COMMUNITY, street_id=grid.street_id).exclude(pk=community.pk).first()
    count = Area.objects.count()
    added = lambda: areas.add(_again(grid), kind=Kind.UNIT, name="新单元", by=None)  # noqa: E731
    ours, bare = milliseconds(_checked(added), _checked(lambda: _bare_insert(grid)))
    moved, bare_move = milliseconds(
        _checked(lambda: areas.move(_again(grid), _again(other), by=None)), _checked(lambda: _bare_move(grid, other))
    )
    with undone():
        street = _another_street(community)
        (whole,) = milliseconds(_checked(lambda: areas.move(_again(community), _again(street), by=None)), rounds=3)
        rows = Case.objects.filter(community_id=community.pk).count()
    bare_is, a_grid = "bare django-mptt", moved <= 1.3 * bare_move and moved <= A_GRID
    return [
        Job(f"Insert among {count:,} areas", ours, bare, "ms", bare_is, "≤ 1.3×", ours <= 1.3 * bare),
        Job(f"Move a grid among {count:,}", moved, bare_move, "ms", bare_is, f"≤ 1.3×, ≤ {A_GRID:,} ms", a_grid),
        Job(
            "Move a community to another street",
            whole,
            A_COMMUNITY,
            "ms",
            f"with its {rows:,} matters, its homes and people",
            f"≤ {A_COMMUNITY:,} ms",
            whole <= A_COMMUNITY,
        ),
    ]


def _checked(work: Callable[[], object]) -> Callable[[], None]:
    """With what PostgreSQL would else check at commit, which an undone transaction never sees."""

    def done() -> None:
        work()
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")

    return done


def _another_street(community: Area) -> Area:
    """The last one of its district in which nothing is called like it; without one, the district gets another."""
    taken = Area.objects.filter(kind=Kind.COMMUNITY, name=community.name).values("parent_id")
    found = Area.objects.filter(kind=Kind.STREET, tree_id=community.tree_id).exclude(pk__in=taken)
    district = Area.objects.get(pk=community.district_id)
    return found.order_by("-lft").first() or areas.add(district, kind=Kind.STREET, name="另一街道", by=None)


def _again(area: Area) -> Area:
    return Area.objects.get(pk=area.pk)


def _bare_insert(grid: Area) -> None:
    take(Lock.TREE)
    facts = {"kind": Kind.UNIT, "code": f"{grid.code}999", "name": "新单元", "valid_from": timezone.localdate()}
    Area(parent=_again(grid), **facts).save()


def _bare_move(grid: Area, to: Area) -> None:
    take(Lock.TREE)
    _again(grid).move_to(_again(to), "last-child")


def load(size: Size) -> Job:
    """A file of new areas, against what rebuild() would take for as many: it is run on one tree and scaled."""
    rows = _file(size.tree)
    (taken,) = milliseconds(lambda: divisions.load_divisions(rows, why="bench"), rounds=3)
    ours = taken / 1000
    with undone():
        take(Lock.TREE)
        top = Area.objects.filter(parent=None).order_by("pk").first()
        nodes = (top.rght - top.lft + 1) // 2
        start = time.perf_counter()
        Area.objects.partial_rebuild(top.tree_id)
        rebuild = (time.perf_counter() - start) * len(rows) / nodes
    name = f"Import of {len(rows):,} areas"
    passed = ours * 8 <= rebuild and ours <= A_PROVINCE
    return Job(name, ours, rebuild, "s", "rebuild(), scaled", f"≥ 8× faster, ≤ {A_PROVINCE} s", passed)


def _file(count: int) -> list[Row]:
    """Districts of ten streets of ten communities, under codes that nobody uses."""
    rows: list[Row] = []
    line = 1

    def add(code: str, kind: str, parent: str) -> None:
        nonlocal line
        line += 1
        rows.append(Row(line, {"code": code, "name": f"{kind} {code}", "kind": kind, "parent_code": parent}))

    district = 0
    while len(rows) < count:
        district += 1
        top = f"{980000 + district}"
        add(top, Kind.DISTRICT.value, "")
        for street in range(1, 11):
            below = f"{top}{street:03}"
            add(below, Kind.STREET.value, top)
            for community in range(1, 11):
                add(f"{below}{community:03}", Kind.COMMUNITY.value, below)
    return rows[:count]
