"""Opening and completing the steps of the loop, each with its clock."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import F, Value
from django.db.models.functions import Greatest

from cases.actions import deadlines
from cases.enums import Act, Step
from cases.limits import TERMS, due_of, pauses_of, promise
from cases.models import Case, CaseStep
from grids.days import calendar as calendars


def enter(case: Case, step: Step, now: datetime, over: Iterable[CaseStep] = ()) -> CaseStep:
    """Open `step`: it gets the rule of this moment and keeps it. Sets the case's fields; the caller saves them.

    over: steps that were passed on the way here, written along.
    """
    calendar = calendars.current()
    found = promise(case, step, now, calendar)
    opened = CaseStep(case=case, step=step, entered_at=now)
    if found:
        for term in TERMS:
            setattr(opened, term, getattr(found.rule, term))
        opened.statutory = found.rule.statutory or case.category.statutory
        opened.rule, opened.counts_at = found.rule, found.counts_at
        opened.due_at = opened.promised_at = found.due.at
        opened.provisional = found.due.provisional
    else:
        opened.every_amount, opened.every_unit, opened.warn_percent = 1, "working_days", 80
    CaseStep.objects.bulk_create([*over, opened])
    case.step, case.paused_at, case.alarm_level, case.alarm_told = step, None, 0, ""
    case.due_at, case.provisional = opened.due_at, opened.provisional
    deadlines.look_again(case, opened, calendar, [])
    return opened


def lengthen(case: Case, step: CaseStep, now: datetime) -> None:
    """The promise anew from what is stored (limit, extension, pauses), and the cards that it puts ahead again."""
    calendar, pauses = calendars.current(), pauses_of(step, now)
    if step.counts_at is not None:
        step.due_at, step.provisional = due_of(step, calendar, pauses)
        step.save(update_fields=["due_at", "provisional"])
    case.due_at, case.provisional = step.due_at, step.provisional
    deadlines.moved_ahead(case, step, now, calendar, pauses)


def open_step(case: Case) -> CaseStep:
    return case.steps.select_for_update(of=("self",), no_key=True).get(left_at=None)


def leave(case: Case, act: Act, *, by, post: int | None, now: datetime) -> None:
    """Complete the open step. Cards that fell due by now are given first: no act outruns the clock."""
    if deadlines.fell_due(case, now):
        deadlines.catch_up(case, open_step(case), now)
    left_at = Greatest(Value(now), F("entered_at"))
    case.steps.filter(left_at=None).update(left_at=left_at, ended_by=act, by=by, post=post)


def go_on(case: Case, now: datetime) -> None:
    """The last step that was left is the open one again, with the clock it had; what fell due meanwhile did."""
    step = case.steps.latest("pk")
    step.left_at, step.ended_by, step.by, step.post = None, "", None, None
    step.save(update_fields=["left_at", "ended_by", "by", "post"])
    lengthen(case, step, now)


def stop(case: Case) -> None:
    """No clock runs any more."""
    case.due_at = case.alarm_at = case.paused_at = None
    case.provisional = False


def passed(
    case: Case,
    over: Iterable[Step],
    now: datetime,
    *,
    by,
    post: int | None,
    act: Act,
    skipped: frozenset = frozenset(),
) -> list[CaseStep]:
    """Steps that are over as they begin: done on the spot, or, where skipped, not there in this channel."""
    return [
        CaseStep(
            case=case,
            step=step,
            entered_at=now,
            left_at=now,
            ended_by="" if step in skipped else act,
            by=None if step in skipped else by,
            post_id=None if step in skipped else post,
            skipped=step in skipped,
            every_amount=1,
            warn_percent=80,
            every_unit="working_days",
        )
        for step in over
    ]
