"""The ledger: movements that sum to zero, balances that only entries change, nothing twice, nothing below nought."""

from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from points import proof
from points.actions import ledger
from points.enums import Kind, Purpose
from points.models import Account, Entry, Movement
from tests import pointed
from tests.town import at

pytestmark = pytest.mark.django_db


def post(points, account, amount: str, source: str = "1", kind: Kind = Kind.AWARD) -> int | None:
    other = ledger.own_account(points.scheme, Purpose.ISSUED)
    return ledger.post(kind, ("test", source), {account.pk: Decimal(amount), other: -Decimal(amount)}, "测试")


def sql(statement: str, *values):
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def checked() -> None:
    """What would be looked at when the transaction ends."""
    sql("SET CONSTRAINTS ALL IMMEDIATE")


@transaction.atomic
def written(row) -> None:
    row.save()
    checked()


def test_a_movement_has_two_sides_and_the_balance_follows(points):
    account = points.passbook()
    movement = Movement.objects.get(pk=post(points, account, "3"))
    assert points.balance(account) == Decimal("3.0")
    assert sum(movement.entries.values_list("amount", flat=True)) == 0
    assert movement.entries.get(account=account).balance == Decimal("3.0")


def test_the_same_source_moves_nothing_twice(points):
    account = points.passbook()
    assert post(points, account, "3")
    assert post(points, account, "3") is None
    assert points.balance(account) == 3


def test_a_passbook_does_not_go_below_nothing(points):
    account = points.passbook()
    post(points, account, "1.5")
    with pytest.raises(ValidationError):
        post(points, account, "-1.6", "2", Kind.SPEND)
    assert (points.balance(account), Movement.objects.count()) == (Decimal("1.5"), 1)


@pytest.mark.parametrize("sides", [{1: Decimal(1)}, {1: Decimal(1), 2: Decimal(-2)}, {1: Decimal(0), 2: Decimal(0)}])
def test_what_does_not_sum_to_zero_is_no_movement(points, sides):
    with pytest.raises(ValueError, match="sum to zero"):
        ledger.post(Kind.AWARD, ("test", "1"), sides, "测试")


def test_the_database_itself_refuses_a_movement_of_one_side(points):
    account = points.passbook()
    alone = Movement(kind=Kind.AWARD, source_kind="x", source_id="1", at=at("2026-05-11 09:00"))
    with pytest.raises(DatabaseError, match="two sides"):
        written(alone)
    post(points, account, "3")
    with pytest.raises(DatabaseError, match="sum to zero"):
        written(Entry(movement=Movement.objects.get(), account=points.passbook("2"), amount=1))


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE points_entry SET amount = 9",
        "DELETE FROM points_entry",
        "UPDATE points_movement SET words = 'x'",
        "DELETE FROM points_movement",
        "UPDATE points_account SET balance = 9 WHERE purpose = ''",
        "DELETE FROM points_account",
    ],
)
def test_nobody_rewrites_the_ledger(points, statement):
    post(points, points.passbook(), "3")
    with pytest.raises(DatabaseError, match="pgtrigger: Cannot"), transaction.atomic():
        sql(statement)


def test_an_award_is_reversed_by_a_counter_entry_with_a_reason_and_once(points):
    account = points.passbook()
    movement = points.award(account).movement
    with pytest.raises(PermissionDenied):
        ledger.reverse(movement.pk, by=points.town.unit_head, why="记错人")
    with pytest.raises(ValidationError):
        ledger.reverse(movement.pk, by=points.town.community_staff, why="")
    ledger.reverse(movement.pk, by=points.town.community_staff, why="记错人")
    assert points.balance(account) == 0
    assert Movement.objects.get(reverses=movement).words == "记错人"
    with pytest.raises(ValidationError):
        ledger.reverse(movement.pk, by=points.town.community_staff, why="再来")


def test_what_is_spent_already_is_not_reversed(points):
    account = points.passbook()
    movement = points.award(account).movement
    points.redeem(account, points.item())
    with pytest.raises(ValidationError):
        ledger.reverse(movement.pk, by=points.town.community_staff, why="记错人")
    assert points.balance(account) == 1


def test_passbooks_are_numbered_within_a_scheme_and_one_for_each(points):
    first, second = points.passbook("1"), points.passbook("2")
    assert (first.number, second.number) == (1, 2)
    again = pointed.passbooks.open_for_resident(points.scheme, first.resident_id, by=points.town.unit_head)
    assert again == first


def test_a_ledger_that_fits_is_proven(points, capsys):
    account = points.passbook()
    points.award(account)
    points.redeem(account, points.item())
    call_command("prove_ledger")
    assert "Every balance equals its entries" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("damage", "says"),
    [
        ("UPDATE points_entry SET amount = amount + 1 WHERE balance IS NOT NULL", "sum to zero"),
        ("UPDATE points_account SET balance = 7 WHERE purpose = ''", "passbook whose balance"),
        ("UPDATE points_entry SET balance = 7 WHERE balance IS NOT NULL", "entry whose balance"),
        ("UPDATE points_item SET stock = 99", "item whose stock"),
        ("UPDATE points_redemption SET price = 99", "exchange that does not cost"),
    ],
)
def test_damage_from_outside_is_found(points, damage, says):
    account = points.passbook()
    points.award(account)
    points.redeem(account, points.item())
    checked()
    sql("SET session_replication_role = replica")  # as somebody with the keys of the database could
    sql(damage)
    sql("SET session_replication_role = DEFAULT")
    assert [line for line in proof.prove() if says in line]
    with pytest.raises(CommandError):
        call_command("prove_ledger")


def test_of_much_damage_the_first_is_shown_and_the_rest_counted(points, monkeypatch):
    monkeypatch.setattr(proof, "SHOWN", 2)
    for room in "12345":
        points.passbook(room)
    sql("SET session_replication_role = replica")
    sql("UPDATE points_account SET balance = 7")
    sql("SET session_replication_role = DEFAULT")
    assert [line.split(": ")[1] for line in proof.prove()][2:] == ["3 more"]


def test_accounts_of_a_scheme_keep_no_balance_that_could_be_a_bottleneck(points):
    post(points, points.passbook(), "3")
    assert Account.objects.get(purpose=Purpose.ISSUED).balance == 0
    assert Entry.objects.get(account__purpose=Purpose.ISSUED).balance is None
