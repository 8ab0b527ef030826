"""Fifty at once want the places of one activity."""

import pytest

from tests import town as towns
from tests.concurrently import at_once
from tests.test_volunteer_activities import activity, neighbour
from tests.town import MORNING
from volunteers.actions import places
from volunteers.models import Participation

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
