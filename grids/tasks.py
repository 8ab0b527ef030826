"""What beat asks for (settings.CELERY_BEAT_SCHEDULE). Each task is one call; a lost one is made good by the next."""

import logging
from collections.abc import Callable

from celery import shared_task

from grids import alarms, pulse, tallies, tree

log = logging.getLogger(__name__)

_at_midnight: dict[str, Callable[[], object]] = {}


def at_midnight(name: str, job: Callable[[], object]) -> None:
    """Have `job` called just after each midnight; it has to do no harm when it is called twice or a day late."""
    _at_midnight[name] = job


@shared_task(name="grids.sweep")
def sweep() -> None:
    alarms.sweep()


@shared_task(name="grids.heartbeat")
def heartbeat() -> None:
    pulse.show(pulse.WORKER)


@shared_task(name="grids.tallies")
def count() -> None:
    tallies.count()


@shared_task(name="grids.midnight")
def midnight() -> None:
    failed = []
    for name, job in _at_midnight.items():
        try:
            job()
        except Exception:
            log.exception("The midnight job %s failed", name)
            failed.append(name)
    pulse.show("midnight", ok=not failed, note=", ".join(failed))


@shared_task(name="grids.check_tree")
def check_tree() -> None:
    tree.record_check()
