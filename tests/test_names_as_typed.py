"""A name is the same name however it is typed: in a form, in a ledger, in an office's table."""

from importlib import import_module
from io import BytesIO

import pytest
from django.apps import apps
from django.utils import timezone
from openpyxl import load_workbook

from residents.enums import RowsBy
from residents.ledgers.planning import Outcome
from residents.models import Household, Resident
from tests.test_fill_tables import filled, received, saved, theirs
from tests.test_ledgers import HEAD, errors, row, written
from tests.test_residents import HOME, home, somebody

pytestmark = pytest.mark.django_db


def names() -> list[str]:
    return list(Resident.objects.order_by("pk").values_list("name", flat=True))


def test_a_name_padded_with_a_blank_is_who_lives_there_already(town):
    somebody(town, home(town), name="李娜")
    batch = written(town, row("李　娜"))
    assert batch.counts[Outcome.SAME] == 1
    assert names() == ["李娜"]


def test_a_name_kept_with_a_blank_from_before_is_met(town):
    somebody(town, home(town), name="李娜")
    Resident.objects.update(name="李 娜")
    written(town, row("李娜"), [*row("陈小明", relation="儿子")])
    assert Resident.objects.count() == 2
    assert Household.objects.get().memberships.count() == 2


def test_a_name_kept_with_a_blank_from_before_loses_it(town):
    for room, name in (("401", "李娜"), ("402", "买买提·艾力"), ("403", "Maria Silva")):
        somebody(town, home(town, parts=HOME._replace(room=room)), name=name)
    Resident.objects.filter(name="李娜").update(name="李　娜")
    Resident.objects.filter(name="买买提·艾力").update(name="买买提 • 艾力")
    import_module("residents.migrations.0028_names_without_padding").take_out_padding(apps, None)
    assert names() == ["李娜", "买买提·艾力", "Maria Silva"]


@pytest.mark.parametrize("asked", ["李　娜", "李 娜"])
def test_a_search_for_a_padded_name_finds_it(client, town, asked):
    somebody(town, home(town), name="李娜")
    client.force_login(town.community_staff, backend="grids.backends.StaffBackend")
    assert "/residents/" + Resident.objects.get().ref in client.get("/residents/", {"q": asked}).content.decode()
    found = client.post("/residents/certificates/new/", {"name": asked}).content.decode()
    assert Resident.objects.get().ref in found


def test_a_padded_head_is_the_head_whom_the_family_names(town):
    head = [*HEAD, "户主姓名"]
    written(town, [*row("李　娜"), ""], [*row("陈小明", relation="儿子"), "李娜"], head=head)
    assert Household.objects.get().memberships.count() == 2


def test_the_dot_in_a_name_is_no_mask_and_a_run_of_dots_is(town):
    batch = written(town, row("买买提•艾力"), row("李••", room="402"))
    assert names() == ["买买提·艾力"]
    assert [(line, wrong[0][0]) for line, _outcome, wrong in errors(batch)] == [(3, "resident.name")]


def test_forms_keep_a_padded_name_without_its_blank(client, town):
    client.force_login(town.community_staff, backend="grids.backends.StaffBackend")
    typed = {
        "area": town.unit.code, "address": "东梅小区3号楼2单元401", "name": "李　娜", "relation": "02",
        "is_living": "on", "since": timezone.localdate().isoformat(),
    }  # fmt: skip
    assert client.post("/residents/new/", typed).status_code == 302
    assert names() == ["李娜"]
    resident = Resident.objects.get()
    client.post(f"/residents/{resident.ref}/act/correct/", {"seen": resident.version, "name": "李 楠"})
    assert names() == ["李楠"]


@pytest.mark.parametrize(("kept", "listed"), [("李娜", "李　娜"), ("Maria Silva", "Maria  Silva")])
def test_a_table_that_lists_somebody_finds_their_name(town, kept, listed):
    somebody(town, home(town), name=kept, sex="female")
    book = load_workbook(BytesIO(theirs(rows=3, footer=False)))
    book.active["B5"], book.active["H5"] = listed, "东梅小区3号楼2单元401室"
    request = received(town, saved(book))
    matching = {**request.matching, "2": "resident.name"}
    _request, sheet = filled(request, town.community_staff, rows_by=RowsBy.LISTED, matching=matching)
    assert sheet["D5"].value == "女"
