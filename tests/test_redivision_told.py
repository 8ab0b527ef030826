"""Whoever serves where an area was moved, or a place re-divided, is told, once each."""

import pytest
from django.urls import reverse

from grids import inbox
from grids.actions import areas, redivision as acts
from grids.models import Notice
from tests import factories as make
from tests.test_redivision import community, divide, shaper  # noqa: F401

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]


def head(*areas, **facts):
    return make.post(make.user(), *areas, role=make.role("read_area"), **facts).user


def told() -> list:
    return [notice.user for notice in Notice.objects.order_by("pk")]


def test_whoever_serves_in_areas_that_become_others_is_told_once_and_led_to_all_of_theirs(community, divide):  # noqa: F811
    one, two, three, kept = (make.area(community) for _ in range(4))
    person = head(one, two, three)
    head(kept)
    divide(("grid", "", "合并网格", "", f"{one.code} {two.code}"), ("grid", three.code, "新名"))
    assert told() == [person]
    notice = person.notices.get()
    assert inbox.text_of(notice) == (
        f"{community.short_name} is re-divided, and your area with it: please look. 30 become 260"
    )
    assert notice.url == reverse("areas:browse")


def test_whoever_leads_where_a_unit_came_from_and_where_it_goes_is_told(community, divide):  # noqa: F811
    gives, takes, apart = (make.area(community) for _ in range(3))
    unit = make.area(gives)
    people = [head(area) for area in (gives, takes, unit)]
    head(apart), head(community)
    divide(("unit", unit.code, unit.name, takes.code))
    assert told() == people


def test_whoever_serves_in_an_area_that_others_go_into_is_told(community, divide):  # noqa: F811
    stays, goes = make.area(community), make.area(community)
    people = [head(stays), head(goes)]
    divide(("grid", stays.code, stays.name, "", goes.code))
    assert told() == people


def test_the_staff_of_a_community_whose_grids_are_new_are_told(community, divide):  # noqa: F811
    staff = head(community)
    divide(("grid", "", "新网格"))
    assert told() == [staff]


def test_neither_who_divides_nor_who_has_left_is_told(community, shaper, divide):  # noqa: F811
    grid = make.area(community)
    make.post(shaper, grid, role=make.role("read_area"))
    head(grid, ended_on=make.DAY)
    divide(("grid", grid.code, "新名"))
    assert told() == []


def test_who_was_told_is_told_of_the_undo_too(community, shaper, divide):  # noqa: F811
    grid = make.area(community)
    person = head(grid)
    done = divide(("grid", "", "合并网格", "", grid.code))
    acts.undo(done, by=make.fresh(shaper))
    assert told() == [person, person]
    assert "is undone" in inbox.text_of(person.notices.latest("pk"))


def test_a_move_is_told_in_the_area_below_it_and_in_the_two_that_it_leaves_and_comes_to(community):  # noqa: F811
    street, other = community.parent, make.area(community.parent.parent)
    apart, grid = make.area(street), make.area(community)
    people = [head(area) for area in (street, other, community, grid)]
    head(apart)
    areas.move(community, other, by=None, why="调整")
    assert told() == people
    said = f"{community.short_name} lies in {other.short_name} now: 调整"
    assert [inbox.text_of(notice) for notice in Notice.objects.all()] == [said] * 4
