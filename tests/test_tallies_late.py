"""What changes a number of a day gone by has that day counted again: a tile and the list it opens stay the same."""

from datetime import date, datetime, timedelta

import pytest
from django.utils import timezone

from cases import actions as matters
from cases.enums import Resolved
from grids import tallies
from grids.models import Tally
from parties import quarters
from parties.actions import (
    attendance,
    claims,
    lists,
    meeting_tasks,
    meetings,
    members,
    members_nightly,
    organizations,
    partners,
    sessions,
)
from parties.meetings import people as meeting_people
from tests import partied_meetings as met, partied_partners as partnered, partied_staff as staffed
from tests.partied import member

pytestmark = pytest.mark.django_db
DAY, HOUR = timedelta(days=1), timedelta(hours=1)


@pytest.fixture
def ago():
    return timezone.now() - 3 * DAY


def differs() -> int:
    """How many tallies of days gone by are not what their rows say."""
    return tallies.recount(date(2020, 1, 1))


def counted(figure: str) -> int:
    return sum(Tally.objects.filter(figure=figure).values_list("value", flat=True))


def test_a_row_that_is_not_told_of_is_found_by_what_these_tests_ask(branch, ago):
    tallies.count()
    met.held(branch, ago)
    assert differs()


def test_minutes_written_later(town, branch, ago):
    owed = met.due(branch, met.cadence(), timezone.localdate(ago))
    tallies.count()
    assert counted("parties.meetings_held") == 0
    when = {"starts_at": ago - HOUR, "ends_at": ago, "place": "活动室", "minutes": "学习文件"}
    meetings.write_up(owed.pk, by=town.community_staff, **when)
    assert (counted("parties.meetings_held"), differs()) == (1, 0)
    meetings.write_up(owed.pk, by=town.community_staff, **when | {"starts_at": ago - DAY, "ends_at": ago - DAY + HOUR})
    assert not differs()


def test_a_meeting_called_off_after_its_day(town, branch, ago):
    owed = met.due(branch, met.cadence(), timezone.localdate(ago))
    tallies.count()
    meetings.call_off(owed.pk, by=town.community_staff, why="会场停电")
    assert (counted("parties.meetings_due"), differs()) == (0, 0)


def test_a_meeting_before_which_a_member_left_as_is_told_only_now(town, branch, ago):
    gone, died = member(branch), member(branch)
    made = met.called(branch, ago, members=[gone, died, member(branch)])
    meetings.write_up(
        made.pk, by=town.community_staff, starts_at=ago, ends_at=ago + HOUR, place="活动室", minutes="学习", came=[]
    )
    tallies.count()
    leaving = {"by": town.community_staff, "left_for": "ended", "why": "除名"}
    members.leave(gone.pk, on=timezone.localdate(ago) - DAY, **leaving)
    assert (type(made).objects.get().expected, differs()) == (2, 0)
    for died_on, expected in ((timezone.localdate(ago) - DAY, 1), (None, 2)):
        type(died.resident).objects.filter(pk=died.resident_id).update(died_on=died_on)
        members_nightly.follow_register()
        assert (type(made).objects.get().expected, differs()) == (expected, 0)
    assert len(meeting_people.places(made, town.community_staff)) == expected


def test_a_meeting_called_off_after_its_day_with_its_organisation(town, branch, ago):
    starts_at = timezone.now() + DAY
    when = {"starts_at": starts_at, "ends_at": starts_at + HOUR, "place": "活动室", "state": "called"}
    met.due(branch, met.cadence(), timezone.localdate(ago), **when)
    tallies.count()
    organizations.dissolve(branch.pk, by=town.community_staff, why="撤并")
    assert (counted("parties.meetings_due"), differs()) == (0, 0)


def test_who_checks_in_after_midnight(branch):
    begun = timezone.localtime().replace(hour=23, minute=0, second=0, microsecond=0) - DAY
    place = met.held(branch, begun, members=[member(branch)], expected=1, attended=0).places.get()
    tallies.count()
    attendance.check_in(place.pk, now=begun + 2 * HOUR)
    assert (counted("parties.meeting_came"), differs()) == (10, 0)  # sums are kept in tenths


def test_a_task_of_a_meeting_dropped_after_it_was_due(town, branch, ago):
    task = met.task(met.held(branch, ago - DAY), due_at=ago)
    tallies.count()
    meeting_tasks.drop(task.pk, by=town.community_staff, why="已并入旧改项目")
    assert (counted("parties.meeting_tasks_due"), differs()) == (0, 0)


@pytest.fixture
def claimed(branch, ago):
    need = partnered.entry(branch, published_at=ago, quarter=quarters.this())
    return partnered.claim(need, partnered.partner(branch), state="claimed", claimed_at=ago)


def test_a_claim_fulfilled_later(town, claimed):
    tallies.count()
    said = {"outcome": "已安装 12 处扶手", "kind": "service", "evidence": partnered.a_paper()}
    claims.fulfil(claimed.pk, by=town.community_staff, **said)
    assert (counted("partners.claims_fulfilled"), differs()) == (1, 0)


def test_a_claim_given_up_later(town, claimed):
    tallies.count()
    claims.give_up(claimed.pk, by=town.community_staff, why="经费未到位")
    assert (counted("partners.claims"), differs()) == (0, 0)


def test_a_contribution_written_down_later_and_struck(town, branch, ago):
    tallies.count()
    partner = partnered.partner(branch)
    given = {"kind": "service", "what": "义诊一次", "on": timezone.localdate(ago)}
    made = partners.contribute(partner.pk, by=town.community_staff, **given)
    assert (counted("partners.contributions"), differs()) == (1, 0)
    partners.strike(made.pk, by=town.community_staff, why="记错了单位")
    assert (counted("partners.contributions"), differs()) == (0, 0)


@pytest.mark.parametrize("ends", [False, True])
def test_an_entry_withdrawn_after_it_was_published(town, branch, ago, ends):
    partner = partnered.partner(branch)
    made = partnered.entry(branch, "resource", owner=partner, published_at=ago)
    tallies.count()
    if ends:
        partners.end(partner.pk, by=town.community_staff, why="单位搬迁")
    else:
        lists.withdraw(made.pk, by=town.community_staff, why="场地另有安排")
    assert (counted("partners.published"), differs()) == (0, 0)


def test_a_need_carried_on_once_more(town, branch, ago):
    made = partnered.entry(
        branch, published_at=ago, quarter=date(2025, 1, 1), first_quarter=date(2024, 10, 1), carried_at=ago
    )
    tallies.count()
    lists.carry(made.pk, by=town.community_staff)
    assert not differs()


@pytest.mark.parametrize("whole", [False, True])
def test_a_training_struck_later(town, ago, whole):
    made = staffed.session(town.community, people=[town.grid_worker, town.unit_head], entered_at=ago)
    tallies.count()
    if whole:
        sessions.strike(made.pk, by=town.community_staff, why="重复录入")
    else:
        sessions.strike_place(made.pk, made.places.first().pk, by=town.community_staff, why="没有到场")
    assert (counted("parties.staff_person_times"), differs()) == (0 if whole else 1, 0)


def finished(town, ago: datetime):
    """Closed three days ago, by a written finding."""
    case = town.verified(now=ago - HOUR)
    end = {"resolved": Resolved.YES, "text": "已回访，住户满意", "now": ago}
    return matters.close(case.pk, by=town.community_staff, seen=case.version, **end)


def test_a_matter_that_its_reporter_rates_after_its_end(town, ago):
    case = finished(town, ago)
    tallies.count()
    matters.rate_by_link(case.pk, rating=2, resolved=Resolved.PARTLY, text="还差一点", now=timezone.now())
    assert (counted("cases.really_resolved"), differs()) == (0, 0)


def test_a_matter_opened_again(town, ago):
    case = finished(town, ago)
    tallies.count()
    assert counted("cases.closed") == 1
    matters.rate_by_link(case.pk, rating=1, resolved=Resolved.NO, text="还在漏", now=timezone.now())
    assert (counted("cases.closed"), differs()) == (0, 0)
