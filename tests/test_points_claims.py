"""From a deed to points: asked once, certified by another person, within the rule's cap, on notice where it is on."""

import datetime as dt
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from grids import alarms
from points import lots, proof, queries
from points.actions import claims, expiry, ledger, passbooks
from points.enums import ClaimState, Holder
from points.models import Account, Claim, Movement, Rule
from residents.models import Membership
from tests import factories as make, pointed
from tests.registered import entry
from tests.town import MORNING, at

pytestmark = pytest.mark.django_db


def test_default_rules_are_those_of_the_passbooks(db):
    worth = dict(Rule.objects.filter(scheme=None).values_list("code", "amount"))
    assert worth == {"rescue": Decimal("3.0"), "mediation": Decimal("1.5"), "volunteering": Decimal("1.0")}


def test_a_certified_claim_stands_in_the_passbook_with_person_and_post(points):
    account = points.passbook()
    made = points.award(account, "mediation", words="楼上浇花淋湿楼下衣物，协助劝和")
    assert (made.state, points.balance(account)) == (ClaimState.POSTED, Decimal("1.5"))
    assert made.movement.by == points.town.community_staff
    assert made.movement.post.role.code == "community_staff"
    assert made.movement.words == "楼上浇花淋湿楼下衣物，协助劝和"


def test_nobody_certifies_what_they_asked_for_or_what_is_for_themselves(points):
    staff = points.town.community_staff
    account = points.passbook()
    asked = claims.claim(
        account, "rescue", source=("test", "1"), words="抢险", done_on=MORNING.date(), by=staff,
        now=MORNING,
    )  # fmt: skip
    with pytest.raises(PermissionDenied):
        claims.certify(asked.pk, by=staff)
    own = claims.claim(
        passbooks.open_for_user(points.scheme, staff), "mediation", source=("test", "2"),
        words="调解", done_on=MORNING.date(), now=MORNING,
    )  # fmt: skip
    with pytest.raises(PermissionDenied):
        claims.certify(own.pk, by=staff)
    assert claims.certify(own.pk, by=points.town.community_staff2).state == ClaimState.POSTED


def test_whoever_keeps_passbooks_does_not_certify(points):
    with pytest.raises(PermissionDenied):
        claims.certify(points.claim(points.passbook()).pk, by=points.town.grid_worker)


def test_one_source_is_one_claim(points):
    account = points.passbook()
    assert points.claim(account, source="dispute-1") == points.claim(account, source="dispute-1")
    assert Claim.objects.count() == 1


def test_what_is_decided_is_not_decided_again(points):
    made = points.award(points.passbook())
    with pytest.raises(ValidationError):
        claims.certify(made.pk, by=points.town.community_staff2)
    with pytest.raises(ValidationError):
        claims.refuse(made.pk, by=points.town.community_staff2, why="重复")


def test_a_refusal_says_why(points):
    made = points.claim(points.passbook())
    with pytest.raises(ValidationError):
        claims.refuse(made.pk, by=points.town.community_staff, why="")
    made = claims.refuse(made.pk, by=points.town.community_staff, why="当日无此活动")
    assert (made.state, made.why) == (ClaimState.REFUSED, "当日无此活动")


def test_a_rule_gives_no_more_than_its_cap_within_its_time(points):
    Rule.objects.filter(code="rescue").update(cap=6, cap_per="month")
    account = points.passbook()
    for source in "12":
        points.award(account, source=source)
    third = points.claim(account, source="3")
    with pytest.raises(ValidationError, match="6"):
        claims.certify(third.pk, by=points.town.community_staff, now=MORNING)
    earlier = points.award(account, source="4", done_on=dt.date(2026, 4, 30))
    assert (earlier.state, points.balance(account)) == (ClaimState.POSTED, 9)


def test_a_communitys_own_rule_goes_before_the_general_one(points):
    account = points.passbook()
    own = Rule.objects.create(
        code="rescue", name_zh="救灾", name_en="Rescue", scheme=points.scheme, amount=5, valid_from="2026-01-01"
    )
    assert points.claim(account, source="new").rule == own
    assert points.claim(account, source="old", done_on=dt.date(2025, 12, 31)).amount == 3
    assert [rule.amount for rule in queries.rules_of(points.scheme, MORNING.date()) if rule.code == "rescue"] == [5]


@pytest.mark.parametrize(
    ("done_on", "words"), [(dt.date(2026, 5, 12), "抢险"), (dt.date(2025, 5, 1), "抢险"), (MORNING.date(), "")]
)
def test_what_cannot_be_claimed(points, done_on, words):
    account = points.passbook()
    with pytest.raises(ValidationError):
        points.claim(account, done_on=done_on, words=words)


def test_a_passbook_of_another_area_is_out_of_reach(points):
    stranger = points.town.stranger
    account = points.passbook()
    assert not Account.objects.visible_to(stranger).exists()
    with pytest.raises(PermissionDenied):
        claims.claim(
            account, "rescue", source=("test", "1"), words="抢险", done_on=MORNING.date(),
            by=stranger, now=MORNING,
        )  # fmt: skip


def test_points_on_public_notice_come_when_nobody_objected_for_seven_days(town):
    points = pointed.build(town, notice_days=7)
    account = points.passbook()
    made = points.award(account)
    assert (made.state, points.balance(account)) == (ClaimState.NOTICE, 0)
    alarms.sweep(now=at("2026-05-18 23:59"))
    assert points.balance(account) == 0
    alarms.sweep(now=at("2026-05-19 00:01"))
    made.refresh_from_db()
    assert (made.state, points.balance(account)) == (ClaimState.POSTED, 3)


def test_an_objection_is_decided_by_another_pair_of_eyes(town):
    points = pointed.build(town, notice_days=7)
    made = points.award(points.passbook())
    claims.object_(made.pk, by=town.grid_worker, words="当天他不在")
    alarms.sweep(now=at("2026-06-01 09:00"))
    made.refresh_from_db()
    assert made.state == ClaimState.WAITING
    with pytest.raises(PermissionDenied):
        claims.certify(made.pk, by=town.community_staff)
    assert claims.refuse(made.pk, by=town.community_staff2, why="查实不在场").state == ClaimState.REFUSED


def test_a_household_keeps_one_passbook(town):
    points = pointed.build(town, holder=Holder.HOUSEHOLD)
    first = points.somebody("1")
    home = Membership.objects.get(resident=first)
    second = entry(town.unit, name="林小明", room="2")
    Membership.objects.filter(resident=second).update(household=home.household_id)
    books = {passbooks.open_for_resident(points.scheme, one.pk, by=town.unit_head).pk for one in (first, second)}
    assert len(books) == 1


def test_a_passbook_follows_its_holder_within_the_scheme(points):
    account = points.passbook()
    other = make.area(points.town.grid)
    Membership.objects.filter(resident=account.resident_id).update(area=other)
    assert passbooks.follow_homes() == 1
    account.refresh_from_db()
    assert account.area_id == other.pk
    Membership.objects.filter(resident=account.resident_id).update(area=points.town.neighbour)
    assert passbooks.follow_homes() == 0


def test_the_oldest_points_expire_first_and_only_what_was_not_spent(town):
    points = pointed.build(town, expires_months=12)
    account = points.passbook()
    points.award(account, source="old", done_on=at("2025-06-01 09:00").date(), now=at("2025-06-01 09:00"))
    points.award(account, source="new", done_on=at("2026-04-01 09:00").date(), now=at("2026-04-01 09:00"))
    points.redeem(account, points.item("2"), now=at("2026-05-01 09:00"))
    assert expiry.due(points.scheme, [account.pk], dt.date(2026, 6, 1)) == {}
    assert expiry.due(points.scheme, [account.pk], dt.date(2026, 6, 2)) == {account.pk: Decimal("1.0")}
    assert expiry.expire_all(at("2026-06-02 00:05")) == 1
    assert expiry.expire_all(at("2026-06-02 00:06")) == 0
    assert points.balance(account) == 3
    assert Movement.objects.get(kind="expiry").entries.get(account=account).amount == -1


def test_what_was_reversed_was_never_earned_and_does_not_expire(town):
    points = pointed.build(town, expires_months=12)
    account = points.passbook()
    made = points.award(account, source="old", done_on=at("2025-05-20 09:00").date(), now=at("2025-05-20 09:00"))
    ledger.reverse(made.movement_id, by=town.community_staff, why="记错人", now=MORNING)
    points.award(account, source="new")
    assert expiry.due(points.scheme, [account.pk], dt.date(2026, 12, 1)) == {}


AGO, EARLIER = at("2025-05-20 09:00"), at("2025-04-20 09:00")


def expired_once(points) -> tuple[Account, Claim]:
    """Three points that expired, and six that did not."""
    account = points.passbook()
    old = points.award(account, done_on=AGO.date(), now=AGO)
    assert expiry.expire_all(MORNING + dt.timedelta(days=20)) == 1
    for _each in range(2):
        points.award(account)
    return account, old


def test_points_that_have_expired_are_not_taken_a_second_time(town):
    points = pointed.build(town, expires_months=12)
    account, old = expired_once(points)
    with pytest.raises(ledger.AllExpired):
        claims.take_back(old.pk, by=town.community_staff, why="记错人")
    assert points.balance(account) == 6


def test_a_deed_that_did_not_count_leaves_alone_what_has_expired_of_it(town):
    points = pointed.build(town, expires_months=12)
    account, old = expired_once(points)
    source = (old.source_kind, old.source_id)
    assert claims.undo(source, by=town.community_staff, why="本人没有到场") is None
    assert points.balance(account) == 6


def test_of_an_award_only_what_has_not_expired_is_reversed(town):
    points = pointed.build(town, expires_months=12)
    account = points.passbook()
    old = points.award(account, done_on=AGO.date(), now=AGO)
    points.redeem(account, points.item("2"))
    expiry.expire_all(MORNING + dt.timedelta(days=20))
    points.award(account)
    claims.take_back(old.pk, by=town.community_staff, why="记错人")
    assert points.balance(account) == 1, "two were spent, one had expired"
    assert expiry.due(points.scheme, [account.pk], MORNING.date() + dt.timedelta(days=800)) == {account.pk: 1}
    assert list(proof.prove()) == []


def test_of_several_awards_each_knows_what_expired_of_it(town):
    points = pointed.build(town, expires_months=12)
    account = points.passbook()
    first = points.award(account, done_on=EARLIER.date(), now=EARLIER)
    second = points.award(account, done_on=AGO.date(), now=AGO)
    points.redeem(account, points.item("4"), now=AGO)
    expiry.expire_all(MORNING + dt.timedelta(days=20))
    (gone,) = lots.expired(account.pk)
    assert (gone.award, gone.amount) == (second.movement_id, 2)
    points.award(account)
    claims.take_back(first.pk, by=town.community_staff, why="记错人")
    assert points.balance(account) == 0, "the first was spent, not expired"
