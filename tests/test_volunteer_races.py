"""Fifty at once want the places of one activity; somebody leaves the volunteers while they are signed up."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from functools import partial

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from residents import actions as residents
from tests import town as towns
from tests.concurrently import at_once, in_another_connection, wait_until, waits_for_a_lock
from tests.registered import entry
from tests.test_volunteer_activities import activity, neighbour
from tests.test_volunteer_teams import team
from tests.test_watch import line, watch
from tests.town import MORNING
from volunteers.actions import people, places, teams, watches
from volunteers.models import Activity, Member, Participation, Volunteer, WatchMember

pytestmark = pytest.mark.django_db(transaction=True)
MANY, PLACES = 50, 7


def test_fifty_at_once_never_exceed_the_places(db, caplog):
    town = towns.again()
    made, staff = activity(town, capacity=PLACES), town.community_staff
    people = [neighbour(town, number) for number in range(1, MANY + 1)]
    at_once([lambda who=who: places.sign_up(made.pk, who.pk, by=staff, now=MORNING) for who in people])
    states = list(Participation.objects.values_list("state", flat=True))
    assert (states.count("signed"), states.count("waiting")) == (PLACES, MANY - PLACES)
    assert caplog.text == ""


def leaves(town):
    who = neighbour(town)
    return who, lambda: people.leave(who.pk, by=town.community_staff, why="外出务工")


def died(town):
    resident = entry(town.unit)
    who = people.take_in_resident(resident.pk, by=town.community_staff, since=MORNING.date())
    residents.died(resident.pk, by=town.community_staff, seen=None, on=timezone.localdate())
    return who, people.follow_deaths


@pytest.mark.parametrize("ends", [leaves, died])
def test_who_goes_waits_for_an_activity_before_anybody_waits_for_them(db, ends, caplog):
    """As signing up does: the activity is locked, then the volunteer."""
    town = towns.again()
    made = activity(town, starts=timezone.now() + timedelta(days=1))
    who, end = ends(town)
    Participation.objects.create(activity=made, volunteer=who, signed_at=timezone.now())
    with ThreadPoolExecutor() as pool:
        with transaction.atomic():
            Activity.objects.select_for_update(no_key=True).get(pk=made.pk)
            going = pool.submit(in_another_connection, end)
            wait_until(lambda: going.done() or waits_for_a_lock())
            Volunteer.objects.select_for_update(no_key=True).get(pk=who.pk)
        going.result()
    who.refresh_from_db()
    assert (who.left_on, made.places.get().state) == (timezone.localdate(), "withdrawn")
    assert caplog.text == ""


def joins_a_team(town):
    return partial(teams.join, team(town).pk, by=town.community_staff)


def takes_turns(town):
    made = watch(town)
    return partial(watches.join, made.pk, slot=line(made), by=town.community_staff)


@pytest.mark.parametrize("joining", [joins_a_team, takes_turns])
def test_who_leaves_meanwhile_joins_nothing(db, joining):
    town = towns.again()
    who, join = neighbour(town), joining(town)

    def refused():
        with pytest.raises(ValidationError):
            join(volunteer=who)

    with ThreadPoolExecutor() as pool:
        with transaction.atomic():
            people.leave(who.pk, by=town.community_staff, why="外出务工")
            late = pool.submit(in_another_connection, refused)
            wait_until(lambda: late.done() or waits_for_a_lock())
        late.result()
    assert [model.objects.count() for model in (Member, WatchMember)] == [0, 0]
