"""Tallies equal a live recount, whatever happened to the rows and areas; days gone by stay as they were."""

import random
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.utils import timezone

from cases.enums import Status
from cases.models import Case
from grids import figures, pulse, sums, tallies
from grids.database.locks import Lock, take
from grids.days import when
from grids.enums import Kind, Visibility
from grids.models import Tally
from grids.models.area import ANCESTORS
from tests.concurrently import in_another_connection
from tests.small_ground import category, ground, matter, move

pytestmark = pytest.mark.django_db


@pytest.fixture
def here():
    return ground()


def tallied(day=None) -> dict:
    rows = Tally.objects.filter(day=day or timezone.localdate(), figure__startswith="cases.").exclude(value=0)
    return {
        (row.figure, row.visibility, row.area_id, *(getattr(row, a) for a in ANCESTORS)): row.value for row in rows
    }


def recounted(now) -> dict:
    """The slow and obvious way: row by row."""
    found: dict = {}
    today = timezone.localdate(now)
    for figure in figures.figures.values():
        if figure.table.model is not Case:
            continue
        for row in Case.objects.filter(figure.within(today, today, now)).distinct():
            closed = Visibility.CONFIDENTIAL if row.is_confidential else Visibility.OPEN
            ids = [getattr(row, name) for name in ANCESTORS]
            key = (figure.key, closed, next(one for one in reversed(ids) if one), *ids)
            found[key] = found.get(key, 0) + 1
    return found


def test_rows_of_a_unit_count_in_its_grid_and_others_where_they_lie(here):
    for where in (here.units[0], here.units[1], here.grids[1], here.first, here.street):
        matter(where)
    tallies.count()
    assert {row.area_id: row.value for row in Tally.objects.filter(figure="cases.open")} == {
        here.grids[0].pk: 2, here.grids[1].pk: 1, here.first.pk: 1, here.street.pk: 1,
    }  # fmt: skip


@pytest.mark.parametrize("seed", range(6))
def test_tallies_equal_a_recount_after_anything(here, seed):
    dice = random.Random(seed)
    now = timezone.now()
    dispute = category(code="dispute", is_dispute=True)
    for _round in range(5):
        for _each in range(dice.randrange(8)):
            ended = dice.choice([Status.OPEN, Status.CLOSED, Status.CLOSED, Status.WITHDRAWN])
            at = now - timedelta(hours=dice.choice([0, 1, 30]))
            matter(
                dice.choice(here.all), status=ended, is_confidential=dice.random() < 0.3, was_late=dice.random() < 0.5,
                due_at=at, reported_at=at, rated_at=at, resolved=dice.choice(["", "yes", "no"]),
                settled_level=dice.choice(Kind.values), rating=dice.choice([None, 3, 5]),
                category=dice.choice([category(), dispute]),
            )  # fmt: skip
        if dice.random() < 0.6:
            move(dice.choice(here.grids), dice.choice([here.first, here.second]))
        if dice.random() < 0.5 and Case.objects.exists():
            Case.objects.filter(pk=dice.choice(Case.objects.values_list("pk", flat=True))).update(
                area=dice.choice(here.all), was_late=False
            )
        tallies.count(now)
        assert tallied() == recounted(now)


def test_what_did_not_change_is_not_written(here):
    matter(here.grids[0])
    assert tallies.count() > 0
    assert tallies.count() == 0


def test_a_number_that_falls_to_nothing_is_emptied(here):
    case = matter(here.grids[0])
    tallies.count()
    Case.objects.filter(pk=case.pk).update(status=Status.WITHDRAWN, ended_at=timezone.now())
    tallies.count()
    assert Tally.objects.get(figure="cases.open").value == 0


def test_a_day_gone_by_keeps_its_numbers_and_its_ancestors(here):
    yesterday = timezone.now() - timedelta(days=1)
    case = matter(here.grids[0], reported_at=yesterday)
    tallies.count(yesterday)
    frozen = tallied(timezone.localdate(yesterday))
    move(here.grids[0], here.second)
    Case.objects.filter(pk=case.pk).update(status=Status.WITHDRAWN, ended_at=timezone.now())
    tallies.count()
    tallies.count()
    assert frozen
    assert tallied(timezone.localdate(yesterday)) == frozen


def test_the_last_minutes_of_a_day_and_days_without_a_count_are_taken_in(here):
    now = timezone.now()
    tallies.count(now - timedelta(days=3))
    for days in (3, 2, 1):
        matter(here.grids[0], reported_at=now - timedelta(days=days), status=Status.CLOSED, ended_at=now)
    tallies.count(now)
    days = Tally.objects.filter(figure="cases.reported", value=1).values_list("day", flat=True)
    assert sorted(days) == [timezone.localdate(now - timedelta(days=back)) for back in (3, 2, 1)]


def test_the_first_count_takes_in_all_there_was(here):
    matter(here.grids[0], reported_at=timezone.now() - timedelta(days=400))
    tallies.count()
    assert Tally.objects.filter(figure="cases.reported", value=1).count() == 1


def test_rows_that_came_in_late_count_once_asked_for(here):
    now = timezone.now()
    day = timezone.localdate(now) - timedelta(days=5)
    tallies.count(now)
    late = matter(here.grids[0], reported_at=when.midnight(day))
    tallies.count(now)
    assert not Tally.objects.filter(figure="cases.reported", day=day).exists()
    tallies.recount(day)
    assert Tally.objects.get(figure="cases.reported", day=day).value == 1
    move(here.grids[0], here.second)
    matter(here.grids[0], reported_at=late.reported_at)
    tallies.recount(day)
    again = Tally.objects.get(figure="cases.reported", day=day)
    assert (again.value, again.community_id) == (2, here.first.pk)


def test_a_day_ends_at_midnight_here_not_in_greenwich(here):
    midnight = when.midnight(timezone.localdate())
    matter(here.grids[0], reported_at=midnight)
    matter(here.grids[0], reported_at=midnight - timedelta(seconds=1))
    tallies.count()
    days = dict(Tally.objects.filter(figure="cases.reported").values_list("day", "value"))
    assert days == {timezone.localdate(): 1, timezone.localdate() - timedelta(days=1): 1}


def test_all_of_a_tables_figures_cost_one_statement(here, django_assert_max_num_queries):
    tallies.count()
    for _ in range(5):
        matter(here.grids[0])
    with django_assert_max_num_queries(6 + len(sums.tables(figures.figures.values()))):
        # lock, last count, what rests, one a table, this count; in a savepoint
        tallies.count()


def test_the_count_shows_its_pulse(here):
    now = timezone.now()
    tallies.count(now)
    assert pulse.last(pulse.TALLIES) == now


@pytest.mark.django_db(transaction=True)
def test_only_one_counts_at_a_time(here):
    matter(here.grids[0])
    with transaction.atomic():
        take(Lock.TALLIES)
        assert in_another_connection(tallies.count) is None
        assert connection.in_atomic_block
    assert in_another_connection(tallies.count) > 0
