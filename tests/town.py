"""A small town for tests of the loop: one line of areas with a person in every post, and a neighbour community."""

import datetime as dt
import pickle
import re
from copy import copy
from dataclasses import dataclass
from functools import cached_property
from zoneinfo import ZoneInfo

import psycopg
from django.db import connection, transaction
from django.utils import timezone

from cases import actions
from cases.models import Case, Category
from grids.enums import Kind
from grids.models import Area, Department, Role, StoredFile, User
from tests import factories as make

SHANGHAI = ZoneInfo("Asia/Shanghai")


def at(text: str) -> dt.datetime:
    """ "2026-05-11 12:16", on the clock of the town."""
    return dt.datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)


MORNING = at("2026-05-11 09:00")  # a Monday


@dataclass
class Town:
    district: Area
    street: Area
    community: Area
    grid: Area
    unit: Area
    neighbour: Area

    def __getattr__(self, name: str) -> User:
        """town.unit_head, town.grid_worker …: as the next request sees them, read anew if that may have changed."""
        if name.startswith("_") or name not in self._people:
            raise AttributeError(name)
        now = (name, _changes.count, timezone.localdate())
        if now not in self._met:
            self._met[now] = make.fresh(self._people[name])
            self._met[now].scope  # noqa: B018 -- asked once for all copies
        return copy(self._met[now])

    @cached_property
    def _people(self) -> dict[str, User]:
        return {}

    @cached_property
    def _met(self) -> dict[tuple, User]:
        return {}

    @cached_property
    def police(self) -> Department:
        return Department.objects.get(code="town-police")

    def category(self, code: str) -> Category:
        return Category.objects.get(code=code)

    def report(self, *, by: User | None = None, now: dt.datetime = MORNING, **facts) -> Case:
        facts = {"area": self.unit, "category": self.category("environment-waste"), "title": "垃圾桶满溢"} | facts
        return actions.report(by=by or self.unit_head, now=now, **facts)

    def handled(self, *, now: dt.datetime = MORNING, **facts) -> Case:
        """Reported, accepted, assigned to the grid worker and taken."""
        case = self.report(now=now, **facts)
        case = actions.accept(case.pk, by=self.grid_leader, seen=case.version, now=now)
        to = actions.Target(post=self.grid_worker.posts.get())
        case = actions.assign(case.pk, by=self.grid_leader, seen=case.version, to=to, now=now)
        return actions.take(case.pk, by=self.grid_worker, seen=case.version, now=now)

    def verified(self, *, now: dt.datetime = MORNING, **facts) -> Case:
        case = self.handled(now=now, **facts)
        case = self.finish(case, now=now)
        return actions.pass_(case.pk, by=self.grid_leader, seen=case.version, now=now)

    def finish(self, case: Case, *, now: dt.datetime = MORNING, **facts) -> Case:
        facts = {"text": "已清运", "no_photo_reason": "夜间无法拍照"} | facts
        return actions.finish(case.pk, by=self.grid_worker, seen=case.version, now=now, **facts)


def build() -> Town:
    district, street, community, grid, unit, neighbour = make.line(beside=Kind.COMMUNITY)
    town = Town(district, street, community, grid, unit, neighbour)
    roles = {role.code: role for role in Role.objects.all()}
    posts = {
        "unit_head": ("unit_head", unit),
        "grid_worker": ("grid_worker", grid),
        "grid_leader": ("grid_leader", grid),
        "community_staff": ("community_staff", community),
        "community_staff2": ("community_staff", community),
        "street_staff": ("street_staff", street),
        "supervisor": ("supervisor", district),
        "stranger": ("community_staff", town.neighbour),
        "auditor": ("auditor", district),
    }
    police = Department.objects.create(code="town-police", name_zh="镇派出所", name_en="Police station")
    police.areas.add(street)
    serving = [(name, roles[role], area, None) for name, (role, area) in posts.items()]
    town._people.update(make.people([*serving, ("officer", roles["department_officer"], street, police)]))
    return town


class Changes:
    """Counts what may change who somebody is and where they serve."""

    WRITES = re.compile(r"(INTO|UPDATE|DELETE FROM) \"?grids_(user|post|postarea|role|department|area)\b|^ROLLBACK")

    def __init__(self):
        self.count = 0

    def __call__(self, execute, sql, params, many, context):
        self.count += bool(self.WRITES.search(sql))
        return execute(sql, params, many, context)


_changes = Changes()
GREW = "SELECT relname FROM pg_stat_xact_user_tables WHERE n_tup_ins > 0 ORDER BY relname"
_kept: dict[str, bytes] = {}  # its rows by their table, and under "" what build() gave
_doors: dict[str, psycopg.Connection | None] = {}  # to the databases of this worker: the one that is left, by its name


def keep() -> None:
    """Build it once. Half of all tests begin with it: they find it in a database of its own, where it stands.

    To copy its rows in is quicker than to build it, but whoever switches triggers off for that throws away each plan
    that PostgreSQL has made for their functions, as often as there are tests.
    """
    connection.execute_wrappers.append(_changes)
    _remember()
    empty = connection.settings_dict["NAME"]
    connection.close()
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'CREATE DATABASE "{empty}_town" TEMPLATE "{empty}"')
    _doors.update({f"{empty}_town": None, empty: None})
    go(in_town=True)
    again()
    go(in_town=False)


def go(*, in_town: bool) -> None:
    """The default connection leads to the database with the town, or to the one without; both stay open.

    Not where it leads elsewhere, as for the tests in a browser.
    """
    here = connection.settings_dict["NAME"]
    there = next((name for name in _doors if name.endswith("_town") == in_town), here)
    if here in _doors and there != here:
        _doors[here] = connection.connection
        connection.connection, connection.settings_dict["NAME"] = _doors[there], there


def leave() -> None:
    """No connection is left, as before keep()."""
    for in_town in (True, False):
        go(in_town=in_town)
        connection.close()
    _doors.clear()


def found() -> Town:
    """The town for the test that begins now."""
    stands = connection.settings_dict["NAME"].endswith("_town")
    return pickle.loads(_kept[""]) if stands else again()  # our own


def _remember() -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        _kept[""] = pickle.dumps(build())
        cursor.execute(GREW)
        grown = {table: _rows(cursor, table) for (table,) in cursor.fetchall()}
        transaction.set_rollback(True)
    with connection.cursor() as cursor:
        for table, rows in grown.items():
            before = set(_rows(cursor, table).splitlines())
            if new := [row + b"\n" for row in rows.splitlines() if row not in before]:
                _kept[table] = b"".join(new)


def _rows(cursor, table: str) -> bytes:
    with cursor.cursor.copy(f'COPY public."{table}" TO STDOUT') as rows:
        return b"".join(bytes(part) for part in rows)


@transaction.atomic
def again() -> Town:
    """The town of keep(). Beside areas that are there already another one is built: codes and trees are its own."""
    if Area.objects.exists():
        return build()
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")  # whatever triggers did is among the rows
        for table in _kept.keys() - {""}:
            with cursor.cursor.copy(f'COPY public."{table}" FROM STDIN') as rows:
                rows.write(_kept[table])
        cursor.execute("SET LOCAL session_replication_role = origin")
    return pickle.loads(_kept[""])  # our own


def photo(by: User, name: str = "after.jpg") -> StoredFile:
    number = StoredFile.objects.count() + 1
    return StoredFile.objects.create(
        name=name, path=f"test/{number}-{name}", content_type="image/jpeg", size=1, sha256="0" * 64, uploaded_by=by
    )
