"""A community that is merged into another by a re-division: what it kept of its own, and what both have one of."""

from datetime import time

import pytest

from grids import history, registry
from grids.actions import redivision as acts
from grids.actions.grants import ensure_permissions
from grids.enums import Kind
from grids.models import Area
from points.models import Scheme
from tests import factories as make
from tests.test_redivision import sheet
from tests.test_volunteer_lists import own, star
from tests.town import MORNING, Town
from volunteers.actions import service_menu
from volunteers.models import Pattern, ServiceItem, ServiceMenu, Skill, Star, Team, Topic, Watch

pytestmark = pytest.mark.django_db
DAY = MORNING.date()
OWN = {"name_zh": "磨剪刀", "name_en": "Scissors", "mode": "doorstep", "difficulty": "easy", "span": "near",
       "channels": ["counter"]}  # fmt: skip


class Merged:
    """What the town's community keeps goes to one beside it, and back: the part of a re-division that apps register.

    A sheet of today has grids and units only; of them the last two tests.
    """

    def __init__(self, town: Town):
        self.town, self.into = town, make.area(town.street, Kind.COMMUNITY, name="新社区")
        self.areas = {town.community.pk: self.into.pk}

    def merge(self):
        ids = [self.town.community.pk, self.into.pk]
        self.remembered = {name: entry.remember(ids) for name, entry in registry.moves_along.items()}
        with history.acting(None):
            for entry in registry.moves_along.values():
                entry.move(self.areas)

    def undo(self):
        with history.acting(None):
            for name, entry in registry.moves_along.items():
                entry.put_back(self.remembered[name], self.areas)


@pytest.fixture
def both(town):
    return Merged(town)


def place(row) -> Area:
    return type(row).objects.get(pk=row.pk).area


@pytest.mark.parametrize("model", [Topic, Pattern, Skill])
def test_entries_go_along_and_back_unless_the_other_has_one_of_that_name(both, model):
    mine, same = own(both.town, model), own(both.town, model, "同名")
    theirs = model.objects.create(area=both.into, name_zh="同名", name_en="x")
    both.merge()
    assert [place(row) for row in (mine, same, theirs)] == [both.into, both.town.community, both.into]
    both.undo()
    assert [place(row) for row in (mine, same, theirs)] == [both.town.community, both.town.community, both.into]


def test_a_star_level_stays_where_the_other_has_one_of_as_many_hours(both):
    mine, same = star(both.town, 50), star(both.town, 60, "社区之星")
    Star.objects.create(area=both.into, name_zh="别名", name_en="x", hours=60)
    both.merge()
    assert (place(mine), place(same)) == (both.into, both.town.community)


def test_what_is_retired_goes_along_beside_one_of_its_name(both):
    gone = own(both.town)
    Topic.objects.filter(pk=gone.pk).update(is_on=False)
    Topic.objects.create(area=both.into, name_zh=gone.name_zh, name_en="x")
    both.merge()
    assert place(gone) == both.into


def test_a_menu_goes_along_with_its_services_unless_the_other_has_its_own(both):
    staff, here = both.town.community_staff, both.town.community
    mine = service_menu.add(here, by=staff, **OWN)
    shopping = ServiceItem.objects.listed_in(here).get(code="shopping")
    same = service_menu.change(here, shopping.pk, by=staff, name_zh="代买")
    theirs = ServiceItem.objects.create(area=both.into, code="shopping", **OWN)
    both.merge()
    assert [place(row) for row in (mine, same, theirs)] == [both.into, here, both.into]
    assert mine in ServiceItem.objects.offered_in(both.into)
    assert ServiceMenu.objects.get().area == both.into


def test_of_two_menus_the_one_of_the_place_that_stays_holds(both):
    service_menu.add(both.town.community, by=both.town.community_staff, **OWN)
    kept = ServiceMenu.objects.create(area=both.into, codes=["shopping"])
    both.merge()
    assert place(kept) == both.into
    assert ServiceMenu.objects.get(area=both.town.community).pk != kept.pk


def divided(town, into: Area, old: Area):
    shaper = make.user(town.community, make.role("shape_area", "read_area"))
    ensure_permissions()
    lines = sheet(("grid", into.code, into.name, "", old.code))
    return acts.carry_out(acts.propose(town.community, lines, by=shaper, reason="两网格合并"), by=shaper)


@pytest.mark.parametrize("kind", ["team", "watch"])
def test_of_two_grids_made_one_what_bears_one_name_is_told_apart_by_where_it_comes_from(town, kind):
    into = make.area(town.community, Kind.GRID, name="新网格")
    model, facts = {
        "team": (Team, {"colour": "blue", "formed_on": DAY}),
        "watch": (Watch, {"meets": "所", "starts": time(20), "ends": time(22), "since": DAY}),
    }[kind]
    mine, theirs = (model.objects.create(area=area, name="平安队", **facts) for area in (town.grid, into))
    divided(town, into, town.grid)
    mine.refresh_from_db()
    assert (mine.area, mine.name) == (into, f"平安队（{town.grid.name}）")
    assert model.objects.get(pk=theirs.pk).name == "平安队"


def test_a_scheme_goes_along_unless_there_is_one_of_its_unit(town):
    into = make.area(town.community, Kind.GRID, name="新网格")
    points, hours = (Scheme.objects.create(area=town.grid, name="存折", unit=unit) for unit in ("points", "hours"))
    Scheme.objects.create(area=into, name="存折", unit="points")
    divided(town, into, town.grid)
    assert (place(points), place(hours)) == (town.grid, into)
