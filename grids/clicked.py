"""What a click on a number asks a list for: its figure, the area and the days. The list then shows just its rows."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from urllib.parse import quote

from django.db.models import Model, Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from grids.days.periods import Period
from grids.days.when import is_near
from grids.figures import Figure, Number, figures
from grids.models import Area


def address(name: str) -> Callable[[Figure, Area, Period], str]:
    """For Table.list_url: the list called `name`, narrowed to a figure by its own definition."""
    return lambda figure, area, period: f"{_list(name)}?{_query(figure, area, period)}"


@cache
def _list(name: str) -> str:
    return reverse(name)


def _query(figure: Figure, area: Area, period: Period) -> str:
    days = f"&from={period.start}&to={period.end}" if figure.when else ""
    return f"area={quote(area.code)}&figure={figure.key}{days}"


@dataclass(frozen=True, slots=True)
class Clicked:
    figure: Figure
    area: Area
    period: Period
    where: Q  # on top of visible_to(user)

    @property
    def query(self) -> str:
        """For the links from page to page."""
        return f"{_query(self.figure, self.area, self.period)}&"

    def total(self, rows: QuerySet) -> Number:
        """The number again, of the rows as they are now: how many, or what they add up to."""
        return self.figure.total(rows)


def read(data, user, model: type[Model], now: datetime) -> Clicked | None:
    """None where the address names no figure of these rows, or an area where this person may not see it."""
    figure = figures.get(data.get("figure", ""))
    if figure is None or figure.table.model is not model:
        return None
    area = Area.objects.visible_to(user).called(data.get("area", "")).first()
    if area is None or not user.scope.reaches(figure.grant, area):
        return None
    today = timezone.localdate(now)
    period = Period.between(_day(data.get("from"), today), _day(data.get("to"), today))
    return Clicked(figure, area, period, figure.within(period.start, period.end, now) & figure.table.within(area))


def _day(text: str | None, today: date) -> date:
    try:
        day = date.fromisoformat(text or "")
    except ValueError:
        return today
    return day if is_near(day) else today
