"""Merged cells in a ledger: a home holds for each line of its household; what is a person's own is asked for."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import given, strategies as some
from openpyxl import Workbook

from grids.sheets import read_rows, workbook
from grids.uploads import UploadRefused
from residents.ledgers.planning import Outcome
from residents.models import Dwelling, Household, Resident
from tests.test_ledgers import checked, written

pytestmark = pytest.mark.usefixtures("english")

HEAD = ["姓名", "联系电话", "与户主关系", "户主姓名", "备注", "住址"]
HOME = "东梅小区3号楼2单元401室"


def sheet(*rows, merged=(), head=HEAD) -> BytesIO:
    book = Workbook()
    for row in (head, *rows):
        book.active.append(row)
    for cells in merged:
        book.active.merge_cells(cells)
    out = BytesIO()
    book.save(out)
    out.seek(0)
    return out


def read(file: BytesIO, *holds: str) -> list[list[str]]:
    _head, rows = read_rows(SimpleUploadedFile("sheet", file.getvalue()), holds=lambda _head: holds)
    return [list(row.cells.values()) for row in rows]


FAMILY = (
    ["林秀英", "13800001234", "户主", "林秀英", "困难家庭", HOME],
    ["陈小明", "", "儿子", None, None, None],
    ["陈小红", "", "女儿", None, None, None],
)


@pytest.mark.django_db
def test_an_address_merged_over_a_household_is_the_home_of_each(town):
    merged = ("D2:D4", "E2:E4", "F2:F4")
    batch = written(town, file=sheet(*FAMILY, merged=merged))
    assert batch.counts[Outcome.ADD] == 3
    assert Dwelling.objects.get().address == HOME
    assert Household.objects.get().memberships.count() == 3


@pytest.mark.django_db
def test_a_cell_of_a_person_merged_over_lines_is_refused_by_its_range(town):
    with pytest.raises(UploadRefused) as refused:
        checked(town, file=sheet(*FAMILY, merged=("B2:B4", "F2:F4")))
    assert "B2:B4 is one merged cell, and “联系电话”" in str(refused.value.message)
    assert not Resident.objects.exists()


@pytest.mark.django_db
def test_an_empty_merged_cell_says_nothing_and_is_no_fault(town):
    without = [[name, "", *rest] for name, _phone, *rest in FAMILY]
    assert written(town, file=sheet(*without, merged=("B2:B4", "F2:F4"))).counts[Outcome.ADD] == 3


def test_a_merged_cell_ends_where_it_ends():
    rows = [["a", "one"], ["b", None], ["c", None], [None, None], ["d", "two"], ["e", None]]
    file = sheet(*rows, merged=("B2:B3", "B6:B7"), head=["n", "home"])
    assert read(file, "home") == [["a", "one"], ["b", "one"], ["c", ""], ["d", "two"], ["e", "two"]]


def test_a_note_merged_over_several_columns_makes_no_lines():
    rows = [["a", "one"], ["note", None], [None, None]]
    assert read(sheet(*rows, merged=("A3:B4",), head=["n", "home"]), "n", "home") == [["a", "one"], ["note", ""]]


def test_whoever_does_not_ask_reads_the_first_line_only():
    file = sheet(["a", "one"], ["b", None], merged=("B2:B3",), head=["n", "home"])
    _head, rows = read_rows(SimpleUploadedFile("sheet", file.getvalue()))
    assert [row.cells["home"] for row in rows] == ["one", ""]


@given(some.lists(some.integers(1, 5), min_size=1, max_size=60), some.integers(1, 400))
def test_households_of_any_size_have_their_home_however_the_file_is_cut(sizes, chunk):
    rows, merged, at = [], [], 2
    for number, size in enumerate(sizes):
        rows += [[f"{number}", f"home {number}" if not one else None] for one in range(size)]
        merged += [f"B{at}:B{at + size - 1}"] * (size > 1)
        at += size
    file = sheet(*rows, merged=merged, head=["n", "home"])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(workbook, "_CHUNK", chunk)
        assert all(home == f"home {number}" for number, home in read(file, "home"))


def test_too_many_merged_cells_are_refused(monkeypatch):
    monkeypatch.setattr(workbook, "MOST_MERGED", 1)
    file = sheet(*FAMILY, merged=("E2:E4", "F2:F4"))
    with pytest.raises(UploadRefused) as refused:
        read(file, "备注", "住址")
    assert "more than 1 cells are merged" in str(refused.value.message)
