"""Since when somebody is where they are is put right, and so is the kind of their household."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import override

from residents import actions
from residents.actions import as_shown
from residents.actions.start import lock_people
from residents.actions.stays import kept_homes
from residents.enums import RegisterType, Relation
from residents.models import Membership
from tests import factories as make
from tests.concurrently import in_another_connection, wait_until, waits_for_a_lock
from tests.test_residents import DAY, HOME, home, somebody

pytestmark = pytest.mark.django_db
LONG_AGO = dt.date(2010, 5, 1)


def corrected(town, resident, day, **more):
    """Of the home that they came into last."""
    days = {resident.memberships.order_by("since", "pk").last().pk: day}
    return actions.correct_since(resident.pk, days, **{"by": town.community_staff, "seen": None} | more)


def refused(town, resident, day, **more) -> str:
    with override("en"), pytest.raises(ValidationError) as error:
        corrected(town, resident, day, **more)
    return " ".join(error.value.messages)


def stays(resident) -> list[tuple]:
    return list(resident.memberships.order_by("pk").values_list("since", "until"))


def moved(town, resident, on=DAY + dt.timedelta(days=30), by=None) -> dt.date:
    to = home(town, parts=HOME._replace(room="402"))
    actions.move(resident.pk, to, by=by or town.community_staff, seen=None, on=on, is_registered=True)
    return on


def test_the_first_day_is_put_right_and_the_household_is_as_old(town):
    resident = somebody(town)
    corrected(town, resident, LONG_AGO)
    membership = resident.memberships.get()
    assert (membership.since, membership.household.opened_on) == (LONG_AGO, LONG_AGO)
    assert "2010-05-01" in resident.life_events.latest("pk").text


def test_who_died_before_a_ledger_brought_them_in_can_be_recorded_as_dead_then(town):
    resident, died = somebody(town), DAY - dt.timedelta(days=400)
    with pytest.raises(ValidationError):
        actions.died(resident.pk, by=town.community_staff, seen=None, on=died)
    corrected(town, resident, LONG_AGO)
    assert actions.died(resident.pk, by=town.community_staff, seen=None, on=died).died_on == died


def test_of_the_dead_both_their_home_and_their_registration_elsewhere_are_put_right(town):
    by, to, on = town.community_staff, home(town, parts=HOME._replace(room="402")), DAY + dt.timedelta(days=60)
    resident = somebody(town, is_living=False)
    actions.move(resident.pk, to, by=by, seen=None, on=DAY, relation=Relation.HEAD)
    actions.died(resident.pk, by=by, seen=None, on=on)
    days = {one.pk: LONG_AGO for one in kept_homes(resident, by)}
    actions.correct_since(resident.pk, days, by=by, seen=None)
    assert stays(resident) == [(LONG_AGO, on), (LONG_AGO, on)]


def test_what_they_left_for_it_they_left_on_the_right_day(town):
    resident = somebody(town)
    moved(town, resident)
    for day in (DAY + dt.timedelta(days=10), DAY + dt.timedelta(days=50)):
        corrected(town, resident, day)
        assert stays(resident) == [(DAY, day), (day, None)]


def test_the_household_that_they_left_empty_is_closed_on_the_right_day(town):
    resident = somebody(town)
    moved(town, resident)
    first, then = (one.household for one in resident.memberships.order_by("pk"))
    for day in (DAY + dt.timedelta(days=10), DAY + dt.timedelta(days=50)):
        corrected(town, resident, day)
        first.refresh_from_db()
        assert first.closed_on == day


def test_a_household_begins_with_the_first_of_it(town):
    household = home(town)
    first, second = somebody(town, household), somebody(town, household, name="林小明", relation=Relation.OTHER)
    later = DAY + dt.timedelta(days=50)
    for resident, opened in ((first, DAY), (second, later)):
        corrected(town, resident, later)
        household.refresh_from_db()
        assert household.opened_on == opened


def test_nobody_was_anywhere_before_they_were_born(town):
    resident = somebody(town, born_on=dt.date(2015, 3, 1))
    assert "born" in refused(town, resident, LONG_AGO)
    corrected(town, resident, dt.date(2015, 3, 1))


def test_what_stayed_behind_on_that_day_goes_on_from_the_right_one(town):
    resident = somebody(town)
    to = home(town, parts=HOME._replace(room="402"))
    actions.move(resident.pk, to, by=town.community_staff, seen=None, on=DAY + dt.timedelta(days=30))
    for day in (DAY + dt.timedelta(days=10), DAY + dt.timedelta(days=50)):
        corrected(town, resident, day)
        assert stays(resident) == [(DAY, day), (day, None), (day, None)]


def test_who_was_there_before_in_another_way_was_there_as_now_since_the_right_day(town):
    resident = somebody(town, is_registered=False)
    on = DAY + dt.timedelta(days=30)
    actions.move_registration(resident.pk, by=town.community_staff, seen=None, on=on, comes=True)
    corrected(town, resident, LONG_AGO)
    assert stays(resident) == [(LONG_AGO, LONG_AGO), (LONG_AGO, None)]


def test_nobody_lived_in_two_places(town):
    resident = somebody(town)
    on = moved(town, resident)
    assert HOME.room in refused(town, resident, DAY - dt.timedelta(days=1))
    assert stays(resident) == [(DAY, on), (on, None)]


def test_a_home_that_others_keep_stays_as_they_wrote_it(town):
    keeper = make.user(at=town.street, role=town.street_staff.posts.get().role)
    elsewhere = home(town, area=make.area(town.neighbour), by=keeper)
    resident = somebody(town, elsewhere, by=keeper)
    moved(town, resident, by=keeper)
    said = refused(town, resident, DAY + dt.timedelta(days=10))
    assert str(elsewhere.dwelling) not in said
    with pytest.raises(PermissionDenied):
        corrected(town, somebody(town, elsewhere, by=keeper, name="别人"), LONG_AGO)


@pytest.mark.parametrize("ahead", [1, 400])
def test_a_day_to_come_is_refused(town, ahead):
    day = timezone.localdate() + dt.timedelta(days=ahead)
    assert "has not come" in refused(town, somebody(town), day)


def test_who_left_did_not_come_afterwards(town):
    resident = somebody(town)
    actions.move_out(resident.pk, by=town.community_staff, seen=None, on=DAY + dt.timedelta(days=9))
    assert "They left on" in refused(town, resident, DAY + dt.timedelta(days=10))


@pytest.mark.parametrize("act", ["relations", "split", "join"])
@pytest.mark.django_db(transaction=True)
def test_a_household_that_changes_meanwhile_neither_loses_the_day_nor_locks_anybody_out(town, act):
    """Its people are held before it is, as in the acts on one person."""
    household, by = home(town), town.community_staff
    first, second = somebody(town, household), somebody(town, household, name="林小明", relation=Relation.OTHER)
    other, on = home(town, parts=HOME._replace(room="402")), timezone.localdate()

    def change():
        if act == "relations":
            actions.change_relations(
                household.pk, {first.pk: Relation.OTHER, second.pk: Relation.HEAD}, by=make.fresh(by), seen=None
            )
        elif act == "split":
            actions.split(household.pk, [first.pk], other.dwelling, by=make.fresh(by), on=on)
        else:
            actions.join(household.pk, other.pk, by=make.fresh(by), on=on)

    with ThreadPoolExecutor() as pool:
        with transaction.atomic():
            lock_people([first.pk])
            late = pool.submit(in_another_connection, change)
            wait_until(lambda: late.done() or waits_for_a_lock())
            corrected(town, first, LONG_AGO)
        late.result()
    assert LONG_AGO in first.memberships.values_list("since", flat=True)
    assert first.memberships.count() == (1 if act == "relations" else 2)


def test_the_day_is_put_right_on_the_page(town, signed_in):
    resident = somebody(town)
    client, url = signed_in(town.grid_worker), f"{resident.get_absolute_url()}act/since/"
    name = f"since_{resident.memberships.get().pk}"
    ahead = timezone.localdate() + dt.timedelta(days=1)
    answer = client.post(url, {"seen": resident.version, name: ahead.isoformat()})
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [name])
    assert client.post(url, {"seen": resident.version, name: LONG_AGO.isoformat()}).status_code == 302
    assert Membership.objects.get().since == LONG_AGO
    stale = client.post(url, {"seen": resident.version, name: DAY.isoformat()})
    assert (stale.status_code, Membership.objects.get().since) == (422, LONG_AGO)


def test_the_kind_of_a_household_is_changed_and_told(town, signed_in):
    household = home(town)
    somebody(town, household)
    client, url = signed_in(town.grid_worker), f"{household.get_absolute_url()}act/kind/"
    seen = as_shown.household(household)
    assert client.post(url, {"seen": seen, "register_type": "collective"}).status_code == 302
    household.refresh_from_db()
    assert household.register_type == RegisterType.COLLECTIVE
    told = client.get(household.get_absolute_url()).context["entries"]
    assert any(str(RegisterType.COLLECTIVE.label) in one["what"] for one in told)
    assert client.post(url, {"seen": seen, "register_type": "family"}).status_code == 422
