"""The clock of the handling: more time asked for and decided, suspended and resumed."""

from datetime import datetime, timedelta
from math import ceil

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.actions import deadlines, steps
from cases.actions.intake import ask, tell
from cases.actions.start import begin, record
from cases.enums import Act, PauseReason
from cases.limits import pauses_of
from cases.models import Case, CaseStep, ClockPause, Extension
from cases.people import Directory

LONGEST_PAUSE = timedelta(days=90)  # of one step, all its pauses together


@transaction.atomic
def extend(case_id: int, *, by, seen: int | None, amount: int, text: str, now: datetime | None = None) -> Case:
    """Ask for more time, in the limit's own kind of time. The first promise stays on record whatever is granted."""
    now = now or timezone.now()
    case = begin(case_id, Act.EXTEND, by=by, seen=seen, reason=text)
    step = steps.open_step(case)
    longest = longest_extension(step)
    if step.extensions.filter(decided_at=None).exists():
        raise ValidationError({"amount": _("A request for more time is waiting for its decision.")})
    if longest == 0:
        raise ValidationError({"amount": _("This limit cannot be lengthened any further.")})
    if not 1 <= amount <= longest:
        most = {"longest": longest, "unit": step.get_unit_display()}
        raise ValidationError({"amount": _("At most %(longest)s %(unit)s can be asked for.") % most})
    Extension.objects.create(step=step, amount=amount, reason=text.strip(), asked_at=now, asked_by=by)
    record(case, Act.EXTEND, by=by, now=now, text=text, data={"amount": amount, "unit": step.unit})
    ask(case, Directory().time_givers(case, by.pk), "case_more_time", by=by)
    return case


def longest_extension(step: CaseStep) -> int:
    """What may still be asked for: the rule's maximum, once for a statutory limit; else half the limit in all."""
    if step.amount is None:
        return 0
    if step.statutory:
        return 0 if step.extension or not step.max_extension else step.max_extension
    most = step.max_extension if step.max_extension is not None else ceil(step.amount / 2)
    return max(0, most - step.extension)


@transaction.atomic
def grant(case_id: int, *, by, seen: int | None, text: str = "", now: datetime | None = None) -> Case:
    now = now or timezone.now()
    case, step, asked = _decide(case_id, Act.GRANT, by=by, seen=seen, reason=None)
    # Cards that fell due before the decision stand: more time is not given backwards.
    deadlines.catch_up(case, step, now)
    asked.decided_at, asked.decided_by, asked.granted = now, by, True
    asked.save()
    step.extension += asked.amount
    step.save(update_fields=["extension"])
    steps.lengthen(case, step, now)
    record(case, Act.GRANT, by=by, now=now, text=text, data={"amount": asked.amount, "unit": step.unit})
    tell(case, Directory().handlers(case), "case_time_granted", leave_out=by)
    return case


@transaction.atomic
def deny(case_id: int, *, by, seen: int | None, text: str, now: datetime | None = None) -> Case:
    now = now or timezone.now()
    case, _step, asked = _decide(case_id, Act.DENY, by=by, seen=seen, reason=text)
    asked.decided_at, asked.decided_by, asked.granted = now, by, False
    asked.save()
    record(case, Act.DENY, by=by, now=now, text=text)
    tell(case, Directory().handlers(case), "case_time_denied", leave_out=by)
    return case


def _decide(case_id: int, act: Act, *, by, seen, reason) -> tuple[Case, CaseStep, Extension]:
    case = begin(case_id, act, by=by, seen=seen, reason=reason)
    step = steps.open_step(case)
    asked = step.extensions.get(decided_at=None)
    if asked.asked_by_id == by.pk:
        raise PermissionDenied
    return case, step, asked


@transaction.atomic
def pause(
    case_id: int, *, by, seen: int | None, reason: PauseReason, until: datetime, text: str, now: datetime | None = None
) -> Case:
    """挂起, with a reason from the list and a latest end, at which the sweep lets the clock run again."""
    now = now or timezone.now()
    case = begin(case_id, Act.PAUSE, by=by, seen=seen, reason=text)
    step = steps.open_step(case)
    if step.statutory:
        raise ValidationError({"reason": _("A statutory limit cannot be suspended.")})
    if reason not in PauseReason:
        raise ValidationError({"reason": _("Choose a reason from the list.")})
    if until <= now:
        raise ValidationError({"until": _("This time is over already.")})
    left = LONGEST_PAUSE - sum((end - start for start, end in pauses_of(step, now)), timedelta())
    if until > now + left:
        raise ValidationError({"until": _("Choose an end within %(days)s days.") % {"days": max(0, left.days)}})
    deadlines.catch_up(case, step, now)
    ClockPause.objects.create(step=step, reason=reason, text=text.strip()[:200], paused_at=now, until=until)
    case.paused_at, case.alarm_at = now, until
    record(case, Act.PAUSE, by=by, now=now, text=text, data={"reason": reason, "until": until.isoformat()})
    tell(case, Directory().handlers(case), "case_paused", leave_out=by)
    return case


@transaction.atomic
def resume(case_id: int, *, by, seen: int | None, text: str = "", now: datetime | None = None) -> Case:
    """The clock runs on; the promise moves by exactly the time that was not counted."""
    now = now or timezone.now()
    case = begin(case_id, Act.RESUME, by=by, seen=seen)
    step = steps.open_step(case)
    running = step.pauses.get(resumed_at=None)
    running.resumed_at = min(max(now, running.paused_at), running.until)
    running.save(update_fields=["resumed_at"])
    case.paused_at = None
    steps.lengthen(case, step, now)
    record(case, Act.RESUME, by=by, now=now, text=text)
    tell(case, Directory().handlers(case), "case_resumed", leave_out=by)
    return case
