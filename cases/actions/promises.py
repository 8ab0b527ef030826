"""Promises made before the holidays of a year were known, and promises that a correction of the calendar moves."""

from datetime import date, datetime

from django.db.models import Q

from cases.actions import deadlines
from cases.enums import Status
from cases.models import Case
from grids.days.when import midnight

BATCH = 200


def provisional(user):
    """The open matters this person may see whose promise touches a year without a notice."""
    return Case.objects.visible_to(user).filter(status=Status.OPEN, provisional=True)


def recompute(*, since: date | None, now: datetime) -> int:
    """Count anew what is provisional, and what ends on `since` or later: a changed day can move nothing that ends
    before it. A transaction for each batch, so that nobody's act waits for all of them. How many moved."""
    touched = Q(provisional=True)
    if since is not None:
        touched |= Q(due_at__gte=midnight(since))
    waiting = Case.objects.filter(touched, status=Status.OPEN).order_by("pk").values_list("pk", flat=True)
    moved, last = 0, 0
    while batch := list(waiting.filter(pk__gt=last)[:BATCH]):
        moved += deadlines.recompute_provisional(now, Q(pk__in=batch))
        last = batch[-1]
    return moved
