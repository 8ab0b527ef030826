from datetime import date

import pytest
from django.utils import translation

from grids.days.notices import NoticeErrors, UnknownYear, known_years, official_days, read_notice


def test_years_that_are_not_published_are_not_guessed():
    assert known_years()[0] == 2004
    with pytest.raises(UnknownYear):
        official_days(known_years()[-1] + 1)


def test_a_notice_is_read_from_rows():
    rows = [
        (2, {"date": "2027年1月1日", "works": "0", "name": "元旦"}),
        (3, {"date": "2027-01-03", "works": "1", "name": "元旦"}),
    ]
    assert read_notice(rows) == {date(2027, 1, 1): (False, "元旦"), date(2027, 1, 3): (True, "元旦")}


@pytest.mark.parametrize(
    "cells",
    [
        {"date": "2027-02-30", "works": "0", "name": "元旦"},
        {"date": "soon", "works": "0", "name": "元旦"},
        {"date": "2027-02-06", "works": "", "name": "春节"},
        {"date": "2027-02-08", "works": "1", "name": "春节"},
        {"date": "2027-02-06", "works": "1", "name": " "},
        {"date": "2028-02-06", "works": "1", "name": "春节"},
        {"date": "2027-01-01", "works": "0", "name": "元旦"},
    ],
)
def test_a_wrong_line_of_a_notice_is_named(cells):
    with pytest.raises(NoticeErrors) as caught:
        read_notice([(2, {"date": "2027-01-01", "works": "0", "name": "元旦"}), (7, cells)])
    assert [line for line, _message in caught.value.errors] == [7]


def test_of_a_notice_that_begins_in_the_december_before_that_line_alone_is_wrong_and_told_where_it_goes():
    days = ["2026-12-31", "2027-01-01", "2027-01-02"]
    with translation.override("en"), pytest.raises(NoticeErrors) as refused:
        read_notice([(line, {"date": day, "works": "0", "name": "元旦"}) for line, day in enumerate(days, 2)])
    ((line, words),) = refused.value.errors
    assert line == 2
    assert "add it to the sheet of 2026 and bring that year in again" in words


def test_an_empty_notice_is_refused():
    with pytest.raises(NoticeErrors):
        read_notice([])
