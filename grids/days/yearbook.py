"""A year as people look at it: twelve months of weeks, the holidays by name, and how many days are worked."""

from calendar import Calendar as Weeks
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import groupby

from django.utils.translation import pgettext

from grids.days.workdays import Calendar

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Day:
    day: date
    works: bool
    name: str
    special: bool  # not what its weekday says, or named by the notice

    @property
    def word(self) -> str:
        """The one character that paper calendars print beside the number."""
        if not self.special:
            return ""
        return pgettext("day of a calendar", "work") if self.works else pgettext("day of a calendar", "rest")


@dataclass(frozen=True, slots=True)
class Holiday:
    name: str
    first: date
    last: date
    make_up: list[date] = field(default_factory=list)

    @property
    def length(self) -> int:
        return (self.last - self.first).days + 1


def months(year: int, calendar: Calendar) -> list[list[list[Day | None]]]:
    """Twelve lists of weeks of seven days, Monday first; None for the days of another month."""
    return [
        [[_day(day, calendar) if day.month == month else None for day in week] for week in _weeks(year, month)]
        for month in range(1, 13)
    ]


def holidays(year: int, calendar: Calendar) -> list[Holiday]:
    """Stretches of rest of one name, each with the week-end days that are worked for it."""
    if year not in calendar.official:
        return []
    days = sorted(day for day in calendar.days if day.year == year)
    rest = [day for day in days if not calendar.days[day]]
    found = []
    for (_offset, name), run in groupby(
        enumerate(rest), key=lambda pair: (pair[1].toordinal() - pair[0], calendar.names.get(pair[1], ""))
    ):
        stretch = [day for _at, day in run]
        found.append(Holiday(name, stretch[0], stretch[-1]))
    for day in days:
        if calendar.days[day]:
            same = [holiday for holiday in found if holiday.name == calendar.names.get(day, "")]
            nearest = min(same or found, key=lambda holiday: abs((holiday.first - day).days), default=None)
            if nearest is not None:
                nearest.make_up.append(day)
    return found


def worked(year: int, calendar: Calendar) -> int:
    first = date(year, 1, 1)
    return sum(calendar.works(first + DAY * at) for at in range((date(year + 1, 1, 1) - first).days))


def _weeks(year: int, month: int):
    return Weeks().monthdatescalendar(year, month)


def _day(day: date, calendar: Calendar) -> Day:
    official = day.year in calendar.official
    name = calendar.names.get(day, "") if official else ""
    return Day(day, calendar.works(day), name, official and day in calendar.days)
