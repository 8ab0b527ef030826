"""Loading official divisions: districts, streets and communities (and, where a file has them, grids and units)."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from django.db import connection, transaction
from django.db.models import Q, Value
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext as _

from grids import history
from grids.actions.areas import next_tree, set_names
from grids.areas import codes, tree
from grids.database import locks
from grids.database.rowids import any_of
from grids.enums import Kind, Nature
from grids.models import Area, AreaCode
from grids.sheets import Row
from grids.words import pinyin

COLUMNS = ("code", "name", "kind", "parent_code")
DEPTHS = {kind.value: kind.depth for kind in Kind}
FAR = 1_000_000_000  # behind every place in a tree, where new areas wait for theirs


class DivisionErrors(ValueError):
    """What is wrong with a file of divisions: a list of (line, reason)."""

    def __init__(self, errors: list[tuple[int, str]]):
        super().__init__("; ".join(f"{line}: {reason}" for line, reason in errors[:5]))
        self.errors = errors


class Known(NamedTuple):
    """What is here already: a province has 30,000 of them, too many for whole models."""

    pk: int
    code: str
    name: str
    kind: str
    tree_id: int
    parent_code: str
    is_retired: bool


KNOWN = ("pk", "code", "name", "kind", "tree_id", Coalesce("parent__code", Value("")), Q(valid_to__isnull=False))


class NewArea(NamedTuple):
    pk: int
    parent_id: int | None
    tree_id: int
    kind: str
    code: str
    name: str
    nature: str = Nature.GENERAL
    organisation_id: int | None = None
    boundary: str = ""


@dataclass
class Loaded:
    """The codes of each; missing ones are here and unretired, but not in the file. They stay."""

    created: list[str] = field(default_factory=list)
    renamed: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)


@transaction.atomic
def load_divisions(rows: Iterable[Row], *, why: str = "") -> Loaded:
    """Make the areas of a file, rename those whose name changed, all or nothing. Loading it again changes nothing.

    rows: lines with the cells of COLUMNS. Raises DivisionErrors with every bad line.
    """
    locks.take(locks.Lock.TREE)
    rows = sorted(rows, key=lambda row: DEPTHS.get(row.cells["kind"], 0))
    known = _known(rows)
    if errors := Reader(known).read(rows):
        raise DivisionErrors(sorted(errors))
    done, names, new = Loaded(), {}, []
    for row in rows:
        area = known.get(row.cells["code"])
        if area is None:
            done.created.append(row.cells["code"])
            new.append(row.cells)
        elif area.name != row.cells["name"]:
            done.renamed.append(area.code)
            names[area.pk] = row.cells["name"]
        else:
            done.unchanged.append(area.code)
    done.missing = _missing(rows, known)
    with history.acting(None, why=why):
        set_names(names)
        insert(_new_areas(new, known), timezone.localdate())
    return done


class Reader:
    """Looks for what is wrong with the lines, of which higher levels come first."""

    def __init__(self, known: dict[str, Known]):
        self.known = known
        self.lines: dict[str, int] = {}
        self.kinds: dict[str, str] = {}
        self.names: dict[tuple[str, str], str] = {}
        self.aliases: dict[str, Area] = {}
        self.with_grids: set[str] = set()

    def read(self, rows: list[Row]) -> list[tuple[int, str]]:
        wanted = {row.cells["code"] for row in rows} - self.known.keys()
        old = AreaCode.objects.filter(code__in=any_of(wanted, "text")).select_related("area")
        self.aliases = {alias.code: alias.area for alias in old}
        in_file = {row.cells["code"] for row in rows}
        self.with_grids = {row.cells["parent_code"] for row in rows if row.cells["kind"] == Kind.GRID}
        self.with_grids |= {a.parent_code for a in self.known.values() if a.kind == Kind.GRID and not a.is_retired}
        for area in self.known.values():
            if area.code not in in_file and not area.is_retired and area.parent_code:
                self.names[area.parent_code, area.name] = area.code
        return [(row.line, reason) for row in rows if (reason := self._wrong(row))]

    def _wrong(self, row: Row) -> str:
        code, name, kind, above = (row.cells[column] for column in COLUMNS)
        if kind not in DEPTHS:
            return _("“%(kind)s” is no level: write one of %(kinds)s") % {
                "kind": kind,
                "kinds": ", ".join(Kind.values),
            }
        if not name or len(name) > 60:
            return _("a name has 1 to 60 letters")
        if code in self.lines:
            return _("code %(code)s is on line %(line)d too") % {"code": code, "line": self.lines[code]}
        self.lines[code], self.kinds[code] = row.line, kind
        return (
            self._wrong_place(code, kind, above)
            or self._wrong_code(code, kind, above)
            or self._twice(code, name, above)
        )

    def _wrong_place(self, code: str, kind: str, above: str) -> str:
        if (kind == Kind.DISTRICT) != (not above):
            return _("a district has no parent_code, every other area has one")
        if not above:
            return ""
        parent = self.known.get(above)
        parent_kind = self.kinds.get(above) or (parent.kind if parent else "")
        if not parent_kind:
            return _("there is no area with the parent_code %(code)s") % {"code": above}
        if DEPTHS[parent_kind] >= DEPTHS[kind]:
            return _("the area of the parent_code %(code)s is not of a higher level") % {"code": above}
        if code not in self.known and not Kind(kind).may_lie_in(parent_kind, with_grids=above in self.with_grids):
            return _("a unit lies in a grid, or in a community that has none")
        if parent and parent.is_retired:
            return _("%(name)s, where it would lie, is retired") % {"name": parent.name}
        return ""

    def _wrong_code(self, code: str, kind: str, above: str) -> str:
        if message := codes.scheme().check(kind, code, above or None):
            return str(message)
        if code in self.aliases:
            now = self.aliases[code]
            return _("this code was given before; it belongs to %(name)s, now %(code)s") % {
                "name": now.name,
                "code": now.code,
            }
        area = self.known.get(code)
        if area is None:
            return ""
        if area.is_retired:
            return _("this code belongs to %(name)s, which is retired") % {"name": area.name}
        if (area.kind, area.parent_code) != (kind, above):
            return _("this code is here with another level or parent: move the area on its page")
        return ""

    def _twice(self, code: str, name: str, above: str) -> str:
        other = self.names.setdefault((above, name), code) if above else code
        return "" if other == code else _("%(code)s beside it has the same name") % {"code": other}


def _known(rows: list[Row]) -> dict[str, Known]:
    """The areas of the file's codes and parents, and their neighbours, by code."""
    wanted = any_of({row.cells[column] for row in rows for column in ("code", "parent_code")}, "text")
    there = Area.objects.filter(Q(code__in=wanted) | Q(parent__code__in=wanted)).values_list(*KNOWN)
    return {known.code: known for known in (Known(*values) for values in there)}


def _missing(rows: list[Row], known: dict[str, Known]) -> list[str]:
    """Unretired areas of the file's trees and levels that it does not name."""
    in_file = {row.cells["code"] for row in rows}
    trees = {area.tree_id for code, area in known.items() if code in in_file}
    kinds = {row.cells["kind"] for row in rows}
    here = Area.objects.unretired().filter(tree_id__in=trees, kind__in=kinds).order_by("code")
    return [code for code in here.values_list("code", flat=True) if code not in in_file]


def _new_areas(new: list[dict[str, str]], known: dict[str, Known]) -> list[NewArea]:
    ids = {area.code: area.pk for area in known.values()}
    ids |= zip((cells["code"] for cells in new), new_ids(len(new)), strict=True)
    trees, next_free = {area.code: area.tree_id for area in known.values()}, next_tree()
    areas = []
    for cells in new:
        code, above = cells["code"], cells["parent_code"]
        if not above:
            trees[code], next_free = next_free, next_free + 1
        trees.setdefault(code, trees.get(above, 0))
        areas.append(NewArea(ids[code], ids.get(above), trees[code], cells["kind"], code, cells["name"]))
    return areas


def insert(areas: Sequence[NewArea], today) -> None:
    """Insert areas, parents before children, and give their trees their places."""
    if not areas:
        return
    whole = {area.tree_id for area in areas if area.parent_id is None}  # what is new from its root on
    places = tree.places((area.pk, area.parent_id, area.code) for area in areas if area.tree_id in whole)
    rows = [
        (*area, *pinyin.key(area.name), *(places.get(area.pk) or (FAR + 2 * area.pk, FAR + 2 * area.pk + 1, 0)))
        for area in areas
    ]
    with connection.cursor() as cursor:
        # Every query of a trigger looks at all deferred checks still waiting: with 30,000 rows that took 25 seconds.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(INSERT, [today, json.dumps(rows, ensure_ascii=False)])
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    if grown := {area.tree_id for area in areas} - whole:
        tree.rebuild(grown)


INSERT = """
INSERT INTO grids_area (id, parent_id, tree_id, kind, code, name, nature, organisation_id, boundary, pinyin, initials,
    lft, rght, level, valid_from, retired_reason, declared_source)
SELECT (n->>0)::bigint, (n->>1)::bigint, (n->>2)::int, n->>3, n->>4, n->>5, n->>6, (n->>7)::bigint, n->>8, n->>9,
    n->>10, (n->>11)::int, (n->>12)::int, (n->>13)::int, %s, '', ''
FROM jsonb_array_elements(%s::jsonb) AS n
"""


def new_ids(count: int) -> list[int]:
    """Primary keys for areas that are inserted together with what lies below them."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(ids) FROM generate_series(1, %s),"
            " (SELECT pg_get_serial_sequence('grids_area', 'id')::regclass AS ids OFFSET 0) AS its",
            [count],
        )
        return [pk for (pk,) in cursor.fetchall()]
