"""Homes that lie in a retired area, entered while it retired, before what begins there was refused (decision 0037):
at night nobody goes along into it, and everybody else goes where their home is."""

import pytest
from django.utils import timezone

from grids.models import Area
from parties.actions import members_nightly
from points.actions import passbooks
from residents.models import Household, Membership
from tests import factories as make, pointed
from tests.partied import member, organization
from tests.partied_members import contact, household_of
from tests.registered import entry
from volunteers.actions import people

pytestmark = pytest.mark.django_db


def volunteers(town):
    homes = [entry(town.unit, room=room) for room in "12"]
    return [people.take_in_resident(one.pk, by=town.community_staff) for one in homes], people.follow_homes


def books(town):
    points = pointed.build(town)
    return [points.passbook(room) for room in "12"], passbooks.follow_homes


def contacts(town):
    of = member(organization(town.community))
    return [contact(of, household_of(town.unit, room)) for room in "12"], members_nightly.follow_register


def moves(row, area):
    home = getattr(row, "household", None)
    Membership.objects.filter(**{"household": home} if home else {"resident": row.resident}).update(area=area)
    Household.objects.filter(pk=home and home.pk).update(area=area)


@pytest.mark.parametrize("kept", [volunteers, books, contacts])
def test_a_home_in_a_retired_area_keeps_nobody_else_from_going_along(town, kept):
    (left, moved), at_night = kept(town)
    retired, other = make.area(town.grid), make.area(town.grid)
    moves(left, retired), moves(moved, other)
    Area.objects.filter(pk=retired.pk).update(valid_to=timezone.localdate(), retired_reason="并入")
    at_night()
    left.refresh_from_db(), moved.refresh_from_db()
    assert (left.area, moved.area) == (town.unit, other)
