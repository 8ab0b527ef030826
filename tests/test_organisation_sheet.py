"""A sheet of organisations: read by its heads, shown before it is written, the good lines in, the bad ones back."""

import datetime as dt
import re
from html import unescape
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook

from grids.actions import areas
from grids.enums import OrganisationKind
from grids.forms.handed import Handed, hand_on
from grids.forms.organisation_sheet import MOST_ROWS
from grids.models import Organisation
from grids.organisations.sheet import Outcome, plan
from grids.sheets import Row, Sheet, write_xlsx
from tests import factories as make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]
HEAD = ["单位名称", "统一社会信用代码", "类别", "所属网格", "详细地址"]
CODE, OTHER = "91350100M000100Y43", "91350304MA31ABCD1F"


def sheet(*rows) -> Sheet:
    return Sheet(HEAD, [Row(line, dict(zip(HEAD, row, strict=True))) for line, row in enumerate(rows, 2)])


def planned(town, *rows):
    return plan(sheet(*rows), town.community_staff)


def reasons(town, *rows) -> list[list[tuple]]:
    return [one.errors for one in planned(town, *rows)]


def shop(town, **facts) -> Organisation:
    return Organisation.objects.create(
        **{"name": "东梅便利店", "kind": OrganisationKind.SHOP, "area": town.grid} | facts
    )


def send(client, town, *rows):
    file = SimpleUploadedFile("a.xlsx", write_xlsx(HEAD, rows, text_columns=HEAD))
    return client.post("/organisations/sheet/", {"file": file})


def handed(answer) -> str:
    return unescape(re.search(r'name="file" value="([^"]*)"', answer.content.decode())[1])


def test_lines_are_added_updated_or_left_and_empty_cells_change_nothing(town):
    shop(town, uscc=CODE, address="东梅路1号")
    shop(town, name="老店", address="旧址")
    found = planned(
        town,
        ["新公司", OTHER, "企业", town.community.code, "莆田路2号"],
        ["", CODE, "", "", ""],
        ["老店", "", "", town.grid.name, "新址"],
    )
    assert [one.outcome for one in found] == [Outcome.ADD, Outcome.SAME, Outcome.UPDATE]
    assert found[0].given["kind"] == OrganisationKind.COMPANY
    assert found[2].given == {"address": "新址"}


@pytest.mark.parametrize(
    ("row", "head", "words"),
    [
        (["甲", "91350100M000100Y44", "", "{grid}", ""], 1, "no credit code"),
        (["甲", "", "飞船", "{grid}", ""], 2, "only these are understood"),
        (["甲", "", "", "没有的网格", ""], 3, "no such area"),
        (["甲", "", "", "{neighbour}", ""], 3, "no such area"),
        (["甲", "", "", "", ""], 3, "area it lies in is missing"),
        (["", "", "", "{grid}", ""], 0, "name of the organisation"),
        (["甲" * 81, "", "", "{grid}", ""], 0, "longer than 80"),
    ],
)
def test_what_is_wrong_is_said_at_its_cell(town, row, head, words):
    row = [text.format(grid=town.grid.code, neighbour=town.neighbour.code) for text in row]
    ((error,),) = reasons(town, row)
    assert error[0] == HEAD[head]
    assert words in error[1]


def test_the_same_code_twice_and_one_registered_elsewhere_are_refused(town):
    shop(town, area=town.neighbour, uscc=OTHER)
    once, again, foreign = reasons(
        town,
        ["甲", CODE, "", town.grid.code, ""],
        ["乙", CODE, "", town.grid.code, ""],
        ["丙", OTHER, "", town.grid.code, ""],
    )
    assert not once
    assert "line 2" in again[0][1]
    assert "do not keep it" in foreign[0][1]


def test_two_codes_for_one_entry_are_not_both_written(town):
    shop(town)
    once, again = reasons(
        town,
        ["东梅便利店", CODE, "", town.grid.code, ""],
        ["东梅便利店", OTHER, "", town.grid.code, ""],
    )
    assert not once
    assert again == [(HEAD[1], "the same as line 2")]


@pytest.mark.parametrize("codes", [("", ""), (CODE, ""), ("", CODE)])
def test_one_name_in_one_place_is_one_organisation_however_the_place_is_written(town, codes):
    places = (town.grid.code, town.grid.name)
    once, again = reasons(town, *(["新店", code, "", place, ""] for code, place in zip(codes, places, strict=True)))
    assert not once
    assert again == [(HEAD[0], "the same as line 2")]


def test_a_place_is_known_by_a_code_it_had(town):
    old = town.grid.code
    areas.move(town.grid, make.area(town.street, kind="community"), by=None)
    (one,) = plan(sheet(["新店", "", "", old, ""]), town.street_staff)
    assert one.given["area"].pk == town.grid.pk


def test_two_of_one_name_with_a_code_each_are_two(town):
    lines = [["新店", code, "", town.grid.code, ""] for code in (CODE, OTHER)]
    assert [one.outcome for one in planned(town, *lines)] == [Outcome.ADD, Outcome.ADD]


def test_of_two_of_one_name_the_open_one_is_meant(town):
    shop(town, closed_on="2026-01-31")
    there = shop(town)
    shop(town, closed_on="2026-03-31")
    (one,) = planned(town, ["东梅便利店", "", "", town.grid.code, "东梅路1号"])
    assert (one.outcome, one.there) == (Outcome.UPDATE, there)


@pytest.mark.parametrize("code", ["", CODE])
def test_one_that_closed_is_not_passed_over_as_unchanged(town, code):
    shop(town, closed_on=dt.date(2024, 1, 31), uscc=code)
    (one,) = planned(town, ["东梅便利店", code, "", town.grid.code, ""])
    assert one.outcome == Outcome.WRONG
    assert one.errors == [(HEAD[0], "closed since 31 Jan 2024: if it is open again, take that day away on its page")]


def test_a_new_shop_in_the_place_of_one_that_closed_is_added_by_its_own_code(town):
    shop(town, closed_on=dt.date(2026, 1, 31), uscc=CODE)
    assert [one.outcome for one in planned(town, ["东梅便利店", OTHER, "", town.grid.code, ""])] == [Outcome.ADD]


def test_a_code_whose_digits_the_spreadsheet_cut_off_is_refused(town):
    lost = Sheet(HEAD, [Row(2, dict(zip(HEAD, ["甲", "9.13501E+17", "", town.grid.code, ""], strict=True)),
                            frozenset({HEAD[1]}))])  # fmt: skip
    (one,) = plan(lost, town.community_staff)
    assert "cut off" in one.errors[0][1]


def test_what_the_spreadsheet_cut_off_is_known_on_the_next_page_too():
    sent = Sheet(HEAD, [Row(2, dict.fromkeys(HEAD, "x"), frozenset({HEAD[1]}))])
    assert Handed(10).clean(hand_on(sent)).rows == sent.rows


def test_nothing_is_written_before_the_good_lines_are_confirmed(town, signed_in):
    client = signed_in(town.community_staff)
    rows = [["甲店", CODE, "商铺", town.grid.code, ""], ["", "", "", town.grid.code, "无名"]]
    preview = send(client, town, *rows)
    assert preview.status_code == 200
    assert not Organisation.objects.exists()
    client.post("/organisations/sheet/write/", {"file": handed(preview), "why": "市监所台账"})
    made = Organisation.objects.get()
    assert (made.name, made.uscc, made.area) == ("甲店", CODE, town.grid)
    marked = client.post("/organisations/sheet/marked/", {"file": handed(preview)})
    page = load_workbook(BytesIO(marked.content)).active
    assert [page.cell(2, 5).value, page.max_row] == ["无名", 2]
    assert "name of the organisation" in page.cell(2, 6).value


def test_sending_it_again_changes_nothing(town, signed_in):
    client, row = signed_in(town.community_staff), ["甲店", "", "商铺", town.grid.code, ""]
    for _time in range(2):
        client.post("/organisations/sheet/write/", {"file": handed(send(client, town, row))})
    assert Organisation.objects.count() == 1


def test_the_template_comes_back_in(town, signed_in):
    client = signed_in(town.community_staff)
    book = load_workbook(BytesIO(client.get("/organisations/sheet/pattern/").content))
    book.active.append(["甲店", "", "Shop", town.grid.code, ""])
    out = BytesIO()
    book.save(out)
    answer = client.post("/organisations/sheet/", {"file": SimpleUploadedFile("b.xlsx", out.getvalue())})
    assert "To add 1" in answer.content.decode()


@pytest.mark.parametrize(
    ("head", "rows", "words"),
    [
        (["x", "y"], [["1", "2"]], "No column holds"),
        (HEAD, [], "no line below"),
        (HEAD, [["a", "", "", "", ""]] * (MOST_ROWS + 1), "at most 1000"),
    ],
)
def test_a_sheet_that_cannot_be_one_says_why(town, signed_in, head, rows, words):
    file = SimpleUploadedFile("a.xlsx", write_xlsx(head, rows, text_columns=head))
    answer = signed_in(town.community_staff).post("/organisations/sheet/", {"file": file})
    assert answer.status_code == 422
    assert words in answer.content.decode()


def test_a_thousand_lines_cost_as_many_queries_as_one(town, django_assert_max_num_queries):
    rows = [[f"店{number}", "", "", town.grid.code, ""] for number in range(50)]
    with django_assert_max_num_queries(6):
        planned(town, *rows)
