"""Whoever holds a ballot is told when it may be opened and when its time is over; nothing closes by itself."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from grids import alarms
from grids.models import Notice
from parties.actions import counting, motions, voting
from parties.models import Motion
from tests.partied import organization
from tests.partied_ballots import WORDS, members, motion

pytestmark = pytest.mark.django_db
HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)


@pytest.fixture
def committee(town):
    return organization(town.community, "社区党委", "committee")


@pytest.fixture
def noticed(town, committee):
    members(committee, 3)
    by, row = town.community_staff, motion(committee)
    return motions.put_on_notice(row.pk, by=by, bodies=(), now=timezone.now() - timedelta(days=30), **WORDS)


@pytest.fixture
def opened(town, noticed):
    return motions.open_(noticed.pk, by=town.community_staff, closes_at=timezone.now() + HOUR)


def told(town) -> list[str]:
    return list(Notice.objects.filter(user=town.community_staff).order_by("pk").values_list("kind", flat=True))


def test_it_is_told_once_when_the_notice_has_lasted_long_enough(town, noticed):
    alarms.sweep(noticed.opens_from - MINUTE)
    assert told(town) == []
    alarms.sweep(noticed.opens_from + MINUTE)
    alarms.sweep(noticed.opens_from + HOUR)
    assert told(town) == ["ballot_may_open"]


def test_whoever_holds_no_ballots_there_is_not_told(town, noticed):
    alarms.sweep(noticed.opens_from + MINUTE)
    assert not Notice.objects.exclude(user__in=[town.community_staff, town.community_staff2]).exists()


def test_after_its_time_it_is_told_and_stays_open_for_paper_until_somebody_closes_it(town, opened):
    alarms.sweep(opened.closes_at + MINUTE)
    assert told(town) == ["ballot_to_close"]
    late, invited = opened.closes_at + MINUTE, list(opened.invitations.order_by("pk"))
    with pytest.raises(ValidationError):
        voting.cast(invited[0], "yes", now=late)
    by = town.community_staff
    voting.note_paper(invited[1], by=by)
    assert counting.close(opened.pk, by=by, now=late).state == "counting"


@pytest.mark.parametrize("end", ["withdrawn", "closed"])
def test_what_ended_before_its_time_is_told_of_no_more(town, opened, end):
    by = town.community_staff
    if end == "withdrawn":
        motions.withdraw(opened.pk, by=by, why="改期")
    else:
        for invitation in opened.invitations.all():
            voting.cast(invitation, "yes")
        counting.close(opened.pk, by=by)
    alarms.sweep(opened.closes_at + MINUTE)
    assert told(town) == []


def test_nothing_waits_on_a_motion_that_is_over(town, opened):
    with pytest.raises(IntegrityError, match="motion_alarm_while_it_waits"), transaction.atomic():
        Motion.objects.filter(pk=opened.pk).update(state="withdrawn", why="x")


def offered(signed_in, town, row) -> tuple[str, list[str]]:
    """The next step on its page, and what stands beside it."""
    page = signed_in(town.community_staff).get(row.get_absolute_url()).context
    return page["next"][0] if page["next"] else "", [name for name, _title in page["acts"]]


def test_the_page_offers_the_next_step_once_it_can_be_taken(town, committee, signed_in):
    members(committee, 2)
    by, row = town.community_staff, motion(committee)
    row = motions.put_on_notice(row.pk, by=by, bodies=(), **WORDS)
    assert offered(signed_in, town, row) == ("", ["withdraw"])
    Motion.objects.update(noticed_at=timezone.now() - timedelta(days=30))
    assert offered(signed_in, town, row) == ("open", ["withdraw"])
    motions.open_(row.pk, by=by, closes_at=timezone.now() + HOUR)
    assert offered(signed_in, town, row) == ("", ["withdraw"])
    for one in row.invitations.all():
        voting.cast(one, "yes")
    assert offered(signed_in, town, row) == ("close", ["withdraw"])


def test_withdrawn_while_it_is_counted_it_stopped_there(town, opened, signed_in):
    Motion.objects.update(closes_at=timezone.now() - MINUTE, opened_at=timezone.now() - HOUR)
    counting.close(opened.pk, by=town.community_staff)
    motions.withdraw(opened.pk, by=town.community_staff, why="程序有误")
    page = signed_in(town.community_staff).get(opened.get_absolute_url())
    assert [step["state"] for step in page.context["steps"]] == ["past", "past", "past", "stop", "next"]
    assert 'id="h-turn"' not in page.content.decode()  # nothing is counted any more


def test_a_task_that_follows_from_a_result_is_late_after_its_day(town, opened, signed_in):
    for one in opened.invitations.all():
        voting.cast(one, "yes")
    counting.close(opened.pk, by=town.community_staff)
    counting.declare(opened.pk, by=town.community_staff)
    today = timezone.localdate()
    facts = {"by": town.community_staff, "what": "张榜公布", "responsible": "居委会"}
    late, _in_time = (motions.add_task(opened.pk, due_on=today, **facts) for _nth in range(2))
    type(late).objects.filter(pk=late.pk).update(due_on=today - timedelta(days=1))
    tasks = signed_in(town.community_staff).get(opened.get_absolute_url()).context["tasks"]
    assert [task["is_late"] for task in tasks] == [True, False]
