"""A rating is kept whatever it sets off, and the community is told what did not come of it."""

import datetime as dt

import pytest
from django.utils import timezone

from cases.models import Case, Category
from grids.models import Notice
from points.actions import passbooks
from points.models import Account, Claim
from residents.models import Membership
from tests import pointed
from tests.ordered import Orders
from tests.registered import entry
from tests.test_volunteer_activities import held
from tests.town import MORNING
from volunteers.actions import order_links, order_rating, outcome, people
from volunteers.enums.orders import Step
from volunteers.models import Activity

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


@pytest.fixture
def here(town):
    return Orders(town)


def told(user, kind: str) -> list[dict]:
    return list(Notice.objects.filter(user=user, kind=kind).values_list("params", flat=True))


def test_a_low_rating_stands_where_no_matter_comes_of_it(here, client):
    Category.objects.filter(code=order_rating.CATEGORY).update(is_active=False)
    made = here.done()
    url = f"/o/{order_links.issue(made.pk, by=None)}/"
    assert client.post(url, {"rating": "1", "text": "没来"}).status_code == 302
    made.refresh_from_db()
    assert (made.step, made.rating, made.case_number, Case.objects.exists()) == (Step.RATED, 1, "", False)
    (said,) = told(here.staff, "order_no_matter")
    assert said["why"] == "This category is no longer in use."
    assert told(here.staff, "order_rated_low")


def test_a_rating_stands_where_the_passbook_of_the_volunteer_takes_nothing(here, town):
    """Of a resident whose passbook another community took over: points are asked in another one, or it is told."""
    points = pointed.build(town)
    resident = entry(town.unit, room="9")
    book = passbooks.open_for_resident(points.scheme, resident.pk, by=None)
    Account.objects.filter(pk=book.pk).update(joined_into=points.passbook("2"))
    made = here.done(people.take_in_resident(resident.pk, by=here.staff))
    made = order_rating.rate(made.pk, by=None, rating=1, now=MORNING)
    assert made.step == Step.RATED
    assert Claim.objects.exists() != bool(told(here.staff, "order_no_points"))


def test_of_a_volunteer_who_moved_away_no_points_are_due_and_nobody_is_told(here, town):
    pointed.build(town)
    resident = entry(town.unit, room="9")
    made = here.done(people.take_in_resident(resident.pk, by=here.staff))
    Membership.objects.filter(resident=resident).update(until=timezone.localdate())
    order_rating.rate(made.pk, by=None, rating=5, now=MORNING)
    assert not told(here.staff, "order_no_points")


def test_hours_count_where_no_points_can_be_asked_and_who_certifies_is_told(town):
    pointed.build(town)
    people_ = [people.take_in_resident(entry(town.unit, room=room).pk, by=town.unit_head) for room in "89"]
    made = held(town, people_[0])
    made.places.create(volunteer=people_[1], signed_at=MORNING, came_at=MORNING, hours=1)
    long_ago = MORNING - dt.timedelta(days=400)
    Activity.objects.filter(pk=made.pk).update(starts_at=long_ago, ends_at=long_ago + dt.timedelta(hours=2))
    done = outcome.certify(made.pk, by=town.community_staff2, now=MORNING)
    assert (done.state, Claim.objects.exists()) == ("certified", False)
    (said,) = told(town.community_staff, "activity_no_points")
    assert said["n"] == 2
    assert said["why"].count("more than a year ago") + said["why"].count("一年") == 1
