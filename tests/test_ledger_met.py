"""Whom the numbers of a ledger meet beyond its sender's own people: noted, and told of up to a limit."""

import pytest

from grids.actions import reveal
from grids.fields import plain
from grids.models import RevealLog
from residents.actions import ledger_work, ledgers
from residents.models import Resident
from tests import factories as make
from tests.test_ledgers import checked, errors, number, row, written
from tests.test_residents import HOME, home, somebody

pytestmark = pytest.mark.django_db


def people_elsewhere(town, *idents) -> list[Resident]:
    keeper = make.user(at=town.street, role=town.street_staff.posts.get().role)
    grid = make.area(town.neighbour)
    return [
        somebody(town, home(town, area=grid, parts=HOME._replace(room=str(at)), by=keeper), by=keeper, id_number=ident)
        for at, ident in enumerate(idents, 500)
    ]


def test_whom_a_ledger_meets_in_other_areas_sees_it_on_their_record(town):
    first, second = people_elsewhere(town, number(1), number(2))
    batch = checked(town, row(ident=number(1)), row("陈建国", number(3)))
    look = RevealLog.objects.get()
    assert (look.record_key, look.field, look.user, look.post) == (
        first.ref, reveal.MET, town.community_staff, town.community_staff.posts.get(),
    )  # fmt: skip
    ledgers.match(batch, {int(place): code for place, code in batch.columns.items()}, by=town.community_staff)
    ledger_work.work(batch.pk)
    assert RevealLog.objects.count() == 1  # the same sender is told the same
    assert not reveal.of_record("residents.resident", second.ref).exists()


def test_beyond_the_days_limit_a_ledger_answers_for_no_number_any_more(town, monkeypatch):
    monkeypatch.setattr(reveal, "MET_A_DAY", 1)
    people_elsewhere(town, number(1), number(2))
    mine = somebody(town, home(town, parts=HOME._replace(room="909")), name="王小芳", id_number=number(5))
    batch = written(
        town, row("甲某", number(1), room="1"), row("乙某", number(2), room="2"), row("丙某", number(3), room="3"),
        row("丁某", room="4"), row("王小芳", number(5), "13800001234", room="909"),
    )  # fmt: skip
    told = {line: wrong for line, _outcome, wrong in errors(batch)}
    assert set(told) == {2, 3, 4}
    assert told[3] == told[4] != told[2]  # registered elsewhere or nowhere: the same sentence
    assert RevealLog.objects.count() == 1
    assert not Resident.objects.filter(name="丙某").exists()
    assert Resident.objects.filter(name="丁某").exists()  # who comes without a number goes in
    assert plain(Resident.objects.get(pk=mine.pk), "phone") == "13800001234"  # and so do one's own people


def test_looks_of_ledgers_leave_the_days_other_looks_alone(town, monkeypatch):
    monkeypatch.setattr(reveal, "A_DAY", 1)
    people_elsewhere(town, number(1), number(2))
    checked(town, row(ident=number(1)), row("陈建国", number(2), room="402"))
    assert reveal.may_look(town.community_staff)


def test_a_number_that_belongs_to_another_record_counts_as_met(town):
    [far] = people_elsewhere(town, number(1))
    mine = somebody(town, home(town, parts=HOME._replace(room="909")), name="王小芳")
    checked(town, [mine.ref, number(1)], head=["档案编号", "身份证号码"])
    assert RevealLog.objects.get().record_key == far.ref
