"""Which rows an office's table gets: one a household or a person, those who fit; what is left out is counted."""

import datetime as dt
from io import BytesIO

import pytest
from django.utils import timezone
from openpyxl import load_workbook

from residents import actions, table_rows
from residents.actions import tables
from residents.enums import RowsBy
from residents.models import TableRequest
from tests.test_fill_tables import filled, received, saved, theirs
from tests.test_residents import DAY, HOME, home, somebody
from tests.test_table_pages import signed_in, url

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


def chosen(town, rows_by, **narrowed) -> tuple[list[str], int]:
    request = TableRequest(area=town.community, rows_by=rows_by, narrowed=narrowed)
    rows, left_out = table_rows.chosen(town.community_staff, request, TODAY)
    return [row.resident.name for row in rows.select_related("resident")], left_out


def born(years: int) -> dt.date:
    return TODAY.replace(day=1) - dt.timedelta(days=366 * years)


@pytest.fixture
def family(town):
    household = home(town)
    somebody(town, household, name="林奶奶", sex="female", born_on=born(80))
    somebody(town, household, name="林小宝", sex="male", born_on=born(8), relation="30")
    return household


def test_a_household_is_its_head(town, family):
    assert chosen(town, RowsBy.HOUSEHOLD) == (["林奶奶"], 0)


def test_a_household_without_a_head_is_who_comes_next(town):
    household = home(town)
    somebody(town, household, name="陈小明", relation="80")
    somebody(town, household, name="陈小红", relation="10")
    assert chosen(town, RowsBy.HOUSEHOLD) == (["陈小红"], 0)


def test_a_household_whose_head_does_not_fit_is_who_fits(town, family):
    assert chosen(town, RowsBy.HOUSEHOLD, age_to=17) == (["林小宝"], 0)


def test_households_in_which_nobody_is_registered_are_counted(town, family):
    home(town, parts=HOME._replace(room="402"))
    assert chosen(town, RowsBy.HOUSEHOLD) == (["林奶奶"], 1)


def test_who_is_registered_in_one_household_and_lives_in_another_has_one_row(town, family):
    lodging = home(town, parts=HOME._replace(room="402"))
    mover = somebody(town, family, name="林远", relation="20", is_living=False)
    actions.move(mover.pk, lodging, by=town.community_staff, seen=None, on=DAY)
    names, left_out = chosen(town, RowsBy.PERSON)
    assert (sorted(names), left_out) == (["林奶奶", "林小宝", "林远"], 1)
    request = TableRequest(area=town.community, rows_by=RowsBy.PERSON)
    rows, _left = table_rows.chosen(town.community_staff, request, TODAY)
    assert rows.get(resident=mover).household == lodging


@pytest.mark.parametrize(
    ("asked", "names"),
    [
        ({"age_from": 60}, ["林奶奶"]),
        ({"age_from": 0, "age_to": 59}, ["林小宝"]),
        ({"age_from": 9, "age_to": 60}, []),
        ({"sex": "male"}, ["林小宝"]),
        ({"state": "here"}, ["林奶奶", "林小宝"]),
        ({"state": "away"}, []),
    ],
)
def test_rows_are_chosen_by_age_sex_and_state(town, family, asked, names):
    assert chosen(town, RowsBy.PERSON, **asked) == (names, 0)


def test_the_page_takes_the_filters_and_says_them_and_what_was_left_out(town, family):
    home(town, parts=HOME._replace(room="402"))
    row = received(town)
    typed = {f"column_{at}": code or "?" for at, code in row.matching.items()}
    typed |= {"rows_by": "household", "sex": "female", "age_from": "60", "age_to": "", "state": ""}
    client = signed_in(town.community_staff)
    assert client.post(url("detail", row), typed).status_code == 302
    row.refresh_from_db()
    assert (row.narrowed, row.row_count, row.left_out) == ({"sex": "female", "age_from": 60}, 1, 1)
    pairs = dict(client.get(url("detail", row)).context["pairs"])
    assert "60" in "".join(map(str, pairs.values()))
    assert 1 in pairs.values()


def test_whom_a_table_lists_itself_no_filter_takes_out(town, family):
    book = load_workbook(BytesIO(theirs(rows=1, footer=False)))
    book.active["B5"], book.active["H5"] = "林小宝", "东梅小区3号楼2单元401室"
    row = received(town, saved(book))
    matching = {**row.matching, "2": "resident.name"}
    asked = {"rows_by": RowsBy.LISTED, "ledger": "elderly", "narrowed": {"age_from": 60}}
    row, sheet = filled(row, town.community_staff, matching=matching, **asked)
    assert sheet["D5"].value == "男"
    assert (row.ledger, row.narrowed) == ("", {})


def test_an_age_that_ends_before_it_begins_is_told_at_its_field(town, family):
    row = received(town)
    typed = {f"column_{at}": code or "?" for at, code in row.matching.items()}
    answer = signed_in(town.community_staff).post(
        url("detail", row), typed | {"rows_by": "person", "age_from": "60", "age_to": "17"}
    )
    assert answer.status_code == 422
    assert "age_to" in answer.context["form"].errors


def test_a_filter_that_nobody_fits_is_told(town, family):
    row = received(town)
    with pytest.raises(tables.ValidationError) as refused:
        tables.ask(row.pk, by=town.community_staff, matching=row.matching, narrowed={"age_from": 100})
    assert "rows_by" in refused.value.message_dict
