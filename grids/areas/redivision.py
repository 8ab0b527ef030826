"""Planning a re-division: what a sheet of grids and units means for the areas of a place. Writes nothing.

A line with the code of an area that is there (or, without a code, its name and parent) keeps that area; any other
line is a new one. `from` names the old areas that go into it: they retire, and what is registered in them goes
along. What no line names stays, or retires, as chosen; below an area that goes into another one it goes there too.
"""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from grids.areas import codes
from grids.enums import Kind, Nature
from grids.models import Area
from grids.sheets import Row

HEADS = {
    "level": ("level", "层级", "级别"),
    "code": ("code", "编码", "代码"),
    "name": ("name", "名称"),
    "parent": ("parent", "上级", "所属"),
    "from": ("from", "原编码", "来源"),
    "nature": ("nature", "性质", "类别"),
    "uscc": ("uscc", "统一社会信用代码"),
    "organisation": ("organisation", "单位", "责任单位"),
    "boundary": ("boundary", "四至", "边界"),
}
OURS = {head: name for name, heads in HEADS.items() for head in heads}
LEVELS = {"grid": Kind.GRID, "网格": Kind.GRID, "unit": Kind.UNIT, "单元": Kind.UNIT, "微网格": Kind.UNIT}
NATURES = {
    "general": Nature.GENERAL,
    "综合": Nature.GENERAL,
    "dedicated": Nature.DEDICATED,
    "专属": Nature.DEDICATED,
}
SEPARATORS = re.compile(r"[、;；,，\s]+")
STAY, RETIRE = "stay", "retire"
LONGEST_BOUNDARY = 2000  # characters
DESCRIBED = ("parent", "code", "name", "nature", "organisation", "boundary")


@dataclass
class Plan:
    """Areas that are there are named by their id, new ones by their key "n" + line."""

    rest: str
    fingerprint: str = ""
    new: list[dict] = field(default_factory=list)
    changed: list[dict] = field(default_factory=list)
    retired: list[dict] = field(default_factory=list)
    along: dict[str, int | str] = field(default_factory=dict)  # old id -> where its rows go
    kept: int = 0


class SheetErrors(ValueError):
    """What is wrong: a list of (line or None, reason)."""

    def __init__(self, errors):
        super().__init__(str(errors[:5]))
        self.errors = errors


@dataclass(eq=False)
class Place:
    """An area as it is or will be: what planning moves about."""

    id: int | str
    kind: str
    code: str
    name: str
    parent: "Place | None" = None
    nature: str = Nature.GENERAL.value
    organisation: int | None = None
    boundary: str = ""
    line: int | None = None
    was: dict | None = None  # how it stands in the database
    into: "Place | None" = None  # where it goes when it retires
    retires: bool = False
    children: list["Place"] = field(default_factory=list)

    @property
    def moves(self) -> bool:
        """A new one comes to where it lies."""
        return self.was is None or self.was["parent"] != self.parent.id

    @property
    def fits(self) -> bool:
        with_grids = any(beside.kind == Kind.GRID and not beside.retires for beside in self.parent.children)
        return Kind(self.kind).may_lie_in(self.parent.kind, with_grids=with_grids)

    def described(self) -> dict:
        values = {name: getattr(self, name) for name in DESCRIBED}
        return values | {"parent": self.parent.id if self.parent else None}


def fingerprint(areas: Iterable[Area]) -> str:
    """Differs when anything changed in the place since the preview."""
    rows = sorted(
        (a.pk, a.code, a.name, a.parent_id or 0, a.nature, a.organisation_id or 0, a.boundary) for a in areas
    )
    return hashlib.sha256(repr(rows).encode()).hexdigest()


def cells(rows: Iterable[Row]) -> list[tuple[int, dict[str, str]]]:
    """The sheet's lines under our names, whichever language its heads are in."""
    return [(row.line, {OURS[h]: text for h, text in row.cells.items() if h in OURS}) for row in rows]


class Planner:
    """top: the community or street; areas: everything unretired below it, parents first.

    aliases: {old code: area id}; organisations: {credit code or name: id}; taken: every code that may not be given.
    levels: the district's own words for levels, which a sheet may write besides the standard ones.
    """

    def __init__(
        self, top: Area, areas: list[Area], *, aliases: dict[str, int], organisations: dict[str, int], taken: set[str],
        levels: dict[str, Kind] | None = None,
    ):  # fmt: skip
        self.top = Place(top.pk, top.kind, top.code, top.name)
        self.places: dict[int | str, Place] = {top.pk: self.top}
        self.organisations, self.taken = organisations, set(taken)
        self.levels = LEVELS | (levels or {})
        self.errors: list[tuple[int | None, str]] = []
        self.old = fingerprint(areas)
        for area in areas:
            facts = {"nature": area.nature, "organisation": area.organisation_id, "boundary": area.boundary}
            place = Place(area.pk, area.kind, area.code, area.name, self.places[area.parent_id], **facts)
            place.was = place.described()
            place.parent.children.append(place)
            self.places[area.pk] = place
        self.by_code = {place.code: place for place in self.places.values()}
        self.by_code |= {code: self.places[pk] for code, pk in aliases.items() if pk in self.places}
        self.there = [place for place in self.places.values() if place.was]
        self.sources: list[tuple[Place, str]] = []

    def plan(self, rows: Iterable[Row], rest: str) -> Plan:
        """Raises SheetErrors with every bad line."""
        lines = cells(rows)
        for kind in (Kind.GRID, Kind.UNIT):
            for number, line in lines:
                if self.levels.get(line.get("level", "").lower()) == kind:
                    self._line(number, kind, line)
        for number, line in lines:
            if self.levels.get(line.get("level", "").lower()) not in (Kind.GRID, Kind.UNIT):
                self._wrong(number, _("the level is grid or unit"))
        self._take_sources()
        self._place_the_rest(rest)
        self._check_places()
        if not self.errors:
            self._give_codes()
        if self.errors:
            raise SheetErrors(sorted(self.errors, key=lambda error: error[0] or 0))
        return self._summary(rest)

    def _wrong(self, line, reason) -> None:
        self.errors.append((line, reason))

    def _line(self, number: int, kind: Kind, line: dict[str, str]) -> None:
        name, code = line.get("name", ""), line.get("code", "")
        if not name or len(name) > 60:
            return self._wrong(number, _("a name has 1 to 60 letters"))
        parent = self._parent(number, kind, line.get("parent", ""))
        place = self.by_code.get(code) if code else self._same_name(kind, parent, name)
        if parent is None:
            return None
        if place is None:
            place = Place(f"n{number}", kind, code, name)
            self.places[place.id] = place
            if code:
                self._check_code(number, place, parent)
                self.by_code[code] = place
        elif place.kind != kind:
            return self._wrong(number, _("%(code)s is an area of another level") % {"code": code})
        elif place.line:
            return self._wrong(number, _("this area is on line %(line)d too") % {"line": place.line})
        self._describe(number, place, parent, name, line)
        return None

    def _describe(self, number: int, place: Place, parent: Place, name: str, line: dict[str, str]) -> None:
        self._set_nature(number, place, line)
        if place.parent:
            place.parent.children.remove(place)
        parent.children.append(place)
        place.line, place.parent, place.name = number, parent, name
        place.boundary = line.get("boundary") or place.boundary
        if len(place.boundary) > LONGEST_BOUNDARY:
            words = _("the description of the boundary is longer than %(most)d characters")
            self._wrong(number, words % {"most": LONGEST_BOUNDARY})
        self.sources += [(place, code) for code in SEPARATORS.split(line.get("from", "")) if code]

    def _set_nature(self, number: int, place: Place, line: dict[str, str]) -> None:
        wrote, named = line.get("nature", "").lower(), line.get("uscc") or line.get("organisation")
        if not wrote and not named:  # a sheet without these columns leaves them as they are
            return
        if wrote not in NATURES:
            self._wrong(number, _("the nature is general or dedicated"))
            return
        place.nature = str(NATURES[wrote]) if wrote else str(Nature.DEDICATED)
        place.organisation = next(
            (
                self.organisations[text]
                for text in (line.get("uscc"), line.get("organisation"))
                if text in self.organisations
            ),
            None,
        )
        if named and not place.organisation:
            self._wrong(number, _("“%(name)s” is not in the register of organisations") % {"name": named})
        elif (place.nature == Nature.DEDICATED) != bool(named):
            self._wrong(number, _("a dedicated area names its organisation, a general one has none"))

    def _parent(self, number: int, kind: Kind, wrote: str) -> Place | None:
        if not wrote and kind == Kind.GRID and self.top.kind == Kind.COMMUNITY:
            return self.top
        if not wrote:
            self._wrong(number, _("write what it lies in: the code or name of the area above"))
            return None
        found = [self.by_code[wrote]] if wrote in self.by_code else self._named(wrote, kind)
        if len(found) != 1:
            words = (
                _("several areas are called “%(name)s”: write the code")
                if found
                else _("there is no area “%(name)s” here")
            )
            self._wrong(number, words % {"name": wrote})
            return None
        if Kind(found[0].kind).depth >= kind.depth:
            self._wrong(number, _("“%(name)s” is not of a higher level") % {"name": wrote})
            return None
        return found[0]

    def _named(self, name: str, kind: Kind) -> list[Place]:
        """Areas of the sheet before those that are only there: an old grid may retire in favour of its namesake."""
        named = [p for p in self.places.values() if p.name == name and Kind(p.kind).depth < kind.depth]
        return [p for p in named if p.line] or named

    def _same_name(self, kind: Kind, parent: Place | None, name: str) -> Place | None:
        beside = parent.children if parent else []
        return next((p for p in beside if p.was and p.kind == kind and p.was["name"] == name and not p.line), None)

    def _check_code(self, number: int, place: Place, parent: Place) -> None:
        if message := codes.scheme().check(place.kind, place.code, parent.code or None):
            self._wrong(number, str(message))
        elif place.code in self.taken:
            self._wrong(number, _("this code was given before; codes are never used again"))
        self.taken.add(place.code)

    def _take_sources(self) -> None:
        for place, code in self.sources:
            old = self.by_code.get(code)
            if old is place:
                continue
            if old is None or not old.was:
                self._wrong(place.line, _("from: there is no area %(code)s here") % {"code": code})
            elif old.line:
                self._wrong(
                    place.line, _("from: %(code)s has line %(line)d of its own") % {"code": code, "line": old.line}
                )
            elif old.into:
                self._wrong(
                    place.line,
                    _("from: %(code)s goes to line %(line)d already") % {"code": code, "line": old.into.line},
                )
            else:
                old.into, old.retires = place, True

    def _place_the_rest(self, rest: str) -> None:
        """What no line names, parents first."""
        for place in self.there:
            if place.line or place.into or place.kind not in (Kind.GRID, Kind.UNIT):
                continue
            above = place.parent
            if above.into and rest == STAY and Kind(above.into.kind).depth < Kind(place.kind).depth:
                above.children.remove(place)
                above.into.children.append(place)
                place.parent = above.into
            elif above.into or rest == RETIRE:
                place.into, place.retires = above.into, True

    def _check_places(self) -> None:
        for place in self.places.values():
            if place.parent and place.parent.retires and not place.retires:
                name = {"name": place.parent.name}
                self._wrong(place.line, _("“%(name)s”, where it would lie, retires") % name)
            elif place.line and place.moves and not place.fits:
                self._wrong(place.line, _("a unit lies in a grid, or in a community that has none"))
            seen: dict[str, Place] = {}
            for child in place.children:
                if not child.retires and (other := seen.setdefault(child.name, child)) is not child:
                    line = child.line or other.line
                    words = _("there would be two areas “%(name)s” in “%(parent)s”")
                    self._wrong(line, words % {"name": child.name, "parent": place.name})

    def _give_codes(self) -> None:
        layer = [self.top]
        while layer:
            layer = [child for place in layer for child in self._ordered(place)]

    def _ordered(self, parent: Place) -> list[Place]:
        living = [child for child in parent.children if not child.retires]
        for place in sorted(living, key=lambda p: (p.line or 0, p.code)):
            moved = place.was and (place.parent.id != place.was["parent"] or parent.code != self._old_code(parent))
            if not place.code or moved:
                try:
                    place.code = codes.scheme().next_code(place.kind, parent.code, self.taken)
                except codes.NoCodeLeft as full:
                    self._wrong(place.line, str(full.args[0]))
                    return []
                self.taken.add(place.code)
        return living

    @staticmethod
    def _old_code(place: Place) -> str:
        return place.was["code"] if place.was else place.code

    def _summary(self, rest: str) -> Plan:
        plan = Plan(rest, self.old)
        for place in self.places.values():
            if place.was is None and place is not self.top:
                plan.new.append({"key": place.id, "kind": str(place.kind), **place.described()})
            elif place.retires:
                into = place.into.name if place.into else ""
                plan.retired.append({"id": place.id, "code": place.code, "name": place.name, "into": into})
                if place.into:
                    plan.along[str(place.id)] = place.into.id
            elif place.was and place.described() != place.was:
                plan.changed.append({"id": place.id, "was": place.was, **place.described()})
            elif place.was and place.kind in (Kind.GRID, Kind.UNIT):
                plan.kept += 1
        plan.new.sort(key=lambda new: (Kind(new["kind"]).depth, int(new["key"][1:])))
        return plan
