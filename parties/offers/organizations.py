"""What organisations, their offices, terms, coverage and alliances tell the ground of."""

from django.utils.translation import gettext_lazy as _

from grids import inbox, reference, tasks
from grids.areas import boxes as area_boxes
from grids.areas.along import Called
from grids.people import serving
from grids.registry import Holds, register as offer
from parties import coverage
from parties.actions import coverage as covering, officers as offices, organization_defaults
from parties.models import Alliance, Coverage
from parties.organizations import officers

# What an area has one of a name of, and where an organisation is once: see LIE_IN_AREAS in parties.offers.
ONCE = (
    (Called("parties_partyorganization", standing="dissolved_on IS NULL", longest=60), _("party organisations")),
    (covering.along, _("coverage by party organisations")),
    (Called("parties_alliance", standing="dissolved_on IS NULL", longest=60), _("alliances")),
)


def register() -> None:
    offer(
        Holds(
            "coverage",
            _("{count} party organisations that cover it from elsewhere"),
            lambda area: Coverage.objects.current().below(area),
        ),
        Holds("alliances", _("{count} alliances"), lambda area: Alliance.objects.standing().below(area)),
    )
    inbox.register(
        party_term_soon=_("The term of {name} ends on {day}: prepare the election"),
        party_term_over=_("The term of {name} ended on {day}, and nobody was elected since"),
        party_branch_soon=_("The temporary branch {name} ends on {day}"),
        party_branch_over=_("The temporary branch {name} should have ended on {day}"),
    )
    reference.register("coverage by party organisations", organization_defaults.load)
    tasks.at_midnight("offices and terms of party organisations", offices.follow_up)
    serving.register_also("parties", officers.duties_of)
    area_boxes.register("parties", "parties/organization_area.html", coverage.of_area)
