"""What meetings tell the ground of."""

from django.utils.translation import gettext_lazy as _

from grids import alarms, inbox, reference, tasks, why
from grids.pages import desk
from grids.registry import Holds, Promises, register as offer
from parties.actions import cadences, meeting_alarms, meeting_plan
from parties.meetings import desk as meetings_desk
from parties.models import Meeting, MeetingTask


def register() -> None:
    inbox.register(
        meeting_called=_("A meeting is called: {meeting}, {at}, {place}"),
        meeting_moved=_("The meeting has moved: {meeting}, now {at}, {place}"),
        meeting_off=_("The meeting is called off: {meeting}, {at}, {place}"),
        meetings_overdue=_("Meetings were not held by {day}, see the overdue ones"),
        meeting_task=_("A task of a resolution for you, by {day}: {task}"),
        meeting_task_soon=_("By {day}, please: {task}"),
        meeting_task_overdue=_("Not done by {day}: {task}"),
        meeting_task_done=_("The task of a resolution is done: {task}"),
        meeting_task_dropped=_("The task of a resolution is dropped: {task}"),
    )
    alarms.register(
        alarms.Alarm("meetings", _("Meetings not held by their day"), Meeting.objects.open, meeting_alarms.unheld),
        alarms.Alarm("meeting tasks", _("Tasks of resolutions"), MeetingTask.objects.open, meeting_alarms.tasks),
    )
    offer(
        Holds("party meetings", _("{count} party meetings called"), _called),
        Holds("meeting tasks", _("{count} tasks of resolutions"), lambda area: MeetingTask.objects.open().below(area)),
        Promises(
            "party meetings",
            _("{count} meetings whose day is provisional"),
            meeting_plan.provisional,
            "parties:party_meetings:provisional",
            meeting_plan.recompute,
        ),
    )
    reference.register("party rhythm", cadences.load)
    tasks.at_midnight("party meetings", meeting_plan.plan)
    desk.register(*meetings_desk.BOXES)
    why.register("parties.meeting", why.Ways("read_parties"))


def _called(area):
    """What is only due by a rule goes with its organisation."""
    return Meeting.objects.filter(state="called").below(area)
