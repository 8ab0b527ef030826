"""A matter that was refused, merged or withdrawn by mistake is taken up again where it stood."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import translation

from cases import actions, progress, timeline
from cases.actions import start
from cases.actions.deadlines import give_cards
from cases.enums import Act, Resolved, Source, Status, Step
from cases.models import Case
from tests.test_case_deadlines import sweep
from tests.test_case_pages import page
from tests.town import MORNING, at

pytestmark = pytest.mark.django_db
NEXT_DAY = at("2026-05-12 09:00")


def refused(town, **facts) -> Case:
    case = town.report(**facts)
    return actions.refuse(case.pk, by=town.grid_leader, seen=case.version, text="不属实", now=MORNING)


def merged(town, case: Case, into: Case) -> Case:
    return actions.merge(
        case.pk, by=town.grid_leader, seen=case.version, into=into.number, text="同一件事", now=MORNING
    )


def restored(town, case: Case, *, by="grid_leader", now=NEXT_DAY) -> Case:
    return actions.restore(case.pk, by=getattr(town, by), seen=case.version, text="点错了", now=now)


def test_a_refused_matter_goes_on_in_the_step_it_left_with_the_clock_it_had(town):
    before = town.report()
    case = actions.refuse(before.pk, by=town.grid_leader, seen=before.version, text="不属实", now=MORNING)

    case = restored(town, case)

    assert (case.status, case.step, case.ended_at) == (Status.OPEN, Step.COLLECTION, None)
    assert (case.due_at, case.alarm_at) == (before.due_at, before.alarm_at)
    assert list(case.steps.filter(left_at=None).values_list("step", "ended_by", "by")) == [("collection", "", None)]
    assert actions.accept(case.pk, by=town.grid_leader, seen=case.version, now=NEXT_DAY).step == Step.ASSIGNMENT


def test_what_fell_due_while_it_was_refused_is_late(town):
    case = restored(town, refused(town), now=at("2026-05-20 09:00"))
    give_cards([case], at("2026-05-20 09:01"))
    case.refresh_from_db()
    assert case.was_late


def test_a_level_above_may_overrule_a_refusal_and_one_below_may_not(town):
    case = refused(town)
    case = restored(town, case, by="street_staff")
    case = actions.escalate(case.pk, by=town.grid_leader, seen=case.version, text="请社区决定", now=NEXT_DAY)
    case = actions.refuse(case.pk, by=town.community_staff, seen=case.version, text="不属实", now=NEXT_DAY)
    with pytest.raises(PermissionDenied):
        restored(town, case)
    for nobody in ("unit_head", "stranger", "supervisor"):
        with pytest.raises(PermissionDenied):
            restored(town, case, by=nobody)
    assert restored(town, case, by="community_staff2").is_open


def test_taking_up_again_needs_a_reason(town):
    case = refused(town)
    with pytest.raises(ValidationError):
        actions.restore(case.pk, by=town.grid_leader, seen=case.version, text=" ")


def test_what_it_was_merged_into_no_longer_counts_its_people(town):
    first, second = town.report(people_affected=3), town.report(people_affected=2)
    case = restored(town, merged(town, second, first))

    first.refresh_from_db()
    assert (case.status, case.merged_into, first.people_affected) == (Status.OPEN, None, 3)
    said = timeline.timeline(first, timeline.acts_of(first), {}, [], [], NEXT_DAY)
    assert case.number in said[0]["what"]


def test_a_matter_merged_while_it_was_handled_goes_back_to_the_same_hands(town):
    other, case = town.report(), town.handled()
    case = actions.extend(case.pk, by=town.grid_worker, seen=case.version, amount=1, text="等材料", now=MORNING)

    case = restored(town, merged(town, case, other))

    assert (case.step, case.taken_by) == (Step.HANDLING, town.grid_worker)
    assert town.grid_worker.notices.filter(kind="case_restored").exists()
    waits = start.pending(case, Act.GRANT)
    assert waits == timeline.pending(timeline.acts_of(case)) == {"extension"}


@pytest.mark.parametrize("by", ["unit_head", "grid_leader"])
def test_what_was_withdrawn_is_taken_up_again_by_its_reporter_or_whoever_may_accept_it(town, by):
    case = town.report(by=town.unit_head)
    case = actions.withdraw(case.pk, by=town.unit_head, seen=case.version, text="已解决", now=MORNING)
    with pytest.raises(PermissionDenied):
        restored(town, case, by="stranger")
    assert restored(town, case, by=by).is_open


def test_who_reported_what_was_refused_does_not_take_it_up_again(town):
    case = refused(town)
    with pytest.raises(PermissionDenied):
        restored(town, case, by="unit_head")


def test_a_closed_or_open_matter_is_not_taken_up_again(town):
    closed = town.verified()
    closed = actions.close(
        closed.pk, by=town.community_staff, seen=closed.version, resolved=Resolved.YES, text="已回访", now=MORNING
    )
    for case in (town.report(), closed):
        with pytest.raises(actions.NotNow):
            restored(town, case, by="community_staff")


def test_an_instruction_that_nobody_answered_stands_again_and_is_reminded_of(town):
    case = town.report()
    by = at("2026-05-13 18:00")
    case = actions.supervise(case.pk, by=town.supervisor, seen=case.version, text="速办", answer_by=by, now=MORNING)
    case = actions.refuse(case.pk, by=town.grid_leader, seen=case.version, text="不属实", now=MORNING)
    case.supervisions.update(alarm_at=None)  # as the sweep leaves it once it finds the matter ended

    case = restored(town, case)

    assert case.is_supervised
    assert case.supervisions.get().alarm_at == by
    assert town.supervisor.notices.filter(kind="case_restored").exists()


def test_the_reporters_link_says_that_it_goes_on(town):
    case = refused(town, source=Source.RESIDENT, reporter=actions.Reporter("陈阿凤", "13800000000"))
    with translation.override("en"):
        told = progress.progress(restored(town, case), "token")
        assert told.sentence == "Your report is in and is being looked at."
        assert told.entries[0]["what"] == "Taken up again; it goes on"


def test_the_page_of_a_refused_matter_offers_it_to_whoever_may(town, signed_in):
    case = refused(town)
    assert 'data-act="restore"' in signed_in(town.grid_leader).get(page(case)).text
    assert 'data-act="restore"' not in signed_in(town.unit_head).get(page(case)).text


def test_what_it_was_merged_into_and_that_again_no_longer_count_its_people(town):
    case, middle, last = (town.report(people_affected=number) for number in (1, 2, 4))
    case = merged(town, case, middle)
    merged(town, Case.objects.get(pk=middle.pk), last)

    restored(town, case)

    assert [Case.objects.get(pk=each.pk).people_affected for each in (middle, last)] == [2, 6]


def test_reminders_that_were_given_before_it_was_refused_are_not_given_again(town):
    case, by = town.report(), at("2026-05-12 18:00")
    case = actions.supervise(case.pk, by=town.supervisor, seen=case.version, text="速办", answer_by=by, now=MORNING)
    sweep(at("2026-05-13 19:00"))
    case.refresh_from_db()
    case = actions.refuse(case.pk, by=town.grid_leader, seen=case.version, text="不属实", now=at("2026-05-13 20:00"))
    sweep(at("2026-05-14 19:00"))

    restored(town, case, now=at("2026-05-14 20:00"))
    sweep(at("2026-05-14 21:00"))

    assert case.supervisions.get().reminded == 3  # of the 12th, the 13th and the 14th
