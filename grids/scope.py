"""Where a person may look and act: today's posts × what their roles grant, read once a request."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q
from django.utils import timezone

from grids.areas.names import short
from grids.database import prepared
from grids.words import languages

# Every page asks this first; the ORM took longer to write it than PostgreSQL to answer. As Post.objects.current().
TODAY = """
SELECT r.id, r.code, r.name_zh, r.name_en, d.id, d.name_zh, d.name_en, r.grants,
       p.id, a.id, a.kind, a.name, a.tree_id, a.lft, a.rght,
       array_remove(ARRAY[a.district_id, a.street_id, a.community_id, a.grid_id], NULL)
FROM grids_post p
JOIN grids_role r ON r.id = p.role_id
LEFT JOIN grids_department d ON d.id = p.department_id
LEFT JOIN grids_postarea pa ON pa.post_id = p.id
LEFT JOIN grids_area a ON a.id = pa.area_id
WHERE p.user_id = %(user)s AND p.started_on <= %(today)s AND (p.ended_on IS NULL OR p.ended_on > %(today)s)
ORDER BY r."order" DESC, r.id, d.id, a.tree_id, a.lft
"""
LEVELS = ("district", "street", "community", "grid")


def column_of(kind: str) -> str:
    """The column by which Placed rows in an area of this kind are found: community_id; area_id for a unit."""
    return f"{kind}_id" if kind in LEVELS else "area_id"


@dataclass(frozen=True, slots=True)
class Reach:
    """One area of one post: everything from lft to rght of one tree."""

    post_id: int
    area_id: int
    kind: str
    name: str
    tree_id: int
    lft: int
    rght: int
    line: tuple[int, ...]  # the areas from its district down to itself, which a unit's does not name

    @property
    def column(self) -> str:
        return column_of(self.kind)

    def covers_area(self, area) -> bool:
        return self.tree_id == area.tree_id and self.lft <= area.lft <= self.rght

    def covers(self, row) -> bool:
        """`row` is an Area or a Placed row with its ancestor ids read."""
        return self.covers_area(row) if hasattr(row, "lft") else getattr(row, self.column) == self.area_id


@dataclass(frozen=True, slots=True)
class Hat:
    """A role (and department) over all its areas: what a person acts as."""

    role_id: int
    role: str
    name_zh: str
    name_en: str
    department_id: int | None
    department_zh: str
    department_en: str
    grants: frozenset[str]
    reaches: tuple[Reach, ...]

    @property
    def key(self) -> str:
        return f"{self.role}.{self.department_id or 0}"

    @property
    def label(self) -> str:
        name = languages.chosen(self.name_zh, self.name_en)
        department = languages.chosen(self.department_zh, self.department_en)
        return f"{department} {name}".strip()

    @property
    def place(self) -> str:
        """镇海社区, or 镇海社区 +2 for more areas."""
        more = len(self.reaches) - 1
        return short(self.reaches[0].name) + (f" +{more}" if more > 0 else "") if self.reaches else ""

    def reach_for(self, row) -> Reach | None:
        return next((reach for reach in self.reaches if reach.covers(row)), None)


class Scope:
    """Reads look through every hat, acts through the chosen one. Four-eyes rules compare persons, not posts."""

    __slots__ = ("_by_grant", "chosen", "hats", "user_id")

    def __init__(self, user_id: int | None, hats: Iterable[Hat], chosen: str | None = None):
        self.user_id = user_id
        self.hats = tuple(hats)
        self.chosen = chosen
        self._by_grant: dict[str, tuple[Reach, ...]] = {}

    @classmethod
    def of(cls, user, chosen: str | None = None, today=None) -> Scope:
        if not user.is_active:
            return cls(user.pk, ())
        today = today or timezone.localdate()
        with prepared.cursor() as cursor:
            cursor.execute(TODAY, {"user": user.pk, "today": today})
            rows = cursor.fetchall()
        hats: dict[tuple, tuple[tuple, list[Reach]]] = {}
        for row in rows:
            head, reach = row[:8], row[8:]
            _head, reaches = hats.setdefault((row[0], row[4]), (head, []))
            if reach[1] is not None:
                reaches.append(Reach(*reach[:-1], tuple(reach[-1])))
        return cls(
            user.pk,
            (
                Hat(h[0], h[1], h[2], h[3], h[4], h[5] or "", h[6] or "", frozenset(h[7]), tuple(reaches))
                for h, reaches in hats.values()
            ),
            chosen,
        )

    def __bool__(self) -> bool:
        return bool(self.hats)

    @property
    def hat(self) -> Hat | None:
        """The hat one acts in: the chosen one, else the first."""
        return next((hat for hat in self.hats if hat.key == self.chosen), self.hats[0] if self.hats else None)

    @property
    def department_ids(self) -> frozenset[int]:
        return frozenset(hat.department_id for hat in self.hats if hat.department_id)

    @property
    def post_ids(self) -> frozenset[int]:
        return frozenset(reach.post_id for hat in self.hats for reach in hat.reaches)

    def has(self, *grants: str) -> bool:
        """True if any hat grants any of these, wherever."""
        return any(grant in hat.grants for hat in self.hats for grant in grants)

    def may(self, grant: str, row) -> bool:
        """True if the chosen hat grants this where `row` (an Area or a Placed row) lies: may I do it now?"""
        hat = self.hat
        return bool(hat and grant in hat.grants and hat.reach_for(row))

    def post_for(self, grant: str, row) -> int | None:
        """The id of the post in which the chosen hat may do this."""
        hat = self.hat
        reach = hat.reach_for(row) if hat and grant in hat.grants else None
        return reach.post_id if reach else None

    def posts_for(self, grant: str) -> tuple[list[int], list[int]]:
        """The same for a function of the database: the areas that the chosen hat reaches, and the post in each."""
        hat = self.hat
        reaches = hat.reaches if hat and grant in hat.grants else ()
        return [reach.area_id for reach in reaches], [reach.post_id for reach in reaches]

    def reaches(self, grant: str, row) -> bool:
        """True if any hat grants this where `row` lies: may I see it?"""
        return any(reach.covers(row) for reach in self.where(grant))

    def areas_above(self, grant: str) -> list[int]:
        """Those that the areas of this grant lie in. As constants: PostgreSQL finds their rows and one's own by the
        same index."""
        return sorted({pk for reach in self.where(grant) for pk in reach.line if pk != reach.area_id})

    def holding_q(self, grant: str) -> Q:
        """Of rows whose area may be none: what holds everywhere, in one's areas, and in those that these lie in."""
        return Q(area=None) | self.area_q(grant, "area__") | Q(area__in=self.areas_above(grant))

    def where(self, grant: str) -> tuple[Reach, ...]:
        """The reaches of all hats that grant this, without those inside another."""
        if grant not in self._by_grant:
            found = {reach.area_id: reach for hat in self.hats if grant in hat.grants for reach in hat.reaches}
            self._by_grant[grant] = tuple(
                reach
                for reach in found.values()
                if not any(other is not reach and other.covers_area(reach) for other in found.values())
            )
        return self._by_grant[grant]

    def _worn(self, grant: str) -> tuple[Reach, ...]:
        """The reaches of the hat worn, if it grants this."""
        return tuple(self.hat.reaches) if self.hat and grant in self.hat.grants else ()

    def area_q(self, grant: str, path: str = "") -> Q:
        """Areas (at `path`, "" for Area itself) at or below one's areas. Constants: PostgreSQL plans by size."""
        found = Q(pk__in=())
        for reach in self.where(grant):
            found |= Q(**{f"{path}tree_id": reach.tree_id, f"{path}lft__range": (reach.lft, reach.rght)})
        return found

    def area_in_hat_q(self, grant: str, path: str = "") -> Q:
        """The same, of the hat worn alone: where something new is begun, it is begun in this hat."""
        found = Q(pk__in=())
        for reach in self._worn(grant):
            found |= Q(**{f"{path}tree_id": reach.tree_id, f"{path}lft__range": (reach.lft, reach.rght)})
        return found

    def area_sql(self, grant: str, table: str) -> str:
        """The same in SQL, for statements that every page asks: numbers only, all of them the portal's own."""
        found = (
            f"{table}.tree_id = {reach.tree_id:d} AND {table}.lft BETWEEN {reach.lft:d} AND {reach.rght:d}"
            for reach in self.where(grant)
        )
        return " OR ".join(found) or "false"

    def branches(self, grant: str) -> list[tuple[str, list[int]]]:
        """The scope as (column, ids) pairs for Placed rows: one limited query per pair is how lists are read."""
        columns: dict[str, list[int]] = {}
        for reach in self.where(grant):
            columns.setdefault(reach.column, []).append(reach.area_id)
        return list(columns.items())

    def placed_q(self, grant: str) -> Q:
        found = Q(pk__in=())
        for column, ids in self.branches(grant):
            found |= Q(**{f"{column}__in": ids})
        return found

    def placed_in_hat_q(self, grant: str) -> Q:
        """The same, of the hat worn alone."""
        found = Q(pk__in=())
        for reach in self._worn(grant):
            found |= Q(**{reach.column: reach.area_id})
        return found

    def placed_sql(self, grant: str, table: str) -> str:
        """The same in SQL, for statements that every page asks."""
        found = (f"{table}.{column} IN ({', '.join(f'{pk:d}' for pk in ids)})" for column, ids in self.branches(grant))
        return " OR ".join(found) or "false"
