"""What tells people of service orders: the desk, notices in the reader's language, and why a deadline is that one."""

import pytest
from django.utils import timezone, translation

from grids import inbox
from grids.pages import desk
from tests.ordered import Orders
from tests.test_orders_pages import signed_in
from tests.town import MORNING, at
from volunteers.actions import orders

pytestmark = pytest.mark.django_db


@pytest.fixture
def here(town):
    return Orders(town)


def on_desk(user, now) -> dict:
    """The box of orders, empty where there is none."""
    return next((found for box, found in desk.for_user(user, now) if box.name == "orders"), {"rows": []})


def test_who_dispatches_finds_what_is_late_to_check_and_to_dispatch(here, town):
    running = here.started().order
    waits = {order.get_absolute_url() for order in (here.order(), here.received())}
    soon = {row["url"] for row in on_desk(town.community_staff, MORNING)["rows"]}
    later = {row["url"] for row in on_desk(town.community_staff, at("2026-06-11 09:00"))["rows"]}
    assert (soon, later) == (waits, waits | {running.get_absolute_url()})


def test_nobody_else_finds_them(here, town):
    here.order()
    for somebody in (town.grid_worker, town.unit_head, town.stranger):
        assert not on_desk(somebody, MORNING)["rows"]


def test_many_orders_cost_the_desk_no_more_than_one(here, town, django_assert_num_queries):
    here.order()
    reader = town.community_staff
    assert reader.scope.has("dispatch_orders")
    with django_assert_num_queries(2):  # is there anything, and what
        on_desk(reader, timezone.now())
    for _each in range(6):
        here.order()
    with django_assert_num_queries(2):
        assert on_desk(reader, timezone.now())["count"] == "5+"


def test_a_notice_names_the_service_in_the_readers_language(here, town):
    orders.cancel(here.offered(here.serving()).pk, by=here.staff, why="不需要了", now=MORNING)
    told = town.unit_head.notices.filter(kind="order_cancelled").get()
    for language, said in (("en", "Shopping"), ("zh-hans", "代购日用品")):
        with translation.override(language):
            assert said in inbox.text_of(told)


def test_why_this_deadline_says_every_day_and_what_made_it(here, town):
    made = here.order("repair")
    client = signed_in(town.community_staff)
    address = f"{made.get_absolute_url()}why/"
    assert address in client.get(made.get_absolute_url()).text
    page = client.get(address).text
    assert all(word in page for word in ("7 working hours", "Hard", "12 May 09:00"))


def test_what_is_wanted_later_counts_from_then(here, town):
    made = here.taken(wanted_at=at("2026-05-20 09:00")).order
    page = signed_in(town.community_staff).get(f"{made.get_absolute_url()}why/").text
    assert "Wed 20 May 09:00" in page


def test_what_has_ended_has_no_deadline_to_ask_about(here, town):
    made = orders.cancel(here.order().pk, by=here.staff, why="不需要了", now=MORNING)
    assert signed_in(town.community_staff).get(f"{made.get_absolute_url()}why/").status_code == 404
