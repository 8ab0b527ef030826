"""Deadlines of orders that reach into a year whose holidays are not published yet."""

import datetime as dt

import pytest
from django.urls import reverse

from grids import alarms
from grids.actions import calendar
from grids.models import Notice
from tests.ordered import Orders
from tests.test_calendar_pages import NOTICE, _in_november, _no_next_year, days, keeper  # noqa: F401
from tests.town import at
from volunteers.actions import order_promises, orders
from volunteers.models import ServiceOrder

pytestmark = pytest.mark.django_db
EVENING = at("2026-12-31 16:30")  # an hour of work is left of the day
COUNTED, PUBLISHED = at("2027-01-01 09:30"), at("2027-01-04 09:30")  # a Friday, and the Monday after the holiday


@pytest.fixture
def here(town):
    return Orders(town)


def publish(by, now=EVENING):
    return calendar.bring_in(days("2027-01-01", "2027-01-02", "2027-01-03"), source=NOTICE, by=by, now=now).moved


def again(made: ServiceOrder) -> ServiceOrder:
    return ServiceOrder.objects.get(pk=made.pk)


def test_a_deadline_in_a_year_without_notice_is_provisional_and_listed_from_the_calendar(here, town, client):
    made, within = here.order(now=EVENING), here.order(now=EVENING - dt.timedelta(days=3))
    assert (made.due_at, made.provisional, within.provisional) == (COUNTED, True, False)
    client.force_login(town.community_staff)
    (waiting,) = client.get(reverse("calendar:years")).context["promises"]
    listed = client.get(waiting["url"]).context
    assert ([line["order"] for line in listed["rows"]], listed["view"]) == ([made], "provisional")


def test_a_published_year_moves_the_deadline_and_its_reminder_and_tells_who_dispatches(here, town, keeper):  # noqa: F811
    made = here.order(now=EVENING, by=town.unit_head)
    assert publish(keeper) == 1
    moved = again(made)
    assert (moved.due_at, moved.provisional) == (PUBLISHED, False)
    assert made.alarm_at < moved.alarm_at < moved.due_at
    told = Notice.objects.filter(kind="order_due_moved").values_list("user", flat=True)
    assert set(told) == set(orders.dispatchers(made))


def test_who_took_the_order_is_told_and_nobody_else(here, keeper):  # noqa: F811
    made = here.taken(here.serving()).order
    ServiceOrder.objects.filter(pk=made.pk).update(step_at=EVENING, due_at=COUNTED, provisional=True)
    publish(keeper)
    assert [one.user for one in Notice.objects.filter(kind="order_due_moved")] == [here.town.unit_head]


def test_a_correction_moves_what_looked_final(here, keeper):  # noqa: F811
    made = here.order(now=at("2026-11-23 16:30"))
    assert not made.provisional
    official = {day.day: calendar.NoticeDay(day.works, day.name) for day in calendar.CalendarDay.objects.all()}
    year = {day: one for day, one in official.items() if day.year == 2026}
    extra = {dt.date(2026, 11, 24): calendar.NoticeDay(False, "防台风停工")}
    calendar.bring_in(year | extra, source=NOTICE, by=keeper, why="省政府通知", now=at("2026-11-23 17:00"))
    assert again(made).due_at == at("2026-11-25 09:30")


def test_a_reminder_that_came_too_early_comes_again(here, keeper):  # noqa: F811
    made = here.order(now=EVENING)
    alarms.sweep_one("orders", made.alarm_at)
    assert again(made).warned
    publish(keeper, now=made.alarm_at)
    moved = again(made)
    assert (moved.warned, moved.alarm_at < moved.due_at) == (False, True)


def test_what_is_late_by_the_new_count_too_is_looked_at_when_it_was_to_be(here, keeper):  # noqa: F811
    made = here.order(now=EVENING)
    alarms.sweep_one("orders", at("2027-01-05 09:00"))
    before = again(made).alarm_at
    publish(keeper, now=at("2027-01-05 10:00"))
    moved = again(made)
    assert (moved.due_at, moved.alarm_at, moved.was_late) == (PUBLISHED, before, True)


def test_many_orders_are_counted_anew_in_batches_each_once(here, keeper, monkeypatch):  # noqa: F811
    monkeypatch.setattr(order_promises, "BATCH", 2)
    for _n in range(5):
        here.order(now=EVENING)
    assert (publish(keeper), calendar.count_anew(by=keeper, now=EVENING)) == (5, 0)


def test_an_order_that_is_over_promises_nothing(here, keeper):  # noqa: F811
    made = orders.cancel(here.order(now=EVENING).pk, by=here.staff, why="本人不需要了", now=EVENING)
    assert (made.provisional, publish(keeper)) == (False, 0)
