"""The demo's party organisations: the numbers of the sources, and gaps that the coverage page can name."""

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from config import demo
from config.demo import areas, parties, party_places, people
from grids.enums import Kind
from grids.models import Area
from parties import coverage
from parties.enums import OrgKind
from parties.enums.organizations import Duty
from parties.models import Officer, PartyOrganization
from parties.organizations import ladder

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("db")]
TINY = demo.Size(communities=2, grids=4, units=12, matters=0, people=0, elsewhere=0)


def of_kind(kind: str, code: str) -> int:
    return PartyOrganization.objects.filter(kind=kind).below(Area.objects.get(code=code)).count()


def gaps(code: str, level: str) -> list[Area]:
    return list(coverage.gaps(Area.objects.get(code=code), level, coverage.rules_in_force()[level]))


def test_the_demo_has_the_networks_of_the_sources_and_its_own_gaps():
    place = areas.load(TINY)
    people.load(place)
    parties.load(place, timezone.now())
    party_places.load(timezone.now())
    outposts, groups = (of_kind(kind, party_places.XINCHENGSHI) for kind in (OrgKind.OUTPOST, OrgKind.BUILDING_GROUP))
    seats = Officer.objects.filter(organization__kind=OrgKind.OUTPOST, duty__in=(Duty.SECRETARY, Duty.MEMBER))
    assert (outposts, groups, seats.count()) == (11, 33, 22)
    assert of_kind(OrgKind.GRID_BRANCH, party_places.DAAN) == 18
    assert gaps(party_places.DAAN, Kind.GRID) == []
    assert gaps(areas.STREET, Kind.GRID) == [place.grids[place.communities[-1].pk][-1]]
    assert Area.objects.filter(parent=None).count() == 3
    they_stand_where_acts_would_have_put_them()


def they_stand_where_acts_would_have_put_them() -> None:
    for each in PartyOrganization.objects.select_related("parent"):
        if not ladder.may_stand(each.kind, each.parent.kind if each.parent else None):
            raise ValidationError(f"{each} under {each.parent}")
    for officer in Officer.objects.select_related("organization"):
        assert officer.duty in ladder.DUTIES[OrgKind(officer.organization.kind)]
