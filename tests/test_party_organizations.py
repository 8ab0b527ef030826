"""Party organisations stand where the ladder lets them, move with their members, and end with what they hold."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from grids.enums import Kind
from grids.models import Area, Notice
from parties.actions import meetings, motions, officers, organizations as acts, partners
from parties.enums import OrgKind
from parties.enums.organizations import Duty
from parties.models import Coverage, Meeting, PartyOrganization
from parties.organizations import ladder
from tests import factories as make
from tests.partied import member, organization
from tests.partied_ballots import motion
from tests.partied_meetings import cadence, called, due
from tests.partied_organizations import (
    network,
    officer,
    term,
)
from tests.partied_partners import partner
from tests.registered import entry

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]


def found(town, under, kind=OrgKind.OUTPOST, area=None, **facts):
    facts = {"name": "第一前哨支部"} | facts
    return acts.found(area or town.community, kind, by=town.community_staff, under=under, **facts)


def test_an_organisation_is_founded_under_another_and_lies_in_its_area(town):
    under = network(town)["committee"]
    made = found(town, under, area=town.grid)
    assert (made.parent, made.grid_id, made.founded_on) == (under, town.grid.pk, timezone.localdate())


def test_the_ladder_says_who_stands_under_whom(town):
    made = network(town)
    with pytest.raises(ValidationError, match="does not stand under"):
        found(town, made["branch"], OrgKind.COMMITTEE)
    with pytest.raises(ValidationError, match="stands under another one"):
        found(town, None, OrgKind.GRID_BRANCH)


def test_each_kind_stands_under_kinds_above_it_only():
    order = list(ladder.UNDER)
    assert order == list(OrgKind)
    assert all(order.index(above) < order.index(kind) for kind in order for above in ladder.UNDER[kind] if above)


def test_an_organisation_lies_in_the_area_of_the_one_above_it(town):
    under = organization(town.grid, "片区总支", OrgKind.GENERAL_BRANCH)
    with pytest.raises(ValidationError) as refused:
        found(town, under, OrgKind.GRID_BRANCH, area=town.community)
    assert list(refused.value.message_dict) == ["area"]


def test_nobody_founds_where_they_do_not_keep_organisations(town):
    committee = network(town)["committee"]
    with pytest.raises(PermissionDenied):
        acts.found(town.community, OrgKind.OUTPOST, by=town.stranger, under=committee, name="x")
    with pytest.raises(PermissionDenied):
        acts.found(town.grid, OrgKind.GRID_BRANCH, by=town.grid_leader, under=committee, name="x")


def test_nobody_founds_under_one_they_do_not_see(town):
    street = network(town)["street"]
    with pytest.raises(PermissionDenied):
        acts.found(town.community, OrgKind.ENTERPRISE, by=town.community_staff, under=street, name="x")


def test_a_branch_of_a_company_names_the_company(town):
    under = network(town)["committee"]
    with pytest.raises(ValidationError) as refused:
        found(town, under, OrgKind.PROPERTY)
    assert list(refused.value.message_dict) == ["organisation"]
    assert (
        found(town, under, OrgKind.PROPERTY, organisation=make.organisation("安居物业")).organisation.name
        == "安居物业"
    )


def test_a_temporary_branch_says_when_it_ends_and_no_other_does(town):
    under, day = network(town)["committee"], timezone.localdate() + dt.timedelta(days=90)
    with pytest.raises(ValidationError, match="says when it ends"):
        found(town, under, OrgKind.TEMPORARY)
    with pytest.raises(ValidationError, match="says when it ends"):
        found(town, under, OrgKind.OUTPOST, ends_on=day)
    assert found(town, under, OrgKind.TEMPORARY, ends_on=day).ends_on == day


def test_a_branch_that_grew_becomes_a_general_branch_if_what_stands_under_it_may_stay(town):
    made = network(town)
    outpost = found(town, made["committee"])
    changed = acts.change(outpost.pk, by=town.community_staff, kind=OrgKind.GENERAL_BRANCH, name="第一党总支")
    assert (changed.kind, changed.name) == (OrgKind.GENERAL_BRANCH, "第一党总支")
    organization(town.community, "第二支部", OrgKind.GRID_BRANCH, parent=changed)
    with pytest.raises(ValidationError, match="stands under it and cannot stand"):
        acts.change(outpost.pk, by=town.community_staff, kind=OrgKind.OUTPOST)


def test_an_organisation_moves_under_another_with_a_reason(town):
    made = network(town)
    general = organization(town.community, "党总支", OrgKind.GENERAL_BRANCH, parent=made["committee"])
    with pytest.raises(ValidationError):
        acts.move(made["branch"].pk, by=town.community_staff, under=general, why=" ")
    moved = acts.move(made["branch"].pk, by=town.community_staff, under=general, why="网格调整")
    assert moved.parent == general
    assert moved.events.latest("pgh_id").pgh_context.metadata["why"] == "网格调整"


def test_who_moves_to_another_area_takes_the_members_along(town):
    made = network(town)
    other = make.area(Area.objects.get(pk=town.community.pk), Kind.GRID)
    stays, left = member(made["branch"]), member(made["branch"], entry(town.unit), left_on=dt.date(2024, 1, 1))
    Coverage.objects.create(organization=made["branch"], area=other, since=dt.date(2024, 1, 1))
    acts.move(made["branch"].pk, by=town.community_staff, under=made["committee"], area=other, why="网格调整")
    stays.refresh_from_db()
    left.refresh_from_db()
    assert (stays.area, stays.grid_id, left.area) == (other, other.pk, town.grid)
    assert not Coverage.objects.current().exists()  # its own area needs no row


def test_nobody_moves_an_organisation_to_an_area_they_do_not_keep(town):
    made = network(town)
    with pytest.raises(PermissionDenied):
        acts.move(made["branch"].pk, by=town.community_staff, under=made["committee"], area=town.neighbour, why="调整")


def test_what_stands_under_it_keeps_an_organisation_from_moving_away(town):
    made = network(town)
    other = make.area(Area.objects.get(pk=town.community.pk), Kind.GRID)
    organization(town.unit, "楼栋小组", OrgKind.BUILDING_GROUP, parent=made["branch"])
    with pytest.raises(ValidationError, match="stands under it and lies elsewhere"):
        acts.move(made["branch"].pk, by=town.community_staff, under=made["committee"], area=other, why="网格调整")


def test_an_organisation_with_members_or_others_under_it_is_not_dissolved(town):
    made, by = network(town), town.community_staff
    with pytest.raises(ValidationError, match="stands under it"):
        acts.dissolve(made["committee"].pk, by=by, why="撤并")
    one = member(made["branch"])
    with pytest.raises(ValidationError, match="belongs to it"):
        acts.dissolve(made["branch"].pk, by=by, why="撤并")
    type(one).objects.update(left_on=timezone.localdate())
    assert acts.dissolve(made["branch"].pk, by=by, why="撤并").dissolved_on == timezone.localdate()


def test_offices_term_and_coverage_end_with_the_organisation(town):
    made = network(town)
    office = officer(made["branch"], user=town.grid_leader)
    running = term(made["branch"], dt.date(2030, 1, 1))
    covers = Coverage.objects.create(organization=made["branch"], area=town.community, since=dt.date(2024, 1, 1))
    acts.dissolve(made["branch"].pk, by=town.community_staff, why="撤并")
    for row in (office, running, covers):
        row.refresh_from_db()
    assert {office.until, running.ended_on, covers.until} == {timezone.localdate()}


def test_nothing_is_done_with_a_dissolved_organisation(town):
    made = network(town)["branch"]
    acts.dissolve(made.pk, by=town.community_staff, why="撤并")
    with pytest.raises(ValidationError, match="dissolved"):
        acts.change(made.pk, by=town.community_staff, name="x")
    with pytest.raises(ValidationError, match="dissolved"):
        found(town, made, OrgKind.BUILDING_GROUP, area=town.unit)


def test_an_organisation_is_never_deleted(town):
    made = network(town)["branch"]
    with pytest.raises(Exception, match="Cannot delete"), transaction.atomic():
        made.delete()


def test_a_retired_area_takes_no_organisation(town):
    under = network(town)["committee"]
    Area.objects.filter(pk=town.grid.pk).update(valid_to=timezone.localdate(), retired_reason="撤销")
    town.grid.refresh_from_db()
    with pytest.raises(ValidationError, match="retired"):
        found(town, under, OrgKind.OUTPOST, area=town.grid)


def test_an_area_has_one_organisation_of_a_name(town):
    under = network(town)["committee"]
    found(town, under)
    with pytest.raises(ValidationError, match="of this name"):
        found(town, under)
    with pytest.raises(IntegrityError), transaction.atomic():
        organization(town.community, "第一前哨支部", OrgKind.OUTPOST)


def test_the_tops_are_those_that_stand_under_none_of_ones_areas(town):
    made = network(town)
    seen = PartyOrganization.objects.standing()
    assert list(seen.visible_to(town.grid_leader).tops(town.grid_leader)) == [made["branch"]]
    assert list(seen.visible_to(town.community_staff).tops(town.community_staff)) == [made["committee"]]
    assert list(seen.visible_to(town.supervisor).tops(town.supervisor)) == [made["street"]]


def test_an_office_that_begins_later_ends_with_the_organisation_or_by_itself(town):
    made, to_come = network(town)["branch"], timezone.localdate() + dt.timedelta(days=9)
    ended = officer(made, Duty.MEMBER, user=town.grid_leader, since=to_come)
    officers.end(ended.pk, by=town.community_staff, why="写错了")
    with_it = officer(made, user=town.grid_worker, since=to_come)
    acts.dissolve(made.pk, by=town.community_staff, why="撤并")
    for row in (ended, with_it):
        row.refresh_from_db()
        assert row.until == to_come


def test_meetings_to_come_are_called_off_with_the_organisation(town):
    made, now = network(town)["branch"], timezone.now()
    one = member(made, left_on=timezone.localdate())
    planned = due(made, cadence(), timezone.localdate() + dt.timedelta(days=9), alarm_at=now)
    convened = called(made, now + dt.timedelta(days=1), members=[one], convener=town.grid_leader)
    to_be_written_up = called(made, now - dt.timedelta(hours=2))
    owed = due(made, cadence(kind="lecture"), timezone.localdate() - dt.timedelta(days=9))
    acts.dissolve(made.pk, by=town.community_staff, why="撤并")
    states = {row.pk: (row.state, row.alarm_at) for row in Meeting.objects.all()}
    assert states == {
        planned.pk: ("off", None), convened.pk: ("off", None),
        to_be_written_up.pk: ("called", None), owed.pk: ("due", None),
    }  # fmt: skip
    assert Notice.objects.filter(kind="meeting_off", user=town.grid_leader).exists()


def test_a_meeting_that_a_dissolved_organisation_owes_is_written_up_and_not_called(town, signed_in):
    made, day = network(town)["branch"], dt.timedelta(days=1)
    owed = due(made, cadence(), timezone.localdate() - day)
    acts.dissolve(made.pk, by=town.community_staff, why="撤并")
    page = signed_in(town.community_staff).get(owed.get_absolute_url()).context
    assert [page["next"][0], *(name for name, _title in page["acts"])] == ["write", "off"]
    when = {"starts_at": timezone.now() + day, "ends_at": timezone.now() + 2 * day, "place": "活动室"}
    with pytest.raises(ValidationError, match="dissolved"):
        meetings.call(owed.pk, by=town.community_staff, **when)


def test_what_others_wait_for_keeps_an_organisation_from_being_dissolved(town):
    made, by = network(town)["branch"], town.community_staff
    one = motion(made)
    with pytest.raises(ValidationError, match="motion is under way"):
        acts.dissolve(made.pk, by=by, why="撤并")
    motions.withdraw(one.pk, by=by, why="撤并")
    agreed = partner(made, "区医院")
    with pytest.raises(ValidationError, match="agreement with a partner"):
        acts.dissolve(made.pk, by=by, why="撤并")
    partners.end(agreed.pk, by=by, why="撤并")
    assert acts.dissolve(made.pk, by=by, why="撤并").dissolved_on
