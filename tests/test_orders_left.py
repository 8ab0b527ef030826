"""Who left the volunteers has no more to do with service orders: neither their link nor their account opens any."""

import pytest
from django.core.cache import cache
from django.utils import timezone

from cases.actions.start import NotNow
from grids import tasks
from grids.models import Notice
from grids.pages import tokens
from residents.models import Resident
from tests.ordered import Orders
from tests.registered import entry
from tests.town import MORNING
from volunteers.actions import order_links, order_service, people
from volunteers.enums.orders import OfferState, Step
from volunteers.models import Offer, Volunteer

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def fresh():
    cache.clear()


@pytest.fixture
def here(town):
    return Orders(town)


def linked(one) -> str:
    """As the volunteer got it; whoever hands it out now is a matter of its own."""
    token = f"token-{one.pk}"
    until = timezone.now() + order_links.OFFER_GOOD_FOR
    Offer.objects.filter(pk=one.pk).update(token_hash=tokens.hashed(token), link_until=until)
    return f"/s/{token}/"


def leave(here, who):
    return people.leave(who.pk, by=here.staff, why="被除名")


def test_the_link_of_who_left_opens_nothing_and_shows_nobody(here, client):
    one = here.taken()
    url = linked(one)
    assert "林秀英" in client.post(url, {"act": "look"}).content.decode()
    leave(here, one.volunteer)
    for answer in (client.get(url), client.post(url, {"act": "look"}), client.post(url, {"act": "take"})):
        assert answer.status_code == 404
    assert one.order.acts.filter(act="look").count() == 1


@pytest.mark.parametrize("begun", [False, True])
def test_what_they_had_taken_waits_for_others_and_the_dispatchers_are_told(here, town, begun):
    one = here.started() if begun else here.taken()
    leave(here, one.volunteer)
    made, one = type(one.order).objects.get(), Offer.objects.get()
    assert (made.step, made.taker, made.started_at, one.state) == (Step.ORDERED, None, None, OfferState.CLOSED)
    assert Notice.objects.filter(user=town.grid_leader, kind="order_left").count() == 1
    line = made.acts.get(act="leave")
    assert (line.user, line.volunteer) == (here.staff, one.volunteer)


def test_an_offer_that_others_have_too_stays_with_these(here):
    first, second = here.volunteer(1), here.volunteer(2)
    made = here.offered(first, second)
    leave(here, first)
    made.refresh_from_db()
    states = made.offers.order_by("volunteer").values_list("state", flat=True)
    assert (made.step, list(states)) == (Step.OFFERED, [OfferState.CLOSED, OfferState.OPEN])
    leave(here, second)
    made.refresh_from_db()
    assert made.step == Step.ORDERED


def test_what_they_did_stays_with_them(here):
    made = here.done()
    leave(here, made.taker)
    made.refresh_from_db()
    assert (made.step, made.offers.get().state) == (Step.DONE, OfferState.TAKEN)


def test_who_left_takes_nothing_that_was_offered_in_that_moment_and_the_night_closes_it(here):
    who = here.volunteer()
    one = here.offered(who).offers.get()
    Volunteer.objects.filter(pk=who.pk).update(left_on=timezone.localdate())
    with pytest.raises(NotNow):
        order_service.take(one.pk, by=here.staff, now=MORNING)
    tasks.midnight()
    one = Offer.objects.select_related("order").get()
    assert (one.state, one.order.step) == (OfferState.CLOSED, Step.ORDERED)


def test_whose_entry_was_anonymised_has_no_order_after_that_night(here, town):
    who = people.take_in_resident(entry(town.unit, room="9").pk, by=here.staff)
    here.taken(who)
    Resident.objects.filter(pk=who.resident_id).update(anonymised_at=timezone.now())
    tasks.midnight()
    one = Offer.objects.select_related("order").get()
    assert (one.state, one.order.taker) == (OfferState.CLOSED, None)


def test_of_two_entries_made_one_both_records_end(here, town, client):
    old, new = (people.take_in_resident(entry(town.unit, room=room).pk, by=here.staff) for room in ("8", "9"))
    url = linked(here.taken(old))
    Resident.objects.filter(pk=old.resident_id).update(merged_into=new.resident_id)
    leave(here, new)
    assert client.post(url, {"act": "look"}).status_code == 404
    assert not Volunteer.objects.active().exists()
