"""When a time limit ends, and why: pure arithmetic on a calendar that is handed in. No queries, no clock of its own.

The rules:
- Minutes and hours run on the clock from the minute of the start; working hours run inside office hours.
- Days are counted from the day after the start. The last day ends when the office closes (17:30 by default), not at
  midnight: what is promised must be seen to by somebody who is there.
- Months and years end on the day of that number, or on the last day of a shorter month.
- A pause moves the end by exactly its own length in the same kind of time. For days that is the number of days which
  began, at midnight, while the clock stood still; a pause that begins and ends on one day moves nothing.
- Only then a limit that rolls, and ends on a rest day, moves on to the next working day.
- A year whose notice is not published counts Monday to Friday. What depends on such a year is provisional.
"""

from calendar import monthrange
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from fractions import Fraction
from math import ceil
from typing import NamedTuple

from django.db.models import TextChoices
from django.utils import timezone
from django.utils.translation import gettext, pgettext_lazy

from grids.days.when import SHANGHAI, deadline, took

DAY = timedelta(days=1)
FOREVER = datetime.max.replace(tzinfo=SHANGHAI)
Pause = tuple[datetime, datetime]


class Unit(TextChoices):
    CLOCK_MINUTES = "clock_minutes", pgettext_lazy("time limit", "minutes")
    CLOCK_HOURS = "clock_hours", pgettext_lazy("time limit", "hours")
    WORKING_HOURS = "working_hours", pgettext_lazy("time limit", "working hours")
    WORKING_DAYS = "working_days", pgettext_lazy("time limit", "working days")
    CALENDAR_DAYS = "calendar_days", pgettext_lazy("time limit", "calendar days")
    MONTHS = "months", pgettext_lazy("time limit", "months")
    YEARS = "years", pgettext_lazy("time limit", "years")


LENGTHS = {
    Unit.CLOCK_MINUTES: timedelta(minutes=1),
    Unit.CLOCK_HOURS: timedelta(hours=1),
    Unit.WORKING_HOURS: timedelta(hours=1),
}
MONTHS_IN = {Unit.MONTHS: 1, Unit.YEARS: 12}


class LineKind(TextChoices):
    START = "start", pgettext_lazy("deadline", "start")
    COUNTED = "counted", pgettext_lazy("deadline", "counted")
    MAKE_UP = "make_up", pgettext_lazy("deadline", "make-up working day")
    HOLIDAY = "holiday", pgettext_lazy("deadline", "public holiday")
    WEEKEND = "weekend", pgettext_lazy("deadline", "weekend")
    PAUSE = "pause", pgettext_lazy("deadline", "not counted: paused")
    ROLL = "roll", pgettext_lazy("deadline", "moved on to a working day")


@dataclass(frozen=True)
class Limit:
    """An amount of one kind of time. `rolls` means something for calendar days, months and years only."""

    amount: int
    unit: Unit
    rolls: bool = False

    def __post_init__(self):
        if self.amount < 0:
            raise ValueError(f"a time limit cannot be {self.amount}")


@dataclass(frozen=True)
class Calendar:
    """The days that differ from Monday to Friday (holiday False, make-up working day True), and the office hours.

    official: the years whose notice is published; days of any other year are not looked at.
    names: what the notice calls those days, for explanations.
    """

    days: Mapping[date, bool] = field(default_factory=dict)
    official: frozenset[int] = frozenset()
    office: tuple[tuple[time, time], ...] = ((time(8, 30), time(12)), (time(14), time(17, 30)))
    names: Mapping[date, str] = field(default_factory=dict)

    def __post_init__(self):
        edges = [edge for window in self.office for edge in window]
        if not edges or any(one >= other for one, other in zip(edges, edges[1:], strict=False)):
            raise ValueError("office hours must be windows that follow each other")

    def works(self, day: date) -> bool:
        usual = day.weekday() < 5
        return self.days.get(day, usual) if day.year in self.official else usual

    def windows(self, day: date) -> list[tuple[datetime, datetime]]:
        return [(datetime.combine(day, a, SHANGHAI), datetime.combine(day, b, SHANGHAI)) for a, b in self.office]

    def closes(self, day: date) -> datetime:
        return datetime.combine(day, self.office[-1][1], SHANGHAI)


class Due(NamedTuple):
    at: datetime
    provisional: bool


class Line(NamedTuple):
    """One line of "why this deadline?". counted: the number of a counted day, None for anything else."""

    day: date
    kind: LineKind
    counted: int | None
    note: str


def due(start: datetime, limit: Limit, calendar: Calendar, pauses: Iterable[Pause] = ()) -> Due:
    """When the limit ends, in Asia/Shanghai. `start` and the pauses are aware; a pause still running ends now.

    Provisional when the answer asked whether a day of an unpublished year is a working day.
    """
    clock = _Clock(start, limit.unit, calendar, pauses)
    at = clock.at(limit)
    if limit.rolls:
        at = clock.rolled(at)
    return Due(at, not clock.asked <= calendar.official)


def share(start: datetime, limit: Limit, part, calendar: Calendar, pauses: Iterable[Pause] = ()) -> datetime:
    """The moment at which a part (such as 0.8) of the limit is used up; part of a day means part of its office hours.

    All of it (1) is the moment the limit ends, before rolling.
    """
    part = Fraction(str(part))
    if not 0 <= part <= 1:
        raise ValueError("a share lies between 0 and 1")
    return _Clock(start, limit.unit, calendar, pauses).at(limit, part)


def elapsed(
    start: datetime, until: datetime, unit: Unit, calendar: Calendar, pauses: Iterable[Pause] = ()
) -> int | float:
    """How much of that kind of time has been used. Hours come with fractions; days, months and years whole.

    A day is used from its beginning, so at the end of a limit of n days elapsed says n.
    """
    return _Clock(start, unit, calendar, pauses).elapsed(until.astimezone(SHANGHAI))


def explain(start: datetime, limit: Limit, calendar: Calendar, pauses: Iterable[Pause] = ()) -> list[Line]:
    """Every day on the way to the deadline and how it was counted, in the language of the reader.

    Hours have a line for each day on which some of them were counted; months and years only where they begin and end.
    """
    clock = _Clock(start, limit.unit, calendar, pauses)
    end = clock.at(limit)
    if limit.unit in LENGTHS:
        return _explain_hours(clock, end)
    lines = _explain_days(clock, end.date()) if limit.unit not in MONTHS_IN else _explain_months(clock, limit, end)
    rolled = clock.rolled(end) if limit.rolls else end
    day = end.date()
    while day < rolled.date():
        day += DAY
        kind = LineKind.ROLL if day == rolled.date() else _rest(clock, day)
        lines.append(Line(day, kind, None, calendar.names.get(day, "")))
    return lines


class _Clock:
    """One reckoning: a start, a kind of time, a calendar and pauses. `asked` collects the years that mattered."""

    def __init__(self, start, unit, calendar, pauses):
        self.start = start.astimezone(SHANGHAI)
        self.unit, self.calendar = Unit(unit), calendar
        self.pauses = _in_order(pauses, self.start)
        self.asked: set[int] = set()

    def works(self, day: date) -> bool:
        self.asked.add(day.year)
        return self.calendar.works(day)

    def counts(self, day: date) -> bool:
        return self.unit is not Unit.WORKING_DAYS or self.works(day)

    def at(self, limit: Limit, part: Fraction = Fraction(1)) -> datetime:
        if self.unit in LENGTHS:
            return self._use(_part_of(LENGTHS[self.unit] * limit.amount, part))
        return self._days(self._amount_in_days(limit) * part)

    def rolled(self, at: datetime) -> datetime:
        """Moves the end of a limit of calendar days on to a working day; leaves every other kind alone."""
        if self.unit in LENGTHS:
            return at
        day = at.date()
        while not self.works(day):
            day += DAY
        return self.calendar.closes(day)

    def elapsed(self, until: datetime) -> int | float:
        if self.unit in LENGTHS:
            used = sum((min(b, until) - a for a, b in self.stretches(until)), timedelta())
            return used / LENGTHS[self.unit]
        days = self._count(self.start.date() + DAY, until.date())
        if self.unit not in MONTHS_IN:
            return days
        last, months = self.start.date() + DAY * days, 0
        while add_months(self.start.date(), (months + 1) * MONTHS_IN[self.unit]) <= last:
            months += 1
        return months

    def stretches(self, until: datetime = FOREVER) -> Iterator[Pause]:
        """The stretches of time that count in a limit of minutes or hours, in order, those that begin before until."""
        for a, b in self._unpaused():
            day = a.date()
            if self.unit is not Unit.WORKING_HOURS:
                if a < until:
                    yield a, b
                continue
            while day <= min(b, until).date():
                for opens, closes in self.calendar.windows(day) if self.works(day) else ():
                    since, to = max(a, opens), min(b, closes)
                    if since < min(to, until):
                        yield since, to
                day += DAY

    def paused(self, day: date) -> bool:
        begins = datetime.combine(day, time(), SHANGHAI)
        return any(since <= begins < until for since, until in self.pauses)

    def _unpaused(self) -> Iterator[Pause]:
        since = self.start
        for a, b in self.pauses:
            if since < a:
                yield since, a
            since = b
        yield since, FOREVER

    def _use(self, length: timedelta) -> datetime:
        if not length:
            return self.start
        for since, until in self.stretches():
            if length <= until - since:
                return since + length
            length -= until - since
        raise OverflowError("the limit ends beyond the calendar")

    def _amount_in_days(self, limit: Limit) -> int:
        if self.unit not in MONTHS_IN:
            return limit.amount
        day = self.start.date()
        return (add_months(day, limit.amount * MONTHS_IN[self.unit]) - day).days

    def _days(self, amount: Fraction) -> datetime:
        """The end of so many days that count, moved by the days that begin in each pause met on the way."""
        if not amount:
            return self.start
        at = self._moment(amount)
        for since, until in self.pauses:
            if since >= at:
                break
            begun = self._begun_in(since, until)
            if begun:
                amount += begun
                at = self._moment(amount)
        return at

    def _moment(self, amount: Fraction) -> datetime:
        day = self.start.date()
        for _nth in range(ceil(amount)):
            day += DAY
            while not self.counts(day):
                day += DAY
        into = amount - ceil(amount) + 1
        if into == 1:
            return self.calendar.closes(day)
        windows = self.calendar.windows(day)
        length = _part_of(sum((b - a for a, b in windows), timedelta()), into)
        for a, b in windows:
            if length <= b - a:
                return a + length
            length -= b - a
        raise AssertionError("part of a day is no more than the day")

    def _begun_in(self, since: datetime, until: datetime) -> int:
        first = max(self.start, since).date() + DAY
        if since.time() == time() and since.date() > self.start.date():
            first = since.date()
        last = until.date() - DAY if until.time() == time() else until.date()
        return sum(self.counts(first + DAY * n) for n in range((last - first).days + 1))

    def _count(self, first: date, last: date) -> int:
        days = (first + DAY * n for n in range((last - first).days + 1))
        return sum(self.counts(day) and not self.paused(day) for day in days)


def add_months(day: date, months: int) -> date:
    """The same day some months on, or the last day of a month that is too short."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _part_of(length: timedelta, part: Fraction) -> timedelta:
    return timedelta(seconds=round(length // timedelta(seconds=1) * part))


def _in_order(pauses: Iterable[Pause], start: datetime) -> list[Pause]:
    """Pauses after the start, in order, those that touch made one."""
    merged: list[Pause] = []
    for a, b in sorted((a.astimezone(SHANGHAI), b.astimezone(SHANGHAI)) for a, b in pauses):
        a = max(a, start)
        if merged and a <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(b, merged[-1][1])
        elif a < b:
            merged.append((a, b))
    return merged


def _rest(clock: _Clock, day: date) -> LineKind:
    exception = day.year in clock.calendar.official and clock.calendar.days.get(day) is False
    return LineKind.HOLIDAY if exception else LineKind.WEEKEND


def _working(day: date) -> LineKind:
    return LineKind.MAKE_UP if day.weekday() >= 5 else LineKind.COUNTED


def _explain_days(clock: _Clock, last: date) -> list[Line]:
    day, number = clock.start.date(), 0
    lines = [Line(day, LineKind.START, None, gettext("counting starts the day after"))]
    working = clock.unit is Unit.WORKING_DAYS
    while day < last:
        day += DAY
        note = clock.calendar.names.get(day, "")
        if not clock.counts(day):
            lines.append(Line(day, _rest(clock, day), None, note))
        elif clock.paused(day):
            lines.append(Line(day, LineKind.PAUSE, None, note))
        else:
            number += 1
            lines.append(Line(day, _working(day) if working else LineKind.COUNTED, number, note))
    short = [_pause_line(since, until) for since, until in clock.pauses if since.date() == until.date() <= last]
    return sorted([*lines, *short], key=lambda line: line.day)


def _explain_months(clock: _Clock, limit: Limit, end: datetime) -> list[Line]:
    first, last = clock.start.date(), end.date()
    lines = [Line(first, LineKind.START, None, gettext("counting starts the day after"))]
    for since, until in clock.pauses:
        if since < end:
            lines.append(_pause_line(since, until))
    label = f"{limit.amount} {Unit(limit.unit).label}"
    return [*lines, Line(last, LineKind.COUNTED, limit.amount, label)]


def _explain_hours(clock: _Clock, end: datetime) -> list[Line]:
    used: dict[date, timedelta] = {}
    for a, b in clock.stretches(end):
        while a < min(b, end):
            midnight = datetime.combine(a.date() + DAY, time(), SHANGHAI)
            to = min(b, end, midnight)
            used[a.date()] = used.get(a.date(), timedelta()) + (to - a)
            a = to
    lines = [Line(clock.start.date(), LineKind.START, None, f"{clock.start:%H:%M}")]
    lines += [_pause_line(since, until) for since, until in clock.pauses if since < end]
    day = clock.start.date()
    while day <= end.date():
        if day in used:
            kind = _working(day) if clock.unit is Unit.WORKING_HOURS else LineKind.COUNTED
            lines.append(Line(day, kind, None, took(used[day])))
        elif clock.unit is Unit.WORKING_HOURS and not clock.works(day):
            lines.append(Line(day, _rest(clock, day), None, clock.calendar.names.get(day, "")))
        day += DAY
    return sorted(lines, key=lambda line: line.day)


def _pause_line(since: datetime, until: datetime) -> Line:
    now = timezone.now()
    return Line(since.date(), LineKind.PAUSE, None, f"{deadline(since, now)} – {deadline(until, now)}")
