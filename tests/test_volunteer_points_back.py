"""Points of reversed hours are taken back with them, or stand where they are spent, and somebody is told."""

import threading

import pytest
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from grids import alarms
from grids.models import Notice
from points import proof
from points.actions import claims, joining
from points.enums import ClaimState, Holder
from points.models import Account, Claim, Movement
from tests import factories as make, pointed, town as towns
from tests.concurrently import at_once, in_another_connection
from tests.registered import entry
from tests.test_points_races import tried
from tests.test_volunteer_activities import held
from volunteers.actions import certificates, outcome, people
from volunteers.actions.outcome import PointsBack

pytestmark = pytest.mark.django_db
WHY = "本人当天没有到场"


class Hours:
    """A resident's certified hours in a community with a scheme, and the claim for them."""

    def __init__(self, town, **terms):
        self.town, self.points = town, pointed.build(town, **terms)
        who = people.take_in_resident(entry(town.unit).pk, by=town.unit_head)
        self.activity = outcome.certify(
            held(town, who, starts=timezone.now() - timezone.timedelta(hours=9)).pk, by=town.community_staff2
        )
        self.place = self.activity.places.get()

    @property
    def claim(self) -> Claim:
        return Claim.objects.select_related("account").get()

    def certify(self) -> Claim:
        return claims.certify(self.claim.pk, by=self.town.community_staff)

    def reverse(self, by=None) -> PointsBack:
        return certificates.reverse_hours(self.place.pk, by=by or self.town.community_staff, why=WHY)

    def spend(self) -> None:
        """All that the passbook holds."""
        self.points.redeem(self.claim.account, self.points.item("1"), now=timezone.now())


@pytest.fixture
def hours(town):
    return Hours(town)


def test_a_claim_that_still_waits_is_withdrawn_with_the_reason(hours):
    assert hours.reverse() == PointsBack.TAKEN
    assert (hours.claim.state, hours.claim.why, hours.claim.decided_by) == (
        ClaimState.REFUSED, WHY, hours.town.community_staff,
    )  # fmt: skip


def test_so_is_one_on_public_notice_and_nothing_is_posted_when_the_notice_is_over(town):
    hours = Hours(town, notice_days=7)
    until = hours.certify().alarm_at
    hours.reverse()
    alarms.sweep_one("claims", until)
    assert (hours.claim.state, Movement.objects.exists()) == (ClaimState.REFUSED, False)


def test_posted_points_are_reversed_by_a_counter_entry_with_the_reason(hours):
    hours.certify()
    assert hours.reverse() == PointsBack.TAKEN
    counter = Movement.objects.get(kind="reversal")
    assert (counter.words, counter.by, counter.reverses) == (WHY, hours.town.community_staff, hours.claim.movement)
    assert (hours.claim.account.balance, list(proof.prove())) == (0, [])


def test_whoever_certifies_hours_but_no_points_takes_them_back_all_the_same(hours):
    hours.certify()
    role = make.role("certify_volunteering", "read_volunteers")
    assert hours.reverse(by=make.user(at=hours.town.community, role=role)) == PointsBack.TAKEN
    assert hours.claim.account.balance == 0


def test_spent_points_stand_and_those_who_certify_points_are_told(hours):
    hours.certify()
    hours.spend()
    assert hours.reverse() == PointsBack.SPENT
    hours.place.refresh_from_db()
    assert hours.place.struck_why == WHY
    assert (hours.claim.state, hours.claim.account.balance) == (ClaimState.POSTED, 0)
    assert not Movement.objects.filter(kind="reversal").exists()
    told = Notice.objects.filter(kind="points_spent", url=hours.claim.get_absolute_url())
    assert {one.user for one in told} == {hours.town.community_staff, hours.town.community_staff2}


def test_what_was_reversed_by_hand_before_is_not_reversed_twice(hours):
    claims.take_back(hours.certify().pk, by=hours.town.community_staff, why="记错了人")
    assert hours.reverse() == PointsBack.TAKEN
    assert (hours.claim.account.balance, Movement.objects.filter(kind="reversal").count()) == (0, 1)


def test_points_in_a_passbook_that_was_joined_are_taken_from_the_one_they_are_in_now(hours):
    account = hours.certify().account
    other = hours.points.passbook("2")
    joining.OfOnePerson().take(account.resident_id, other.resident_id, hours.town.unit_head)
    assert hours.reverse() == PointsBack.TAKEN
    assert (hours.points.balance(account), hours.points.balance(other), list(proof.prove())) == (0, 0, [])


def test_reversed_hours_ask_for_no_points_later(town):
    hours = Hours(town, is_on=False)
    assert (hours.reverse(), Claim.objects.exists()) == (PointsBack.NONE, False)
    type(hours.points.scheme).objects.update(is_on=True)
    assert outcome.credit(hours.activity, timezone.now()) == 0


@pytest.mark.parametrize("holder", Holder)
def test_an_activity_says_who_did_it_where_a_household_keeps_the_passbook(town, holder):
    hours = Hours(town, holder=holder)
    said = hours.place.volunteer.resident_id if holder == Holder.HOUSEHOLD else None
    assert hours.claim.resident_id == said


@pytest.mark.parametrize(("spends", "said"), [(False, "success"), (True, "warning")])
def test_the_page_says_what_became_of_the_points(hours, client, spends, said):
    hours.certify()
    if spends:
        hours.spend()
    client.force_login(hours.town.community_staff)
    answer = client.post(reverse("volunteers:reverse_hours", args=[hours.place.pk]), {"why": WHY}, follow=True)
    assert [message.level_tag for message in answer.context["messages"]] == [said]


@pytest.mark.django_db(transaction=True)
def test_certified_and_reversed_at_once_the_points_are_in_no_passbook_afterwards(db):
    hours = Hours(towns.again())
    certifier, reverser = (make.fresh(one) for one in (hours.town.community_staff, hours.town.community_staff2))
    at_once([tried(lambda: claims.certify(hours.claim.pk, by=certifier)), lambda: hours.reverse(by=reverser)])
    assert (hours.claim.account.balance, list(proof.prove())) == (0, [])


@pytest.mark.django_db(transaction=True)
def test_the_sweep_does_not_wait_for_a_passbook_that_an_act_holds(db):
    """The sweep has the claim and would wait for the passbook, the act the passbook and would wait for the claim."""
    hours = Hours(towns.again(), notice_days=7)
    until = hours.certify().alarm_at
    with transaction.atomic():
        Account.objects.select_for_update(no_key=True).get(pk=hours.claim.account_id)
        swept = threading.Thread(target=in_another_connection, args=[lambda: alarms.sweep_one("claims", until)])
        swept.start()
        swept.join(10)
        assert not swept.is_alive()
    assert hours.claim.state == ClaimState.NOTICE
    alarms.sweep_one("claims", until + timezone.timedelta(minutes=1))
    assert hours.claim.state == ClaimState.POSTED


def test_the_page_of_the_activity_says_that_hours_were_reversed_and_why(hours, signed_in):
    hours.reverse()
    assert WHY in signed_in(hours.town.community_staff).get(hours.activity.get_absolute_url()).content.decode()
