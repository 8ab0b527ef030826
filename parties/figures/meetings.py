"""The numbers of meetings: due, held and in time, who came, and what became of the tasks."""

from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from grids.clicked import address
from grids.enums import Kind as Level
from grids.figures import Figure, Rate, Section, Table, register
from parties import rules
from parties.enums.meetings import MeetingState, TaskState
from parties.models import Meeting, MeetingTask

RHYTHM = Section(_("Party meetings"), lowest=Level.GRID)
MEETINGS = Table(model=Meeting, grant=rules.READ, list_url=address("parties:party_meetings:list"))
TASKS = Table(model=MeetingTask, grant=rules.READ, list_url=address("parties:party_meetings:tasks"))
TIMES, PLACES = pgettext_lazy("unit of measure", "meetings"), pgettext_lazy("unit of measure", "person-times")
TASK = pgettext_lazy("unit of measure", "tasks")

ASKED = ~Q(state=MeetingState.OFF) & Q(due_at__isnull=False)
HELD = Q(state=MeetingState.HELD)
GIVEN = ~Q(state=TaskState.DROPPED)

register(
    Figure(
        "parties.meetings_due",
        _("Meetings due"),
        TIMES,
        _("Meetings that a rule asks for, by the day by which they are due; without those that are called off."),
        MEETINGS,
        lambda now: ASKED,
        "due_at",
    ),
    Figure(
        "parties.meetings_held",
        _("Meetings held"),
        TIMES,
        _("Of the meetings due on these days those that were held, whenever that was."),
        MEETINGS,
        lambda now: ASKED & HELD,
        "due_at",
    ),
    Figure(
        "parties.meetings_on_time",
        _("Meetings held in time"),
        TIMES,
        _("Of the meetings due on these days those that were held on that day or before."),
        MEETINGS,
        lambda now: ASKED & HELD & Q(starts_at__lte=F("due_at")),
        "due_at",
    ),
    Figure(
        "parties.meeting_overdue",
        _("Meetings overdue"),
        TIMES,
        _("Meetings whose day is over and that were neither held nor called off."),
        MEETINGS,
        lambda now: Q(state__in=(MeetingState.DUE, MeetingState.CALLED), due_at__lt=now),
        good="down",
        tile=1,
        section=RHYTHM,
    ),
    Figure(
        "parties.meeting_expected",
        _("Members expected"),
        PLACES,
        _("Members of the organisation who were expected at the meetings held on these days, once for each meeting."),
        MEETINGS,
        lambda now: HELD,
        "starts_at",
        adds=F("expected"),
    ),
    Figure(
        "parties.meeting_came",
        _("Members who came"),
        PLACES,
        _("Of the members expected at the meetings held on these days those who came."),
        MEETINGS,
        lambda now: HELD,
        "starts_at",
        adds=F("attended"),
    ),
    Figure(
        "parties.meeting_tasks_due",
        _("Tasks of resolutions due"),
        TASK,
        _("Tasks of resolutions, by the day by which they are due; without those that were dropped."),
        TASKS,
        lambda now: GIVEN,
        "due_at",
    ),
    Figure(
        "parties.meeting_tasks_on_time",
        _("Tasks of resolutions done in time"),
        TASK,
        _("Of the tasks due on these days those that were done on that day or before."),
        TASKS,
        lambda now: GIVEN & Q(state=TaskState.DONE, done_at__lte=F("due_at")),
        "due_at",
    ),
    Rate(
        "parties.meetings_held_rate",
        _("Meetings held, of those due"),
        _("Meetings held of those due on these days."),
        "parties.meetings_held",
        "parties.meetings_due",
        good="up",
        tile=2,
        section=RHYTHM,
    ),
    Rate(
        "parties.meetings_on_time_rate",
        _("Held in time, of those due"),
        _("Meetings held in time of those due on these days."),
        "parties.meetings_on_time",
        "parties.meetings_due",
        good="up",
        tile=3,
        section=RHYTHM,
    ),
    Rate(
        "parties.meeting_attendance",
        _("Attendance of members"),
        _("Members who came of those expected, at the meetings held on these days."),
        "parties.meeting_came",
        "parties.meeting_expected",
        good="up",
        tile=4,
        section=RHYTHM,
    ),
    Rate(
        "parties.meeting_tasks_rate",
        _("Tasks done in time, of those due"),
        _("Tasks of resolutions done in time of those due on these days."),
        "parties.meeting_tasks_on_time",
        "parties.meeting_tasks_due",
        good="up",
        tile=5,
        section=RHYTHM,
    ),
)
