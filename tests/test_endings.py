"""What ends something for good has a red button, wherever it is asked for; what can be taken up again has none."""

import pytest

from grids.models import Department
from residents import actions
from tests import factories as make
from tests.test_care import helped, visit
from tests.test_volunteer_teams import team as form_team

pytestmark = pytest.mark.django_db


def red(client, address: str) -> bool:
    page = client.get(address).content.decode()
    assert "btn-lg" in page
    return "btn-danger" in page


def test_retiring_an_area_and_dissolving_a_team_are_red(town, signed_in):
    unit, team = make.area(town.grid), form_team(town)
    assert red(signed_in(town.street_staff), f"{unit.get_absolute_url()}retire/")
    assert red(signed_in(town.community_staff), f"{team.get_absolute_url()}act/dissolve/")


def test_what_is_changed_or_comes_back_is_not(town, signed_in):
    unit, team = make.area(town.grid), form_team(town)
    closing = Department.objects.create(code="gone", name_zh="环卫所", name_en="Sanitation")
    closing.areas.add(town.street)
    assert not red(signed_in(town.street_staff), f"{unit.get_absolute_url()}edit/")
    assert not red(signed_in(town.community_staff), f"{team.get_absolute_url()}act/edit/")
    assert not red(signed_in(town.street_staff), f"/posts/departments/{closing.code}/off/")


@pytest.mark.parametrize(("act", "is_red"), [("take_back", True), ("keep_open", False)])
def test_a_visit_taken_back_is_gone_and_a_record_kept_open_is_not(town, signed_in, act, is_red):
    care = helped(town)
    visit(care, town.grid_worker)
    actions.propose_closing(care.pk, by=town.community_staff, seen=None, why="已入住养老院")
    assert red(signed_in(town.community_staff2), f"{care.get_absolute_url()}{act}/") == is_red


@pytest.mark.parametrize(("act", "colour"), [("refuse", "btn-danger"), ("note", "btn-primary")])
def test_what_ends_a_matter_is_red_on_a_phone_too(town, signed_in, act, colour):
    case = town.report()
    page = signed_in(town.grid_leader).get(f"{case.get_absolute_url()}?act={act}").content.decode()
    assert f'<button class="btn {colour}" form="f-{act}">' in page
