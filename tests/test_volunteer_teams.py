"""Volunteers and their teams: taken in once, in lines that ask for posts, with gaps that are said."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from grids.models import Role
from grids.privacy import identity
from residents.actions.people import PHONE
from residents.models import CareCase
from tests import factories as make
from tests.registered import entry
from volunteers import roster
from volunteers.actions import people, teams
from volunteers.models import Member, Pattern, Skill, Team, Volunteer

pytestmark = pytest.mark.django_db


def team(town, **facts):
    facts = {"name": "蓝色平安队", "colour": "blue"} | facts
    return teams.form(town.community, by=town.community_staff, **facts)


def gaps(made):
    return [line for line in roster.lines([made.pk])[made.pk] if line.lacks]


def neighbour(town, name="王秀英", phone="13800006021"):
    return people.take_in_from_outside(name, phone, town.community, by=town.community_staff)


def test_a_resident_volunteers_where_they_live(town):
    resident = entry(town.unit)
    made = people.take_in_resident(resident.pk, by=town.unit_head, skills=[Skill.objects.get(code="repair")])
    assert (made.area, made.grid_id, str(made)) == (town.unit, town.grid.pk, resident.name)
    assert [skill.code for skill in made.skills.all()] == ["repair"]


def test_nobody_takes_in_somebody_of_other_areas(town):
    with pytest.raises(PermissionDenied):
        people.take_in_resident(entry(town.unit).pk, by=town.stranger)
    with pytest.raises(PermissionDenied):
        people.take_in_from_outside("王秀英", "13800006021", town.community, by=town.stranger)


def test_nobody_takes_in_who_serves_elsewhere(town):
    with pytest.raises(PermissionDenied):
        people.take_in_user(town.stranger, town.community, by=town.community_staff)


def test_a_person_is_a_volunteer_once_by_the_register_by_an_account_and_from_outside(town):
    phone, by = "13800006021", town.community_staff
    resident, user = entry(town.unit, name="王秀英"), town.grid_worker
    index = identity.blind_index(PHONE, phone)
    for one in (resident, user):
        type(one).objects.filter(pk=one.pk).update(name="王秀英", phone_index=index)
        one.refresh_from_db()
    takes = [
        lambda: people.take_in_resident(resident.pk, by=by), lambda: people.take_in_user(user, town.grid, by=by),
        lambda: neighbour(town),
    ]  # fmt: skip
    for first in takes:
        made = first()
        for take in takes:
            with pytest.raises(ValidationError):
                take()
        people.leave(made.pk, by=by, why="外出务工")


def test_a_person_is_a_volunteer_once_and_comes_back_as_the_same(town):
    first = neighbour(town)
    with pytest.raises(ValidationError):
        neighbour(town, phone="138 0000 6021")
    people.leave(first.pk, by=town.community_staff, why="外出务工")
    assert neighbour(town) == first
    assert Volunteer.objects.active().count() == 1


def test_the_phone_of_somebody_from_outside_is_under_a_key_of_their_own(town):
    made = neighbour(town)
    assert (str(made.phone), made.phone.open(made.subject)) == ("••••", "13800006021")


def test_a_team_has_a_colour_or_a_brand(town):
    with pytest.raises(ValidationError):
        team(town, colour="")
    assert team(town, colour="", brand="扇心服务").brand == "扇心服务"


def test_a_team_is_formed_by_whoever_runs_teams_there(town):
    with pytest.raises(PermissionDenied):
        teams.form(town.community, by=town.grid_worker, name="夜巡队", colour="blue")
    assert teams.form(town.grid, by=town.grid_leader, name="夜巡队", colour="blue").grid_id == town.grid.pk


def test_a_pattern_gives_a_team_its_lines_and_the_gap_list_says_who_lacks(town):
    made = team(town, pattern=Pattern.objects.get(code="night-watch"))
    assert [(gap.slot.label, gap.lacks) for gap in gaps(made)] == [
        ("带班干部", 1), ("志愿者", 2), ("网格员", 1),
    ]  # fmt: skip
    assert roster.lacking([made.pk]) == {made.pk: 4}
    teams.join(made.pk, neighbour(town), by=town.community_staff, slot=made.slots.get(label="志愿者"))
    assert [gap.lacks for gap in gaps(made)] == [1, 1, 1]
    assert roster.lacking([made.pk]) == {made.pk: 3}


def test_a_line_takes_holders_of_its_post_only_and_no_more_than_it_wants(town):
    made = team(town, pattern=Pattern.objects.get(code="night-watch"))
    line, by = made.slots.get(label="网格员"), town.community_staff
    with pytest.raises(ValidationError):
        teams.join(made.pk, neighbour(town), by=by, slot=line)
    worker = people.take_in_user(town.grid_worker, town.grid, by=by)
    teams.join(made.pk, worker, by=by, slot=line)
    second = make.user(town.grid, Role.objects.get(code="grid_worker"))
    with pytest.raises(ValidationError):
        teams.join(made.pk, people.take_in_user(second, town.grid, by=by), by=by, slot=line)


def test_who_lost_the_post_leaves_a_gap(town):
    made = team(town, pattern=Pattern.objects.get(code="night-watch"))
    worker = people.take_in_user(town.grid_worker, town.grid, by=town.community_staff)
    teams.join(made.pk, worker, by=town.community_staff, slot=made.slots.get(label="网格员"))
    assert "网格员" not in {gap.slot.label for gap in gaps(made)}
    town.grid_worker.posts.update(ended_on=dt.date(2025, 1, 1))
    assert "网格员" in {gap.slot.label for gap in gaps(made)}


def test_a_member_of_many_teams_is_one_volunteer(town):
    somebody, by = neighbour(town), town.community_staff
    for name in ("红队", "蓝队"):
        teams.join(team(town, name=name).pk, somebody, by=by)
    assert (Member.objects.current().count(), Volunteer.objects.active().count()) == (2, 1)
    with pytest.raises(ValidationError):
        teams.join(Team.objects.get(name="红队").pk, somebody, by=by)


def test_one_member_leads(town):
    made, by = team(town), town.community_staff
    first, second = (teams.join(made.pk, neighbour(town, name=name), by=by) for name in ("王一", "王二"))
    teams.lead(first.pk, by=by)
    teams.lead(second.pk, by=by)
    assert [row.volunteer.name for row in made.members.filter(leads=True)] == ["王二"]
    with pytest.raises(IntegrityError), transaction.atomic():
        made.members.update(leads=True)


def test_who_leaves_the_volunteers_leaves_their_teams(town):
    somebody, made = neighbour(town), team(town)
    teams.join(made.pk, somebody, by=town.community_staff)
    people.leave(somebody.pk, by=town.community_staff, why="外出务工")
    assert not made.members.current().exists()


def test_the_communitys_team_is_seen_in_its_grids_and_not_next_door(town):
    team(town)
    seen = {name: Team.objects.visible_to(getattr(town, name)).count() for name in ("unit_head", "stranger")}
    assert seen == {"unit_head": 1, "stranger": 0}


def test_a_roster_masks_the_names_of_other_areas_people(town):
    made = team(town)
    teams.join(made.pk, neighbour(town), by=town.community_staff)
    assert [line["name"] for line in roster.of(made, town.community_staff)] == ["王秀英"]
    assert [line["name"] for line in roster.of(made, town.unit_head)] == ["王*英"]


def test_a_roster_knows_nothing_of_care():
    fields = {field.related_model for model in (Volunteer, Member, Team) for field in model._meta.get_fields()}
    assert CareCase not in fields


def test_ones_own_name_is_never_masked(town):
    own = people.take_in_user(town.unit_head, town.community, by=town.community_staff)
    assert roster.said(own, town.unit_head) == str(town.unit_head)
