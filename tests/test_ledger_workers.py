"""Ledgers and those who work on them: killed in the middle, two at once, a broker that forgot everything."""

import os
import signal
import time
from datetime import timedelta

import pytest
from django.utils import timezone

from config.celery import app
from grids import alarms
from residents.actions import ledger_work, ledgers
from residents.ledgers import queueing
from residents.models import BatchState, Household, ImportBatch, Membership, Resident
from tests.concurrently import at_once, process
from tests.test_ledgers import checked, number, row

pytestmark = pytest.mark.django_db(transaction=True)

# Works on the batch, and says so before the transaction of the second chunk ends.
CODE = """
import sys, time
from residents.actions import ledger_rows, ledger_work
real, calls = ledger_rows.write, []

def write(*arguments, **more):
    real(*arguments, **more)
    calls.append(1)
    if len(calls) == 2:
        print("in the middle", flush=True)
        time.sleep(60)

ledger_rows.write = write
ledger_work.work({pk})
"""


@pytest.fixture
def batch(town, monkeypatch):
    monkeypatch.setattr(ledgers, "ROWS_AT_ONCE", 4)
    batch = checked(town, *(row(f"人{at}", number(at), room=str(at)) for at in range(1, 13)))
    ledgers.confirm(batch, by=town.community_staff, fill_only=True)
    return batch


def finish(batch) -> None:
    until = time.monotonic() + 10
    while time.monotonic() < until:  # PostgreSQL notices a dead client in a moment
        ledger_work.work(batch.pk)
        batch.refresh_from_db()
        if batch.state == BatchState.DONE:
            return


def test_a_worker_killed_in_the_middle_loses_and_repeats_nobody(batch):
    child = process(CODE.replace("{pk}", str(batch.pk)))
    try:
        assert child.stdout.readline() == "in the middle\n"
        assert ledger_work.work(batch.pk)  # it is held: whoever comes leaves it alone
        assert Resident.objects.count() == 4
        os.kill(child.pid, signal.SIGKILL)
        child.communicate()
    finally:
        child.kill()
    finish(batch)
    assert (batch.written, batch.counts["add"]) == (12, 12)
    assert sorted(Resident.objects.values_list("name", flat=True)) == sorted(f"人{at}" for at in range(1, 13))
    assert Membership.objects.count() == Household.objects.count() == 12


def test_two_workers_at_once_write_everybody_once(batch):
    at_once([ledger_work.work, ledger_work.work, ledger_work.work], batch.pk)
    finish(batch)
    assert Resident.objects.count() == 12


def test_a_broker_that_forgot_everything_loses_no_ledger(batch):
    with app.connection_for_write() as broker:
        broker.default_channel.client.flushdb()
    try:
        ImportBatch.objects.update(alarm_at=timezone.now() - timedelta(seconds=1))
        assert alarms.sweep()["ledgers"] == 1
        with app.connection_for_write() as broker:
            waiting = broker.default_channel.client.lrange("linli:celery", 0, -1) or (
                broker.default_channel.client.lrange("celery", 0, -1)
            )
        assert [queueing.TASK in str(task) for task in waiting] == [True]
        assert "人1" not in str(waiting)
    finally:
        with app.connection_for_write() as broker:
            broker.default_channel.client.flushdb()


def test_the_task_of_a_ledger_is_one_the_worker_knows():
    app.loader.import_default_modules()
    assert queueing.TASK in app.tasks


def test_a_step_that_fails_thrice_stops_the_ledger_and_tells_no_row(batch, monkeypatch, caplog):
    def broken(*_arguments, **_more):
        raise ZeroDivisionError("人1")

    monkeypatch.setattr("residents.actions.ledger_rows.write", broken)
    for _try in range(3):
        assert not ledger_work.work(batch.pk)
    batch.refresh_from_db()
    assert (batch.state, batch.alarm_at) == (BatchState.STOPPED, None)
    assert "人1" not in caplog.text
    assert "ZeroDivisionError" in caplog.text
