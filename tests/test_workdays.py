from datetime import UTC, date, datetime, time, timedelta, timezone

import pytest
from hypothesis import assume, given, settings, strategies as st

from grids.days.notices import official_days
from grids.days.when import SHANGHAI
from grids.days.workdays import (
    Calendar,
    Limit,
    LineKind,
    Unit,
    add_months,
    due,
    elapsed,
    explain,
    share,
)

NOTICES = {day: entry for year in (2024, 2025, 2026) for day, entry in official_days(year).items()}
CALENDAR = Calendar(
    days={day: entry.works for day, entry in NOTICES.items()},
    official=frozenset({2024, 2025, 2026}),
    names={day: entry.name for day, entry in NOTICES.items()},
)
DAYS = (Unit.WORKING_DAYS, Unit.CALENDAR_DAYS)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)


def last_day(start, amount, unit=Unit.WORKING_DAYS, rolls=False) -> date:
    return due(at(f"{start} 09:00"), Limit(amount, unit, rolls), CALENDAR).at.date()


@pytest.mark.parametrize(
    ("start", "amount", "right"),
    [
        ("2026-02-13", 5, "2026-02-27"),
        ("2026-02-13", 1, "2026-02-14"),
        ("2026-02-11", 5, "2026-02-25"),
        ("2026-09-18", 5, "2026-09-24"),
        ("2026-09-24", 10, "2026-10-15"),
        ("2026-04-30", 5, "2026-05-11"),
        ("2025-12-31", 1, "2026-01-04"),
        ("2025-12-31", 2, "2026-01-05"),
        ("2025-09-26", 5, "2025-10-10"),
        ("2025-09-30", 3, "2025-10-11"),
    ],
)
def test_working_days_follow_the_state_councils_notice(start, amount, right):
    assert last_day(start, amount) == date.fromisoformat(right)


@pytest.mark.parametrize(
    ("year", "days"),
    [
        (2026, ["01-04", "02-14", "02-28", "05-09", "09-20", "10-10"]),
        (2025, ["01-26", "02-08", "04-27", "09-28", "10-11"]),
    ],
)
def test_make_up_working_days_of_a_published_year(year, days):
    made_up = [day for day, entry in official_days(year).items() if entry.works]
    assert made_up == [date.fromisoformat(f"{year}-{day}") for day in days]


def test_calendar_days_roll_only_where_the_preset_says_so():
    assert last_day("2026-01-31", 15, Unit.CALENDAR_DAYS, rolls=True) == date(2026, 2, 24)
    assert last_day("2026-01-31", 15, Unit.CALENDAR_DAYS) == date(2026, 2, 15)


def test_days_end_when_the_office_closes():
    assert due(at("2026-05-11 23:59"), Limit(1, Unit.WORKING_DAYS), CALENDAR).at == at("2026-05-12 17:30")
    summer = Calendar(office=((time(8), time(12)), (time(15), time(18))))
    assert due(at("2026-05-11 08:00"), Limit(1, Unit.CALENDAR_DAYS), summer).at == at("2026-05-12 18:00")


def test_minutes_and_hours_run_on_the_clock():
    night = at("2026-02-14 23:50")
    assert due(night, Limit(20, Unit.CLOCK_MINUTES), CALENDAR).at == at("2026-02-15 00:10")
    assert due(night, Limit(24, Unit.CLOCK_HOURS), CALENDAR).at == at("2026-02-15 23:50")


@pytest.mark.parametrize(
    ("start", "hours", "right"),
    [
        ("2026-05-11 11:00", 1, "2026-05-11 12:00"),
        ("2026-05-11 11:00", 2, "2026-05-11 15:00"),
        ("2026-05-11 12:40", 1, "2026-05-11 15:00"),
        ("2026-05-11 17:00", 1, "2026-05-12 09:00"),
        ("2026-05-11 06:00", 7, "2026-05-11 17:30"),
        ("2026-02-14 17:00", 1, "2026-02-24 09:00"),
    ],
)
def test_working_hours_run_inside_office_hours(start, hours, right):
    assert due(at(start), Limit(hours, Unit.WORKING_HOURS), CALENDAR).at == at(right)


def test_months_end_on_the_same_day_or_the_last_of_a_short_month():
    assert last_day("2026-01-31", 1, Unit.MONTHS) == date(2026, 2, 28)
    assert last_day("2026-01-15", 1, Unit.MONTHS) == date(2026, 2, 15)
    assert last_day("2024-02-29", 5, Unit.YEARS) == date(2029, 2, 28)


def test_a_day_paused_within_itself_still_counts():
    pause = at("2026-05-12 09:00"), at("2026-05-12 17:00")
    assert due(at("2026-05-11 09:00"), Limit(3, Unit.WORKING_DAYS), CALENDAR, [pause]).at.date() == date(2026, 5, 14)


def test_days_begun_while_paused_do_not_count():
    pause = at("2026-05-12 10:00"), at("2026-05-14 09:00")
    assert due(at("2026-05-11 09:00"), Limit(3, Unit.WORKING_DAYS), CALENDAR, [pause]).at.date() == date(2026, 5, 18)


def test_a_pause_on_the_last_day_moves_the_end_too():
    pause = at("2026-05-12 10:00"), at("2026-05-14 09:00")
    assert due(at("2026-05-11 09:00"), Limit(1, Unit.WORKING_DAYS), CALENDAR, [pause]).at == at("2026-05-14 17:30")


def test_a_pause_after_the_end_comes_too_late():
    late = at("2026-05-12 17:30"), at("2026-05-20 09:00")
    assert due(at("2026-05-11 09:00"), Limit(1, Unit.WORKING_DAYS), CALENDAR, [late]).at == at("2026-05-12 17:30")
    assert due(at("2026-05-12 16:30"), Limit(1, Unit.CLOCK_HOURS), CALENDAR, [late]).at == at("2026-05-12 17:30")


@pytest.mark.parametrize(
    ("since", "until", "end"),
    [
        ("12 00:00", "12 09:00", "15"),  # the 12th began while it stood still
        ("12 09:00", "13 00:00", "14"),  # the 13th began as it ran on
    ],
)
def test_a_pause_from_or_until_midnight_takes_the_days_that_begin_in_it(since, until, end):
    end, *pause = (at(f"2026-05-{moment}") for moment in (f"{end} 17:30", since, until))
    assert due(at("2026-05-11 09:00"), Limit(3, Unit.WORKING_DAYS), CALENDAR, [pause]).at == end


@pytest.mark.parametrize("unit", [Unit.WORKING_DAYS, Unit.CALENDAR_DAYS, Unit.CLOCK_HOURS, Unit.WORKING_HOURS])
def test_pauses_that_overlap_or_touch_are_one(unit):
    start, times = at("2026-05-11 09:00"), [at(f"2026-05-12 {hour}:00") for hour in ("09", "11", "15")]
    late = at("2026-05-14 10:00")
    one, limit = [(times[0], late)], Limit(3 if "days" in unit else 20, unit)
    for several in ([(times[0], times[2]), (times[1], late)], [(times[1], late), (times[0], times[1])], one * 2):
        assert due(start, limit, CALENDAR, several) == due(start, limit, CALENDAR, one)


def test_rolling_comes_after_pauses():
    pause = at("2026-02-02 10:00"), at("2026-02-04 10:00")
    end = due(at("2026-01-29 09:00"), Limit(15, Unit.CALENDAR_DAYS, rolls=True), CALENDAR, [pause]).at
    assert end == at("2026-02-24 17:30")


def test_working_hours_lose_only_the_office_hours_of_a_pause():
    pause = at("2026-05-11 12:10"), at("2026-05-11 15:00")
    assert due(at("2026-05-11 11:00"), Limit(3, Unit.WORKING_HOURS), CALENDAR, [pause]).at == at("2026-05-11 17:00")


def test_an_unpublished_year_counts_monday_to_friday_and_is_provisional():
    start = at("2026-12-31 09:00")
    assert due(start, Limit(1, Unit.WORKING_DAYS), CALENDAR) == (at("2027-01-01 17:30"), True)
    assert not due(at("2026-12-30 09:00"), Limit(1, Unit.WORKING_DAYS), CALENDAR).provisional
    assert not due(start, Limit(48, Unit.CLOCK_HOURS), CALENDAR).provisional
    assert not due(start, Limit(15, Unit.CALENDAR_DAYS), CALENDAR).provisional
    assert due(start, Limit(15, Unit.CALENDAR_DAYS, rolls=True), CALENDAR).provisional


def test_days_of_a_year_half_entered_are_not_looked_at():
    half = Calendar(days={date(2027, 1, 1): False}, official=frozenset({2026}))
    assert half.works(date(2027, 1, 1))


@pytest.mark.parametrize("office", [(), ((time(12), time(8)),), ((time(8), time(14)), (time(12), time(17)))])
def test_office_hours_that_make_no_sense_are_refused(office):
    with pytest.raises(ValueError, match="office hours"):
        Calendar(office=office)


def test_why_this_deadline_lists_every_day():
    lines = explain(at("2026-02-13 09:00"), Limit(5, Unit.WORKING_DAYS), CALENDAR)
    assert [line.day for line in lines] == [date(2026, 2, 13) + timedelta(days=n) for n in range(15)]
    assert lines[0].kind == LineKind.START
    assert lines[1] == (date(2026, 2, 14), LineKind.MAKE_UP, 1, "春节")
    assert {line.kind for line in lines[2:11]} == {LineKind.HOLIDAY}
    assert [line.counted for line in lines[11:]] == [2, 3, 4, 5]


def test_why_this_deadline_tells_pauses_and_rolling():
    pause = at("2026-02-02 10:00"), at("2026-02-04 10:00")
    lines = explain(at("2026-01-29 09:00"), Limit(15, Unit.CALENDAR_DAYS, rolls=True), CALENDAR, [pause])
    kinds = {line.day: line.kind for line in lines}
    assert kinds[date(2026, 2, 3)] == kinds[date(2026, 2, 4)] == LineKind.PAUSE
    assert kinds[date(2026, 2, 16)] == LineKind.HOLIDAY
    assert lines[-1][:2] == (date(2026, 2, 24), LineKind.ROLL)
    assert max(line.counted or 0 for line in lines) == 15


def test_why_this_deadline_tells_a_pause_that_moved_nothing():
    pause = at("2026-05-12 09:00"), at("2026-05-12 17:00")
    lines = explain(at("2026-05-11 09:00"), Limit(2, Unit.WORKING_DAYS), CALENDAR, [pause])
    assert [(line.day.day, line.kind, line.counted) for line in lines[1:]] == [
        (12, LineKind.COUNTED, 1),
        (12, LineKind.PAUSE, None),
        (13, LineKind.COUNTED, 2),
    ]


def test_why_this_deadline_sums_up_hours_by_day():
    lines = explain(at("2026-05-08 17:00"), Limit(8, Unit.WORKING_HOURS), CALENDAR)
    assert [(line.day.day, line.kind) for line in lines] == [
        (8, LineKind.START),
        (8, LineKind.COUNTED),
        (9, LineKind.MAKE_UP),
        (10, LineKind.WEEKEND),
        (11, LineKind.COUNTED),
    ]


def test_a_share_of_the_limit_is_a_moment_on_the_way():
    start = at("2026-05-11 09:00")
    assert share(start, Limit(2, Unit.CLOCK_HOURS), 0.8, CALENDAR) == at("2026-05-11 10:36")
    assert share(start, Limit(5, Unit.WORKING_DAYS), 0.8, CALENDAR) == at("2026-05-15 17:30")
    assert share(start, Limit(1, Unit.WORKING_DAYS), 0.5, CALENDAR) == at("2026-05-12 12:00")
    assert share(start, Limit(10, Unit.WORKING_HOURS), 0.5, CALENDAR) == at("2026-05-11 16:00")


def test_elapsed_leaves_pauses_out():
    start, until = at("2026-05-11 09:00"), at("2026-05-11 16:00")
    pause = at("2026-05-11 11:00"), at("2026-05-11 15:00")
    assert elapsed(start, until, Unit.CLOCK_HOURS, CALENDAR, [pause]) == 3
    assert elapsed(start, until, Unit.WORKING_HOURS, CALENDAR, [pause]) == 3
    assert elapsed(start, at("2026-07-12 09:00"), Unit.MONTHS, CALENDAR) == 2


starts = st.integers(0, 1_530_000).map(lambda minutes: at("2024-01-01 00:00") + timedelta(minutes=minutes))
units = st.sampled_from(list(Unit))
short = st.integers(1, 15)
limits = st.builds(Limit, short, units)


@st.composite
def paused(draw, start):
    """One to three pauses that do not overlap, from shortly before the start on."""
    edges = draw(
        st.lists(st.integers(-2000, 60000), min_size=2, max_size=6, unique=True).filter(lambda e: not len(e) % 2)
    )
    moments = [start + timedelta(minutes=minutes) for minutes in sorted(edges)]
    return list(zip(moments[::2], moments[1::2], strict=True))


@st.composite
def reckonings(draw):
    start = draw(starts)
    return start, draw(limits), draw(paused(start))


@given(reckonings(), st.integers(0, 5))
def test_a_longer_limit_never_ends_sooner(reckoning, more):
    start, limit, pauses = reckoning
    longer = Limit(limit.amount + more, limit.unit)
    assert due(start, limit, CALENDAR, pauses).at <= due(start, longer, CALENDAR, pauses).at


@given(reckonings(), st.integers(0, 20000))
def test_a_later_start_never_ends_sooner(reckoning, minutes):
    start, limit, pauses = reckoning
    later = start + timedelta(minutes=minutes)
    assert due(start, limit, CALENDAR, pauses).at <= due(later, limit, CALENDAR, pauses).at


@given(reckonings(), st.integers(-12, 14))
def test_the_zone_a_moment_comes_in_makes_no_difference(reckoning, hours):
    start, limit, pauses = reckoning
    zone = timezone(timedelta(hours=hours))
    moved = [(a.astimezone(zone), b.astimezone(UTC)) for a, b in pauses]
    assert due(start.astimezone(zone), limit, CALENDAR, moved) == due(start, limit, CALENDAR, pauses)
    assert explain(start.astimezone(UTC), limit, CALENDAR, moved) == explain(start, limit, CALENDAR, pauses)


def whole_years(start, limit):
    assume(due(start, limit, CALENDAR).at.year < 2027)


@pytest.mark.parametrize("unit", list(Unit))
@settings(max_examples=40)
@given(starts, short, st.floats(0, 0.999), st.integers(1, 30000))
def test_a_pause_moves_the_end_by_exactly_its_length_in_the_same_kind_of_time(unit, start, amount, part, minutes):
    limit = Limit(1 + amount % 2 if unit is Unit.YEARS else amount, unit)
    whole_years(start, limit)
    plain = due(start, limit, CALENDAR).at
    since = start + (plain - start) * part
    until = since + timedelta(minutes=minutes)
    moved = due(start, limit, CALENDAR, [(since, until)]).at
    if limit.unit in (*DAYS, Unit.MONTHS, Unit.YEARS):  # those end on a day, which so many days move
        begun = {since.date() + timedelta(days=n) for n in range(1, (until.date() - since.date()).days + 1)}
        if since.date() > start.date() and since.time() == time():
            begun.add(since.date())
        if until.time() == time():
            begun.discard(until.date())
        working = limit.unit is Unit.WORKING_DAYS
        counted = Limit(
            sum(not working or CALENDAR.works(day) for day in begun), limit.unit if working else Unit.CALENDAR_DAYS
        )
        assert moved == due(plain, counted, CALENDAR).at
    elif limit.unit is Unit.WORKING_HOURS:
        lost = elapsed(since, until, limit.unit, CALENDAR)
        gained = elapsed(plain, moved, limit.unit, CALENDAR)
        assert gained == pytest.approx(lost, abs=1e-6)
    elif limit.unit in (Unit.CLOCK_HOURS, Unit.CLOCK_MINUTES):
        assert moved - plain == until - since
    else:
        raise AssertionError(f"nothing is said of {limit.unit}")


@given(reckonings())
def test_at_the_end_the_whole_limit_is_used(reckoning):
    start, limit, pauses = reckoning
    end = due(start, limit, CALENDAR, pauses).at
    assert elapsed(start, end, limit.unit, CALENDAR, pauses) == pytest.approx(limit.amount, abs=1e-6)
    assert share(start, limit, 1, CALENDAR, pauses) == end


@given(reckonings(), st.floats(0, 1), st.floats(0, 1))
def test_shares_come_in_order(reckoning, one, other):
    start, limit, pauses = reckoning
    less, more = sorted((one, other))
    assert start <= share(start, limit, less, CALENDAR, pauses) <= share(start, limit, more, CALENDAR, pauses)


@given(starts, st.integers(1, 40), st.sampled_from([frozenset(), frozenset({2025}), frozenset({2024, 2025, 2026})]))
def test_a_deadline_is_provisional_only_if_it_touches_an_unpublished_year(start, amount, official):
    calendar = Calendar(days=CALENDAR.days, official=official)
    end = due(start, Limit(amount, Unit.WORKING_DAYS), calendar)
    first = start.date() + timedelta(days=1)
    touched = {first.year, end.at.year}
    assert end.provisional == bool(touched - official)


@given(starts, st.integers(1, 70))
def test_a_limit_that_rolls_ends_on_the_first_working_day_at_or_after(start, amount):
    plain = due(start, Limit(amount, Unit.CALENDAR_DAYS), CALENDAR).at
    rolled = due(start, Limit(amount, Unit.CALENDAR_DAYS, rolls=True), CALENDAR).at
    between = [plain.date() + timedelta(days=n) for n in range((rolled.date() - plain.date()).days)]
    assert CALENDAR.works(rolled.date())
    assert not any(CALENDAR.works(day) for day in between)


@settings(max_examples=60)
@given(reckonings())
def test_the_explanation_ends_where_the_deadline_is(reckoning):
    start, limit, pauses = reckoning
    lines = explain(start, limit, CALENDAR, pauses)
    assert lines[0].day == start.date()
    assert lines[-1].day <= due(start, limit, CALENDAR, pauses).at.date()
    if limit.unit in DAYS:
        assert lines[-1].day == due(start, limit, CALENDAR, pauses).at.date()
        assert max(line.counted or 0 for line in lines) == limit.amount


@given(st.dates(date(2000, 1, 1), date(2050, 1, 1)), st.integers(0, 100), st.integers(0, 100))
def test_months_add_up_in_order(day, some, more):
    assert add_months(day, some) <= add_months(day, some + more)
