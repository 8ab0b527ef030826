"""For whom an order or a wish was is forgotten a year after it was over; what was counted stays."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from grids import tasks
from grids.privacy.identity import KeyGone
from tests.ordered import Orders
from tests.registered import entry
from tests.test_retention import found_in_the_database
from tests.town import MORNING
from volunteers.actions import dispatch, order_keeping, order_rating, order_service, orders, wishes
from volunteers.models import ServiceOrder

pytestmark = pytest.mark.django_db
YEAR = dt.timedelta(days=366)
LONG_AGO = timezone.now() - YEAR
SECRETS = ("欧阳远来", "13805550001", "欧阳老", "欧阳远")


@pytest.fixture
def here(town):
    return Orders(town)


def rated(here, now=LONG_AGO, **facts) -> ServiceOrder:
    """From outside the register, done, and rated with words that say who it was."""
    one = here.volunteer()
    facts = {"name": SECRETS[0], "phone": SECRETS[1], "now": now} | facts
    made = dispatch.offer(here.order(**facts).pk, [one], by=here.staff, now=now)
    offer = made.offers.get().pk
    order_service.take(offer, by=None, now=now)
    order_service.start(offer, by=None, now=now)
    order_service.finish(offer, by=None, text="欧阳老人家里", no_photo_reason="欧阳老人不愿拍照", now=now)
    return order_rating.rate(made.pk, by=None, rating=5, text="欧阳远来很满意", now=now)


def again(made):
    return type(made).objects.select_related("subject").get(pk=made.pk)


def test_nothing_of_whom_it_was_for_is_left_and_what_was_counted_stays(here, client):
    made = rated(here)
    assert {"欧阳老", "欧阳远"} <= {secret for _table, secret in found_in_the_database(SECRETS)}
    tasks.midnight()
    assert found_in_the_database(SECRETS) == set()
    kept = again(made)
    with pytest.raises(KeyGone):
        assert kept.subject.data_key
    assert (kept.rating, kept.taker, kept.acts.count()) == (5, made.taker, made.acts.count())
    client.force_login(here.staff)
    page = client.get(made.get_absolute_url()).content.decode()
    assert ("已匿名" in page, f"{made.get_absolute_url()}reveal/" in page) == (True, False)


def test_nobody_is_forgotten_before_their_time_or_while_the_order_runs(here):
    rated(here, now=timezone.now() - YEAR + dt.timedelta(days=3))
    here.order(now=LONG_AGO)
    order_keeping.forget_those_due()
    assert not ServiceOrder.objects.exclude(anonymised_at=None).exists()


def test_an_order_that_was_cancelled_or_never_rated_ends_too_and_once(here):
    orders.cancel(here.order().pk, by=here.staff, why="本人不需要了", now=MORNING)
    here.done()
    assert [order_keeping.forget_those_due(MORNING + YEAR) for _night in range(2)] == [2, 0]


def test_what_was_for_somebody_of_the_register_goes_with_their_entry(here):
    made = rated(here, resident_id=entry(here.town.unit).pk, name="", phone="13805940001", place="")
    assert order_keeping.forget_those_due() == 0
    assert again(made).anonymised_at is None


def test_whose_wish_it_was_is_forgotten_and_the_wish_stays(here, town):
    made = wishes.post(town.unit, "想要一副老花镜", by=town.unit_head, name=SECRETS[0], phone=SECRETS[1], now=LONG_AGO)
    wishes.review(made.pk, by=town.community_staff, shows=False, why="欧阳老人已有", now=LONG_AGO)
    waiting = wishes.post(town.unit, "想要一台收音机", by=town.unit_head, name="林秀英", now=LONG_AGO)
    assert order_keeping.forget_those_due() == 1
    assert found_in_the_database(SECRETS) == set()
    assert (again(made).words, again(waiting).anonymised_at) == ("想要一副老花镜", None)


def test_an_anonymised_order_takes_no_name_again(here):
    made = rated(here)
    order_keeping.forget_those_due()
    with pytest.raises(IntegrityError), transaction.atomic():
        ServiceOrder.objects.filter(pk=made.pk).update(resident=entry(here.town.unit).pk)
