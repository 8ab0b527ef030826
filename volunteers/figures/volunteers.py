"""The numbers of volunteer service. Persons and person-times are never mixed."""

from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from grids.clicked import address
from grids.enums import Kind as Level
from grids.figures import Figure, Section, Table, register
from volunteers import roster
from volunteers.enums import ActivityState
from volunteers.models import Activity, Participation, Team, Volunteer

GRANT = "read_volunteers"
SERVICE = Section(_("Volunteer service"), lowest=Level.COMMUNITY)
TEAMS = Table(model=Team, grant=GRANT, list_url=address("volunteers:list"))
PEOPLE = Table(model=Volunteer, grant=GRANT, list_url=address("volunteers:people"))
ACTIVITIES = Table(model=Activity, grant=GRANT, list_url=address("volunteers:activities"))
PLACES = Table(
    model=Participation, grant=GRANT, list_url=address("volunteers:hours"), place="activity__", own="activity__area_id"
)
TEAM, PERSON = pgettext_lazy("unit of measure", "teams"), pgettext_lazy("unit of measure", "people")
ACTIVITY, TIMES = pgettext_lazy("unit of measure", "activities"), pgettext_lazy("unit of measure", "person-times")

CAME = Q(activity__state=ActivityState.CERTIFIED, came_at__isnull=False, struck_at=None)

register(
    Figure(
        "volunteers.people",
        _("Volunteers"),
        PERSON,
        _("People who volunteer today, each once, in however many teams; where they live, else where they help."),
        PEOPLE,
        lambda now: Q(left_on=None),
        tile=1,
        section=SERVICE,
    ),
    Figure(
        "volunteers.teams",
        _("Teams"),
        TEAM,
        _("Teams that are not dissolved, in the area that they serve."),
        TEAMS,
        lambda now: Q(dissolved_on=None),
        tile=2,
        section=SERVICE,
    ),
    Figure(
        "volunteers.lacking",
        _("Teams that lack somebody"),
        TEAM,
        _("Teams with a line that is not filled today; whoever lost the post that it asks for does not fill it."),
        TEAMS,
        lambda now: Q(dissolved_on=None, pk__in=roster.short_of_people()),
        good="down",
        tile=3,
        section=SERVICE,
    ),
    Figure(
        "volunteers.activities",
        _("Activities certified"),
        ACTIVITY,
        _("Activities that were certified on these days, whenever they were held."),
        ACTIVITIES,
        lambda now: Q(state=ActivityState.CERTIFIED),
        "certified_at",
        tile=4,
        section=SERVICE,
    ),
    Figure(
        "volunteers.person_times",
        _("Took part"),
        TIMES,
        _("Everybody who came to an activity that was certified on these days, once for each activity."),
        PLACES,
        lambda now: CAME,
        "activity__certified_at",
        tile=5,
        section=SERVICE,
    ),
    Figure(
        "volunteers.hours",
        _("Hours served"),
        pgettext_lazy("unit of measure", "hours"),
        _("What everybody's hours add up to, of the activities that were certified on these days."),
        PLACES,
        lambda now: CAME & Q(hours__isnull=False),
        "activity__certified_at",
        tile=6,
        section=SERVICE,
        adds=F("hours"),
    ),
)
