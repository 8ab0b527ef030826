"""Putting seals on the new rows of the append-only logs: each minute, one chain however many do it at once."""

import logging
from datetime import datetime

from django.db import OperationalError, connection, transaction
from django.utils import timezone

from grids import pulse
from grids.database import locks
from grids.models import Seal
from grids.privacy import seals

PATIENCE = "200ms"  # writers wait for us no longer than this
MOST = 50  # batches in one pass; the next minute goes on

log = logging.getLogger(__name__)


class _Back(Exception):
    """Gives the table's lock back at once, by the end of its savepoint."""


def seal(*, now: datetime | None = None) -> int:
    """How many batches were sealed. A log that is being written to all the time is left to the next minute."""
    made, well = 0, True
    for each in seals.logs():
        try:
            while made < MOST and _next(each, now or timezone.now()):
                made += 1
        except OperationalError:
            well = False
            log.warning("%s is being written to: its new rows are sealed later", each.label)
    if well:
        pulse.show(pulse.SEALS, now=now)
    return made


@transaction.atomic
def _next(each: seals.Log, now: datetime) -> bool:
    """The next batch of this log; False where nothing is new."""
    locks.take(locks.Lock.AUDIT)
    before = Seal.objects.filter(log=each.label).order_by("-number").first()
    after = before.last_id if before else None
    last = _finished(each)
    rows = each.rows(after, last, seals.BATCH) if last is not None and (after is None or last > after) else []
    if not rows:
        return False
    newest = seals.newest()
    made = Seal(
        number=newest.number + 1 if newest else 1,
        log=each.label,
        first_id=rows[0][0],
        last_id=rows[-1][0],
        count=len(rows),
        digest=each.digest(rows),
        previous=newest.hash if newest else "",
        at=now,
    )
    made.hash = seals.hash_of(made)
    made.save(force_insert=True)
    return True


def _finished(each: seals.Log) -> int | None:
    """The last id below which nothing can come in any more.

    Ids are drawn before their transactions end, so a lower one may appear after a higher one. Whoever has drawn one
    holds the table's lock, so in a moment when nobody does, all of them are there. Raises OperationalError.
    """
    found = None
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"SET LOCAL lock_timeout = '{PATIENCE}'")
            cursor.execute(f"LOCK TABLE {each.table} IN SHARE MODE")
            cursor.execute(f"SELECT max(id) FROM {each.table}")
            (found,) = cursor.fetchone()
            raise _Back
    except _Back:
        return found


def record_verification() -> tuple[int, seals.Broken | None]:
    """Walk the chain, and keep what was found for the auditor's page."""
    fits, broken = seals.verify()
    pulse.show(pulse.AUDIT, ok=broken is None, note=str(broken or fits))
    return fits, broken
