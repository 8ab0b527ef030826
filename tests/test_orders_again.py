"""跟进式: an order that asks after somebody comes again so many days after it was done, until one is cancelled."""

import datetime as dt

import pytest
from django.utils import timezone

from grids.fields import plain
from grids.models import Notice
from residents import actions as residents
from tests.ordered import Orders
from tests.registered import entry
from tests.town import MORNING
from volunteers.actions import dispatch, order_service, orders, people, service_menu
from volunteers.enums.orders import Step
from volunteers.models import Offer, ServiceItem, ServiceOrder
from volunteers.orders import page as order_page

pytestmark = pytest.mark.django_db
FACTS = {"code": "alone", "every_days": 3, "details": "独居，听力不好"}


@pytest.fixture
def here(town):
    return Orders(town)


def finish(offer: Offer) -> None:
    order_service.finish(offer.pk, by=None, no_photo_reason="老人不愿拍照", now=MORNING)


def after(order_id: int) -> ServiceOrder | None:
    return ServiceOrder.objects.exclude(pk=order_id).first()


def test_it_comes_again_and_is_put_before_the_same_volunteer_first(here):
    made = here.done(**FACTS)
    again = after(made.pk)
    assert (again.step, again.wanted_at, again.item) == (Step.OFFERED, MORNING + dt.timedelta(days=3), made.item)
    assert [one.volunteer for one in again.offers.all()] == [made.taker]
    [line] = [one for one in order_page.timeline(list(again.acts.all()), {}, True) if one["text"]]
    assert line["who"] == "", "nobody ordered it: it was agreed"


def test_the_community_hands_the_link_to_a_volunteer_without_an_account_and_to_no_other(here, town):
    here.done(**FACTS)
    told = Notice.objects.filter(kind="order_to_hand_on")
    assert [notice.user for notice in told] == [town.grid_leader]
    here.done(here.serving(), **FACTS | {"details": "另一位老人"})
    assert told.count() == 1


def test_for_whom_and_what_go_along_under_a_key_of_its_own(here):
    made = here.done(**FACTS)
    again = after(made.pk)
    assert [plain(again, part) for part in orders.SEALED] == [plain(made, part) for part in orders.SEALED]
    assert again.subject != made.subject, "the one is forgotten a year after it was over, the other later"


def test_cancelled_it_comes_no_more_and_no_other_way_comes_again(here):
    again = after(here.done(**FACTS).pk)
    orders.cancel(again.pk, by=here.staff, why="老人随子女居住", now=MORNING)
    here.done(here.volunteer(2))
    assert ServiceOrder.objects.filter(mode="follow_up").count() == 2


def test_whoever_volunteers_no_more_is_not_asked_again_and_the_community_dispatches_it(here):
    offer = here.started(**FACTS)
    finish(offer)
    again = after(offer.order_id)
    people.leave(offer.volunteer_id, by=here.staff, why="外出务工")
    again.refresh_from_db()
    assert again.step == Step.ORDERED


def test_a_service_that_is_off_the_menu_comes_no_more_and_the_community_is_told(here, town):
    offer = here.started(**FACTS)
    service_menu.switch(town.community, ServiceItem.objects.get(code="alone").pk, by=here.staff, on=False)
    finish(offer)
    assert after(offer.order_id) is None
    assert Notice.objects.get(kind="order_stops").user == town.grid_leader


def test_nobody_is_sent_to_who_died(here, town):
    made = here.for_resident(**FACTS)
    dispatch.offer(made.pk, [here.volunteer()], by=here.staff, now=MORNING)
    offer = made.offers.get()
    for act in (order_service.take, order_service.start):
        act(offer.pk, by=None, now=MORNING)
    residents.died(made.resident_id, by=here.staff, seen=None, on=timezone.localdate())
    finish(offer)
    assert (after(made.pk), Notice.objects.filter(kind="order_stops").exists()) == (None, True)


def test_who_moved_within_the_area_is_visited_where_they_live_now(here, town):
    made = here.for_resident(**FACTS)
    dispatch.offer(made.pk, [here.volunteer()], by=here.staff, now=MORNING)
    offer = made.offers.get()
    for act in (order_service.take, order_service.start):
        act(offer.pk, by=None, now=MORNING)
    to = entry(town.unit, name="林建国", room="9").memberships.get().household
    residents.move(made.resident_id, to, by=here.staff, seen=None, on=timezone.localdate())
    finish(offer)
    assert plain(after(made.pk), "place") == to.dwelling.address
