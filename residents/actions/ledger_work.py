"""What a worker does with a ledger: checks it in one go, writes it in pieces, goes on where another was killed."""

import json
import logging
import time
from datetime import datetime, timedelta

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from grids import history, inbox
from grids.fields import plain
from grids.models import User
from residents import ledger, planning
from residents.actions import ledger_rows
from residents.actions.ledger_met import Met
from residents.actions.ledgers import IMPORT, head_of, need
from residents.ledger import LedgerRow
from residents.models import BatchState, ImportBatch, ImportChunk
from residents.placing import Places
from residents.planning import Outcome, Plan, Seen

AGAIN = timedelta(minutes=3)  # a batch whose worker was killed is handed on after so long
MOST_TRIES = 3

log = logging.getLogger(__name__)


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
    need(by, batch.area)
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
        _keep(batch, chunk, [outcome_of(plan) for plan in plans], counts)
    batch.counts, batch.state, batch.alarm_at = counts, BatchState.READY, None


def _write_next(batch: ImportBatch, by, now: datetime) -> None:
    chunk = batch.chunks.filter(is_written=False).order_by("number").first()
    if chunk is not None:
        _write(batch, chunk, by, now)
    if not batch.chunks.filter(is_written=False).exists():
        batch.state, batch.done_at, batch.alarm_at = BatchState.DONE, now, None
        wrong = batch.counts.get(Outcome.WRONG, 0) + batch.counts.get(Outcome.DOUBLE, 0)
        numbers = {"added": batch.counts.get(Outcome.ADD, 0), "updated": batch.counts.get(Outcome.UPDATE, 0)}
        url = batch.get_absolute_url()
        inbox.tell([batch.by_id], "ledger_written", numbers | {"wrong": wrong}, url, once=f"ledger {batch.ref}")


def _write(batch: ImportBatch, chunk: ImportChunk, by, now: datetime) -> None:
    """Plan anew, since the register may have changed after the check; what was refused then stays as it was found."""
    chunk.subject = batch.subject
    batch.counts = dict.fromkeys(Outcome.values, 0) | batch.counts
    rows = rows_of(batch, chunk, now)
    refused = {kept[0]: kept for kept in outcomes_of(chunk) if kept[1] in (Outcome.DOUBLE, Outcome.WRONG)}
    todo = [row for row in rows if row.line not in refused]
    plans = planning.plan(todo, batch, Places(batch.area), by.scope, None)
    Met(batch, by, now).note(plans)
    left = set(batch.left)
    for plan in plans:
        if plan.outcome == Outcome.UPDATE and plan.row.line in left:
            plan.outcome = Outcome.SAME
    made = ledger_rows.Made()
    _together_or_alone([plan for plan in plans if plan.outcome in (Outcome.ADD, Outcome.UPDATE)], made, by, batch, now)
    chunk.made, chunk.before, chunk.is_written = made.ids(), json.dumps(made.before, default=str), True
    kept = {plan.row.line: outcome_of(plan) for plan in plans} | refused
    _keep(batch, chunk, [kept[row.line] for row in rows], batch.counts)
    batch.written += len(rows)


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
            plans[0].outcome = Outcome.WRONG
            plans[0].row.wrong(ledger.NAME, _("the register has changed meanwhile: look the person up there"))
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


def outcome_of(plan: Plan) -> list:
    """As a chunk keeps it."""
    return [plan.row.line, plan.outcome, plan.row.errors]


def outcomes_of(chunk: ImportChunk) -> list:
    return json.loads(plain(chunk, "outcomes") or "[]")


def _keep(batch: ImportBatch, chunk: ImportChunk, outcomes: list, counts: dict[str, int]) -> None:
    for _line, outcome, _errors in outcomes:
        counts[outcome] = counts.get(outcome, 0) + 1
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
