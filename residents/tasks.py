"""What the worker does beside the sweep. Each task is one call; a lost one is made good by the sweep."""

from celery import shared_task

from grids import alarms
from residents.actions import ledger_work
from residents.ledgers import queueing
from residents.offers import TABLES


@shared_task(name="residents.fill_tables")
def fill_tables() -> None:
    alarms.sweep_one(TABLES)


@shared_task(name=queueing.TASK)
def ledger(batch_id: int) -> None:
    if not ledger_work.work(batch_id):
        queueing.hand_on(batch_id)
