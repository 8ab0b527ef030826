"""Who died by the register is asked for nothing from that moment on, and leaves the volunteers the night after."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import override

from grids.models import Notice
from residents import actions as residents
from tests.ordered import Orders
from tests.registered import entry
from tests.test_volunteer_activities import activity
from tests.test_volunteer_teams import team
from tests.test_watch import crew, plan, takes_turns, watch
from tests.town import MORNING
from volunteers.actions import dispatch, people, places, teams
from volunteers.forms.teams import named
from volunteers.models import Volunteer

pytestmark = pytest.mark.django_db


def volunteer(town, room="1"):
    return people.take_in_resident(entry(town.unit, room=room).pk, by=town.community_staff, since=MORNING.date())


def died(town, who):
    residents.died(who.resident_id, by=town.community_staff, seen=None, on=timezone.localdate())


def sign_up(town, who):
    places.sign_up(activity(town).pk, who.pk, by=town.community_staff)


def offer(town, who):
    dispatch.offer(Orders(town).order().pk, [who], by=town.community_staff)


def join_a_team(town, who):
    teams.join(team(town).pk, who, by=town.community_staff)


def take_turns(town, who):
    takes_turns(town, watch(town), who)


@pytest.mark.parametrize("ask", [sign_up, offer, join_a_team, take_turns])
def test_who_died_today_is_refused_in_words_that_do_not_say_so(town, ask):
    died(town, who := volunteer(town))
    with override("en"), pytest.raises(ValidationError, match="left the volunteers|Nobody is left"):
        ask(town, who)


def test_who_died_today_stands_in_no_watch_that_is_planned_now(town):
    made = watch(town)
    takes_turns(town, made, who := volunteer(town))
    died(town, who)
    plan(town, made, first=timezone.localdate() + dt.timedelta(days=1))
    assert crew(made) == []


def test_who_died_today_is_found_for_no_order_and_by_no_name(town):
    who, order = volunteer(town), Orders(town).order()
    who.skills.add(order.item.skill)
    assert (list(dispatch.suitable(order)), named(town.community_staff, "林秀英")) == ([who], [who])
    died(town, who)
    assert (list(dispatch.suitable(order)), named(town.community_staff, "林秀英")) == ([], [])


def test_one_death_that_cannot_be_followed_keeps_no_other(town, caplog):
    broken, who = volunteer(town), volunteer(town, room="2")
    Volunteer.objects.filter(pk=broken.pk).update(since=timezone.localdate() + dt.timedelta(days=1))
    died(town, broken), died(town, who)
    assert people.follow_deaths() == 1
    assert f"volunteer {broken.pk}" in caplog.text
    who.refresh_from_db()
    assert who.left_on == timezone.localdate()


def corrected(town, who) -> int:
    residents.correct_death(who.resident_id, by=town.community_staff, seen=None, on=None, why="误登")
    return people.follow_lives()


def test_who_lives_after_all_volunteers_again_and_whoever_runs_teams_is_told(town):
    died(town, who := volunteer(town))
    with override("zh-hans"):
        people.follow_deaths()
    assert people.follow_lives() == 0
    assert (corrected(town, who), people.follow_lives()) == (1, 0)
    who.refresh_from_db()
    told = Notice.objects.get(kind="volunteer_lives")
    assert (who.left_on, told.user, told.url) == (None, town.grid_leader, who.get_absolute_url())


def test_who_had_left_for_another_reason_stays_away(town):
    people.leave((who := volunteer(town)).pk, by=town.community_staff, why="外出务工")
    died(town, who)
    people.follow_deaths()
    assert corrected(town, who) == 0


def test_whoever_was_taken_out_by_a_person_as_dead_stays_so_while_the_register_does_not_know(town):
    people.leave((who := volunteer(town)).pk, by=town.community_staff, why="死亡")
    assert people.follow_lives() == 0
    who.refresh_from_db()
    assert who.left_on is not None
