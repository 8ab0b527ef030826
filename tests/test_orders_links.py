"""Links of service orders: giving one is an act of whoever gives it, and nobody rates what they did themselves."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone

from grids.actions import reveal
from grids.days import when
from grids.models import RevealLog
from tests import factories as make
from tests.ordered import Orders
from tests.test_orders_pages import signed_in
from tests.town import MORNING, at
from volunteers.actions import order_links, order_service, orders
from volunteers.models import Offer
from volunteers.orders import page as order_page

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


@pytest.fixture
def here(town):
    return Orders(town)


def page_of(one: Offer) -> str:
    return f"{one.order.get_absolute_url()}offers/{one.pk}/link/"


def test_a_volunteers_link_is_given_with_a_reason_that_stands_in_the_log_and_in_the_record(here, town):
    one, client = here.taken(), signed_in(town.community_staff)
    assert "/s/" not in client.get(page_of(one)).text
    assert client.post(page_of(one), {}).status_code == 422
    assert not RevealLog.objects.exists()
    assert "/s/" in client.post(page_of(one), {"reason": "service"}).text
    log = RevealLog.objects.get()
    assert (log.user, log.record_key, log.field, log.reason) == (here.staff, one.order.ref, "name", "service")
    line = one.order.acts.get(act="link")
    assert (line.user, line.volunteer) == (here.staff, one.volunteer)


def test_it_counts_towards_the_looks_of_a_day(here, monkeypatch):
    one = here.taken()
    monkeypatch.setattr(reveal, "A_DAY", 1)
    order_links.issue_offer(one.pk, by=here.staff, reason="service")
    with pytest.raises(ValidationError):
        order_links.issue_offer(one.pk, by=here.staff, reason="service")


def test_who_may_not_look_gives_no_link_that_shows(here, town):
    blind = make.user(at=town.community, role=make.role("read_volunteers", "dispatch_orders"))
    one, client = here.taken(), signed_in(blind)
    assert "Link for the volunteer" not in client.get(one.order.get_absolute_url()).text
    assert [client.get(page_of(one)).status_code, client.post(page_of(one)).status_code] == [403, 403]
    with pytest.raises(PermissionDenied):
        order_links.issue_offer(one.pk, by=blind, reason="service")


def test_an_offer_that_stands_no_more_gets_no_link(here, town):
    one = here.offered().offers.get()
    order_service.decline(one.pk, by=None, now=MORNING)
    assert signed_in(town.community_staff).get(page_of(one)).status_code == 409


def test_the_record_says_who_acted_by_link_and_who_was_told(here):
    one = here.taken()
    order_service.look(one.pk, by=None, now=MORNING)
    order_service.start(one.pk, by=here.staff, now=MORNING)
    lines = order_page.timeline(list(one.order.acts.order_by("pk")), {}, may_name=True)
    started, looked = lines[:2]
    assert looked["who"] == "志愿者1（凭链接）"
    assert "community_staff" in started["who"]


# The link of whom the order is for


def test_whoever_did_the_service_makes_no_link_by_which_it_is_rated(here, town):
    made, client = here.done(here.serving()), signed_in(town.unit_head)
    assert "Link for whom the order is for" not in client.get(made.get_absolute_url()).text
    assert client.post(f"{made.get_absolute_url()}link/").status_code == 403
    assert not made.links.exists()


def test_a_link_made_before_one_takes_the_order_oneself_ends_then(here, town):
    made = here.offered(here.serving())
    token = order_links.issue(made.pk, by=town.unit_head)
    order_service.take(made.offers.get().pk, by=town.unit_head, now=MORNING)
    assert order_links.opened(token) is None


def test_a_link_that_somebody_else_made_stays_when_it_is_taken(here, town):
    made = here.offered(here.serving())
    token = order_links.issue(made.pk, by=here.staff)
    order_service.take(made.offers.get().pk, by=town.unit_head, now=MORNING)
    assert order_links.opened(token) == made


def test_each_link_stands_in_the_record(here, town):
    made, client = here.done(), signed_in(town.community_staff)
    assert "/o/" in client.post(f"{made.get_absolute_url()}link/").text
    assert made.acts.get(act="link").user == here.staff
    html = client.get(made.get_absolute_url()).text
    assert "Link given" in html
    assert "To whom the order is for" in html


def test_sent_too_often_a_rating_stands_there_as_it_was_typed(here, client):
    made = here.done()
    address = reverse("orderer:show", args=[order_links.issue(made.pk, by=here.staff)])
    for _each in range(5):
        client.post(address, {"rating": ""})
    answer = client.post(address, {"rating": "4", "text": "手艺很好"})
    assert (answer.status_code, "手艺很好" in answer.text) == (429, True)


def test_the_record_says_to_which_time_an_order_was_moved(here):
    made = here.order()
    orders.reschedule(made.pk, at("2036-06-01 09:00"), by=here.staff, why="老人改期", now=MORNING)
    [line] = [one for one in order_page.timeline(list(made.acts.all()), {}, True) if "老人改期" in one["text"]]
    assert when.deadline(at("2036-06-01 09:00"), timezone.now()) in line["text"]
