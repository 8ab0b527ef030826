"""What an .xlsx file may hold: read as a spreadsheet shows it, or refused with a sentence."""

import random
import re
import subprocess
import sys
import zipfile
from contextlib import suppress
from datetime import UTC, datetime, time, timedelta
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import given, settings, strategies as st
from openpyxl import Workbook

from config.servers import ROOT
from grids import sheets
from grids.sheets import read_sheet, workbook
from grids.uploads import UploadRefused

pytestmark = pytest.mark.usefixtures("english")

PAGE = "xl/worksheets/sheet1.xml"


def read(data: bytes):
    return read_sheet(SimpleUploadedFile("sheet", data))


def refusal(data: bytes) -> str:
    with pytest.raises(UploadRefused) as caught:
        read(data)
    return str(caught.value.message)


def saved(book: Workbook) -> bytes:
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def xlsx(*rows, formats: dict | None = None) -> bytes:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    for place, code in (formats or {}).items():
        book.active[place].number_format = code
    return saved(book)


def changed(data: bytes, part: str = PAGE, **more: bytes | tuple) -> bytes:
    """The same file, with `to` in place of one part, or the pairs of `swap` inside it exchanged."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            held = old.read(name)
            if name == part:
                held = more.get("to", held)
                for before, after in more.get("swap", ()):
                    assert before in held
                    held = held.replace(before, after)
            new.writestr(name, held)
    return out.getvalue()


def archive(**parts: bytes) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in parts.items():
            file.writestr(name.replace("__", "/") + ".xml", data)
    return out.getvalue()


def cells(*inside: str) -> bytes:
    """A sheet with the head "a" and below it one row for each of `inside`, as it is written in the file."""
    rows = "".join(f'<row r="{line}">{cell}</row>' for line, cell in enumerate(inside, 2))
    head = '<row r="1"><c r="A1" t="inlineStr"><is><t>a</t></is></c></row>'
    whole = f"<worksheet><sheetData>{head}{rows}</sheetData></worksheet>"
    return changed(xlsx(["a"]), to=whole.encode())


def shared(*texts: str) -> bytes:
    """A sheet with the head "a" and below it the texts, kept apart as spreadsheet programs do."""
    rows = [f'<c r="A{line}" t="s"><v>{line - 2}</v></c>' for line, _text in enumerate(texts, 2)]
    link = b'<Relationship Type="x/sharedStrings" Target="sharedStrings.xml" Id="s"/></Relationships>'
    out = BytesIO(changed(cells(*rows), "xl/_rels/workbook.xml.rels", swap=[(b"</Relationships>", link)]))
    with zipfile.ZipFile(out, "a") as file:
        file.writestr("xl/sharedStrings.xml", f"<sst>{''.join(f'<si>{text}</si>' for text in texts)}</sst>")
    return out.getvalue()


def page_of(data: bytes) -> bytes:
    return zipfile.ZipFile(BytesIO(data)).read(PAGE)


def column(data: bytes) -> list[str]:
    return [next(iter(row.cells.values())) for row in read(data).rows]


DECLARED = b'<!DOCTYPE x [<!ENTITY a "b">]>'


@pytest.mark.parametrize(
    "part", ["xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml", "xl/sharedStrings.xml", PAGE]
)
@pytest.mark.parametrize("far", [0, 5_000, 200_000])
def test_a_doctype_in_any_part_is_refused_however_far_down(part, far):
    data = shared("<t>text</t>")
    held = zipfile.ZipFile(BytesIO(data)).read(part)
    inside = re.sub(rb"^<\?xml[^>]*>\s*", b"", held)
    hidden = changed(data, part, to=b"<!--" + b" " * far + b"-->" + DECLARED + inside)
    assert "DOCTYPE" in refusal(hidden)


def test_a_doctype_in_another_coding_is_refused_alike():
    data = xlsx(["a"], ["text"])
    text = f'<?xml version="1.0" encoding="utf-16"?>{DECLARED.decode()}<worksheet/>'
    assert "DOCTYPE" in refusal(changed(data, to=text.encode("utf-16")))


def test_a_zip_bomb_is_refused_before_it_is_unpacked():
    bomb = archive(xl__workbook=b"<a/>", xl__sheet=b"0" * (workbook.MAX_UNZIPPED + 1))
    assert len(bomb) < sheets.MAX_BYTES
    assert "larger than 100 MB" in refusal(bomb)


def test_a_part_that_is_nothing_but_repetition_is_refused():
    assert "200 times" in refusal(archive(xl__workbook=b"<a/>", xl__sheet=b"0" * (2 * workbook.SMALL)))


def test_too_many_parts_are_refused():
    parts = {f"xl__part{number}": b"<a/>" for number in range(workbook.MAX_PARTS)}
    assert "more than 500 parts" in refusal(archive(xl__workbook=b"<a/>", **parts))


def test_no_part_unpacks_to_more_than_it_says():
    data = bytearray(changed(xlsx(["a"], *([[n] for n in range(500)]))))
    size = zipfile.ZipFile(BytesIO(data)).getinfo(PAGE).file_size
    assert data.count(size.to_bytes(4, "little")) >= 1
    data = data.replace(size.to_bytes(4, "little"), (100).to_bytes(4, "little"))
    assert "damaged" in refusal(bytes(data))


@pytest.mark.parametrize(
    "data",
    [
        b"PK\x03\x04 torn",
        xlsx(["a"], [1])[:-300],
        archive(xl__workbook=b"<workbook/>"),
        changed(xlsx(["a"]), to=b"<worksheet><sheetData><row"),
        changed(xlsx(["a"]), to=b"<a>" * 60 + b"</a>" * 60),
        cells('<c r="A2" t="s"><v>99</v></c>'),
        cells('<c r="A2" t="s"><v>x</v></c>'),
        cells('<c r="A2"><v>x</v></c>'),
        cells('<c r="?2"><v>1</v></c>'),
        cells('<c r="B2"><v>1</v></c><c r="A2"><v>1</v></c>'),
        cells('</row><row r="2">'),
    ],
)
def test_a_broken_workbook_is_called_damaged(data):
    assert "damaged" in refusal(data)


def test_a_tag_that_never_ends_holds_nobody_up():
    letters = random.Random(1).randbytes(6_000_000).hex().encode()  # does not shrink, so it is no bomb either
    assert "damaged" in refusal(changed(xlsx(["a"]), to=b'<worksheet a="' + letters + b'"/>'))


def test_other_archives_are_no_sheets():
    assert "no sheet" in refusal(archive(word__document=b"<a/>"))


def test_a_small_file_that_claims_a_thousand_million_lines_holds_nobody_up():
    row = b'<row r="1000000000"><c r="A1000000000"><v>1</v></c></row></sheetData>'
    assert "below line 200000" in refusal(changed(xlsx(["a"]), swap=[(b"</sheetData>", row)]))


def test_lines_keep_the_numbers_that_the_spreadsheet_shows():
    data = changed(xlsx(["a"]), swap=[(b"</sheetData>", b'<row r="7"><c><v>1</v></c></row></sheetData>')])
    assert [row.line for row in read(data).rows] == [7]


def test_each_kind_of_cell_becomes_the_text_that_is_shown():
    data = cells(
        '<c r="A2" t="str"><f>1+1</f><v> two </v></c>',
        '<c r="A3" t="b"><v>1</v></c>',
        '<c r="A4" t="e"><v>#N/A</v></c>',
        '<c r="A5" t="d"><v>2026-05-11T15:30:00</v></c>',
        '<c r="A6" t="inlineStr"><is><r><t>镇</t></r><r><t>海</t></r><rPh sb="0" eb="1"><t>zhen</t></rPh></is></c>',
        '<c r="A7"><f>1/3</f><v>0.33333333333333331</v></c>',
        '<c r="A8" t="str"><v>a_x000D_b_x0000_c</v></c>',
        '<c r="A9"><v>007</v></c>',
        "<c><v>8</v></c>",
    )
    assert column(data) == ["two", "1", "#N/A", "2026-05-11 15:30", "镇海", "0.333333333333333", "a\rbc", "7", "8"]


def test_shared_texts_are_found_by_their_number():
    data = shared("<t> one </t>", "<t/>", "<r><t>镇</t></r><r><t>海</t></r><rPh><t>zhen</t></rPh>", "<t>a_x000D_b</t>")
    assert [(row.line, row.cells["a"]) for row in read(data).rows] == [(2, "one"), (4, "镇海"), (5, "a\rb")]


@pytest.mark.parametrize(
    ("value", "code", "shown"),
    [
        (46153, "yyyy-mm-dd", "2026-05-11"),
        (46153, '[$-804]yyyy"年"m"月"d"日"', "2026-05-11"),
        (46153.75, "yyyy/m/d h:mm", "2026-05-11 18:00"),
        (33178, '[$-804]yyyy"年"m"月";@', "1990-11"),
        (33178, "mmm-yy", "1990-11"),
        (33179, "mmm-yy", "1990-11-02"),
        (33178, 'yyyy"年"m"月"d"日"', "1990-11-01"),
        (0.75, "h:mm", "18:00"),
        (1.5, "[h]:mm", "1 day, 12:00:00"),
        (46153, "0.00", "46153"),
        (46153, '0"d"', "46153"),
        (-5, "yyyy-mm-dd", "1899-12-25"),
        (1e12, "yyyy-mm-dd", "#VALUE!"),
    ],
)
def test_the_format_says_what_is_a_date(value, code, shown):
    assert column(xlsx(["a"], [value], formats={"A2": code})) == [shown]


@pytest.mark.parametrize(("own", "value", "shown"), [(b"31", 46153, "2026-05-11"), (b"57", 33178, "1990-11")])
def test_dates_that_a_chinese_excel_does_not_spell_out_are_dates(own, value, shown):
    data = xlsx(["a"], [value], formats={"A2": "yyyy-mm-dd"})
    held = zipfile.ZipFile(BytesIO(data)).read("xl/styles.xml")
    number = re.search(rb'<numFmt numFmtId="(\d+)"', held)[1]
    styles = re.sub(rb"<numFmts.*?</numFmts>", b"", held).replace(b'numFmtId="' + number, b'numFmtId="' + own)
    assert column(changed(data, "xl/styles.xml", to=styles)) == [shown]


def test_a_workbook_that_counts_from_1904_is_read_by_its_own_count():
    data = xlsx(["a"], [46153 - 1462], formats={"A2": "yyyy-mm-dd"})
    assert column(changed(data, "xl/workbook.xml", swap=[(b"<workbookPr ", b'<workbookPr date1904="1" ')])) == [
        "2026-05-11"
    ]


def test_moments_and_times_written_by_a_program_are_read_back():
    moment = datetime(2026, 5, 11, 15, 30, tzinfo=UTC).replace(tzinfo=None)
    data = xlsx(["a"], [moment], [time(8, 5)], [timedelta(hours=1)])
    assert column(data) == [
        "2026-05-11 15:30",
        "08:05",
        "1:00:00",
    ]


def test_the_first_sheet_in_sight_is_read():
    book = Workbook()
    book.active.append(["字典"])
    book.active.sheet_state = "hidden"
    book.create_sheet().append(["姓名"])
    assert read(saved(book)).head == ["姓名"]


def test_names_with_a_prefix_are_the_same_names():
    page = page_of(xlsx(["a"], [1]))
    prefixed = re.sub(rb"<(/?)(\w)", rb"<\1x:\2", page).replace(b"xmlns=", b"xmlns:x=")
    assert column(changed(xlsx(["a"], [1]), to=prefixed)) == ["1"]


@settings(max_examples=80, deadline=None)
@given(st.binary(max_size=200))
def test_no_bytes_crash(data):
    for head in (b"", b"PK\x03\x04", b"a,b\n"):
        with suppress(UploadRefused):
            assert read(head + data).head


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_no_part_with_a_few_bytes_changed_crashes(data):
    whole = xlsx(["a", "b"], ["text", 1.5], [datetime(2026, 5, 11, tzinfo=UTC).replace(tzinfo=None), None])
    with zipfile.ZipFile(BytesIO(whole)) as held:
        name = data.draw(st.sampled_from(held.namelist()))
        part = bytearray(held.read(name))
    for _change in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(part) - 1))
        part[at : at + data.draw(st.integers(0, 8))] = data.draw(st.binary(max_size=6))
    with suppress(UploadRefused):
        read(changed(whole, name, to=bytes(part)))


READ = """
import resource, sys
from django.core.files.uploadedfile import SimpleUploadedFile
from grids.sheets import read_rows
data = open(sys.argv[1], "rb").read()
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(sum(1 for _row in read_rows(SimpleUploadedFile("x", data), most=100_000).rows))
print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024)
"""


def test_a_hundred_thousand_rows_are_read_in_little_memory(tmp_path):
    file = tmp_path / "people.xlsx"
    texts = [f"<t>林秀琴{number}</t>" for number in range(100_000)]
    file.write_bytes(shared(*texts))
    code = "import django\ndjango.setup()\n" + READ
    done = subprocess.run([sys.executable, "-c", code, file], cwd=ROOT, capture_output=True, text=True, check=True)
    count, grown = map(int, done.stdout.split())
    assert count == 100_000
    assert grown < 60  # megabytes


def test_a_formula_whose_result_was_kept_by_nobody_is_no_empty_cell():
    told = cells(
        "<c><f>TODAY()</f></c>",
        "<c t='str'><f>1&amp;2</f><v>12</v></c>",
        "<c t='str'><f>IF(1,&quot;&quot;)</f><v></v></c>",
    )
    assert column(told) == ["#N/A", "12"]
