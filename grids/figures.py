"""One definition per number: what a tile shows, a list opens, an export writes and a report says.

An app declares its figures once, in its figures.py, and imports that in AppConfig.ready() (docs/figures.md). Shown
numbers are read from the tallies, which grids.tallies recounts from the rows each minute.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db.models import BigIntegerField, Case, Count, Model, Q, QuerySet, Sum, Value as Literal, When
from django.db.models.functions import Cast, Coalesce
from django.utils import timezone
from django.utils.functional import Promise

from grids import sums
from grids.days.periods import DAY, Period
from grids.days.when import midnight
from grids.enums import Kind, Visibility
from grids.models import Area

Number = int | Decimal
Where = Callable[[datetime], Q]
TENTHS = 10


def always(rows: Q) -> Where:
    """Of figures that are declared in a loop: these rows count, whenever it is asked."""
    return lambda now: rows


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Table:
    """Rows that live in areas, of which several figures are counted in one statement.

    closed: which rows are of a class that not everybody in scope may see. Numbers of the open rows come from the
    tallies; of the others a reader counts only those that visible_to() shows them, so index these rows.
    grant: who may see these figures. list_url: the address of the rows behind a number, or "".
    place, own: where a row's ancestors and its own area are, as lookups: "care__" and "care__area_id" of visits.
    """

    model: type[Model]
    grant: str
    list_url: Callable[[Figure, Area, Period], str]
    closed: Mapping[Visibility, Q] = field(default_factory=dict)
    place: str = ""
    own: str = "area_id"

    def within(self, area: Area) -> Q:
        """The rows that lie in this area or anywhere below it."""
        return Q(**{self.own if area.kind == Kind.UNIT else f"{self.place}{area.kind}_id": area.pk})

    @property
    def visibility(self) -> Any:
        """The class of each row, as an expression."""
        choices = (When(rows, then=Literal(name.value)) for name, rows in self.closed.items())
        return Case(*choices, default=Literal(Visibility.OPEN.value))

    @property
    def manager(self) -> Any:
        return self.model._default_manager


@dataclass(frozen=True, slots=True, eq=False)
class Section:
    """Tiles of an area's page that stand together under a heading, below the first ones.

    lowest: the level below which they are not shown. desk: how many of the first stand on the desk as well.
    """

    label: str | Promise
    lowest: Kind = Kind.UNIT
    desk: int = 0


@dataclass(frozen=True, slots=True, eq=False)
class Figure:
    """A count of rows, or what they add up to. `when` names the date field by which a row belongs to a day; None: as
    many as there are now.

    where: now -> the rows that count. good: "up" or "down" where one of them is clearly better.
    tile and column: its place among the tiles and in the ranking of an area's page, 0 for none. section: whose tiles
    it stands among; those above six are folded away. declared: the field of Area that says what others count.
    fewest: a smaller number than this is shown as "fewer than" it, and opens nothing.
    adds: what is added up of each row, to one decimal place (-F("amount")); None: the rows are counted.
    """

    key: str
    label: str | Promise
    unit: str | Promise
    definition: str | Promise
    table: Table
    where: Where
    when: str | None = None
    good: str = ""
    tile: int = 0
    column: int = 0
    section: Section | None = None
    declared: str = ""
    fewest: int = 0
    adds: Any = None

    def counted(self, rows: Q | None = None) -> Any:
        """The number of all rows, or of these, as an expression: a whole number, which said() reads."""
        if self.adds is None:
            return Count("pk", filter=rows)
        return Coalesce(Cast(Sum(self.adds * TENTHS, filter=rows), BigIntegerField()), 0)

    def said(self, counted: int) -> Number:
        """What counted() found, as it is shown: sums are kept in tenths, so that tallies are whole numbers."""
        return counted if self.adds is None else Decimal(counted) / TENTHS

    def total(self, rows: QuerySet) -> Number:
        """The number of these rows, for the list that a clicked number opens."""
        return self.said(rows.aggregate(n=self.counted())["n"])

    @property
    def grant(self) -> str:
        return self.table.grant

    def within(self, start: date, end: date, now: datetime) -> Q:
        """The rows that count from `start` to `end`; of a stock, the rows that count now."""
        if self.when is None:
            return self.where(now)
        return self.where(now) & Q(**{f"{self.when}__gte": midnight(start), f"{self.when}__lt": midnight(end + DAY)})

    def rows(self, period: Period, now: datetime | None = None) -> QuerySet:
        """The rows behind the number; the caller adds .visible_to(user) and the area."""
        return self.table.manager.filter(self.within(period.start, period.end, now or timezone.now()))


@dataclass(frozen=True, slots=True, eq=False)
class Rate:
    """`part` of `whole`, two figures' keys. It is always shown with both numbers."""

    key: str
    label: str | Promise
    definition: str | Promise
    part: str
    whole: str
    good: str = ""
    tile: int = 0
    column: int = 0
    section: Section | None = None

    @property
    def grant(self) -> str:
        return figures[self.part].grant


figures: dict[str, Figure] = {}
rates: dict[str, Rate] = {}


def register(*entries: Figure | Rate) -> None:
    """A rate comes after its two figures. Keys are "app.name"; a key once used keeps its meaning: tallies stay."""
    for entry in entries:
        if isinstance(entry, Rate):
            if not {entry.part, entry.whole} <= figures.keys():
                raise ValueError(f"{entry.key}: declare {entry.part} and {entry.whole} first")
            rates[entry.key] = entry
        else:
            if figures.setdefault(entry.key, entry) is not entry:
                raise ValueError(f"There is a figure {entry.key} already.")


def readable(user, area: Area, only: Iterable[str] | None = None) -> list[Figure]:
    """The figures this person may see of this area; `only` those, rates naming the two they are made of."""
    wanted = figures.keys() if only is None else {key for name in only for key in _parts(name)}
    chosen = [figure for key, figure in figures.items() if key in wanted]
    may = {grant: user.scope.reaches(grant, area) for grant in {figure.grant for figure in chosen}}
    return [figure for figure in chosen if may[figure.grant]]


def _parts(key: str) -> tuple[str, ...]:
    return (rates[key].part, rates[key].whole) if key in rates else (key,)


@dataclass(frozen=True, slots=True)
class Value:
    """One number to show. `before` is that of the days compared with, None where there is none.

    is_few: so few that they could be known by it; the number itself is not to be shown.
    """

    figure: Figure
    area: Area
    period: Period
    value: Number
    before: Number | None
    listed: bool = True

    @property
    def key(self) -> str:
        return self.figure.key

    @property
    def is_few(self) -> bool:
        return 0 < self.value < self.figure.fewest

    @property
    def url(self) -> str:
        """The list of the rows counted; "" where there is none. Made when asked for: most numbers are not shown."""
        listed = self.listed and not self.is_few
        return self.figure.table.list_url(self.figure, self.area, self.period) if listed else ""


@dataclass(frozen=True, slots=True)
class RateValue:
    rate: Rate
    part: Value
    whole: Value

    @property
    def key(self) -> str:
        return self.rate.key

    @property
    def percent(self) -> Number | float | None:
        return 100 * self.part.value / self.whole.value if self.whole.value and not self.is_few else None

    @property
    def is_few(self) -> bool:
        """Of so few that the share would tell of each."""
        return self.whole.is_few

    @property
    def percent_before(self) -> Number | float | None:
        if self.part.before is None or not self.whole.before or self.whole.before < self.whole.figure.fewest:
            return None
        return 100 * self.part.before / self.whole.before


@dataclass(frozen=True, slots=True)
class Overview:
    """An area's numbers, and those of each area right below it, for the same days."""

    area: Area
    values: dict[str, Value | RateValue]
    children: list[tuple[Area, dict[str, Value | RateValue]]]


def of(
    area: Area, user, period: Period, now: datetime | None = None, only: Iterable[str] | None = None
) -> dict[str, Value | RateValue]:
    """The figures of an area that `user` may see, by key. One query, and one more for each table with closed rows.

    A unit's own numbers are counted live; above it they are sums of the tallies. Whoever shows a few names them
    (`only`): a dozen conditions take longer to say than to count.
    """
    now = now or timezone.now()
    chosen = readable(user, area, only)
    return _values(area, chosen, sums.fold(sums.of_area(area, user, chosen, period, now, by_child=False)), period, now)


def children(
    area: Area,
    user,
    period: Period,
    now: datetime | None = None,
    only: Iterable[str] | None = None,
    beneath: Iterable[str] | None = None,
) -> Overview:
    """The same for an area and everything right below it: as many queries, and one for the names.

    beneath: those of the figures that the areas below are shown with; without it all of them.
    """
    now = now or timezone.now()
    chosen = readable(user, area, only)
    under = chosen if beneath is None else readable(user, area, beneath)
    if area.kind == Kind.GRID:
        found = sums.of_units(area, user, under, period, now)
        own = sums.fold(sums.of_area(area, user, chosen, period, now, by_child=False))
        for key, (value, _before) in sums.fold(found).items():  # so that the lines add up to the number above them
            own[key] = (value, own.get(key, (0, 0))[1])
    else:
        found = sums.of_area(area, user, chosen, period, now, by_child=area.kind != Kind.UNIT)
        own = sums.fold(found)
    below = _below(area, {key for key in found if key})
    compared = area.kind != Kind.GRID
    lines = [
        (child, _values(child, under, found.get(child.pk, {}), period, now, compared=compared)) for child in below
    ]
    return Overview(area, _values(area, chosen, own, period, now), lines)


BELOW = """
SELECT id, code, name, kind FROM grids_area
WHERE parent_id = %s AND valid_to IS NULL OR id = ANY(%s) ORDER BY pinyin, id
"""


def _below(area: Area, counted: set[int]) -> list[Area]:
    """The areas right below, and those that were there on a day that counts."""
    return list(Area.objects.raw(BELOW, [area.pk, list(counted - {area.pk})]))


def _values(
    area, chosen: list[Figure], counted, period: Period, now: datetime, *, compared=True
) -> dict[str, Value | RateValue]:
    past = period.end < timezone.localdate(now)
    counted_now = area.kind in (Kind.UNIT, Kind.GRID)  # at least on some pages: nobody kept what was before
    values: dict[str, Value | RateValue] = {}
    for figure in chosen:
        value, before = map(figure.said, counted.get(figure.key, (0, 0)))
        stock = figure.when is None
        values[figure.key] = Value(
            figure, area, period, value,
            before=before if compared and not (stock and counted_now) else None,
            listed=not (stock and past),  # the rows of a past day's stock are gone
        )  # fmt: skip
    for rate in rates.values():
        part, whole = values.get(rate.part), values.get(rate.whole)
        if isinstance(part, Value) and isinstance(whole, Value):
            values[rate.key] = RateValue(rate, part, whole)
    return values
