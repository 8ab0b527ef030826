"""The numbers of staff: pairs, sessions and who came. Persons and person-times are never mixed; nobody is ranked."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from grids.clicked import address
from grids.enums import Kind as Level
from grids.figures import Figure, Section, Table, register
from parties.models import Pairing, SessionPlace, StaffSession

GRANT = "read_parties"
STAFF = Section(_("Training of staff"), lowest=Level.COMMUNITY)
PAIRS = Table(model=Pairing, grant=GRANT, list_url=address("parties:staff:pairs"))
SESSIONS = Table(model=StaffSession, grant=GRANT, list_url=address("parties:staff:sessions"))
PLACES = Table(
    model=SessionPlace,
    grant=GRANT,
    list_url=address("parties:staff:places"),
    place="session__",
    own="session__area_id",
)
TIMES = pgettext_lazy("unit of measure", "person-times")

register(
    Figure(
        "parties.pairs", _("Pairs of staff"), pgettext_lazy("unit of measure", "pairs"),
        _("An experienced and a young colleague who are a pair today, where the young one serves."),
        PAIRS, lambda now: Q(concluded_on=None), tile=1, section=STAFF,
    ),
    Figure(
        "parties.staff_sessions", _("Trainings and forums"), pgettext_lazy("unit of measure", "sessions"),
        _("Trainings, micro lessons and micro forums that were entered on these days; struck ones are not counted."),
        SESSIONS, lambda now: Q(struck_at=None), "entered_at", tile=2, section=STAFF,
    ),
    Figure(
        "parties.staff_person_times", _("Came to trainings and forums"), TIMES,
        _("Everybody who was there, once for each session, by the day on which they were entered."),
        PLACES, lambda now: Q(struck_at=None, session__struck_at=None), "entered_at", tile=3, section=STAFF,
    ),
)  # fmt: skip
