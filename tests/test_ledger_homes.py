"""Ledgers of homes in which nobody lives, or nobody is known to live."""

import pytest

from residents.actions import ledger_undo, ledger_work
from residents.ledgers.planning import Outcome
from residents.models import Dwelling, Household, ImportBatch, Resident
from tests import factories as make
from tests.test_ledgers import HEAD, checked, number, row, sheet, written
from tests.test_residents import HOME, home

pytestmark = pytest.mark.django_db
EMPTY = ("", "", "", "", "")


def empty_home(room: str) -> list:
    return [*EMPTY, "东梅小区", "3号楼", "2", room]


def test_homes_without_people_come_in_once_and_are_taken_back(town):
    home(town, parts=HOME._replace(compound="东梅小区", building="3号楼", entrance="2", room="999"))
    batch = written(town, empty_home("501"), empty_home("502"), empty_home("501"), empty_home("999"), row(room="503"))
    assert {one: batch.counts[one] for one in (Outcome.ADD, Outcome.DOUBLE, Outcome.SAME)} == {
        Outcome.ADD: 3, Outcome.DOUBLE: 1, Outcome.SAME: 1,
    }  # fmt: skip
    assert set(Dwelling.objects.standing().values_list("room", flat=True)) == {"501", "502", "503", "999"}
    assert Resident.objects.get().name == "林秀英"
    assert not Household.objects.filter(dwelling__room__in=["501", "502"]).exists()
    ledger_undo.undo(batch, by=town.community_staff)
    assert set(Dwelling.objects.standing().values_list("room", flat=True)) == {"999"}


def test_a_sheet_of_homes_alone_needs_no_column_of_names(town):
    head = ["小区", "楼栋", "单元门", "室", "房屋类型"]
    batch = written(town, ["东梅小区", "3号楼", "2", "501", ""], ["东梅小区", "3号楼", "2", "", ""], head=head)
    assert batch.counts[Outcome.ADD] == 1
    assert batch.counts[Outcome.WRONG] == 1
    assert Dwelling.objects.get().room == "501"


def test_a_home_that_a_ledger_without_units_put_into_the_grid_is_not_made_again_in_its_unit(town):
    home(town, area=town.grid)
    batch = written(town, [*row(room="401"), town.unit.name], head=[*HEAD, "单元"])
    assert batch.counts[Outcome.ADD] == 1
    assert (Dwelling.objects.count(), Household.objects.count()) == (1, 1)


@pytest.mark.parametrize("what", [row(room="401"), empty_home("401")])
def test_of_two_homes_of_one_address_a_ledger_without_units_makes_no_third(town, what):
    other = make.area(town.grid)
    for unit in (town.unit, other):
        home(town, area=unit)
    assert checked(town, what).counts[Outcome.WRONG] == 1
    named = written(town, [*what, other.name], head=[*HEAD, "单元"])
    assert named.counts[Outcome.WRONG] == 0
    assert Dwelling.objects.count() == 2


def test_a_person_without_a_name_is_no_home(town):
    batch = checked(town, row(name="", ident=number(1)))
    assert batch.counts[Outcome.WRONG] == 1


HOMES = ["小区", "楼栋", "单元门", "室"]


@pytest.fixture
def sent(client, town):
    """A sheet of homes alone, sent by the page: the address of its columns, and what they were taken for."""
    client.force_login(town.community_staff, backend="grids.backends.StaffBackend")
    file = sheet(["东梅小区", "3号楼", "2", "501"], ["东梅小区", "3号楼", "2", "502"], head=HOMES)
    file.name = "房屋.xlsx"
    address = client.post("/residents/import/", {"area": town.community.code, "file": file}).url
    return address, {f"column_{place}": code for place, code in ImportBatch.objects.get().columns.items()}


def test_a_ledger_of_homes_alone_comes_in_by_the_page(client, sent):
    address, matched = sent
    page = client.post(address, matched).url
    client.post(f"{page}write/", {"fill_only": "1"})
    ledger_work.work(ImportBatch.objects.get().pk)
    assert set(Dwelling.objects.values_list("room", flat=True)) == {"501", "502"}


def test_the_page_refuses_columns_that_name_neither_people_nor_rooms(client, sent):
    address, matched = sent
    answer = client.post(address, matched | {"column_3": "-"})
    assert answer.status_code == 422
    assert answer.context["form"].non_field_errors()
