"""The claiming sweep: everything due exactly once, whoever sweeps, whoever is killed, whatever row is broken."""

import logging
import os
import signal
import time
from concurrent.futures import ThreadPoolExecutor, wait
from datetime import timedelta

import pytest
from celery.utils.imports import instantiate
from django.conf import settings
from django.db import transaction
from django.utils import timezone

from config.celery import app
from grids import alarms, pulse, tasks
from grids.alarms import Alarm
from grids.models import Notice, Outbox, Pulse, User
from tests.concurrently import at_once, in_another_connection, process
from tests.small_ground import person

pytestmark = pytest.mark.django_db(transaction=True)

# The alarm under test marks each row it did with a second notice: what was done twice shows.
CODE = """
import sys, time
from grids import alarms
from grids.models import Notice, Outbox

def handle(rows, now):
    Notice.objects.bulk_create(Notice(user_id=row.notice.user_id, kind=f"done {row.pk}") for row in rows)
    print("in the middle", flush=True)
    time.sleep(float(sys.stdin.readline()))
    Outbox.objects.filter(pk__in=[row.pk for row in rows]).update(alarm_at=None)

alarms._alarms.clear()
alarms.register(alarms.Alarm("test", "", lambda: Outbox.objects.select_related("notice"), handle))
"""


@pytest.fixture
def only(monkeypatch):
    """Register alarms that are the only ones for this test."""
    monkeypatch.setattr(alarms, "_alarms", {})
    return alarms.register


@pytest.fixture
def teller():
    return person("teller")


def rows_of(user, count: int, at=None) -> list[int]:
    notices = Notice.objects.bulk_create(Notice(user=user, kind="x") for _ in range(count))
    at = at or timezone.now() - timedelta(minutes=1)
    return [row.pk for row in Outbox.objects.bulk_create(Outbox(notice=each, alarm_at=at) for each in notices)]


def done() -> list[str]:
    return sorted(Notice.objects.filter(kind__startswith="done").values_list("kind", flat=True))


def mark(rows, now):
    Notice.objects.bulk_create(Notice(user_id=row.notice.user_id, kind=f"done {row.pk}") for row in rows)
    Outbox.objects.filter(pk__in=[row.pk for row in rows]).update(alarm_at=None)


def due():
    return Outbox.objects.select_related("notice")


def test_what_is_due_is_done_and_what_is_not_is_left(only, teller):
    only(Alarm("test", "", due, mark))
    pks = rows_of(teller, 3)
    rows_of(teller, 2, timezone.now() + timedelta(hours=1))
    assert alarms.sweep(batch=2) == {"test": 3}
    assert done() == sorted(f"done {pk}" for pk in pks)
    assert alarms.sweep() == {"test": 0}


def test_four_sweeps_at_once_do_each_row_once(only, teller, caplog):
    only(Alarm("test", "", due, mark))
    pks = rows_of(teller, 200)
    with caplog.at_level(logging.WARNING):
        found = at_once([lambda: alarms.sweep(batch=7)] * 4)
    assert sum(each["test"] for each in found) == 200
    assert done() == sorted(f"done {pk}" for pk in pks)
    assert not caplog.records  # a collision that was made good would have been logged


def test_a_sweep_killed_in_the_middle_loses_and_repeats_nothing(only, teller):
    only(Alarm("test", "", due, mark))
    pks = rows_of(teller, 20)
    children = [process(CODE + "alarms.sweep(batch=5)") for _ in range(2)]
    try:
        for child in children:
            assert child.stdout.readline() == "in the middle\n"
        assert alarms.sweep() == {"test": 10}  # what the two hold is passed over
        for child in children:
            os.kill(child.pid, signal.SIGKILL)
            child.communicate()
    finally:
        for child in children:
            child.kill()
    until = time.monotonic() + 10
    while len(done()) < 20 and time.monotonic() < until:
        alarms.sweep()  # PostgreSQL notices a dead client in a moment
    assert done() == sorted(f"done {pk}" for pk in pks)


def test_a_broken_row_holds_nothing_up_and_comes_again_in_an_hour(only, teller, caplog):
    pks = rows_of(teller, 5)

    def handle(rows, now):
        if pks[2] in [row.pk for row in rows]:
            Notice.objects.create(user=teller, kind=None)  # a real error of the database
        mark(rows, now)

    only(Alarm("test", "", due, handle))
    now = timezone.now()
    assert alarms.sweep(now) == {"test": 4}
    assert done() == sorted(f"done {pk}" for pk in pks if pk != pks[2])
    assert Outbox.objects.get(pk=pks[2]).alarm_at == now + timedelta(hours=1)
    assert f"row {pks[2]}" in caplog.text


def test_what_waits_for_a_lock_holds_nothing_else_up_and_is_done_once_it_is_free(only, teller, monkeypatch):
    """Somebody at a terminal has locked a row and gone home."""
    monkeypatch.setattr(alarms, "PATIENCE", "200ms")
    locked, free = rows_of(person("locked"), 1), rows_of(teller, 1)
    only(
        Alarm("locked", "", lambda: due().filter(pk__in=locked), mark),
        Alarm("free", "", lambda: due().filter(pk__in=free), mark),
    )
    with transaction.atomic():
        User.objects.select_for_update().get(username="locked")
        assert in_another_connection(alarms.sweep) == {"locked": 0, "free": 1}
    assert not pulse.sign(pulse.SWEEP).ok
    assert alarms.sweep() == {"locked": 1, "free": 0}


def test_beside_a_broken_row_no_lock_is_waited_for_without_end_and_none_waits_an_hour_for_it(
    only, teller, monkeypatch
):
    monkeypatch.setattr(alarms, "PATIENCE", "200ms")
    pks, now = rows_of(person("locked"), 2), timezone.now()

    def handle(rows, now):
        if len(rows) > 1:
            raise ValueError
        mark(rows, now)

    only(Alarm("test", "", due, handle))
    with ThreadPoolExecutor() as pool, transaction.atomic():
        User.objects.select_for_update().get(username="locked")
        swept = pool.submit(in_another_connection, alarms.sweep)
        wait([swept], 5)
        assert swept.done()
    assert not Outbox.objects.filter(pk__in=pks, alarm_at__gt=now).exists()
    assert alarms.sweep() == {"test": 2}


def test_a_row_left_as_it_was_does_not_go_round_for_ever(only, teller):
    pks = rows_of(teller, 2)
    only(Alarm("test", "", due, lambda rows, now: None))
    now = timezone.now()
    assert alarms.sweep(now) == {"test": 0}
    assert set(Outbox.objects.filter(pk__in=pks).values_list("alarm_at", flat=True)) == {now + timedelta(hours=1)}


def test_levels_that_were_missed_are_caught_up_in_one_sweep(only, teller):
    """As after a day without a worker: the row is claimed again until its alarm lies ahead."""
    start = timezone.now() - timedelta(hours=24)
    (pk,) = rows_of(teller, 1, start)

    def handle(rows, now):
        for row in rows:
            Notice.objects.create(user=teller, kind=f"done {row.alarm_at:%d %H}")
            Outbox.objects.filter(pk=row.pk).update(alarm_at=row.alarm_at + timedelta(hours=8))

    only(Alarm("test", "", due, handle))
    now = start + timedelta(hours=23)
    assert alarms.sweep(now) == {"test": 3}
    assert done() == sorted(f"done {start + timedelta(hours=hours):%d %H}" for hours in (0, 8, 16))
    assert Outbox.objects.get(pk=pk).alarm_at == start + timedelta(hours=24)


def test_an_alarm_that_cannot_even_be_asked_leaves_the_others_alone(only, teller):
    def broken():
        return Outbox.objects.extra(where=["no such thing"])

    only(Alarm("broken", "", broken, mark), Alarm("test", "", due, mark))
    rows_of(teller, 1)
    assert alarms.sweep() == {"broken": 0, "test": 1}
    sign = Pulse.objects.get(name=pulse.SWEEP)
    assert (sign.ok, sign.note) == (False, "broken")


def test_a_long_queue_of_one_alarm_does_not_hold_up_another(only, teller):
    rows_of(teller, 30)
    order = []

    def one(rows, now):
        order.append("long")
        mark(rows, now)

    def other(rows, now):
        order.append("short")
        mark(rows, now)

    half = Outbox.objects.order_by("pk")[20].pk
    only(
        Alarm("long", "", lambda: due().filter(pk__lt=half), one),
        Alarm("short", "", lambda: due().filter(pk__gte=half), other),
    )
    alarms.sweep(batch=5)
    assert order[:2] == ["long", "short"]


def test_a_sweep_ends_in_time_and_the_next_goes_on(only, teller):
    def slow(rows, now):
        time.sleep(0.05)
        mark(rows, now)

    only(Alarm("test", "", due, slow))
    rows_of(teller, 20)
    first = alarms.sweep(batch=1, seconds=0.2)["test"]
    assert 0 < first < 20
    assert first + alarms.sweep(batch=1)["test"] == 20


def test_nothing_due_costs_one_query_however_many_alarms(only, teller, django_assert_num_queries):
    only(*(Alarm(name, "", due, mark) for name in ("one", "another", "third")))
    with django_assert_num_queries(4):  # look; begin, write and commit for the pulse
        alarms.sweep()


def test_a_thousand_rows_cost_as_many_statements_as_one(only, teller, django_assert_num_queries):
    only(Alarm("test", "", due, mark))
    for rows in (1, 300):
        rows_of(teller, rows)
        with django_assert_num_queries(15):
            alarms.sweep()


def test_the_broker_knows_nothing_that_could_be_lost(only, teller):
    """What is due is found by a scan: wiping the broker between two sweeps changes nothing."""
    only(Alarm("test", "", due, mark))
    rows_of(teller, 3)
    tasks.sweep.delay()
    with app.connection_for_write() as broker:
        broker.default_channel.client.flushdb()
    tasks.sweep()
    assert len(done()) == 3


def test_every_beat_entry_names_a_real_task():
    app.loader.import_default_modules()
    for name, entry in settings.CELERY_BEAT_SCHEDULE.items():
        assert entry["task"] in app.tasks, name


def test_beat_goes_on_at_once_when_a_clock_that_ran_ahead_is_put_right(tmp_path):
    def started():
        return instantiate(settings.CELERY_BEAT_SCHEDULER, app=app, schedule_filename=str(tmp_path / "schedule"))

    def run_ahead(beat):
        for entry in beat.schedule.values():
            entry.last_run_at = app.now() + timedelta(days=30)
        beat.sync()

    beat = started()
    run_ahead(beat)
    assert beat.tick() <= 30  # seconds until the next heartbeat is asked for
    run_ahead(beat)
    beat.close()
    again = started()
    assert again.tick() <= 30
    again.close()


def test_a_midnight_job_that_fails_leaves_the_others_alone(monkeypatch):
    called = []
    monkeypatch.setattr(tasks, "_at_midnight", {})
    tasks.at_midnight("bad", lambda: 1 / 0)
    tasks.at_midnight("good", lambda: called.append(1))
    tasks.midnight()
    assert called == [1]
    assert not Pulse.objects.get(name="midnight").ok


def test_a_sweep_makes_good_a_midnight_that_nobody_saw(monkeypatch):
    called = []
    monkeypatch.setattr(tasks, "_at_midnight", {"job": lambda: called.append(1)})
    pulse.show(pulse.MIDNIGHT, now=timezone.now() - timedelta(days=1))
    tasks.sweep()
    tasks.sweep()
    assert called == [1]


def test_a_worker_killed_in_between_is_made_good_by_the_next(teller):
    """A real worker, a real broker: kill -9 while it sends, then another worker sends the rest."""
    rows_of(teller, 10)
    app.loader.import_default_modules()
    worker = (
        """
from config.celery import app
app.conf.worker_redirect_stdouts = False
"""
        + CODE
        + """
print("ready", flush=True)
quiet = {"quiet": True, "loglevel": "ERROR"}
alone = {"without_gossip": True, "without_mingle": True, "without_heartbeat": True}
app.Worker(pool="solo", **quiet, **alone).start()
"""
    )
    first = process(worker)
    second = None
    try:
        assert first.stdout.readline() == "ready\n"
        tasks.sweep.delay()
        assert first.stdout.readline() == "in the middle\n"
        first.kill()
        first.communicate()
        assert done() == []
        second = process(worker)
        assert second.stdout.readline() == "ready\n"
        tasks.sweep.delay()
        assert second.stdout.readline() == "in the middle\n"
        second.stdin.write("0\n")
        second.stdin.flush()
        until = time.monotonic() + 10
        while len(done()) < 10 and time.monotonic() < until:
            time.sleep(0.05)
        assert len(done()) == len(set(done())) == 10
    finally:
        for each in filter(None, (first, second)):
            each.kill()
            each.communicate()
        with app.connection_for_write() as broker:
            broker.default_channel.client.flushdb()
