"""Which area a row of a ledger means, by name or code, within the area chosen for the sheet."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from grids.areas.names import short
from grids.enums import Kind
from grids.models import Area, Placed
from residents.ledgers.ledger import LedgerRow
from residents.ledgers.sheetwords import folded

LEVELS = (("area.community", Kind.COMMUNITY), ("area.grid", Kind.GRID), ("area.unit", Kind.UNIT))


@dataclass(frozen=True, slots=True)
class Spot:
    pk: int
    kind: str
    line: frozenset[int]  # itself and what it lies in


class Places:
    """The unretired areas at and below one, by what sheets call them. One query."""

    def __init__(self, area: Area):
        self.top = Spot(area.pk, area.kind, _line(area))
        self._named: dict[tuple[str, str], list[Spot]] = {}
        for row in Area.objects.within(area).unretired():
            spot = Spot(row.pk, row.kind, _line(row))
            for name in {row.code, folded(row.name), folded(short(row.name))}:
                self._named.setdefault((row.kind, name), []).append(spot)
        self.lines: dict[int, frozenset[int]] = {
            spot.pk: spot.line for spots in self._named.values() for spot in spots
        } | {self.top.pk: self.top.line}

    def find(self, row: LedgerRow) -> Spot:
        """The finest area that the row names, else the chosen one; what cannot be found is said at its cell."""
        here = self.top
        for code, kind in LEVELS:
            text = row.given.get(code)
            if not text:
                continue
            found = [spot for spot in self._named.get((kind, folded(text)), ()) if here.pk in spot.line]
            if len(found) == 1:
                here = found[0]
            elif found:
                row.wrong(code, _("several areas are called so: write the code, or the grid beside it"))
            elif not self._is_above(kind):
                row.wrong(code, _("no such area within the one you chose"))
        return here

    def is_in(self, code: str, text: str, row: Placed, said: str) -> bool:
        """Whether a placed row lies where a cell says, by name or code. said: what the register calls that level."""
        line = {row.area_id, row.community_id, row.grid_id}
        meant = self._named.get((dict(LEVELS)[code], folded(text)), ())
        return any(spot.pk in line for spot in meant) or folded(short(text)) == folded(said)

    def _is_above(self, kind: str) -> bool:
        """The name of the community in a sheet that was sent to one of its grids says nothing new."""
        return Kind(kind).depth < Kind(self.top.kind).depth


def _line(area: Area) -> frozenset[int]:
    return frozenset(pk for pk in (area.pk, area.district_id, area.street_id, area.community_id, area.grid_id) if pk)
