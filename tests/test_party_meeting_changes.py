"""Meetings that move, are written up twice or while others act; who is expected at them, and who is invited."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from grids.models import Notice
from parties.actions import attendance, meetings
from parties.enums.organizations import Duty
from residents import actions as register
from tests.partied import member, organization
from tests.partied_meetings import cadence, called, due
from tests.partied_organizations import officer
from tests.registered import entry
from tests.town import at as at_hour

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def hours(starts_at):
    return {"starts_at": starts_at, "ends_at": starts_at + HOUR, "place": "活动室"}


def moved(town, made, starts_at):
    return meetings.call(made.pk, by=town.community_staff, **hours(starts_at))


def written(town, made, **facts):
    facts = {"minutes": "学习文件", "starts_at": made.starts_at, "ends_at": made.ends_at, "place": "活动室"} | facts
    return meetings.write_up(made.pk, by=town.community_staff, **facts)


def test_who_checked_in_before_a_meeting_moved_to_another_day_is_expected_then(town, branch):
    now = timezone.now()
    place = called(branch, now + HOUR / 2, members=[member(branch)]).places.get()
    attendance.check_in(place.pk, now=now)
    moved(town, place.meeting, now + HOUR)
    place.refresh_from_db()
    assert place.came_at == now  # still within the hour before it
    moved(town, place.meeting, now + timedelta(days=40))
    place.refresh_from_db()
    assert (place.came_at, place.by_link) == (None, False)


def test_the_public_notice_of_a_meeting_that_moves_lasts_as_long_after_it(town, branch):
    made = called(branch)
    token = meetings.issue_notice(made.pk, by=town.community_staff)
    made = moved(town, made, timezone.now() + timedelta(days=40))
    assert meetings.notice(token, now=made.ends_at) == made
    assert meetings.notice(token, now=made.ends_at + timedelta(days=8)) is None


def test_the_public_notice_goes_a_week_after_the_hour_that_the_minutes_say(town, branch):
    made = called(branch, timezone.now() - 2 * HOUR)
    token = meetings.issue_notice(made.pk, by=town.community_staff)
    earlier = made.starts_at - timedelta(days=3)
    written(town, made, starts_at=earlier, ends_at=earlier + HOUR)
    assert meetings.notice(token)
    assert meetings.notice(token, now=timezone.now() + timedelta(days=5)) is None


def test_minutes_sent_again_resolve_nothing_twice(town, branch):
    made = called(branch, timezone.now() - 2 * HOUR)
    for resolved in (["清理楼道"], ["清理楼道"], ["清理楼道 ", "划出车位"]):
        written(town, made, resolved=resolved)
    assert [(one.number, one.text) for one in made.resolutions.all()] == [(1, "清理楼道"), (2, "划出车位")]


def test_who_checks_in_while_the_minutes_are_written_has_come(town, branch, signed_in):
    one, other = member(branch), member(branch, entry(town.unit, room="8", name="陈金水"))
    made = called(branch, timezone.now() - HOUR, members=[one, other])
    client, url = signed_in(town.community_staff), f"{made.get_absolute_url()}act/write/"
    form = client.get(url).context["form"]
    for each in (one, other):
        attendance.check_in(each.attendances.get().pk)
    sent = {name: form[name].value() for name in ("length", "place", "guests", "had_come")}
    sent |= {"starts_at": f"{timezone.localtime(made.starts_at):%Y-%m-%dT%H:%M}", "minutes": "学习文件"}
    client.post(url, sent | {"excused": [str(one.attendances.get().pk)]})
    made.refresh_from_db()
    assert (made.attended, made.expected) == (2, 2)
    client.post(url, sent | {"had_come": client.get(url).context["form"]["had_come"].value()})
    made.refresh_from_db()
    assert made.attended == 0  # seen as come, and unticked


def test_who_left_the_roll_before_a_meeting_was_held_is_not_missed_there(town, branch, signed_in):
    gone, came = member(branch), member(branch, entry(town.unit, room="8"))
    made = called(branch, timezone.now() - 2 * HOUR, members=[gone, came])
    type(gone).objects.filter(pk=gone.pk).update(left_on=timezone.localdate() - timedelta(days=3))
    made = written(town, made, came=[came.attendances.get().pk])
    assert (made.attended, made.expected) == (1, 1)
    page = signed_in(town.community_staff).get(made.get_absolute_url())
    assert [line["place"].member for line in page.context["places"]] == [came]


def test_a_committee_meeting_expects_those_in_office_whatever_roll_they_are_on(town, branch):
    above = organization(town.community, "社区党委", "committee")
    seat, by_account = member(branch), member(branch, entry(town.unit, room="8"), user=town.grid_leader)
    member(above, entry(town.unit, room="9"))
    officer(above, member=seat)
    officer(above, Duty.MEMBER, user=town.grid_leader)
    starts_at = timezone.now() + timedelta(days=2)
    facts = {"title": "党委会", "starts_at": starts_at, "ends_at": starts_at + HOUR, "place": "会议室"}
    made = meetings.arrange(above, by=town.community_staff, kind="committee", **facts)
    assert {place.member for place in made.places.all()} == {seat, by_account}
    busy = facts | {"starts_at": starts_at + HOUR / 2, "title": "支部大会"}
    with pytest.raises(meetings.AtTheSameTime):
        meetings.arrange(branch, by=town.community_staff, kind="general", **busy)


def test_whose_office_or_membership_begins_after_a_meeting_is_not_expected_there(town, branch):
    above, now = organization(town.community, "社区党委", "committee"), timezone.now()
    later = timezone.localdate(now) + timedelta(days=9)
    officer(above, member=member(branch), since=later)
    facts = {"title": "党委会", "place": "会议室", "by": town.community_staff, "kind": "committee"}
    seats = [
        meetings.arrange(above, starts_at=now + days, ends_at=now + days + HOUR, **facts).places.count()
        for days in (timedelta(days=2), timedelta(days=12))
    ]
    assert seats == [0, 1]
    due_on = timezone.localdate(now) - timedelta(days=3)
    owed = due(branch, cadence(), due_on)
    member(branch, entry(town.unit, room="8"), since=due_on + timedelta(days=1))
    written(town, owed, starts_at=owed.due_at - 8 * HOUR, ends_at=owed.due_at - 7 * HOUR)
    assert owed.places.count() == 1


def test_who_left_the_roll_is_told_of_its_meetings_no_more(town, branch):
    one = member(branch, user=town.grid_leader)
    made = called(branch, timezone.now() + timedelta(days=2), members=[one])
    type(one).objects.filter(pk=one.pk).update(left_on=timezone.localdate())
    meetings.call_off(made.pk, by=town.community_staff, why="停水")
    assert not Notice.objects.filter(kind="meeting_off").exists()


def test_a_guest_from_another_roll_does_not_keep_the_others_from_their_links(town, branch, signed_in):
    one = member(branch)
    guest = member(organization(town.neighbour), entry(town.neighbour, room="3"))
    made = called(branch, members=[one])
    meetings.invite(made.pk, guest, by=town.street_staff)
    assert [place.member for place, _token in attendance.issue_missing(made.pk, by=town.community_staff)] == [one]
    page = signed_in(town.community_staff).get(made.get_absolute_url())
    assert {line["place"].member: line["may_link"] for line in page.context["places"]} == {one: True, guest: False}


def test_whoever_is_invited_is_told_and_a_second_invitation_says_so(town, branch):
    made = called(organization(town.community, "社区党委", "committee"))
    guest = member(branch, entry(town.unit, room="8", name=town.unit_head.name))
    for row in (guest.resident, town.unit_head):
        type(row).objects.filter(pk=row.pk).update(phone_index="a" * 64)
    meetings.invite(made.pk, guest, by=town.community_staff)
    assert Notice.objects.filter(kind="meeting_called").values_list("user", flat=True).get() == town.unit_head.pk
    with pytest.raises(ValidationError) as refused:
        meetings.invite(made.pk, guest, by=town.community_staff)
    assert list(refused.value.message_dict) == ["name"]


def test_a_member_whose_account_the_roll_knows_is_told_and_sees_their_own_hours(town, branch, signed_in):
    member(branch, user=town.grid_leader)
    starts_at = timezone.now() + timedelta(days=2)
    made = meetings.arrange(
        branch, by=town.community_staff, title="学习会", starts_at=starts_at, ends_at=starts_at + HOUR, place="活动室"
    )
    assert Notice.objects.get(kind="meeting_called").user == town.grid_leader
    months = signed_in(town.grid_leader).get("/parties/meetings/mine/").context["months"]
    assert [one.meetings for one in months if one.first == timezone.localdate(made.starts_at).replace(day=1)] == [1]


def died(town, resident):
    register.died(resident.pk, by=town.community_staff, seen=None, on=timezone.localdate())


def test_who_died_today_is_expected_at_no_meeting_that_is_called(town, branch):
    gone, stays = member(branch, entry(town.unit, room="7")), member(branch, entry(town.unit, room="8", name="陈金水"))
    died(town, gone.resident)
    made = meetings.arrange(branch, by=town.community_staff, title="学习会", **hours(timezone.now() + HOUR))
    assert [place.member for place in made.places.all()] == [stays]


def test_who_died_today_is_not_missed_at_a_meeting_that_was_called_before(town, branch):
    gone, stays = member(branch, entry(town.unit, room="7")), member(branch, entry(town.unit, room="8", name="陈金水"))
    made = called(branch, timezone.now() - HOUR, members=[gone, stays])
    died(town, gone.resident)
    assert written(town, made, came=[stays.attendances.get().pk]).expected == 1


def test_who_moves_a_meeting_is_told_that_somebody_moved_it_meanwhile(town, branch, signed_in):
    made = called(branch, timezone.now() + 2 * HOUR)
    client, url = signed_in(town.community_staff), f"{made.get_absolute_url()}act/call/"
    form = client.get(url).context["form"]
    sent = {name: form[name].value() or "" for name in ("length", "place", "seen")} | {"starts_at": "2030-05-11T09:00"}
    theirs = moved(town, made, at_hour("2030-05-13 15:30"))
    answer = client.post(url, sent)
    said = answer.context["form"]
    assert (answer.status_code, "13 May 2030" in str(said.errors["starts_at"])) == (422, True)
    made.refresh_from_db()
    assert made.starts_at == theirs.starts_at
    assert client.post(url, sent | {"seen": said["seen"].value()}).status_code == 302
    made.refresh_from_db()
    assert made.starts_at == at_hour("2030-05-11 09:00")


def test_a_meeting_arranged_again_by_the_same_form_is_the_one_that_is_there(town, branch):
    member(branch)
    words = {"by": town.community_staff, "title": "学习会"} | hours(timezone.now() + HOUR)
    made = meetings.arrange(branch, **words)
    assert meetings.arrange(branch, **words) == made
    meetings.call_off(made.pk, by=town.community_staff, why="台风停工")
    assert meetings.arrange(branch, **words) != made
