"""A community's own terms, what the portal asks points for by itself, what is said before points expire."""

import datetime as dt
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone

from cases import actions
from cases.actions.credit import credit
from cases.enums import Resolved
from config import health
from grids import figures, inbox, pulse, tallies
from grids.days import when
from grids.days.periods import DAY, Period
from grids.models import Area, Notice
from grids.pages import desk
from points import queries, statement
from points.actions import claims, expiry, nightly, passbooks, schemes, shop
from points.enums import ClaimState, Holder
from points.models import Account, Claim, Rule, Scheme, Shop
from residents import actions as residents
from residents.models import Household, Membership
from tests import pointed
from tests.registered import entry
from tests.town import MORNING, at

pytestmark = pytest.mark.django_db
SHOP = {"place": "一楼", "opening": "周三", "reserve_days": 7}
TERMS = {"name": "爱心积分", "holder": Holder.RESIDENT, "notice_days": 7, "expires_months": 0, "is_on": True}
RULE = {"code": "rescue", "name": "救灾", "amount": Decimal(5), "cap": None, "cap_per": "", "basis": ""}
TODAY = timezone.localdate()


def closed(town, code: str, resolved: Resolved = Resolved.YES):
    case = town.verified(category=town.category(code))
    facts = {"resolved": resolved, "text": "双方握手言和"}
    return actions.close(case.pk, by=town.community_staff, seen=case.version, now=MORNING, **facts)


def test_a_scheme_is_set_up_and_changed_by_whoever_decides_on_rules(town):
    made = schemes.set_up(town.community, by=town.community_staff, unit="points", shop=SHOP, **TERMS)
    assert (made.notice_days, made.shop.place, queries.serving(town.unit_head).get()) == (7, "一楼", made)
    with pytest.raises(PermissionDenied):
        schemes.change(made.pk, by=town.grid_worker, shop=SHOP, **TERMS)
    schemes.change(made.pk, by=town.community_staff, shop=SHOP | {"opening": "周六"}, **TERMS | {"notice_days": 0})
    assert (Scheme.objects.get().notice_days, Shop.objects.get().opening) == (0, "周六")
    with pytest.raises(ValidationError):
        schemes.set_up(town.community, by=town.community_staff, unit="points", shop=SHOP, **TERMS)


def test_whose_the_passbooks_are_is_settled_with_the_first(points):
    points.passbook()
    with pytest.raises(ValidationError):
        schemes.change(
            points.scheme.pk, by=points.town.community_staff, shop=SHOP, **TERMS | {"holder": Holder.HOUSEHOLD}
        )


def test_a_rule_of_ones_own_holds_from_a_day_on_and_ends_the_one_before(points):
    staff, later = points.town.community_staff, TODAY + dt.timedelta(days=9)
    with pytest.raises(PermissionDenied):
        schemes.lay_down(points.scheme.pk, by=points.town.grid_leader, valid_from=TODAY, **RULE)
    with pytest.raises(ValidationError):
        schemes.lay_down(points.scheme.pk, by=staff, valid_from=TODAY - dt.timedelta(days=1), **RULE)
    first = schemes.lay_down(points.scheme.pk, by=staff, valid_from=TODAY, **RULE)
    second = schemes.lay_down(points.scheme.pk, by=staff, valid_from=later, **RULE | {"amount": Decimal(4)})
    found = {day: queries.rule_for(points.scheme, "rescue", day) for day in (TODAY, later)}
    assert found == {TODAY: first, later: second}


def test_points_are_worth_what_the_rule_said_on_the_day_of_the_deed(points):
    Rule.objects.filter(code="rescue").update(valid_to=dt.date(2026, 5, 1))
    account = points.passbook()
    with pytest.raises(ValidationError):
        points.claim(account)
    assert points.claim(account, done_on=dt.date(2026, 4, 30)).amount == 3


def test_a_cap_is_each_persons_also_in_a_households_passbook(town):
    points = pointed.build(town, holder=Holder.HOUSEHOLD)
    Rule.objects.filter(code="rescue").update(cap=3, cap_per="month")
    account = points.passbook()
    first = Membership.objects.get(household=account.household_id)
    other = entry(town.unit, name="林小明", room="2")
    Membership.objects.filter(resident=other).update(household=account.household_id)
    for person in (first.resident_id, other.pk):
        points.award(account, resident_id=person)
    with pytest.raises(ValidationError):
        points.award(account, resident_id=other.pk)
    assert points.balance(account) == 6


def test_a_cap_counts_whatever_a_persons_points_were_asked_for(points):
    Rule.objects.filter(code="volunteering").update(cap=1, cap_per="day")
    account = points.passbook()
    points.award(account, "volunteering", resident_id=account.resident_id)  # as an activity once asked
    with pytest.raises(ValidationError, match="1.0"):
        points.award(account, "volunteering")  # as a service order does, and whoever asks by hand


def test_a_cap_counts_what_both_entries_of_a_person_did_for_their_household(town):
    points = pointed.build(town, holder=Holder.HOUSEHOLD)
    Rule.objects.filter(code="rescue").update(cap=3, cap_per="month")
    account = points.passbook()
    kept = Membership.objects.get(household=account.household_id).resident_id
    dropped = entry(town.unit, name="林秀英", room="2")
    Membership.objects.filter(resident=dropped).update(household=account.household_id)
    points.award(account, resident_id=dropped.pk)
    waiting = points.claim(account, resident_id=kept)
    residents.merge(kept, dropped.pk, by=town.community_staff, seen=None, dropped_seen=None)
    with pytest.raises(ValidationError, match="3.0"):
        claims.certify(waiting.pk, by=town.community_staff, now=MORNING)


def test_what_was_reversed_leaves_room_under_the_cap(points):
    Rule.objects.filter(code="rescue").update(cap=3, cap_per="month")
    account = points.passbook()
    made = points.award(account)
    claims.take_back(made.pk, by=points.town.community_staff, why="记错人", now=MORNING)
    assert points.award(account).state == ClaimState.POSTED


def test_hours_are_counted_by_their_number_and_apart_from_points(points, town):
    hours = pointed.build(town, unit="hours")
    Rule.objects.create(
        code="hour", name_zh="时长", name_en="Hours", unit="hours", amount=1, valid_from="2026-01-01"
    )  # fmt: skip
    resident = points.passbook().resident_id
    book = passbooks.open_for_resident(hours.scheme, resident, by=town.unit_head)
    points.award(book, "hour", times=Decimal("2.5"))
    assert sorted(Account.objects.passbooks().values_list("scheme__unit", "balance")) == [
        ("hours", Decimal("2.5")), ("points", 0),
    ]  # fmt: skip


def test_a_settled_dispute_asks_points_for_its_handler_once_and_another_certifies(points, town):
    case = closed(town, "dispute-neighbour")
    made = Claim.objects.get()
    assert (made.account.user, made.amount, made.by) == (town.grid_worker, Decimal("1.5"), None)
    assert case.number in made.words
    credit(case, now=MORNING)  # as when it is opened and closed again
    assert Claim.objects.count() == 1
    assert claims.certify(made.pk, by=town.community_staff, now=MORNING).state == ClaimState.POSTED
    assert Account.objects.visible_to(town.grid_worker).passbooks().get().balance == Decimal("1.5")


@pytest.mark.parametrize(
    ("code", "resolved"), [("environment-waste", Resolved.YES), ("dispute-neighbour", Resolved.NO)]
)
def test_what_is_no_settled_dispute_asks_for_nothing(points, town, code, resolved):
    closed(town, code, resolved)
    assert not Claim.objects.exists()


def test_where_no_scheme_serves_a_dispute_closes_all_the_same(town):
    assert closed(town, "dispute-neighbour").ended_at
    assert not Claim.objects.exists()


def test_keepers_are_told_before_points_expire_once_a_month(town):
    points = pointed.build(town, expires_months=12)
    account, other = points.passbook("1"), points.passbook("2")
    points.award(account, done_on=at("2025-06-20 09:00").date(), now=at("2025-06-20 09:00"))
    points.award(other)
    assert expiry.announce(at("2026-05-11 00:05")) == 1
    assert expiry.announce(at("2026-05-12 00:05")) == 1
    told = Notice.objects.filter(kind="points_expire", user=town.unit_head).get()
    assert "1 " in inbox.text_of(told)
    assert list(Account.objects.filter(expires_soon=True)) == [account]
    points.redeem(account, points.item("3"), now=at("2026-05-13 09:00"))
    assert expiry.announce(at("2026-05-14 00:05")) == 0
    assert not Account.objects.filter(expires_soon=True).exists()


def changed(points, **terms) -> Scheme:
    return schemes.change(points.scheme.pk, by=points.town.community_staff, shop=SHOP, **TERMS | terms)


def nights(first: int, last: int) -> int:
    """How many passbooks lost something on the nights from today on that are so many days away."""
    midnight = timezone.localtime().replace(hour=0, minute=5)
    return sum(expiry.expire_all(midnight + dt.timedelta(days=day)) for day in range(first, last + 1))


@pytest.fixture
def old(points):
    """A passbook whose three points are 200 days old."""
    account, ago = points.passbook(), timezone.now() - dt.timedelta(days=200)
    points.award(account, done_on=ago.date(), now=ago)
    return account


def test_a_new_term_takes_nothing_that_was_not_announced_for_sixty_days(points, old):
    changed(points, expires_months=6)
    assert nights(0, 60) == 0
    assert expiry.announce(timezone.now() + dt.timedelta(days=1)) == 1
    told = Notice.objects.filter(kind="points_expire", user=points.town.unit_head).get()
    assert when.day_of(TODAY + dt.timedelta(days=61), TODAY) in inbox.text_of(told)
    assert nights(61, 61) == 1
    assert points.balance(old) == 0


def test_what_the_term_before_takes_goes_on_while_a_shorter_one_waits(points, old):
    newer, ago = points.passbook("2"), timezone.now() - dt.timedelta(days=130)
    points.award(newer, done_on=ago.date(), now=ago)
    Scheme.objects.update(expires_months=6)
    changed(points, expires_months=3)
    assert nights(0, 0) == 1
    assert (points.balance(old), points.balance(newer)) == (0, 3)
    assert nights(1, 61) == 1


def test_a_term_that_gets_shorter_while_keepers_were_told_this_month_is_told_anew(points, old):
    newer = points.passbook("2")
    points.award(newer, done_on=TODAY - dt.timedelta(days=130), now=timezone.now() - dt.timedelta(days=130))
    Scheme.objects.update(expires_months=8)
    expiry.announce(timezone.now())
    changed(points, expires_months=3)
    expiry.announce(timezone.now() + dt.timedelta(days=1))
    assert Notice.objects.filter(kind="points_expire", user=points.town.unit_head).count() == 2


@pytest.mark.parametrize("terms", [{"expires_months": 12}, {"expires_months": 0}, {"name": "积分"}])
def test_a_term_that_is_longer_or_stays_as_it_is_holds_at_once(points, old, terms):
    Scheme.objects.update(expires_months=6, notice_days=7)
    assert changed(points, **{"expires_months": 6} | terms).expires_from is None


def test_what_else_is_changed_while_a_term_waits_does_not_put_it_off(points, old):
    since = changed(points, expires_months=6).expires_from
    assert changed(points, expires_months=6, name="爱心").expires_from == since


def test_points_that_never_expired_while_a_scheme_rested_do_not_on_its_first_night(points, old):
    Scheme.objects.update(expires_months=6, is_on=False)
    changed(points, expires_months=6, is_on=True)
    assert nights(0, 60) == 0


def test_no_passbook_stays_marked_where_points_do_not_expire_any_more(points, old):
    Scheme.objects.update(expires_months=6)
    expiry.announce(timezone.now())
    changed(points, expires_months=0)
    expiry.announce(timezone.now())
    assert not Account.objects.filter(expires_soon=True).exists()


def test_the_page_of_rules_says_from_when_a_shorter_term_holds(points, signed_in):
    client = signed_in(points.town.community_staff)
    sent = {"name": "爱心积分", "holder": "resident", "notice_days": 0, "expires_months": 6, "is_on": "on"}
    sent |= {"place": "一楼", "opening": "周三", "reserve_days": 7}
    answer = client.post(reverse("points:scheme", args=[points.scheme.pk]), sent, follow=True)
    starts = when.day_of(TODAY + dt.timedelta(days=61), TODAY)
    assert answer.content.decode().count(starts) == 2, "in the message and beside the term"


def test_who_asked_is_told_of_a_refusal_and_the_desk_shows_what_waits(points, town):
    made = points.claim(points.passbook())
    box = dict((one.name, shown) for one, shown in desk.for_user(town.community_staff, MORNING))["points"]
    assert [row["title"] for row in box["rows"]] == ["参与防汛抢险"]
    assert "points" not in {one.name for one, _shown in desk.for_user(town.unit_head, MORNING)}
    claims.refuse(made.pk, by=town.community_staff, why="当日无此活动")
    assert Notice.objects.get(kind="points_refused").user == town.unit_head


def test_a_family_sees_what_its_members_hold_and_no_other_home(points, town):
    account = points.passbook("1")
    daughter = entry(town.unit, name="林小明", room="2")
    Membership.objects.filter(resident=daughter).update(
        household=Membership.objects.get(resident=account.resident_id).household
    )
    hers = passbooks.open_for_resident(points.scheme, daughter.pk, by=town.unit_head)
    points.passbook("3")
    assert queries.family(account, town.unit_head) == [hers]
    assert Household.objects.count() == 3


def test_a_months_statement_carries_on_from_the_month_before(points):
    account, item = points.passbook(), points.item("2", stock=5)
    points.award(account, now=at("2026-04-20 09:00"), done_on=dt.date(2026, 4, 20))
    points.award(account)
    made, code = points.redeem(account, item, 2)
    shop.hand_over(made.ref, code, by=points.town.community_staff, now=MORNING)
    found = statement.points(points.scheme, dt.date(2026, 5, 1))
    assert (found["opening"], found["closing"]) == ("3", "2")
    assert [(count, amount) for _kind, count, amount in found["moved"]] == [(1, "3"), (1, "-4")]
    assert statement.points(points.scheme, dt.date(2026, 4, 1))["closing"] == "3"
    (line,) = statement.stock(points.scheme, timezone.localdate().replace(day=1))
    assert (line["closing"], line["opening"] + line["delivered"] + line["taken"]) == (3, 3)
    assert statement.stock(points.scheme, dt.date(2026, 5, 1))[0]["handed"] == 2


def test_what_comes_back_changes_no_month_that_is_over(points):
    account, item, staff = points.passbook(), points.item("1"), points.town.community_staff
    points.award(account)
    made, code = points.redeem(account, item, 2)
    shop.hand_over(made.ref, code, by=staff, now=MORNING)
    kept, _code = points.redeem(account, item, 1)
    may, june = dt.date(2026, 5, 1), dt.date(2026, 6, 1)
    signed = statement.stock(points.scheme, may)
    shop.return_(made.ref, by=staff, why="包装破损", now=at("2026-06-02 09:00"))
    shop.cancel(kept.ref, by=staff, why="不想要了", now=at("2026-06-02 09:00"))
    assert statement.stock(points.scheme, may) == signed
    found = [
        (line["handed"], line["returned"]) for month in (may, june) for line in statement.stock(points.scheme, month)
    ]
    assert found == [(2, 0), (0, 2)]


def test_the_page_of_the_monitors_asks_for_the_nights_proof_of_the_ledger(points):
    nightly.prove_and_show()
    assert pulse.sign(nightly.LEDGER).ok
    assert nightly.LEDGER in health.OLDEST


def test_each_figure_of_points_adds_up_its_rows_and_opens_them(points, town, signed_in):
    now = timezone.now()
    today = timezone.localdate(now)
    account = points.passbook()
    for source in "12":
        points.award(account, source=source, now=now, done_on=today)
    points.claim(account, code="mediation", now=now, done_on=today)
    made, code = points.redeem(account, points.item("1.5"), 2, now=now)
    shop.hand_over(made.ref, code, by=town.community_staff, now=now)
    again, code = points.redeem(account, points.item("0.5", name="毛巾"), 1, now=now)
    shop.hand_over(again.ref, code, by=town.community_staff, now=now)
    shop.return_(again.ref, by=town.community_staff, why="包装破损", now=now)
    tallies.count()
    area, client = Area.objects.get(pk=town.community.pk), signed_in(town.community_staff)
    found = figures.of(area, town.community_staff, Period.between(today, today))
    mine = {key: value for key, value in found.items() if key.startswith("points.")}
    assert {key.removeprefix("points."): value.value for key, value in mine.items()} == {
        "claimed": 3, "sum_claimed": Decimal("7.5"), "sum_certified": 6, "sum_spent": Decimal("3.5"),
        "pieces_handed_out": 3, "pieces_returned": 1, "sum_expired": 0,
    }  # fmt: skip
    for value in mine.values():
        assert f'data-total="{value.value}"' in client.get(value.url).content.decode(), value.figure.key


def test_sums_are_tallied_by_day_and_counted_live_in_a_unit_as_in_their_list(points, town):
    now, account = timezone.now(), points.passbook()
    today = timezone.localdate(now)
    yesterday, key = Period.between(today - DAY, today - DAY), "points.sum_certified"
    points.award(account, code="mediation", now=now - DAY, done_on=today - DAY)
    points.award(account, code="mediation", source="2", now=now, done_on=today)
    tallies.count(now)
    area, unit = (Area.objects.get(pk=each.pk) for each in (town.community, town.unit))
    value = figures.of(area, town.community_staff, Period.between(today, today), now)[key]
    assert (value.value, value.before) == (Decimal("1.5"), Decimal("1.5"))
    assert figures.of(area, town.community_staff, yesterday, now)[key].value == Decimal("1.5")
    assert figures.of(unit, town.unit_head, yesterday, now)[key].value == Decimal("1.5")
    assert not tallies.recount(today - DAY, now=now), "a recount finds the same"
