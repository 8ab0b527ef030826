"""Makers of offices, terms, coverage and alliances, for tests; one of each for the walk over every address."""

from datetime import date

from parties.enums import OrgKind
from parties.enums.organizations import Duty
from parties.models import Alliance, AllianceMember, Coverage, Officer, PartyOrganization, Term
from tests.partied import member, organization

DAY = date(2024, 7, 1)


def network(town) -> dict[str, PartyOrganization]:
    """Street, community and grid of the town, each with its organisation."""
    street = organization(town.street, "街道工委", OrgKind.STREET_COMMITTEE)
    committee = organization(town.community, "社区党委", OrgKind.COMMITTEE, parent=street)
    return {
        "street": street,
        "committee": committee,
        "branch": organization(town.grid, "网格党支部", OrgKind.GRID_BRANCH, parent=committee),
    }


def officer(of: PartyOrganization, duty: str = Duty.SECRETARY, **who) -> Officer:
    who = who or {"member": member(of)}
    return Officer.objects.create(organization=of, duty=duty, **{"since": DAY} | who)


def term(of: PartyOrganization, ends_on: date, **facts) -> Term:
    return Term.objects.create(organization=of, ends_on=ends_on, **{"began_on": date(2020, 7, 1)} | facts)


class Organized:
    """Beside tests.things.Things, which says where they lie and keeps what was made."""

    def _party_officer(self):
        return officer(self["organization"], user=self["person"])

    def _party_coverage(self):
        return Coverage.objects.create(organization=self["organization"], area=self.area, since=DAY)

    def _party_term(self):
        return term(self["organization"], date(2030, 7, 1))

    def _alliance(self):
        made = Alliance.objects.create(area=self.area, name="片区联盟", founded_on=DAY)
        return Alliance.objects.get(pk=made.pk)

    def _alliance_member(self):
        return AllianceMember.objects.create(
            alliance=self["alliance"], organization=self["organization"], since=DAY
        )  # fmt: skip
