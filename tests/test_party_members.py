"""The roll of party members: tied to the register, kept where the organisation lies, told to nobody else."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from parties import members_roll as roll
from parties.actions import members, members_nightly
from parties.enums import MemberKind
from parties.enums.members import Leaving
from parties.models import CheckIn, ContactHousehold, Deployment, PartyMember
from residents import along, retention
from residents.models import CareCase, Membership
from tests.partied import member, organization
from tests.partied_members import check_in, contact, deployment, household_of
from tests.registered import entry

pytestmark = pytest.mark.django_db


def enrolled(town, branch, kind=MemberKind.RETIRED, **facts):
    resident = entry(town.unit, room="7")
    return members.enrol(resident.pk, branch, by=town.community_staff, kind=kind, **facts)


def test_a_member_is_somebody_of_the_register_and_lies_where_the_organisation_lies(town, branch):
    made = enrolled(town, branch)
    assert (made.area, made.grid_id, str(made)) == (town.grid, town.grid.pk, "林秀英")
    assert made.since == timezone.localdate()


def test_only_the_keeper_of_the_organisations_area_enrols(town, branch):
    resident = entry(town.unit)
    for nobody in (town.stranger, town.grid_leader, town.unit_head):
        with pytest.raises(PermissionDenied):
            members.enrol(resident.pk, branch, by=nobody, kind=MemberKind.RETIRED)


def test_somebody_whom_the_keeper_does_not_see_in_the_register_is_not_enrolled(town, branch):
    with pytest.raises(PermissionDenied):
        members.enrol(entry(town.neighbour).pk, branch, by=town.community_staff, kind=MemberKind.RETIRED)


def test_the_street_enrols_where_the_home_is_another_community(town, branch):
    made = members.enrol(entry(town.neighbour).pk, branch, by=town.street_staff, kind=MemberKind.IN_SERVICE)
    assert made.area == town.grid


def test_a_person_is_on_one_roll_at_a_time(town, branch):
    made = enrolled(town, branch)
    with pytest.raises(ValidationError, match=r"on the roll|名册"):
        members.enrol(made.resident_id, branch, by=town.community_staff, kind=MemberKind.RETIRED)
    with pytest.raises(IntegrityError), transaction.atomic():
        PartyMember.objects.create(
            resident_id=made.resident_id, area=town.grid, organization=branch, kind="retired", since=made.since
        )


def test_a_dissolved_organisation_takes_nobody_in(town):
    gone = organization(town.grid, dissolved_on=timezone.localdate())
    with pytest.raises(ValidationError):
        enrolled(town, gone)


def test_nobody_joins_on_a_day_to_come(town, branch):
    with pytest.raises(ValidationError) as refused:
        enrolled(town, branch, since=timezone.localdate() + dt.timedelta(days=1))
    assert "since" in refused.value.message_dict


def test_who_died_is_not_enrolled(town, branch):
    resident = entry(town.unit)
    resident.died_on = dt.date(2024, 1, 1)
    resident.save()
    with pytest.raises(PermissionDenied):
        members.enrol(resident.pk, branch, by=town.community_staff, kind=MemberKind.RETIRED)


def test_who_is_not_linked_lies_where_they_live_until_they_are_linked(town, branch):
    made = members.find_unlinked(entry(town.unit).pk, by=town.community_staff)
    assert (made.kind, made.organization, made.area) == (MemberKind.UNLINKED, None, town.unit)
    linked = members.link(made.pk, branch, MemberKind.FLOATING, by=town.community_staff)
    assert (linked.pk, linked.kind, linked.organization, linked.area) == (
        made.pk, MemberKind.FLOATING, branch, town.grid,
    )  # fmt: skip
    with pytest.raises(ValidationError):
        members.link(made.pk, branch, MemberKind.RETIRED, by=town.community_staff)


def test_the_database_keeps_linked_and_unlinked_apart(town, branch):
    made = enrolled(town, branch)
    with pytest.raises(IntegrityError), transaction.atomic():
        PartyMember.objects.filter(pk=made.pk).update(kind=MemberKind.UNLINKED)
    with pytest.raises(IntegrityError), transaction.atomic():
        PartyMember.objects.filter(pk=made.pk).update(organization=None)


def test_the_kind_changes_and_a_linked_member_does_not_come_loose(town, branch):
    made = enrolled(town, branch, kind=MemberKind.IN_SERVICE)
    assert members.change_kind(made.pk, MemberKind.RETIRED, by=town.community_staff).kind == MemberKind.RETIRED
    with pytest.raises(ValidationError):
        members.change_kind(made.pk, MemberKind.UNLINKED, by=town.community_staff)


def test_a_transfer_ends_one_row_and_begins_another_with_households_and_deployments(town, branch):
    made, other = enrolled(town, branch), organization(town.community, name="机关支部", kind="enterprise")
    contact(made, household_of(town.unit), since=made.since)
    deployment(made, town.unit, since=made.since)
    new = members.transfer(made.pk, other, by=town.community_staff, why="工作调动")
    made.refresh_from_db()
    assert (made.left_on, made.left_for) == (timezone.localdate(), Leaving.TRANSFERRED)
    assert (new.organization, new.kind, new.since, new.area) == (other, made.kind, made.left_on, town.community)
    assert ContactHousehold.objects.get().member == Deployment.objects.get().member == new


def test_a_transfer_needs_a_keeper_of_both_rolls(town, branch):
    made, away = enrolled(town, branch), organization(town.neighbour)
    with pytest.raises(PermissionDenied):
        members.transfer(made.pk, away, by=town.community_staff, why="搬家")
    assert members.transfer(made.pk, away, by=town.street_staff, why="搬家").area == town.neighbour


def test_nobody_is_transferred_to_where_they_are(town, branch):
    with pytest.raises(ValidationError):
        members.transfer(enrolled(town, branch).pk, branch, by=town.community_staff, why="误")


def test_who_leaves_leaves_with_a_reason_and_their_tasks_end(town, branch):
    made = enrolled(town, branch)
    contact(made, household_of(town.unit))
    now = deployment(made, town.unit)
    later = deployment(made, town.grid, since=timezone.localdate() + dt.timedelta(days=9))
    with pytest.raises(ValidationError):
        members.leave(made.pk, by=town.community_staff, left_for=Leaving.AWAY, why="")
    gone = members.leave(made.pk, by=town.community_staff, left_for=Leaving.AWAY, why="组织关系转出")
    today = timezone.localdate()
    assert (gone.left_on, gone.left_for) == (today, Leaving.AWAY)
    assert ContactHousehold.objects.get().until == today
    now.refresh_from_db(), later.refresh_from_db()
    assert (now.until, now.called_off, later.until, later.called_off) == (today, False, None, True)
    with pytest.raises(ValidationError):
        members.leave(made.pk, by=town.community_staff, left_for=Leaving.AWAY, why="再次")


def test_a_check_in_outlives_a_move_of_the_membership_and_ends_with_the_membership(town, branch):
    made = enrolled(town, branch, kind=MemberKind.IN_SERVICE)
    there = check_in(town.community, made.resident)
    members.leave(made.pk, by=town.community_staff, left_for=Leaving.AWAY, why="组织关系转出")
    assert CheckIn.objects.current().get() == there
    again = members.enrol(made.resident_id, branch, by=town.community_staff, kind=MemberKind.IN_SERVICE)
    members.leave(again.pk, by=town.community_staff, left_for=Leaving.ENDED, why="不再是党员")
    assert not CheckIn.objects.current().exists()


def test_a_reason_to_leave_stands_only_with_an_end(town, branch):
    made = enrolled(town, branch)
    with pytest.raises(IntegrityError), transaction.atomic():
        PartyMember.objects.filter(pk=made.pk).update(left_for=Leaving.AWAY)


def test_an_account_is_one_members_own(town, branch):
    first, second = enrolled(town, branch), member(branch, entry(town.unit, room="8"))
    members.know_account(first.pk, town.unit_head, by=town.community_staff)
    with pytest.raises(ValidationError):
        members.know_account(second.pk, town.unit_head, by=town.community_staff)
    members.know_account(first.pk, None, by=town.community_staff)
    assert members.know_account(second.pk, town.unit_head, by=town.community_staff).user == town.unit_head


def test_membership_is_read_in_the_organisations_own_line_only(town, branch):
    enrolled(town, branch)
    names = ("community_staff", "street_staff", "stranger", "unit_head", "grid_worker", "grid_leader", "supervisor")
    seen = {name: PartyMember.objects.visible_to(getattr(town, name)).count() for name in names}
    assert seen == dict.fromkeys(names, 0) | {"community_staff": 1, "street_staff": 1}


def test_a_name_of_another_roll_is_masked(town, branch):
    made = enrolled(town, branch)
    assert roll.said(made, town.community_staff) == "林秀英"
    assert roll.said(made, town.stranger) == "林*英"


def test_nothing_is_deleted(town, branch):
    made = enrolled(town, branch)
    with pytest.raises(Exception, match="Cannot delete"), transaction.atomic():
        PartyMember.objects.filter(pk=made.pk).delete()


def test_every_change_is_in_the_history_with_who_and_why(town, branch):
    made = enrolled(town, branch)
    by = town.community_staff
    members.leave(made.pk, by=by, left_for=Leaving.AWAY, why="组织关系转出")
    last = PartyMember.events.rel.related_model.objects.filter(pgh_obj_id=made.pk).order_by("-pgh_id").first()
    context = last.pgh_context.metadata
    assert (context["user"], context["why"], last.left_for) == (by.pk, "组织关系转出", "away")


def test_who_lives_in_a_grid_is_counted_by_the_register_of_today(town, branch):
    inside, outside = enrolled(town, branch), member(branch, entry(town.community, room="9"))
    assert list(PartyMember.objects.filter(roll.in_a_grid())) == [inside]
    Membership.objects.filter(resident=inside.resident).update(until=timezone.localdate())
    assert not PartyMember.objects.filter(roll.in_a_grid()).exists()
    assert outside.left_on is None


def test_membership_stays_with_the_organisation_when_the_home_moves(town, branch):
    made = enrolled(town, branch)
    Membership.objects.filter(resident=made.resident).update(area=town.neighbour)
    members_nightly.follow_register()
    made.refresh_from_db()
    assert (made.area, made.left_on) == (town.grid, None)


def test_who_died_leaves_the_roll_at_night_on_the_day_they_died(town, branch):
    made = enrolled(town, branch, since=dt.date(2024, 1, 1))
    contact(made, household_of(town.unit))
    made.resident.died_on = dt.date(2026, 3, 4)
    made.resident.save()
    assert members_nightly.follow_register() == 1
    made.refresh_from_db()
    assert (made.left_on, made.left_for) == (dt.date(2026, 3, 4), Leaving.DIED)
    assert ContactHousehold.objects.get().until is not None
    assert members_nightly.follow_register() == 0


def test_a_current_member_is_still_needed_by_name_and_a_former_one_is_not(town, branch):
    made = enrolled(town, branch)
    needed = retention._needed["party members"]
    assert made.resident_id in needed().values_list("resident", flat=True)
    members.leave(made.pk, by=town.community_staff, left_for=Leaving.AWAY, why="组织关系转出")
    assert not needed().exists()


def test_rows_go_along_when_two_entries_are_made_one_and_a_second_current_one_stays(town, branch):
    kept, dropped = entry(town.unit, room="1"), entry(town.unit, room="2")
    row = member(branch, dropped)
    gone = along.take(dropped.pk, kept.pk, by=town.community_staff)
    row.refresh_from_db()
    assert row.resident == kept
    along.put_back(gone, dropped.pk, kept.pk, by=town.community_staff)
    member(branch, kept)
    along.take(dropped.pk, kept.pk, by=town.community_staff)
    row.refresh_from_db()
    assert row.resident == dropped


def test_the_tables_of_members_know_nothing_of_care():
    for model in (PartyMember, CheckIn, ContactHousehold, Deployment):
        assert CareCase not in {field.related_model for field in model._meta.get_fields()}


def plan(rows) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        sql, values = rows.query.sql_with_params()
        cursor.execute(f"EXPLAIN {sql}", values)
        return "\n".join(line for (line,) in cursor.fetchall())


def test_the_list_is_read_from_an_index_in_its_order(town, branch):
    rows = PartyMember.objects.visible_to(town.community_staff).current().order_by("-since", "-id")[:51]
    said = plan(rows)
    assert "party_member_of_comm" in said
    assert "Sort" not in said
    said = plan(rows.model.objects.current().filter(organization=branch).order_by("-since", "-id")[:51])
    assert "party_member_of_orga" in said
    assert "Sort" not in said
