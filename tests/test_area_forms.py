"""What the forms of areas ask and refuse before anything is done."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import translation

from grids.actions import areas
from grids.areas import history as area_history
from grids.forms.areas import AddForm, FactsForm
from grids.models import Area, Organisation
from tests import factories as make

pytestmark = pytest.mark.django_db


def test_no_area_was_founded_in_the_future():
    data = {"name": "东网格", "nature": "general", "founded_on": "2135-01-01"}
    assert list(FactsForm(data, user=make.user(make.area(), make.role("read_area"))).errors) == ["founded_on"]


def test_adding_an_area_asks_no_reason_for_a_change():
    district = make.area()
    with translation.override("en"):
        form = AddForm(user=make.user(district, make.role("read_area")), parent=district)
        assert form.fields["why"].label == "Reason"


def declaring(before=None, **more):
    data = {"name": "东网格", "nature": "general", "declared_population": "14011"} | more
    return FactsForm(data, initial=before or {}, user=make.user(make.area(), make.role("read_area")))


def test_a_declared_number_says_where_it_is_from_and_of_which_day():
    assert sorted(declaring().errors) == ["declared_on", "declared_source"]
    assert declaring(declared_source="街道年鉴", declared_on="2025-12-31").is_valid()


def test_a_declared_number_that_stays_asks_nothing_new():
    assert declaring({"declared_population": 14011}).is_valid()
    assert not declaring({"declared_population": 14000}).is_valid()


def test_nothing_is_declared_of_a_day_to_come():
    assert list(declaring(declared_source="街道年鉴", declared_on="2135-01-01").errors) == ["declared_on"]


def test_the_history_says_a_fact_that_was_not_there_with_a_dash_and_a_day_in_words():
    area = make.area()
    facts = {"declared_population": 14011, "declared_source": "街道年鉴", "declared_on": dt.date(2025, 12, 31)}
    areas.edit(area, by=None, **facts)
    with translation.override("zh-hans"):
        said = " ".join(line["what"] for line in area_history.of_area(area))
    assert "– → 街道年鉴；" in said
    assert "– → 2025年12月31日" in said


def test_nothing_is_added_below_a_unit(client):
    *_above, grid, unit = make.line()
    client.force_login(make.user(grid, make.role("read_area", "shape_area")))
    add = {area: client.get(reverse("areas:add", args=[area.code])).status_code for area in (grid, unit)}
    assert add == {grid: 200, unit: 404}


@pytest.mark.parametrize("given", [{"nature": "dedicated"}, {"nature": "general", "organisation": "东梅便利店"}])
def test_a_dedicated_area_names_its_organisation_and_is_told_so_at_that_field(given):
    district = make.area()
    Organisation.objects.create(name="东梅便利店", kind="shop", area=district)
    form = FactsForm({"name": "东网格"} | given, user=make.user(district, make.role("read_area")), kind="grid")
    assert list(form.errors) == ["organisation"]


def test_an_area_is_still_described_when_its_organisation_has_closed(client):
    *_above, grid, _unit = make.line()
    shop = Organisation.objects.create(name="东梅便利店", kind="shop", area=grid, closed_on=dt.date(2026, 1, 31))
    Area.objects.filter(pk=grid.pk).update(nature="dedicated", organisation=shop)
    client.force_login(make.user(grid, make.role("read_area", "edit_area")))
    facts = {"name": "东网格", "nature": "dedicated", "organisation": shop.name, "boundary": "东至梅峰路"}
    assert client.post(reverse("areas:edit", args=[grid.code]), facts).status_code == 302
    grid.refresh_from_db()
    assert (grid.boundary, grid.organisation) == ("东至梅峰路", shop)
