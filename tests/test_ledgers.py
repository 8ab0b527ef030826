"""Ledgers brought in: read, matched, checked, written in pieces, undone; what is wrong comes back with its reason."""

import datetime as dt
from io import BytesIO

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone
from openpyxl import Workbook, load_workbook

from grids.models import Area, Notice, SubjectKey
from grids.sheets import write_xlsx
from residents import actions
from residents.actions import ledger_undo, ledger_work, ledgers
from residents.enums import Happening
from residents.ledgers import invented
from residents.ledgers.planning import Outcome
from residents.models import (
    BatchState,
    Dwelling,
    Household,
    ImportBatch,
    ImportChunk,
    LifeEvent,
    MatchedHeading,
    Membership,
    Resident,
    ResidentTrait,
)
from tests import factories as make
from tests.test_residents import HOME, NUMBER, home, somebody

pytestmark = pytest.mark.django_db
HEAD = ["姓名", "身份证号码", "联系电话", "与户主关系", "户籍在此", "小区", "楼栋", "单元门", "室"]
BORN = dt.date(1980, 2, 3)


def number(at=1, woman=True):
    return invented.id_number(BORN, woman, at)


def row(name="林秀英", ident="", phone="", relation="户主", registered="是", room="401"):
    return [name, ident, phone, relation, registered, "东梅小区", "3号楼", "2", room]


def sheet(*rows, head=None) -> BytesIO:
    head = head or HEAD
    return BytesIO(write_xlsx(head, rows, text_columns=head))


def checked(town, *rows, head=None, area=None, by=None, file=None) -> ImportBatch:
    by = by or town.community_staff
    batch = ledgers.upload(file or sheet(*rows, head=head), "台账.xlsx", area or town.community, by=by)
    ledgers.match(batch, {int(place): code for place, code in batch.columns.items()}, by=by)
    ledger_work.work(batch.pk)
    batch.refresh_from_db()
    return batch


def written(town, *rows, fill_only=True, left=(), **more) -> ImportBatch:
    batch = checked(town, *rows, **more)
    ledgers.confirm(batch, by=more.get("by") or town.community_staff, fill_only=fill_only, left=left)
    assert ledger_work.work(batch.pk)
    batch.refresh_from_db()
    return batch


def errors(batch) -> list[tuple[int, str, list]]:
    found = []
    for chunk in ImportChunk.objects.filter(batch=batch).select_related("subject").order_by("number"):
        found += [(one.line, one.outcome, one.errors) for one in ledger_work.outcomes_of(chunk) if one.errors]
    return found


def test_a_ledger_makes_homes_households_and_people(town):
    batch = written(town, row(ident=number(1)), row("陈小明", number(2, woman=False), "13800001234", "儿子"))
    assert (batch.state, batch.counts[Outcome.ADD]) == (BatchState.DONE, 2)
    assert Dwelling.objects.get().address == "东梅小区3号楼2单元401室"
    assert Household.objects.get().memberships.count() == 2
    son = Resident.objects.visible_to(town.community_staff).get(name="陈小明")
    assert (son.phone.open(son.subject), son.sex, son.born_on) == ("13800001234", "male", BORN)
    assert [event.kind for event in son.life_events.all()] == [Happening.REGISTERED]
    event = son.events.get()
    assert event.pgh_context.metadata["user"] == town.community_staff.pk


def test_nothing_is_written_before_the_button(town):
    batch = checked(town, row(ident=number(1)))
    assert batch.state == BatchState.READY
    assert not Resident.objects.exists()
    assert not Dwelling.objects.exists()


def test_good_rows_go_in_and_each_wrong_one_has_its_reason_at_its_cell(town):
    good = number(1)
    batch = written(
        town,
        row(ident=good),
        row("缺号", "3.50304E+17", room="402"),
        row("错位", good[:17] + ("1" if good[17] != "1" else "2"), room="403"),
        row("", number(3), room="404"),
        row("林秀英", good, room="405"),
        row("关系", number(5), relation="朋友的朋友", room="406"),
    )
    assert [(line, outcome, wrong[0][0]) for line, outcome, wrong in errors(batch)] == [
        (3, "wrong", "resident.id_number"),
        (4, "wrong", "resident.id_number"),
        (5, "wrong", "resident.name"),
        (6, "double", "resident.id_number"),
        (7, "wrong", "membership.relation"),
    ]
    assert Resident.objects.count() == 1


def test_a_number_that_excel_cut_off_is_refused_also_where_the_cell_was_a_number(town):
    file = sheet(row(ident="x"))
    book = load_workbook(file)
    book.active["B2"] = 999999198002030000
    out = BytesIO()
    book.save(out)
    out.seek(0)
    batch = checked(town, file=out)
    assert errors(batch)[0][2][0][0] == "resident.id_number"
    assert not batch.counts[Outcome.ADD]


def test_a_csv_of_an_old_office_machine_with_notes_below_the_head_comes_in(town):
    text = "姓名,身份证号,室,小区\r\n填写说明：姓名必填,,,\r\n" + f"林秀英,{number(1)},401,东梅小区\r\n"
    batch = written(town, file=BytesIO(text.encode("gb18030")))
    assert Resident.objects.get().name == "林秀英"
    assert batch.total == 1


def test_a_merged_head_below_a_title_is_found(town):
    book = Workbook()
    page = book.active
    page.append(["东梅网格居民台账"])
    page.append(["基本信息", None, "住址", None])
    page.append(["姓名", "身份证号", "小区", "室"])
    page.merge_cells("A2:B2")
    page.append(["林秀英", number(1), "东梅小区", "401"])
    out = BytesIO()
    book.save(out)
    out.seek(0)
    written(town, file=out)
    assert Resident.objects.get().name == "林秀英"


def test_people_go_where_their_row_says_by_name_or_code_and_unknown_units_are_wrong(town):
    head = [*HEAD, "单元"]
    rows = [
        [*row(), town.unit.name],
        [*row("陈建国", room="402"), town.unit.code],
        [*row("张三", room="403"), "没有的单元"],
        [*row("李四", room="404"), ""],
    ]
    batch = written(town, *rows, head=head)
    at = dict(Membership.objects.values_list("resident__name", "area"))
    assert at == {"林秀英": town.unit.pk, "陈建国": town.unit.pk, "李四": town.community.pk}
    assert errors(batch)[0][2][0][0] == "area.unit"


def test_a_unit_outside_the_chosen_area_is_unknown(town):
    elsewhere = make.area(make.area(town.neighbour))
    batch = checked(town, [*row(), elsewhere.code], head=[*HEAD, "单元"])
    assert errors(batch)[0][2][0][0] == "area.unit"


def test_of_somebody_who_is_there_only_what_is_empty_is_filled_in(town):
    somebody(town, id_number=NUMBER, phone="13900000000", name="林秀英")
    batch = written(town, [*row("林秀珍", NUMBER, "13811112222"), "教师"], head=[*HEAD, "文化程度"])
    assert batch.counts[Outcome.FILL] == 1
    resident = Resident.objects.get()
    assert (resident.name, resident.phone.open(resident.subject)) == ("林秀英", "13900000000")
    assert resident.education == "教师"


def test_or_overwritten_where_the_sheet_is_to_be_right(town):
    somebody(town, id_number=NUMBER, phone="13900000000")
    batch = written(town, row("林秀珍", NUMBER, "13811112222"), fill_only=False)
    resident = Resident.objects.get()
    assert batch.counts[Outcome.UPDATE] == 1
    assert (resident.name, resident.phone.open(resident.subject)) == ("林秀珍", "13811112222")
    assert resident.life_events.filter(kind=Happening.CORRECTED).count() == 1


def test_a_line_that_is_to_be_left_alone_is_left_alone(town):
    somebody(town, id_number=NUMBER)
    batch = written(town, row("林秀英", NUMBER, "13811112222"), left=[2])
    assert batch.counts[Outcome.LEFT] == 1
    assert Resident.objects.get().phone is None


def test_somebody_of_another_area_is_refused_and_not_named(town, caplog):
    keeper = make.user(at=town.street, role=town.street_staff.posts.get().role)
    somebody(town, home(town, area=make.area(town.neighbour), by=keeper), by=keeper, id_number=NUMBER, name="外区甲")
    batch = checked(town, row("林秀英", NUMBER))
    [(_line, outcome, wrong)] = errors(batch)
    assert (outcome, wrong[0][0]) == (Outcome.WRONG, "resident.id_number")
    assert "外区甲" not in str(wrong)
    assert NUMBER not in caplog.text


def test_a_move_is_not_made_by_a_ledger(town):
    somebody(town, id_number=NUMBER)
    batch = checked(town, row("林秀英", NUMBER, room="999"))
    assert errors(batch)[0][2][0][0] == "dwelling.room"


def test_two_households_of_one_home_stay_apart_by_their_heads(town):
    written(town, row("甲"), row("乙", relation="儿子"), row("丙"), row("丁", relation="女儿"))
    names = {frozenset(one.memberships.values_list("resident__name", flat=True)) for one in Household.objects.all()}
    assert names == {frozenset("甲乙"), frozenset("丙丁")}


def test_a_head_that_comes_below_its_family_joins_it(town):
    written(town, row("乙", relation="儿子"), row("甲"))
    assert Household.objects.get().memberships.count() == 2


def test_a_head_that_comes_with_a_later_ledger_joins_its_family(town):
    written(town, [*row("乙", relation="儿子"), "甲"], head=[*HEAD, "户主姓名"])
    written(town, [*row("甲"), "甲"], [*row("丙"), "丙"], head=[*HEAD, "户主姓名"])
    names = {frozenset(one.memberships.values_list("resident__name", flat=True)) for one in Household.objects.all()}
    assert names == {frozenset("甲乙"), frozenset("丙")}


def test_a_matched_heading_is_remembered_for_the_area(town):
    staff = town.community_staff
    head = ["称呼大名", *HEAD[1:]]
    batch = ledgers.upload(sheet(row(), head=head), "a.xlsx", town.community, by=staff)
    assert "0" not in batch.columns
    ledgers.match(batch, {0: "resident.name"} | {int(k): v for k, v in batch.columns.items()}, by=staff)
    again = ledgers.upload(sheet(row(), head=head), "a.xlsx", town.community, by=staff)
    assert again.columns["0"] == "resident.name"


def test_of_a_sheet_without_a_head_no_name_is_remembered(town):
    head = ["张三丰", "某某路", "甲乙丙"]
    batch = ledgers.upload(sheet(["a", "b", "c"], head=head), "a.xlsx", town.community, by=town.community_staff)
    ledgers.match(batch, {0: "resident.name"}, by=town.community_staff)
    assert not MatchedHeading.objects.exists()


def test_a_field_is_matched_once_and_a_name_is_needed(town):
    batch = ledgers.upload(sheet(row()), "a.xlsx", town.community, by=town.community_staff)
    for columns in ({0: "resident.name", 1: "resident.name"}, {1: "resident.phone"}):
        with pytest.raises(ValidationError):
            ledgers.match(batch, columns, by=town.community_staff)


def test_only_who_may_brings_in_ledgers_and_only_there(town):
    for person in (town.grid_worker, town.stranger, town.supervisor):
        with pytest.raises(PermissionDenied):
            ledgers.upload(sheet(row()), "a.xlsx", town.community, by=person)


def test_who_lost_the_post_meanwhile_writes_nothing_more(town):
    batch = checked(town, row())
    ledgers.confirm(batch, by=town.community_staff, fill_only=True)
    town.community_staff.posts.update(ended_on=dt.date(2026, 1, 1))
    ledger_work.work(batch.pk)
    batch.refresh_from_db()
    assert batch.state == BatchState.STOPPED
    assert not Resident.objects.exists()


def test_a_ledger_that_was_interrupted_goes_on_where_it_stood(town, monkeypatch):
    monkeypatch.setattr(ledgers, "ROWS_AT_ONCE", 2)
    batch = checked(town, *(row(f"人{at}", number(at), room=str(at)) for at in range(1, 6)))
    ledgers.confirm(batch, by=town.community_staff, fill_only=True)
    assert not ledger_work.work(batch.pk, seconds=-1)  # one chunk, then the worker is gone
    batch.refresh_from_db()
    assert (batch.written, Resident.objects.count(), batch.alarm_at > timezone.now()) == (2, 2, True)
    assert ledger_work.work(batch.pk)
    batch.refresh_from_db()
    assert (batch.written, Resident.objects.count(), batch.counts[Outcome.ADD]) == (5, 5, 5)
    assert Notice.objects.filter(user=town.community_staff, kind="ledger_written").count() == 1


def test_a_ledger_is_taken_back_and_a_corrected_one_comes_in(town):
    kept = somebody(town, home(town, parts=HOME._replace(room="500")), id_number=NUMBER, name="早在的人")
    rows = [row(ident=number(1)), row("早在的人", NUMBER, "13811112222", room="500")]
    batch = written(town, *rows)
    ledger_undo.undo(batch, by=town.community_staff)
    assert list(Resident.objects.visible_to(town.community_staff)) == [kept]
    kept.refresh_from_db()
    assert kept.phone is None
    assert kept.id_number.open(kept.subject) == NUMBER
    assert not Dwelling.objects.standing().exclude(room="500").exists()
    assert LifeEvent.objects.filter(kind=Happening.WITHDRAWN).count() == 2
    again = written(town, *rows)
    assert (again.counts[Outcome.ADD], again.counts[Outcome.FILL]) == (1, 1)


def test_a_ledger_that_is_taken_back_confirms_nobody(town):
    resident = somebody(town, id_number=NUMBER)
    then = timezone.now() - dt.timedelta(days=200)
    Resident.objects.update(confirmed_at=then, confirmed_by=town.grid_worker)
    batch = written(town, row("林秀英", NUMBER, "13811112222"))
    resident.refresh_from_db()
    assert (resident.confirmed_at > then, resident.confirmed_by) == (True, town.community_staff)
    ledger_undo.undo(batch, by=town.community_staff)
    resident.refresh_from_db()
    assert (resident.confirmed_at, resident.confirmed_by) == (then, town.grid_worker)


def test_a_ledger_stays_once_somebody_acted_on_its_people(town):
    batch = written(town, row(ident=number(1)))
    assert not ledger_undo.touched(batch)
    actions.confirm(Resident.objects.get().pk, by=town.community_staff, seen=None)
    with pytest.raises(ValidationError):
        ledger_undo.undo(batch, by=town.community_staff)


def test_a_ledger_stays_once_somebody_else_lives_in_its_homes(town):
    batch = written(town, row(ident=number(1)))
    somebody(town, Household.objects.get(), name="后来的人", relation="20")
    assert ledger_undo.touched(batch)


def test_what_was_uploaded_stands_sealed_and_is_gone_after_seven_days(town):
    batch = written(town, row("林秀英", number(1), "13812345678"))
    stored = str(list(ImportBatch.objects.values())) + str(list(ImportChunk.objects.values()))
    assert not [word for word in ("林秀英", number(1), "13812345678", "台账") if word in stored]
    assert ledgers.erase_old() == 0
    assert ledgers.erase_old(timezone.now() + dt.timedelta(days=8)) == 1
    chunk = ImportChunk.objects.get()
    assert (chunk.rows, chunk.outcomes, chunk.before) == (None, None, None)
    assert SubjectKey.objects.get(pk=batch.subject_id).wrapped is None
    batch.refresh_from_db()
    assert batch.counts[Outcome.ADD] == 1


def test_an_invented_ledger_brings_its_people_in_and_its_faults_back(town):
    rows = list(invented.ledger(people=120, faults=0.1, units=(town.unit.code,)))
    batch = written(town, *rows, head=list(invented.HEAD))
    wrong = batch.counts[Outcome.WRONG] + batch.counts[Outcome.DOUBLE]
    assert len(rows) == 120
    assert batch.counts[Outcome.ADD] + wrong == 120
    assert 5 <= wrong <= 25, errors(batch)[:3]
    assert Resident.objects.count() == batch.counts[Outcome.ADD]
    assert Area.objects.filter(pk__in=Membership.objects.values("area")).get() == town.unit


def test_writing_costs_the_same_statements_for_few_and_many(town, django_assert_max_num_queries):
    batch = checked(town, *(row(f"人{at}", number(at), room=str(at)) for at in range(1, 80)))
    ledgers.confirm(batch, by=town.community_staff, fill_only=True)
    with django_assert_max_num_queries(50):
        ledger_work.work(batch.pk)
    assert Resident.objects.count() == 79


def recognised(town, *cells, **more):
    head = [*HEAD, "残疾等级", "低保", "认定依据", "认定日期"]
    return written(town, *([*row(ident=number(at)), *rest] for at, rest in enumerate(cells, 1)), head=head, **more)


def test_what_an_office_recognised_comes_in_with_its_paper_and_day(town):
    recognised(town, ["二级", "是", "残疾人证", "2025-06-01"])
    found = ResidentTrait.objects.order_by("kind").values_list("kind", "grade", "basis", "since")
    assert list(found) == [
        ("disabled", "二级", "残疾人证", dt.date(2025, 6, 1)),
        ("low_income", "", "残疾人证", dt.date(2025, 6, 1)),
    ]


def test_without_paper_or_day_or_before_its_day_nothing_is_recognised(town):
    batch = recognised(town, ["二级", "", "", ""], ["否", "否", "", ""], ["", "是", "低保证", "2999-01-01"])
    told = {line: [code for code, _why in wrong] for line, _outcome, wrong in errors(batch)}
    assert told == {2: ["trait.basis", "trait.since"], 4: ["trait.since"]}
    assert not ResidentTrait.objects.exists()


def test_of_somebody_who_is_there_what_is_new_is_recognised_once(town):
    recognised(town, ["二级", "", "残疾人证", "2025-06-01"])
    batch = recognised(town, ["二级", "是", "低保证", "2025-07-01"])
    assert batch.counts[Outcome.FILL] == 1
    assert set(ResidentTrait.objects.values_list("kind", "basis")) == {
        ("disabled", "残疾人证"),
        ("low_income", "低保证"),
    }
    assert recognised(town, ["二级", "是", "低保证", "2025-07-01"]).counts[Outcome.SAME] == 1
    other = recognised(town, ["一级", "", "残疾人证", "2025-06-01"], fill_only=False)
    assert other.counts[Outcome.LEFT] == 1
    assert ResidentTrait.objects.get(kind="disabled").grade == "二级"


def test_what_a_ledger_recognised_is_taken_back_with_it(town):
    batch = recognised(town, ["二级", "", "残疾人证", "2025-06-01"])
    more = recognised(town, ["", "是", "低保证", "2025-07-01"])
    ledger_undo.undo(more, by=town.community_staff)
    assert set(ResidentTrait.objects.filter(until=None).values_list("kind", flat=True)) == {"disabled"}
    assert ledger_undo.touched(batch)
    actions.recognise(
        Resident.objects.get().pk, "veteran", by=town.community_staff, seen=None, basis="证", since=dt.date(2025, 1, 1)
    )
    assert ledger_undo.touched(batch)
