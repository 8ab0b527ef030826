"""What a worker is asked for. Each task is one call to an action."""

from celery import shared_task

from residents import queueing
from residents.actions import ledger_work


@shared_task(name=queueing.TASK)
def ledger(batch_id: int) -> None:
    if not ledger_work.work(batch_id):
        queueing.hand_on(batch_id)
