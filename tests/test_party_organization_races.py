"""Whoever begins something of an organisation while it is dissolved waits for that, and is refused."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from grids.database import locks
from parties.actions import meeting_plan, meetings, members, motions, organizations, partners
from parties.models import Meeting, Motion, Partner, PartyMember, PartyOrganization
from tests import factories as make, town as towns
from tests.concurrently import in_another_connection, wait_until, waits_for_a_lock
from tests.partied import member, organization
from tests.partied_organizations import network
from tests.registered import entry

pytestmark = pytest.mark.django_db(transaction=True)


def a_meeting(made, by):
    starts_at = timezone.now() + timedelta(days=2)
    ends_at = starts_at + timedelta(hours=1)
    meetings.arrange(made, by=by, title="学习会", starts_at=starts_at, ends_at=ends_at, place="活动室")


def a_motion(made, by):
    facts = {"title": "改造垃圾屋", "matter": "project", "weight": "important", "opinion": "同意"}
    motions.propose(made, by=by, opinion_on=timezone.localdate(), **facts)


def an_agreement(made, by):
    today = timezone.localdate()
    partners.agree(made, make.organisation(), by=by, agreed_on=today, ends_on=today + timedelta(days=365))


def a_member(made, by):
    members.enrol(entry(made.area).pk, made, by=by, kind="retired")


def a_transfer(made, by):
    members.transfer(member(organization(made.area, "第二支部")).pk, made, by=by, why="搬家")


@pytest.mark.parametrize(
    "begin", [a_meeting, a_motion, an_agreement, a_member, a_transfer], ids=lambda one: one.__name__
)
def test_nothing_is_begun_of_an_organisation_that_is_dissolved_meanwhile(db, caplog, begin):
    town = towns.again()
    made, by = network(town)["branch"], make.fresh(town.community_staff)

    def refused() -> bool:
        try:
            begin(made, by)
        except ValidationError:
            return True
        return False

    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            organizations.dissolve(made.pk, by=town.community_staff, why="撤并")
            begun = pool.submit(in_another_connection, refused)
            wait_until(waits_for_a_lock)
        assert begun.result()
    assert not any(
        model.objects.filter(organization=made).exists() for model in (Meeting, Motion, Partner, PartyMember)
    )
    assert caplog.text == ""


def test_no_meeting_is_planned_of_an_organisation_that_is_dissolved_meanwhile(db, caplog):
    town = towns.again()
    made = network(town)["branch"]
    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            organizations.dissolve(made.pk, by=town.community_staff, why="撤并")
            planning = pool.submit(in_another_connection, meeting_plan.plan)
            wait_until(lambda: planning.done() or waits_for_a_lock())
        assert planning.result() > 0
    planned = Meeting.objects.values_list("organization__kind", flat=True)
    assert (made.kind in planned, "committee" in planned) == (False, True)
    assert caplog.text == ""


def at_night():
    meeting_plan.plan()


def by_a_rule_that_changed():
    with transaction.atomic():
        meeting_plan.follow(timezone.localdate(), None, by=None)
        meeting_plan.plan()


@pytest.mark.parametrize("plan", [at_night, by_a_rule_that_changed], ids=lambda one: one.__name__)
def test_meetings_are_planned_after_whoever_changes_the_tree(db, caplog, plan):
    network(towns.again())
    meeting_plan.plan()
    Meeting.objects.filter(organization__kind="committee").update(period=F("period") - timedelta(days=3650))
    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            locks.take(locks.Lock.TREE)
            planning = pool.submit(in_another_connection, plan)
            wait_until(waits_for_a_lock)
            PartyOrganization.objects.update(name=F("name"))  # as the cascade does, and of meetings too
            Meeting.objects.update(why=F("why"))
        planning.result()
    assert caplog.text == ""
