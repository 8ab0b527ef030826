"""Where a ledger says something else than the register: shown before it is written, and written only as shown."""

import re
from datetime import timedelta
from importlib import import_module
from io import BytesIO

import pytest
from django.apps import apps
from django.utils import timezone
from django.utils.translation import gettext, override
from openpyxl import load_workbook

from grids import alarms
from grids.fields import plain
from residents import actions, export, filters, queries
from residents.actions import ledger_work, ledgers
from residents.enums import Relation, Tenure
from residents.ledgers import preview
from residents.ledgers.planning import Outcome
from residents.models import BatchState, ExportLog, ImportChunk, Membership, RegisterField, Resident
from tests import factories as make
from tests.test_ledgers import HEAD, checked, errors, number, row
from tests.test_residents import HOME, NUMBER, home, somebody

pytestmark = pytest.mark.django_db
START = "/residents/import/"
PHONE, OTHER_PHONE = "13900001234", "13811112222"


@pytest.fixture
def office(client, town):
    client.force_login(town.community_staff, backend="grids.backends.StaffBackend")
    return client


def corrected(town, **cells) -> BytesIO:
    """The export of the community, with these cells of everybody changed."""
    staff = town.community_staff
    rows = queries.chosen(staff, filters.Asked(area=town.community))
    with override("zh-hans"):
        made = export.of_people(rows, ExportLog(by=staff, purpose="核对", kept_until=timezone.localdate()))
    book = load_workbook(BytesIO(made))
    page = book.active
    heads = [cell.value for cell in page[1]]
    for name, text in cells.items():
        for line in range(3, page.max_row + 1):
            page.cell(line, heads.index(name) + 1).value = text
    out = BytesIO()
    book.save(out)
    out.seek(0)
    return out


def kept(batch) -> list[ledger_work.Kept]:
    chunks = ImportChunk.objects.filter(batch=batch).select_related("subject").order_by("number")
    return [one for chunk in chunks for one in ledger_work.outcomes_of(chunk)]


def write(batch, town, **how):
    ledgers.confirm(batch, by=town.community_staff, fill_only=how.pop("fill_only", False), **how)
    assert ledger_work.work(batch.pk)
    batch.refresh_from_db()
    return batch


def test_an_export_is_corrected_and_brought_in_again(town):
    somebody(town, name="张伟", id_number=NUMBER)
    batch = checked(town, file=corrected(town, 姓名="张炜"))
    assert batch.counts[Outcome.UPDATE] == 1
    assert dict(kept(batch)[0].was) == {"resident.name": "张伟"}
    write(batch, town)
    assert Resident.objects.get().name == "张炜"


def test_a_number_with_another_name_is_no_known_row(town):
    somebody(town, name="张伟", id_number=NUMBER)
    batch = checked(town, row("王五", NUMBER))
    assert (batch.counts[Outcome.UPDATE], batch.counts[Outcome.SAME]) == (1, 0)
    write(batch, town, fill_only=True)
    assert Resident.objects.get().name == "张伟"
    assert batch.counts[Outcome.LEFT] == 1


def test_rows_that_fill_and_rows_that_change_stand_apart(town):
    somebody(town, name="张伟", id_number=number(1))
    somebody(town, home(town, parts=HOME._replace(room="402")), name="吴英花", id_number=number(2), education="本科")
    batch = checked(
        town, [*row("张伟", number(1)), "", "镇海小学"], [*row("吴英花", number(2), room="402"), "小学", ""],
        head=[*HEAD, "文化程度", "工作单位"],
    )  # fmt: skip
    assert [(one.outcome, one.was) for one in kept(batch)] == [
        (Outcome.FILL, [["resident.workplace", ""]]),
        (Outcome.UPDATE, [["resident.education", "本科"]]),
    ]
    assert preview.writes(batch) == (1, 2, 1)


def test_the_page_shows_old_and_new_masked_and_what_each_choice_writes(office, town):
    somebody(town, name="林秀英", id_number=NUMBER, phone=PHONE)
    somebody(town, home(town, parts=HOME._replace(room="402")), name="吴英花", id_number=number(2))
    batch = checked(town, row("林秀英", NUMBER, OTHER_PHONE), row("吴英花", number(2), OTHER_PHONE, room="402"))
    page = office.get(f"{START}{batch.ref}/").content.decode()
    assert re.search(r"<s>139\*{4}1234</s> → <b>138\*{4}2222</b>", page)
    assert 'name="fill_only" value="0"' in page
    assert PHONE not in page
    assert OTHER_PHONE not in page
    assert preview.writes(batch) == (1, 2, 1)
    office.post(f"{START}{batch.ref}/write/", {"fill_only": "0"})
    ledger_work.work(batch.pk)
    assert {plain(one, "phone") for one in Resident.objects.all()} == {OTHER_PHONE}


def test_a_choice_that_was_not_made_changes_nothing(office, town):
    somebody(town, name="林秀英", id_number=NUMBER, phone=PHONE)
    before = Resident.objects.values().get()
    batch = checked(town, row("林秀珍", NUMBER, OTHER_PHONE))
    office.post(f"{START}{batch.ref}/write/")
    ledger_work.work(batch.pk)
    assert Resident.objects.values("name", "version", "confirmed_at").get().items() <= before.items()


def test_a_row_that_was_shown_as_unchanged_is_not_written(town):
    resident = somebody(town, name="林秀英", id_number=NUMBER, workplace="镇海小学")
    batch = checked(town, [*row("林秀英", NUMBER), "镇海小学"], head=[*HEAD, "工作单位"])
    assert batch.counts[Outcome.SAME] == 1
    actions.correct(resident.pk, by=town.community_staff, seen=None, workplace="")
    write(batch, town)
    assert Resident.objects.get().workplace == ""
    assert batch.counts[Outcome.SAME] == 1


def test_a_correction_made_after_the_check_is_not_overwritten(town):
    resident = somebody(town, name="林秀英", id_number=NUMBER, phone=PHONE)
    batch = checked(town, row("林秀英", NUMBER, OTHER_PHONE))
    actions.correct(resident.pk, by=town.community_staff, seen=None, phone="13700000000")
    write(batch, town)
    assert plain(Resident.objects.get(), "phone") == "13700000000"
    assert errors(batch)[0][1] == Outcome.WRONG


def test_somebody_registered_after_the_check_is_not_filled_in(town):
    batch = checked(town, row("林秀英", NUMBER, OTHER_PHONE))
    assert batch.counts[Outcome.ADD] == 1
    somebody(town, name="林秀英", id_number=NUMBER)
    write(batch, town)
    assert not plain(Resident.objects.get(), "phone")
    assert errors(batch)[0][1] == Outcome.WRONG


LEAVES = {
    "入住日期": ("2015-01-01", "membership.since"),
    "与户主关系": ("女儿", "membership.relation"),
    "户籍在此": ("否", "membership.is_registered"),
    "户主姓名": ("别的人", "household.head"),
    "户别": ("集体户", "household.register_type"),
    "房屋用途": ("出租", "dwelling.tenure"),
    "单元": ("别的单元", "area.unit"),
}


@pytest.mark.parametrize("heading", LEAVES)
def test_what_a_ledger_leaves_is_said_at_its_cell(town, heading):
    somebody(town, name="林秀英", id_number=NUMBER, relation=Relation.HEAD, is_registered=True)
    text, code = LEAVES[heading]
    batch = checked(town, file=corrected(town, **{heading: text}))
    assert {one: count for one, count in batch.counts.items() if count} == {Outcome.LEFT: 1}
    assert [noted for noted, _why in kept(batch)[0].notes] == [code]
    assert ("导入台账不会更改" in kept(batch)[0].notes[0][1]) is code.startswith("area.")
    before = Membership.objects.values().get()
    write(batch, town)
    assert Membership.objects.values().get() == before
    assert batch.counts[Outcome.LEFT] == 1


def test_the_page_says_what_the_register_says_and_where_it_is_changed(office, town):
    household = home(town)
    somebody(town, household, name="林秀英", id_number=NUMBER)
    batch = checked(town, [*row("林秀英", NUMBER), "2015-01-01", "出租"], head=[*HEAD, "入住日期", "房屋用途"])
    page = office.get(f"{START}{batch.ref}/").content.decode()
    assert 'class="is-note"' in page
    assert Membership.objects.get().since.isoformat() in page
    assert str(Tenure.UNKNOWN.label) in page


def test_what_differs_stands_beside_the_name(office, town):
    somebody(town, name="林秀英", id_number=NUMBER)
    batch = checked(town, [*row("林秀英", NUMBER), "小学", "出租"], head=[*HEAD, "文化程度", "房屋用途"])
    heads = office.get(f"{START}{batch.ref}/").context["heads"]
    known = {one.code: one.heads for one in RegisterField.objects.all()}
    assert heads[1] in known["resident.education"]
    assert heads[2] in known["dwelling.tenure"]


def test_a_home_that_is_there_differs_and_stays(town):
    home(town)
    head = ["小区", "楼栋", "单元门", "室", "房屋用途"]
    batch = checked(town, ["东梅小区", "3号楼", "2", "401", "出租"], head=head)
    assert batch.counts[Outcome.LEFT] == 1
    assert [code for code, _why in kept(batch)[0].notes] == ["dwelling.tenure"]


def test_a_newcomer_in_a_home_that_is_there_differs_in_what_the_home_is(town):
    home(town)
    batch = checked(town, [*row("陈小明", number(3)), "出租"], head=[*HEAD, "房屋用途"])
    assert batch.counts[Outcome.ADD] == 1
    assert [code for code, _why in kept(batch)[0].notes] == ["dwelling.tenure"]


def test_what_the_register_says_of_other_areas_stands_on_no_page_of_this_one(town):
    staff = make.user(at=town.street, role=make.role("read_resident", "edit_resident", "import_residents"))
    far = home(town, area=make.area(town.neighbour), by=staff)
    somebody(town, far, by=staff, name="外区甲", id_number=NUMBER)
    batch = checked(town, ["林秀英", NUMBER, "女儿"], head=["姓名", "身份证号码", "与户主关系"], by=staff)
    assert batch.counts[Outcome.UPDATE] == 1
    assert "外区甲" not in str(kept(batch))


def test_two_rows_of_one_person_are_one_too_many(town):
    somebody(town, name="林秀英", id_number=NUMBER)
    batch = checked(town, row("林秀英", NUMBER, OTHER_PHONE), row("林秀英", "", "13700000000"))
    assert (batch.counts[Outcome.FILL], batch.counts[Outcome.DOUBLE]) == (1, 1)


def test_who_has_died_is_said_where_their_file_is_kept_and_nowhere_else(town):
    here = somebody(town, name="林秀英", id_number=NUMBER)
    keeper = make.user(at=town.street, role=town.street_staff.posts.get().role)
    far = somebody(
        town, home(town, area=make.area(town.neighbour), by=keeper), by=keeper, name="外区甲", id_number=number(2)
    )
    for resident, by in ((here, town.community_staff), (far, keeper)):
        actions.died(resident.pk, by=by, seen=None, on=timezone.localdate())
    batch = checked(town, row("林秀英", NUMBER), row("外区甲", number(2), room="402"))
    told = [wrong for _line, _outcome, [wrong] in errors(batch)]
    dead = gettext("the register says that this person has died")
    assert told[0] == ["resident.id_number", dead]
    assert told[1][0] == "resident.id_number"
    assert told[1][1] != dead


def test_a_row_without_number_does_not_contradict_the_one_that_is_there(town):
    somebody(town, name="林秀英", id_number=NUMBER)
    batch = checked(town, file=corrected(town, 性别="男"))
    assert [column for _line, _outcome, [[column, _why]] in errors(batch)] == ["resident.sex"]


def test_who_died_without_a_number_is_no_newcomer(town):
    for at, id_number in ((1, ""), (2, number(2))):
        one = somebody(town, home(town, parts=HOME._replace(room=f"40{at}")), name=f"林某{at}", id_number=id_number)
        actions.died(one.pk, by=town.community_staff, seen=None, on=timezone.localdate())
    rows = [row("林某1", "", room="401"), row("林某2", "", room="402"), row("林某1", number(7), room="401")]
    batch = checked(town, *rows, row("林某2", number(8), room="402"), row("林某1", "", room="402"))
    assert [(line, column) for line, _outcome, [[column, _why]] in errors(batch)] == [
        (line, "resident.name") for line in (2, 3, 4)
    ]
    assert batch.counts[Outcome.ADD] == 2  # another number, and a home in which nobody of this name died


def test_a_death_in_another_area_is_told_to_nobody(town):
    keeper = make.user(at=town.street, role=town.street_staff.posts.get().role)
    resident = somebody(town, name="林某")
    to = home(town, area=make.area(town.neighbour), by=keeper)
    actions.move(resident.pk, to, by=keeper, seen=None, on=timezone.localdate(), is_registered=True)
    actions.died(resident.pk, by=keeper, seen=None, on=timezone.localdate())
    assert checked(town, row("林某", "")).counts[Outcome.ADD] == 1


def test_a_ledger_checked_before_the_preview_said_what_it_changes_is_checked_anew(town):
    somebody(town, name="林秀英", id_number=NUMBER, phone=PHONE)
    batch = checked(town, row("林秀英", NUMBER, OTHER_PHONE))
    batch.counts = {Outcome.SAME: 1}
    batch.save()
    import_module("residents.migrations.0027_ledgers_checked_anew").check_anew(apps, None)
    assert alarms.sweep()["ledgers"] == 1
    assert ledger_work.work(batch.pk)
    batch.refresh_from_db()
    assert (batch.state, batch.counts[Outcome.UPDATE]) == (BatchState.READY, 1)


def test_ledgers_take_the_same_statements_for_few_and_many_known_people(town, django_assert_max_num_queries):
    household = home(town)
    for at in range(1, 30):
        somebody(town, household, relation=Relation.OTHER, name=f"人{at}", id_number=number(at))
    rows = [row(f"人{at}", number(at), OTHER_PHONE, relation="其他") for at in range(1, 30)]
    batch = checked(town, *rows)
    assert batch.counts[Outcome.FILL] == 29
    ledgers.confirm(batch, by=town.community_staff, fill_only=True)
    with django_assert_max_num_queries(50):
        ledger_work.work(batch.pk)
    assert timezone.now() - timedelta(minutes=5) < Resident.objects.first().confirmed_at
