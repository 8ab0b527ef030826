"""What a rule may say beside the rules there are: an area only shortens, a statutory limit is never loosened."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from cases.limits import fits, limit_of
from cases.models import TimeLimit
from grids.days import calendar as calendars, when, workdays
from grids.days.when import SHANGHAI
from grids.days.workdays import Unit

DAY = timedelta(days=1)
# Limits of different kinds of time are compared over these starts: a year of days with its festivals, and three hours.
HOURS = (time(9), time(16, 30), time(23, 30))
YEAR_BEFORE, WEEKS_AFTER = 366, 28
MOST: dict[str, int] = {
    Unit.CLOCK_MINUTES: 10_080,
    Unit.CLOCK_HOURS: 8_784,
    Unit.WORKING_HOURS: 1_000,
    Unit.WORKING_DAYS: 500,
    Unit.CALENDAR_DAYS: 1_000,
    Unit.MONTHS: 120,
    Unit.YEARS: 10,
}


@dataclass(frozen=True, slots=True)
class Later:
    """A start from which a rule would end later than the one it is measured by."""

    than: TimeLimit
    start: datetime
    due: datetime
    other: datetime

    @property
    def sentence(self) -> str:
        words = {
            "rule": words_of(self.than),
            "start": when.deadline(self.start, self.start),
            "due": when.deadline(self.due, self.start),
            "other": when.deadline(self.other, self.start),
        }
        return _("Counted from %(start)s this would end %(due)s, later than %(rule)s, which ends %(other)s.") % words


def words_of(rule: TimeLimit) -> str:
    """The rule in a line: what it speaks of and how long it gives."""
    limit = f"{rule.amount} {Unit(rule.unit).label}"
    return _("the rule “%(of)s: %(limit)s”") % {"of": name_of(rule), "limit": limit}


def name_of(rule: TimeLimit) -> str:
    parts: list = [rule.get_step_display()]
    parts += [rule.category.label if rule.category_id else _("All categories")]
    parts += [rule.get_urgency_display(), rule.get_source_display(), rule.get_level_display()]
    parts += [rule.area.short_name] if rule.area_id else []
    return " · ".join(str(part) for part in parts if part)


def first_later(rule: TimeLimit, than: Iterable[TimeLimit]) -> Later | None:
    """The first start of the sample from which `rule` ends later than one of `than`; None if it never does."""
    calendar = calendars.current()
    for other in than:
        if limit_of(rule) == limit_of(other):
            continue
        for start in _starts(rule.valid_from):
            due = workdays.due(start, limit_of(rule), calendar).at
            measure = workdays.due(start, limit_of(other), calendar).at
            if due > measure:
                return Later(other, start, due, measure)
    return None


def _starts(since: date) -> Iterable[datetime]:
    for at in range(-YEAR_BEFORE, WEEKS_AFTER):
        for hour in HOURS:
            yield datetime.combine(since + DAY * at, hour, SHANGHAI)


def measures(rule: TimeLimit) -> list[TimeLimit]:
    """What an area's rule is measured by: the general rule that would hold without it, and the nearest above it."""
    there = TimeLimit.objects.not_over(rule.valid_from).filter(step=rule.step).select_related("category", "area")
    covering = [other for other in there if other.pk != rule.pk and covers(other, rule)]
    general = max((other for other in covering if other.area_id is None), key=fits, default=None)
    line = [rule.area.grid_id, rule.area.community_id, rule.area.street_id, rule.area.district_id]
    above = [pk for pk in line if pk and pk != rule.area_id]
    nearest = next((pk for pk in above if any(other.area_id == pk for other in covering)), None)
    local = max((other for other in covering if nearest and other.area_id == nearest), key=fits, default=None)
    return [other for other in (general, local) if other is not None]


def statutory_beside(rule: TimeLimit, old: TimeLimit | None = None) -> list[TimeLimit]:
    """The statutory rules that a general rule would take the place of for some matter."""
    there = TimeLimit.objects.general().not_over(rule.valid_from).filter(step=rule.step, statutory=True)
    there = there.exclude(pk=old.pk if old else None).select_related("category")
    return [other for other in there if meet(rule, other) and fits(rule)[:-2] >= fits(other)[:-2]]


def covers(wide: TimeLimit, rule: TimeLimit) -> bool:
    """`wide` speaks of every matter that `rule` speaks of, areas apart."""
    names = ("urgency", "source", "level")
    if any(getattr(wide, name) and getattr(wide, name) != getattr(rule, name) for name in names):
        return False
    return wide.category_id is None or wide.category_id in _line(rule)


def meet(one: TimeLimit, other: TimeLimit) -> bool:
    """There are matters of which both speak, areas apart."""
    for name in ("urgency", "source", "level"):
        if getattr(one, name) and getattr(other, name) and getattr(one, name) != getattr(other, name):
            return False
    if one.category_id is None or other.category_id is None:
        return True
    return one.category_id in _line(other) or other.category_id in _line(one)


def _line(rule: TimeLimit) -> list[int]:
    """The rule's category and the one above it."""
    return [pk for pk in (rule.category_id, rule.category and rule.category.parent_id) if pk]


def versions(rule: TimeLimit):
    """Every rule that ever spoke of exactly this, the newest first."""
    same = {name: getattr(rule, name) for name in ("step", "category_id", "urgency", "source", "level", "area_id")}
    return TimeLimit.objects.filter(**same).order_by("-valid_from")


def state(rule: TimeLimit, today: date | None = None) -> str:
    today = today or timezone.localdate()
    if rule.valid_to and rule.valid_to <= today:
        return "over"
    return "later" if rule.valid_from > today else "now"
