"""Two passbooks of one person become one: entered twice, or moved from one community to another."""

import datetime as dt
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from grids import tasks
from grids.models import Area
from points import passbook, proof, queries
from points.actions import claims, expiry, joining, ledger, paper, passbooks, shop
from points.enums import Kind, Per, Purpose
from points.models import Account, Claim, Entry, Movement, Rule
from residents import actions, along
from residents.models import Dwelling, Household, Membership, Merge, Resident
from tests import pointed
from tests.town import MORNING

pytestmark = pytest.mark.django_db


@pytest.fixture
def two(points):
    """The passbook that is kept, and that of the entry which is dropped."""
    return points.passbook("1"), points.passbook("2")


def merged(points, kept: Account, dropped: Account) -> Merge:
    more = {"by": points.town.community_staff, "seen": None, "dropped_seen": None}
    return actions.merge(kept.resident_id, dropped.resident_id, **more)


def unmerged(points, made: Merge) -> None:
    actions.unmerge(made.pk, by=points.town.community_staff)


def proven() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    assert list(proof.prove()) == []


def test_the_balance_of_a_person_entered_twice_goes_over_by_a_movement_with_its_reason(points, two):
    kept, dropped = two
    points.award(kept)
    points.award(dropped, code="mediation")
    lines = Entry.objects.filter(account=dropped).count()
    merged(points, kept, dropped)
    assert (points.balance(kept), points.balance(dropped)) == (Decimal("4.5"), 0)
    moved = Movement.objects.get(kind=Kind.MOVE)
    assert moved.by == points.town.community_staff
    assert all(number in moved.words for number in ("No. 0001", "No. 0002"))
    assert Entry.objects.filter(account=dropped).count() == lines + 1, "what was written stays, and one line more"
    proven()


def test_an_empty_passbook_is_joined_without_a_movement(points, two):
    kept, dropped = two
    merged(points, kept, dropped)
    assert Account.objects.get(pk=dropped.pk).joined_into == kept
    assert not Movement.objects.exists()


def test_the_cap_of_a_person_counts_what_stood_in_both(points, two):
    kept, dropped = two
    Rule.objects.filter(code="rescue").update(cap=5, cap_per=Per.DAY)
    points.award(dropped)
    merged(points, kept, dropped)
    asked = points.claim(kept)
    with pytest.raises(ValidationError, match="3.0"):
        claims.certify(asked.pk, by=points.town.community_staff, now=MORNING)


def test_what_waits_goes_along_and_ends_in_the_one_passbook(points, two):
    kept, dropped = two
    points.award(dropped)
    asked = points.claim(dropped, code="mediation")
    made, _code = points.redeem(dropped, points.item("2"))
    merged(points, kept, dropped)
    claims.certify(asked.pk, by=points.town.community_staff, now=MORNING)
    assert points.balance(kept) == Decimal("2.5")
    shop.cancel(made.ref, by=points.town.community_staff, why="缺货", now=MORNING)
    assert (points.balance(kept), points.balance(dropped)) == (Decimal("4.5"), 0)
    proven()


def test_an_award_of_the_old_passbook_is_reversed_in_the_new_one(points, two):
    kept, dropped = two
    made = points.award(dropped)
    merged(points, kept, dropped)
    ledger.reverse(made.movement_id, by=points.town.community_staff, why="记错人")
    assert points.balance(kept) == 0
    proven()


def test_points_grow_no_younger_by_being_joined(points, two):
    kept, dropped = two
    points.scheme.expires_months = 12
    points.scheme.save()
    points.award(dropped)
    merged(points, kept, dropped)
    later = MORNING.date() + dt.timedelta(days=366)
    assert expiry.due(points.scheme, [kept.pk], later) == {kept.pk: 3}


def test_nothing_is_written_into_a_joined_passbook_any_more(points, two):
    kept, dropped = two
    merged(points, kept, dropped)
    dropped.refresh_from_db()
    with pytest.raises(ValidationError):
        points.claim(dropped)
    assert not Claim.objects.exists()
    other = ledger.own_account(points.scheme, Purpose.ISSUED)
    with pytest.raises(ValidationError):
        ledger.post(Kind.AWARD, ("test", "1"), {dropped.pk: Decimal(1), other: Decimal(-1)}, "测试")
    with pytest.raises(DatabaseError, match="account_joined_is_empty"), transaction.atomic():
        Account.objects.filter(pk=kept.pk).update(joined_into=kept)


def test_the_old_number_and_the_old_paper_find_the_one_passbook(points, two, signed_in):
    kept, dropped = two
    code = paper.print_copy(dropped, by=points.town.unit_head)
    merged(points, kept, dropped)
    client = signed_in(points.town.community_staff)
    found = [
        line["row"] for line in client.get(reverse("points:list"), {"q": f"{dropped.number:04d}"}).context["rows"]
    ]
    assert found == [kept]
    assert paper.verified(code) == kept
    assert kept.get_absolute_url() in client.get(dropped.get_absolute_url()).content.decode()


def test_who_may_not_look_into_the_new_passbook_finds_the_old_one(points, town, moved, signed_in):
    old, new = moved
    joining.take_over(new.pk, old.pk, by=town.stranger)
    client = signed_in(town.community_staff)
    found = client.get(reverse("points:list"), {"q": str(old.number)}).context["rows"]
    assert [line["row"] for line in found] == [old]
    assert new.get_absolute_url() not in client.get(old.get_absolute_url()).content.decode()
    assert not client.get(reverse("points:list")).context["rows"]


def test_a_passbook_joined_twice_over_leads_to_the_last(points, two):
    kept, dropped = two
    third = points.passbook("3")
    points.award(dropped)
    merged(points, kept, dropped)
    last = merged(points, third, kept)
    assert set(Account.objects.filter(joined_into=third)) == {kept, dropped}
    unmerged(points, last)
    assert Account.objects.get(pk=dropped.pk).joined_into == kept
    assert points.balance(kept) == 3


@pytest.fixture
def moved(points, town):
    """Somebody with three points here, who lives next door by now and has an empty passbook there."""
    old = points.passbook()
    points.award(old)
    there = pointed.Scheme.objects.create(area=town.neighbour, name="邻社区积分")
    home = Membership.objects.get(resident=old.resident_id)
    Membership.objects.filter(pk=home.pk).update(until=dt.date(2026, 5, 1))
    make_home(old.resident, town.neighbour)
    return old, passbooks.open_for_resident(there, old.resident_id, by=town.stranger)


def make_home(resident: Resident, area) -> Membership:
    day = dt.date(2026, 5, 1)
    dwelling = Dwelling.objects.create(area=area, room="9", address="9室", address_key=f"{area.pk}-9")
    household = Household.objects.create(area=area, dwelling=dwelling, opened_on=day)
    return Membership.objects.create(area=area, household=household, resident=resident, since=day)


def test_who_moved_takes_their_points_along_and_both_books_stay_balanced(points, town, moved):
    old, new = moved
    joining.take_over(new.pk, old.pk, by=town.stranger)
    assert (points.balance(old), points.balance(new)) == (0, 3)
    assert Movement.objects.get(kind=Kind.MOVE).entries.filter(account__purpose=Purpose.MOVED).count() == 2
    assert Account.objects.get(pk=old.pk).joined_into == new
    proven()


def test_points_are_taken_over_from_a_community_that_was_made_one_with_another(points, town, moved):
    """Its passbooks went along with their homes; its scheme, and what the scheme opens of its own, stay behind."""
    old, new = moved
    Account.objects.filter(pk=old.pk).update(area=new.area)
    retired = {"valid_to": timezone.localdate(), "retired_reason": "并入邻社区"}
    Area.objects.filter(pk=points.scheme.area_id).update(**retired)
    joining.take_over(new.pk, old.pk, by=town.stranger)
    assert points.balance(new) == 3
    proven()


def test_only_who_keeps_the_new_home_takes_points_over_and_only_those_left_behind(points, town, moved):
    old, new = moved
    with pytest.raises(PermissionDenied):
        joining.take_over(new.pk, old.pk, by=town.community_staff)
    home = Membership.objects.filter(resident=old.resident_id).earliest("pk")
    Membership.objects.filter(pk=home.pk).update(until=None, is_living=False, is_registered=True)
    with pytest.raises(ValidationError):
        joining.take_over(new.pk, old.pk, by=town.stranger)
    assert points.balance(old) == 3


def test_what_waits_in_the_old_community_is_settled_there_first(points, town, moved):
    old, new = moved
    asked = points.claim(old, code="mediation")
    with pytest.raises(ValidationError):
        joining.take_over(new.pk, old.pk, by=town.stranger)
    claims.refuse(asked.pk, by=town.community_staff, why="不在本社区")
    joining.take_over(new.pk, old.pk, by=town.stranger)


def test_who_comes_back_goes_on_in_the_old_passbook(points, town, moved):
    old, new = moved
    joining.take_over(new.pk, old.pk, by=town.stranger)
    Membership.objects.filter(resident=old.resident_id, until=None).update(until=dt.date(2026, 5, 20))
    make_home(old.resident, town.unit)
    back = passbooks.open_for_resident(points.scheme, old.resident_id, by=town.unit_head)
    assert back == old
    joining.take_over(old.pk, new.pk, by=town.unit_head)
    assert (points.balance(old), points.balance(new)) == (3, 0)
    assert list(Account.objects.exclude(joined_into=None)) == [new]
    proven()


def come_back(points, town, old: Account) -> Account:
    Membership.objects.filter(resident=old.resident_id, until=None).update(until=dt.date(2026, 5, 20))
    make_home(old.resident, town.unit)
    return passbooks.open_for_resident(points.scheme, old.resident_id, by=town.unit_head)


def test_who_comes_back_earns_in_their_own_passbook_before_anything_is_taken_over(points, town, moved):
    old, new = moved
    joining.take_over(new.pk, old.pk, by=town.stranger)
    back = come_back(points, town, old)
    points.award(back)
    assert (back, points.balance(old), points.balance(new)) == (old, 3, 3)
    assert queries.elsewhere(back) == [new]
    proven()


def test_the_passbooks_of_ones_other_entries_come_back_along(points, town, two):
    kept, dropped = two
    points.award(dropped)
    made = merged(points, kept, dropped)
    there = pointed.Scheme.objects.create(area=town.neighbour, name="邻社区积分")
    Membership.objects.filter(resident=kept.resident_id).update(until=dt.date(2026, 5, 1))
    make_home(kept.resident, town.neighbour)
    new = passbooks.open_for_resident(there, kept.resident_id, by=town.stranger)
    joining.take_over(new.pk, kept.pk, by=town.stranger)
    come_back(points, town, kept)
    assert Account.objects.get(pk=dropped.pk).joined_into == kept
    points.award(kept)
    joining.OfOnePerson().put_back(made.before["along"][joining.PART], dropped.resident_id, kept.resident_id, None)
    assert Account.objects.get(pk=dropped.pk).joined_into is None, "and come apart as ever"
    proven()


def test_points_of_another_unit_stay_where_they_are(town, moved):
    old, new = moved
    pointed.Scheme.objects.filter(pk=new.scheme_id).update(unit="hours")
    assert queries.elsewhere(Account.objects.get(pk=new.pk)) == []


def test_the_page_offers_what_was_left_behind_and_takes_it_over(town, moved, signed_in):
    old, new = moved
    client = signed_in(town.stranger)
    address = reverse("points:take_over", args=[new.ref, old.ref])
    assert address in client.get(new.get_absolute_url()).content.decode()
    assert client.post(address, follow=True).status_code == 200
    assert passbook.totals(Account.objects.get(pk=new.pk))["balance"] == "3"
    assert client.post(address).url == new.get_absolute_url(), "pressed twice it is done once"
    assert passbook.totals(Account.objects.get(pk=new.pk))["balance"] == "3"


def test_an_award_given_before_a_move_is_reversed_by_nobody(points, town, moved):
    old, new = moved
    given = Movement.objects.get(kind=Kind.AWARD)
    joining.take_over(new.pk, old.pk, by=town.stranger)
    with pytest.raises(ValidationError):
        ledger.reverse(given.pk, by=town.community_staff, why="记错人")
    assert points.balance(new) == 3


@pytest.fixture
def left(points, two, monkeypatch):
    """Merged when passbooks did not go along: both entries still have theirs."""
    kept, dropped = two
    points.award(kept)
    points.award(dropped, code="mediation")
    with monkeypatch.context() as before:
        before.delitem(along._parts, joining.PART)
        made = merged(points, kept, dropped)
    return kept, dropped, made


def test_passbooks_of_people_merged_before_are_joined_at_night_and_once(points, left):
    kept, dropped, _made = left
    assert points.balance(dropped) > 0
    tasks.midnight()
    assert (points.balance(kept), points.balance(dropped)) == (Decimal("4.5"), 0)
    assert (joining.join_those_left(), Movement.objects.filter(kind=Kind.MOVE).count()) == (0, 1)
    proven()


def test_what_was_joined_at_night_comes_apart_with_the_merge(points, left):
    kept, dropped, made = left
    joining.join_those_left()
    unmerged(points, made)
    assert (points.balance(kept), points.balance(dropped)) == (3, Decimal("1.5"))
    assert joining.join_those_left() == 0
    proven()


def test_of_three_entries_made_one_the_last_has_all(points, left):
    kept, dropped, _made = left
    last = points.passbook("3")
    merged(points, last, kept)
    assert joining.join_those_left() == 1
    assert [points.balance(book) for book in (last, kept, dropped)] == [Decimal("4.5"), 0, 0]
    proven()


def test_a_passbook_without_another_beside_it_stays(points, two):
    kept, dropped = two
    merged(points, kept, dropped)
    assert joining.join_those_left() == 0
