"""Deadlines of orders that were counted before the holidays of a year were known, or that a correction moves."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Q

from grids.days import calendar as calendars
from grids.days.when import midnight
from grids.days.workdays import Calendar
from volunteers import workflow as order_workflow
from volunteers.actions.orders import tell, waited_for
from volunteers.enums.orders import Step
from volunteers.models import ServiceOrder
from volunteers.workflow import OPEN

BATCH = 200


def provisional(user):
    """The open orders this person may see whose deadline touches a year without a notice."""
    return ServiceOrder.objects.visible_to(user).open().filter(provisional=True)


def recompute(*, since: date | None, now: datetime) -> int:
    """Count anew what is provisional, and what ends on `since` or later: a changed day moves nothing that ends before.

    A transaction for each batch, so that nobody's act waits for all of them. How many moved.
    """
    touched = Q(provisional=True)
    if since is not None:
        touched |= Q(due_at__gte=midnight(since))
    waiting = ServiceOrder.objects.open().filter(touched).order_by("pk").values_list("pk", flat=True)
    moved, last = 0, 0
    while batch := list(waiting.filter(pk__gt=last)[:BATCH]):
        moved += _counted_anew(batch, now)
        last = batch[-1]
    return moved


@transaction.atomic
def _counted_anew(batch: list[int], now: datetime) -> int:
    """How many moved; whom they wait for is told."""
    calendar, moved = calendars.current(), 0
    rows = ServiceOrder.objects.filter(pk__in=batch, step__in=OPEN).select_for_update(of=("self",), no_key=True)
    for made in rows.select_related("item", "area", "taker").order_by("pk"):
        before = made.due_at
        _count(made, calendar, now)
        made.save(update_fields=["due_at", "provisional", "warned", "alarm_at"])
        if made.due_at != before:
            moved += 1
            tell(made, waited_for(made), "order_due_moved")
    return moved


def _count(made: ServiceOrder, calendar: Calendar, now: datetime) -> None:
    """The promise of its step. A reminder that came too early comes again; who was late already stays late."""
    step = Step(made.step)
    found = order_workflow.limit(step, made)
    start = order_workflow.counts_from(step, made.step_at, made.wanted_at)
    due, warn = order_workflow.promise(start, found, calendar)
    was_late = made.due_at <= now
    made.due_at, made.provisional = due.at, due.provisional
    if now < warn:
        made.warned, made.alarm_at = False, warn
    elif not (was_late and due.at <= now):
        made.alarm_at = due.at if made.warned else warn
