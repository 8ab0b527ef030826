"""Other offices' tables come back filled from the register, in their own clothes."""

import datetime as dt
import zipfile
from io import BytesIO

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone
from openpyxl import Workbook, load_workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

from grids import alarms
from grids.models import Notice, RevealLog, Role
from grids.privacy.identity import KeyGone
from residents import actions as register, catalogue
from residents.actions import tables
from residents.actions.guardian import name_guardian
from residents.actions.sealed import opened
from residents.addresses import Parts
from residents.enums import RowsBy, TableState
from residents.models import MatchedHeading, RegisterField, Resident, TableFile, TableRequest
from tests import factories as make
from tests.test_residents import DAY, home, somebody

pytestmark = pytest.mark.django_db
HEADS = (
    "序号", "户主姓名", "公民身份号码", "性 别", "出生年月", "年龄（周岁）", "手机号码", "现住址", "家庭人口数",
    "与户主的关系", "户别", "所在网格", "狂犬疫苗接种日期",
)  # fmt: skip
THIN = Border(*[Side("thin")] * 4)


def id_number(number: int) -> str:
    """A woman's, of a region that does not exist."""
    body = f"99999919{60 + number % 30:02}0101{number * 2 % 1000:03}"
    weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
    return body + "10X98765432"[sum(int(a) * b for a, b in zip(body, weights, strict=True)) % 11]


def households(town, count, by=None):
    by = by or town.community_staff
    for number in range(1, count + 1):
        dwelling = register.add_dwelling(town.unit, Parts("东梅小区", "3", "2", str(400 + number)), by=by)
        home = register.open_household(dwelling, by=by, opened_on=DAY)
        somebody(
            town, home, name=f"林户{number}", id_number=id_number(number), phone=f"1380594{number:04}", sex="female",
        )  # fmt: skip


def theirs(rows=5, footer=True, heads=HEADS) -> bytes:
    """A form with a merged title, a note, a head in line 4, empty lines in style, and a line to sign below."""
    book = Workbook()
    sheet = book.active
    sheet.title = "摸底表"
    sheet["A1"], sheet["A2"] = "2026年家庭情况摸底表", "填报单位：        填报日期："
    sheet.merge_cells(start_row=1, end_row=1, start_column=1, end_column=len(heads))
    sheet.merge_cells("A2:F2")
    sheet["A1"].font, sheet["A1"].alignment = Font("黑体", 18, bold=True), Alignment("center")
    for at, heading in enumerate(heads, 1):
        cell = sheet.cell(4, at, heading)
        cell.font, cell.fill, cell.border = Font("宋体", 11, bold=True), PatternFill("solid", fgColor="D9E1F2"), THIN
        for line in range(5, 5 + rows):
            sheet.cell(line, at).border, sheet.cell(line, at).font = THIN, Font("仿宋", 11)
    for line in range(5, 5 + rows):
        sheet.cell(line, 5).number_format = "yyyy-mm-dd"
        sheet.row_dimensions[line].height = 24
    sheet.column_dimensions["C"].width, sheet.row_dimensions[4].height = 23.5, 33
    if footer:
        sheet.cell(5 + rows, 1, "填表人：            审核人：").font = Font("楷体", 12)
        sheet.merge_cells(start_row=5 + rows, end_row=5 + rows, start_column=1, end_column=6)
    return saved(book)


def saved(book) -> bytes:
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def received(town, data=None, by=None, **more) -> TableRequest:
    facts = {"sender": "民政办", "form": "家庭情况摸底表", "basis": "《社会救助暂行办法》第十条"} | more
    return tables.receive(town.community, data or theirs(), by=by or town.community_staff, **facts)


def filled(request, by, **more):
    request = tables.ask(request.pk, by=by, matching=more.pop("matching", request.matching), **more)
    return request, load_workbook(BytesIO(tables.fetch(request, by=by))).active


@pytest.fixture
def two(town):
    """Two of the street who may have full numbers."""
    role = Role.objects.get(code="street_staff")
    return [make.fresh(make.user(at=town.street, role=role)) for _ in range(2)]


def test_sixteen_households_come_back_with_eleven_of_twelve_columns_right(town, two):
    households(town, 16)
    asker, second = two
    data = theirs()
    request = received(town, data, by=asker)
    assert len(request.asked) == 12
    assert len(request.known) == 11
    request = tables.ask(request.pk, by=asker, matching=request.matching, is_full=True, reason="临时救助核对")
    request = tables.confirm(request.pk, by=second)
    before = load_workbook(BytesIO(data)).active
    sheet = load_workbook(BytesIO(tables.fetch(request, by=asker))).active
    for number, line in enumerate(range(5, 21), 1):
        values = [sheet.cell(line, at).value for at in range(1, 14)]
        born = dt.datetime(1960 + number, 1, 1)  # noqa: DTZ001
        assert values == [
            number, f"林户{number}", id_number(number), "女", born, timezone.localdate().year - born.year,
            f"1380594{number:04}",
            f"东梅小区3号楼2单元{400 + number}室", 1, "户主", "家庭户", town.grid.short_name, None,
        ]  # fmt: skip
        assert (sheet.cell(line, 3).data_type, sheet.cell(line, 3).number_format) == ("s", "@")
        assert (sheet.cell(line, 7).data_type, sheet.cell(line, 7).number_format) == ("s", "@")
        assert sheet.cell(line, 13).fill.fgColor.rgb == "00FFFF00"
        assert sheet.cell(line, 2).font.name == "仿宋"
        assert sheet.cell(line, 2).border.left.style == "thin"
        assert sheet.cell(line, 5).number_format == "yyyy-mm-dd"
        assert sheet.row_dimensions[line].height == 24
    assert town.grid_worker.name in sheet["M5"].comment.text
    assert sheet["A1"].font.name == before["A1"].font.name
    assert sheet["D4"].fill.fgColor.rgb == before["D4"].fill.fgColor.rgb
    assert sheet.column_dimensions["C"].width == 23.5
    assert {str(span) for span in sheet.merged_cells.ranges} == {"A1:M1", "A2:F2", "A21:F21"}
    assert (sheet["A21"].value, sheet["A21"].font.name) == ("填表人：            审核人：", "楷体")
    assert (request.row_count, request.filled, request.missing) == (16, 176, 16)


def test_without_the_second_person_numbers_are_masked(town):
    households(town, 2)
    _request, sheet = filled(received(town), town.community_staff)
    assert (sheet["C5"].value, sheet["G5"].value) == ("9999**********" + id_number(1)[-4:], "138****0001")


def test_full_numbers_need_the_permission_a_reason_and_somebody_else(town, two):
    households(town, 1)
    asker, second = two
    request = received(town)
    with pytest.raises(ValidationError) as refused:
        tables.ask(request.pk, by=town.community_staff, matching=request.matching, is_full=True, reason="核对")
    assert "is_full" in refused.value.message_dict
    request = received(town, by=asker)
    with pytest.raises(ValidationError) as refused:
        tables.ask(request.pk, by=asker, matching=request.matching, is_full=True)
    assert "reason" in refused.value.message_dict
    request = tables.ask(request.pk, by=asker, matching=request.matching, is_full=True, reason="核对")
    assert request.state == TableState.WAITING
    told = Notice.objects.filter(kind="table_to_confirm").values_list("user", flat=True)
    assert second.pk in told
    assert asker.pk not in told
    with pytest.raises(ValidationError):
        tables.fetch(request, by=asker)
    with pytest.raises(PermissionDenied):
        tables.confirm(request.pk, by=asker)
    with pytest.raises(PermissionDenied):
        tables.confirm(request.pk, by=town.community_staff)
    assert not RevealLog.objects.exists()
    tables.confirm(request.pk, by=second)
    logs = RevealLog.objects.filter(user=asker, reason__endswith=request.ref)
    assert sorted(logs.values_list("field", flat=True)) == ["id_number", "phone"]


def test_only_who_asked_fetches_the_file(town, two):
    households(town, 1)
    request, _sheet = filled(received(town), town.community_staff)
    with pytest.raises(PermissionDenied):
        tables.fetch(request, by=two[0])


def test_nobody_outside_the_scope_comes_into_a_table(town):
    households(town, 2)
    elsewhere = make.area(make.area(town.neighbour))
    keeper = make.user(at=town.street, role=Role.objects.get(code="street_staff"))
    keeper = make.fresh(keeper)
    dwelling = register.add_dwelling(elsewhere, Parts("别处", "1", "", "1"), by=keeper)
    somebody(town, register.open_household(dwelling, by=keeper, opened_on=DAY), name="外人", by=keeper,
             id_number=id_number(77))  # fmt: skip
    book = load_workbook(BytesIO(theirs(rows=3, footer=False)))
    book.active["B5"], book.active["C5"] = "外人", id_number(77)
    book.active["B6"], book.active["C6"] = "林户2", id_number(2)
    request = received(town, saved(book))
    matching = {**request.matching, "2": "resident.name"}
    request, sheet = filled(request, town.community_staff, rows_by=RowsBy.LISTED, matching=matching)
    assert sheet["H5"].value is None
    assert sheet["H5"].fill.fgColor.rgb == "00FFFF00"
    assert sheet["H6"].value == "东梅小区3号楼2单元402室"
    with pytest.raises(PermissionDenied):
        tables.receive(town.neighbour, theirs(), by=town.community_staff, sender="x", form="x")


def test_a_listed_person_is_found_by_name_and_address_too(town):
    households(town, 2)
    book = load_workbook(BytesIO(theirs(rows=3, footer=False)))
    book.active["B5"], book.active["H5"] = "林户2", "东梅小区 3栋2单元402"
    request = received(town, saved(book))
    matching = {**request.matching, "2": "resident.name"}
    _request, sheet = filled(request, town.community_staff, rows_by=RowsBy.LISTED, matching=matching)
    assert sheet["D5"].value == "女"
    assert sheet["H5"].value == "东梅小区 3栋2单元402"


def test_a_line_with_a_name_alone_is_marked_and_counted(town):
    households(town, 2)
    book = load_workbook(BytesIO(theirs(rows=3, footer=False)))
    book.active["B5"], book.active["C5"], book.active["B6"] = "林户2", id_number(2), "林户1"
    book.active["B7"], book.active["B8"] = "合　计", "填表人：林主任"
    request = received(town, saved(book))
    matching = {**request.matching, "2": "resident.name"}
    request, sheet = filled(request, town.community_staff, rows_by=RowsBy.LISTED, matching=matching)
    assert (request.row_count, sheet["H6"].value) == (2, None), "a name alone is no key"
    assert [sheet[cell].fill.fgColor.rgb == "00FFFF00" for cell in ("H5", "H6", "H7", "H8")] == [
        False,
        True,
        False,
        False,
    ]


def test_nothing_filled_is_discarded_and_what_is_discarded_can_be_opened_no_more(town):
    households(town, 1)
    request, _sheet = filled(received(town), town.community_staff)
    with pytest.raises(ValidationError):
        tables.discard(request.pk, by=town.community_staff, why="传错了文件")
    wrong = tables.discard(received(town).pk, by=town.community_staff, why="传错了文件")
    wrong = TableRequest.objects.get(pk=wrong.pk)
    assert (wrong.state, bool(wrong.erased_at)) == (TableState.DISCARDED, True)
    with pytest.raises(KeyGone):
        opened(wrong, is_result=False)


def test_a_head_of_two_lines_is_read_by_its_lower_line(town):
    book = Workbook()
    sheet = book.active
    sheet["A2"], sheet["B2"], sheet["C2"] = "姓名", "住房", None
    sheet["B3"], sheet["C3"], sheet["D2"] = "小区", "门牌号", "身份证号"
    for span in ("A2:A3", "B2:C2", "D2:D3"):
        sheet.merge_cells(span)
    request = received(town, saved(book))
    assert request.head["columns"] == {"1": "姓名", "2": "小区", "3": "门牌号", "4": "身份证号"}
    assert (request.head["line"], request.matching["4"]) == (3, "resident.id_number")


def test_what_was_matched_by_hand_is_remembered_for_the_sender_and_form(town):
    households(town, 1)
    heads = ("姓名", "身份证号", "固话或手机", "备注栏")
    request = received(town, theirs(heads=heads))
    assert request.matching["3"] == ""
    filled(request, town.community_staff, matching=request.matching | {"3": "resident.phone", "4": "-"})
    again = received(town, theirs(heads=heads))
    assert (again.matching["3"], again.matching["4"]) == ("resident.phone", "-")
    assert received(town, theirs(heads=heads), sender="卫健办").matching["3"] == ""
    assert MatchedHeading.objects.count() == 2


def test_macros_are_refused_with_a_sentence(town):
    data = BytesIO(theirs())
    with zipfile.ZipFile(data, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"x")
    with pytest.raises(ValidationError) as refused:
        received(town, data.getvalue())
    assert "file" in refused.value.message_dict


def test_formulas_are_not_carried_on_and_values_never_become_one(town):
    households(town, 1)
    register.correct(Resident.objects.get().pk, by=town.community_staff, seen=None, name="=HYPERLINK(1)")
    book = load_workbook(BytesIO(theirs()))
    book.active["P1"] = '=WEBSERVICE("x")'
    request = received(town, saved(book))
    assert request.head["had_formulas"]
    _request, sheet = filled(request, town.community_staff)
    assert sheet["P1"].value is None
    assert (sheet["B5"].value, sheet["B5"].data_type) == ("=HYPERLINK(1)", "s")


def test_many_rows_are_left_to_the_sweep_and_survive_a_killed_worker(town, monkeypatch):
    households(town, 3)
    monkeypatch.setattr(tables, "AT_ONCE", 2)
    request = received(town)
    request = tables.ask(request.pk, by=town.community_staff, matching=request.matching)
    assert (request.state, bool(request.alarm_at)) == (TableState.QUEUED, True)
    assert alarms.sweep_one("tables") == 1
    request.refresh_from_db()
    assert (request.state, request.row_count, request.alarm_at) == (TableState.READY, 3, None)


def test_files_are_sealed_and_after_seven_days_nobody_can_open_them(town):
    households(town, 1)
    request, _sheet = filled(received(town), town.community_staff)
    assert not [file for file in TableFile.objects.all() if bytes(file.data).startswith(b"PK")]
    assert tables.erase_old(request.at + dt.timedelta(days=6)) == 0
    assert tables.erase_old(request.at + dt.timedelta(days=8)) == 1
    assert set(TableFile.objects.values_list("data", flat=True)) == {None}
    with pytest.raises(KeyGone):
        opened(TableRequest.objects.get(pk=request.pk), is_result=True)
    assert TableRequest.objects.get().asked


def test_many_people_cost_the_same_queries_as_a_few(town, django_assert_max_num_queries):
    households(town, 30)
    request = received(town)
    with django_assert_max_num_queries(45):
        tables.ask(request.pk, by=town.community_staff, matching=request.matching)


def test_a_guardians_number_in_a_table_is_a_look_at_the_guardian(town, two):
    asker, second = two
    household = home(town)
    mother = somebody(town, household, name="林秀英", born_on=dt.date(1985, 1, 1), phone="13805940002")
    child = somebody(town, household, name="林小宝", born_on=dt.date(2019, 1, 1), relation="20")
    name_guardian(child.pk, mother, by=town.community_staff, seen=None)
    request = received(town, by=asker)
    matching = {at: "-" for at in request.matching} | {"2": "resident.name", "3": catalogue.GUARDIAN_PHONE}
    asked = {"matching": matching, "rows_by": RowsBy.PERSON, "is_full": True, "reason": "核对监护人"}
    request = tables.confirm(tables.ask(request.pk, by=asker, **asked).pk, by=second)
    sheet = load_workbook(BytesIO(tables.fetch(request, by=asker))).active
    assert "13805940002" in [cell.value for cell in sheet["C"]]
    assert list(RevealLog.objects.values_list("record_key", "field")) == [(mother.ref, "phone")]


def test_what_went_out_of_use_meanwhile_is_filled_in_no_more(town, two):
    households(town, 1)
    asker, second = two
    request = received(town, by=asker)
    request = tables.ask(request.pk, by=asker, matching=request.matching, is_full=True, reason="临时救助核对")
    RegisterField.objects.filter(code="resident.sex").update(is_on=False)
    request = tables.confirm(request.pk, by=second)
    sheet = load_workbook(BytesIO(tables.fetch(request, by=asker))).active
    assert sheet.cell(5, 4).value is None
    assert sheet.cell(5, 2).value == "林户1"
