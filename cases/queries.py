"""Lists of matters: one limited query for each branch of a person's scope, merged in one statement.

What is found is exactly what `visible_to` shows, filtered and ordered; an OR over the same conditions took 80 times as
long. The desk, the list and its export all read through here.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import NamedTuple

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import BooleanField, Expression, Q

from cases.models import Case, CaseTeam
from grids.pages.keyset import Cursor, Order, Page, page
from grids.scope import Reach, column_of

NEWEST = Order("new", "reported_at", descending=True)
DUE_FIRST = Order("due", "due_at", nulls=True)  # for open matters: an ended one has no promise
SEVERAL = 8  # areas of one level that are read one by one; more are sorted together
TABLE = "cases_case"
Branches = list[str]  # conditions as text, one of which must hold; ids stand in them as numbers


class Line(NamedTuple):
    """What a row of a list shows. `who` is the person or department it is with, `to_area_id` else."""

    id: int
    number: str
    version: int
    title: str
    place: str
    category_id: int
    source: str
    urgency: str
    status: str
    step: str
    area_id: int
    community_id: int | None
    grid_id: int | None
    reported_at: datetime
    due_at: datetime | None
    paused_at: datetime | None
    alarm_level: int
    is_supervised: bool
    is_confidential: bool
    taken_by_id: int | None
    to_area_id: int | None
    department_zh: str | None
    department_en: str | None
    who: str | None


OWN = ", ".join(f"c.{name}" for name in Line._fields[:-3])
LINE = f"""{OWN}, d.name_zh, d.name_en, coalesce(t.name, h.name)
FROM keys JOIN {TABLE} c ON c.id = keys.id
LEFT JOIN grids_user t ON t.id = c.taken_by_id
LEFT JOIN grids_post p ON p.id = c.to_post_id
LEFT JOIN grids_user h ON h.id = p.user_id
LEFT JOIN grids_department d ON d.id = c.to_department_id"""


@dataclass(frozen=True, slots=True)
class Place:
    """The area that a list is narrowed to."""

    id: int
    kind: str
    tree_id: int
    lft: int
    rght: int

    @classmethod
    def of(cls, area) -> "Place":
        return cls(area.pk, area.kind, area.tree_id, area.lft, area.rght)

    @property
    def sql(self) -> str:
        return f"{TABLE}.{column_of(self.kind)} = {self.id:d}"


def branches(user, place: Place | None = None) -> Branches:
    """The conditions whose union `visible_to` is, each answered by an index of its own.

    place: within that area only. A part of the scope that lies in it stays as it is, one above it becomes it.
    """
    areas = readable(user, place)
    found = [f"({where} AND NOT {TABLE}.is_confidential)" for where in areas]
    mine = named(user)
    if areas:
        found.append(f"{of_team(user)} AND ({' OR '.join(areas)})")
    return found + ([f"{where} AND {place.sql}" for where in mine] if place else mine)


def named(user) -> Branches:
    """What names the person, one of their posts or their department: seen wherever it lies."""
    scope = user.scope
    found = [f"{TABLE}.taken_by_id = {user.pk:d}", f"{TABLE}.reporter_user_id = {user.pk:d}"]
    found += [f"{TABLE}.to_post_id = {post:d}" for post in sorted(scope.post_ids)]
    return found + [f"{TABLE}.to_department_id = {department:d}" for department in sorted(scope.department_ids)]


def of_team(user) -> str:
    return f"{TABLE}.id IN (SELECT case_id FROM {CaseTeam._meta.db_table} WHERE user_id = {user.pk:d})"


def readable(user, place: Place | None = None) -> Branches:
    """The areas whose matters the person may read, but for confidential ones."""
    ids: dict[str, list[int]] = {}
    for reach in user.scope.where("read_case"):
        if place is None or _inside(reach, place):
            ids.setdefault(reach.column, []).append(reach.area_id)
        elif _inside(place, reach):
            ids.setdefault(column_of(place.kind), []).append(place.id)
    return [condition for column, some in ids.items() for condition in lying(column, some)]


def lying(column: str, ids: list[int]) -> Branches:
    """In one of some areas of one level: a condition each, or one for all where they are many."""
    if len(ids) > SEVERAL:
        return [f"{TABLE}.{column} IN {listed(ids)}"]
    return [f"{TABLE}.{column} = {one:d}" for one in ids]


def listed(ids: Iterable[int]) -> str:
    return f"({', '.join(f'{one:d}' for one in ids)})"


def _inside(inner: Reach | Place, outer: Reach | Place) -> bool:
    return inner.tree_id == outer.tree_id and outer.lft <= inner.lft <= outer.rght


def cases(user, where: Q, order: Order, cursor: str = "", *, size: int = 50, place: Place | None = None) -> Page:
    """A page of `Line`s that `user` may see and `where` lets through: one statement. A wrong cursor: the first page.

    DUE_FIRST reads well only where `where` asks for open matters: its indexes hold nothing else.
    """
    return among(branches(user, place), where, order, cursor, size=size)


def among(some: Branches, where: Q, order: Order, cursor: str = "", *, size: int = 50, most: int = 0) -> Page:
    """The same, where the branches are known already.

    most: the first page also counts, up to one more than `most`: more than that nobody counts by hand.
    """
    count = None

    def fetch(at: Cursor | None, limit: int) -> list[Line]:
        nonlocal count
        backwards, looked_at = bool(at and at.backwards), limit if at else max(limit, most + 1)
        found, params = _union(some, [where & part for part in order.beyond(at)], looked_at, order, backwards)
        if not found:
            count = 0
            return []
        ways = order.sql("keys", backwards)
        sql = (
            f"WITH found AS (SELECT * FROM ({found}) AS keys ORDER BY {ways} LIMIT {looked_at:d}),"
            f" keys AS (SELECT * FROM found AS keys ORDER BY {ways} LIMIT {limit:d})"
            f" SELECT (SELECT count(*) FROM found), {LINE} ORDER BY {ways}"
        )
        lines = rows(sql, params)
        count = lines[0][0] if lines else 0
        return [Line._make(line[1:]) for line in lines]

    got = page(order, fetch, cursor, size)
    return replace(got, count=count) if most and not got.previous else got


def capped_count(some: Branches, where: Q, most: int = 200) -> int:
    """How many, up to one more than `most`: more than that nobody counts by hand."""
    keys, params = _union(some, [where], most + 1)
    if not keys:
        return 0
    ((found,),) = rows(f"SELECT count(*) FROM (SELECT 1 FROM ({keys}) AS keys LIMIT {most + 1:d}) AS found", params)
    return found


def _union(some: Branches, parts: list[Q], limit: int, order: Order | None = None, backwards: bool = False):
    """SQL for the keys of the first `limit` rows of every branch and part, each row once.

    The ORM writes one statement for each part, with a place held for the branch; compiling it is most of its cost.
    """
    queries, params = [], []
    for part in parts:
        rows = Case.objects.filter(_Branch(), part)
        rows = rows.order_by(*order.by(backwards)) if order else rows.order_by()
        keys = ("id", order.column) if order else ("id",)
        try:
            template, values = rows.values_list(*keys)[:limit].query.sql_with_params()
        except EmptyResultSet:  # a filter that nothing can pass
            continue
        for condition in some:
            queries.append(f"({template.replace(_Branch.HERE, f'({condition})')})")
            params += values
    return " UNION ".join(queries), params


class _Branch(Expression):
    """Holds the place of a branch in a statement that the ORM writes once for all of them."""

    HERE = "(/* branch */)"
    conditional = True

    def __init__(self):
        super().__init__(output_field=BooleanField())

    def as_sql(self, compiler, connection):
        return self.HERE, []


def rows(sql: str, params) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return cursor.fetchall()
