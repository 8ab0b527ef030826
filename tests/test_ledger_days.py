"""Days in a ledger: as offices write them, whole or not at all."""

import datetime as dt
import re

import pytest
from django.utils.translation import override
from hypothesis import example, given, strategies as some

from residents.ledgers import invented, sheetwords
from residents.ledgers.planning import Outcome
from residents.models import Resident
from tests.test_ledgers import BORN, errors, number, written

HEAD = ["姓名", "身份证号码", "出生年月", "入住日期", "小区", "室"]
WHOLE = ("{0}-{1}-{2}", "{0}/{1}/{2}", "{0}.{1}.{2}", "{0}年{1}月{2}日", "{0}年{1}月{2}", "{0}{1:02}{2:02}")
MONTHS = ("{0}-{1}", "{0}/{1}", "{0}.{1}", "{0}年{1}月", "{0}年{1}", "{0}{1:02}", "{0}.{1:02}", "{0}-{1:02}")
MIDNIGHT = ("", " 0:00", " 00:00", " 00:00:00", " 0:00:00")


@given(some.dates(dt.date(1900, 1, 1)), some.sampled_from(WHOLE), some.sampled_from(MIDNIGHT), some.booleans())
def test_a_day_is_read_however_an_office_writes_it(day, written, midnight, wide):
    text = written.format(day.year, day.month, day.day) + midnight
    if wide:
        text = text.translate({code: code + 0xFEE0 for code in range(0x2D, 0x3A)})
    assert sheetwords.day(text) == day


@given(some.dates(dt.date(1900, 1, 1), dt.date(2099, 12, 31)), some.sampled_from(MONTHS))
def test_of_a_month_alone_no_day_is_guessed(day, written):
    with pytest.raises(sheetwords.DayMissing) as said:
        sheetwords.day(written.format(day.year, day.month))
    assert said.value.month == day.replace(day=1)


@given(some.text("0123456789-/.年月日", max_size=12))
@example("2015115")
@example("19911-1")
@example("1990-1/2")
@example("199013")
@example("2026-02-30")
def test_what_is_read_as_a_day_says_all_three_numbers(text):
    try:
        day = sheetwords.day(text)
    except sheetwords.NotUnderstood:
        return
    said = re.findall(r"\d+", text)
    assert said == [f"{day:%Y%m%d}"] or [*map(int, said)] == [day.year, day.month, day.day]


@pytest.mark.django_db
def test_a_day_that_lost_its_format_is_told_by_the_day_it_may_be(town):
    with override("en"):
        batch = written(town, ["林秀英", "", "", "40299", "东梅小区", "401"], head=HEAD)
    why = "a number instead of a day, perhaps 2010-05-01: give the column the format of a date"
    assert errors(batch) == [(2, Outcome.WRONG, [["membership.since", why]])]


@pytest.mark.django_db
def test_a_month_alone_is_refused_at_its_cell(town):
    with override("en"):
        batch = written(town, ["林秀英", "", "1990.11", "201512", "东梅小区", "401"], head=HEAD)
    why = "the day is missing: write 2026-05-11"
    assert errors(batch) == [(2, Outcome.WRONG, [["resident.born_on", why], ["membership.since", why]])]


@pytest.mark.django_db
@pytest.mark.parametrize(("month", "outcome"), [("1980.02", Outcome.ADD), ("1980年3月", Outcome.WRONG)])
def test_of_a_month_of_birth_the_number_knows_the_day(town, month, outcome):
    batch = written(town, ["林秀英", number(), month, "", "东梅小区", "401"], head=HEAD)
    assert batch.counts[outcome] == 1
    assert set(Resident.objects.values_list("born_on", flat=True)) <= {BORN}


@pytest.mark.django_db
def test_a_number_cell_drops_the_nought_of_october(town):
    batch = written(
        town, ["林秀英", invented.id_number(dt.date(1990, 10, 5), True, 1), "1990.1", "", "东梅小区", "401"], head=HEAD
    )
    assert batch.counts[Outcome.ADD] == 1


@pytest.mark.parametrize(
    ("word", "value"), [("子", "20"), ("儿子", "20"), ("长子", "20"), ("女", "30"), ("女儿", "30")]
)
def test_children_of_the_head_are_read_in_the_words_of_the_standard_and_of_people(word, value):
    assert sheetwords.choice("membership.relation", word) == value
