import zipfile
from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import HealthCheck, example, given, settings, strategies as st
from openpyxl import Workbook, load_workbook

from grids import sheets
from grids.sheets import Row, mark_errors, read_sheet, write_xlsx
from grids.uploads import UploadRefused

pytestmark = pytest.mark.usefixtures("english")


def read(data: bytes | str, required=()):
    return read_sheet(SimpleUploadedFile("sheet", data.encode() if isinstance(data, str) else data), required)


def refusal(data, required=()) -> str:
    with pytest.raises(UploadRefused) as caught:
        read(data, required)
    return str(caught.value.message)


def xlsx(*rows) -> bytes:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def page(data: bytes):
    return load_workbook(BytesIO(data)).worksheets[0]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", "\t"])
def test_csv_comes_in_every_usual_coding(encoding, delimiter):
    sheet = read(f"编码{delimiter}名称\r\n001{delimiter}镇海社区\r\n".encode(encoding))
    assert sheet.head == ["编码", "名称"]
    assert sheet.rows == [Row(2, {"编码": "001", "名称": "镇海社区"})]


def test_blank_rows_are_left_out_but_lines_keep_their_numbers():
    sheet = read('a,b\n\n1,2\n , \n"x\ny",4\n')
    assert [row.line for row in sheet.rows] == [3, 5]
    assert sheet.rows[1].cells == {"a": "x\ny", "b": "4"}


def test_short_rows_are_filled_and_blank_heads_at_the_end_fall_away():
    assert read("a,b,\n1\n").rows == [Row(2, {"a": "1", "b": ""})]


def test_cells_of_a_workbook_become_text():
    data = xlsx(
        ["n", "f", "whole", "day", "moment", "yes", "text", "none"],
        [7, 1.5, 3.0, date(2026, 5, 11), datetime(2026, 5, 11, 15, 30), True, " 001 ", None],  # noqa: DTZ001
    )
    assert list(read(data).rows[0].cells.values()) == [
        "7",
        "1.5",
        "3",
        "2026-05-11",
        "2026-05-11 15:30",
        "1",
        "001",
        "",
    ]


def test_numbers_that_lost_their_last_digits_are_flagged():
    data = xlsx(["id", "n"], ["350304198001012046", 5], [350304198001012046, 5], [3.50304198001012e17, 5])
    assert read(data).lost == {(3, "id"), (4, "id")}
    assert read("id,n\n3.50304E+17,5\n350304198001012046,5\n").lost == {(2, "id")}


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b"\n\n", "empty"),
        ("a,b,a\n1,2,3\n", "“a” twice"),
        ("a,,b\n1,2,3\n", "line 2 has a value in a column without a head"),
        ("a,b\n1,2,3\n", "line 2 has a value in a column without a head"),
        ("<html><table>", "no sheet"),
        (b"%PDF-1.7", "no sheet"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "no sheet"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "old .xls"),
        (",".join(f"c{n}" for n in range(61)), "60 columns"),
        ('a,b\n"' + "x" * 200_000, "cannot be read"),
        (b"a" * (sheets.MAX_BYTES + 1), "larger than 10 MB"),
    ],
)
def test_a_file_that_is_no_good_sheet_is_refused_with_its_reason(data, reason):
    assert reason in refusal(data)


def test_missing_heads_are_named():
    assert "name, kind" in refusal("code\n1\n", required=["code", "name", "kind"])
    assert read("code,name\n1,2\n", required=["name"]).rows


def test_too_many_rows_are_refused_in_both_kinds(monkeypatch):
    monkeypatch.setattr(sheets, "MAX_ROWS", 3)
    assert "more than 3 rows" in refusal("a\n" + "1\n" * 4)
    assert "more than 3 rows" in refusal(xlsx(["a"], [1], [2], [3], [4]))
    assert len(read("a\n" + "1\n" * 3).rows) == 3


def test_titles_above_the_head_are_passed_over():
    sheet = read("人员信息登记表,,\n填表日期：2026-05-11,,\n姓名,电话,\n林秀琴,138,\n", required=["姓名", "电话"])
    assert sheet.head == ["姓名", "电话"]
    assert sheet.rows == [Row(4, {"姓名": "林秀琴", "电话": "138"})]


def test_a_head_of_two_lines_is_read_as_its_merged_cells_say():
    book = Workbook()
    for row in (["姓名", "证件", None, "电话"], [None, "类型", "号码", None], ["林秀琴", "身份证", "1", "138"]):
        book.active.append(row)
    for cells in ("A1:A2", "B1:C1", "D1:D2"):
        book.active.merge_cells(cells)
    out = BytesIO()
    book.save(out)
    sheet = read(out.getvalue(), required=["姓名", "号码"])
    assert sheet.head == ["姓名", "类型", "号码", "电话"]
    assert sheet.rows == [Row(3, {"姓名": "林秀琴", "类型": "身份证", "号码": "1", "电话": "138"})]


@pytest.mark.parametrize("note", ["说明：红色为必填", "（填写说明）", "注：18位", "示例：张三", "Note: required"])
def test_notes_right_below_the_head_are_no_rows(note):
    assert [row.line for row in read(f"姓名,备注\n{note},\n林秀琴,\n注：搬走,\n").rows] == [3, 4]


@pytest.mark.parametrize("name", ["例外", "注册", "说明会"])
def test_a_row_that_only_begins_like_a_note_is_a_row(name):
    assert [row.line for row in read(f"姓名\n{name}\n").rows] == [2]


def test_rows_come_one_by_one_with_what_was_lost(monkeypatch):
    head, rows = sheets.read_rows(SimpleUploadedFile("x", b"id,n\n3.50304E+17,1\n1,2\n1,2,3\n"))
    assert head == ["id", "n"]
    assert next(rows) == Row(2, {"id": "3.50304E+17", "n": "1"}, frozenset({"id"}))
    assert next(rows).lost == frozenset()
    with pytest.raises(UploadRefused):
        next(rows)


def test_who_reads_row_by_row_says_how_many_are_taken(monkeypatch):
    monkeypatch.setattr(sheets, "MAX_ROWS", 3)
    many = SimpleUploadedFile("x", b"a\n" + b"1\n" * 5)
    assert len(list(sheets.read_rows(many, most=5).rows)) == 5


def test_fifteen_digits_are_good_and_sixteen_are_lost():
    data = xlsx(["id"], [350304800101204], [3503048001012046], [-3503048001012046], [350304800101204.0])
    assert read(data).lost == {(3, "id"), (4, "id")}


def test_a_workbook_that_lies_about_its_size_is_read_whole():
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(xlsx(["a"], [1], [2]))) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b'ref="A1:A3"', b'ref="A1"'))
    assert len(read(out.getvalue()).rows) == 2


FORMULAS = ["=1+1", "'=1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1"]


@pytest.mark.parametrize("text", FORMULAS)
def test_text_never_becomes_a_formula(text):
    cell = page(write_xlsx(["a"], [[text]]))["A2"]
    assert cell.data_type == "s"
    assert cell.quotePrefix


def test_the_mark_before_a_formula_is_no_part_of_the_text():
    rows = read("a,b\n'=1+1,''=1\n'12,'是\n").rows
    assert [list(row.cells.values()) for row in rows] == [["=1+1", "'=1"], ["'12", "'是"]]


def test_numbers_are_numbers_and_codes_are_text():
    now = datetime(2026, 5, 11, 7, 30, tzinfo=UTC)
    rows = [[-5, Decimal("1.5"), now, "001", 350304001001, 350304198001012046, None]]
    out = page(write_xlsx(["n", "d", "t", "s", "code", "id", "none"], rows, text_columns=["code"]))
    values = [cell.value for cell in out[2]]
    assert values[:6] == [-5, 1.5, datetime(2026, 5, 11, 15, 30), "001", "350304001001", "350304198001012046"]  # noqa: DTZ001
    assert out["E2"].number_format == "@"
    assert not values[6:] or values[6] in (None, "")


def test_the_head_is_bold_stays_in_sight_and_columns_are_wide_enough():
    out = page(write_xlsx(["编码", "名称"], iter([["1", "镇海街道镇海社区第一网格"]])))
    assert out["A1"].font.bold
    assert out.freeze_panes == "A2"
    assert out.column_dimensions["B"].width >= 24


def test_a_wrong_sheet_comes_back_marked_line_for_line():
    sheet = read("code,name\n001,好\n\n002,\n003,坏\n")
    back = page(mark_errors(sheet, {4: [("name", "the name is missing")], 5: [(None, "twice"), ("code", "unknown")]}))
    assert [cell.value for cell in back[1]] == ["code", "name", "What to correct"]
    assert back["A2"].value == "001"
    assert back["C4"].value == "the name is missing"
    assert back["C5"].value == "twice; unknown"
    marked = {cell.coordinate for row in back.iter_rows() for cell in row if cell.fill.fill_type}
    assert marked == {"B4", "A5", "B5"}


def test_a_corrected_sheet_can_be_sent_again():
    sheet = read("code,name\n001,=1+1\n")
    once = mark_errors(sheet, {2: [("code", "wrong")]})
    again = mark_errors(read(once), {2: [("code", "still wrong")]})
    assert read(again).head == ["code", "name", "What to correct"]
    assert read(again).rows[0].cells == {"code": "001", "name": "=1+1", "What to correct": "still wrong"}


words = st.text(st.characters(exclude_categories=["Cs", "Cc", "Co", "Cn", "Z"]), max_size=12)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@example([("'=1", "''+")])
@given(st.lists(st.tuples(words.filter(bool), words), min_size=1, max_size=5))
def test_what_is_written_is_read_back(rows):
    data = write_xlsx(["a", "b"], rows, ["a"])
    assert [tuple(row.cells.values()) for row in read(data).rows] == rows
