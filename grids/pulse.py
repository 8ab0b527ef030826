"""Signs of life: each part of the portal says when it last did its work; /healthz and "as of" read them."""

from collections.abc import Iterable
from datetime import datetime

from django.utils import timezone

from grids.models import Pulse

WORKER, SWEEP, TALLIES, TREE, MIDNIGHT = "worker", "sweep", "tallies", "tree", "midnight"
SEALS, AUDIT = "seals", "audit"  # when the logs were last sealed, and their seals last verified


def show(name: str, *, ok: bool = True, note: str = "", now: datetime | None = None) -> None:
    """Keep only the newest sign: one statement, so that several processes may say it at once."""
    Pulse.objects.bulk_create(
        [Pulse(name=name, at=now or timezone.now(), ok=ok, note=note[:200])],
        update_conflicts=True,
        unique_fields=["name"],
        update_fields=["at", "ok", "note"],
    )


def sign(name: str) -> Pulse | None:
    return Pulse.objects.filter(pk=name).first()


def signs(names: Iterable[str]) -> dict[str, Pulse]:
    return Pulse.objects.in_bulk(names)


def last(name: str) -> datetime | None:
    return Pulse.objects.filter(pk=name).values_list("at", flat=True).first()
