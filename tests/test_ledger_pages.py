"""The pages of ledgers: who opens them, what they show masked, what comes back as a file."""

import re
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from grids.sheets import XLSX, read_sheet
from residents.actions import ledger_work
from residents.ledgers import headings
from residents.ledgers.ledger import BROUGHT_IN
from residents.models import ImportBatch, RegisterField, Resident
from tests.test_ledgers import HEAD, checked, number, row, sheet, written
from tests.test_residents import NUMBER, somebody

pytestmark = pytest.mark.django_db
START = "/residents/import/"
PHONE = "13812345678"


@pytest.fixture
def office(client, town):
    client.force_login(town.community_staff, backend="grids.backends.StaffBackend")
    return client


def send(client, town, *rows, head=None, file=None):
    file = file or sheet(*rows, head=head)
    file.name = "台账.xlsx"
    return client.post(START, {"area": town.community.code, "file": file})


def columns_of(batch):
    return {f"column_{place}": code for place, code in batch.columns.items()}


def test_a_ledger_goes_from_the_form_to_the_register(office, town):
    answer = send(office, town, row(ident=number(1), phone=PHONE), row("", number(2), room="402"))
    batch = ImportBatch.objects.get()
    assert answer.url == f"{START}{batch.ref}/columns/"
    assert office.get(answer.url).status_code == 200
    answer = office.post(answer.url, columns_of(batch))
    assert answer.url == f"{START}{batch.ref}/"
    page = office.get(answer.url).content.decode()
    assert "is-err" in page
    assert "姓名必填" in page
    assert not Resident.objects.exists()
    office.post(f"{START}{batch.ref}/write/", {"fill_only": "1"})
    assert "progress" in office.get(f"{START}{batch.ref}/").content.decode()
    ledger_work.work(batch.pk)
    assert Resident.objects.get().name == "林秀英"
    assert office.get(f"{START}{batch.ref}/?part=progress", HTTP_HX_REQUEST="true")["HX-Refresh"] == "true"


def test_pages_show_numbers_masked(office, town):
    batch = checked(town, row(ident=number(1), phone=PHONE), row("", number(2), "13887654321", room="402"))
    for show in ("wrong", "add"):
        page = office.get(f"{START}{batch.ref}/?show={show}").content.decode()
        assert "****" in page
        assert not [one for one in (number(1), number(2), PHONE, "13887654321") if one in page]


def test_the_bad_rows_come_back_to_their_sender_marked_and_can_be_sent_again(office, client, town):
    batch = checked(town, row(), row("", number(2), room="402"))
    answer = office.get(f"{START}{batch.ref}/wrong/")
    assert answer["Content-Type"] == XLSX
    found = read_sheet(BytesIO(answer.content))
    assert len(found.rows) == 1
    assert "姓名必填" in found.rows[0].cells[found.head[-1]]
    assert found.rows[0].cells["身份证号码"] == number(2)
    fixed = [{**found.rows[0].cells, "姓名": "陈建国"}[name] for name in HEAD]
    written(town, fixed)
    assert Resident.objects.get().name == "陈建国"
    client.force_login(town.community_staff2, backend="grids.backends.StaffBackend")
    assert client.get(f"{START}{batch.ref}/wrong/").status_code == 404


def test_a_wrong_form_comes_back_with_its_reason(office, town):
    answer = office.post(START, {"area": town.community.code})
    assert answer.status_code == 422
    file = BytesIO(b"<html>")
    answer = send(office, town, file=file)
    assert answer.status_code == 422
    assert "is-invalid" in answer.content.decode()
    assert not ImportBatch.objects.exists()


def test_columns_matched_twice_are_said_at_the_column(office, town):
    send(office, town, row())
    batch = ImportBatch.objects.get()
    answer = office.post(f"{START}{batch.ref}/columns/", columns_of(batch) | {"column_1": "resident.name"})
    assert answer.status_code == 422
    assert "有两列对应了同一个字段" in answer.content.decode()


def test_a_person_who_is_there_may_be_left_as_they_are(office, town):
    somebody(town, id_number=NUMBER)
    batch = checked(town, row("林秀英", NUMBER, PHONE))
    page = office.get(f"{START}{batch.ref}/?show=fill").content.decode()
    assert 'name="leave" value="2"' in page
    answer = office.post(f"{START}{batch.ref}/decide/", {"line": "2", "leave": "2", "show": "fill"})
    assert answer.url == f"{START}{batch.ref}/?show=fill"
    assert office.get(answer.url).context["writes"].everything == 0
    office.post(f"{START}{batch.ref}/write/", {"fill_only": "1"})
    ledger_work.work(batch.pk)
    assert Resident.objects.get().phone is None


def test_a_whole_ledger_is_undone_from_its_page(office, town):
    batch = written(town, row(ident=number(1)))
    assert f"{START}{batch.ref}/undo/" in office.get(f"{START}{batch.ref}/").content.decode()
    office.post(f"{START}{batch.ref}/undo/")
    assert not Resident.objects.visible_to(town.community_staff).exists()


def test_a_ledger_is_dropped_with_its_rows(office, town):
    batch = checked(town, row())
    office.post(f"{START}{batch.ref}/drop/")
    batch.refresh_from_db()
    assert batch.head is None
    assert batch.state == "dropped"
    assert office.get(f"{START}{batch.ref}/").status_code == 200


def test_the_list_costs_the_same_for_one_and_for_several(office, town, django_assert_num_queries):
    checked(town, row())
    office.get(START)
    with CaptureQueriesContext(connection) as one:
        office.get(START)
    for _again in range(3):
        checked(town, row())
    with django_assert_num_queries(len(one)):
        office.get(START)


def test_the_template_comes_back_in_without_a_word_of_matching(office, town):
    answer = office.get(f"{START}template/")
    book = load_workbook(BytesIO(answer.content))
    page = book.active
    names = [cell.value for cell in page[1]]
    assert len(headings.matched(names)) == len(names)
    id_column = names.index("身份证号码") + 1
    assert page.column_dimensions[get_column_letter(id_column)].number_format == "@"
    lists = [one.formula1 for one in page.data_validations.dataValidation]
    assert '"男,女"' in lists
    assert '"是,否"' in lists
    for name, text in {"姓名": "林秀英", "身份证号码": number(1), "室（号）": "401", "户籍在此": "是"}.items():
        page.cell(3, names.index(name) + 1).value = text
    out = BytesIO()
    book.save(out)
    out.seek(0)
    written(town, file=out)
    assert Resident.objects.get().sex == "female"


def test_every_field_that_comes_in_is_in_the_catalogue(db):
    assert set(BROUGHT_IN) <= set(RegisterField.objects.values_list("code", flat=True))


def test_addresses_of_ledgers_say_nothing(town):
    batch = checked(town, row())
    assert re.fullmatch(r"/residents/import/[0-9a-f]{12}/", batch.get_absolute_url())
