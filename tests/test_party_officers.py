"""Offices of party organisations, their terms, what is told of them, and alliances."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from grids import figures
from grids.days.periods import Period
from grids.models import Notice
from parties.actions import alliances, officers as acts, organizations as organizing
from parties.enums import OrgKind
from parties.enums.organizations import Duty
from parties.models import Alliance, AllianceMember, Officer, Term
from parties.organizations import officers
from tests import factories as make
from tests.partied import member, organization
from tests.partied_organizations import (
    network,
    officer,
    term,
)
from tests.registered import entry

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]


def test_an_officer_is_a_member_of_the_roll_or_somebody_who_serves(town):
    branch, by = network(town)["branch"], town.community_staff
    one = acts.appoint(branch.pk, Duty.SECRETARY, member(branch, entry(town.unit)), by=by)
    two = acts.appoint(branch.pk, Duty.DEPUTY, town.grid_leader, by=by, charge="组织")
    assert (str(one), str(two), two.charge) == ("林秀英", str(town.grid_leader), "组织")


def test_the_kind_says_which_offices_there_are(town):
    made, by = network(town), town.community_staff
    group = organization(town.unit, "楼栋小组", OrgKind.BUILDING_GROUP, parent=made["branch"])
    with pytest.raises(ValidationError, match="does not have this office"):
        acts.appoint(group.pk, Duty.SECRETARY, town.unit_head, by=by)
    assert acts.appoint(group.pk, Duty.LEADER, town.unit_head, by=by).duty == Duty.LEADER
    with pytest.raises(ValidationError, match="does not have this office"):
        acts.appoint_part_time(made["committee"].pk, "苏文彬", make.organisation(), by=by)


def test_a_part_time_member_comes_from_a_stationed_unit(town):
    big = organization(town.community, "大党委", OrgKind.BIG_COMMITTEE)
    made = acts.appoint_part_time(big.pk, " 苏文彬 ", make.organisation("中心小学"), by=town.community_staff)
    assert (made.name, made.unit.name, made.duty) == ("苏文彬", "中心小学", Duty.PART_TIME)
    with pytest.raises(ValidationError, match="comes from a stationed unit"):
        acts.appoint(big.pk, Duty.PART_TIME, town.grid_leader, by=town.community_staff)


def test_one_is_secretary_and_nobody_holds_two_offices_of_one_organisation(town):
    branch, by = network(town)["branch"], town.community_staff
    acts.appoint(branch.pk, Duty.SECRETARY, town.grid_leader, by=by)
    with pytest.raises(ValidationError, match="held by somebody"):
        acts.appoint(branch.pk, Duty.SECRETARY, town.grid_worker, by=by)
    with pytest.raises(ValidationError, match="holds an office here already"):
        acts.appoint(branch.pk, Duty.MEMBER, town.grid_leader, by=by)


def test_nobody_appoints_a_member_whom_they_may_not_know(town):
    branch = network(town)["branch"]
    stranger = member(organization(town.neighbour, "邻社区支部"))
    with pytest.raises(PermissionDenied):
        acts.appoint(branch.pk, Duty.SECRETARY, stranger, by=town.community_staff)
    with pytest.raises(PermissionDenied):
        acts.appoint(branch.pk, Duty.SECRETARY, town.grid_leader, by=town.grid_leader)


def test_an_office_ends_with_a_reason_and_once(town):
    made = officer(network(town)["branch"], user=town.grid_leader)
    assert acts.end(made.pk, by=town.community_staff, why="工作调动").until == timezone.localdate()
    with pytest.raises(ValidationError, match="ended already"):
        acts.end(made.pk, by=town.community_staff, why="工作调动")


def test_a_new_term_ends_the_one_before_and_the_offices_of_who_was_not_elected_again(town):
    branch, today = network(town)["branch"], timezone.localdate()
    before = term(branch, dt.date(2024, 7, 1))
    stays, leaves = officer(branch, user=town.grid_leader), officer(branch, Duty.DEPUTY, user=town.grid_worker)
    made = acts.elect(
        branch.pk, by=town.community_staff, began_on=today, ends_on=today + dt.timedelta(days=1095), stay=[stays]
    )
    for row in (before, stays, leaves):
        row.refresh_from_db()
    assert (before.ended_on, stays.until, leaves.until) == (today, None, today)
    assert list(branch.terms.running()) == [made]


@pytest.mark.parametrize("days", [1, -4000])
def test_a_term_begins_neither_in_the_future_nor_before_the_last_one(town, days):
    branch, today = network(town)["branch"], timezone.localdate()
    term(branch, dt.date(2024, 7, 1))
    day = today + dt.timedelta(days=days)
    with pytest.raises(ValidationError):
        acts.elect(branch.pk, by=town.community_staff, began_on=day, ends_on=day + dt.timedelta(days=900))


def test_groups_have_no_terms(town):
    group = organization(town.unit, "楼栋小组", OrgKind.BUILDING_GROUP)
    today = timezone.localdate()
    with pytest.raises(ValidationError, match="no terms"):
        acts.elect(group.pk, by=town.community_staff, began_on=today, ends_on=today + dt.timedelta(days=9))


def told() -> list[tuple[str, str]]:
    return list(Notice.objects.order_by("kind", "user").values_list("kind", "user__name"))


def test_who_keeps_organisations_nearest_is_reminded_of_a_term_before_it_ends_and_after_once_each(town):
    branch, today = network(town)["branch"], timezone.localdate()
    running = term(branch, today + dt.timedelta(days=30))
    acts.follow_up()
    acts.follow_up()
    assert told() == [("party_term_soon", "community_staff"), ("party_term_soon", "community_staff2")]
    Term.objects.filter(pk=running.pk).update(ends_on=today - dt.timedelta(days=1))
    acts.follow_up()
    acts.follow_up()
    assert [kind for kind, _name in told()] == ["party_term_over"] * 2 + ["party_term_soon"] * 2


def test_nobody_is_reminded_of_a_term_that_runs_on(town):
    made, today = network(town), timezone.localdate()
    term(made["branch"], today + acts.SOON + dt.timedelta(days=1))
    gone = organization(town.grid, "旧支部", dissolved_on=today)
    term(gone, today)
    acts.follow_up()
    assert told() == []


def test_a_temporary_branch_reminds_of_its_end_and_again_when_it_was_put_off(town):
    made, today = network(town), timezone.localdate()
    branch = organization(
        town.community, "临时支部", OrgKind.TEMPORARY, parent=made["committee"], ends_on=today + dt.timedelta(days=9)
    )
    acts.follow_up()
    organizing.change(branch.pk, by=town.community_staff, ends_on=today + dt.timedelta(days=20))
    acts.follow_up()
    assert [kind for kind, _name in told()] == ["party_branch_soon"] * 4


def test_whose_membership_or_account_ended_holds_no_office_the_next_day(town):
    branch, today = network(town)["branch"], timezone.localdate()
    one = member(branch)
    first, second = officer(branch, member=one), officer(branch, Duty.DEPUTY, user=town.grid_worker)
    third = officer(branch, Duty.MEMBER, user=town.grid_leader)
    type(one).objects.filter(pk=one.pk).update(left_on=today - dt.timedelta(days=2))
    type(town.grid_worker).objects.filter(pk=town.grid_worker.pk).update(is_active=False)
    acts.follow_up()
    for row in (first, second, third):
        row.refresh_from_db()
    assert (first.until, second.until, third.until) == (today - dt.timedelta(days=2), today, None)


def test_names_are_masked_for_who_does_not_keep_the_roll_but_ones_own(town):
    branch = network(town)["branch"]
    officer(branch, member=member(branch, entry(town.unit)))
    officer(branch, Duty.DEPUTY, user=town.grid_leader)
    names = {
        who: [line["name"] for line in officers.of(branch, getattr(town, who))]
        for who in ("community_staff", "supervisor", "grid_leader")
    }
    assert names["community_staff"] == ["林秀英", "grid_leader"]
    assert names["supervisor"][0] == "林*英"
    assert "grid_leader" not in names["supervisor"]
    assert names["grid_leader"] == ["林*英", "grid_leader"]


def test_one_post_with_two_duties_is_seen_from_the_organisation(town):
    branch = network(town)["branch"]
    officer(branch, user=town.grid_worker)
    officer(branch, Duty.DEPUTY, user=town.street_staff)
    posts = [[post["place"] for post in line["posts"]] for line in officers.of(branch, town.community_staff)]
    assert posts == [[town.grid.short_name], []]
    town.grid_worker.posts.update(ended_on=timezone.localdate())
    assert officers.posts_of([town.grid_worker.pk]) == {}


def test_and_from_the_post_by_who_keeps_the_roll(town):
    branch = network(town)["branch"]
    officer(branch, user=town.grid_worker)
    found = officers.duties_of([town.grid_worker.pk], town.community_staff)
    assert found == {town.grid_worker.pk: [("网格党支部 Secretary", branch.get_absolute_url())]}
    assert officers.duties_of([town.grid_worker.pk], town.grid_leader) == {}
    assert officers.duties_of([town.grid_worker.pk], town.stranger) == {}


def test_a_member_in_office_whose_account_serves_has_two_duties_as_well(town):
    branch = network(town)["branch"]
    officer(branch, member=member(branch, user=town.grid_worker))
    assert officers.of(branch, town.community_staff)[0]["posts"][0]["place"] == town.grid.short_name
    assert list(officers.duties_of([town.grid_worker.pk], town.community_staff)) == [town.grid_worker.pk]
    rows = figures.figures["parties.dual"].rows(Period.named("", timezone.localdate()))
    assert [row.member.user for row in rows] == [town.grid_worker]


def test_an_alliance_brings_together_organisations_from_anywhere_and_one_leads_it(town):
    made, by = network(town), town.street_staff
    alliance = alliances.found(town.street, by=by, name="片区联盟")
    rows = [alliances.join(alliance.pk, made[name], by=by) for name in ("committee", "branch")]
    alliances.lead(rows[0].pk, by=by)
    alliances.lead(rows[1].pk, by=by)
    assert [row.organization for row in alliance.members.filter(leads=True)] == [made["branch"]]
    with pytest.raises(ValidationError, match="in the alliance already"):
        alliances.join(alliance.pk, made["branch"], by=by)
    assert alliances.leave(rows[1].pk, by=by, why="退出").leads is False


def test_a_dissolved_alliance_is_still_seen_with_those_that_were_in_it_to_the_last(town, signed_in):
    made, by = network(town), town.street_staff
    alliance = alliances.found(town.street, by=by, name="片区联盟")
    alliances.leave(alliances.join(alliance.pk, made["branch"], by=by).pk, by=by, why="退出")
    AllianceMember.objects.update(since=dt.date(2024, 7, 1), until=dt.date(2024, 7, 2))
    alliances.join(alliance.pk, made["committee"], by=by)
    alliances.dissolve(alliance.pk, by=by, why="到期")
    client = signed_in(town.community_staff)
    (row,) = client.get("/parties/alliances/", {"past": "1"}).context["rows"]
    assert (row, row.size) == (alliance, 1)
    members = client.get(alliance.get_absolute_url()).context["members"]
    assert [line["member"].organization for line in members] == [made["committee"]]


def test_an_alliance_is_seen_where_its_organisations_lie_as_long_as_they_are_in_it(town):
    made, by = network(town), town.street_staff
    alliance = alliances.found(town.street, by=by, name="片区联盟")
    row = alliances.join(alliance.pk, made["committee"], by=by)

    def seen() -> list[bool]:
        readers = (town.community_staff, town.stranger, town.street_staff)
        return [Alliance.objects.visible_to(make.fresh(each)).exists() for each in readers]

    assert seen() == [True, False, True]
    with pytest.raises(PermissionDenied):
        alliances.dissolve(alliance.pk, by=town.community_staff, why="退出")
    alliances.leave(row.pk, by=by, why="退出")
    assert seen() == [False, False, True]


def test_a_dissolved_alliance_has_no_members_and_takes_none(town):
    made, by = network(town), town.street_staff
    alliance = alliances.found(town.street, by=by, name="片区联盟")
    alliances.join(alliance.pk, made["committee"], by=by)
    alliances.dissolve(alliance.pk, by=by, why="任务完成")
    assert not alliance.members.current().exists()
    with pytest.raises(ValidationError, match="dissolved"):
        alliances.join(alliance.pk, made["branch"], by=by)


def test_an_alliance_is_kept_where_it_lies(town):
    made = network(town)
    with pytest.raises(PermissionDenied):
        alliances.found(town.street, by=town.community_staff, name="片区联盟")
    alliance = alliances.found(town.street, by=town.street_staff, name="片区联盟")
    with pytest.raises(PermissionDenied):
        alliances.join(alliance.pk, made["branch"], by=town.community_staff)


def test_an_office_is_one_persons_whoever_writes(town):
    branch = network(town)["branch"]
    both = Officer(
        organization=branch, duty=Duty.MEMBER, user=town.grid_leader, member=member(branch), since=dt.date(2024, 1, 1)
    )
    nobody = Officer(organization=branch, duty=Duty.MEMBER, since=dt.date(2024, 1, 1))
    for row in (both, nobody):
        with pytest.raises(ValidationError, match="An officer is"):
            row.full_clean()
