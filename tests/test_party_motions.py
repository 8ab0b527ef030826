"""A motion from the preliminary opinion by the notice to the ballot, its links and its tasks."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, IntegrityError, transaction
from django.utils import timezone

from parties.actions import counting, motions, voting, weights
from parties.models import Elector, Invitation, Motion, MotionTask
from residents.models import Resident
from tests.partied import organization
from tests.partied_ballots import WORDS, ballot, members, motion

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]
HOUR = timedelta(hours=1)


@pytest.fixture
def committee(town):
    return organization(town.community, "社区党委", "committee")


def proposed(town, committee, **facts):
    facts = {"title": "改造垃圾屋", "matter": "project", "weight": "important", "opinion": "同意"} | facts
    return motions.propose(committee, by=town.community_staff, opinion_on=date(2026, 5, 1), **facts)


def noticed(town, committee, *bodies, many=3, now=None):
    members(committee, many)
    made = proposed(town, committee)
    return motions.put_on_notice(made.pk, by=town.community_staff, bodies=bodies, now=now, **WORDS)


def long_ago():
    return timezone.now() - timedelta(days=6)


def opened(town, row):
    return motions.open_(row.pk, by=town.community_staff, closes_at=timezone.now() + HOUR)


def test_a_motion_lies_where_its_organisation_lies(town, committee):
    row = proposed(town, committee)
    assert (row.area, row.community_id, row.state) == (town.community, town.community.pk, "opinion")


def test_who_may_not_hold_ballots_there_puts_none(town, committee):
    for person in (town.unit_head, town.grid_leader, town.supervisor, town.stranger):
        with pytest.raises(PermissionDenied):
            motions.propose(committee, by=person, title="x", matter="project", weight="large", opinion="x")


def test_a_motion_put_again_by_the_same_form_is_the_one_that_is_there(town, committee):
    row = proposed(town, committee)
    assert proposed(town, committee) == row
    assert proposed(town, committee, opinion="缓议") != row
    motions.withdraw(row.pk, by=town.community_staff, why="另行研究")
    assert proposed(town, committee) != row


def test_who_died_today_has_no_vote(town, committee):
    gone, *stay = members(committee, 3)
    Resident.objects.filter(pk=gone.resident_id).update(died_on=timezone.localdate())
    made = proposed(town, committee)
    motions.put_on_notice(made.pk, by=town.community_staff, bodies=(), **WORDS)
    assert {row.member for row in made.invitations.all()} == set(stay)


def test_a_dissolved_organisation_puts_no_motion(town):
    gone = organization(town.community, dissolved_on=date(2025, 1, 1))
    with pytest.raises(ValidationError, match="dissolved"):
        proposed(town, gone)


def test_an_opinion_was_formed_before_it_is_put(town, committee):
    row, tomorrow = proposed(town, committee), timezone.localdate() + timedelta(days=1)
    with pytest.raises(ValidationError) as refused:
        motions.change(row.pk, by=town.community_staff, opinion_on=tomorrow)
    assert list(refused.value.message_dict) == ["opinion_on"]


def test_the_words_stand_once_it_is_on_notice(town, committee):
    row = proposed(town, committee)
    assert motions.change(row.pk, by=town.community_staff, title="改造两处垃圾屋").title == "改造两处垃圾屋"
    members(committee, 1)
    motions.put_on_notice(row.pk, by=town.community_staff, bodies=[], **WORDS)
    with pytest.raises(ValidationError, match="moved on"):
        motions.change(row.pk, by=town.community_staff, title="别的")


@pytest.mark.parametrize("left_out", WORDS)
def test_a_notice_has_four_parts(town, committee, left_out):
    members(committee, 1)
    row = proposed(town, committee)
    with pytest.raises(ValidationError, match="four parts"):
        motions.put_on_notice(row.pk, by=town.community_staff, bodies=[], **WORDS | {left_out: " "})


def test_the_database_refuses_a_notice_without_a_rule(town, committee):
    row = proposed(town, committee)
    with pytest.raises(IntegrityError), transaction.atomic():
        Motion.objects.filter(pk=row.pk).update(state="notice", noticed_at=timezone.now(), **WORDS)


def test_everybody_of_the_bodies_named_is_sent_the_notice_and_nobody_else(town, committee):
    below = organization(town.grid, "网格支部", parent=committee)
    other = organization(town.grid, "别的支部", parent=committee)
    theirs = [*members(below, 2), *members(other, 2)][:2]
    row = noticed(town, committee, below, many=3)
    found = set(row.invitations.values_list("member", flat=True))
    assert len(found) == 5
    assert {one.pk for one in theirs} <= found


def test_who_left_is_sent_nothing(town, committee):
    left = members(committee, 1)[0]
    left.left_on = timezone.localdate()
    left.save()
    assert noticed(town, committee, many=2).invitations.count() == 2


def test_a_notice_to_nobody_is_refused(town, committee):
    row = proposed(town, committee)
    with pytest.raises(ValidationError, match="roll of party members"):
        motions.put_on_notice(row.pk, by=town.community_staff, bodies=[], **WORDS)


def test_a_motion_keeps_the_rule_of_its_notice_though_a_new_one_begins(town, committee):
    row = noticed(town, committee)
    before = row.rule
    weights.WeightRule.objects.create(
        weight="important", valid_from=timezone.localdate(), notice_hours=1, basis="新规"
    )  # fmt: skip
    assert Motion.objects.get(pk=row.pk).rule == before
    assert weights.in_force("important").notice_hours == 1


def test_the_ballot_opens_after_the_notice_of_its_weight(town, committee):
    row = noticed(town, committee, now=timezone.now() - timedelta(hours=119))
    with pytest.raises(ValidationError, match="notice lasts until"):
        opened(town, row)
    Motion.objects.filter(pk=row.pk).update(noticed_at=timezone.now() - timedelta(hours=121))
    assert opened(town, row).state == "open"


def test_the_electorate_is_who_is_a_member_at_the_opening(town, committee):
    row = noticed(town, committee, now=long_ago(), many=3)
    first = row.invitations.order_by("pk")[0].member
    first.left_on = timezone.localdate()
    first.save()
    joined = members(committee, 1)[0]
    row = opened(town, row)
    electors = set(Elector.objects.values_list("member", flat=True))
    assert (row.electorate, first.pk in electors, joined.pk in electors) == (3, False, True)
    assert row.invitations.filter(member=joined).exists()


def test_the_electorate_stays_though_somebody_joins_or_leaves(town, committee):
    row = opened(town, noticed(town, committee, now=long_ago()))
    late = members(committee, 1)[0]
    Invitation.objects.create(motion=row, member=late)
    with pytest.raises(ValidationError, match="not among"):
        voting.cast(row.invitations.get(member=late), "yes")
    leaver = row.electors.first().member
    leaver.left_on = timezone.localdate()
    leaver.save()
    voting.cast(row.invitations.get(member=leaver), "yes")


def test_it_closes_after_it_opened(town, committee):
    row = noticed(town, committee, now=long_ago())
    with pytest.raises(ValidationError, match="later moment"):
        motions.open_(row.pk, by=town.community_staff, closes_at=timezone.now() - HOUR)


def test_a_link_opens_the_notice_and_is_kept_as_a_hash(town, committee):
    row = noticed(town, committee)
    given = motions.give_links(row.pk, by=town.community_staff)
    assert len(given) == 3
    for invitation, token in given:
        assert motions.opened(token) == invitation
        assert token not in str(Invitation.objects.filter(pk=invitation.pk).values().get())


def test_a_new_link_ends_the_older_one(town, committee):
    row = noticed(town, committee)
    invitation, old = motions.give_links(row.pk, by=town.community_staff)[0]
    [(again, new)] = motions.give_links(row.pk, by=town.community_staff, only=invitation.ref)
    assert (motions.opened(old), motions.opened(new)) == (None, again)


def test_a_link_expires(town, committee):
    row = noticed(town, committee)
    _invitation, token = motions.give_links(row.pk, by=town.community_staff)[0]
    assert motions.opened(token, now=timezone.now() + timedelta(days=61)) is None


def test_links_are_given_by_who_holds_ballots_and_reads_members(town, committee):
    row = noticed(town, committee)
    for person in (town.unit_head, town.supervisor, town.stranger):
        with pytest.raises(PermissionDenied):
            motions.give_links(row.pk, by=person)


def test_links_come_twenty_at_a_time_to_those_who_have_none(town, committee):
    row = noticed(town, committee, many=23)
    by = town.community_staff
    assert [len(motions.give_links(row.pk, by=by)) for _nth in range(3)] == [20, 3, 0]


def test_a_receipt_is_written_once(town, committee):
    row = noticed(town, committee)
    one = row.invitations.first()
    first = timezone.now() - HOUR
    motions.confirm_read(one.pk, now=first)
    motions.confirm_read(one.pk)
    one.refresh_from_db()
    assert one.read_at == first


def test_withdrawn_while_open_nobody_looks_into_the_urn(town, committee):
    row, invited = ballot(committee, 2)
    voting.cast(invited[0], "yes")
    with pytest.raises(ValidationError):
        motions.withdraw(row.pk, by=town.community_staff, why="")
    row = motions.withdraw(row.pk, by=town.community_staff, why="材料有误，重新公示")
    assert (row.state, row.yes) == ("withdrawn", None)
    with pytest.raises(ValidationError, match="moved on"):
        counting.close(row.pk, by=town.community_staff)


def test_nothing_of_a_motion_is_deleted(town, committee):
    row = motion(committee)
    with pytest.raises(DatabaseError, match="Cannot delete"), transaction.atomic():
        row.delete()


def test_a_motion_tells_who_did_what_and_why(town, committee):
    row = noticed(town, committee)
    motions.withdraw(row.pk, by=town.community_staff, why="重新公示")
    said = [event.pgh_context.metadata for event in row.events.order_by("pgh_id")]
    assert {each["user"] for each in said} == {town.community_staff.pk}
    assert said[-1]["why"] == "重新公示"


def passed(town, committee):
    row, invited = ballot(committee, 1)
    voting.cast(invited[0], "yes")
    counting.close(row.pk, by=town.community_staff)
    return counting.declare(row.pk, by=town.community_staff)


def test_tasks_follow_from_a_result_and_are_done_with_an_outcome(town, committee):
    row, by = passed(town, committee), town.community_staff
    task = motions.add_task(row.pk, by=by, what="招标", responsible="物业公司", due_on=timezone.localdate())
    with pytest.raises(ValidationError, match="how it was done"):
        motions.finish_task(task.pk, by=by, outcome=" ")
    done = motions.finish_task(task.pk, by=by, outcome="6 月 20 日完成")
    assert (done.done_by, done.outcome) == (by, "6 月 20 日完成")
    with pytest.raises(ValidationError, match="already"):
        motions.finish_task(task.pk, by=by, outcome="又一次")


def test_a_motion_under_way_has_no_tasks(town, committee):
    row, _invited = ballot(committee, 1)
    with pytest.raises(ValidationError, match="moved on"):
        motions.add_task(row.pk, by=town.community_staff, what="x", responsible="x", due_on=timezone.localdate())
    assert not MotionTask.objects.exists()


def test_a_task_is_due_on_a_day_to_come(town, committee):
    row, over = passed(town, committee), timezone.localdate() - timedelta(days=1)
    with pytest.raises(ValidationError) as refused:
        motions.add_task(row.pk, by=town.community_staff, what="招标", responsible="物业公司", due_on=over)
    assert list(refused.value.message_dict) == ["due_on"]
