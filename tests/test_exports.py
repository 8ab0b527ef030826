"""Lists that are taken along: whose rows, how masked, what stands in the sheet and in the log, and until when."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, given, settings, strategies as some
from openpyxl import load_workbook

from grids.sheets import XLSX
from residents import actions, export, filters, queries
from residents.actions import exports, ledger_work, ledgers
from residents.addresses import Parts
from residents.enums import DwellingKind, ListOf, Relation, Trait
from residents.ledgers.planning import Outcome
from residents.models import Carried, Dwelling, ExportLog, Membership, Resident
from tests import factories as make
from tests.test_ledgers import checked, number
from tests.test_residents import HOME, NUMBER, home, somebody

pytestmark = pytest.mark.django_db
LIST, HOMES, LOG = "/residents/export/", "/residents/export/homes/", "/residents/export/log/"
PHONE = "13812345678"
DAY = timedelta(days=1)
TODAY = timezone.localdate()
IN_TIME = TODAY + exports.KEPT


@pytest.fixture
def office(client, town):
    client.force_login(town.community_staff, backend="grids.backends.StaffBackend")
    return client


def rows_of(user, area):
    return queries.chosen(user, filters.Asked(area=area))


def taken(client, town, address=LIST, **more):
    asked = {"area": town.community.code, "purpose": "走访核对", "kept_until": IN_TIME} | more
    return client.post(address, asked)


def lines(answer) -> list[tuple]:
    return list(load_workbook(BytesIO(answer.content)).active.values)


def test_an_export_is_masked_says_who_and_what_for_and_is_logged(office, town):
    somebody(town, id_number=NUMBER, phone=PHONE)
    answer = taken(office, town, purpose="人口普查核对")
    assert answer["Content-Type"] == XLSX
    assert "no-store" in answer["Cache-Control"]
    text = str([[cell.value for cell in line] for line in load_workbook(BytesIO(answer.content)).active])
    assert "人口普查核对" in text
    assert "community_staff" in text
    assert "138****5678" in text
    assert NUMBER not in text
    assert PHONE not in text
    entry = ExportLog.objects.get()
    assert (entry.rows, entry.purpose, entry.by) == (1, "人口普查核对", town.community_staff)


@pytest.mark.parametrize(
    ("address", "back"),
    [(LIST, "/residents/"), (HOMES, "/households/"), ("/volunteers/hours/sheet/", "/volunteers/hours/")],
)
def test_the_form_leads_back_to_the_list_that_is_taken_along(office, address, back):
    page = office.get(address).content.decode()
    assert page.count(f'href="{back}"') >= 2  # in the phone's header, and beside the button


def test_an_export_without_a_purpose_or_without_the_right_is_none(office, client, town):
    answer = taken(office, town, purpose="")
    assert answer.status_code == 422
    client.force_login(town.grid_worker, backend="grids.backends.StaffBackend")
    assert client.get(LIST).status_code == 403
    assert not ExportLog.objects.exists()


def test_more_people_than_fit_are_refused_not_cut_off(office, town, monkeypatch):
    somebody(town)
    monkeypatch.setattr(export, "MOST_ROWS", 0)
    answer = taken(office, town)
    assert answer.status_code == 422
    assert not ExportLog.objects.exists()


def test_an_export_holds_its_own_area_only(town):
    somebody(town)
    assert rows_of(town.community_staff, town.community).count() == 1
    assert not rows_of(town.stranger, town.community).exists()
    assert not rows_of(town.community_staff, town.neighbour).exists()


NAMES = some.text("林陈王李秀英建国a-zA ·", min_size=1, max_size=12).filter(str.strip)
WORDS = some.text("省市县路学校1234（）()-", max_size=15)
PEOPLE = some.lists(
    some.fixed_dictionaries(
        {
            "name": NAMES, "phone": some.sampled_from(["", PHONE, "0594-2345678", "+85298765432"]),
            "sex": some.sampled_from(["", "male", "female"]), "born_on": some.none() | some.dates(
                min_value=date(1910, 1, 1), max_value=date(2020, 1, 1)),
            "registered_address": WORDS, "registered_region": WORDS, "education": WORDS, "workplace": WORDS,
            "room": some.sampled_from(["401", "402", "5-1", "12号", "甲"]),
        }
    ),
    min_size=1, max_size=4,
)  # fmt: skip


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(people=PEOPLE, fill_only=some.booleans())
def test_an_export_that_is_brought_in_again_changes_nothing(town, people, fill_only):
    with transaction.atomic():
        point = transaction.savepoint()
        homes = {}
        for at, facts in enumerate(people):
            facts = dict(facts)
            room = facts.pop("room")
            household = homes.get(room) or homes.setdefault(room, home(town, parts=HOME._replace(room=room)))
            facts["id_number"] = number(at) if at % 2 and not facts["born_on"] and not facts["sex"] else ""
            somebody(town, household, relation=Relation.OTHER, **facts)
        before = list(Resident.objects.order_by("pk").values())
        staff = town.community_staff
        said = ExportLog(by=staff, purpose="核对", kept_until=IN_TIME)
        made = export.of_people(rows_of(staff, town.community), said)
        batch = checked(town, file=BytesIO(made))
        assert batch.counts == {**dict.fromkeys(Outcome.values, 0), Outcome.SAME: len(people)}
        ledgers.confirm(batch, by=staff, fill_only=fill_only)
        ledger_work.work(batch.pk)
        kept = [{name: str(value) for name, value in one.items()} for one in before]
        now = [{name: str(value) for name, value in one.items()} for one in Resident.objects.order_by("pk").values()]
        assert now == kept
        assert Membership.objects.count() == len(people)
        transaction.savepoint_rollback(point)


def test_what_the_list_shows_is_what_goes_out(town, client):
    role = make.role("read_area", "read_resident", "export_residents")
    somebody(town)
    somebody(town, home(town, parts=HOME._replace(room="701")), name="外来客", is_registered=False)
    client.force_login(make.user(town.community, role), backend="grids.backends.StaffBackend")
    html = client.get(reverse("residents:list"), {"view": "migrant"}).content.decode()
    assert "/residents/export/?view=migrant" in html
    answer = taken(client, town, LIST + "?view=migrant")
    rows = list(load_workbook(BytesIO(answer.content)).active.values)
    assert len(rows) == 3  # head, note, one person
    assert ExportLog.objects.get().rows == 1


def test_an_auditor_reads_the_exports_of_their_areas_and_nobody_elses(town, client):
    role = make.role("read_area", "read_resident", "export_residents")
    for area in (town.community, town.neighbour):
        taker = make.user(area, role)
        ExportLog.objects.create(by=taker, area=area, purpose=f"用于{area.pk}", rows=3)
    client.force_login(make.user(town.community, make.role("read_logs")), backend="grids.backends.StaffBackend")
    html = client.get(LOG).content.decode()
    assert f"用于{town.community.pk}" in html
    assert f"用于{town.neighbour.pk}" not in html


def test_a_list_says_until_when_it_may_be_kept_in_the_sheet_and_in_the_log(office, town):
    somebody(town)
    answer = taken(office, town, kept_until=TODAY + 3 * DAY)
    assert str(TODAY + 3 * DAY) in lines(answer)[1][0]
    assert ExportLog.objects.get().kept_until == TODAY + 3 * DAY


def test_the_form_offers_the_default_last_day(office):
    assert office.get(LIST).context["form"].initial["kept_until"] == IN_TIME


@pytest.mark.parametrize("days", [-1, exports.LONGEST.days + 1])
def test_a_list_is_kept_no_longer_than_allowed(office, town, days):
    answer = taken(office, town, kept_until=TODAY + days * DAY)
    assert answer.status_code == 422
    assert "kept_until" in answer.context["form"].errors
    assert not ExportLog.objects.exists()


def test_the_log_says_which_lists_are_to_be_destroyed_and_in_which_post_they_were_taken(office, town):
    by = town.community_staff
    late = exports.log(town.community, by=by, purpose="上月名单", people=[], now=timezone.now() - exports.KEPT - DAY)
    exports.log(town.community, by=by, purpose="本月名单", people=[])
    html = office.get(LOG).content.decode()
    assert late.kept_until < TODAY
    assert html.count("is-over") == 1
    assert html.index("本月名单") < html.index("上月名单") < html.index("is-over")
    assert html.count(f"{by} {by.posts.get().role.name_zh}") == 2


def test_the_log_goes_on_by_time_on_its_next_page(office, town):
    by, now = town.community_staff, timezone.now()
    for at in range(51):  # the newest was written first
        exports.log(town.community, by=by, purpose=f"名单{at:02}", people=[], now=now - at * DAY)
    first = office.get(LOG)
    assert "名单49" in first.content.decode()
    assert "名单50" not in first.content.decode()
    assert "名单50" in office.get(LOG + first.context["next_url"]).content.decode()


def test_the_list_of_a_ledger_goes_out_and_names_it_but_no_list_says_it_of_each(office, town):
    poor = somebody(town, name="林秀英")
    somebody(town, home(town, parts=HOME._replace(room="402")), name="陈小明")
    actions.recognise(
        poor.pk, kind=Trait.LOW_INCOME, basis="闽低保0594", since=TODAY, by=town.community_staff, seen=poor.version
    )
    everybody, ledger = taken(office, town), taken(office, town, LIST + "?view=low_income")
    assert "闽低保0594" not in str(lines(everybody))
    assert [line[1] for line in lines(ledger)[2:]] == ["林秀英"]
    name = str(filters.VIEWS["low_income"])
    assert name in lines(ledger)[1][0]
    assert ExportLog.objects.order_by("pk").last().filters == name


def several_homes(town):
    by = town.community_staff
    somebody(town)
    actions.add_dwelling(town.unit, Parts("西街", "", "", "2"), by=by, kind=DwellingKind.HOUSE)
    actions.add_dwelling(make.area(town.neighbour), Parts("西街", "", "", "3"), by=make.user(
        town.neighbour, make.role("edit_resident")))  # fmt: skip


def test_the_homes_that_the_list_shows_go_out_without_names(office, town):
    several_homes(town)
    assert f"{HOMES}?kind=flat" in office.get(reverse("households:list"), {"kind": "flat"}).content.decode()
    every, flats = taken(office, town, HOMES), taken(office, town, HOMES + "?kind=flat")
    assert flats["Content-Type"] == XLSX
    assert len(lines(every)) == 4  # head, note, two homes
    assert "东梅小区3号楼2单元401室" in str(lines(flats)[2])
    assert lines(flats)[2][-1] == 1  # people
    assert len(lines(flats)) == 3
    assert "林秀英" not in str(lines(every))


def test_an_export_of_homes_is_logged_with_purpose_filters_and_last_day(office, town):
    several_homes(town)
    taken(office, town, HOMES + "?kind=flat")
    made = ExportLog.objects.get()
    assert (made.what, made.rows, made.purpose, made.kept_until) == (ListOf.HOMES, 1, "走访核对", IN_TIME)
    assert made.filters == str(DwellingKind.FLAT.label)
    assert not Carried.objects.exists()


def test_homes_need_the_same_right_as_people(client, town):
    client.force_login(town.grid_worker, backend="grids.backends.StaffBackend")
    assert client.get(HOMES).status_code == 403
    assert HOMES not in client.get(reverse("households:list")).content.decode()


def test_a_sheet_of_homes_that_is_brought_in_again_changes_nothing(office, town):
    several_homes(town)
    before = list(Dwelling.objects.order_by("pk").values())
    file = BytesIO(taken(office, town, HOMES).content)
    batch = checked(town, file=file)
    assert batch.counts == {**dict.fromkeys(Outcome.values, 0), Outcome.SAME: 2}
    ledgers.confirm(batch, by=town.community_staff, fill_only=False)
    ledger_work.work(batch.pk)
    assert list(Dwelling.objects.order_by("pk").values()) == before
