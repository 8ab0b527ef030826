"""Meetings are called, held, written up; who came; what was resolved and becomes a task."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext

from grids import alarms
from grids.days import when
from grids.models import Notice
from parties.actions import attendance, evidence, meeting_tasks, meetings
from parties.enums.meetings import MeetingState, TaskState
from parties.meetings import desk as meetings_desk
from parties.models import Meeting, MeetingTask
from tests import factories as make
from tests.partied import member, organization
from tests.partied_meetings import cadence, called, due, held, task
from tests.registered import entry
from tests.test_uploads import picture

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def planned(branch, **facts):
    return due(branch, cadence(), timezone.localdate() + timedelta(days=5), **facts)


def hours(starts_at=None, **facts):
    starts_at = starts_at or timezone.now() + timedelta(days=2)
    return {"starts_at": starts_at, "ends_at": starts_at + HOUR, "place": "活动室"} | facts


def same_phone(*people):
    for one in people:
        type(one).objects.filter(pk=one.pk).update(phone_index="a" * 64)


def told(user):
    return [notice.kind for notice in Notice.objects.filter(user=user).order_by("pk")]


def test_a_meeting_that_is_called_expects_the_members_of_today(town, branch):
    stays, left = member(branch), member(branch, entry(town.unit, room="8"), left_on=timezone.localdate())
    made = meetings.call(planned(branch).pk, by=town.community_staff, **hours())
    assert [place.member for place in made.places.all()] == [stays]
    assert (made.state, left.attendances.exists()) == (MeetingState.CALLED, False)


def test_only_whoever_keeps_the_organisations_there_calls_its_meetings(town, branch):
    made = planned(branch)
    for somebody in (town.stranger, town.grid_leader):
        with pytest.raises(PermissionDenied):
            meetings.call(made.pk, by=somebody, **hours())


def test_a_called_meeting_says_when_and_where(town, branch):
    with pytest.raises(ValidationError):
        meetings.call(planned(branch).pk, by=town.community_staff, **hours(place=""))
    with pytest.raises(IntegrityError), transaction.atomic():
        Meeting.objects.update(state=MeetingState.CALLED)


def test_the_convener_and_members_with_an_account_are_told_when_it_is_called_and_when_it_moves(town, branch):
    resident = entry(town.unit, room="8", name=town.unit_head.name)
    same_phone(resident, town.unit_head)
    member(branch, resident)
    made, by = planned(branch), town.community_staff
    meetings.call(made.pk, by=by, **hours(convener=town.grid_leader))
    meetings.call(made.pk, by=by, **hours(timezone.now() + timedelta(days=3)))
    assert told(town.unit_head) == told(town.grid_leader) == ["meeting_called", "meeting_moved"]
    assert told(by) == []


def test_an_account_of_the_same_phone_and_another_name_is_not_told(town, branch):
    resident = entry(town.unit, room="8", name="别人")
    same_phone(resident, town.unit_head)
    member(branch, resident)
    meetings.call(planned(branch).pk, by=town.community_staff, **hours())
    assert told(town.unit_head) == []


def test_members_who_are_elsewhere_then_are_said_and_it_is_called_even_so(town, branch):
    one, at = member(branch), timezone.now() + timedelta(days=2)
    called(organization(town.community, "社区党委", "committee"), at, members=[one])
    made = planned(branch)
    with pytest.raises(meetings.AtTheSameTime) as refused:
        meetings.call(made.pk, by=town.community_staff, **hours(at + HOUR / 2))
    assert "even_so" in refused.value.message_dict
    meetings.call(made.pk, by=town.community_staff, **hours(at + HOUR))
    assert meetings.call(made.pk, by=town.community_staff, **hours(at + HOUR / 2), even_so=True)


def test_a_meeting_that_no_rule_asks_for_has_a_title(town, branch):
    made = meetings.arrange(branch, by=town.community_staff, title="换届动员会", **hours())
    assert (str(made), made.due_at, made.area_id) == ("换届动员会", None, town.grid.pk)
    with pytest.raises(ValidationError):
        meetings.arrange(branch, by=town.community_staff, title="  ", **hours())


def test_a_meeting_called_off_says_why_and_keeps_its_period(town, branch):
    made = planned(branch)
    with pytest.raises(ValidationError):
        meetings.call_off(made.pk, by=town.community_staff, why=" ")
    meetings.call_off(made.pk, by=town.community_staff, why="台风停工")
    with pytest.raises(ValidationError):
        meetings.call(made.pk, by=town.community_staff, **hours())
    with pytest.raises(IntegrityError), transaction.atomic():
        due(branch, made.cadence, timezone.localdate(made.due_at))


def written(town, made, **facts):
    facts = {"minutes": "学习文件", "guests": 2} | facts
    return meetings.write_up(made.pk, by=town.community_staff, **hours(timezone.now() - 2 * HOUR), **facts)


def test_the_minutes_count_who_came_of_those_expected_and_guests_beside(town, branch):
    came, away = member(branch), member(branch, entry(town.unit, room="8"))
    made = called(branch, timezone.now() - 2 * HOUR, members=[came, away])
    made = written(town, made, came=[came.attendances.get().pk], excused=[away.attendances.get().pk])
    assert (made.attended, made.expected, made.guests, made.state) == (1, 2, 2, "held")
    assert away.attendances.get().is_excused


def test_a_meeting_held_without_being_called_expects_its_members(town, branch):
    member(branch)
    made = written(town, planned(branch))
    assert (made.expected, made.attended) == (1, 0)


def test_nobody_came_and_is_excused(town, branch):
    place = called(branch, timezone.now() - 2 * HOUR, members=[member(branch)]).places.get()
    with pytest.raises(ValidationError):
        written(town, place.meeting, came=[place.pk], excused=[place.pk])


def test_what_is_still_to_come_was_not_held(town, branch):
    with pytest.raises(ValidationError):
        meetings.write_up(planned(branch).pk, by=town.community_staff, minutes="x", **hours())


def test_minutes_are_corrected_and_resolutions_added_never_taken_back(town, branch):
    made = called(branch, timezone.now() - 2 * HOUR)
    written(town, made, resolved=["清理楼道"])
    made = written(town, made, minutes="学习文件，讨论停车", resolved=["划出车位"])
    assert [(one.number, one.text) for one in made.resolutions.all()] == [(1, "清理楼道"), (2, "划出车位")]
    assert made.minutes == "学习文件，讨论停车"


def test_a_link_checks_in_from_an_hour_before_to_three_hours_after(town, branch):
    place = called(branch, timezone.now() + 2 * HOUR, members=[member(branch)]).places.get()
    with pytest.raises(ValidationError):
        attendance.check_in(place.pk)
    begins = place.meeting.starts_at
    made = attendance.check_in(place.pk, now=begins - HOUR / 2)
    assert (made.came_at, made.by_link) == (begins - HOUR / 2, True)
    assert attendance.check_in(place.pk, now=begins).came_at == begins - HOUR / 2
    with pytest.raises(ValidationError):
        attendance.check_in(place.pk, now=begins + 5 * HOUR)


def test_the_list_keeps_the_minute_of_whoever_checked_in_by_link(town, branch):
    place = called(branch, timezone.now() - 2 * HOUR, members=[member(branch)]).places.get()
    at = attendance.check_in(place.pk, now=timezone.now() - HOUR).came_at
    written(town, place.meeting, came=[place.pk])
    place.refresh_from_db()
    assert (place.came_at, place.by_link) == (at, True)


def test_checking_in_after_the_minutes_were_written_counts(town, branch):
    made = called(branch, timezone.now() - 2 * HOUR, members=[member(branch)])
    written(town, made, came=[])
    attendance.check_in(made.places.get().pk)
    made.refresh_from_db()
    assert (made.attended, made.expected) == (1, 1)


def test_a_members_link_is_kept_hashed_ends_and_gives_way_to_a_new_one(town, branch):
    one, now = member(branch), timezone.now()
    first = attendance.issue(one.pk, by=town.community_staff)
    assert len(first) >= 22
    assert first not in one.meeting_link.token_hash
    second = attendance.issue(one.pk, by=town.community_staff)
    assert attendance.opened(first) is None
    assert attendance.opened(second) == one
    assert attendance.opened(second, now=now + timedelta(days=181)) is None


def test_only_whoever_may_know_the_members_issues_their_links(town, branch):
    with pytest.raises(PermissionDenied):
        attendance.issue(member(branch).pk, by=town.grid_leader)


def test_the_sheet_issues_links_to_those_without_one_only(town, branch):
    first, second = member(branch), member(branch, entry(town.unit, room="8"))
    made = called(branch, members=[first, second])
    kept = attendance.issue(first.pk, by=town.community_staff)
    assert [place.member for place, _token in attendance.issue_missing(made.pk, by=town.community_staff)] == [second]
    assert attendance.opened(kept) == first


def test_who_left_has_no_link(town, branch):
    one = member(branch)
    token = attendance.issue(one.pk, by=town.community_staff)
    type(one).objects.update(left_on=timezone.localdate())
    assert attendance.opened(token) is None
    with pytest.raises(ValidationError):
        attendance.issue(one.pk, by=town.community_staff)


def test_a_notice_shows_the_meeting_until_a_week_after(town, branch):
    made = called(branch)
    token = meetings.issue_notice(made.pk, by=town.community_staff)
    assert meetings.notice(token) == made
    assert meetings.notice(token, now=made.ends_at + timedelta(days=8)) is None
    meetings.call_off(made.pk, by=town.community_staff, why="台风停工")
    assert meetings.notice(token) is None


def give(town, made, **facts):
    resolution = made.resolutions.first() or made.resolutions.create(number=1, text="清理楼道")
    facts = {"what": "清理三号楼", "responsible": town.grid_worker, "due_on": timezone.localdate()} | facts
    return meeting_tasks.give(resolution.pk, by=town.community_staff, **facts)


def test_a_task_of_a_resolution_reaches_its_responsible_person(town, branch):
    made = give(town, held(branch), due_on=timezone.localdate() + timedelta(days=9))
    assert told(town.grid_worker) == ["meeting_task"]
    assert (made.area_id, made.state) == (town.grid.pk, TaskState.OPEN)


def test_a_task_given_again_by_the_same_form_is_the_one_that_is_there(town, branch):
    made = held(branch)
    first = give(town, made)
    assert give(town, made) == first
    assert told(town.grid_worker) == ["meeting_task"]
    meeting_tasks.drop(first.pk, by=town.community_staff, why="不需要")
    assert give(town, made) != first


def test_a_task_goes_to_somebody_who_serves_there_and_not_into_the_past(town, branch):
    with pytest.raises(ValidationError):
        give(town, held(branch), responsible=town.stranger)
    with pytest.raises(ValidationError):
        give(town, held(branch), due_on=timezone.localdate() - timedelta(days=1))


def test_the_responsible_person_finishes_a_task_and_whoever_gave_it_is_told(town, branch):
    made = give(town, held(branch))
    with pytest.raises(PermissionDenied):
        meeting_tasks.finish(made.pk, by=town.unit_head, outcome="完成")
    with pytest.raises(ValidationError):
        meeting_tasks.finish(made.pk, by=town.grid_worker, outcome=" ")
    meeting_tasks.finish(made.pk, by=town.grid_worker, outcome="完成，已拍照")
    assert told(town.community_staff) == ["meeting_task_done"]
    with pytest.raises(ValidationError):
        meeting_tasks.finish(made.pk, by=town.grid_worker, outcome="完成")


def test_only_a_keeper_drops_a_task(town, branch):
    made = give(town, held(branch))
    with pytest.raises(PermissionDenied):
        meeting_tasks.drop(made.pk, by=town.grid_worker, why="不需要")
    assert meeting_tasks.drop(made.pk, by=town.community_staff, why="已由街道办理").state == TaskState.DROPPED


@pytest.mark.django_db(transaction=True)
def test_the_sweep_warns_of_a_task_the_day_before_and_when_it_has_run_out(town):
    made = give(town, held(organization(town.grid)), due_on=timezone.localdate() + timedelta(days=9))
    for at in (made.due_at - timedelta(days=2), made.due_at - 5 * HOUR, made.due_at + HOUR, made.due_at + 2 * HOUR):
        alarms.sweep(at)
    assert told(town.grid_worker) == ["meeting_task", "meeting_task_soon", "meeting_task_overdue"]
    assert told(town.community_staff) == ["meeting_task_overdue"]


@pytest.mark.django_db(transaction=True)
def test_the_sweep_tells_the_nearest_keepers_once_of_what_was_not_held_by_its_day(town):
    day = timezone.localdate() + timedelta(days=5)
    rule, first = cadence(), organization(town.grid)
    rows = [due(one, rule, day) for one in (first, organization(town.grid, "二支部"))]
    Meeting.objects.update(alarm_at=rows[0].due_at)
    off = due(organization(town.grid, "三支部"), rule, day, state="off", why="x")
    alarms.sweep(rows[0].due_at - HOUR)
    assert told(town.community_staff) == []
    alarms.sweep(rows[0].due_at + HOUR)
    assert told(town.community_staff) == told(town.community_staff2) == ["meetings_overdue"]
    assert [told(town.street_staff), told(town.stranger), told(town.grid_leader)] == [[], [], []]
    assert not Meeting.objects.exclude(alarm_at=None).exists()
    assert off.alarm_at is None


def test_what_is_overdue(town, branch):
    late, now = due(branch, cadence(), timezone.localdate() - timedelta(days=3)), timezone.now()
    due(organization(town.grid, "二支部"), late.cadence, timezone.localdate() + timedelta(days=3))
    held(branch)
    assert list(Meeting.objects.overdue(now)) == [late]
    assert late.is_overdue(now)


def test_the_desk_says_by_when_a_meeting_was_due_whose_day_is_later(town, branch):
    today, now = timezone.localdate(), timezone.now()
    ended, planned = today - timedelta(days=2), today + timedelta(days=2)
    at = now + timedelta(days=2)
    due(branch, cadence(), ended, starts_at=at, ends_at=at + HOUR)
    ((row,),) = [meetings_desk.meetings(town.community_staff, now)["rows"]]
    said = [when.day_of(day, today) for day in (planned, ended)]
    assert [str(part) for part in row["said"][1:]] == [said[0], gettext("by %(day)s") % {"day": said[1]}]


def test_a_photo_proves_a_meeting_and_a_text_does_not(town, branch):
    made, by = held(branch), town.community_staff
    meetings.prove(made.pk, SimpleUploadedFile("王秀英.jpg", picture()), by=by)
    assert made.files.get().file.name == "document.jpg"
    with pytest.raises(ValidationError):
        meetings.prove(made.pk, SimpleUploadedFile("x.jpg", b"MZ"), by=by)


def test_a_photo_proves_a_task_when_it_is_done_and_later_for_those_only_who_may_end_it(town, branch, settings):
    made = give(town, held(branch))
    with pytest.raises(ValidationError):
        meeting_tasks.finish(made.pk, by=town.grid_worker, outcome="完成", file=SimpleUploadedFile("x.jpg", b"MZ"))
    made.refresh_from_db()
    assert (made.state, made.files.count()) == (TaskState.OPEN, 0)
    meeting_tasks.finish(made.pk, by=town.grid_worker, outcome="完成", file=SimpleUploadedFile("a.jpg", picture()))
    meeting_tasks.prove(made.pk, SimpleUploadedFile("b.jpg", picture()), by=town.community_staff)
    with pytest.raises(PermissionDenied):
        meeting_tasks.prove(made.pk, SimpleUploadedFile("b.jpg", picture()), by=town.unit_head)
    assert made.files.count() == 2
    assert not made.resolution.meeting.files.exists()


def test_a_task_that_was_dropped_takes_no_evidence_and_twelve_are_enough(town, branch, monkeypatch):
    made, other = (give(town, held(branch)) for _each in range(2))
    meeting_tasks.drop(made.pk, by=town.community_staff, why="已由街道办理")
    with pytest.raises(ValidationError):
        meeting_tasks.prove(made.pk, SimpleUploadedFile("a.jpg", picture()), by=town.community_staff)
    monkeypatch.setattr(evidence, "MOST", 1)
    meeting_tasks.prove(other.pk, SimpleUploadedFile("a.jpg", picture()), by=town.grid_worker)
    with pytest.raises(ValidationError):
        meeting_tasks.prove(other.pk, SimpleUploadedFile("b.jpg", picture()), by=town.grid_worker)


def test_another_organisations_member_is_invited_once_and_only_by_whoever_may_know(town, branch):
    made = called(organization(town.community, "社区党委", "committee"))
    one = member(branch)
    meetings.invite(made.pk, one, by=town.community_staff)
    with pytest.raises(ValidationError):
        meetings.invite(made.pk, one, by=town.community_staff)
    foreign = member(organization(town.neighbour), entry(town.neighbour, room="3"))
    with pytest.raises(PermissionDenied):
        meetings.invite(made.pk, foreign, by=town.community_staff)


def test_a_task_is_seen_by_its_person_and_in_its_areas_only(town, branch):
    other = make.user()
    made = task(held(branch), responsible=other)
    seen = {name: MeetingTask.objects.visible_to(getattr(town, name)).count() for name in ("unit_head", "stranger")}
    assert seen == {"unit_head": 0, "stranger": 0}
    assert list(MeetingTask.objects.visible_to(make.fresh(other))) == [made]


def test_nothing_of_a_meeting_is_deleted(town, branch):
    made = task(held(branch))
    for row in (made, made.resolution.meeting):
        with pytest.raises(Exception, match="delete"), transaction.atomic():
            row.delete()
