"""When a meeting that comes again and again is due: pure arithmetic on a calendar that is handed in.

Periods are calendar months, quarters, half-years or years. In each of them one day is named: the day of that number
in that month of the period, or the last day of a shorter month. A day that rolls and falls on a rest day moves on to
the next working day, also into the next period. A day of a year without a notice is provisional.
"""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from django.utils.translation import gettext, pgettext

from grids.days.when import SHANGHAI
from grids.days.workdays import Calendar, add_months

DAY = timedelta(days=1)
LAST_MINUTE = time(23, 59)
BACK = timedelta(days=31)  # further than a day ever moves


@dataclass(frozen=True, slots=True)
class Pattern:
    """every: months of a period, 1, 3, 6 or 12. month: which of them, from 1. day: 1–31."""

    every: int
    month: int
    day: int
    rolls: bool = True

    def __post_init__(self):
        if self.every not in (1, 3, 6, 12) or not 1 <= self.month <= self.every or not 1 <= self.day <= 31:
            raise ValueError(f"no such rhythm: {self}")


class Slot(NamedTuple):
    period: date  # its first day
    due: date
    provisional: bool


def period_of(every: int, day: date) -> date:
    """The first day of the period in which a day lies."""
    return date(day.year, (day.month - 1) // every * every + 1, 1)


def slot(pattern: Pattern, period: date, calendar: Calendar) -> Slot:
    """The day of one period. Provisional where a day was asked of a year that is not published."""
    first = add_months(period, pattern.month - 1)
    due = first.replace(day=min(pattern.day, monthrange(first.year, first.month)[1]))
    asked = set()
    while pattern.rolls:
        asked.add(due.year)
        if calendar.works(due):
            break
        due += DAY
    return Slot(period, due, not asked <= calendar.official)


def slots(pattern: Pattern, first: date, last: date, calendar: Calendar) -> Iterator[Slot]:
    """Those due from `first` to `last`, both counted, in order."""
    period = period_of(pattern.every, first - BACK)
    while period <= last:
        found = slot(pattern, period, calendar)
        if first <= found.due <= last:
            yield found
        period = add_months(period, pattern.every)


def end_of(day: date) -> datetime:
    """A meeting is in time until its day is over: members meet in the evening."""
    return datetime.combine(day, LAST_MINUTE, SHANGHAI)


def period_name(every: int, period: date) -> str:
    """2026-11, the fourth quarter of 2026 …, in the language of the reader."""
    words = {"year": period.year, "month": period.month, "n": (period.month - 1) // every + 1}
    if every == 1:
        return gettext("%(month)d/%(year)d") % words
    if every == 3:
        return gettext("quarter %(n)d of %(year)d") % words
    if every == 6:
        first, second = gettext("first half of %(year)d"), gettext("second half of %(year)d")
        return (first if words["n"] == 1 else second) % words
    return pgettext("a period", "%(year)d") % words
