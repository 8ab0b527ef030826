"""Who is told of an act on a matter, and who is not: nobody of work that is none, everybody whose work it changes."""

from datetime import timedelta

import pytest

from cases import actions
from cases.enums import PauseReason, Resolved
from grids.models import Notice
from tests.town import MORNING

pytestmark = pytest.mark.django_db


def told(kind: str) -> set[str]:
    return set(Notice.objects.filter(kind=kind).values_list("user__name", flat=True))


def test_what_was_settled_on_the_spot_is_news_to_whoever_checks_it_and_to_nobody_as_new(town):
    facts = {"area": town.unit, "category": town.category("environment-waste"), "title": "垃圾桶满溢"}
    actions.settle(by=town.unit_head, text="已清运", no_photo_reason="夜间", now=MORNING, **facts)
    assert told("case_to_verify") == {"grid_leader", "grid_worker"}
    assert told("case_reported") == set()


def test_whoever_was_to_accept_a_matter_is_told_that_it_is_withdrawn(town):
    case = town.report()
    actions.withdraw(case.pk, by=town.unit_head, seen=case.version, text="报错了楼", now=MORNING)
    assert told("case_work_ended") == {"grid_leader", "grid_worker"}


def test_whoever_handled_a_matter_is_told_that_it_was_merged(town):
    kept, case = town.report(), town.handled()
    actions.merge(case.pk, by=town.grid_leader, seen=case.version, into=kept.number, text="同一件事", now=MORNING)
    assert told("case_work_ended") == {"grid_worker"}
    assert told("case_merged") == {"unit_head"}


def test_others_who_might_have_accepted_it_hear_nothing_of_a_refusal(town):
    case = town.report()
    actions.refuse(case.pk, by=town.grid_leader, seen=case.version, text="不在范围", now=MORNING)
    assert told("case_work_ended") == set()


def test_whoever_handles_a_matter_is_told_that_its_clock_stands(town):
    case = town.handled()
    until = MORNING + timedelta(days=2)
    reason = {"reason": PauseReason.MATERIAL, "until": until, "text": "等配件"}
    actions.pause(case.pk, by=town.grid_leader, seen=case.version, now=MORNING, **reason)
    assert told("case_paused") == {"grid_worker"}


def test_whoever_was_told_that_it_is_closed_is_told_that_it_is_opened_again(town):
    case = town.handled()
    until = MORNING + timedelta(days=2)
    case = actions.supervise(case.pk, by=town.supervisor, seen=case.version, text="速办", answer_by=until, now=MORNING)
    case = actions.answer(case.pk, by=town.grid_worker, seen=case.version, text="已清运", now=MORNING)
    case = actions.pass_(town.finish(case).pk, by=town.grid_leader, seen=None, now=MORNING)
    words = {"resolved": Resolved.YES, "text": "电话回访"}
    case = actions.close(case.pk, by=town.community_staff, seen=None, now=MORNING, **words)
    actions.reopen(case.pk, by=town.community_staff, seen=case.version, text="又满了", now=MORNING)
    assert told("case_opened_again") == {"supervisor", "unit_head"}


def test_how_often_it_was_sent_back_is_counted_anew_once_it_is_opened_again(town):
    case = town.handled()
    for _returned in range(2):
        case = actions.return_(case.pk, by=town.grid_worker, seen=case.version, text="不归我管", now=MORNING)
        to = actions.Target(post=town.grid_worker.posts.get())
        case = actions.assign(case.pk, by=town.grid_leader, seen=case.version, to=to, now=MORNING)
    case = actions.pass_(town.finish(case).pk, by=town.grid_leader, seen=None, now=MORNING)
    case = actions.reopen(case.pk, by=town.community_staff, seen=case.version, text="又满了", now=MORNING)
    assert case.returns == 0
