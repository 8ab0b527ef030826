"""What this app tells the ground and the registers of."""

from django.utils.translation import gettext_lazy as _

from grids import permissions, why
from grids.areas.along import Columns
from grids.pages import navigation
from grids.registry import Holds, MovesAlong, register as offer
from parties.models import PartyMember, PartyOrganization
from parties.offers import (
    ballots as ballot_offers,
    bodies as bodies_offers,
    meetings as meetings_offers,
    members as members_offers,
    organizations as organization_offers,
    partners as partners_offers,
    staff as staff_offers,
)

# what lies in areas and goes along with them: its table, and what a re-division calls it
LIE_IN_AREAS = (
    ("parties_partymember", _("party members")),
    *members_offers.LIE_IN_AREAS,
    ("parties_meeting", _("party meetings")),
    ("parties_meetingtask", _("tasks of resolutions")),
    *staff_offers.LIE_IN_AREAS,
    *bodies_offers.LIE_IN_AREAS,
    *ballot_offers.LIE_IN_AREAS,
)

PARTS = (
    organization_offers, members_offers, meetings_offers, ballot_offers, partners_offers, staff_offers, bodies_offers,
)  # fmt: skip


def register() -> None:
    permissions.register(
        "parties",
        read_parties=_("See party organisations, their meetings and partners"),
        keep_parties=_("Keep party organisations, their meetings and partners"),
        read_members=_("See who is a party member"),
        keep_members=_("Keep the roll of party members"),
        hold_ballots=_("Open, count and close ballots"),
    )
    offer(
        Holds(
            "party organisations",
            _("{count} party organisations"),
            lambda area: PartyOrganization.objects.standing().below(area),
        ),
        Holds("party members", _("{count} party members"), lambda area: PartyMember.objects.current().below(area)),
        *(
            MovesAlong(table, label, columns.move, columns.remember, columns.put_back)
            for table, label in LIE_IN_AREAS
            for columns in [Columns(table, "area_id")]
        ),
        *(
            MovesAlong(columns.table, label, columns.move, columns.remember, columns.put_back)
            for columns, label in (*organization_offers.ONCE, *bodies_offers.ONCE)
        ),
    )
    navigation.register(
        navigation.Item("parties", "parties:list", "flag", _("Party building"), "together", 10, "read_parties")
    )
    why.register("parties.partyorganization", why.Ways("read_parties"))
    why.register("parties.partymember", why.Ways("read_members"))
    for part in PARTS:
        part.register()
