"""The numbers of ballots and deliberations. A turnout is of ballots that have ended; nothing here counts choices."""

from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from grids.clicked import address
from grids.enums import Kind as Level
from grids.figures import Figure, Rate, Section, Table, always, register
from parties.enums.ballots import RESULT, Weight
from parties.models import Motion, Talk

GRANT = "read_parties"
BALLOTS = Section(_("Ballots and deliberations"), lowest=Level.COMMUNITY)
MOTIONS = Table(model=Motion, grant=GRANT, list_url=address("parties:ballots:list"))
TALKS = Table(model=Talk, grant=GRANT, list_url=address("parties:talks:list"))
BALLOT, PERSON = pgettext_lazy("unit of measure", "ballots"), pgettext_lazy("unit of measure", "person-times")
TALK = pgettext_lazy("unit of measure", "deliberations")
HELD = Q(decided_at__isnull=False)

register(
    Figure(
        "ballots.held", _("Ballots held"), BALLOT,
        _("Joint ballots that ended on these days, with a quorum or without; withdrawn ones are not counted."),
        MOTIONS, lambda now: HELD, "decided_at", tile=1, section=BALLOTS,
    ),
    Figure(
        "ballots.quorate", _("Ballots with a quorum"), BALLOT,
        _("Those of them in which as many voted as the rule of their weight wants."),
        MOTIONS, lambda now: Q(state__in=RESULT), "decided_at",
    ),
    Figure(
        "ballots.electors", _("Electors"), PERSON,
        _("Members who might have voted in the ballots that ended on these days, once for each ballot."),
        MOTIONS, lambda now: HELD, "decided_at", adds=F("electorate"),
    ),
    Figure(
        "ballots.voters", _("Voters"), PERSON,
        _("Those of them who voted, by link or on paper."),
        MOTIONS, lambda now: HELD, "decided_at", adds=F("voted"),
    ),
    *(
        Figure(
            f"deliberations.{weight.value}", weight.label, TALK,
            _("Micro-deliberations of this weight that were opened on these days."),
            TALKS, always(Q(weight=weight)), "opened_at", tile=4 + place, section=BALLOTS,
        )
        for place, weight in enumerate(Weight)
    ),
    Rate(
        "ballots.quorum", _("Quorum reached"),
        _("Ballots with a quorum among those that ended on these days."),
        "ballots.quorate", "ballots.held", good="up", tile=2, section=BALLOTS,
    ),
    Rate(
        "ballots.turnout", _("Turnout"),
        _("Voters among the electors of the ballots that ended on these days."),
        "ballots.voters", "ballots.electors", good="up", tile=3, section=BALLOTS,
    ),
)  # fmt: skip
