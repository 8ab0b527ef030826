"""Ledgers of homes in which nobody lives, or nobody is known to live."""

import pytest

from residents.actions import ledger_undo
from residents.models import Dwelling, Household, Resident
from residents.planning import Outcome
from tests.test_ledgers import checked, number, row, written
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


def test_a_person_without_a_name_is_no_home(town):
    batch = checked(town, row(name="", ident=number(1)))
    assert batch.counts[Outcome.WRONG] == 1
