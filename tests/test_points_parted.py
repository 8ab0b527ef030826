"""Two passbooks made one come apart again with their merge: what goes back, how old it is, and when it expires."""

import datetime as dt
from decimal import Decimal

import pytest

from points.actions import claims, expiry, shop
from points.actions.ledger import AllExpired
from points.models import Account, Claim, Redemption
from tests.test_points_joined import merged, proven, unmerged
from tests.town import MORNING, at

pytestmark = pytest.mark.django_db


@pytest.fixture
def two(points):
    """The passbook that is kept, and that of the entry which is dropped."""
    return points.passbook("1"), points.passbook("2")


def test_a_merge_undone_gives_back_what_came_along(points, two):
    kept, dropped = two
    points.award(kept)
    points.award(dropped)
    asked = points.claim(dropped, code="mediation")
    reserved, _code = points.redeem(dropped, points.item("1"))
    made = merged(points, kept, dropped)
    unmerged(points, made)
    assert (points.balance(kept), points.balance(dropped)) == (3, 2)
    assert Account.objects.get(pk=dropped.pk).joined_into is None
    assert {Claim.objects.get(pk=asked.pk).account, Redemption.objects.get(pk=reserved.pk).account} == {dropped}
    merged(points, kept, dropped)
    assert points.balance(kept) == 5, "and may be made one again"
    proven()


def test_a_merge_undone_after_points_were_spent_gives_back_what_is_left(points, two):
    kept, dropped = two
    points.award(dropped)
    made = merged(points, kept, dropped)
    points.redeem(kept, points.item("2"))
    unmerged(points, made)
    assert (points.balance(kept), points.balance(dropped)) == (0, 1)
    proven()


OLD, LONG_AGO = at("2026-01-05 09:00"), at("2026-01-06 09:00")


def aged(points, book: Account, when: dt.datetime = OLD, times: int = 3) -> list[Claim]:
    """Three points for each of the times."""
    return [points.award(book, now=when, done_on=when.date()) for _each in range(times)]


def due(points, book: Account, day: dt.date) -> Decimal:
    return expiry.due(points.scheme, [book.pk], day).get(book.pk, Decimal())


@pytest.fixture
def spent_and_parted(points, two):
    """Nine old points in each passbook; all eighteen were spent while they were one."""
    kept, dropped = two
    points.scheme.expires_months = 1
    points.scheme.save()
    for book in two:
        aged(points, book)
    made = merged(points, kept, dropped)
    points.redeem(kept, points.item("18"), now=LONG_AGO)
    unmerged(points, made)
    return kept, dropped


def test_after_a_merge_undone_new_points_live_as_long_as_any(points, spent_and_parted):
    for book in spent_and_parted:
        points.award(book)
    assert expiry.expire_all(MORNING + dt.timedelta(hours=16)) == 0
    assert [points.balance(book) for book in spent_and_parted] == [3, 3]
    proven()


def test_after_a_merge_undone_new_points_expire_when_their_time_is_over(points, spent_and_parted):
    for book in spent_and_parted:
        points.award(book)
    day = MORNING.date() + dt.timedelta(days=70)
    assert [due(points, book, day) for book in spent_and_parted] == [3, 3]


def test_points_that_came_and_went_back_again_are_as_old_as_before(points, two):
    kept, dropped = two
    points.scheme.expires_months = 1
    points.scheme.save()
    aged(points, dropped)
    points.award(kept)
    unmerged(points, merged(points, kept, dropped))
    assert [due(points, book, MORNING.date()) for book in two] == [0, 9]


def test_an_award_reversed_while_passbooks_were_one_makes_nothing_older_afterwards(points, two):
    kept, dropped = two
    points.scheme.expires_months = 1
    points.scheme.save()
    aged(points, kept, times=1)
    wrong = points.award(dropped)
    made = merged(points, kept, dropped)
    claims.take_back(wrong.pk, by=points.town.community_staff, why="记错人", now=MORNING)
    unmerged(points, made)
    assert [points.balance(book) for book in two] == [3, 0], "what was reversed does not go back"
    points.award(kept)
    assert due(points, kept, MORNING.date()) == 3
    proven()


def test_what_expired_of_one_while_passbooks_were_one_is_not_given_back_by_the_other(points, two):
    kept, dropped = two
    points.scheme.expires_months = 1
    points.scheme.save()
    aged(points, dropped)
    made = merged(points, kept, dropped)
    points.award(kept)
    assert expiry.expire_all(MORNING) == 1
    unmerged(points, made)
    assert [points.balance(book) for book in two] == [3, 0]
    assert expiry.expire_all(MORNING + dt.timedelta(days=1)) == 0
    assert due(points, kept, MORNING.date() + dt.timedelta(days=40)) == 3
    proven()


def test_what_was_spent_of_one_while_passbooks_were_one_is_not_given_back_out_of_later_points(points, two):
    kept, dropped = two
    for book in two:
        points.award(book)
    made = merged(points, kept, dropped)
    points.redeem(kept, points.item("5"))
    points.award(kept)
    unmerged(points, made)
    assert [points.balance(book) for book in two] == [3, 1]
    proven()


def test_what_was_exchanged_while_passbooks_were_one_and_given_back_goes_back_as_well(points, two):
    kept, dropped = two
    for book in two:
        points.award(book)
    made = merged(points, kept, dropped)
    reserved, _code = points.redeem(kept, points.item("6"))
    shop.cancel(reserved.ref, by=points.town.community_staff, why="缺货", now=MORNING)
    unmerged(points, made)
    assert [points.balance(book) for book in two] == [3, 3]
    proven()


@pytest.fixture
def expired_and_parted(points, two):
    """Three old points of the dropped entry expired while the two were one; it has earned three more since."""
    kept, dropped = two
    points.scheme.expires_months = 1
    points.scheme.save()
    (old,) = aged(points, dropped, times=1)
    made = merged(points, kept, dropped)
    assert expiry.expire_all(MORNING) == 1
    return old, made, dropped


def test_what_expired_while_passbooks_were_one_is_not_reversed_out_of_later_points(points, expired_and_parted):
    old, made, dropped = expired_and_parted
    unmerged(points, made)
    points.award(dropped)
    with pytest.raises(AllExpired):
        claims.take_back(old.pk, by=points.town.community_staff, why="记错人", now=MORNING)
    assert points.balance(dropped) == 3
    proven()


def test_what_expired_while_they_were_one_is_known_once_when_they_are_one_again(points, expired_and_parted, two):
    old, made, dropped = expired_and_parted
    kept, _dropped = two
    unmerged(points, made)
    merged(points, kept, dropped)
    later = points.award(kept)
    with pytest.raises(AllExpired):
        claims.take_back(old.pk, by=points.town.community_staff, why="记错人", now=MORNING)
    claims.take_back(later.pk, by=points.town.community_staff, why="记错人", now=MORNING)
    assert points.balance(kept) == 0
    proven()


def test_of_an_award_that_expired_in_part_while_they_were_one_the_rest_is_reversed(points, two):
    kept, dropped = two
    points.scheme.expires_months = 1
    points.scheme.save()
    (old,) = aged(points, dropped, times=1)
    points.redeem(dropped, points.item("2"), now=LONG_AGO)
    made = merged(points, kept, dropped)
    expiry.expire_all(MORNING)
    unmerged(points, made)
    points.award(dropped)
    claims.take_back(old.pk, by=points.town.community_staff, why="记错人", now=MORNING)
    assert points.balance(dropped) == 1, "one had expired; the two that were spent are owed out of what came later"
    proven()
