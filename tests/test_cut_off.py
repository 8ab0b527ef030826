"""Where a page shows less than there is, it says so. Limits are made small here; docs/limits.md has the real ones."""

import pytest

from cases.enums import Step
from cases.views import listing
from grids.enums import Nature
from grids.forms import areas as area_forms, posts as post_forms
from grids.views import accounts, areas, organisations
from tests import factories as make, small_ground as small

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    return make.line("district", "street", "community")


@pytest.fixture
def page(place, signed_in):
    """What a keeper of the street reads at an address."""
    client = signed_in(make.user(place[1], make.role("read_area", "shape_area", "appoint", "edit_organisation")))
    return lambda address, **data: client.get(address, data).content.decode()


def test_the_menu_of_neighbours_leads_to_all_of_them(monkeypatch, place, page):
    monkeypatch.setattr(areas, "SIBLINGS", 2)
    beside = make.area(place[1])
    assert "All of" not in page(beside.get_absolute_url())
    make.area(place[1])
    assert f"All of {place[1].short_name}" in page(beside.get_absolute_url())


def test_the_tree_says_when_one_has_more_areas_at_its_top(monkeypatch, place, signed_in):
    monkeypatch.setattr(areas, "A_PAGE", 1)
    person = make.user(place[1], make.role("read_area"))
    assert "Only the first" not in signed_in(person).get("/areas/").content.decode()
    make.post(person, make.area(), role=make.role("read_area"))
    assert "Only the first 1 of your areas" in signed_in(make.fresh(person)).get("/areas/").content.decode()


def test_where_an_area_moves_more_can_be_typed_than_are_offered(monkeypatch, place, page):
    monkeypatch.setattr(area_forms, "SUGGESTIONS", 1)
    grid, _first, _second = make.area(place[2]), make.area(place[1]), make.area(place[1])
    assert "The list shows the first 1" in page(f"/areas/{grid.code}/move/")


@pytest.mark.parametrize("field", ["area_q", "person_q"])
def test_a_search_in_a_form_says_when_it_finds_more(monkeypatch, place, signed_in, field):
    monkeypatch.setattr(post_forms, "FOUND", 2)
    keeper = signed_in(make.user(place[0], make.role("read_area", "appoint")))
    for name in ("同名一", "同名二", "同名三"):
        make.area(place[2], name=name)
        make.user(place[2], make.role("read_area"), name=name)
    answer = keeper.post("/posts/appoint/", {"find": "1", field: "同名"}).content.decode()
    assert answer.count("only the first 2 are shown") == 1
    assert "only the first" not in keeper.post("/posts/appoint/", {"find": "1", field: "同名一"}).content.decode()


def test_the_page_of_tries_says_that_earlier_ones_are_kept(monkeypatch, client):
    monkeypatch.setattr(accounts, "TRIES", 1)
    person = make.user()
    client.cookies["django_language"] = "en"
    sign_in = {"username": person.username, "password": make.PASSWORD}
    client.post("/accounts/login/", sign_in | {"password": "wrong"})
    client.post("/accounts/login/", sign_in)
    assert "The last 1 are shown" in client.get("/accounts/sessions/").content.decode()


def test_an_organisation_counts_the_areas_it_does_not_list(monkeypatch, place, page):
    monkeypatch.setattr(organisations, "A_PAGE", 1)
    held = make.organisation(area=place[1])
    for _at in range(3):
        make.area(place[2], nature=Nature.DEDICATED, organisation=held)
    assert "2 more, which the area overview finds" in page(f"/organisations/{held.pk}/")


def test_picking_more_matters_than_go_at_once_is_said(monkeypatch, signed_in):
    monkeypatch.setattr(listing, "MOST_AT_ONCE", 1)
    ground = small.ground()
    keeper = signed_in(small.person("leader", ground.first, grants=("read_area", "read_case", "assign_case")))
    boxes = [f"{small.matter(ground.grids[0], step=Step.ASSIGNMENT).number}:1" for _at in range(2)]
    answer = keeper.post("/cases/bulk/", {"case": boxes})
    assert len(answer.context["cases"]) == 1
    assert "2 matters are picked, at most 1 are assigned at once" in answer.content.decode()


def test_a_search_for_matters_says_how_many_words_it_takes(signed_in):
    reader = signed_in(small.person("reader", small.ground().first))
    assert (
        "Only the first 5 words are looked for" in reader.get("/cases/", {"q": "一 二 三 四 五 六"}).content.decode()
    )
    assert "Only the first" not in reader.get("/cases/", {"q": "一 二 三 四 五"}).content.decode()
