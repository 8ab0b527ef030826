"""Two grids become one: what party work kept in both and may be there once."""

import pytest
from django.utils import timezone

from grids.actions import redivision as acts
from grids.enums import Kind
from parties.models import Alliance, PropertyService
from tests import factories as make
from tests.partied import organization
from tests.partied_bodies import DAY, committee, company, social_body
from tests.test_lists_along import divided

pytestmark = pytest.mark.django_db


def alliance(area):
    return Alliance.objects.create(area=area, name="同名联盟", founded_on=DAY)


@pytest.fixture
def into(town):
    return make.area(town.community, Kind.GRID, name="新网格")


@pytest.mark.parametrize("named", [organization, alliance, committee, social_body])
def test_what_bears_one_name_is_told_apart_by_where_it_comes_from(town, into, named):
    mine, theirs = named(town.grid), named(into)
    divided(town, into, town.grid)
    moved = type(mine).objects.get(pk=mine.pk)
    assert (moved.area, moved.name) == (into, f"{theirs.name}（{town.grid.name}）")
    assert type(mine).objects.get(pk=theirs.pk).name == theirs.name


def test_a_company_that_served_both_grids_serves_the_one_once_and_after_an_undo_both(town, into):
    serves = company(town.street, serves=[town.grid, into])
    done = divided(town, into, town.grid)
    now = PropertyService.objects.filter(company=serves, until=None)
    assert [row.area for row in now] == [into]
    assert PropertyService.objects.get(area=town.grid).until == timezone.localdate()
    acts.undo(done, by=make.user(town.community, make.role("shape_area", "read_area")))
    assert {row.area for row in now.all()} == {town.grid, into}
