"""A matter goes round the seven steps, through the hands of the right people."""

import uuid

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection

from cases import actions, timeline
from cases.actions import start
from cases.enums import Act, Resolved, Source, Status, Step
from cases.models import Case
from grids.models import Notice
from tests.town import MORNING, at, photo

pytestmark = pytest.mark.django_db


def test_a_matter_goes_round_all_seven_steps(town):
    case = town.report()
    assert case.step == Step.COLLECTION
    case = actions.accept(case.pk, by=town.grid_worker, seen=case.version, now=MORNING)
    assert case.step == Step.ASSIGNMENT
    to = actions.Target(department=town.police)
    case = actions.assign(case.pk, by=town.grid_leader, seen=case.version, to=to, now=MORNING)
    assert case.step == Step.HANDLING
    case = actions.take(case.pk, by=town.officer, seen=case.version, now=MORNING)
    assert case.step == Step.HANDLING  # taking only claims it
    case = actions.finish(
        case.pk, by=town.officer, seen=case.version, text="已处理", photos=[photo(town.officer)], now=MORNING
    )
    assert case.step == Step.VERIFICATION
    case = actions.pass_(case.pk, by=town.grid_worker, seen=case.version, now=MORNING)
    assert case.step == Step.FOLLOW_UP
    case = actions.rate(case.pk, by=town.unit_head, seen=case.version, rating=5, resolved=Resolved.YES, now=MORNING)
    case = actions.close(case.pk, by=town.community_staff, seen=case.version, now=MORNING)

    assert (case.status, case.settled_level, case.resolved) == (Status.CLOSED, "street", Resolved.YES)
    steps = case.steps.order_by("pk").values_list("step", "ended_by")
    assert list(steps) == [
        ("patrol", "report"),
        ("discovery", "report"),
        ("collection", "accept"),
        ("assignment", "assign"),
        ("handling", "finish"),
        ("verification", "pass"),
        ("follow_up", "close"),
    ]


def test_every_act_stands_in_the_record_with_person_and_post(town):
    case = town.verified()

    acts = list(case.acts.order_by("pk").values_list("act", "user__name", "post__role__code"))
    assert acts == [
        ("report", "unit_head", "unit_head"),
        ("accept", "grid_leader", "grid_leader"),
        ("assign", "grid_leader", "grid_leader"),
        ("take", "grid_worker", "grid_worker"),
        ("finish", "grid_worker", "grid_worker"),
        ("pass", "grid_leader", "grid_leader"),
    ]


def test_whoever_follows_up_is_told_that_a_matter_was_verified(town):
    case = town.verified()
    told = Notice.objects.filter(kind="case_to_follow_up", url=case.get_absolute_url())
    assert set(told.values_list("user__name", flat=True)) == {"community_staff", "community_staff2"}


def test_numbers_count_up_within_a_district_and_a_day(town):
    first, second = town.report(), town.report()
    tomorrow = town.report(now=at("2026-05-12 09:00"))

    assert first.number == f"{town.district.code}-260511-0001"
    assert second.number.endswith("-260511-0002")
    assert tomorrow.number.endswith("-260512-0001")


@pytest.mark.parametrize(
    ("source", "skipped"),
    [
        (Source.PATROL, []),
        (Source.RESIDENT, ["patrol"]),
        (Source.HOTLINE, ["patrol", "discovery"]),
        (Source.POLICE, ["patrol", "discovery"]),
    ],
)
def test_steps_that_a_channel_has_not_are_marked_as_skipped_not_as_done(town, source, skipped):
    case = town.report(source=source)

    assert list(case.steps.filter(skipped=True).order_by("pk").values_list("step", flat=True)) == skipped
    assert not case.steps.filter(skipped=True, by__isnull=False).exists()


def test_a_settled_matter_waits_for_another_persons_verification(town):
    case = actions.settle(
        by=town.unit_head,
        area=town.unit,
        category=town.category("noise-dance"),
        title="广场舞音量过大",
        text="已劝导，音量调低",
        no_photo_reason="调解无需拍照",
        now=MORNING,
    )

    assert (case.step, case.settled_level) == (Step.VERIFICATION, "unit")
    with pytest.raises(PermissionDenied):
        actions.pass_(case.pk, by=town.unit_head, seen=case.version)
    assert actions.pass_(case.pk, by=town.grid_worker, seen=case.version, now=MORNING).step == Step.FOLLOW_UP


def test_the_same_form_sent_twice_is_one_matter(town):
    token = uuid.uuid4()
    assert town.report(token=token) == town.report(token=token)
    assert Case.objects.count() == 1


def test_the_second_of_two_people_is_told_that_the_matter_has_moved(town):
    case = town.report()
    seen = case.version
    actions.accept(case.pk, by=town.grid_leader, seen=seen, now=MORNING)

    with pytest.raises(actions.Stale) as told:
        actions.accept(case.pk, by=town.community_staff, seen=seen, now=MORNING)
    assert told.value.case.step == Step.ASSIGNMENT


def test_a_refusal_needs_a_reason_and_is_an_end_of_its_own(town):
    case = town.report()
    with pytest.raises(ValidationError):
        actions.refuse(case.pk, by=town.grid_leader, seen=case.version, text=" ")
    case = actions.refuse(case.pk, by=town.grid_leader, seen=case.version, text="不属于本辖区职责", now=MORNING)

    assert (case.status, case.alarm_at, case.due_at) == (Status.REFUSED, None, None)
    assert town.unit_head.notices.filter(kind="case_refused").count() == 1


def test_a_merged_matter_ends_in_the_other_which_counts_its_people(town):
    first, second = town.report(people_affected=3), town.report(people_affected=2)
    merged = actions.merge(
        second.pk, by=town.grid_leader, seen=second.version, into=first.number, text="同一件事", now=MORNING
    )

    first.refresh_from_db()
    assert (merged.status, merged.merged_into) == (Status.MERGED, first)
    assert first.people_affected == 5


def test_a_matter_cannot_be_merged_into_itself_nor_into_a_foreign_or_an_ended_one(town):
    case, elsewhere = town.report(), town.report(by=town.stranger, area=town.neighbour)
    ended = actions.withdraw(town.report().pk, by=town.unit_head, seen=None, text="已自行解决", now=MORNING)
    for number in (case.number, "350304-260511-9999", elsewhere.number, ended.number):
        with pytest.raises(ValidationError) as refused:
            actions.merge(case.pk, by=town.street_staff, seen=case.version, into=number, text="同一件事")
        assert "into" in refused.value.message_dict


def test_only_the_reporter_withdraws_and_only_before_handling(town):
    case = town.report()
    with pytest.raises(PermissionDenied):
        actions.withdraw(case.pk, by=town.grid_leader, seen=case.version, text="不用了")
    assert (
        actions.withdraw(case.pk, by=town.unit_head, seen=case.version, text="已自行解决").status == Status.WITHDRAWN
    )

    handled = town.handled()
    with pytest.raises(actions.NotNow):
        actions.withdraw(handled.pk, by=town.unit_head, seen=handled.version, text="不用了")


def test_the_third_return_goes_to_the_street_to_decide(town):
    case = town.handled()
    for _round in range(3):
        case = actions.return_(case.pk, by=town.grid_worker, seen=case.version, text="不归我管", now=MORNING)
        if _round < 2:
            to = actions.Target(post=town.grid_worker.posts.get())
            case = actions.assign(case.pk, by=town.grid_leader, seen=case.version, to=to, now=MORNING)
    assert (case.returns, case.level, case.step) == (3, "street", Step.ASSIGNMENT)

    to = actions.Target(post=town.grid_worker.posts.get())
    with pytest.raises(PermissionDenied):
        actions.assign(case.pk, by=town.community_staff, seen=case.version, to=to)
    assert actions.assign(case.pk, by=town.street_staff, seen=case.version, to=to, now=MORNING).step == Step.HANDLING


def test_a_matter_handed_up_is_decided_by_the_level_above(town):
    case = town.report()
    case = actions.escalate(case.pk, by=town.grid_leader, seen=case.version, text="超出网格能力", now=MORNING)

    assert (case.step, case.level) == (Step.COLLECTION, "community")
    with pytest.raises(PermissionDenied):
        actions.accept(case.pk, by=town.grid_leader, seen=case.version)
    assert actions.accept(case.pk, by=town.community_staff, seen=case.version, now=MORNING).step == Step.ASSIGNMENT


def test_passing_on_changes_the_hands_and_keeps_the_promise(town):
    case = town.handled()
    due = case.due_at
    to = actions.Target(department=town.police)
    case = actions.transfer(
        case.pk, by=town.grid_leader, seen=case.version, to=to, text="属派出所职责", now=at("2026-05-12 10:00")
    )

    assert (case.to_department, case.taken_by, case.due_at) == (town.police, None, due)
    with pytest.raises(PermissionDenied):
        actions.take(case.pk, by=town.grid_worker, seen=case.version)


def test_a_matter_is_taken_by_one_only(town):
    case = town.handled()
    with pytest.raises(PermissionDenied):
        actions.take(case.pk, by=town.community_staff, seen=case.version)
    with pytest.raises(PermissionDenied):  # nor once more by whoever has it
        actions.take(case.pk, by=town.grid_worker, seen=case.version)


def test_a_department_that_does_not_serve_there_gets_nothing_assigned(town):
    case = town.report()
    case = actions.accept(case.pk, by=town.grid_leader, seen=case.version, now=MORNING)
    town.police.areas.set([town.neighbour])

    with pytest.raises(ValidationError) as refused:
        actions.assign(case.pk, by=town.grid_leader, seen=case.version, to=actions.Target(department=town.police))
    assert "to" in refused.value.message_dict


def test_a_result_needs_photos_or_a_written_reason_why_none(town):
    case = town.handled()
    with pytest.raises(ValidationError) as refused:
        actions.finish(case.pk, by=town.grid_worker, seen=case.version, text="已清运")
    assert "photos" in refused.value.message_dict


def test_a_failed_verification_goes_back_to_the_same_hands(town):
    case = town.finish(town.handled())
    case = actions.fail(case.pk, by=town.grid_leader, seen=case.version, text="现场仍有垃圾", now=MORNING)

    assert (case.step, case.taken_by, case.finished_at) == (Step.HANDLING, town.grid_worker, None)
    assert case.steps.filter(step=Step.HANDLING).count() == 2


def test_nobody_verifies_what_they_handled(town):
    case = town.finish(town.handled())
    with pytest.raises(PermissionDenied):
        actions.pass_(case.pk, by=town.grid_worker, seen=case.version)


def test_closing_without_a_rating_needs_a_finding_in_writing(town):
    case = town.verified()
    with pytest.raises(ValidationError) as refused:
        actions.close(case.pk, by=town.community_staff, seen=case.version)
    assert "resolved" in refused.value.message_dict
    case = actions.close(
        case.pk, by=town.community_staff, seen=case.version, resolved=Resolved.PARTLY, text="电话回访两次", now=MORNING
    )
    assert (case.status, case.resolved) == (Status.CLOSED, Resolved.PARTLY)


def test_a_matter_is_reopened_once(town):
    case = town.verified()
    case = actions.reopen(case.pk, by=town.unit_head, seen=case.version, text="又满了", now=MORNING)
    assert (case.status, case.step, case.reopened) == (Status.OPEN, Step.ASSIGNMENT, 1)

    to = actions.Target(post=town.grid_worker.posts.get())
    case = actions.assign(case.pk, by=town.grid_leader, seen=case.version, to=to, now=MORNING)
    case = town.finish(case)
    case = actions.pass_(case.pk, by=town.grid_leader, seen=case.version, now=MORNING)
    with pytest.raises((actions.NotNow, PermissionDenied)):
        actions.reopen(case.pk, by=town.unit_head, seen=case.version, text="又满了")


def test_a_matter_that_was_opened_again_is_neither_refused_nor_withdrawn(town):
    case = town.verified()
    case = actions.reopen(case.pk, by=town.unit_head, seen=case.version, text="又满了", now=MORNING)
    with pytest.raises(actions.NotNow):
        actions.refuse(case.pk, by=town.grid_leader, seen=case.version, text="不属实")
    with pytest.raises(actions.NotNow):
        actions.withdraw(case.pk, by=town.unit_head, seen=case.version, text="不用了")


def test_an_instruction_from_above_is_answered_by_a_time(town):
    case = town.handled()
    by = at("2026-05-12 18:00")
    case = actions.supervise(
        case.pk, by=town.supervisor, seen=case.version, text="请当天清运", answer_by=by, now=MORNING
    )
    assert case.is_supervised
    assert town.grid_worker.notices.filter(kind="case_supervised").exists()

    case = actions.answer(case.pk, by=town.grid_worker, seen=case.version, text="已安排今晚清运", now=MORNING)
    assert case.supervisions.get().answered_by == town.grid_worker
    assert town.supervisor.notices.filter(kind="case_answered").exists()
    with pytest.raises(actions.NotNow):
        actions.answer(case.pk, by=town.grid_worker, seen=case.version, text="再答")


def test_a_matter_does_not_end_while_a_supervision_waits_for_its_answer(town):
    case = town.handled()
    by = at("2026-05-12 18:00")
    case = actions.supervise(case.pk, by=town.supervisor, seen=case.version, text="速办", answer_by=by, now=MORNING)
    case = town.finish(case)
    case = actions.pass_(case.pk, by=town.grid_leader, seen=case.version, now=MORNING)
    close = {"by": town.community_staff, "resolved": Resolved.YES, "text": "已回访", "now": MORNING}
    with pytest.raises(ValidationError):
        actions.close(case.pk, seen=case.version, **close)
    case = actions.answer(case.pk, by=town.grid_worker, seen=case.version, text="已清运", now=MORNING)
    case = actions.close(case.pk, seen=case.version, **close)
    assert not case.is_open
    assert town.supervisor.notices.filter(kind="case_supervised_closed").exists()


def test_whoever_supervised_is_told_of_an_end_without_handling(town):
    case = town.report()
    by = at("2026-05-12 18:00")
    case = actions.supervise(case.pk, by=town.supervisor, seen=case.version, text="速办", answer_by=by, now=MORNING)
    case = actions.refuse(case.pk, by=town.grid_leader, seen=case.version, text="不属实", now=MORNING)
    assert not case.is_supervised
    assert town.supervisor.notices.filter(kind="case_supervised_ended").exists()


def test_a_time_that_is_over_is_called_so(town):
    case = town.handled()
    early = at("2026-05-10 18:00")
    with pytest.raises(ValidationError) as refused:
        actions.supervise(case.pk, by=town.supervisor, seen=case.version, text="速办", answer_by=early, now=MORNING)
    assert "over already" in str(refused.value) or "已经过了" in str(refused.value)


def test_not_fixed_by_link_opens_the_matter_again_once(town):
    case = town.verified(source=Source.RESIDENT, reporter=actions.Reporter("陈阿凤", "13800000000"))
    token = actions.issue_link(case)
    assert actions.open_link(token) == case

    case = actions.rate_by_link(case.pk, rating=1, resolved=Resolved.NO, text="还在漏", now=MORNING)
    assert (case.step, case.reopened, case.rating) == (Step.ASSIGNMENT, 1, 1)
    to = actions.Target(post=town.grid_worker.posts.get())
    case = actions.assign(case.pk, by=town.grid_leader, seen=case.version, to=to, now=MORNING)
    case = actions.take(case.pk, by=town.grid_worker, seen=case.version, now=MORNING)
    case = actions.pass_(town.finish(case).pk, by=town.grid_leader, seen=case.version + 1, now=MORNING)
    with pytest.raises(ValidationError):  # the rating was of the round before
        actions.close(case.pk, by=town.community_staff, seen=case.version, now=MORNING)


def test_a_new_link_ends_the_old_one(town):
    case = town.report(source=Source.RESIDENT, reporter=actions.Reporter("陈阿凤", "13800000000"))
    old = actions.issue_link(case)
    new = actions.issue_link(case)

    assert actions.open_link(old) is None
    assert actions.open_link(new) == case
    assert actions.open_link(new, now=at("2027-12-01 09:00")) is None


def test_a_reporters_name_and_phone_are_sealed_in_the_row(town):
    case = town.report(source=Source.RESIDENT, reporter=actions.Reporter("陈阿凤", "13800001234"))
    with connection.cursor() as cursor:
        cursor.execute("SELECT c::text FROM cases_case c WHERE id = %s", [case.pk])
        row = cursor.fetchone()[0]
    case.refresh_from_db()

    assert "13800001234" not in row
    assert "陈阿凤" not in row
    assert case.reporter_phone.open(case.reporter_subject) == "13800001234"


def test_the_record_says_what_waits_as_the_tables_do(town):
    """The page reads it off the record, acts ask the tables: they agree after every act."""
    case = town.handled()
    until = at("2026-05-20 09:00")
    worker, leader, boss = town.grid_worker, town.grid_leader, town.supervisor
    to = actions.Target(post=worker.posts.get())
    seen = set()
    for act, by, facts in (
        (actions.extend, worker, {"amount": 1, "text": "等材料"}),
        (actions.deny, leader, {"text": "不同意"}),
        (actions.supervise, boss, {"text": "速办", "answer_by": until}),
        (actions.supervise, boss, {"text": "再催", "answer_by": until}),
        (actions.answer, worker, {"text": "已安排"}),
        (actions.extend, worker, {"amount": 1, "text": "等材料"}),
        (actions.return_, worker, {"text": "不归我管"}),
        (actions.assign, leader, {"to": to}),
        (actions.take, worker, {}),
        (actions.extend, worker, {"amount": 1, "text": "等材料"}),
        (actions.grant, leader, {}),
        (actions.answer, worker, {"text": "已完成"}),
    ):
        case = act(case.pk, by=by, seen=case.version, now=MORNING, **facts)
        waits = timeline.pending(timeline.acts_of(case))
        assert waits == start.pending(case, Act.GRANT), act.__name__
        seen.add(waits)
    assert len(seen) == 4  # nothing, each alone, both
