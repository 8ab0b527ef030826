"""The register of the demo: as many people as asked for, in homes called after their units, guarded and recognised."""

import pytest
from django.core.management import call_command
from django.utils import timezone

from config import demo, prepare
from config.demo import areas
from grids.models import User
from grids.privacy import identity
from residents.enums.care import CareStatus
from residents.models import CareCase, Dwelling, Household, LifeEvent, Membership, Resident, ResidentTrait
from residents.rules.care import may_confirm_closing
from tests.test_demo_loads import ELSEWHERE, counts

pytestmark = pytest.mark.django_db
SIZE = demo.Size(
    communities=2, grids=2, units=30, matters=0, people=250, elsewhere=30, volunteers=30, passbooks=4, rated=2
)


def test_a_database_of_somebodys_own_takes_one_after_it_was_marked_and_it_is_what_a_community_could_be(monkeypatch):
    """Loaded once: to load it takes longer than to look through it."""
    monkeypatch.setitem(demo.SIZES, "small", SIZE)
    monkeypatch.setenv("DEMO_SIZE", "small")
    monkeypatch.setenv("DATABASE_URL", ELSEWHERE)
    call_command("load_demo", mark=True)
    assert demo.is_empty()
    prepare.demo_data()
    for look in LOOKS:
        look(timezone.now())


def it_has_the_areas_and_the_accounts(now):
    assert counts() == {"district": 1, "street": 6, "community": 130, "grid": 2, "unit": 30}
    assert User.objects.get(username="unit").is_demo


def the_register_is_plausible_and_of_nobody(now):
    people = list(Resident.objects.exclude(id_index="").select_related("subject", "guardian"))
    today = timezone.localdate(now)
    assert len(people) == 280
    assert all(one.id_number.open(one.subject).startswith("999999") for one in people[:50])
    assert len({one.id_index for one in people}) == 280
    assert {one.phone_index for one in people if one.is_minor(today) and one.age(today) < 15} == {
        identity.blind_index("phone", "")
    }
    children = [one for one in people if one.is_minor(today)]
    assert children
    assert all(one.guardian and not one.guardian.is_minor(today) for one in children)
    assert {"disabled", "low_income"} <= set(ResidentTrait.objects.values_list("kind", flat=True))
    assert LifeEvent.objects.filter(resident__in=people).count() == 280


def homes_are_called_after_their_units_and_every_household_has_one_head(now):
    for home in Dwelling.objects.select_related("area").order_by("?")[:60]:
        assert home.address.startswith(home.area.name), home.address
    households = Household.objects.count()
    assert Membership.objects.filter(relation="02").count() == households
    assert (
        Dwelling.objects.filter(tenure="rented").count()
        == Household.objects.filter(dwelling__leases__isnull=False).count()
    )


def no_lane_is_called_a_lane_twice(now):
    assert not [name for name in areas.Area.objects.values_list("name", flat=True) if "巷巷" in name]


def care_waits_for_those_who_have_to_accept_or_decide(now):
    community = User.objects.get(username="community")
    assert {one.status for one in CareCase.objects.undecided(community)} == {CareStatus.HANDED, CareStatus.STOPPED}
    proposed = CareCase.objects.visible_to(community).filter(status=CareStatus.OPEN, close_proposed_by__isnull=False)
    assert all(may_confirm_closing(community, one) for one in proposed)
    assert proposed.count() == 1


LOOKS = (
    it_has_the_areas_and_the_accounts,
    the_register_is_plausible_and_of_nobody,
    homes_are_called_after_their_units_and_every_household_has_one_head,
    no_lane_is_called_a_lane_twice,
    care_waits_for_those_who_have_to_accept_or_decide,
)
