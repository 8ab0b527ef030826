"""An area is found by the codes it had: saved filters, kept addresses and forms that were open go on."""

import pytest
from django.urls import reverse
from django.utils import timezone

from cases import actions, timeline
from cases.enums import Act
from cases.models import Case
from cases.targets import target
from grids.actions import areas
from tests import factories as make
from tests.ordered import Orders
from tests.registered import entry
from tests.test_case_report import filled

pytestmark = pytest.mark.django_db


@pytest.fixture
def old(town) -> str:
    """The code that the unit had before it was moved to another grid."""
    code = town.unit.code
    areas.move(town.unit, make.area(town.community), by=town.street_staff, why="调整")
    for area in (town.unit, town.grid):
        area.refresh_from_db()
    return code


def test_a_filter_by_the_code_an_area_had_still_filters(town, signed_in, old):
    town.report()
    elsewhere = make.area(town.grid)
    town.report(by=town.grid_worker, area=elsewhere, title="别处的事")
    page = signed_in(town.street_staff).get(f"/cases/?view=all&area={old}").content.decode()
    assert "垃圾桶满溢" in page
    assert "别处的事" not in page


def test_the_list_of_residents_knows_it_too(town, signed_in, old):
    page = signed_in(town.street_staff).get(f"/residents/?area={old}").content.decode()
    assert "was left out" not in page
    assert town.unit.short_name in page


ONE_AREA = [
    "/areas/?open=",
    "/parties/coverage/?area=",
    "/parties/staff/coverage/?area=",
    "/volunteers/lists/topics/?area=",
]


@pytest.mark.parametrize("page", ONE_AREA)
def test_a_page_about_one_area_opens_it_by_the_code_it_had(town, signed_in, page):
    code, client = town.grid.code, signed_in(town.street_staff)
    areas.move(town.grid, make.area(town.street), by=town.street_staff, why="调整")
    town.grid.refresh_from_db()
    shown = "crumbs" if "open" in page else "area"
    by_old, by_new, by_none = (client.get(page + each).context[shown] for each in (code, town.grid.code, ""))
    assert by_old == by_new != by_none
    assert client.get(f"{page}%00").status_code == 200


@pytest.mark.parametrize("page", ["/posts/", "/organisations/"])
def test_an_area_that_is_not_ones_own_is_said_to_be_left_out(town, signed_in, old, page):
    client = signed_in(town.street_staff)
    assert "was left out" not in client.get(f"{page}?area={old}").content.decode()
    assert "was left out" in client.get(f"{page}?area=000000").content.decode()


def test_a_report_whose_form_was_open_as_its_area_moved_lies_in_it(town, signed_in, old):
    signed_in(town.unit_head).post("/cases/new/", filled(town, area=old))
    assert Case.objects.get().area == town.unit


def test_the_list_of_homes_knows_it_too_and_shows_it_as_chosen(town, signed_in, old):
    entry(town.unit, room="1")
    entry(make.area(town.grid), room="2")
    answer = signed_in(town.community_staff).get(f"/households/?area={old}")
    assert [row.address for row in answer.context["rows"]] == ["东梅小区1室"]
    assert f'value="{town.unit.code}" selected' in answer.content.decode()


def test_a_home_list_of_an_area_that_is_not_ones_own_says_so(town, signed_in):
    entry(town.unit, room="1")
    page = signed_in(town.community_staff).get("/households/?area=000000").content.decode()
    assert "was left out" in page
    assert "东梅小区1室" in page


def test_a_menu_of_services_is_found_by_it_and_so_is_the_page_of_an_old_poster(town, signed_in):
    code = town.community.code
    Orders(town).opened()
    areas.move(town.community, make.area(town.district, kind="street"), by=None, why="调整")
    client = signed_in(town.community_staff)
    for name in ("order_page", "new_service"):
        assert client.get(reverse(f"volunteers:{name}", args=[code])).status_code == 200
    keeper = make.user()
    make.post(keeper, make.area(town.street), town.community, role=make.role("read_area", "read_volunteers"))
    assert signed_in(keeper).get(f"/volunteers/orders/menu/?area={code}").context["area"] == town.community
    assert client.get(reverse("orderer:menu", args=[code])).status_code == 200


def test_a_matter_still_says_whom_it_was_given_to_once_that_area_has_another_code(town, signed_in):
    case = actions.accept(town.report().pk, by=town.grid_leader, seen=None)
    code = town.grid.code
    case = actions.assign(case.pk, by=town.grid_leader, seen=None, to=target(f"area:{code}"))
    areas.move(town.grid, make.area(town.street), by=town.street_staff, why="调整")
    assigned = case.acts.get(act=Act.ASSIGN)
    assert timeline.entry(case, assigned, timezone.now())["what"].endswith(town.grid.short_name)
    assert target(f"area:{code}").area == town.grid
