from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import translation
from hypothesis import given, strategies as st

from grids.days import when
from grids.days.when import SHANGHAI

pytestmark = pytest.mark.usefixtures("english")

NOW = datetime(2026, 5, 11, 14, 20, tzinfo=SHANGHAI)


def ago(**length):
    return NOW - timedelta(**length)


def ahead(**length):
    return NOW + timedelta(**length)


@pytest.mark.parametrize(
    ("at", "words"),
    [
        (datetime(2026, 5, 11, 15, 30, tzinfo=SHANGHAI), "15:30"),
        (datetime(2026, 5, 10, 15, 30, tzinfo=SHANGHAI), "10 May 15:30"),
        (datetime(2021, 5, 11, 15, 30, tzinfo=SHANGHAI), "11 May 2021"),
        (datetime(2026, 5, 10, 16, 5, tzinfo=UTC), "00:05"),
    ],
)
def test_a_stamp_says_only_what_differs_from_now(at, words):
    assert when.stamp(at, NOW) == words


def test_a_day_has_its_year_where_that_is_not_this_one():
    assert when.day_of(date(2026, 5, 11), NOW.date()) == "11 May"
    assert when.day_of(date(2021, 5, 11), NOW.date()) == "11 May 2021"
    with translation.override("zh-hans"):
        assert when.day_of(date(2021, 5, 11), NOW.date()) == "2021年5月11日"


def test_days_bear_their_years_unless_they_are_all_of_this_one():
    today = NOW.date()
    assert when.span(date(2026, 1, 5), date(2026, 3, 9), today) == "5 Jan – 9 Mar"
    assert when.span(date(2023, 11, 7), date(2026, 11, 6), today) == "7 Nov 2023 – 6 Nov 2026"
    assert when.span(date(2026, 5, 1), None, today) == "since 1 May"
    assert when.span(today + timedelta(days=1), None, today) == "from 12 May"


def test_a_deadline_has_its_weekday():
    assert when.deadline(datetime(2026, 5, 13, 17, 30, tzinfo=SHANGHAI), NOW) == "Wed 13 May 17:30"
    assert when.deadline(datetime(2027, 1, 1, 17, 30, tzinfo=SHANGHAI), NOW) == "Fri 1 Jan 2027 17:30"


@pytest.mark.parametrize(
    ("due", "words"),
    [
        (ahead(days=2, hours=3, minutes=59), "2 days 3 h left"),
        (ahead(days=1, minutes=40), "1 day left"),
        (ahead(hours=3, minutes=40), "3 h 40 min left"),
        (ahead(minutes=5, seconds=59), "5 min left"),
        (ahead(seconds=59), "under 1 min left"),
        (ago(days=1, hours=2), "1 day 2 h late"),
        (ago(minutes=20), "20 min late"),
    ],
)
def test_time_left_is_told_in_two_units_at_most(due, words):
    assert when.left(due, NOW) == words


def test_minutes_count_only_below_a_day():
    assert when.took(timedelta(hours=23, minutes=59)) == "23 h 59 min"
    assert when.took(timedelta(hours=24, minutes=59)) == "1 day"


@given(st.timedeltas(timedelta(minutes=-3), timedelta(days=4000)))
def test_any_length_has_one_or_two_units(length):
    words = when.took(length)
    assert words
    assert len(words.split()) in (2, 3, 4)


def test_chinese_words():
    with translation.override("zh-hans"):
        assert when.stamp(datetime(2026, 5, 10, 15, 30, tzinfo=SHANGHAI), NOW) == "5月10日 15:30"
        assert when.stamp(datetime(2021, 5, 11, 15, 30, tzinfo=SHANGHAI), NOW) == "2021年5月11日"
        assert when.deadline(datetime(2026, 5, 13, 17, 30, tzinfo=SHANGHAI), NOW) == "5月13日 周三 17:30"
        assert when.left(ahead(days=2, hours=3), NOW) == "剩 2 天 3 小时"
        assert when.left(ago(days=1, hours=2), NOW) == "已超 1 天 2 小时"
        assert when.left(ahead(hours=3, minutes=40), NOW) == "剩 3 小时 40 分"
        assert when.took(timedelta(minutes=15)) == "15 分钟"


def test_a_month_has_its_year():
    assert when.month(date(2026, 5, 11)) == "May 2026"


def test_a_tag_says_once_that_something_is_late():
    assert when.in_tag(ago(days=1, hours=2), NOW) == "1 day 2 h"
    assert when.in_tag(ahead(hours=2), NOW) == "2 h left"
