"""From a rule to its days: pure arithmetic, asked of many rhythms and calendars."""

from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, strategies as st

from grids.days.when import SHANGHAI
from grids.days.workdays import Calendar, add_months
from parties.meetings import rhythm
from parties.meetings.load import hours, overlaps
from parties.meetings.rhythm import Pattern

DAYS = {date(2026, 2, day): False for day in range(16, 24)} | {date(2026, 2, 28): True, date(2026, 1, 1): False}
YEARS = frozenset({2025, 2026})
CALENDAR = Calendar(DAYS, official=YEARS)

dates = st.dates(date(2025, 2, 1), date(2027, 12, 31))
patterns = st.sampled_from([1, 3, 6, 12]).flatmap(
    lambda every: st.builds(Pattern, st.just(every), st.integers(1, every), st.integers(1, 31), st.booleans())
)


@given(patterns, dates)
def test_every_period_has_one_day_and_it_lies_in_the_month_named_or_was_moved_on(pattern, day):
    period = rhythm.period_of(pattern.every, day)
    found = rhythm.slot(pattern, period, CALENDAR)
    named = add_months(period, pattern.month - 1)
    assert named <= found.due
    if not pattern.rolls:
        assert (found.due.year, found.due.month) == (named.year, named.month)
        assert found.due.day <= pattern.day


@given(patterns, dates)
def test_a_day_that_rolls_is_a_working_day_and_no_working_day_was_passed_over(pattern, day):
    period = rhythm.period_of(pattern.every, day)
    found = rhythm.slot(pattern, period, CALENDAR)
    stays = rhythm.slot(Pattern(pattern.every, pattern.month, pattern.day, rolls=False), period, CALENDAR).due
    if pattern.rolls:
        passed = [stays + timedelta(days=n) for n in range((found.due - stays).days)]
        assert CALENDAR.works(found.due)
        assert not any(CALENDAR.works(one) for one in passed)
    else:
        assert found.due == stays


@given(patterns, dates, st.integers(0, 500))
def test_the_days_of_a_stretch_are_those_of_its_periods_in_order_each_once(pattern, first, length):
    last = first + timedelta(days=length)
    found = list(rhythm.slots(pattern, first, last, CALENDAR))
    assert [one.due for one in found] == sorted(one.due for one in found)
    assert len({one.period for one in found}) == len(found)
    period, wanted = rhythm.period_of(pattern.every, first - timedelta(days=62)), []
    while period <= last:
        one = rhythm.slot(pattern, period, CALENDAR)
        wanted += [one] if first <= one.due <= last else []
        period = add_months(period, pattern.every)
    assert found == wanted


@given(patterns, dates, st.integers(1, 200), st.integers(1, 200))
def test_a_stretch_cut_in_two_has_the_same_days(pattern, first, one, two):
    middle, last = first + timedelta(days=one), first + timedelta(days=one + two)
    parts = [
        *rhythm.slots(pattern, first, middle, CALENDAR),
        *rhythm.slots(pattern, middle + timedelta(days=1), last, CALENDAR),
    ]
    assert parts == list(rhythm.slots(pattern, first, last, CALENDAR))


@given(patterns, dates)
def test_a_day_is_provisional_exactly_where_a_year_without_a_notice_was_asked(pattern, day):
    found = rhythm.slot(pattern, rhythm.period_of(pattern.every, day), CALENDAR)
    named = add_months(rhythm.period_of(pattern.every, day), pattern.month - 1)
    asked = {named.year, found.due.year} if pattern.rolls else set()
    assert found.provisional == (not asked <= YEARS)


@given(dates, st.sampled_from([1, 3, 6, 12]))
def test_a_day_lies_in_its_period(day, every):
    period = rhythm.period_of(every, day)
    assert period <= day < add_months(period, every)
    assert rhythm.period_of(every, period) == period


@pytest.mark.parametrize(
    ("pattern", "period", "day"),
    [
        (Pattern(1, 1, 23), date(2026, 11, 1), date(2026, 11, 23)),
        (Pattern(1, 1, 23), date(2026, 5, 1), date(2026, 5, 25)),  # a Saturday
        (Pattern(1, 1, 23), date(2026, 2, 1), date(2026, 2, 24)),  # in the Spring Festival
        (Pattern(1, 1, 28), date(2026, 2, 1), date(2026, 2, 28)),  # a Saturday that is worked
        (Pattern(1, 1, 31), date(2026, 4, 1), date(2026, 4, 30)),
        (Pattern(3, 3, 31), date(2026, 1, 1), date(2026, 3, 31)),
        (Pattern(1, 1, 31), date(2026, 1, 1), date(2026, 2, 2)),  # moves into the next month
        (Pattern(12, 12, 31), date(2025, 1, 1), date(2025, 12, 31)),
        (Pattern(1, 1, 31, rolls=False), date(2026, 1, 1), date(2026, 1, 31)),
    ],
)
def test_the_23rd_the_quarter_and_the_year(pattern, period, day):
    assert rhythm.slot(pattern, period, CALENDAR) == (period, day, False)


def test_a_rhythm_that_cannot_be_is_refused():
    for wrong in ((2, 1, 1), (3, 4, 1), (1, 1, 32), (12, 0, 1)):
        with pytest.raises(ValueError, match="no such rhythm"):
            Pattern(*wrong)


AT = datetime(2026, 11, 2, 9, tzinfo=SHANGHAI)
spans = st.lists(
    st.tuples(st.integers(0, 40), st.integers(1, 6)).map(
        lambda at: (AT + timedelta(hours=at[0]), AT + timedelta(hours=at[0] + at[1]))
    ),
    max_size=8,
)


@given(spans)
def test_hours_add_up_and_overlaps_are_fewer_than_the_meetings(of_person):
    assert hours(of_person) == sum((b - a).seconds // 3600 for a, b in of_person)
    double = [
        index
        for index, (starts, _ends) in enumerate(sorted(of_person))
        if any(ends > starts for _starts, ends in sorted(of_person)[:index])
    ]
    assert overlaps(of_person) == len(double)


def test_meetings_that_touch_do_not_overlap():
    hour = timedelta(hours=1)
    assert overlaps([(AT, AT + hour), (AT + hour, AT + 2 * hour)]) == 0
    assert hours([(AT, AT + hour / 2)]) == Decimal("0.5")
