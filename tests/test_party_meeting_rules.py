"""Rules of meetings: which one holds, what is planned by it, and what follows when it or the calendar changes."""

from datetime import date, timedelta
from importlib import import_module

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from grids import registry
from grids.days.workdays import Calendar
from grids.models import CalendarDay, CalendarYear
from parties.actions import cadences, meeting_plan
from parties.enums.meetings import MeetingState
from parties.meetings import rhythm
from parties.meetings.cadences import in_force
from parties.meetings.load import counts, of_person
from parties.models import Cadence, Meeting
from tests import factories as make
from tests.concurrently import at_once
from tests.partied import member, organization
from tests.partied_meetings import cadence, called, due

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate
OWN = {"kind": "theme", "name_zh": "主题党日", "name_en": "", "org_kinds": ["grid"], "every": 1, "month": 1, "day": 5}


def add(town, **facts):
    facts = {"area": town.community, "by": town.community_staff, "valid_from": TODAY()} | OWN | facts
    return cadences.add(**facts)


def test_the_shipped_rules_are_loaded_once(town):
    assert Cadence.objects.filter(area=None).count() == 9
    assert cadences.load() == "0 created"
    assert {one.kind for one in Cadence.objects.all()} >= {"general", "committee", "group", "lecture", "theme", "plan"}


def test_of_two_rules_of_a_kind_that_of_the_nearest_area_holds(town):
    branch = organization(town.grid)
    near, street = cadence(town.community, day=5), cadence(town.street, day=9)
    rules = list(Cadence.objects.filter(kind="theme"))
    assert in_force(branch, rules, TODAY())["theme"] == near
    assert in_force(organization(town.neighbour), rules, TODAY())["theme"] == street
    assert in_force(organization(town.district), rules, TODAY())["theme"].area is None


def test_other_rules_hold_beside_each_other(town):
    both = {cadence(town.community, kind="other", code=code).pk for code in ("a", "b")}
    found = in_force(organization(town.grid), Cadence.objects.filter(kind="other"), TODAY())
    assert {one.pk for one in found.values()} == both


def test_a_rule_holds_from_its_day_to_the_day_before_its_last(town):
    rule = cadence(town.community, valid_from=date(2026, 3, 1), valid_to=date(2026, 5, 1))
    days = (date(2026, 2, 28), date(2026, 3, 1), date(2026, 4, 30), date(2026, 5, 1))
    assert [rule.holds_on(day) for day in days] == [False, True, True, False]


def test_a_rule_speaks_of_its_kinds_of_organisations_only(town):
    assert "theme" not in in_force(organization(town.grid, kind="group"), Cadence.objects.all(), TODAY())


def test_the_quarter_to_come_is_planned_once(town):
    branch = organization(town.grid)
    made = meeting_plan.plan()
    rows = branch.meetings.all()
    assert made == rows.count() > 5
    assert {row.due_at.date() for row in rows} <= {TODAY() + timedelta(days=n) for n in range(93)}
    assert {(row.area_id, row.grid_id) for row in rows} == {(town.grid.pk, town.grid.pk)}
    assert meeting_plan.plan() == 0


def test_nothing_is_planned_before_an_organisation_was_founded_or_after_a_temporary_one_ends(town):
    organization(town.grid, "临时支部", "temporary", ends_on=TODAY())
    organization(town.grid, "新支部", founded_on=TODAY() + timedelta(days=200))
    dissolved = organization(town.grid, "老支部", dissolved_on=TODAY())
    meeting_plan.plan()
    assert not dissolved.meetings.exists()
    assert not Meeting.objects.filter(due_at__date__gt=TODAY()).exists()


def test_a_group_on_whose_roll_nobody_stands_is_asked_for_no_meetings(town):
    alone, group = organization(town.grid, "空小组", "group"), organization(town.grid, "一小组", "group")
    member(group)
    meeting_plan.plan()
    assert not alone.meetings.exists()
    assert group.meetings.exists()


@pytest.mark.django_db(transaction=True)
def test_two_that_plan_at_once_plan_each_meeting_once(town):
    organization(town.grid)
    at_once([meeting_plan.plan, meeting_plan.plan])
    keys = list(Meeting.objects.values_list("organization", "slot", "period"))
    assert keys
    assert len(keys) == len(set(keys))


def test_planning_costs_the_same_for_one_organisation_and_for_five(town, django_assert_num_queries):
    organization(town.grid)
    with connection.execute_wrapper(counting := Counting()):
        meeting_plan.plan()
    for number in range(5):
        organization(town.grid, f"支部{number}")
    with django_assert_num_queries(counting.n):
        meeting_plan.plan()


class Counting:
    n = 0

    def __call__(self, execute, *args):
        self.n += 1
        return execute(*args)


def test_a_place_adds_a_rule_and_what_is_due_follows_it_at_once(town):
    branch = organization(town.grid)
    meeting_plan.plan()
    add(town)
    themes = branch.meetings.filter(slot="theme").exclude(state=MeetingState.OFF)
    later = [row for row in themes if row.period > TODAY()]
    assert later
    assert all(row.due_at.day < 15 for row in later)
    assert len({row.period for row in themes}) == themes.count()


def test_what_is_called_already_stays_when_the_rule_changes(town):
    branch = organization(town.grid)
    meeting_plan.plan()
    row = branch.meetings.filter(slot="theme").latest("due_at")
    at = timezone.now() + timedelta(days=3)
    facts = {"starts_at": at, "ends_at": at + timedelta(hours=1), "place": "x", "at": at}
    Meeting.objects.filter(pk=row.pk).update(state="called", **facts)
    add(town)
    row.refresh_from_db()
    assert (row.cadence.area, row.state) == (None, MeetingState.CALLED)


def test_a_rule_is_added_by_whoever_keeps_the_parties_of_the_place(town):
    for by, area in (
        (town.stranger, town.community),
        (town.community_staff, town.street),
        (town.community_staff, None),
    ):
        with pytest.raises(PermissionDenied):
            add(town, by=by, area=area)


def test_what_holds_everywhere_is_kept_by_those_who_manage_the_rules(town):
    keeper = make.user(town.district, make.role("manage_rules", "read_parties"))
    made = cadences.change("theme-day", by=make.fresh(keeper), why="改为25日", valid_from=TODAY(), day=25)
    assert (made.area, made.day, made.code) == (None, 25, "theme-day")


def test_a_place_has_one_rule_of_a_kind(town):
    add(town)
    with pytest.raises(ValidationError):
        add(town)


def test_a_change_is_a_new_version_with_a_reason_and_not_for_days_gone_by(town):
    old, by = add(town), town.community_staff
    with pytest.raises(ValidationError):
        cadences.change(old.code, by=by, why=" ", valid_from=TODAY(), day=6)
    with pytest.raises(ValidationError):
        cadences.change(old.code, by=by, why="改期", valid_from=TODAY() - timedelta(days=1), day=6)
    new = cadences.change(old.code, by=by, why="改期", valid_from=TODAY() + timedelta(days=7), day=6)
    old.refresh_from_db()
    assert (old.day, old.valid_to, new.valid_from, new.day) == (5, new.valid_from, TODAY() + timedelta(days=7), 6)


def test_a_rule_that_ends_takes_what_nobody_called_along_and_the_general_one_holds_again(town):
    branch, rule = organization(town.grid), add(town)
    cadences.end(rule.code, by=town.community_staff, why="按街道统一要求")
    rows = branch.meetings.filter(slot="theme", state=MeetingState.DUE, due_at__gt=timezone.now() + timedelta(days=31))
    assert rows
    assert {row.cadence.code for row in rows} == {"theme-day"}
    with pytest.raises(ValidationError):
        cadences.end(rule.code, by=town.community_staff, why="再来一次")


def test_a_rule_without_a_successor_calls_its_meetings_off(town):
    branch, rule = organization(town.grid), add(town, kind="other", name_zh="民情恳谈")
    assert branch.meetings.filter(cadence=rule, state=MeetingState.DUE).exists()
    cadences.end(rule.code, by=town.community_staff, why="不再需要")
    assert set(branch.meetings.filter(cadence=rule).values_list("state", flat=True)) == {MeetingState.OFF}


def test_a_rule_names_a_month_of_its_period(town):
    with pytest.raises(ValidationError):
        add(town, every=3, month=4)
    with pytest.raises(IntegrityError), transaction.atomic():
        cadence(town.street, every=1, month=2)


def test_a_year_that_is_published_moves_the_days_that_were_provisional(town):
    rule, branch = cadence(town.community, day=23), organization(town.grid)
    period = date(2035, 11, 1)  # the 23rd is a Friday
    found = rhythm.slot(rule.pattern, period, Calendar())
    row = meeting_plan.of_slot(branch, rule, found)
    row.save()
    assert row.provisional
    assert list(meeting_plan.provisional(town.community_staff)) == [row]
    CalendarYear.objects.create(year=2035, source="x")
    CalendarDay.objects.create(day=date(2035, 11, 23), works=False, name="x")
    assert registry.promises["party meetings"].recompute(since=None, now=timezone.now()) == 1
    row.refresh_from_db()
    assert (timezone.localdate(row.due_at), row.provisional) == (date(2035, 11, 26), False)
    assert row.alarm_at == row.due_at


def test_a_called_meeting_keeps_its_hour_when_its_day_moves(town):
    rule, at = cadence(town.community, day=23), timezone.now() + timedelta(days=2)
    facts = {"state": "called", "starts_at": at, "ends_at": at + timedelta(hours=1), "place": "x"}
    row = due(organization(town.grid), rule, date(2035, 11, 20), provisional=True, **facts)
    meeting_plan.recompute(since=None, now=timezone.now())
    row.refresh_from_db()
    assert (row.at, timezone.localdate(row.due_at)) == (at, date(2035, 11, 23))


def test_a_persons_hours_are_of_all_their_organisations_without_those_they_are_excused_from(town):
    one = member(organization(town.grid))
    at = timezone.localtime().replace(day=10, hour=10, minute=0)
    called(one.organization, at, hours=2, members=[one])
    called(organization(town.community, "党委", "committee"), at + timedelta(hours=1), hours=1.5, members=[one])
    excused = called(one.organization, at, hours=5, members=[one])
    excused.places.update(is_excused=True)
    this = of_person([one.resident_id])[1]
    assert (this.meetings, str(this.hours), this.overlaps) == (2, "3.5", 1)


def test_keepers_see_how_many_have_how_many_hours_and_nobodys_name(town):
    branch, at = organization(town.grid), timezone.localtime().replace(day=10, hour=10, minute=0)
    busy = member(branch)
    called(branch, at, hours=5, members=[busy])
    called(branch, at + timedelta(hours=1), hours=12, members=[busy])
    found = counts(Meeting.objects.values("pk"), TODAY().replace(day=1))
    assert (found.people, found.overlapping) == (1, 1)
    assert [people for _low, _high, people in found.bands] == [0, 0, 0, 1]


def test_a_meeting_one_did_not_come_to_takes_no_time(town):
    one = member(organization(town.grid))
    made = called(one.organization, timezone.localtime().replace(day=10, hour=10), members=[one])
    Meeting.objects.update(
        state="held", minutes="x", written_at=timezone.now(), expected=1, attended=0, written_by=make.user()
    )
    assert of_person([one.resident_id])[1].meetings == 0
    made.places.update(came_at=made.starts_at)
    assert of_person([one.resident_id])[1].meetings == 1


def test_what_was_planned_of_organisations_dissolved_before_is_called_off_once(town):
    gone, stands = organization(town.grid, "老支部"), organization(town.grid)
    rule, soon = cadence(), TODAY() + timedelta(days=40)
    later, owed = due(gone, rule, soon), due(gone, rule, TODAY() - timedelta(days=40))
    other, invited = due(stands, rule, soon), called(gone)
    type(gone).objects.filter(pk=gone.pk).update(dissolved_on=TODAY() - timedelta(days=20))
    with connection.cursor() as cursor:
        cursor.execute(import_module("parties.migrations.0005_areas_in_use_and_dissolved_meetings").CALL_OFF)
    states = dict(Meeting.objects.values_list("pk", "state"))
    assert [states[one.pk] for one in (later, owed, other, invited)] == ["off", "due", "due", "called"]
