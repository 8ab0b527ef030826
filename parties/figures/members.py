"""The numbers of party members. Nothing here ranks persons; who is behind a number only readers of the roll see."""

from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from grids.clicked import address
from grids.enums import Kind as Level
from grids.figures import Figure, Rate, Section, Table, always, register
from parties import members_roll as roll
from parties.enums import MemberKind
from parties.models import CheckIn, ContactHousehold, MemberHours, PartyMember

SECTION = Section(_("Party members"), lowest=Level.COMMUNITY)
LISTS = "parties:party_members:"
ROLL = Table(model=PartyMember, grant="read_members", list_url=address(f"{LISTS}list"))
CHECK_INS = Table(model=CheckIn, grant="read_members", list_url=address(f"{LISTS}check_ins"))
HOUSEHOLDS = Table(model=ContactHousehold, grant="keep_members", list_url=address(f"{LISTS}households"))
SERVED = Table(model=MemberHours, grant="read_members", list_url=address(f"{LISTS}hours"))
PEOPLE = pgettext_lazy("unit of measure", "people")
ON_ROLL = Q(left_on=None)

KINDS = (
    (MemberKind.IN_SERVICE, _("Members in service"), _("Members on the roll today who are in service.")),
    (MemberKind.RETIRED, _("Retired members"), _("Members on the roll today who are retired.")),
    (MemberKind.FLOATING, _("Floating members"), _("Members on the roll today who are away from it for work.")),
    (
        MemberKind.UNLINKED,
        _("Members to be linked"),
        _("Members found here who belong to no party organisation of the portal yet."),
    ),
    (MemberKind.OTHER, _("Other members"), _("Members on the roll today of none of the other kinds.")),
)

register(
    Figure(
        "parties.members",
        _("Party members"),
        PEOPLE,
        _("Everybody on the roll today, where their organisation lies, wherever they live."),
        ROLL,
        lambda now: ON_ROLL,
        tile=1,
        section=SECTION,
    ),
    Figure(
        "parties.reported_in",
        _("In service and reported in"),
        PEOPLE,
        _("Members in service on the roll today who have reported to the community where they live."),
        ROLL,
        lambda now: ON_ROLL & Q(kind=MemberKind.IN_SERVICE) & roll.reported_in(),
        good="up",
    ),
    Figure(
        "parties.in_grid",
        _("Members who live in a grid"),
        PEOPLE,
        _("Members on the roll today whose home, by the register, lies in a grid."),
        ROLL,
        lambda now: ON_ROLL & roll.in_a_grid(),
        good="up",
    ),
    *(
        Figure(
            f"parties.members_{kind.value}", label, PEOPLE, words, ROLL, always(ON_ROLL & Q(kind=kind)),
            tile=6 + place, section=SECTION,
        )
        for place, (kind, label, words) in enumerate(KINDS, 1)
    ),
    Rate(
        "parties.reported_in_rate",
        _("Reported in"),
        _("Of the members in service, those who have reported to the community where they live."),
        "parties.reported_in",
        "parties.members_in_service",
        good="up",
        tile=2,
        section=SECTION,
    ),
    Rate(
        "parties.in_grid_rate",
        _("Every member in a grid"),
        _("Of the members on the roll, those whose home lies in a grid. The list shows who is not."),
        "parties.in_grid",
        "parties.members",
        good="up",
        tile=3,
        section=SECTION,
    ),
    Figure(
        "parties.check_ins",
        _("Reported to here"),
        PEOPLE,
        _("Who has reported to the community where they live, whichever roll they are on."),
        CHECK_INS,
        lambda now: Q(until=None),
        tile=4,
        section=SECTION,
    ),
    Figure(
        "parties.contact_households",
        _("Contact households"),
        pgettext_lazy("unit of measure", "households"),
        _("Households with which a member keeps in touch today, where the household lies."),
        HOUSEHOLDS,
        lambda now: Q(until=None),
        tile=5,
        section=SECTION,
    ),
    Figure(
        "parties.member_hours",
        _("Hours served by members"),
        pgettext_lazy("unit of measure", "hours"),
        _("Hours of check-ins and deployments, of the day on which a second person confirmed them."),
        SERVED,
        lambda now: Q(confirmed_at__isnull=False),
        "confirmed_at",
        tile=6,
        section=SECTION,
        adds=F("hours"),
    ),
)  # fmt: skip
