"""Fifty at once want the last item, or spend one balance; and a process dies in the middle."""

import os
import signal
import uuid
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, transaction

from points import proof
from points.actions import claims, ledger
from points.enums import Kind, Purpose
from points.models import Claim, Item, Movement, Redemption
from tests import pointed, town as towns
from tests.concurrently import at_once, process
from tests.town import MORNING

pytestmark = pytest.mark.django_db(transaction=True)
MANY = 50


@pytest.fixture
def points(db):
    return pointed.build(towns.again())


def tried(work):
    def run() -> bool:
        try:
            work()
        except ValidationError:
            return False
        return True

    return run


def test_fifty_want_the_last_item_and_one_gets_it(points, caplog):
    books = [points.passbook(str(room)) for room in range(10)]
    for book in books:
        points.award(book)
    item, staff = points.item("1", stock=1), points.town.community_staff
    works = [tried(lambda book=books[at % 10]: points.redeem(book, item, by=staff)) for at in range(MANY)]
    assert at_once(works).count(True) == 1
    assert (Item.objects.get().stock, Redemption.objects.count()) == (0, 1)
    assert list(proof.prove()) == []
    assert caplog.text == ""


def test_fifty_spend_one_balance_and_no_more_than_it_holds(points, caplog):
    book = points.passbook()
    for source in "12345":
        points.award(book, source=source)
    item, staff = points.item("2", stock=100), points.town.community_staff
    done = at_once([tried(lambda: points.redeem(book, item, by=staff))] * MANY)
    assert (done.count(True), points.balance(book)) == (7, 1)  # fifteen points, two each
    assert list(proof.prove()) == []
    assert caplog.text == ""


def test_one_form_sent_fifty_times_is_one_exchange(points):
    book = points.passbook()
    points.award(book)
    item, staff, token = points.item("1"), points.town.community_staff, uuid.uuid4()
    made = at_once([lambda: points.redeem(book, item, by=staff, token=token)[0].pk] * MANY)
    assert (len(set(made)), points.balance(book)) == (1, 2)


def test_one_claim_certified_by_fifty_is_posted_once(points):
    book = points.passbook()
    asked, staff = points.claim(book), points.town.community_staff
    assert at_once([tried(lambda: claims.certify(asked.pk, by=staff))] * MANY).count(True) == 1
    assert points.balance(book) == 3


def test_one_source_claimed_by_fifty_at_once_is_one_claim(points):
    book, head = points.passbook(), points.town.unit_head
    facts = {"source": ("case", "1"), "words": "调解", "done_on": MORNING.date(), "by": head, "now": MORNING}
    assert len(set(at_once([lambda: claims.claim(book, "rescue", **facts).pk] * MANY))) == 1
    assert Claim.objects.count() == 1


def test_transfers_back_and_forth_do_not_wait_for_each_other_in_a_circle(points):
    one, two = points.passbook("1"), points.passbook("2")
    for source, book in (("1", one), ("2", two)):
        points.award(book, source=source)

    def give(giver, taker, number: int):
        sides = {giver.pk: Decimal("-0.1"), taker.pk: Decimal("0.1")}
        return lambda: ledger.post(Kind.MOVE, ("test", f"{giver.pk}-{number}"), sides, "互换")

    done = at_once([give(one, two, n) for n in range(25)] + [give(two, one, n) for n in range(25)])
    assert len(set(done)) == MANY
    assert (points.balance(one), points.balance(two)) == (3, 3)


SLOWLY = """
import sys, uuid
from django.db import transaction
from grids.models import User
from points.actions.redeem import redeem
account, item, by, token = sys.stdin.readline().split()
with transaction.atomic():
    redeem(int(account), int(item), 1, by=User.objects.get(pk=int(by)), token=uuid.UUID(token))
    print("in the middle", flush=True)
    sys.stdin.readline()
"""


def test_an_exchange_killed_in_the_middle_is_as_if_it_had_not_begun(points):
    book = points.passbook()
    points.award(book)
    item, staff, token = points.item("1"), points.town.community_staff, uuid.uuid4()
    child = process(SLOWLY)
    child.stdin.write(f"{book.pk} {item.pk} {staff.pk} {token}\n")
    child.stdin.flush()
    assert child.stdout.readline() == "in the middle\n"
    os.kill(child.pid, signal.SIGKILL)
    child.communicate()
    points.redeem(book, item, by=staff, token=token)  # waits until the server knows, then finds nothing of it
    assert (points.balance(book), Item.objects.get().stock) == (2, 4)
    assert Movement.objects.filter(kind=Kind.SPEND).count() == 1
    assert list(proof.prove()) == []


def test_two_open_the_schemes_own_account_at_once(points):
    assert len(set(at_once([lambda: ledger.own_account(points.scheme, Purpose.EXPIRED)] * 8))) == 1


def test_nothing_is_left_of_a_movement_whose_transaction_fails(points):
    book = points.passbook()
    asked = points.claim(book)

    @transaction.atomic
    def fails_after():
        claims.certify(asked.pk, by=points.town.community_staff, now=MORNING)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fails_after()
    assert (points.balance(book), Movement.objects.exists()) == (0, False)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM points_entry")
        assert cursor.fetchone() == (0,)
