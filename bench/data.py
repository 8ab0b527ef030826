"""The data sets: areas, people and matters of one street, one district or one city, put in by COPY.

Triggers are off while this runs (a superuser's session in replica mode): positions and ancestors are computed here,
and what the triggers would add is added by set.
"""

import random
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.contrib.auth.hashers import make_password
from django.db import connection
from django.utils import timezone

from bench import people as register
from bench.copying import copy
from cases.enums import Act, Status, Step
from cases.models import Case, CaseAct, CaseCounter, CaseStep, Category
from grids.enums import Kind
from grids.models import Area, AreaCode, Department, Post, PostArea, Role, SubjectKey, User
from grids.privacy import identity

START = date(2020, 1, 1)
DAYS = 365


@dataclass(frozen=True)
class Size:
    """How many of each; a street's shape is that of the street in the field reports: 260 grids, 4,565 units."""

    name: str
    districts: int
    streets: int  # of each district
    communities: int  # of each street
    grids: int  # of each street
    units: int  # of each street
    matters: int
    people: int
    rounds: int
    each: int  # requests of a page in a row, before the next page's turn
    many: int  # requests of a page at concurrency 8
    tree: int  # areas in the file that the import loads
    sweep: int  # matters whose alarm has come
    ledger: int = 14_011  # people in a ledger that is brought in
    large_ledger: int = 100_000  # and in another, of several sheets; 0: none
    entries: int = 2_000_000  # of points, forty to a passbook
    volunteers: int = 1_500  # of each community; teams, activities, orders and wishes in proportion
    workers: int = 8  # who move points at once
    seconds: float = 2  # for which they do, each way and turn
    turns: int = 5
    web: int = 2  # workers of the portal


SIZES = {
    "T": Size(
        "T",
        1,
        1,
        2,
        4,
        12,
        200,
        300,
        1,
        1,
        2,
        200,
        20,
        300,
        0,
        entries=400,
        volunteers=12,
        workers=1,
        seconds=0.2,
        turns=1,
        web=1,
    ),  # fmt: skip
    "S": Size("S", 1, 1, 11, 260, 4565, 20_000, 100_000, 2, 5, 48, 10_000, 4_000, large_ledger=0, entries=100_000),
    "M": Size("M", 1, 6, 11, 260, 4565, 200_000, 600_000, 3, 5, 24, 30_000, 10_000),
    "L": Size("L", 5, 6, 11, 260, 4565, 1_000_000, 3_000_000, 3, 5, 24, 30_000, 20_000),
}


@dataclass
class Spot:
    """An area being laid out."""

    id: int
    parent: "Spot | None"
    kind: str
    code: str
    name: str
    tree: int
    children: list["Spot"] = field(default_factory=list)
    lft: int = 0
    rght: int = 0

    def above(self, kind: str) -> int | None:
        spot: Spot | None = self
        while spot is not None:
            if spot.kind == kind:
                return spot.id
            spot = spot.parent
        return None

    def number(self, at: int) -> int:
        """Lay out this area and all below it from place `at`; the next free place."""
        self.lft = at
        for child in self.children:
            at = child.number(at + 1)
        self.rght = at + 1
        return at + 1


@dataclass
class Built:
    """What the pages are then asked for: the account of each level on one line, and the areas of that line."""

    accounts: dict[str, str]  # level -> username
    line: dict[str, Spot]


def build(size: Size) -> Built:
    chance = random.Random(42)
    spots = _areas(size)
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        _copy_areas(spots)
        people = _people(spots)
        _matters(size, spots, people, chance)
        register.build(spots, size.people, chance)
        for model in (Area, User, Post, PostArea, Case, CaseStep, CaseAct):
            table = model._meta.db_table
            cursor.execute(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), (SELECT max(id) FROM {table}))")
        cursor.execute("SET session_replication_role = origin")
        cursor.execute("VACUUM ANALYZE")
    leaf = next(spot for spot in spots if spot.kind == Kind.UNIT)
    line, spot = {}, leaf
    while spot is not None:
        line[spot.kind], spot = spot, spot.parent
    accounts = {level: f"{level}{line[level].id}" for level in ("unit", "grid", "community", "street", "district")}
    return Built(accounts | {"department": f"department{line['street'].id}"}, line)


def _areas(size: Size) -> list[Spot]:
    spots: list[Spot] = []

    def add(parent: Spot | None, kind: Kind, code: str, name: str) -> Spot:
        spot = Spot(len(spots) + 1, parent, kind.value, code, name, parent.tree if parent else int(code[-2:]))
        spots.append(spot)
        if parent:
            parent.children.append(spot)
        return spot

    for d in range(1, size.districts + 1):
        district = add(None, Kind.DISTRICT, f"9901{d:02}", f"第{d}区")
        for s in range(1, size.streets + 1):
            street = add(district, Kind.STREET, f"{district.code}{s:03}", f"第{s}街道")
            numbers = range(1, size.communities + 1)
            communities = [add(street, Kind.COMMUNITY, f"{street.code}{c:03}", f"第{c}社区") for c in numbers]
            grids = []
            for g in range(size.grids):
                home = communities[g % len(communities)]
                number = len(home.children) + 1
                grids.append(add(home, Kind.GRID, f"{home.code}{number:03}", f"{home.name}第{number}网格"))
            for u in range(size.units):
                home = grids[u % len(grids)]
                number = len(home.children) + 1
                add(home, Kind.UNIT, f"{home.code}{number:03}", f"{number}号楼")
        district.number(1)
    return spots


def _copy_areas(spots: list[Spot]) -> None:
    def rows() -> Iterator[dict]:
        for spot in spots:
            yield {
                "id": spot.id,
                "parent_id": spot.parent.id if spot.parent else None,
                "kind": spot.kind,
                "code": spot.code,
                "name": spot.name,
                "pinyin": spot.code,
                "valid_from": START,
                "lft": spot.lft,
                "rght": spot.rght,
                "tree_id": spot.tree,
                "level": Kind(spot.kind).depth,
            } | _ancestors(spot)

    copy(Area, rows())
    copy(AreaCode, ({"code": spot.code, "area_id": spot.id, "since": timezone.now()} for spot in spots))


def _ancestors(spot: Spot) -> dict[str, int | None]:
    return {f"{kind}_id": spot.above(kind) for kind in ("district", "street", "community", "grid")}


# level -> (role, how many areas of that level one person holds)
STAFF = {
    "unit": ("unit_head", 6),
    "grid": ("grid_leader", 1),
    "community": ("community_staff", 1),
    "street": ("street_staff", 1),
    "district": ("supervisor", 1),
}


def _people(spots: list[Spot]) -> dict[int, tuple[int, int]]:
    """One person for each area above the units, one for six units beside each other, one department for each street.

    Returns who serves an area: area -> (user, post).
    """
    roles = dict(Role.objects.values_list("code", "pk"))
    department = Department.objects.get(code="urban_management").pk
    jobs: list[tuple[str, str, int | None, list[int]]] = []
    for spot in spots:
        if spot.kind != Kind.UNIT:
            jobs.append((f"{spot.kind}{spot.id}", STAFF[spot.kind][0], None, [spot.id]))
        if spot.kind == Kind.STREET:
            jobs.append((f"department{spot.id}", "department_officer", department, [spot.id]))
        if spot.kind == Kind.GRID:
            units = [child.id for child in spot.children]
            for at in range(0, len(units), STAFF["unit"][1]):
                some = units[at : at + STAFF["unit"][1]]
                jobs.append((f"unit{some[0]}", "unit_head", None, some))
    _raw, wrapped = identity.new_key()
    subjects = [uuid.uuid4() for _job in jobs]
    password, now = make_password(None), timezone.now()
    copy(SubjectKey, ({"id": subject, "wrapped": wrapped, "created_at": now} for subject in subjects))
    copy(
        User,
        (
            {
                "id": pk,
                "username": name,
                "name": f"陈{pk}",
                "subject_id": subject,
                "password": password,
                "must_change_password": False,
                "is_demo": True,
                "created_at": now,
            }
            for pk, ((name, *_), subject) in enumerate(zip(jobs, subjects, strict=True), 1)
        ),
    )
    copy(
        Post,
        (
            {"id": pk, "user_id": pk, "role_id": roles[role], "department_id": office, "started_on": START}
            for pk, (_name, role, office, _areas) in enumerate(jobs, 1)
        ),
    )
    copy(PostArea, ({"post_id": pk, "area_id": area} for pk, job in enumerate(jobs, 1) for area in job[3]))
    return {area: (pk, pk) for pk, job in enumerate(jobs, 1) if job[2] is None for area in job[3]}


WORDS = (
    "路灯不亮", "井盖破损", "楼道堆物", "电动车进楼", "下水道堵塞",
    "噪声扰民", "占道经营", "垃圾未清", "墙皮脱落", "围栏松动",
)  # fmt: skip
PLACES = ("东门", "西门", "小广场", "地下车库", "配电房", "公交站", "菜场口", "河边步道")
LOOP = tuple(Step)
KEPT = ("id", "step", "status", "reported_at", "due_at", "reporter_user_id")


def _matters(size: Size, spots: list[Spot], people: dict[int, tuple[int, int]], chance: random.Random) -> None:
    """A year of matters, even over the days; those of the last weeks are mostly open."""
    now = timezone.now()
    categories = list(Category.objects.filter(parent__isnull=False).order_by("pk").values_list("pk", flat=True))
    by_kind = {kind: [spot for spot in spots if spot.kind == kind] for kind in Kind.values}
    department = Department.objects.get(code="urban_management").pk
    counters: dict[tuple[str, date], int] = {}
    kept: list[dict] = []  # what the steps and acts need of each

    def rows() -> Iterator[dict]:
        for pk in range(1, size.matters + 1):
            kind = chance.choices(("unit", "grid", "community"), (80, 15, 5))[0]
            spot = chance.choice(by_kind[kind])
            reported = now - timedelta(seconds=DAYS * 86400 * (1 - pk / size.matters) + chance.random())
            row = _matter(pk, spot, reported, now, people, categories, department, chance)
            district = spot
            while district.parent is not None:
                district = district.parent
            key = (district.code, timezone.localdate(reported))
            counters[key] = counters.get(key, 0) + 1
            row["number"] = f"{district.code}-{key[1]:%y%m%d}-{counters[key]:04}"
            kept.append({name: row[name] for name in KEPT})
            yield row

    copy(Case, rows())
    copy(CaseCounter, ({"district_code": code, "day": day, "last": last} for (code, day), last in counters.items()))
    copy(CaseStep, (step for row in kept for step in _steps(row)))
    copy(CaseAct, (act for row in kept for act in _acts(row)))


def _matter(pk, spot: Spot, reported: datetime, now: datetime, people, categories, department, chance) -> dict:
    is_open = chance.random() < (0.85 if now - reported < timedelta(days=30) else 0.03)
    step = chance.choice(LOOP[2:]) if is_open else Step.FOLLOW_UP
    serving = spot
    while serving.id not in people:
        serving = serving.parent
    user, post = people[serving.id]
    ended = min(reported + timedelta(hours=chance.randrange(2, 400)), now)
    due = now + timedelta(hours=chance.gauss(30, 40))
    to_department = is_open and step in (Step.HANDLING, Step.VERIFICATION) and chance.random() < 0.1
    handled = is_open and step in (Step.HANDLING, Step.VERIFICATION)
    return {
        "id": pk,
        "token": uuid.UUID(int=chance.getrandbits(128)),
        "area_id": spot.id,
        "source": chance.choice(("patrol", "resident", "hotline", "chat", "visit")),
        "category_id": chance.choice(categories),
        "urgency": "normal",
        "title": f"{spot.name}{chance.choice(PLACES)}{chance.choice(WORDS)}",
        "place": chance.choice(PLACES),
        "text": "巡查时发现，影响居民出行，请尽快处理。",
        "occurred_at": reported,
        "reported_at": reported,
        "is_confidential": chance.random() < 0.01,
        "reporter_kind": "staff",
        "reporter_user_id": user,
        "status": Status.OPEN if is_open else chance.choices((Status.CLOSED, Status.REFUSED), (95, 5))[0],
        "step": step,
        "level": chance.choices(("grid", "community", "street"), (7, 2, 1))[0],
        "due_at": due if is_open else None,
        "alarm_at": (due if due > now else now + timedelta(days=3)) if is_open else None,
        "alarm_level": 2 if is_open and due < now else 0,
        "ended_at": None if is_open else ended,
        "finished_at": None if is_open else ended,
        "settled_level": "" if is_open else "grid",
        "to_post_id": post if handled and not to_department else None,
        "to_department_id": department if to_department else None,
        "taken_by_id": user if handled and not to_department and chance.random() < 0.7 else None,
        "handled_by_id": user if step == Step.VERIFICATION or not is_open else None,
        "is_supervised": is_open and chance.random() < 0.03,
        "version": 4,
    } | _ancestors(spot)


def _steps(row: dict) -> Iterator[dict]:
    """All steps up to the open one; seven of an ended matter."""
    last = LOOP.index(row["step"])
    for at, step in enumerate(LOOP[: last + 1]):
        entered = row["reported_at"] + timedelta(minutes=at)
        is_open = row["status"] == Status.OPEN and at == last
        yield {
            "case_id": row["id"],
            "step": step,
            "entered_at": entered,
            "left_at": None if is_open else entered + timedelta(minutes=1),
            "by_id": None if is_open else row["reporter_user_id"],
            "amount": 3,
            "unit": "working_days",
            "counts_at": entered if is_open else None,
            "due_at": row["due_at"] if is_open else None,
            "promised_at": row["due_at"] if is_open else None,
        }


def _acts(row: dict) -> Iterator[dict]:
    for at, act in enumerate((Act.REPORT, Act.ACCEPT, Act.ASSIGN)[: LOOP.index(row["step"]) - 1]):
        yield {
            "case_id": row["id"],
            "act": act,
            "step": LOOP[at + 1],
            "at": row["reported_at"] + timedelta(minutes=at),
            "user_id": row["reporter_user_id"],
            "post_id": row["reporter_user_id"],
            "data": "{}",
        }
