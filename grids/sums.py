"""What figures are counted from: sums of the tallies, and rows counted live where the tallies know nothing."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Iterable
from datetime import date, datetime
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING

from django.core.cache import cache
from django.db import transaction
from django.db.models import BigIntegerField, F, Q, Sum, Value as Literal
from django.db.models.functions import Coalesce
from django.utils import timezone

from grids.days.periods import Period
from grids.enums import Kind, Visibility
from grids.models import Area, Tally
from grids.models.area import ANCESTORS

if TYPE_CHECKING:
    from grids.figures import Figure, Table

NOWHERE = Literal(None, output_field=BigIntegerField())
# A child's (or, under None, the area's own) number and the one before it, by figure: as counted, sums in tenths.
Sums = dict[int | None, dict[str, tuple[int, int]]]


def tables(chosen: Iterable[Figure]) -> dict[Table, list[Figure]]:
    found: dict[Table, list[Figure]] = {}
    for figure in chosen:
        found.setdefault(figure.table, []).append(figure)
    return found


def of_area(area, user, chosen: list[Figure], period: Period, now: datetime, *, by_child: bool) -> Sums:
    """Its numbers, or with `by_child` those of each area right below it, the area's own rows under None."""
    found: Sums = {}
    if area.kind == Kind.UNIT:
        for table, some in tables(chosen).items():
            _add(found, _live(table, some, table.within(area), user, period, now))
        return found
    version = _version()
    _add(found, _kept_sums(area, chosen, period, now, _child_of(area) if by_child else None, version))
    for table, some in tables(chosen).items():
        closed = table.within(area) & reduce(or_, table.closed.values()) if table.closed else None
        if closed and _sees_any(table, closed, area, user, version):
            child = _child_of(area, table.place) if by_child else None
            _add(found, _live(table, some, closed, user, period, now, child))
    return found


def _sees_any(table: Table, closed: Q, area: Area, user, version: str) -> bool:
    """Few people see closed rows; two dozen conditions take long to say for nothing. Known for a minute, as sums."""
    key = f"figures:{version}:closed:{table.model._meta.label}:{area.pk}:{user.pk}"
    return cache.get_or_set(key, lambda: table.manager.visible_to(user).filter(closed).exists(), MINUTE)


def of_units(grid: Area, user, chosen: list[Figure], period: Period, now: datetime) -> Sums:
    """Tallies know no units: these are counted live, and not compared, which would be as many conditions again."""
    found: Sums = {}
    for table, some in tables(chosen).items():
        _add(found, _live(table, some, table.within(grid), user, period, now, F(table.own), compared=False))
    return found


VERSION, MINUTE, HOUR = "figures:version", 60, 3600


def counted_anew() -> None:
    """The tallies have changed: what is kept of their sums is of no use. Said at once and again once it is true."""
    cache.set(VERSION, uuid.uuid4().hex, None)
    transaction.on_commit(lambda: cache.set(VERSION, uuid.uuid4().hex, None))


def _version() -> str:
    return cache.get(VERSION) or cache.get_or_set(VERSION, uuid.uuid4().hex, None)


def _kept_sums(area: Area, chosen: list[Figure], period: Period, now: datetime, child, version: str) -> Sums:
    """Sums of tallies, kept until these are counted anew: a district's month is fifty thousand of them."""
    asked = (area.pk, child is None, period, timezone.localdate(now), *(figure.key for figure in chosen))
    key = f"figures:{version}:{hashlib.sha256(repr(asked).encode()).hexdigest()}"
    found = cache.get(key)
    if found is None:
        found = _tallied(chosen, Q(**{f"{area.kind}_id": area.pk}), period, now, child)
        cache.set(key, found, HOUR)
    return found


def _tallied(chosen: list[Figure], here: Q, period: Period, now: datetime, child) -> Sums:
    flows = [figure.key for figure in chosen if figure.when]
    stocks = [figure.key for figure in chosen if not figure.when]
    today = timezone.localdate(now)
    during = _days(flows, stocks, period.start, min(period.end, today))
    earlier = _days(flows, stocks, period.before_start, period.before_end)
    rows = (
        Tally.objects.filter(here & (during | earlier), visibility=Visibility.OPEN)
        .annotate(below=child or NOWHERE)
        .values("below", "figure")
        .annotate(now=Sum("value", filter=during, default=0), before=Sum("value", filter=earlier, default=0))
        .values_list("below", "figure", "now", "before")
        .order_by()
    )
    found: Sums = {}
    for below, figure, value, before in rows:
        found.setdefault(below, {})[figure] = (value, before)
    return found


def _days(flows: list[str], stocks: list[str], start: date, end: date) -> Q:
    return Q(figure__in=flows, day__range=(start, end)) | Q(figure__in=stocks, day=end)


def _live(
    table: Table, some: list[Figure], here: Q, user, period: Period, now: datetime, child=None, *, compared=True
) -> Sums:
    """Rows that this person may see, counted as they are now: one statement."""
    during = [figure.within(period.start, period.end, now) for figure in some]
    earlier = [
        figure.within(period.before_start, period.before_end, now) if compared and figure.when else None
        for figure in some
    ]
    rows = table.manager.visible_to(user).order_by()
    counts = {f"now_{at}": some[at].counted(each) for at, each in enumerate(during)}
    counts |= {f"before_{at}": some[at].counted(each) for at, each in enumerate(earlier) if each is not None}
    found: Sums = {}
    lines = rows.filter(here).annotate(below=child or NOWHERE).values("below").annotate(**counts)
    for line in lines:
        found[line["below"]] = {
            figure.key: (line[f"now_{at}"], line.get(f"before_{at}", 0)) for at, figure in enumerate(some)
        }
    return found


def _child_of(area: Area, place: str = ""):
    """The column of the next level that a row has: a place may lack a level. NULL for rows of the area itself."""
    below = [F(f"{place}{name}") for name in ANCESTORS[Kind(area.kind).depth + 1 :]]
    return Coalesce(*below) if len(below) > 1 else below[0]


def _add(into: Sums, more: Sums) -> None:
    for child, values in more.items():
        line = into.setdefault(child, {})
        for key, (value, before) in values.items():
            had = line.get(key, (0, 0))
            line[key] = (had[0] + value, had[1] + before)


def fold(sums: Sums) -> dict[str, tuple[int, int]]:
    total: Sums = {}
    for values in sums.values():
        _add(total, {None: values})
    return total.get(None, {})
