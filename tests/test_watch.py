"""Night watch: planned by whose turn it is, swapped once the other accepts, certified like an activity."""

import datetime as dt
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from grids import figures
from grids.days.periods import Period
from grids.models import Notice
from residents import actions as residents
from tests.registered import entry
from tests.test_volunteer_activities import activity, neighbour, sign_up
from tests.town import MORNING
from volunteers import record
from volunteers.actions import (
    activities,
    certificates,
    outcome,
    people,
    watch_crew,
    watch_plan,
    watch_reminders,
    watches,
)
from volunteers.models import Participation, Pattern, Swap
from volunteers.watch import roster as watch_roster, turns as watch_turns

pytestmark = pytest.mark.django_db
TODAY, DAY = MORNING.date(), dt.timedelta(days=1)
EIGHT, ELEVEN, ONE = dt.time(20), dt.time(23), dt.time(1)


def watch(town, ends=ELEVEN, **facts):
    facts = {"name": "北街夜巡", "meets": "警务室门口", "starts": EIGHT, "ends": ends, "since": TODAY} | facts
    pattern = Pattern.objects.get(code="night-watch")
    return watches.keep(town.community, by=town.community_staff, pattern=pattern, **facts)


def line(made, label="志愿者"):
    return made.slots.get(label=label)


def takes_turns(town, made, *people, label="志愿者"):
    for who in people:
        watches.join(made.pk, who, line(made, label), by=town.community_staff, since=TODAY)
    return people


def plan(town, made, days=1, first=TODAY):
    return watch_plan.plan(made.pk, [first + n * DAY for n in range(days)], by=town.community_staff, now=MORNING)


def crew(made, n=0):
    night = made.nights.order_by("on")[n]
    return list(night.activity.places.taking_part().order_by("pk"))


def standing(town, count=3):
    """A night two of `count` neighbours stand on."""
    made = watch(town)
    takes_turns(town, made, *(neighbour(town, n) for n in range(1, count + 1)))
    plan(town, made)
    return made, made.nights.get()


def test_a_night_goes_on_past_midnight(town):
    made = watch(town, ends=ONE)
    plan(town, made)
    night = made.nights.get().activity
    assert night.ends_at - night.starts_at == dt.timedelta(hours=5)


def test_a_street_keeps_none_itself(town):
    with pytest.raises(ValidationError):
        watches.keep(
            town.street, by=town.street_staff, pattern=Pattern.objects.get(code="night-watch"), name="夜巡",
            meets="所", starts=EIGHT, ends=ELEVEN,
        )  # fmt: skip


def test_a_plan_goes_round_and_says_what_it_lacks(town):
    made = watch(town)
    ours = takes_turns(town, made, *(neighbour(town, n) for n in range(1, 5)))
    planned = plan(town, made, days=4)
    assert (planned.nights, planned.gaps) == (4, 8)  # nobody leads, no grid worker takes turns
    stood = Participation.objects.values_list("volunteer", flat=True)
    assert [list(stood).count(who.pk) for who in ours] == [2, 2, 2, 2]
    assert watch_roster.gaps(made.nights.all()) == {night.pk: 2 for night in made.nights.all()}


def test_a_day_has_one_night(town):
    made = watch(town)
    plan(town, made, days=2)
    assert plan(town, made, days=3).nights == 1
    with pytest.raises(ValidationError):
        plan(town, made, days=3)


def test_evenings_are_those_of_the_weekdays(town):
    friday, saturday = TODAY + 4 * DAY, TODAY + 5 * DAY
    assert watch_plan.evenings(TODAY, TODAY + 9 * DAY, [4, 5]) == [friday, saturday]


def test_a_plan_passes_by_who_is_elsewhere_at_that_time(town):
    made, (busy, free) = watch(town), (neighbour(town, 1), neighbour(town, 2))
    takes_turns(town, made, busy, free)
    sign_up(town, activity(town, starts=MORNING + dt.timedelta(hours=12)), busy)
    plan(town, made)
    assert [place.volunteer for place in crew(made)] == [free]


def test_nobody_is_in_an_activity_during_their_watch(town):
    made, night = standing(town)
    with pytest.raises(ValidationError):
        sign_up(town, activity(town, starts=night.activity.starts_at), crew(made)[0].volunteer, even_so=True)


def test_nobody_stands_in_two_watches(town):
    first, second = watch(town), watch(town, name="二班")
    who = neighbour(town)
    takes_turns(town, first, who)
    takes_turns(town, second, who)
    plan(town, first)
    assert plan(town, second).gaps == 4


def test_a_line_that_asks_for_a_post_takes_its_holders_only(town):
    made = watch(town)
    with pytest.raises(ValidationError):
        takes_turns(town, made, neighbour(town), label="网格员")
    worker = people.take_in_user(town.grid_worker, town.community, by=town.community_staff)
    takes_turns(town, made, worker, label="网格员")
    plan(town, made)
    assert [place.volunteer for place in crew(made)] == [worker]


def test_a_gap_is_filled_by_hand_and_not_beyond_what_is_wanted(town):
    made, night = standing(town, count=1)
    _first, (second, third) = crew(made), (neighbour(town, 8), neighbour(town, 9))
    takes_turns(town, made, second, third)
    watch_crew.put(night.activity_id, line(made), second.pk, by=town.community_staff)
    with pytest.raises(ValidationError):
        watch_crew.put(night.activity_id, line(made), third.pk, by=town.community_staff)


def test_nothing_changes_before_the_other_accepts(town):
    made, night = standing(town)
    before = crew(made)
    swap = asked(town, made, night)
    assert crew(made) == before
    watch_crew.accept(swap.pk, by=None, now=MORNING)
    assert {place.volunteer_id for place in crew(made)} == {before[1].volunteer_id, swap.taker_id}
    assert watch_roster.gaps([night]) == {night.pk: 2}


def asked(town, made, night):
    giver = crew(made)[0]
    taker = watch_turns.eligible(line(made), night.activity, night.on).first()
    return watch_crew.ask(giver.pk, taker.pk, by=None, now=MORNING)


def test_who_declines_leaves_it_as_it_was(town):
    made, night = standing(town)
    before = crew(made)
    swap = watch_crew.decline(asked(town, made, night).pk, by=None, now=MORNING)
    assert (crew(made), swap.state) == (before, "declined")
    with pytest.raises(ValidationError):
        watch_crew.accept(swap.pk, by=None, now=MORNING)


def test_who_stands_there_already_is_not_asked(town):
    made, _night = standing(town)
    first, second = crew(made)
    with pytest.raises(ValidationError):
        watch_crew.ask(first.pk, second.volunteer_id, by=None, now=MORNING)


def test_an_offer_lapses_when_the_watch_begins(town):
    made, night = standing(town)
    swap, begins = asked(town, made, night), night.activity.starts_at
    with pytest.raises(ValidationError):
        watch_crew.accept(swap.pk, by=None, now=begins)
    assert list(Swap.objects.standing(begins)) == []


def test_nobody_answers_for_somebody_else(town):
    made, night = standing(town)
    with pytest.raises(PermissionDenied):
        watch_crew.accept(asked(town, made, night).pk, by=town.stranger, now=MORNING)


def written_up(town, made, night):
    places = crew(made)
    watch_crew.write_up(
        night.activity_id, [places[0].pk], by=town.community_staff, seen="巡查后街，劝离占道两处，无异常。",
        now=night.activity.ends_at,
    )  # fmt: skip
    return [place.volunteer for place in places]


def test_who_came_is_credited_once_another_person_certified(town):
    made, night = standing(town, count=2)
    came, absent = written_up(town, made, night)
    assert record.hours(came) == 0
    with pytest.raises(PermissionDenied):
        outcome.certify(night.activity_id, by=town.community_staff)
    outcome.certify(night.activity_id, by=town.community_staff2)
    assert (record.hours(came), record.hours(absent)) == (Decimal("3.0"), 0)


def test_a_night_is_not_written_up_before_it_is_over(town):
    made, night = standing(town)
    with pytest.raises(ValidationError):
        watch_crew.write_up(
            night.activity_id, [], by=town.community_staff, seen="x" * 10, now=night.activity.starts_at
        )


def test_who_did_not_come_is_next(town):
    made, night = standing(town, count=2)
    came, absent = written_up(town, made, night)
    turns = watch_turns.of(made, TODAY)
    assert (turns[came.pk].done, turns[came.pk].hours, turns[came.pk].last) == (1, Decimal("3.0"), TODAY)
    assert absent.pk not in turns
    assert [one.volunteer for one in watch_turns.in_order(made.members.all(), turns)] == [absent, came]


def test_weekends_and_nights_past_midnight_are_counted(town):
    made = watch(town, ends=ONE)
    (who,) = takes_turns(town, made, neighbour(town))
    plan(town, made, days=3, first=TODAY + 4 * DAY)  # Friday to Sunday
    turns = watch_turns.of(made, TODAY)[who.pk]
    assert (turns.ahead, turns.weekends, turns.nights) == (3, 2, 3)


def test_a_day_before_the_crew_and_the_planner_are_told(town):
    made = watch(town)
    worker = people.take_in_user(town.grid_worker, town.community, by=town.community_staff)
    takes_turns(town, made, worker, label="网格员")
    plan(town, made)
    watch_reminders.look(list(watch_reminders.due()), MORNING)
    told = set(Notice.objects.values_list("user", "kind"))
    assert {(town.grid_worker.pk, "watch_soon"), (town.community_staff.pk, "watch_gaps")} <= told
    assert not watch_reminders.due().exists()


def test_the_end_of_a_watch_cancels_its_nights_to_come(town):
    made, night = standing(town)
    watches.end(made.pk, by=town.community_staff, why="并入二班", now=MORNING)
    night.activity.refresh_from_db()
    assert (night.activity.state, made.members.current().count()) == ("cancelled", 0)


def test_who_leaves_the_volunteers_takes_no_more_turns(town):
    made = watch(town)
    (who,) = takes_turns(town, made, neighbour(town))
    watches.issue_link(made.members.get().pk, by=town.community_staff)
    people.leave(who.pk, by=town.community_staff, why="外出务工")
    one = made.members.get()
    assert (one.until, one.token_hash, one.link_until) == (timezone.localdate(), "", None)


def test_who_died_volunteers_no_more_the_night_after(town):
    made, resident = watch(town), entry(town.unit)
    who = people.take_in_resident(resident.pk, by=town.community_staff, since=TODAY)
    takes_turns(town, made, who)
    plan(town, made, first=timezone.localdate() + DAY)
    residents.died(resident.pk, by=town.community_staff, seen=None, on=timezone.localdate())
    assert (people.follow_deaths(), people.follow_deaths()) == (1, 0)
    who.refresh_from_db()
    assert (who.left_on, made.members.current().count(), crew(made)) == (timezone.localdate(), 0, [])


def test_who_stands_on_a_night_is_told_that_it_is_cancelled(town):
    made = watch(town)
    takes_turns(town, made, people.take_in_user(town.unit_head, town.community, by=town.community_staff))
    plan(town, made)
    night = made.nights.get()
    activities.cancel(night.activity_id, by=town.community_staff, why="台风")
    told = Notice.objects.get(kind="activity_off")
    assert (told.user, told.params["day"], told.params["why"]) == (town.unit_head, {"day": f"{night.on}"}, "台风")


def test_who_stands_on_several_nights_is_told_once_that_the_watch_ends(town):
    made = watch(town)
    takes_turns(town, made, people.take_in_user(town.unit_head, town.community, by=town.community_staff))
    plan(town, made, days=3)
    watches.end(made.pk, by=town.community_staff, why="并入联防队", now=MORNING)
    told = Notice.objects.get(user=town.unit_head, kind__in=("activity_off", "watch_ended"))
    assert (told.kind, told.params["why"], told.url) == ("watch_ended", "并入联防队", made.get_absolute_url())


def test_a_night_whose_hours_were_reversed_was_not_stood(town, signed_in):
    made, night = standing(town, count=2)
    came, _absent = written_up(town, made, night)
    outcome.certify(night.activity_id, by=town.community_staff2)
    stood = figures.figures["watches.person_times"]
    rows = stood.rows(Period.named("today", timezone.localdate()), timezone.now())
    assert (rows.count(), watch_turns.of(made, TODAY)[came.pk].done) == (1, 1)
    certificates.reverse_hours(came.places.get().pk, by=town.community_staff, why="当晚没有到岗")
    assert (rows.all().count(), came.pk in watch_turns.of(made, TODAY)) == (0, False)
    page = signed_in(town.community_staff).get(night.get_absolute_url()).content.decode()
    assert ("当晚没有到岗" in page, "Reversed" in page) == (True, True)
