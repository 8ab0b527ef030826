"""What the worker does beside the sweep. Each task is one call; a lost one is made good by the sweep."""

from celery import shared_task

from grids import alarms
from residents.offers import TABLES


@shared_task(name="residents.fill_tables")
def fill_tables() -> None:
    alarms.sweep_one(TABLES)
