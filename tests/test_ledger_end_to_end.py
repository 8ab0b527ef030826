"""A ledger with faults comes in by the pages, its bad rows come in corrected, and all of it is taken back."""

import re
from io import BytesIO

import pytest
from openpyxl import load_workbook

from grids.privacy import identity
from grids.sheets import read_sheet, write_xlsx
from residents.actions import ledger_work
from residents.ledgers import invented
from residents.ledgers.planning import Outcome
from residents.models import BatchState, Household, ImportBatch, Membership, Resident

pytestmark = pytest.mark.django_db
START = "/residents/import/"
PEOPLE = 1000
HEAD = list(invented.HEAD)
NAME, NUMBER, UNIT = (HEAD.index(one) for one in ("姓名", "身份证号码", "单元"))


@pytest.fixture
def office(client, town):
    client.force_login(town.community_staff, backend="grids.backends.StaffBackend")
    return client


def bring_in(client, town, data: bytes) -> ImportBatch:
    """Sent, matched as proposed, checked, written: by the addresses of the pages; the worker is called beside."""
    file = BytesIO(data)
    file.name = "台账.xlsx"
    at = client.post(START, {"area": town.community.code, "file": file}).url
    ref = re.search(r"import/(\w+)/", at)[1]
    batch = ImportBatch.objects.get(ref=ref)
    client.post(at, {f"column_{place}": code for place, code in batch.columns.items()})
    ledger_work.work(batch.pk)
    assert client.get(batch.get_absolute_url()).status_code == 200
    client.post(f"{batch.get_absolute_url()}write/", {"fill_only": "1"})
    ledger_work.work(batch.pk)
    batch.refresh_from_db()
    assert batch.state == BatchState.DONE
    return batch


def sheet(rows) -> bytes:
    return write_xlsx(HEAD, rows, text_columns=HEAD)


def test_a_ledger_with_faults_comes_in_is_corrected_and_taken_back(office, town):
    units = (town.unit.code,)
    right = list(invented.ledger(PEOPLE, faults=0, units=units))
    sent = [list(one) for one in right]
    numbers = {}  # row -> fault
    for at in range(7, PEOPLE, 20):
        numbers[at] = fault = invented.FAULTS[at // 20 % len(invented.FAULTS)]
        row = sent[at]
        if fault == "lost":
            row[NUMBER] = "9.99999E+17"
        elif fault == "digit":
            row[NUMBER] = row[NUMBER][:17] + ("1" if row[NUMBER][17] != "1" else "2")
        elif fault == "double":
            sent[at] = list(right[at - 1])
        elif fault == "name":
            row[NAME] = ""
        else:
            row[UNIT] = "没有的单元"

    first = bring_in(office, town, sheet(sent))
    bad = first.counts[Outcome.WRONG] + first.counts[Outcome.DOUBLE]
    assert (first.total, bad) == (PEOPLE, len(numbers))
    assert first.counts[Outcome.ADD] == Resident.objects.count() == PEOPLE - len(numbers)

    answer = office.get(f"{first.get_absolute_url()}wrong/")
    page = load_workbook(BytesIO(answer.content)).active
    marked = {cell.row for line in page.iter_rows(min_row=2) for cell in line if cell.fill.fill_type == "solid"}
    assert len(marked) == len(numbers)
    back = read_sheet(BytesIO(answer.content))
    assert all(row.cells[back.head[-1]] for row in back.rows)
    shown = [[row.cells[name] for name in HEAD] for row in back.rows]
    assert shown == [sent[at] for at in sorted(numbers)]

    second = bring_in(office, town, sheet([right[at] for at in sorted(numbers)]))
    assert second.counts[Outcome.ADD] == len(numbers)
    people = Membership.objects.visible_to(town.community_staff).current()
    assert people.count() == PEOPLE
    assert people.filter(is_registered=True).count() == sum(row[HEAD.index("户籍在此")] == "是" for row in right)
    assert {one.id_index for one in Resident.objects.all()} == {
        identity.blind_index("id", row[NUMBER]) for row in right
    }
    assert Household.objects.current().count() == sum(row[HEAD.index("与户主关系")] == "户主" for row in right)

    for batch in (second, first):
        office.post(f"{batch.get_absolute_url()}undo/")
        batch.refresh_from_db()
        assert batch.state == BatchState.UNDONE
    assert not Resident.objects.visible_to(town.community_staff).exists()
    again = bring_in(office, town, sheet(right))
    assert again.counts[Outcome.ADD] == PEOPLE
