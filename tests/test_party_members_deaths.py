"""A death that the register has corrected: the night takes back what it ended for it, and nothing else."""

import datetime as dt

import pytest
from django.utils import timezone

from parties.actions import check_ins, members, members_nightly
from parties.enums.members import Leaving
from parties.models import CheckIn, PartyMember
from residents import actions
from tests.partied import member
from tests.partied_members import contact, deployment, household_of
from tests.registered import entry

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate
DIED = dt.date(2026, 3, 4)


@pytest.fixture
def somebody(town, branch):
    return member(branch, entry(town.unit, room="7"), since=dt.date(2024, 1, 1))


def dead(town, resident, on=DIED):
    actions.died(resident.pk, by=town.community_staff, seen=None, on=on)
    members_nightly.follow_register()


def corrected(town, resident, on=None, **more) -> int:
    actions.correct_death(resident.pk, by=town.community_staff, seen=None, on=on, why="误登", **more)
    return members_nightly.follow_register()


def test_who_lives_is_on_the_roll_again_with_households_and_deployments(town, somebody):
    home, plan = household_of(town.unit), TODAY() + dt.timedelta(days=30)
    kept = contact(somebody, home)
    served = deployment(somebody, town.grid, until=plan)
    ahead = deployment(somebody, town.unit, since=TODAY() + dt.timedelta(days=10))
    dead(town, somebody.resident)
    for row in (somebody, kept, served, ahead):
        row.refresh_from_db()
    assert (somebody.left_for, bool(kept.until), served.until, ahead.called_off) == (Leaving.DIED, True, TODAY(), True)
    assert corrected(town, somebody.resident) == 4
    for row in (somebody, kept, served, ahead):
        row.refresh_from_db()
    assert (somebody.left_on, somebody.left_for) == (None, "")
    assert (kept.until, served.until, ahead.called_off) == (None, plan, False)
    assert members_nightly.follow_register() == 0


def test_a_death_on_another_day_is_the_day_they_left(town, somebody):
    dead(town, somebody.resident)
    corrected(town, somebody.resident, on=dt.date(2026, 3, 2))
    somebody.refresh_from_db()
    assert somebody.left_on == dt.date(2026, 3, 2)
    corrected(town, somebody.resident)
    assert PartyMember.objects.current().get() == somebody


def test_whoever_was_taken_off_the_roll_by_its_keeper_stays_off(town, somebody):
    members.leave(somebody.pk, by=town.community_staff, left_for=Leaving.DIED, why="组织已办理", on=DIED)
    assert members_nightly.follow_register() == 0
    somebody.refresh_from_db()
    assert somebody.left_on == DIED


def test_whoever_is_on_a_roll_by_now_is_not_put_on_it_twice(town, somebody, branch):
    dead(town, somebody.resident)
    actions.correct_death(somebody.resident_id, by=town.community_staff, seen=None, on=None, why="误登")
    members.enrol(somebody.resident_id, branch, by=town.community_staff, kind="retired")
    assert members_nightly.follow_register() == 0


def test_an_account_that_is_another_members_by_now_stays_theirs(town, somebody, branch):
    members.know_account(somebody.pk, town.unit_head, by=town.community_staff)
    dead(town, somebody.resident)
    other = member(branch, entry(town.unit, room="8", name="周敏"))
    members.know_account(other.pk, town.unit_head, by=town.community_staff)
    corrected(town, somebody.resident)
    somebody.refresh_from_db()
    assert (somebody.left_on, somebody.user) == (None, None)


def test_a_household_that_is_open_again_is_kept_in_touch_with_again(town, somebody):
    home = household_of(town.unit)
    kept = contact(somebody, home)
    alone = home.memberships.get().resident
    dead(town, alone)
    kept.refresh_from_db()
    assert kept.until == TODAY()
    corrected(town, alone)
    kept.refresh_from_db()
    assert kept.until is None


def test_a_household_that_somebody_else_keeps_in_touch_with_by_now_stays_theirs(town, somebody, branch):
    home = household_of(town.unit)
    kept = contact(somebody, home)
    dead(town, somebody.resident)
    contact(member(branch, entry(town.unit, room="8", name="周敏")), home)
    corrected(town, somebody.resident)
    kept.refresh_from_db()
    assert kept.until is not None


def test_of_two_rows_that_deaths_ended_the_newer_stands_again(town, somebody, branch):
    dead(town, somebody.resident)
    actions.correct_death(somebody.resident_id, by=town.community_staff, seen=None, on=None, why="误登")
    newer = members.enrol(somebody.resident_id, branch, by=town.community_staff, kind="retired", since=DIED)
    dead(town, somebody.resident)
    corrected(town, somebody.resident)
    assert PartyMember.objects.current().get() == newer


def test_a_check_in_that_the_death_ended_goes_on(town):
    resident = entry(town.unit)
    made = check_ins.report_in(
        resident.pk, by=town.community_staff, from_unit="市医院第二支部", offer="义诊", since=DIED
    )
    dead(town, resident)
    assert not CheckIn.objects.current().exists()
    corrected(town, resident)
    assert CheckIn.objects.current().get() == made


def test_a_check_in_of_who_lives_elsewhere_by_now_stays_ended(town):
    resident = entry(town.unit)
    check_ins.report_in(resident.pk, by=town.community_staff, from_unit="市医院第二支部", offer="义诊", since=DIED)
    dead(town, resident)
    corrected(town, resident, comes_back=False)
    assert not CheckIn.objects.current().exists()
