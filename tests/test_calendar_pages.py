"""The calendar's pages: looked at by all, filled by whoever keeps the rules, and what hangs on it counted anew."""

import datetime as dt
import io
import json
import time

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import reverse
from openpyxl import load_workbook

from grids.actions import calendar as acts
from grids.days import calendar as calendars
from grids.days.notices import NoticeDay
from grids.models import CalendarDay, CalendarYear, User
from tests import factories as make
from tests.town import at

pytestmark = pytest.mark.django_db

HEAD = "日期,上班,节假日\n"
NEXT = """2027-01-01,休,元旦
2027-01-02,休,元旦
2027-01-03,休,元旦
2027-02-06,班,春节
"""
BEGAN = time.monotonic()
NOTICE = "国办发明电〔2026〕99号"


@pytest.fixture(autouse=True)
def _no_next_year(db):
    CalendarDay.objects.filter(day__year__gte=2027).delete()
    CalendarYear.objects.filter(year__gte=2027).delete()


@pytest.fixture(autouse=True)
def _in_november(monkeypatch):
    # It ticks: the calendar is read again when a year was written later than before.
    now = at("2026-11-21 09:00")
    monkeypatch.setattr("django.utils.timezone.now", lambda: now + dt.timedelta(seconds=time.monotonic() - BEGAN))


@pytest.fixture
def keeper(town):
    return make.fresh(make.user(at=town.district, role=make.role("manage_rules", "read_area"), name="Keeper"))


def sheet(text: str, name="notice.csv") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, text.encode())


def choose(client, text: str, **more):
    return client.post(reverse("calendar:import"), {"file": sheet(HEAD + text), "source": NOTICE} | more)


def confirm(client, preview):
    sent = {name: value for name, value in preview.context["confirm"].initial.items()}
    return client.post(reverse("calendar:confirm"), sent)


def days(*texts: str) -> dict:
    return {dt.date.fromisoformat(text): NoticeDay(False, "元旦") for text in texts}


def test_everybody_signed_in_looks_at_the_years_and_nobody_else(client, town):
    assert client.get(reverse("calendar:years")).status_code == 302
    client.force_login(town.unit_head)
    answer = client.get(reverse("calendar:years"))
    assert answer.status_code == 200
    assert answer.context["waiting"] == [2028, 2027]
    assert not answer.context["may_keep"]


def test_a_year_shows_its_holidays_with_the_days_worked_for_them(client, town):
    client.force_login(town.unit_head)
    answer = client.get(reverse("calendar:year", args=[2026]))
    spring = next(one for one in answer.context["holidays"] if one.first == dt.date(2026, 2, 15))
    assert spring.make_up == [dt.date(2026, 2, 14), dt.date(2026, 2, 28)]
    february = answer.context["months"][1]["weeks"]
    worked = [day.day.day for week in february for day in week if day and day.special and day.works]
    assert worked == [14, 28]


@pytest.mark.parametrize(("year", "status"), [(2027, 200), (2028, 200), (2040, 404), (1999, 404)])
def test_only_years_that_are_known_or_near_have_a_page(client, town, year, status):
    client.force_login(town.unit_head)
    assert client.get(reverse("calendar:year", args=[year])).status_code == status


@pytest.mark.parametrize("name", ["import", "confirm", "marked", "anew"])
def test_only_the_keeper_of_the_rules_changes_the_calendar(client, town, name):
    client.force_login(town.street_staff)
    assert client.post(reverse(f"calendar:{name}")).status_code == 403


def test_the_preview_writes_nothing_and_the_confirmation_makes_the_year_official(client, keeper):
    client.force_login(keeper)
    preview = choose(client, NEXT)
    assert preview.status_code == 200
    assert [change.day.day for change in preview.context["changes"]] == [1, 2, 3, 6]
    assert not CalendarYear.objects.filter(year=2027).exists()

    assert confirm(client, preview).status_code == 302
    assert CalendarYear.objects.get(year=2027).source == NOTICE
    assert CalendarDay.objects.filter(day__year=2027).count() == 4
    history = client.get(reverse("calendar:year", args=[2027])).context["history"]
    assert [(line["who"], line["text"]) for line in history] == [("Keeper", NOTICE)]


def test_wrong_lines_are_named_with_their_reason_and_the_sheet_comes_back_marked(client, keeper):
    client.force_login(keeper)
    answer = choose(client, "2027-01-01,休,元旦\n2027-13-01,休,元旦\n2027-02-08,班,春节\n")
    assert answer.status_code == 422
    assert [row["line"] for row in answer.context["form"].wrong] == [3, 4]
    assert NOTICE in answer.content.decode()

    book = client.post(reverse("calendar:marked"), {"file": answer.context["handed"]})
    page = load_workbook(io.BytesIO(book.content)).active
    assert [page.cell(line, 4).value is None for line in (2, 3, 4)] == [True, False, False]
    assert page["A3"].value == "2027-13-01"
    assert not CalendarYear.objects.filter(year=2027).exists()


@pytest.mark.parametrize(
    ("file", "said"),
    [
        (sheet("日期,上班\n2027-01-01,0\n"), "Holiday"),
        (sheet(HEAD + "".join(f"2027-01-01,0,x{n}\n" for n in range(400))), "one year"),
        (SimpleUploadedFile("a.xlsx", b"PK\x03\x04broken"), "damaged"),
        (sheet(""), "empty"),
        (sheet(HEAD + "2027-01-01,休," + "长" * 41 + "\n"), "1 of its lines"),
        (None, "Choose the sheet"),
    ],
)
def test_a_sheet_that_is_no_notice_is_refused_at_the_field(client, keeper, file, said):
    client.force_login(keeper)
    User.objects.filter(pk=keeper.pk).update(language="en")
    sent = {"source": NOTICE} | ({"file": file} if file else {})
    answer = client.post(reverse("calendar:import"), sent)
    assert answer.status_code == 422
    assert said in str(answer.context["form"].errors["file"])


def test_a_year_further_than_the_next_cannot_be_out(client, keeper):
    client.force_login(keeper)
    assert choose(client, "2028-01-01,休,元旦\n").status_code == 422
    with pytest.raises(ValidationError):
        acts.bring_in(days("2028-01-01"), source=NOTICE, by=keeper)


def test_an_official_year_changes_only_with_a_reason_and_what_it_drops_is_kept_in_the_history(client, keeper):
    acts.bring_in(days("2027-01-01", "2027-01-02"), source=NOTICE, by=keeper)
    with pytest.raises(ValidationError):
        acts.bring_in(days("2027-01-01"), source=NOTICE, by=keeper)
    done = acts.bring_in(days("2027-01-01"), source=NOTICE, by=keeper, why="更正")
    assert [(change.day.day, change.after) for change in done.changes] == [(2, None)]
    assert not CalendarDay.objects.filter(day=dt.date(2027, 1, 2)).exists()
    events = CalendarDay._meta.get_field("events").related_model
    assert events.objects.filter(
        day=dt.date(2027, 1, 2), pgh_label="removed", pgh_context__metadata__why="更正"
    ).exists()


def test_where_only_the_reason_is_missing_the_page_says_that_the_sheet_has_to_be_chosen_again(client, keeper):
    acts.bring_in(days("2027-01-01"), source=NOTICE, by=keeper)
    client.force_login(keeper)
    assert sorted(choose(client, NEXT).context["form"].errors) == ["file", "why"]


def test_a_preview_that_is_out_of_date_is_not_written(client, keeper):
    client.force_login(keeper)
    preview = choose(client, NEXT, why="更正")
    acts.bring_in(days("2027-01-01"), source="another", by=keeper)
    assert confirm(client, preview).status_code == 422
    assert CalendarYear.objects.get(year=2027).source == "another"


def test_a_confirmation_without_its_sheet_asks_for_the_file_again(client, keeper):
    client.force_login(keeper)
    for handed in (
        "",
        "{",
        json.dumps([["日期"], [[1, "x"]]]),
        json.dumps(7),
        json.dumps([["日期"], [[1, {"日期": "\0"}]]]),
    ):
        answer = client.post(reverse("calendar:confirm"), {"file": handed, "source": NOTICE})
        assert answer.status_code == 422
        assert NOTICE in answer.content.decode()


def test_the_keeper_alone_may_bring_in_a_notice(town):
    with pytest.raises(PermissionDenied):
        acts.bring_in(days("2027-01-01"), source=NOTICE, by=town.street_staff)


def test_a_year_is_brought_in_from_a_notice_that_is_named(keeper):
    with pytest.raises(ValidationError) as refused:
        acts.bring_in(days("2027-01-01"), source=" ", by=keeper)
    assert "source" in refused.value.error_dict


def test_a_notice_moves_the_provisional_promises_and_tells_who_holds_them(client, town, keeper):
    case = town.report(now=at("2026-12-31 10:00"))
    assert case.provisional
    client.force_login(town.grid_worker)
    (waiting,) = client.get(reverse("calendar:years")).context["promises"]
    assert "1" in waiting["text"]
    assert case.number in client.get(waiting["url"]).content.decode()

    client.force_login(keeper)
    confirm(client, choose(client, NEXT))
    case.refresh_from_db()
    assert (case.due_at, case.provisional) == (at("2027-01-04 17:30"), False)
    assert town.grid_worker.notices.filter(kind="case_due_moved").count() == 1


def test_a_notice_that_comes_while_the_calendar_is_read_makes_no_year_official_without_its_days(monkeypatch):
    monkeypatch.setattr("grids.days.calendar._kept", None)
    asked = []

    def notice_comes(execute, sql, params, many, context):
        found = execute(sql, params, many, context)
        asked.append(sql)
        if len(asked) == 2:  # after the version and one of the two tables
            CalendarYear.objects.create(year=2027, source=NOTICE)
            CalendarDay.objects.create(day=dt.date(2027, 1, 1), works=False, name="元旦")
        return found

    with connection.execute_wrapper(notice_comes):
        read = calendars.current()
    assert 2027 not in read.official
    assert not calendars.current().works(dt.date(2027, 1, 1))


def test_a_correction_moves_promises_that_looked_final(town, keeper):
    case = town.report(now=at("2026-11-23 10:00"))
    assert (case.due_at, case.provisional) == (at("2026-11-24 17:30"), False)
    year = {day.day: NoticeDay(day.works, day.name) for day in CalendarDay.objects.filter(day__year=2026)}
    extra = {dt.date(2026, 11, 24): NoticeDay(False, "防台风停工")}
    assert acts.bring_in(year | extra, source=NOTICE, by=keeper, why="省政府通知").moved == 1
    case.refresh_from_db()
    assert case.due_at == at("2026-11-25 17:30")


def take_out(client, year=2027, why="通知尚未印发", seen=None):
    seen = acts.version(year) if seen is None else seen
    return client.post(reverse("calendar:take_out", args=[year]), {"why": why, "seen": seen})


def test_a_year_brought_in_before_its_notice_was_out_is_provisional_again(client, town, keeper):
    case = town.report(now=at("2026-12-31 10:00"))
    acts.bring_in(days("2027-01-01", "2027-01-02"), source=NOTICE, by=keeper)
    client.force_login(keeper)
    form = client.get(reverse("calendar:year", args=[2027])).content.decode()
    assert reverse("calendar:take_out", args=[2027]) in form
    assert take_out(client).status_code == 302
    case.refresh_from_db()
    assert (case.due_at, case.provisional) == (at("2027-01-01 17:30"), True)
    assert not CalendarDay.objects.filter(day__year=2027).exists()
    page = client.get(reverse("calendar:year", args=[2027]))
    assert (page.context["record"], len(page.context["history"])) == (None, 2)
    assert "通知尚未印发" in page.content.decode()


def test_each_time_the_calendar_moves_a_promise_its_holder_is_told(town, keeper):
    town.report(now=at("2026-12-31 10:00"))
    for _time in range(2):
        acts.bring_in(days("2027-01-01"), source=NOTICE, by=keeper)
        acts.take_out(2027, by=keeper, why="通知尚未印发")
    assert town.grid_worker.notices.filter(kind="case_due_moved").count() == 4


def test_a_year_that_has_begun_is_corrected_and_not_taken_out(client, keeper):
    client.force_login(keeper)
    assert (
        reverse("calendar:take_out", args=[2026])
        not in client.get(reverse("calendar:year", args=[2026])).content.decode()
    )
    assert take_out(client, 2026).status_code == 422
    assert CalendarYear.objects.filter(year=2026).exists()


@pytest.mark.parametrize("wrong", [{"why": " "}, {"seen": "before another notice came"}])
def test_a_year_is_not_taken_out_without_a_reason_or_after_somebody_changed_it(client, keeper, wrong):
    acts.bring_in(days("2027-01-01"), source=NOTICE, by=keeper)
    client.force_login(keeper)
    assert take_out(client, **wrong).status_code == 422
    assert CalendarYear.objects.filter(year=2027).exists()


def test_the_keeper_alone_takes_a_year_out(client, town, keeper):
    acts.bring_in(days("2027-01-01"), source=NOTICE, by=keeper)
    with pytest.raises(PermissionDenied):
        acts.take_out(2027, by=town.street_staff, why="测试")


def test_many_promises_are_counted_anew_in_batches(town, keeper, monkeypatch):
    monkeypatch.setattr("cases.actions.promises.BATCH", 2)
    for _n in range(5):
        town.report(now=at("2026-12-31 10:00"))
    done = acts.bring_in(days("2027-01-01"), source=NOTICE, by=keeper)
    assert done.moved == 5


def test_an_interrupted_count_is_taken_up_by_the_button(client, town, keeper):
    case = town.report(now=at("2026-12-31 10:00"))
    CalendarYear.objects.create(year=2027, source="written, but the process died before the promises")
    CalendarDay.objects.create(day=dt.date(2027, 1, 1), works=False, name="元旦")
    client.force_login(keeper)
    assert client.post(reverse("calendar:anew")).status_code == 302
    case.refresh_from_db()
    assert (case.due_at, case.provisional) == (at("2027-01-04 17:30"), False)


def test_the_sheet_of_a_year_is_a_pattern_for_the_next(client, keeper):
    client.force_login(keeper)
    book = load_workbook(io.BytesIO(client.get(reverse("calendar:sheet", args=[2026])).content)).active
    assert len([cell.value for cell in book[1]]) == 3
    assert client.get(reverse("calendar:sheet", args=[2027])).status_code == 404
    assert client.get(reverse("calendar:sheet", args=[99999])).status_code == 404


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_sheet_of_a_year_comes_back_in_unchanged(client, keeper, language):
    client.force_login(keeper)
    User.objects.filter(pk=keeper.pk).update(language=language)
    book = client.get(reverse("calendar:sheet", args=[2026])).content
    file = SimpleUploadedFile("2026.xlsx", book)
    answer = client.post(reverse("calendar:import"), {"file": file, "source": NOTICE, "why": "核对"})
    assert answer.status_code == 200
    assert answer.context["changes"] == []


def test_a_sheet_that_was_cut_off_is_told_by_the_festivals_it_does_not_name(client, keeper):
    client.force_login(keeper)
    assert "清明、劳动、端午、中秋、国庆" in choose(client, NEXT).content.decode()
    rest = "".join(f"2027-{at:02}-04,休,{name}\n" for at, name in enumerate(("清明节", "劳动节", "端午节"), 4))
    page = choose(client, NEXT + rest + "2027-09-15,休,中秋节\n2027-10-01,休,国庆节\n").content.decode()
    assert "清明、" not in page
