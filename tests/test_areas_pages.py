"""The pages of areas: who sees what, opening level by level, search, forms, old codes, re-division by a sheet."""

from io import BytesIO

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import load_workbook

from grids.actions import areas as acts, levels
from grids.areas import history as area_history
from grids.models import Area, KindLabel, Redivision, StoredFile
from grids.sheets import write_xlsx
from tests import factories as make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]
HTMX = {"HTTP_HX_REQUEST": "true"}


@pytest.fixture
def place():
    return make.line()


@pytest.fixture
def staff(place):
    street = place[1]
    return make.user(street, make.role("read_area", "edit_area", "shape_area", name_zh="街道", name_en="Street staff"))


@pytest.fixture
def page(client, staff):
    client.force_login(staff, backend="grids.backends.StaffBackend")
    client.cookies["django_language"] = "en"
    return client


def url(name, area, *more):
    return reverse(f"areas:{name}", args=[area.code, *more])


def test_the_tree_opens_level_by_level(page, place):
    _district, street, community, grid, unit = place
    text = page.get("/areas/").content.decode()
    assert community.name in text
    assert grid.name not in text
    text = page.get("/areas/", {"open": grid.code}).content.decode()
    assert all(area.name in text for area in (street, community, grid, unit))


def test_a_line_of_the_tree_says_how_many_areas_lie_below_it(page, place):
    text = page.get("/areas/", {"open": place[3].code}).content.decode()
    assert "<span>1 areas below</span>" in text
    assert "0 areas below" not in text


def test_htmx_opens_and_folds_one_line(page, place):
    _district, _street, community, grid, _unit = place
    opened = page.get(url("branch", community), **HTMX).content.decode()
    assert grid.name in opened
    assert "<html" not in opened
    folded = page.get(url("branch", community), {"close": 1}, **HTMX).content.decode()
    assert grid.name not in folded
    assert page.get(url("branch", community)).url == f"/areas/?open={community.code}"


def test_a_long_level_comes_a_page_at_a_time(page, place):
    grid = place[3]
    for _ in range(101):
        make.area(grid)
    first = page.get(url("branch", grid), **HTMX).content.decode()
    assert first.count("ll-tree__row") == 101
    last = Area.objects.filter(parent=grid).order_by("code")[99].code
    rest = page.get(url("branch", grid), {"after": last}, **HTMX).content.decode()
    assert rest.count("ll-tree__row") == 2


@pytest.mark.parametrize("count", [1, 40])
def test_the_tree_costs_the_same_for_one_and_for_many(page, place, django_assert_max_num_queries, count):
    for _ in range(count):
        make.area(place[2])
    with django_assert_max_num_queries(14):
        page.get("/areas/", {"open": place[2].code})


def test_the_overview_says_where_it_lies_and_what_lies_below(page, place):
    district, street, community, grid, _unit = place
    beside = make.area(street)
    text = page.get(community.get_absolute_url()).content.decode()
    assert f'href="{street.get_absolute_url()}"' in text
    assert f'href="{district.get_absolute_url()}"' not in text
    assert beside.name in text
    assert grid.name in text


@pytest.mark.parametrize("name", ["detail", "branch", "edit", "add", "move", "retire", "history", "redivide"])
def test_pages_of_areas_elsewhere_do_not_exist(page, name):
    stranger = make.line("district", "street")[-1]
    assert page.get(url(name, stranger)).status_code == 404
    assert page.post(url(name, stranger)).status_code in (404, 405)
    assert page.get(reverse(f"areas:{name}", args=["999"])).status_code == 404


@pytest.mark.parametrize("name", ["edit", "add", "move", "retire", "redivide"])
def test_who_only_reads_gets_no_forms(client, place, name):
    reader = make.user(place[1], make.role("read_area"))
    client.force_login(reader, backend="grids.backends.StaffBackend")
    assert client.get(url(name, place[2])).status_code == 403
    text = client.get(place[2].get_absolute_url()).content.decode()
    assert url(name, place[2]) not in text


def test_an_old_code_leads_to_the_new_one(page, place):
    district, street, community, *_below = place
    old = Area.objects.get(pk=place[3].pk)
    acts.move(old, make.area(street), by=None)
    answer = page.get(url("history", old))
    assert (answer.status_code, answer.url) == (301, url("history", Area.objects.get(pk=old.pk)))


def test_adding_a_unit_by_the_form(page, place):
    grid = place[3]
    answer = page.post(url("add", grid), {"kind": "unit", "name": "3号楼", "nature": "general"})
    made = Area.objects.get(name="3号楼")
    assert (answer.status_code, made.parent) == (302, grid)


def test_a_wrong_form_comes_back_with_its_data(page, place):
    grid = place[3]
    answer = page.post(url("add", grid), {"kind": "unit", "name": "甲", "code": "12", "nature": "general"})
    assert answer.status_code == 422
    assert "code" in answer.context["form"].errors
    assert 'value="甲"' in answer.content.decode()


def test_editing_moving_and_retiring_by_the_forms(page, place):
    _district, street, community, grid, unit = place
    other = make.area(community)
    assert page.post(url("edit", grid), {"name": "东网格", "nature": "general", "boundary": "东"}).status_code == 302
    assert page.post(url("move", unit), {"to": other.code, "why": "x"}).status_code == 302
    unit.refresh_from_db()
    assert unit.parent == other
    assert page.post(url("retire", unit), {"on": "2026-01-01", "reason": "x"}).status_code == 302
    assert "Retired" in page.get(unit.get_absolute_url()).content.decode()


def test_a_move_below_a_stranger_is_refused(page, place):
    stranger = make.line("district", "street", "community", "grid")[-1]
    assert page.post(url("move", place[4]), {"to": stranger.code, "why": "x"}).status_code == 422


def test_retiring_says_what_is_still_there(page, place):
    answer = page.post(url("retire", place[3]), {"on": "2026-01-01", "reason": "x"})
    assert answer.status_code == 422
    assert "1 areas below it" in answer.content.decode()


def test_retiring_warns_before_it_is_refused(page, place):
    assert "It cannot be retired yet" in page.get(url("retire", place[3])).content.decode()


def test_history_tells_changes_in_words(page, staff, place):
    grid = place[3]
    acts.edit(grid, by=make.fresh(staff), why="new sign", name="东网格", boundary="东至路")
    line = area_history.of_area(grid)[0]
    assert line["who"] == f"{staff} ({staff.posts.get().role})"
    assert "东网格" in line["what"]
    assert line["text"] == "new sign"
    text = page.get(url("history", grid)).content.decode()
    assert "Boundary described anew" in text
    assert "(Street staff)" in text


@pytest.mark.parametrize("q", ["水关", "shuig", "sgt", "SGT", "shui guan tou"])
def test_areas_are_found_by_name_reading_and_initials(page, place, q):
    found = make.area(place[3], name="水关头")
    assert found.get_absolute_url() in page.get("/areas/", {"q": q}).content.decode()


def test_areas_are_found_by_code_old_ones_too(page, place):
    unit, other = place[4], make.area(place[2])
    old = unit.code
    acts.move(unit, other, by=None)
    now = Area.objects.get(pk=unit.pk)
    for code in (old, now.code):
        assert now.get_absolute_url() in page.get("/areas/", {"q": code}).content.decode()


def test_search_ends_at_ones_own_street(client, place):
    district, street, community, *_below = place
    here, near, far = (
        make.area(community, name="水关一"),
        make.area(street, name="水关二"),
        make.area(district, name="水关三"),
    )
    client.force_login(make.user(community, make.role("read_area")), backend="grids.backends.StaffBackend")
    text = client.get("/areas/", {"q": "水关"}).content.decode()
    assert here.get_absolute_url() in text
    assert near.name in text
    assert near.get_absolute_url() not in text
    assert far.name not in text


def test_administrators_of_a_district_search_all_of_it(client, place):
    far = make.area(place[0], name="水关三")
    client.force_login(make.user(place[0], make.role("read_area")), backend="grids.backends.StaffBackend")
    assert far.get_absolute_url() in client.get("/areas/", {"q": "水关"}).content.decode()


def send(page, area, text, **more):
    file = BytesIO(text.encode())
    file.name = "grids.csv"
    return page.post(url("redivide", area), {"file": file, "rest": "stay", "reason": "new plan"} | more)


def test_a_sheet_is_previewed_carried_out_and_undone(page, place):
    community, grid = place[2], place[3]
    answer = send(page, community, f"层级,编码,名称,原编码\n网格,,东网格,{grid.code}\n网格,,西网格,\n")
    redivision = Redivision.objects.get()
    assert answer.url == url("redivision", community, redivision.pk)
    preview = page.get(answer.url).content.decode()
    assert "东网格" in preview
    assert "Nothing has changed yet" in preview
    assert not Area.objects.filter(name="东网格").exists()
    assert page.post(answer.url, {"act": "carry-out"}).url == answer.url  # where it can be undone
    assert Area.objects.filter(name="东网格").exists()
    assert "Carried out" in page.get(url("history", community)).content.decode()
    retired = page.get(grid.get_absolute_url()).content.decode()
    assert Area.objects.get(name="东网格").get_absolute_url() in retired
    assert page.post(answer.url, {"act": "carry-out"}).status_code == 422
    assert page.post(answer.url, {"act": "undo"}).status_code == 302
    assert not Area.objects.filter(name="东网格").exists()
    assert "Undone" in page.get(url("history", community)).content.decode()
    assert "Undone" in page.get(answer.url).content.decode()


def test_bad_lines_of_a_sheet_are_listed(page, place):
    answer = send(page, place[2], "level,name,parent\ngrid,,\nunit,x,nowhere\n")
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "nowhere" in text
    assert not Redivision.objects.exists()


@pytest.mark.parametrize("text", ["", "a,b\n1,2\n", "%PDF-1.4"])
def test_a_wrong_file_gets_a_sentence(page, place, text):
    answer = send(page, place[2], text)
    assert answer.status_code == 422
    assert answer.context["form"].errors["file"]


def test_the_division_as_a_sheet_can_be_sent_back_as_it_is(page, place):
    community = place[2]
    answer = page.get(url("redivision_sheet", community))
    rows = list(load_workbook(BytesIO(answer.content)).active.values)
    assert rows[1][1] == place[3].code
    file = BytesIO(answer.content)
    file.name = "x.xlsx"
    answer = page.post(url("redivide", community), {"file": file, "rest": "retire", "reason": "x"})
    plan = Redivision.objects.get().plan
    assert (plan["new"], plan["changed"], plan["retired"], plan["kept"]) == ([], [], [], 2)
    assert 'value="carry-out"' not in page.get(answer.url).content.decode()


def test_a_redivision_of_another_place_is_not_found(page, place):
    send(page, place[2], "level,name\ngrid,x\n")
    beside = make.area(place[1])
    assert page.get(url("redivision", beside, Redivision.objects.get().pk)).status_code == 404


def test_a_district_has_its_own_word_for_a_level(page, place):
    KindLabel.objects.create(district=place[0], kind="unit", name_zh="微网格", name_en="Micro-grid")
    assert "Micro-grid" in page.get(place[4].get_absolute_url()).content.decode()


def test_the_page_says_why_one_can_see_it(page, place):
    assert "Why can I see this?" in page.get(place[4].get_absolute_url()).content.decode()


@pytest.fixture
def keeper(client, place):
    client.force_login(
        make.user(place[0], make.role("read_area", "shape_area")), backend="grids.backends.StaffBackend"
    )
    client.cookies["django_language"] = "en"
    return client


def test_a_district_names_its_levels_and_pages_use_its_words(keeper, place):
    district, _street, community, grid, unit = place
    assert "Names of the levels" in keeper.get(district.get_absolute_url()).content.decode()
    answer = keeper.post(url("labels", district), {"unit_zh": "微网格", "unit_en": "Micro-grid", "why": "as ruled"})
    assert answer.url == district.get_absolute_url()
    for where in (unit.get_absolute_url(), f"/areas/?open={grid.code}", f"/areas/?q={unit.code}", url("add", grid)):
        assert "Micro-grid" in keeper.get(where).content.decode(), where
    words = keeper.get(url("labels", district)).content.decode()
    assert "as ruled" in words
    assert 'value="微网格"' in words
    lines = load_workbook(BytesIO(keeper.get(url("redivision_sheet", community)).content)).active
    assert "micro-grid" in [line[0].value for line in lines]
    stranger = make.line("district")[0]
    assert not stranger.kind_labels.exists()


def test_an_emptied_name_is_the_standard_word_again_and_the_record_says_so(keeper, place):
    district, unit = place[0], place[4]
    keeper.post(url("labels", district), {"unit_zh": "微网格", "unit_en": "Micro-grid"})
    keeper.post(url("labels", district), {"unit_zh": "", "unit_en": ""})
    assert not district.kind_labels.exists()
    assert "Micro-grid" not in keeper.get(unit.get_absolute_url()).content.decode()
    assert "the standard word again" in keeper.get(url("labels", district)).content.decode()


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"unit_zh": "微网格"}, "unit_en"),
        ({"unit_en": "Micro-grid"}, "unit_zh"),
        ({"unit_zh": "网" * 21, "unit_en": "x"}, "unit_zh"),
        ({"unit_zh": "网格", "unit_en": "x"}, "unit_zh"),
        ({"unit_zh": "甲", "unit_en": "x", "grid_zh": "甲", "grid_en": "y"}, "unit_zh"),
    ],
)
def test_wrong_names_of_levels_come_back(keeper, place, wrong, field):
    answer = keeper.post(url("labels", place[0]), wrong)
    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert all(f'value="{word}"' in answer.content.decode() for word in wrong.values())
    assert not KindLabel.objects.exists()


def test_only_who_shapes_the_district_names_its_levels(page, place):
    assert page.get(url("labels", place[0])).status_code == 404
    assert page.get(url("labels", place[1])).status_code == 404
    with pytest.raises(PermissionDenied):
        levels.name_levels(place[0], {"unit": ("甲", "x")}, by=make.user(place[1], make.role("shape_area")))


def test_a_sheet_may_write_the_districts_own_words(page, place):
    _district, street, community, *_below = place
    KindLabel.objects.create(district=place[0], kind="grid", name_zh="片区", name_en="Patch")
    sheet = SimpleUploadedFile(
        "s.csv", f"level,name,parent\n片区,东片,{community.code}\nPatch,西片,{community.code}\n".encode()
    )
    answer = page.post(url("redivide", street), {"file": sheet, "rest": "stay", "reason": "x"})
    assert answer.status_code == 302
    assert [new["kind"] for new in Redivision.objects.get().plan["new"]] == ["grid", "grid"]


@pytest.mark.parametrize("book", [False, True])
def test_the_sheet_of_a_redivision_is_kept_as_it_was_sent(page, client, place, book):
    street, community = place[1], place[2]
    cells = (["level", "name", "parent"], ["grid", "东网格", community.code])
    data = write_xlsx(cells[0], [cells[1]]) if book else "\n".join(map(",".join, cells)).encode()
    sent = SimpleUploadedFile("../东 梅." + ("xlsx" if book else "csv"), data)
    page.post(url("redivide", street), {"file": sent, "rest": "stay", "reason": "x"})
    redivision = Redivision.objects.get()
    where = url("redivision_upload", street, redivision.pk)
    assert where in page.get(url("redivision", street, redivision.pk)).content.decode()
    answer = page.get(where)
    assert b"".join(answer.streaming_content) == data
    assert answer["Content-Disposition"].startswith("attachment")
    assert redivision.sheet.name == ("东 梅.xlsx" if book else "东 梅.csv")
    client.force_login(make.user(make.area(place[0]), make.role("shape_area", "read_area")))
    assert client.get(where).status_code == 404


def test_a_sheet_with_bad_lines_is_not_kept(page, place):
    sent = SimpleUploadedFile("s.csv", b"level,name\nunit,x\n")
    assert page.post(url("redivide", place[1]), {"file": sent, "rest": "stay", "reason": "x"}).status_code == 422
    assert not StoredFile.objects.exists()


def test_a_posts_page_names_levels_in_the_districts_words(page, staff, place):
    KindLabel.objects.create(district=place[0], kind="street", name_zh="片镇", name_en="Townlet")
    assert "Townlet" in page.get(reverse("posts:detail", args=[staff.posts.get().pk])).content.decode()


def test_an_area_is_moved_by_the_name_the_pages_show(page, place):
    other = make.area(place[1], kind="community", name="凤山社区居委会")
    assert page.post(url("move", place[3]), {"to": "凤山社区", "why": "x"}).status_code == 302
    assert Area.objects.get(pk=place[3].pk).parent == other


def test_a_move_says_that_a_known_area_is_of_the_wrong_level(page, place):
    answer = page.post(url("move", place[3]), {"to": place[4].code, "why": "x"})
    assert place[4].name in answer.context["form"].errors["to"][0]


def test_a_search_that_finds_more_says_so(page, place, monkeypatch):
    for _number in range(3):
        make.area(place[3])
    monkeypatch.setattr("grids.areas.search.LIMIT", 3)
    answer = page.get("/areas/", {"q": place[3].code})
    assert answer.context["more"]
    assert "There are more" in answer.content.decode()
