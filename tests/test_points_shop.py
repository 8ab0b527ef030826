"""The shop: points and stock go together and come back together; handed over against a code; counted and delivered."""

import uuid
from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, connection, transaction
from django.db.models import F
from django.urls import reverse
from django.utils.translation import override

from grids import alarms
from grids.templatetags.linli import stamp
from points import proof
from points.actions import shop
from points.enums import RedemptionState, StockKind
from points.models import Item, Redemption
from tests import pointed
from tests.town import MORNING, at

pytestmark = pytest.mark.django_db


@pytest.fixture
def rich(points):
    """A passbook with six points."""
    account = points.passbook()
    for source in "12":
        points.award(account, source=source)
    return account


def stock(item: Item) -> int:
    return Item.objects.values_list("stock", flat=True).get(pk=item.pk)


def test_an_exchange_takes_points_and_stock_at_once(points, rich):
    item = points.item("2", stock=5)
    made, code = points.redeem(rich, item, 2)
    assert (points.balance(rich), stock(item)) == (2, 3)
    assert (made.state, made.cost, len(code)) == (RedemptionState.RESERVED, Decimal("4.0"), 6)


def test_the_movement_says_who_exchanged_in_which_post_and_what(points, rich):
    staff = points.town.community_staff
    made, _code = points.redeem(rich, points.item(), 2, by=staff)
    movement = made.movement
    assert (movement.by_id, movement.post_id) == (staff.pk, staff.posts.get().pk)
    assert movement.words == f"{made.item} × 2"
    assert (made.price, made.community_id) == (made.item.price, made.item.community_id)


def test_the_page_of_an_item_says_who_exchanged_it_and_that_nobody_brought_it_back(
    points, rich, signed_in, monkeypatch
):
    item, staff = points.item(stock=5), points.town.community_staff2
    made, _code = points.redeem(rich, item, 2, by=staff)
    assert (made.by, made.item.movements.get(kind="taken").by) == (staff, None)
    shop.not_fetched([made], made.alarm_at)
    client = signed_in(points.town.community_staff)

    def who() -> list:
        return [line["who"] for line in client.get(item.get_absolute_url()).context["movements"]]

    assert who()[:2] == ["", staff]
    monkeypatch.setattr("points.views.shop.STOCK_SHOWN", 1)  # what it took is on the page no more
    assert who() == [""]


def test_without_enough_points_nothing_is_taken(points, rich):
    item = points.item("4", stock=5)
    with pytest.raises(ValidationError):
        points.redeem(rich, item, 2)
    assert (points.balance(rich), stock(item), Redemption.objects.count()) == (6, 5, 0)


def test_without_enough_stock_nothing_is_taken(points, rich):
    item = points.item("2", stock=1)
    with pytest.raises(ValidationError):
        points.redeem(rich, item, 2)
    assert (points.balance(rich), stock(item), Redemption.objects.count()) == (6, 1, 0)


def test_a_form_sent_twice_is_one_exchange(points, rich):
    item, token = points.item(), uuid.uuid4()
    first, code = points.redeem(rich, item, token=token)
    again, none = points.redeem(rich, item, token=token)
    assert (first, none, len(code)) == (again, "", 6)
    assert (points.balance(rich), stock(item)) == (4, 4)


def test_it_is_handed_over_against_its_code_and_once(points, rich):
    made, code = points.redeem(rich, points.item())
    staff = points.town.community_staff
    with pytest.raises(ValidationError):
        shop.hand_over(made.ref, "000000" if code != "000000" else "111111", by=staff)
    assert shop.hand_over(made.ref, code, by=staff).state == RedemptionState.HANDED
    with pytest.raises(ValidationError):
        shop.hand_over(made.ref, code, by=staff)


@pytest.mark.parametrize("handed", [False, True])
def test_what_comes_back_brings_points_and_stock_back_once(points, rich, handed):
    item = points.item()
    made, code = points.redeem(rich, item)
    staff, back = points.town.community_staff, shop.return_ if handed else shop.cancel
    if handed:
        shop.hand_over(made.ref, code, by=staff)
    with pytest.raises(ValidationError):
        back(made.ref, by=staff, why="")
    back(made.ref, by=staff, why="不想要了")
    assert (points.balance(rich), stock(item)) == (6, 5)
    with pytest.raises(ValidationError):
        back(made.ref, by=staff, why="再来")
    assert list(proof.prove()) == []


def test_what_is_returned_still_says_who_handed_it_over_and_when(points, rich, signed_in):
    made, code = points.redeem(rich, points.item())
    one, another = points.town.community_staff, points.town.community_staff2
    handed, returned = at("2026-05-30 10:00"), at("2026-06-02 15:30")
    shop.hand_over(made.ref, code, by=one, now=handed)
    shop.return_(made.ref, by=another, why="包装破损", now=returned)
    made.refresh_from_db()
    assert (made.handed_at, made.handed_by, made.back_at, made.back_by) == (handed, one, returned, another)
    pairs = dict(signed_in(one).get(reverse("points:exchange", args=[made.ref])).context["pairs"])
    assert (pairs["Handed over"], pairs["Returned"]) == (f"{one} {stamp(handed)}", f"{another} {stamp(returned)}")


@pytest.mark.parametrize("field", ["handed_at", "back_at"])
def test_nobody_rewrites_when_it_was_handed_over_or_came_back(points, rich, field):
    made, code = points.redeem(rich, points.item())
    shop.hand_over(made.ref, code, by=points.town.community_staff)
    shop.return_(made.ref, by=points.town.community_staff, why="不想要了")
    with pytest.raises(DatabaseError, match="pgtrigger: Cannot"), transaction.atomic():
        Redemption.objects.filter(pk=made.pk).update(**{field: F(field) + timedelta(hours=1)})


def test_what_is_not_fetched_goes_back_by_itself(points, rich):
    item = points.item()
    made, _code = points.redeem(rich, item)
    alarms.sweep(now=at("2026-05-18 08:59"))
    assert stock(item) == 4
    alarms.sweep(now=at("2026-05-18 09:01"))
    made.refresh_from_db()
    assert (made.state, made.back_by, points.balance(rich), stock(item)) == (RedemptionState.CANCELLED, None, 6, 5)


def test_only_whoever_keeps_the_shop_exchanges(points, rich):
    item = points.item()
    for somebody in (points.town.unit_head, points.town.stranger):
        with pytest.raises(PermissionDenied):
            points.redeem(rich, item, by=somebody)


def test_points_of_one_scheme_buy_nothing_in_anothers_shop(points, rich, town):
    other = pointed.build(town, unit="hours")
    with pytest.raises(PermissionDenied):
        points.redeem(rich, other.item())


def test_what_is_not_on_offer_is_not_exchanged(points, rich):
    item = points.item()
    Item.objects.filter(pk=item.pk).update(is_on=False)
    with pytest.raises(ValidationError):
        points.redeem(rich, item)


def test_nothing_is_exchanged_at_another_price_than_was_read(points, rich):
    item, token = points.item("2"), uuid.uuid4()
    Item.objects.filter(pk=item.pk).update(price=5)
    with override("en"), pytest.raises(ValidationError, match="price was changed"):
        points.redeem(rich, item, token=token, price=item.price)
    assert (points.balance(rich), stock(item), Redemption.objects.count()) == (6, 5, 0)
    made, _code = points.redeem(rich, item, token=token, price=Decimal(5))
    Item.objects.filter(pk=item.pk).update(price=2)
    assert points.redeem(rich, item, token=token, price=Decimal(2)) == (made, "")  # sent again


def test_the_desk_exchanges_at_the_price_that_its_page_says(points, rich, signed_in):
    item, client = points.item("2"), signed_in(points.town.community_staff)

    def raised_after(execute, sql, *rest):
        """The page's look at the item, before it exchanges."""
        found = execute(sql, *rest)
        if '"points_item"' in sql:
            with connection.cursor() as cursor:
                cursor.execute("UPDATE points_item SET price = 3 WHERE id = %s", [item.pk])
        return found

    address = reverse("points:redeem", args=[rich.ref, item.ref])
    said = {"quantity": 1, "price": "2", "token": uuid.uuid4(), "even_so": "on"}
    with connection.execute_wrapper(raised_after):
        answer = client.post(address, said)
    assert "price was changed" in answer.content.decode()
    assert (points.balance(rich), Redemption.objects.count()) == (6, 0)


def test_a_delivery_note_is_booked_once(points):
    item, staff = points.item(stock=0), points.town.community_staff
    shop.deliver(item.pk, 10, by=staff, note="2026-05-001")
    with pytest.raises(ValidationError):
        shop.deliver(item.pk, 10, by=staff, note="2026-05-001")
    assert stock(item) == 10


def test_stock_taking_books_the_difference_with_its_reason(points):
    item, staff = points.item(stock=10), points.town.community_staff
    with pytest.raises(ValidationError):
        shop.count(item.pk, 8, by=staff, why="")
    assert shop.count(item.pk, 8, by=staff, why="破损两块", now=MORNING) == -2
    assert shop.count(item.pk, 8, by=staff, why="") == 0
    line = item.movements.get(kind=StockKind.COUNT)
    assert (line.amount, line.after, line.words) == (-2, 8, "破损两块")


@pytest.mark.parametrize("statement", ["UPDATE points_item SET stock = 9", "DELETE FROM points_stock"])
def test_nobody_types_a_stock(points, statement):
    points.item(stock=3)
    with pytest.raises(DatabaseError, match="pgtrigger: Cannot"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_a_new_price_is_told_and_an_exchange_changes_nothing_that_is(points, rich):
    item = points.item()
    before = item.events.count()
    points.redeem(rich, item)
    assert item.events.count() == before
    Item.objects.filter(pk=item.pk).update(price=3)
    assert item.events.count() == before + 1


def test_what_is_reserved_lies_there_still_and_is_counted_too(points, rich):
    item, staff = points.item("2", stock=5), points.town.community_staff
    made, code = points.redeem(rich, item, 2)
    assert shop.count(item.pk, 5, by=staff, why="") == 0
    assert shop.count(item.pk, 4, by=staff, why="破损一块") == -1
    shop.hand_over(made.ref, code, by=staff)
    assert (shop.count(item.pk, 2, by=staff, why=""), stock(item)) == (0, 2)


def test_fewer_than_are_reserved_are_not_counted(points, rich):
    item, staff = points.item("2", stock=5), points.town.community_staff
    points.redeem(rich, item, 2)
    with pytest.raises(ValidationError) as refused:
        shop.count(item.pk, 1, by=staff, why="被盗")
    assert "counted" in refused.value.message_dict


def test_an_exchange_takes_no_other_price_than_the_page_said(points, rich, signed_in):
    item, staff = points.item("2", stock=5), points.town.community_staff
    client, address = signed_in(staff), reverse("points:redeem", args=[rich.ref, item.ref])
    form = client.get(address).context["form"]
    said = {"token": form["token"].value(), "price": form["price"].value(), "quantity": 1}
    Item.objects.filter(pk=item.pk).update(price=3)
    answer = client.post(address, said)
    assert (answer.status_code, Redemption.objects.count()) == (422, 0)
    said = {"token": said["token"], "price": answer.context["form"]["price"].value(), "quantity": 1}
    client.post(address, said)
    assert Redemption.objects.get().price == 3
