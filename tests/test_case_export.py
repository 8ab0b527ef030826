"""The sheet of a list: exactly the list, safe to open, and nobody's name in it."""

import logging
from io import BytesIO

import pytest
from openpyxl import load_workbook

from cases import export
from tests import small_ground as small

pytestmark = pytest.mark.django_db
OFFICE = ("read_area", "read_case", "export_case")


@pytest.fixture
def ground():
    return small.ground()


@pytest.fixture
def staff(ground, client):
    user = small.person("staff", ground.street, grants=OFFICE)
    client.force_login(user)
    return user


def sheet(client, **filters) -> list[tuple]:
    answer = client.get("/cases/export/", filters, HTTP_ACCEPT_LANGUAGE="en")
    assert answer.status_code == 200
    return list(load_workbook(BytesIO(answer.content)).active.iter_rows(values_only=True))[1:]


def test_the_sheet_holds_exactly_what_the_list_shows_in_its_order(client, ground, staff):
    for at, source in enumerate(["hotline", "patrol", "hotline"]):
        small.matter(ground.units[0], title=f"事项 {at}", source=source)
    small.matter(ground.units[0], title="密", is_confidential=True, source="hotline")
    assert [row[1] for row in sheet(client, view="all", source="hotline")] == ["事项 2", "事项 0"]


def test_a_title_that_looks_like_a_formula_stays_text(client, ground, staff):
    small.matter(ground.units[0], title="=HYPERLINK(1)")
    answer = client.get("/cases/export/?view=all")
    cell = load_workbook(BytesIO(answer.content)).active["B2"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == ("=HYPERLINK(1)", "s", True)


def test_a_resident_who_reported_is_masked(client, ground, staff):
    named = small.phone_of("13800000000") | {"reporter_name": "林秀英"}
    small.matter(ground.units[0], **named)
    ((row),) = sheet(client, view="all")
    assert row[10] == "林*英"
    assert "13800000000" not in str(row)


def test_a_sheet_ends_at_its_most_rows_and_says_so(client, ground, staff, monkeypatch):
    monkeypatch.setattr(export, "MOST_ROWS", 4)
    monkeypatch.setattr(export, "AT_ONCE", 3)
    for at in range(4):
        small.matter(ground.units[0], title=f"事项 {at}")
    assert len(sheet(client, view="all")) == 4
    small.matter(ground.units[0])
    rows = sheet(client, view="all")
    assert len(rows) == 5
    assert "4" in rows[-1][0]
    assert rows[-1][1] in ("", None)


def test_whoever_may_not_export_gets_no_sheet_and_no_button(client, ground):
    client.force_login(small.person("head", ground.units[0]))
    small.matter(ground.units[0])
    assert client.get("/cases/export/").status_code == 403
    assert "/cases/export/" not in client.get("/cases/").content.decode()


def test_taking_a_sheet_along_is_logged_without_what_was_searched_for(client, ground, staff, caplog):
    small.matter(ground.units[0], title="林秀英家漏水")
    with caplog.at_level(logging.INFO, logger="cases.export"):
        sheet(client, view="all", q="林秀英")
    (line,) = caplog.messages
    assert f"exported 1 matters by user {staff.pk}" in line
    assert "林秀英" not in line
