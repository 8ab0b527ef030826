"""Which time limit holds, and what it promises. Reads rules; writes nothing."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone

from cases.enums import CountsFrom, Step, Urgency
from cases.models import Case, CaseStep, TimeLimit
from cases.rules import line_of
from grids.days import workdays
from grids.days.workdays import Calendar, Due, Limit, Unit

YELLOW, RED = 1, 2  # the first two cards by their number; those after them hand the matter up
TERMS = ("amount", "unit", "rolls", "warn_percent", "every_amount", "every_unit", "statutory", "max_extension")


@dataclass(frozen=True, slots=True)
class Promise:
    """The rule an open step got, the moment it counts from and when it ends."""

    rule: TimeLimit
    counts_at: datetime
    due: Due


def promise(case: Case, step: Step, now: datetime, calendar: Calendar) -> Promise | None:
    """The promise for `step` opening now. None where no rule speaks of it: then no clock runs.

    Of the general rules and of each area's the one that fits best speaks; the shortest holds, so that an area can only
    shorten, whatever was decided above or below it before.
    """
    best = _best_of_each_area(speaking(case, step, timezone.localdate(now)))
    promises = [promised(rule, case, now, calendar) for rule in best]
    return min(promises, key=lambda found: found.due.at, default=None)


def by_urgency(
    case: Case, step: Step, now: datetime, calendar: Callable[[], Calendar]
) -> dict[Urgency, TimeLimit | None]:
    """The rule that would hold at each urgency: one query, and the calendar's only where rules must be compared.

    case: as far as it is known; nothing of it need be stored, and it may be without area and category.
    """
    rules = speaking(case, step, timezone.localdate(now), urgencies=("", *Urgency.values))
    found: dict[Urgency, TimeLimit | None] = {}
    for urgency in Urgency:
        best = _best_of_each_area(rule for rule in rules if rule.urgency in ("", urgency))
        if len(best) > 1:
            best.sort(key=lambda rule: promised(rule, case, now, calendar()).due.at)
        found[urgency] = best[0] if best else None
    return found


def _best_of_each_area(rules: Iterable[TimeLimit]) -> list[TimeLimit]:
    best: dict[int | None, TimeLimit] = {}
    for rule in sorted(rules, key=fits):
        best[rule.area_id] = rule
    return list(best.values())


# Asked whenever a step opens; the ORM took four times as long to write it as PostgreSQL to answer.
SPEAKING = """
SELECT t.*, c.parent_id IS NOT NULL AS is_narrow
FROM cases_timelimit t LEFT JOIN cases_category c ON c.id = t.category_id
WHERE t.step = %(step)s AND t.urgency = ANY(%(urgencies)s)
    AND t.source IN ('', %(source)s) AND t.level IN ('', %(level)s)
    AND (t.category_id IS NULL OR t.category_id = ANY(%(categories)s))
    AND (t.area_id IS NULL OR t.area_id = ANY(%(areas)s))
    AND t.valid_from <= %(today)s AND (t.valid_to IS NULL OR t.valid_to > %(today)s)
"""


def speaking(case: Case, step: Step, today: date, urgencies: tuple[str, ...] = ()) -> list[TimeLimit]:
    """The rules in force today that speak of this step of this matter, general ones and those of its areas.

    urgencies: those of the rules, where they are not to be the matter's.
    """
    categories = [case.category_id, case.category.parent_id] if case.category_id else []
    facts = {
        "step": step, "urgencies": list(urgencies or ("", case.urgency)), "source": case.source, "level": case.level,
        "categories": [pk for pk in categories if pk], "areas": list(line_of(case)), "today": today,
    }  # fmt: skip
    return list(TimeLimit.objects.raw(SPEAKING, facts))


def fits(rule: TimeLimit) -> tuple:
    """What the matter is goes before where it came from: urgency, a category of its own, the one above it, the source,
    the level; then the newest. An urgent matter stays urgent when the hotline passes it on."""
    category = 0 if rule.category_id is None else (2 if rule.is_narrow else 1)
    return bool(rule.urgency), category, bool(rule.source), bool(rule.level), rule.valid_from, rule.pk


def promised(rule: TimeLimit, case: Case, now: datetime, calendar: Calendar) -> Promise:
    """What this one rule would promise."""
    starts = {CountsFrom.REPORT: case.reported_at, CountsFrom.ACCEPT: case.accepted_at}
    counts_at = starts.get(rule.counts_from) or now
    return Promise(rule, counts_at, workdays.due(counts_at, limit_of(rule), calendar))


def limit_of(terms, extension: int = 0) -> Limit:
    return Limit(terms.amount + extension, Unit(terms.unit), terms.rolls)


def pauses_of(step: CaseStep, now: datetime) -> list[tuple[datetime, datetime]]:
    """The stretches a step's clock does not count; one that is running lasts until now."""
    return [(pause.paused_at, pause.resumed_at or max(now, pause.paused_at)) for pause in step.pauses_read]


def due_of(step: CaseStep, calendar: Calendar, pauses) -> Due:
    return workdays.due(step.counts_at, limit_of(step, step.extension), calendar, pauses)


def next_alarm(step: CaseStep, level: int, calendar: Calendar, pauses, *, higher: bool = True) -> datetime | None:
    """When card number level + 1 falls due: yellow at a share of the limit, red at its end, then one an interval.

    higher: whether there is a level left to hand it up to; without one the red card is the last.
    """
    if step.due_at is None or (level >= RED and not higher):
        return None
    if level == 0:
        warns = workdays.share(
            step.counts_at, limit_of(step, step.extension), step.warn_percent / 100, calendar, pauses
        )
        if Unit(step.unit) not in workdays.LENGTHS:  # what is promised by the day is due soon from its morning on
            warns = min(warns, calendar.windows(timezone.localdate(step.due_at))[0][0])
        return min(max(warns, step.entered_at), step.due_at)
    if level == 1:
        return step.due_at
    # Office-less minutes would hand a matter up all night long; intervals are what the rule says.
    every = Limit(step.every_amount * (level - 1), Unit(step.every_unit))
    return max(workdays.due(step.due_at, every, calendar).at, step.due_at + timedelta(minutes=1))
