"""The clock of service orders: a reminder, then on to the next by itself, at last the community is told."""

import datetime as dt

import pytest

from grids import alarms
from grids.models import Notice
from tests.ordered import Orders
from tests.town import MORNING, at
from volunteers.actions import order_service
from volunteers.enums.orders import Act, OfferState, Step
from volunteers.models import ServiceOrder

pytestmark = pytest.mark.django_db
DAYS = dt.timedelta(days=4)


@pytest.fixture
def here(town):
    return Orders(town)


def swept(made: ServiceOrder, now) -> ServiceOrder:
    alarms.sweep_one("orders", now)
    return ServiceOrder.objects.get(pk=made.pk)


def test_who_is_to_act_is_reminded_before_it_is_late(here):
    made = here.offered()
    made = swept(made, made.alarm_at)
    assert (made.warned, made.step, made.was_late) == (True, Step.OFFERED, False)
    assert made.alarm_at == made.due_at


def test_an_order_nobody_dispatched_in_time_is_dispatched_by_rule(here):
    one = here.volunteer()
    made = swept(here.order(), at("2026-05-11 15:00"))
    assert (made.step, made.redispatched, made.was_late) == (Step.OFFERED, 1, True)
    assert made.offers.get().volunteer == one


def test_an_offer_nobody_answered_goes_on_to_the_next(here):
    first, second = here.volunteer(1), here.volunteer(2)
    made = swept(here.offered(first), MORNING + DAYS)
    assert made.offers.get(volunteer=first).state == OfferState.LAPSED
    assert made.offers.get(volunteer=second).state == OfferState.OPEN


def test_who_took_it_and_does_not_begin_loses_it(here, town):
    mine, second = here.serving(), here.volunteer(2)
    made = swept(here.taken(mine).order, MORNING + DAYS)
    assert (made.step, made.taker, made.offers.get(volunteer=second).state) == (Step.OFFERED, None, OfferState.OPEN)
    assert Notice.objects.filter(user=town.unit_head, kind="order_passed_on").count() == 1


def test_what_has_begun_stays_with_whoever_does_it(here):
    made = swept(here.started().order, MORNING + DAYS)
    assert (made.step, made.was_late) == (Step.STARTED, True)
    assert made.acts.filter(act=Act.LATE).count() == 1


def test_where_nobody_is_left_the_community_is_told_once(here, town):
    made, now = here.offered(), MORNING
    for _day in range(3):
        now += DAYS
        made = swept(made, now)
    assert made.acts.filter(act=Act.LATE).count() == 1
    assert Notice.objects.filter(user=town.community_staff, kind="order_late").count() == 1


def test_after_three_times_it_goes_on_by_itself_no_more(here):
    for number in range(1, 14):
        here.volunteer(number)
    made, now = here.order(), MORNING
    for _day in range(6):
        now += DAYS
        made = swept(made, now)
    assert (made.redispatched, made.acts.filter(act=Act.LATE).exists()) == (3, True)


def test_an_order_that_nobody_rates_is_not_asked_about_for_ever(here):
    made = here.done()
    made = swept(made, made.due_at)
    assert (made.step, made.alarm_at) == (Step.DONE, None)


def test_a_day_late_or_a_month_late_nothing_is_taken_from_the_one_who_finished(here):
    one = here.started()
    order_service.finish(one.pk, by=None, no_photo_reason="不便拍照", now=MORNING)
    made = swept(one.order, MORNING + 30 * DAYS)
    assert (made.step, made.taker) == (Step.DONE, one.volunteer)
