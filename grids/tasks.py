"""What beat asks for (settings.CELERY_BEAT_SCHEDULE). Each task is one call; a lost one is made good by the next."""

import logging
from collections.abc import Callable
from datetime import UTC, datetime

from celery import shared_task
from django.db import transaction
from django.utils import timezone

from grids import alarms, pulse, tallies
from grids.actions import drafts, seals
from grids.actions.posts import derive_all
from grids.areas import tree
from grids.database import locks
from grids.models import Pulse

LONG_AGO = datetime(1949, 10, 1, tzinfo=UTC)

log = logging.getLogger(__name__)

_at_midnight: dict[str, Callable[[], object]] = {}


def at_midnight(name: str, job: Callable[[], object]) -> None:
    """Have `job` called just after each midnight; it has to do no harm when it is called twice or a day late."""
    _at_midnight[name] = job


at_midnight("grants", derive_all)
at_midnight("drafts", drafts.forget_old)


@shared_task(name="grids.sweep")
def sweep() -> None:
    alarms.sweep()
    if (pulse.last(pulse.MIDNIGHT) or LONG_AGO) < timezone.localtime().replace(
        hour=0, minute=0, second=0, microsecond=0
    ):
        midnight()  # nobody was there at midnight


@shared_task(name="grids.heartbeat")
def heartbeat() -> None:
    pulse.show(pulse.WORKER)


@shared_task(name="grids.tallies")
def count() -> None:
    tallies.count()


@shared_task(name="grids.midnight")
@transaction.atomic
def midnight() -> None:
    """Each job in a savepoint; whoever comes while another is at it leaves it to that one."""
    Pulse.objects.bulk_create([Pulse(name=pulse.MIDNIGHT, at=LONG_AGO)], ignore_conflicts=True)
    if not Pulse.objects.filter(pk=pulse.MIDNIGHT).select_for_update(skip_locked=True).exists():
        return
    locks.share(locks.Lock.TREE)  # what a job locks stays locked for the next, which may come to a place
    failed = []
    for name, job in _at_midnight.items():
        try:
            with transaction.atomic():
                job()
        except Exception:
            log.exception("The midnight job %s failed", name)
            failed.append(name)
    pulse.show(pulse.MIDNIGHT, ok=not failed, note=", ".join(failed))


@shared_task(name="grids.check_tree")
def check_tree() -> None:
    tree.record_check()


@shared_task(name="grids.seal")
def seal() -> None:
    seals.seal()


@shared_task(name="grids.verify_audit")
def verify_audit() -> None:
    seals.record_verification()
