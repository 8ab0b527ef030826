"""What offices ask of the communities: how much was known already, how much asked before, how many cells filled.

Hours saved are not said: nobody has measured how long looking up and typing a cell takes.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import NamedTuple

from django.db.models import Q
from django.utils import timezone

from grids.models import Area
from grids.models.area import ANCESTORS
from grids.scope import column_of
from residents.actions.tables import FILL
from residents.enums import TableState
from residents.ledgers import headings
from residents.models import RegisterField, TableRequest

COUNTED = ("sender", "asked", "filled", "state", "at", "area_id", *ANCESTORS)
BEFORE = timedelta(days=30)


class Again(NamedTuple):
    """A column that was asked before, and the requests that did."""

    label: str
    requests: list[TableRequest]


@dataclass
class Sender:
    """What one office asked for in a year."""

    name: str
    requests: int = 0
    returned: int = 0
    columns: int = 0
    known: int = 0
    cells: int = 0
    twice: int = 0

    def add(self, request: TableRequest, twice: int) -> None:
        self.requests += 1
        self.returned += request.state == TableState.RETURNED
        self.columns += len(request.asked)
        self.known += len(request.known)
        self.cells += request.filled
        self.twice += twice


def labels(requests: Iterable[TableRequest]) -> dict[str, str]:
    """What each asked column is called: as in the catalogue, or as the office heads it. One query."""
    found = {one.code: one.label for one in RegisterField.objects.all()}
    for request in requests:
        for heading in request.head.get("columns", {}).values():
            found.setdefault(f"?{headings.folded(heading)}"[:60], heading)
    return found


def asked_before(request: TableRequest) -> list[Again]:
    """Its columns that somebody asked of the same people within 30 days before: of its area, of one above, or of one
    below it. Two queries. Of those above the reader may see no more than that they asked.
    """
    area = request.area
    same = Q(area__in=_line(request)) | Q(**{column_of(area.kind): area.pk})
    rows = TableRequest.objects.counted().filter(
        same, at__gt=request.at - BEFORE, at__lte=request.at, asked__overlap=request.asked
    )
    earlier = list(rows.exclude(pk=request.pk).order_by("-at", "-pk")[:100]) if request.asked else []
    names = labels([request])
    found = [(code, [one for one in earlier if code in one.asked]) for code in request.asked]
    return [Again(names.get(code, code), some) for code, some in found if some]


def _line(request: TableRequest) -> set[int]:
    """Its own area and those above it."""
    return {request.area_id, *(getattr(request, name) for name in ANCESTORS)} - {None}


def of_year(user, year: int) -> list[Sender]:
    """By office, the one that asked most first. Two queries.

    twice: columns that were asked of the same people within 30 days before, as in `asked_before`, also in December
    and of an area above one's own.
    """
    zone = timezone.get_default_timezone()
    start, end = (datetime(one, 1, 1, tzinfo=zone) for one in (year, year + 1))
    rows = TableRequest.objects.counted().filter(user.scope.placed_q(FILL) | Q(area__in=_above(user)))
    senders: dict[str, Sender] = {}
    said = _Said()
    for row in rows.filter(at__gte=start - BEFORE, at__lt=end).only(*COUNTED).order_by("at", "pk"):
        again = said.again(row)
        if row.at >= start and user.scope.reaches(FILL, row):
            senders.setdefault(row.sender, Sender(row.sender)).add(row, again)
    return sorted(senders.values(), key=lambda one: (-one.requests, one.name))


def _above(user) -> set[int]:
    """The areas above those whose tables one sees: what is asked of them is asked of one's own people."""
    own = [reach.area_id for reach in user.scope.where(FILL)]
    return {pk for line in Area.objects.filter(pk__in=own).values_list(*ANCESTORS) for pk in line if pk} - set(own)


class _Said:
    """When each column was last asked of an area itself, and of anything in it."""

    def __init__(self):
        self.itself: dict[tuple[int, str], datetime] = {}
        self.within: dict[tuple[int, str], datetime] = {}

    def again(self, row: TableRequest) -> int:
        """How many of its columns were asked of the same people within 30 days; then they are asked now."""
        line = _line(row)
        count = sum(self._is_recent(row, line, code) for code in row.asked)
        for code in row.asked:
            self.itself[row.area_id, code] = row.at
            self.within.update({(area, code): row.at for area in line})
        return count

    def _is_recent(self, row: TableRequest, line: set[int], code: str) -> bool:
        before = [self.within.get((row.area_id, code)), *(self.itself.get((area, code)) for area in line)]
        return any(at and row.at - at < BEFORE for at in before)


def together(senders: Iterable[Sender]) -> Sender:
    total = Sender("")
    for one in senders:
        for name in ("requests", "returned", "columns", "known", "cells", "twice"):
            setattr(total, name, getattr(total, name) + getattr(one, name))
    return total


def years(user, today: date) -> list[int]:
    first = TableRequest.objects.visible_to(user).order_by("at").values_list("at", flat=True).first()
    since = timezone.localdate(first).year if first else today.year
    return list(range(today.year, since - 1, -1))
