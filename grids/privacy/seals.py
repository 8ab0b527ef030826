"""The chain of seals over the append-only logs: what is sealed, how a row is read for it, and whether it still fits.

A seal says: up to this id the log had these rows, with this content. Whoever may write to the database could forge the
whole chain, but not its newest hash where an auditor has noted it down elsewhere.
"""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import NamedTuple

from django.apps import apps
from django.db import connection

from grids.models import Seal

BATCH = 10_000  # rows of one seal


@dataclass(frozen=True, slots=True)
class Log:
    """An append-only table. columns: never changed again once sealed, or every seal looks broken; `id` comes first.

    said: what of a row's columns is hashed, where that is not simply all of them.
    """

    label: str
    columns: tuple[str, ...]
    said: Callable[[tuple], Iterable] = tuple

    @property
    def table(self) -> str:
        return apps.get_model(self.label)._meta.db_table

    def rows(self, after: int | None, last: int, limit: int | None = None) -> list[tuple]:
        """Those behind `after` (None: from the very beginning) up to `last`, by id."""
        where = "id <= %s" if after is None else "id <= %s AND id > %s"
        sql = f"SELECT {', '.join(self.columns)} FROM {self.table} WHERE {where} ORDER BY id"
        values = [last] if after is None else [last, after]
        with connection.cursor() as cursor:
            cursor.execute(f"{sql} LIMIT {limit:d}" if limit else sql, values)
            return cursor.fetchall()

    def digest(self, rows: Iterable[tuple]) -> str:
        found = hashlib.sha256()
        for row in rows:
            found.update(_written(self.said(row)) + b"\n")
        return found.hexdigest()


class Broken(NamedTuple):
    """The first batch that does not fit. what: changed, missing, inserted, or chain (the seals themselves)."""

    number: int
    log: str
    first_id: int
    last_id: int
    what: str

    def __str__(self) -> str:
        return f"seal {self.number}, {self.log} {self.first_id}-{self.last_id}: {self.what}"


_logs: dict[str, Log] = {}


def register(*logs: Log) -> None:
    for log in logs:
        _logs[log.label] = log


def logs() -> list[Log]:
    return list(_logs.values())


def hash_of(seal: Seal) -> str:
    facts = (seal.number, seal.log, seal.first_id, seal.last_id, seal.count, seal.digest, seal.previous, seal.at)
    return hashlib.sha256(_written(facts)).hexdigest()


def newest() -> Seal | None:
    return Seal.objects.order_by("-number").first()


def unsealed() -> int:
    """How many rows wait for their seal; more than a batch of a log nobody counts."""
    waiting = 0
    for log in logs():
        last = Seal.objects.filter(log=log.label).order_by("-number").values_list("last_id", flat=True).first()
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT count(*) FROM (SELECT 1 FROM {log.table} WHERE id > %s LIMIT {BATCH:d}) AS waiting",
                [last if last is not None else -(2**62)],
            )
            waiting += cursor.fetchone()[0]
    return waiting


def verify() -> tuple[int, Broken | None]:
    """Walk the chain from its beginning: how many seals fit, and the first that does not."""
    fits, previous, ends = 0, "", {}
    for seal in _chain():
        what = _chained(seal, fits, previous) or _content(seal, ends.get(seal.log))
        if what:
            return fits, Broken(seal.number, seal.log, seal.first_id, seal.last_id, what)
        fits, previous = seal.number, seal.hash
        ends[seal.log] = seal.last_id
    return fits, None


def _chain() -> Iterator[Seal]:
    return Seal.objects.order_by("number").iterator(chunk_size=1000)


def _chained(seal: Seal, fits: int, previous: str) -> str:
    well = seal.number == fits + 1 and seal.previous == previous and seal.hash == hash_of(seal)
    return "" if well and seal.log in _logs else "chain"


def _content(seal: Seal, after: int | None) -> str:
    """Also what came in between two seals is read: an id that was jumped over stays empty for ever."""
    log = _logs[seal.log]
    rows = log.rows(after, seal.last_id)
    if len(rows) != seal.count:
        return "missing" if len(rows) < seal.count else "inserted"
    return "" if log.digest(rows) == seal.digest else "changed"


def _written(values: Iterable) -> bytes:
    """One way to write a row, whatever the session's time zone and the order of keys."""
    return json.dumps(list(values), default=_plain, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()


def _plain(value) -> str:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    return value.isoformat() if isinstance(value, date) else str(value)


register(Log("grids.reveallog", ("id", "user_id", "post_id", "record_kind", "record_key", "field", "reason", "at")))
