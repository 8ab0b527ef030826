"""The numbers of the night watch. Persons are each once, person-times once for each night; never mixed."""

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from grids.enums import Kind as Level
from grids.figures import Figure, Section, register
from volunteers.enums import ActivityState
from volunteers.figures.volunteers import ACTIVITIES, CAME, PEOPLE, PERSON, PLACES, TIMES
from volunteers.models import WatchMember

WATCH = Section(_("Night watch"), lowest=Level.COMMUNITY)
NIGHT = pgettext_lazy("unit of measure", "nights")
STOOD = CAME & Q(activity__night__isnull=False)
TAKE_TURNS = WatchMember.objects.filter(volunteer=OuterRef("pk"), until=None)

register(
    Figure(
        "watches.people", _("Take turns"), PERSON,
        _("Volunteers who take turns in a night watch today, each once, in however many watches."),
        PEOPLE, lambda now: Q(Exists(TAKE_TURNS), left_on=None), tile=1, section=WATCH,
    ),
    Figure(
        "watches.nights", _("Nights certified"), NIGHT,
        _("Night watches that were certified on these days; they are among the activities too."),
        ACTIVITIES, lambda now: Q(state=ActivityState.CERTIFIED, night__isnull=False), "certified_at",
        tile=2, section=WATCH,
    ),
    Figure(
        "watches.person_times", _("Stood watch"), TIMES,
        _("Everybody who came to a night that was certified on these days, once for each night."),
        PLACES, lambda now: STOOD, "activity__certified_at", tile=3, section=WATCH,
    ),
)  # fmt: skip
