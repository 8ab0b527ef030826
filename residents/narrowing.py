"""What the list of residents is narrowed to by its address: the rows that a shown number counted, in one area."""

from datetime import datetime
from typing import NamedTuple
from urllib.parse import urlencode

from django.db.models import Q
from django.http import Http404
from django.utils import timezone

from grids import figures
from grids.enums import Kind
from grids.figures import Figure
from grids.models import Area
from grids.periods import Period
from residents.models import Membership


class Narrowed(NamedTuple):
    where: Q
    figure: Figure | None
    area: Area | None

    def query(self, cursor: str) -> str:
        asked = {"figure": self.figure and self.figure.key, "area": self.area and self.area.code, "cursor": cursor}
        return f"?{urlencode({name: value for name, value in asked.items() if value})}"


def read(asked, user, now: datetime) -> Narrowed:
    """Raises Http404 for a figure that counts no people, and for an area that one does not see."""
    where, figure, area = Q(), None, None
    if code := asked.get("area", ""):
        area = Area.objects.visible_to(user).filter(code=code).first()
        if area is None:
            raise Http404
        where &= Q(**{"area" if area.kind == Kind.UNIT else f"{area.kind}_id": area.pk})
    if key := asked.get("figure", ""):
        figure = figures.figures.get(key)
        if figure is None or figure.table.model is not Membership:
            raise Http404
        where &= figure.where(now)
    return Narrowed(where, figure, area)


def total(narrowed: Narrowed, user, now: datetime) -> int:
    """How many rows the number counts: its own tally where the reader sees all of the area, else counted."""
    figure, area = narrowed.figure, narrowed.area
    if figure and area and user.scope.reaches(figure.grant, area):
        today = timezone.localdate(now)
        return figures.of(area, user, Period.between(today, today), now, [figure.key])[figure.key].value
    return Membership.objects.visible_to(user).filter(narrowed.where).count()
