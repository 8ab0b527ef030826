"""Several of a household move, come back, are related anew; what a page showed is what an act goes by."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from residents import actions
from residents.actions import as_shown
from residents.addresses import Parts
from residents.enums import Happening, Hazard, Relation, Tenure
from residents.models import Dwelling, Household
from tests import factories as make
from tests.test_residents import DAY, HOME, home, somebody

pytestmark = pytest.mark.django_db
THERE = Parts("东梅小区", "5", "1", "101")


@pytest.fixture
def family(town):
    household = home(town)
    head = somebody(town, household)
    son = somebody(town, household, name="林小明", relation=Relation.SON)
    tenant = somebody(town, household, name="外来客", relation=Relation.OTHER, is_registered=False)
    return household, head, son, tenant


def go(town, resident, along=(), parts=THERE, area=None, **more):
    more = {"seen": None, "on": DAY, "with_registration": True, "joining": False} | more
    people = [one.pk for one in along]
    return actions.move_together(resident, people, area or town.unit, parts, by=town.community_staff, **more)


def now_in(household) -> dict:
    return {
        one.resident.name: (Relation(one.relation), one.is_registered, one.is_living)
        for one in household.memberships.current().select_related("resident")
    }


def test_a_head_moves_with_the_son_to_an_address_that_is_new_in_the_register(town, family):
    household, head, son, _tenant = family
    to = go(town, head, [son])
    assert to.dwelling.address == "东梅小区5号楼1单元101室"
    assert now_in(to) == {"林秀英": (Relation.HEAD, True, True), "林小明": (Relation.SON, True, True)}
    assert set(now_in(household)) == {"外来客"}
    assert household.memberships.filter(until=DAY).count() == 2


def test_who_leaves_without_the_head_becomes_one(town, family):
    _household, _head, son, tenant = family
    to = go(town, son, [tenant])
    assert now_in(to) == {"林小明": (Relation.HEAD, True, True), "外来客": (Relation.OTHER, False, True)}


def test_a_registration_may_stay_behind(town, family):
    household, _head, son, _tenant = family
    to = go(town, son, with_registration=False)
    assert now_in(to) == {"林小明": (Relation.HEAD, False, True)}
    assert now_in(household)["林小明"] == (Relation.SON, True, False)


def test_the_last_to_go_closes_the_household(town, family):
    household, head, son, tenant = family
    go(town, head, [son, tenant])
    household.refresh_from_db()
    assert household.closed_on == DAY


def test_into_the_household_that_is_there_or_one_of_their_own(town, family):
    _household, _head, son, tenant = family
    there = home(town, parts=THERE)
    somebody(town, there, name="陈建国")
    assert go(town, son, joining=True) == there
    assert now_in(there)["林小明"][0] == Relation.OTHER
    assert go(town, tenant) != there
    assert Household.objects.current().filter(dwelling=there.dwelling).count() == 2
    with pytest.raises(ValidationError) as nobody:
        go(town, son, parts=THERE._replace(room="102"), joining=True)
    assert "joining" in nobody.value.message_dict


def test_only_who_lives_there_too_can_go_along(town, family):
    other = somebody(town, home(town, parts=HOME._replace(room="402")), name="陈建国")
    with pytest.raises(ValidationError) as refused:
        go(town, family[1], [other])
    assert "along" in refused.value.message_dict


def test_somebody_who_moved_away_comes_back(town, family):
    _household, _head, son, _tenant = family
    actions.move_out(son.pk, by=town.community_staff, seen=None, on=DAY)
    to = go(town, son, on=DAY + dt.timedelta(days=90))
    assert now_in(to) == {"林小明": (Relation.HEAD, True, True)}
    assert son.life_events.latest("pk").kind == Happening.MOVED_IN
    assert son.memberships.count() == 2


def test_nobody_moves_after_their_death(town, family):
    _household, _head, son, _tenant = family
    actions.died(son.pk, by=town.community_staff, seen=None, on=DAY)
    with pytest.raises(ValidationError):
        go(town, son)
    assert not Dwelling.objects.filter(room="101").exists()


def test_nobody_is_moved_to_where_the_mover_keeps_nothing(town, family):
    with pytest.raises(PermissionDenied):
        go(town, family[2], area=make.area(town.neighbour))


def test_a_move_after_another_change_is_stopped(town, family):
    son = family[2]
    with pytest.raises(actions.Stale):
        go(town, son, seen=son.version - 1)


def test_the_head_changes_with_the_relations_of_all(town, family):
    household, head, son, tenant = family
    given = {head.pk: Relation.PARENT, son.pk: Relation.HEAD, tenant.pk: Relation.OTHER}
    actions.change_relations(household.pk, given, by=town.community_staff, seen=as_shown.household(household))
    found = now_in(household)
    assert (found["林秀英"][0], found["林小明"][0]) == (Relation.PARENT, Relation.HEAD)
    assert head.life_events.latest("pk").kind == Happening.CORRECTED
    assert tenant.life_events.latest("pk").kind == Happening.REGISTERED


@pytest.mark.parametrize("relations", [("02", "02"), ("10", "20")])
def test_a_household_has_exactly_one_head(town, family, relations):
    household, head, son, _tenant = family
    with pytest.raises(ValidationError):
        actions.change_relations(
            household.pk, dict(zip((head.pk, son.pk), map(Relation, relations), strict=True)),
            by=town.community_staff, seen=None,
        )  # fmt: skip


def test_the_second_of_two_who_change_a_household_is_told(town, family):
    household, head, son, tenant = family
    seen = as_shown.household(household)
    actions.move_out(tenant.pk, by=town.community_staff, seen=None, on=DAY)
    with pytest.raises(actions.ChangedMeanwhile):
        actions.split(household.pk, [son.pk], household.dwelling, by=town.community_staff, on=DAY, seen=seen)
    with pytest.raises(actions.ChangedMeanwhile):
        actions.change_relations(household.pk, {head.pk: Relation.HEAD}, by=town.community_staff, seen=seen)


def test_the_second_of_two_who_change_a_dwelling_is_told(town, family):
    dwelling, staff = family[0].dwelling, town.community_staff
    seen = as_shown.dwelling(dwelling)
    actions.let(dwelling.pk, by=staff, starts_on=DAY, seen=seen)
    with pytest.raises(actions.ChangedMeanwhile):
        actions.change_dwelling(dwelling.pk, by=staff, parts=HOME, tenure=Tenure.OWNED, seen=seen)


def test_a_lease_ends_and_says_what_the_dwelling_is_from_then_on(town, family):
    dwelling, staff = family[0].dwelling, town.community_staff
    lease = actions.let(dwelling.pk, by=staff, starts_on=DAY)
    with pytest.raises(ValidationError):
        actions.end_lease(lease.pk, by=staff, ends_on=timezone.localdate() + dt.timedelta(days=1))
    actions.end_lease(lease.pk, by=staff, ends_on=DAY + dt.timedelta(days=30), tenure=Tenure.OWNED)
    dwelling.refresh_from_db()
    assert (dwelling.tenure, dwelling.leases.get().ends_on) == (Tenure.OWNED, DAY + dt.timedelta(days=30))


def as_offered(client, resident, **typed) -> dict:
    """What the form of the move sends, where nobody changes a tick."""
    form = client.get(f"{resident.get_absolute_url()}act/move/").context["form"]
    ticked = {"with_registration": "on"} if form["with_registration"].value() else {}
    return {"seen": form["seen"].value(), "on": form["on"].value().isoformat(), **ticked, **typed}


@pytest.mark.parametrize("is_registered", [True, False])
def test_who_moves_is_registered_afterwards_only_if_they_were_before(town, signed_in, family, is_registered):
    one = somebody(town, family[0], name="陈建国", relation=Relation.OTHER, is_registered=is_registered)
    client = signed_in(town.grid_worker)
    where = {"area": town.unit.code, "address": "东梅小区5号楼1单元101"}
    sent = as_offered(client, one, **where)
    assert client.post(f"{one.get_absolute_url()}act/move/", sent).status_code == 302
    assert one.memberships.current().get().is_registered is is_registered


def test_a_form_that_came_too_late_says_at_its_fields_what_it_would_change(town, signed_in):
    dwelling = actions.add_dwelling(town.unit, HOME, by=town.community_staff, tenure=Tenure.VACANT)
    word = as_shown.dwelling(dwelling)
    actions.change_dwelling(dwelling.pk, by=town.community_staff, parts=HOME, tenure=Tenure.OWNED, hazards=["gas"])
    sent = {"seen": word, "address": dwelling.address, "kind": "flat", "tenure": "vacant", "why": "空置"}
    told = signed_in(town.grid_worker).post(f"{dwelling.get_absolute_url()}act/change/", sent).context["form"].errors
    assert told["tenure"] == [f"There now: {Tenure.OWNED.label}"]
    assert told["hazards"] == [f"There now: {Hazard('gas').label}"]
    assert set(told) == {"__all__", "tenure", "hazards"}


def test_what_was_typed_about_a_dwelling_that_changed_meanwhile_stays_as_typed_and_then_counts(town, signed_in):
    dwelling = actions.add_dwelling(town.unit, HOME, by=town.community_staff)
    client, word = signed_in(town.grid_worker), as_shown.dwelling(dwelling)
    where = f"{dwelling.get_absolute_url()}act/withdraw/"
    actions.change_dwelling(dwelling.pk, by=town.community_staff, parts=HOME, tenure=Tenure.OWNED)
    told = client.post(where, {"seen": word, "why": "重复登记了这套房"})
    assert told.status_code == 422
    again = {name: told.context["form"][name].value() for name in ("seen", "why")}
    assert again["why"] == "重复登记了这套房"
    assert client.post(where, again).status_code == 302
    context = dwelling.events.latest("pgh_id").pgh_context
    assert context.metadata["why"] == "重复登记了这套房"
