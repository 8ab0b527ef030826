"""Which organisation a line of a re-division means by its name, and what the sheet's errors name."""

import pytest

from grids.actions import redivision as acts
from grids.areas.redivision import SheetErrors
from grids.enums import OrganisationKind
from grids.models import Organisation
from tests import factories as make
from tests.test_redivision import sheet

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]


@pytest.fixture
def community():
    return make.line("district", "street", "community")[-1]


def plan(community, *lines) -> dict:
    shaper = make.user(community.parent, make.role("shape_area", "read_area"))
    return acts.propose(community, sheet(*lines), by=shaper, reason="x").plan


def meant(community) -> int:
    return plan(community, ("grid", "", "校园", "", "", "dedicated", "", "中心小学"))["new"][0]["organisation"]


def test_a_name_is_found_in_a_register_of_thousands(community):
    kind = OrganisationKind.SHOP
    Organisation.objects.bulk_create(Organisation(name=f"店{number}", kind=kind) for number in range(2000))
    school = make.organisation("中心小学")
    assert meant(community) == school.pk


def test_of_several_of_one_name_that_of_the_own_district_is_meant(community):
    make.organisation("中心小学", area=make.area())
    here = make.organisation("中心小学", area=community)
    assert meant(community) == here.pk
    make.organisation("中心小学", area=community.parent)
    with pytest.raises(SheetErrors):
        meant(community)


def test_an_area_of_an_organisation_that_closed_can_stand_in_a_sheet_as_it_is(community):
    closed = make.organisation("旧厂", area=community, closed_on=make.DAY)
    grid = make.area(community, nature="dedicated", organisation=closed)
    told = plan(community, ("grid", grid.code, grid.name, "", "", "dedicated", "", "旧厂"))
    assert (told["changed"], told["kept"]) == ([], 1)


def test_two_areas_of_one_name_are_said_with_where_they_would_lie(community):
    goal, old = make.area(community, name="东网格"), make.area(community, name="西网格")
    for grid in (goal, old):
        make.area(grid, name="1单元")
    with pytest.raises(SheetErrors) as caught:
        plan(community, ("grid", goal.code, goal.name, "", old.code))
    assert [reason for _line, reason in caught.value.errors] == ["there would be two areas “1单元” in “东网格”"]
