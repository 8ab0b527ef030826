"""Tasks of resolutions: given to one person with a day, done with words, or dropped with a reason."""

from datetime import date, datetime, timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from grids import history, inbox, tallies
from grids.models import User
from grids.words import reasons
from parties import rules
from parties.actions import evidence
from parties.enums.meetings import MeetingState, TaskState
from parties.meetings import rhythm
from parties.models import MeetingFile, MeetingTask, Resolution
from parties.rules import meetings as meetings_rules
from residents.care.people import serving

TOLD_BEFORE = timedelta(days=1)
MOST = 20  # tasks of one resolution


@transaction.atomic
def give(resolution_id: int, *, by, what: str, responsible: User, due_on: date, now: datetime | None = None):
    """Raises PermissionDenied, ValidationError; whoever is responsible serves in the line of areas above."""
    now = now or timezone.now()
    known = Resolution.objects.select_related("meeting").get(pk=resolution_id)
    meeting = known.meeting
    rules.need(by, rules.KEEP, meeting)
    resolution = Resolution.objects.select_for_update(no_key=True).get(pk=known.pk)
    if meeting.state != MeetingState.HELD:
        raise ValidationError(_("This meeting stands at: %(state)s.") % {"state": meeting.get_state_display()})
    facts = {"what": what.strip(), "responsible": responsible, "due_at": rhythm.end_of(due_on)}
    same = resolution.tasks.filter(state=TaskState.OPEN, **facts).first()
    if same:  # the form was sent again
        return same
    if resolution.tasks.count() >= MOST:
        raise ValidationError(_("A resolution has %(most)d tasks at most.") % {"most": MOST})
    if due_on < timezone.localdate(now):
        raise ValidationError({"due_on": _("This day is over.")})
    if responsible.pk not in {one.pk for one, _said in serving(meeting)}:
        raise ValidationError({"responsible": _("This person does not serve here.")})
    made = MeetingTask(resolution=resolution, area_id=meeting.area_id, given_by=by, **facts)
    made.alarm_at = max(made.due_at - TOLD_BEFORE, now)
    history.save(made, by, grant=rules.KEEP, where=meeting)
    inbox.tell({responsible.pk} - {by.pk}, "meeting_task", said(made), made.get_absolute_url())
    return made


def said(task: MeetingTask) -> dict:
    return {"task": task.what, "day": timezone.localdate(task.due_at)}


@transaction.atomic
def finish(task_id: int, *, by, outcome: str, file=None, now: datetime | None = None) -> MeetingTask:
    """By whoever is responsible, or whoever keeps the organisation, with a photo or PDF. Whoever gave it is told."""
    made = _begin(task_id, by)
    made.state, made.done_at, made.alarm_at = TaskState.DONE, now or timezone.now(), None
    made.outcome = reasons.need(outcome, "outcome")
    _save(made, by)
    if file:
        evidence.keep(file, of=made, by=by, now=now)
    inbox.tell({made.given_by_id} - {by.pk}, "meeting_task_done", said(made), made.get_absolute_url())
    return made


@transaction.atomic
def drop(task_id: int, *, by, why: str) -> MeetingTask:
    made = _begin(task_id, by, drops=True)
    made.state, made.alarm_at, made.outcome = TaskState.DROPPED, None, reasons.need(why)
    _save(made, by)
    tallies.late(MeetingTask, made.due_at)
    inbox.tell({made.responsible_id} - {by.pk}, "meeting_task_dropped", said(made), made.get_absolute_url())
    return made


@transaction.atomic
def prove(task_id: int, file, *, by, now: datetime | None = None) -> MeetingFile:
    """One more photo or PDF, also once it is done. Raises PermissionDenied, ValidationError."""
    made = _begin(task_id, by, states=(TaskState.OPEN, TaskState.DONE))
    return evidence.keep(file, of=made, by=by, now=now)


def _begin(task_id: int, by, *, drops: bool = False, states=(TaskState.OPEN,)) -> MeetingTask:
    made = MeetingTask.objects.select_for_update(no_key=True).get(pk=task_id)
    if not meetings_rules.ends_task(by, made):
        raise PermissionDenied
    if drops:
        rules.need(by, rules.KEEP, made)
    if made.state not in states:
        raise ValidationError(_("This task stands at: %(state)s.") % {"state": made.get_state_display()})
    return made


def _save(made: MeetingTask, by) -> None:
    history.save(made, by, grant=rules.KEEP, where=made, why=made.outcome)
