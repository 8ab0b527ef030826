"""What a worker does with a ledger: checks it in one go, writes it in pieces, goes on where another was killed."""

import json
import logging
import time
from datetime import datetime, timedelta
from typing import NamedTuple

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone, translation

from grids import history, inbox
from grids.fields import plain
from grids.models import User
from grids.permissions import need
from residents.actions import ledger_rows
from residents.actions.ledger_met import Met
from residents.actions.ledgers import IMPORT, head_of
from residents.ledgers import ledger, planning
from residents.ledgers.ledger import LedgerRow
from residents.ledgers.placing import Places
from residents.ledgers.planning import BAD, WRITTEN, Outcome, Plan, Seen
from residents.models import BatchState, ImportBatch, ImportChunk

AGAIN = timedelta(minutes=3)  # a batch whose worker was killed is handed on after so long
MOST_TRIES = 3

log = logging.getLogger(__name__)


class Kept(NamedTuple):
    """What a chunk keeps of a row. Ledgers checked before it kept more have its first three parts."""

    line: int
    outcome: str
    errors: list  # [column, reason]
    was: list = []  # [column, what the register said where the row writes, masked; or ""]
    notes: list = []  # [column, what differs and stays as it is]
    version: int | None = None  # of the person whom the row would change, as its reader saw them

    @property
    def fills(self) -> bool:
        """Something that the register leaves empty."""
        return any(not there for _column, there in self.was)


def work(batch_id: int, seconds: float = 60) -> bool:
    """Check or write what is unfinished, a transaction for each chunk; True when nothing is left to do.

    Whoever finds another at it leaves it to that one. What fails thrice stops the batch where it stands.
    """
    deadline = time.monotonic() + seconds
    while True:
        try:
            with transaction.atomic():
                if not _step(batch_id):
                    return True
        except PermissionDenied:
            _stop(batch_id)
            return True
        except Exception as error:
            # Not the error's words: they may quote a row.
            log.error("A step of ledger %d failed: %s", batch_id, type(error).__name__)
            _failed(batch_id)
            return False
        if time.monotonic() > deadline:
            return False


def _step(batch_id: int) -> bool:
    """One check, or one chunk written; False when there was none, or it was the last."""
    rows = ImportBatch.objects.unfinished().select_related("area", "subject", "by")
    rows = rows.select_for_update(of=("self",), no_key=True, skip_locked=True)
    batch = rows.filter(pk=batch_id).first()
    if batch is None:
        return False
    by = User.objects.get(pk=batch.by_id)
    by.hat_key = batch.hat or None
    need(by, IMPORT, batch.area)
    now = timezone.now()
    batch.alarm_at, batch.tries = now + AGAIN, 0
    with translation.override(batch.language), history.acting(by, grant=IMPORT, where=batch.area):
        if batch.state == BatchState.CHECKING:
            _check(batch, by, now)
        else:
            _write_next(batch, by, now)
        batch.save()
    return batch.state == BatchState.WRITING


def _check(batch: ImportBatch, by, now: datetime) -> None:
    places, seen, counts, met = Places(batch.area), Seen(), dict.fromkeys(Outcome.values, 0), Met(batch, by, now)
    for chunk in batch.chunks.order_by("number").iterator(chunk_size=1):
        chunk.subject = batch.subject
        plans = planning.plan(rows_of(batch, chunk, now), batch, places, by.scope, seen)
        met.note(plans)
        _keep(chunk, [outcome_of(plan) for plan in plans], counts)
    batch.counts, batch.state, batch.alarm_at = counts, BatchState.READY, None


def _write_next(batch: ImportBatch, by, now: datetime) -> None:
    chunk = batch.chunks.filter(is_written=False).order_by("number").first()
    if chunk is not None:
        _write(batch, chunk, by, now)
    if not batch.chunks.filter(is_written=False).exists():
        batch.state, batch.done_at, batch.alarm_at = BatchState.DONE, now, None
        added, wrong, updated = (
            sum(batch.counts.get(one, 0) for one in outcomes)
            for outcomes in ((Outcome.ADD,), BAD, (Outcome.FILL, Outcome.UPDATE))
        )
        numbers = {"added": added, "updated": updated}
        url = batch.get_absolute_url()
        inbox.tell([batch.by_id], "ledger_written", numbers | {"wrong": wrong}, url, once=f"ledger {batch.ref}")


def _write(batch: ImportBatch, chunk: ImportChunk, by, now: datetime) -> None:
    """Plan anew, since the register may have changed after the check; what was refused then stays as it was found."""
    chunk.subject = batch.subject
    batch.counts = dict.fromkeys(Outcome.values, 0) | batch.counts
    rows = rows_of(batch, chunk, now)
    checked = {one.line: one for one in outcomes_of(chunk)}
    plans = planning.plan(
        [row for row in rows if checked[row.line].outcome not in BAD], batch, Places(batch.area), by.scope, None
    )
    Met(batch, by, now).note(plans)
    left = set(batch.left)
    for plan in plans:
        _as_shown(plan, checked[plan.row.line], batch, left)
    made = ledger_rows.Made()
    _together_or_alone([plan for plan in plans if plan.outcome in WRITTEN], made, by, batch, now)
    chunk.made, chunk.before, chunk.is_written = made.ids(), json.dumps(made.before, default=str), True
    kept = checked | {plan.row.line: outcome_of(plan) for plan in plans}
    _keep(chunk, [kept[row.line] for row in rows], batch.counts)
    batch.written += len(rows)


def _as_shown(plan: Plan, checked: Kept, batch: ImportBatch, left: set[int]) -> None:
    """Nothing is written but what the preview showed, and of that only what its reader did not leave out."""
    if plan.outcome not in WRITTEN:
        return
    if checked.outcome not in WRITTEN:
        plan.outcome, plan.was = Outcome(checked.outcome), {}
    elif (plan.outcome, plan.version) != (checked.outcome, checked.version):
        plan.refuse()
    elif plan.resident and plan.row.line in left:
        plan.leave(all_of_it=True)
    elif plan.resident and batch.fill_only:
        plan.leave(all_of_it=False)


def _together_or_alone(plans: list[Plan], made: ledger_rows.Made, by, batch: ImportBatch, now: datetime) -> None:
    """All in one; where the database refuses, in halves, until the row that does not go stands alone."""
    if not plans:
        return
    attempt = ledger_rows.Made()
    try:
        with transaction.atomic():
            ledger_rows.write(plans, attempt, by=by, batch=batch, now=now)
    except IntegrityError:
        if len(plans) == 1:
            plans[0].refuse()
            return
        half = len(plans) // 2
        _together_or_alone(plans[:half], made, by, batch, now)
        _together_or_alone(plans[half:], made, by, batch, now)
    else:
        made.take_in(attempt)


def rows_of(batch: ImportBatch, chunk: ImportChunk, now: datetime) -> list[LedgerRow]:
    head, found = head_of(batch), []
    codes = {int(place): code for place, code in batch.columns.items()}
    by_name = {head[place]: code for place, code in codes.items()}
    for line, cells, lost in json.loads(plain(chunk, "rows")):
        said = {code: cells[place] for place, code in codes.items()}
        gone = {by_name[name] for name in lost if name in by_name}
        found.append(ledger.read(line, said, gone, now, is_csv=batch.is_csv))
    return found


def outcome_of(plan: Plan) -> Kept:
    row = plan.row
    if plan.outcome in BAD:
        return Kept(row.line, plan.outcome, row.errors)
    return Kept(row.line, plan.outcome, row.errors, list(plan.was.items()), plan.notes, plan.version)


def outcomes_of(chunk: ImportChunk) -> list[Kept]:
    return [Kept(*one) for one in json.loads(plain(chunk, "outcomes") or "[]")]


def _keep(chunk: ImportChunk, outcomes: list[Kept], counts: dict[str, int]) -> None:
    for kept in outcomes:
        counts[kept.outcome] = counts.get(kept.outcome, 0) + 1
    chunk.outcomes = json.dumps(outcomes, ensure_ascii=False)
    chunk.save()


def _stop(batch_id: int) -> None:
    with transaction.atomic():
        ImportBatch.objects.unfinished().filter(pk=batch_id).update(state=BatchState.STOPPED, alarm_at=None)


def _failed(batch_id: int) -> None:
    with transaction.atomic():
        batch = ImportBatch.objects.unfinished().select_for_update(of=("self",)).filter(pk=batch_id).first()
        if batch is None:
            return
        batch.tries, batch.alarm_at = batch.tries + 1, timezone.now() + AGAIN
        if batch.tries >= MOST_TRIES:
            batch.state, batch.alarm_at = BatchState.STOPPED, None
        batch.save()
