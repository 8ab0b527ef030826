"""What members do where they live: check-ins, hours of two people, households without a why, deployments."""

import datetime as dt
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from grids.models import Notice
from parties import members_roll as roll
from parties.actions import check_ins, contact_households, deployments, member_hours, members, members_nightly
from parties.enums.members import VisitFor, VisitWay
from parties.models import CheckIn, ContactHousehold, ContactVisit, Deployment, MemberHours, PartyMember
from residents.models import Membership
from tests import factories as make
from tests.partied import member, organization
from tests.partied_members import check_in, contact, deployment, hours, household_of
from tests.registered import entry

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate


@pytest.fixture
def somebody(town):
    return member(organization(town.grid), entry(town.unit, room="7"))


def reported(town, resident=None, **facts):
    facts = {"from_unit": "市医院第二支部", "offer": "义诊"} | facts
    return check_ins.report_in((resident or entry(town.unit)).pk, by=town.community_staff, **facts)


def visited(contact, by, **facts):
    facts = {"way": VisitWay.HOME, "reason": VisitFor.GREET} | facts
    return contact_households.visit(contact.pk, by=by, **facts)


# ── check-ins ──


def test_a_check_in_lies_in_the_community_where_the_person_lives(town):
    made = reported(town)
    assert (made.area, made.since, made.until) == (town.community, TODAY(), None)


def test_somebody_on_no_roll_of_the_portal_reports_in_as_well(town):
    assert not PartyMember.objects.exists()
    assert reported(town).from_unit == "市医院第二支部"


def test_whoever_keeps_no_roll_where_the_person_lives_cannot_report_them_in(town):
    resident = entry(town.unit)
    for nobody in (town.stranger, town.grid_leader):
        with pytest.raises(PermissionDenied):
            check_ins.report_in(resident.pk, by=nobody, from_unit="x", offer="x")


def test_only_where_somebody_lives_not_where_they_are_registered(town):
    resident = entry(town.unit)
    resident.memberships.update(is_living=False, is_registered=True)
    with pytest.raises(PermissionDenied):
        reported(town, resident)


def test_a_person_reports_to_one_community(town):
    made = reported(town)
    with pytest.raises(ValidationError, match=r"reported|报到"):
        reported(town, made.resident)
    check_ins.end(made.pk, by=town.community_staff, why="搬离")
    assert reported(town, made.resident).pk != made.pk


def test_where_they_come_from_and_what_they_offer_are_said(town):
    with pytest.raises(ValidationError):
        reported(town, offer=" ")
    with pytest.raises(IntegrityError), transaction.atomic():
        check_in(town.community, from_unit="")


def test_the_community_sees_who_reported_without_seeing_their_roll(town):
    away = organization(town.neighbour)
    resident = entry(town.unit)
    member(away, resident, kind="in_service")
    reported(town, resident)
    staff = town.community_staff
    assert CheckIn.objects.visible_to(staff).count() == 1
    assert not PartyMember.objects.visible_to(staff).exists()
    assert not CheckIn.objects.visible_to(town.stranger).exists()
    assert PartyMember.objects.filter(roll.reported_in()).count() == 1


def test_a_check_in_ends_at_night_once_the_person_lives_elsewhere(town):
    made = reported(town)
    assert members_nightly.follow_register() == 0
    Membership.objects.filter(resident=made.resident).update(area=town.neighbour)
    assert members_nightly.follow_register() == 1
    made.refresh_from_db()
    assert made.until == TODAY()


# ── hours ──


def entered(town, source, **facts):
    facts = {"on": TODAY(), "hours": Decimal("1.5"), "what": "义诊"} | facts
    return member_hours.enter(source, by=town.community_staff, **facts)


def test_hours_count_once_another_person_has_confirmed_them(town):
    made = entered(town, reported(town))
    with pytest.raises(ValidationError):
        member_hours.confirm(made.pk, by=town.community_staff)
    assert not MemberHours.objects.confirmed().exists()
    assert member_hours.confirm(made.pk, by=town.community_staff2).confirmed_by == town.community_staff2


def test_another_post_of_the_same_person_is_no_second_person(town):
    made = entered(town, reported(town))
    one = town.community_staff
    make.post(one, town.street, role=town.street_staff.posts.get().role)
    with pytest.raises(ValidationError):
        member_hours.confirm(made.pk, by=make.fresh(one))


def test_nobody_confirms_their_own_hours(town, somebody):
    members.know_account(somebody.pk, town.community_staff2, by=town.community_staff)
    made = entered(town, deployment(somebody, town.unit))
    with pytest.raises(ValidationError):
        member_hours.confirm(made.pk, by=town.community_staff2)
    assert member_hours.confirm(made.pk, by=town.street_staff).confirmed_at


def test_the_database_wants_two_people_as_well(town):
    by = town.community_staff
    made = hours(check_in(town.community), by=by)
    with pytest.raises(IntegrityError), transaction.atomic():
        MemberHours.objects.filter(pk=made.pk).update(confirmed_by=by, confirmed_at=timezone.now())
    with pytest.raises(IntegrityError), transaction.atomic():
        MemberHours.objects.filter(pk=made.pk).update(confirmed_at=timezone.now())


def test_hours_are_of_a_day_on_which_they_served(town):
    there = reported(town)
    for on in (TODAY() - dt.timedelta(days=1), TODAY() + dt.timedelta(days=1)):
        with pytest.raises(ValidationError):
            entered(town, there, on=on)


def test_hours_are_neither_offered_nor_taken_before_a_deployment_begins_nor_of_one_called_off(
    town, somebody, signed_in
):
    tomorrow, client = TODAY() + dt.timedelta(days=1), signed_in(town.community_staff)
    for made, ends in (
        (deployment(somebody, town.unit, since=tomorrow), True),
        (deployment(somebody, town.unit, called_off=True), False),
    ):
        html = client.get(made.get_absolute_url()).content.decode()
        assert ("/hours/" in html, "/end/" in html) == (False, ends)
        with pytest.raises(ValidationError):
            member_hours.enter(made, by=town.community_staff, on=TODAY(), hours=Decimal("1.0"), what="值守")


def test_the_same_hours_sent_again_wait_once(town):
    made, today = check_in(town.unit), timezone.localdate()
    facts = {"on": today, "hours": Decimal("2.0"), "what": "调解"}
    member_hours.enter(made, by=town.community_staff, **facts)
    with pytest.raises(ValidationError):
        member_hours.enter(made, by=town.community_staff, **facts)
    member_hours.enter(made, by=town.community_staff, **facts | {"what": "巡查"})
    assert made.hours.count() == 2


def test_a_day_has_24_hours(town):
    there = reported(town)
    entered(town, there, hours=Decimal(20))
    with pytest.raises(ValidationError):
        entered(town, there, hours=Decimal("4.5"))
    assert entered(town, there, hours=Decimal(4)).hours == 4


def test_what_was_refused_counts_for_nothing_and_is_entered_anew(town):
    there = reported(town)
    made = entered(town, there, hours=Decimal(20))
    member_hours.refuse(made.pk, by=town.community_staff2, why="日期不对")
    with pytest.raises(ValidationError):
        member_hours.confirm(made.pk, by=town.community_staff2)
    assert entered(town, there, hours=Decimal(20)).pk != made.pk


def test_hours_are_entered_and_confirmed_by_keepers_of_the_place(town):
    there = reported(town)
    made = entered(town, there)
    for act in (
        lambda: member_hours.enter(there, by=town.stranger, on=TODAY(), hours=Decimal(1), what="x"),
        lambda: member_hours.confirm(made.pk, by=town.stranger),
        lambda: member_hours.refuse(made.pk, by=town.grid_leader, why="不对"),
    ):
        with pytest.raises(PermissionDenied):
            act()


def test_hours_of_a_person_stay_theirs_across_rolls(town, somebody):
    made = entered(town, deployment(somebody, town.unit))
    member_hours.confirm(made.pk, by=town.community_staff2)
    to = organization(town.community, name="机关支部", kind="enterprise")
    new = members.transfer(somebody.pk, to, by=town.community_staff, why="调动")
    assert roll.sum_of(roll.hours_of(new, town.community_staff)) == Decimal("1.5")


# ── contact households ──


def test_a_household_is_assigned_once_and_lies_where_it_lies(town, somebody):
    home = household_of(town.unit)
    made = contact_households.assign(somebody.pk, home.pk, by=town.community_staff)
    assert (made.area, made.member, made.since) == (town.unit, somebody, TODAY())
    with pytest.raises(ValidationError):
        contact_households.assign(somebody.pk, home.pk, by=town.community_staff)


def test_it_is_assigned_by_the_keeper_of_the_roll_there(town, somebody):
    home = household_of(town.neighbour)
    for nobody in (town.community_staff, town.grid_leader, town.stranger):
        with pytest.raises(PermissionDenied):
            contact_households.assign(somebody.pk, home.pk, by=nobody)
    assert contact_households.assign(somebody.pk, home.pk, by=town.street_staff).area == town.neighbour


def test_nobody_keeps_in_touch_with_their_own_household(town, somebody):
    own = somebody.resident.memberships.get().household
    with pytest.raises(ValidationError):
        contact_households.assign(somebody.pk, own.pk, by=town.community_staff)


def test_need_to_know_the_members_own_account_and_the_keepers(town, somebody):
    made = contact(somebody, household_of(town.unit))
    names = ("community_staff", "street_staff", "unit_head", "grid_worker", "grid_leader", "stranger", "supervisor")

    def seen():
        return {name for name in names if ContactHousehold.objects.visible_to(getattr(town, name)).exists()}

    assert seen() == {"community_staff", "street_staff"}
    members.know_account(somebody.pk, town.unit_head, by=town.community_staff)
    assert seen() == {"community_staff", "street_staff", "unit_head"}
    contact_households.end(made.pk, by=town.community_staff, why="轮换")
    assert seen() == {"community_staff", "street_staff"}


def test_an_account_without_a_post_sees_its_household_no_more(town, somebody):
    contact(somebody, household_of(town.unit))
    members.know_account(somebody.pk, town.unit_head, by=town.community_staff)
    town.unit_head.posts.update(ended_on=dt.date(2025, 1, 1))
    assert not ContactHousehold.objects.visible_to(town.unit_head).exists()


def test_no_column_says_why_a_household_was_chosen(town):
    words = [
        field.name
        for model in (ContactHousehold, ContactVisit)
        for field in model._meta.get_fields()
        if field.get_internal_type() in ("CharField", "TextField", "JSONField") and not field.choices
    ]
    assert words == ["ref"]


def test_the_member_is_told_without_a_word_on_whom(town, somebody):
    members.know_account(somebody.pk, town.unit_head, by=town.community_staff)
    made = contact_households.assign(somebody.pk, household_of(town.unit).pk, by=town.community_staff)
    told = Notice.objects.get(user=town.unit_head)
    assert (told.kind, told.params, told.url) == ("party_household", {}, made.get_absolute_url())


def test_a_visit_is_noted_by_the_member_or_a_keeper_and_by_nobody_else(town, somebody):
    made = contact(somebody, household_of(town.unit))
    with pytest.raises(PermissionDenied):
        visited(made, town.unit_head)
    members.know_account(somebody.pk, town.unit_head, by=town.community_staff)
    visited(made, town.unit_head)
    visited(made, town.community_staff, on=TODAY() - dt.timedelta(days=3))
    made.refresh_from_db()
    assert (made.visits.count(), made.visited_on) == (2, TODAY())


def test_a_visit_lies_between_the_assignment_and_today(town, somebody):
    made = contact(somebody, household_of(town.unit))
    for on in (made.since - dt.timedelta(days=1), TODAY() + dt.timedelta(days=1)):
        with pytest.raises(ValidationError):
            visited(made, town.community_staff, on=on)


def test_a_noted_visit_stays_as_it_was(town, somebody):
    line = visited(contact(somebody, household_of(town.unit)), town.community_staff)
    with pytest.raises(Exception, match="Cannot update"), transaction.atomic():
        ContactVisit.objects.filter(pk=line.pk).update(way=VisitWay.PHONE)


def test_at_night_a_contact_follows_the_household_and_ends_with_it(town, somebody):
    home = household_of(town.unit)
    made = contact(somebody, home)
    type(home).objects.filter(pk=home.pk).update(area=town.neighbour)
    assert members_nightly.follow_register() == 1
    made.refresh_from_db()
    assert (made.area, made.until) == (town.neighbour, None)
    type(home).objects.filter(pk=home.pk).update(closed_on=TODAY())
    assert members_nightly.follow_register() == 1
    made.refresh_from_db()
    assert made.until == TODAY()


# ── deployments ──


def deploy(town, somebody, area=None, **facts):
    return deployments.deploy(somebody.pk, area or town.unit, by=town.community_staff, **{"duty": "楼院巡查"} | facts)


def test_a_member_is_deployed_to_a_unit_with_a_duty(town, somebody):
    made = deploy(town, somebody)
    assert (made.area, made.grid_id, made.since, made.until) == (town.unit, town.grid.pk, TODAY(), None)


def test_a_deployment_is_the_keepers_where_it_goes_and_of_whom_they_see(town, somebody):
    with pytest.raises(PermissionDenied):
        deploy(town, somebody, town.neighbour)
    with pytest.raises(PermissionDenied):
        deployments.deploy(somebody.pk, town.neighbour, by=town.stranger, duty="x")


def test_a_member_is_not_deployed_to_the_same_place_twice_at_a_time(town, somebody):
    day = dt.timedelta(days=1)
    deploy(town, somebody, since=TODAY(), until=TODAY() + 9 * day)
    with pytest.raises(ValidationError):
        deploy(town, somebody, since=TODAY() + 9 * day)
    assert deploy(town, somebody, since=TODAY() + 10 * day)
    assert deploy(town, somebody, town.grid)


def test_a_deployment_that_would_end_before_it_begins_is_refused_for_that_alone(town, somebody):
    with pytest.raises(ValidationError) as refused:
        deploy(town, somebody, since=TODAY(), until=TODAY() - dt.timedelta(days=1))
    assert [*refused.value.message_dict] == ["until"]


def test_a_deployment_ends_today_and_a_planned_one_is_called_off(town, somebody):
    now, later = deploy(town, somebody), deploy(town, somebody, town.grid, since=TODAY() + dt.timedelta(days=5))
    assert deployments.end(now.pk, by=town.community_staff, why="轮换").until == TODAY()
    assert deployments.end(later.pk, by=town.community_staff, why="取消").called_off
    assert not Deployment.objects.open(TODAY() + dt.timedelta(days=1)).exists()
    for made in (now, later):
        with pytest.raises(ValidationError):
            deployments.end(made.pk, by=town.community_staff, why="再次")


def test_where_a_member_is_deployed_their_name_is_masked_for_who_does_not_read_their_roll(town, somebody):
    deployment(somebody, town.neighbour)
    row = Deployment.objects.visible_to(town.stranger).select_related("member__resident").get()
    assert roll.said(row.member, town.stranger) == "林*英"


def test_hours_of_a_planned_deployment_cannot_be_entered(town, somebody):
    later = deploy(town, somebody, since=TODAY() + dt.timedelta(days=5))
    with pytest.raises(ValidationError):
        entered(town, later)
