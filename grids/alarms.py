"""The claiming sweep. A row that must be looked at again at a time says so in its own `alarm_at`.

Nothing about time is kept in the broker: whoever sweeps finds what is due by a scan, claims it with SKIP LOCKED, and
does the work in the transaction that holds the claim. So any number may sweep at once, a sweep may be killed at any
point, and days without one are caught up by the next.
"""

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, fields
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

from django.db import Error, InterfaceError, connection, transaction
from django.db.models import Model, QuerySet
from django.utils import timezone
from django.utils.functional import Promise
from psycopg.errors import LockNotAvailable

from grids import pulse
from grids.database.rowids import any_of

BATCH = 2000  # locked together for a third of a second
SECONDS = 50.0  # beat calls once a minute; what is left then is the next sweep's
AHEAD = timedelta(hours=1)
PATIENCE = "20s"  # for a lock that somebody else holds; then it is the next sweep's
MOMENT = datetime(1, 1, 1, tzinfo=UTC)  # stands for the sweep's in a question that is kept

log = logging.getLogger(__name__)


class Stuck(RuntimeError):
    """A handler left a row's alarm as it was: it would be claimed again for ever."""


@dataclass(frozen=True, slots=True)
class Alarm:
    """Rows with an `alarm_at`, and what to do when it has come.

    rows: the rows that may be claimed, by a condition that never changes; the sweep adds what is due, order and lock.
    handle: (rows, now) -> None does the work of all these rows with as few statements as it can, in the sweep's
    transaction, and moves each row's alarm_at ahead or empties it. It may leave it in the past (one level of several
    that were missed) as long as it moves: the row is claimed again in the same sweep.
    batch: fewer rows at a time where each takes long, such as e-mail.
    row: a dataclass that holds what `handle` needs of a row, its fields named as columns, `pk` and `alarm_at` among
    them: where thousands fall due at once, models take longer to make than the work on them.
    """

    name: str
    label: str | Promise
    rows: Callable[[], QuerySet[Any]]
    handle: Callable[[list[Any], datetime], None]
    batch: int = BATCH
    row: type | None = None


_alarms: dict[str, Alarm] = {}


def register(*entries: Alarm) -> None:
    for entry in entries:
        _alarms[entry.name] = entry


def registered() -> list[Alarm]:
    return list(_alarms.values())


def sweep(now: datetime | None = None, batch: int = BATCH, seconds: float = SECONDS) -> dict[str, int]:
    """Do everything that is due at `now`; how many rows of each alarm were done.

    One batch of each alarm in turn, so that a long queue of one does not hold up the others. Must not run inside a
    transaction: each batch is one of its own.
    """
    now, deadline = now or timezone.now(), time.monotonic() + seconds
    done = dict.fromkeys(_alarms, 0)
    waiting, failed = _come(now), []
    while waiting and time.monotonic() < deadline:
        for alarm in tuple(waiting):
            try:
                claimed, well = _batch(alarm, now, min(batch, alarm.batch))
            except Exception:
                log.exception("The sweep of %s stopped", alarm.name)
                failed.append(alarm.name)
                waiting.remove(alarm)
                continue
            done[alarm.name] += well
            if not claimed:
                waiting.remove(alarm)
    pulse.show(pulse.SWEEP, ok=not failed, note=", ".join(failed))
    return done


def _come(now: datetime) -> list[Alarm]:
    """Those with a row that is due. One statement asks for all: in most minutes nothing is due at all."""
    try:
        question, values = _question(tuple(_alarms.values()))
        with connection.cursor() as cursor:
            cursor.execute(question, [now if value == MOMENT else value for value in values])
            come = {name for (name,) in cursor.fetchall()}
    except Exception as error:  # one of them is broken: each is tried alone, so that it does not hold up the others
        log.warning("Cannot ask at once what is due (%s)", type(error).__name__)
        return list(_alarms.values())
    return [alarm for alarm in _alarms.values() if alarm.name in come]


@cache
def _question(entries: tuple[Alarm, ...]) -> tuple[str, list[Any]]:
    """Written once: to write six conditions takes the ORM longer than it takes PostgreSQL to answer them."""
    parts, values = [], []
    for alarm in entries:
        sql, params = (
            alarm.rows().filter(alarm_at__lte=MOMENT).order_by().values("alarm_at")[:1].query.sql_with_params()
        )
        parts.append(f"SELECT %s WHERE EXISTS ({sql})")
        values += [alarm.name, *params]
    return " UNION ALL ".join(parts), values


def sweep_one(name: str, now: datetime | None = None) -> int:
    """What is due of one alarm, for a task that need not wait for the minute. How many rows were done."""
    alarm, now, done = _alarms[name], now or timezone.now(), 0
    while True:
        claimed, well = _batch(alarm, now, alarm.batch)
        done += well
        if not claimed:
            return done


def _batch(alarm: Alarm, now: datetime, size: int) -> tuple[int, int]:
    """How many rows were claimed, and how many of them were done."""
    claimed: list[Any] = []
    try:
        with transaction.atomic():
            _be_patient()
            claimed = _claim(alarm, now, size)
            if claimed:
                _handle(alarm, claimed, now)
            return len(claimed), len(claimed)
    except Exception as error:
        if not claimed or _waited(error) or isinstance(error, InterfaceError) or not connection.is_usable():
            raise
        log.warning("A batch of %s failed (%s); trying its rows one by one", alarm.name, type(error).__name__)
    return len(claimed), _one_by_one(alarm, [row.pk for row in claimed], now)


def _be_patient() -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL lock_timeout = '{PATIENCE}'")


def _waited(error: Exception) -> bool:
    """Somebody else held a lock too long. It is not the rows' fault: none waits an hour for it."""
    return isinstance(error.__cause__, LockNotAvailable)


def _claim(alarm: Alarm, now: datetime, size: int, pks: list[Any] | None = None) -> list[Any]:
    rows = alarm.rows().filter(alarm_at__lte=now).order_by("alarm_at", "pk")
    if pks is not None:
        rows = rows.filter(pk__in=any_of(pks))
    rows = rows.select_for_update(skip_locked=True, of=("self",), no_key=True)[:size]
    if alarm.row is None:
        return list(rows)
    return [alarm.row(*values) for values in rows.values_list(*(field.name for field in fields(alarm.row)))]


def _handle(alarm: Alarm, rows: list[Any], now: datetime) -> None:
    before = {row.pk: row.alarm_at for row in rows}
    alarm.handle(rows, now)
    after = (
        _model(alarm)._default_manager.filter(pk__in=any_of(before), alarm_at__lte=now).values_list("pk", "alarm_at")
    )
    if stuck := [pk for pk, at in after if at <= before[pk]]:
        raise Stuck(f"{alarm.name} left the alarm of {len(stuck)} rows as it was, the first {stuck[0]}")


def _model(alarm: Alarm) -> type[Model]:
    return alarm.rows().model


def _one_by_one(alarm: Alarm, pks: list[Any], now: datetime) -> int:
    """The rows of a batch that failed, each in a savepoint. One that fails again is looked at in an hour."""
    well = 0
    with transaction.atomic():
        _be_patient()
        for row in _claim(alarm, now, len(pks), pks):
            try:
                with transaction.atomic():
                    _handle(alarm, [row], now)
                well += 1
            except Exception as error:
                if _waited(error) or (isinstance(error, Error) and not connection.is_usable()):
                    raise
                log.exception("%s failed for row %s; it is tried again in an hour", alarm.name, row.pk)
                _model(alarm)._default_manager.filter(pk=row.pk).update(alarm_at=now + AHEAD)
    return well
