"""Handing an unfinished ledger to a worker. Only a hint: what gets lost on the way, the sweep hands on again."""

import logging
from datetime import datetime

from celery import current_app
from django.db import transaction
from kombu.exceptions import OperationalError

from residents.actions.ledger_work import AGAIN
from residents.models import ImportBatch

TASK = "residents.ledger"

log = logging.getLogger(__name__)


def hand_on(batch_id: int) -> None:
    try:
        current_app.send_task(TASK, args=[batch_id], retry=False)
    except (OperationalError, OSError):
        log.warning("The broker is away; the sweep hands ledger %d on", batch_id)


def again(batches: list[ImportBatch], now: datetime) -> None:
    """The handler of the alarm: whoever worked on these was killed, or never heard of them."""
    for batch in batches:
        batch.alarm_at = now + AGAIN
        transaction.on_commit(lambda pk=batch.pk: hand_on(pk))
    ImportBatch.objects.bulk_update(batches, ["alarm_at"])
