"""Fifty want one order; four sweeps find it late; a process dies while it takes it."""

import os
import signal

import pytest
from django.core.exceptions import ValidationError

from cases.actions.start import NotNow
from cases.models import Case
from grids import alarms
from points.models import Claim
from tests import pointed, town as towns
from tests.concurrently import at_once, process
from tests.ordered import Orders
from tests.town import MORNING
from volunteers.actions import dispatch, order_rating, order_service, orders, service_menu, wishes
from volunteers.enums.orders import OfferState, Step
from volunteers.models import Offer, OrderAct, ServiceItem, ServiceOrder

pytestmark = pytest.mark.django_db(transaction=True)
MANY = 50


@pytest.fixture
def here(db):
    return Orders(towns.again())


def tried(work):
    def run() -> bool:
        try:
            work()
        except NotNow:
            return False
        return True

    return run


def test_fifty_take_one_order_and_one_has_it(here, caplog):
    made = here.offered(*[here.volunteer(number) for number in range(MANY)])
    works = [tried(lambda pk=pk: order_service.take(pk, by=None)) for pk in made.offers.values_list("pk", flat=True)]
    assert at_once(works).count(True) == 1
    made.refresh_from_db()
    assert (made.step, made.taker) == (Step.TAKEN, made.offers.get(state=OfferState.TAKEN).volunteer)
    assert made.offers.filter(state=OfferState.GONE).count() == MANY - 1
    assert OrderAct.objects.filter(act="take").count() == 1
    assert caplog.text == ""


def test_four_change_one_service_at_once_and_one_has_done_it(here, caplog):
    here.opened()  # there is a menu to lock
    community, item = here.town.community, ServiceItem.objects.get(code="repair")

    def change() -> bool:
        try:
            service_menu.change(community, item.pk, by=here.staff, asks="哪种家电？")
        except ValidationError:
            return False
        return True

    assert at_once([change] * 4).count(True) == 1
    assert ServiceItem.objects.filter(area=community, code="repair").count() == 1
    assert caplog.text == ""


def test_four_sweeps_pass_a_late_order_on_once(here, caplog):
    first, _second = here.volunteer(1), here.volunteer(2)
    made = here.offered(first)
    late = made.due_at
    at_once([lambda: alarms.sweep_one("orders", late)] * 4)
    made.refresh_from_db()
    assert (made.redispatched, made.offers.count()) == (1, 2)
    assert OrderAct.objects.filter(act="redispatch").count() == 1
    assert caplog.text == ""


def test_one_takes_while_another_cancels_and_one_of_them_holds(here):
    made = here.offered()
    pk, staff = made.offers.get().pk, here.staff
    at_once([
        tried(lambda: order_service.take(pk, by=None)),
        tried(lambda: orders.cancel(made.pk, by=staff, why="不需要了")),
    ])  # fmt: skip
    made.refresh_from_db()
    assert made.step == Step.CANCELLED  # an order that was taken may be cancelled; one cancelled is not taken
    assert not Offer.objects.filter(order=made, state=OfferState.OPEN).exists()


def test_rated_by_ten_at_once_it_is_one_rating_one_claim_and_one_matter(here):
    pointed.build(here.town)
    made, staff = here.done(here.serving()), here.staff
    done = at_once([tried(lambda: order_rating.rate(made.pk, by=staff, rating=1))] * 10)
    assert done.count(True) == 1
    assert (Claim.objects.count(), Case.objects.count()) == (1, 1)


SLOWLY = """
import sys
from django.db import transaction
from volunteers.actions import order_service
with transaction.atomic():
    order_service.take(int(sys.stdin.readline()), by=None)
    print("in the middle", flush=True)
    sys.stdin.readline()
"""


def test_killed_while_taking_it_is_as_if_nobody_had(here):
    made = here.offered()
    one = made.offers.get()
    child = process(SLOWLY)
    child.stdin.write(f"{one.pk}\n")
    child.stdin.flush()
    assert child.stdout.readline() == "in the middle\n"
    os.kill(child.pid, signal.SIGKILL)
    child.communicate()
    order_service.take(one.pk, by=None, now=MORNING)  # waits until the server knows, then finds it free
    assert ServiceOrder.objects.get().step == Step.TAKEN
    assert OrderAct.objects.filter(act="take").count() == 1
    assert dispatch.due_orders().count() == 1


def test_fifty_claim_one_wish_and_one_has_it(here, caplog):
    staff, one = here.staff, here.volunteer()
    made = wishes.post(here.town.unit, "想要一副老花镜", by=here.town.unit_head, name="林秀英")
    wishes.review(made.pk, by=staff, shows=True)
    done = at_once([tried(lambda: wishes.claim(made.pk, by=staff, volunteer=one))] * MANY)
    assert done.count(True) == 1
    assert made.acts.filter(act="claim").count() == 1
    assert caplog.text == ""
