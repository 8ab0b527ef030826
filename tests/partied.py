"""Makers of party organisations and members, for tests; one of each kind of thing for the walk over every address."""

from datetime import date
from itertools import count

from parties.enums import MemberKind, OrgKind
from parties.models import PartyMember, PartyOrganization
from tests.registered import entry

_rooms = count()


def organization(area, name: str = "第一支部", kind: str = OrgKind.GRID_BRANCH, **facts) -> PartyOrganization:
    made = PartyOrganization.objects.create(
        area=area, name=name, kind=kind, **{"founded_on": date(2020, 7, 1)} | facts
    )  # fmt: skip
    return PartyOrganization.objects.get(pk=made.pk)


def member(of: PartyOrganization, resident=None, kind: str = MemberKind.RETIRED, **facts) -> PartyMember:
    made = PartyMember.objects.create(
        area_id=of.area_id, organization=of, resident=resident or entry(of.area, room=f"7-{next(_rooms)}"), kind=kind,
        **{"since": date(2021, 7, 1)} | facts,
    )  # fmt: skip
    return PartyMember.objects.get(pk=made.pk)


class Partied:
    """Beside tests.things.Things, which says where they lie and keeps what was made."""

    def _organization(self):
        return organization(self.area)

    def _party_member(self):
        return member(self["organization"])
