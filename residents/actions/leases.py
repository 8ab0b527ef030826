"""Dwellings are let from–to: their use follows the days of the lease, whether or not anybody looks."""

from datetime import date, datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from grids import history
from grids.database.rowids import any_of
from grids.days.when import midnight
from grids.words import reasons
from residents.actions.homes import lock
from residents.actions.start import EDIT, not_ahead
from residents.enums import Tenure
from residents.models import Dwelling, Lease

A_DAY, SOON = timedelta(days=1), timedelta(minutes=1)


@transaction.atomic
def let(
    dwelling_id: int,
    *,
    by,
    starts_on: date,
    ends_on: date | None = None,
    seen: str | None = None,
    now: datetime | None = None,
) -> Lease:
    """The dwelling is let from–to: on these days it counts as rented out, also where they are yet to come."""
    dwelling, today = lock(dwelling_id, by=by, seen=seen), timezone.localdate(now)
    lease = Lease(dwelling=dwelling, starts_on=starts_on, ends_on=ends_on)
    lease.full_clean()
    lease.alarm_at = _next_look(lease, today)
    with history.acting(by, grant=EDIT, where=dwelling):
        lease.save()
        if starts_on <= today <= (ends_on or today):
            _use(dwelling, Tenure.RENTED)
    return lease


@transaction.atomic
def end_lease(
    lease_id: int, *, by, ends_on: date, tenure: Tenure = Tenure.VACANT, seen: str | None = None, now=None
) -> Lease:
    """Its last day. tenure: what the dwelling is from then on."""
    lease = Lease.objects.get(pk=lease_id)
    dwelling = lock(lease.dwelling_id, by=by, seen=seen)
    lease.refresh_from_db()
    not_ahead(ends_on, now, "ends_on")
    lease.ends_on, lease.alarm_at = ends_on, None
    lease.full_clean()
    with history.acting(by, grant=EDIT, where=dwelling):
        lease.save()
        _use(dwelling, tenure)
    return lease


@transaction.atomic
def withdraw_lease(
    dwelling_id: int, lease_id: int, *, by, why: str, seen: str | None = None, now: datetime | None = None
) -> None:
    """One that was typed wrongly or came to nothing, before its first day; its history keeps it, with the reason."""
    dwelling = lock(dwelling_id, by=by, seen=seen)
    lease = dwelling.leases.get(pk=lease_id)
    if lease.starts_on <= timezone.localdate(now):
        raise ValidationError(_("This lease has begun: end it instead."))
    with history.acting(by, grant=EDIT, where=dwelling, why=reasons.need(why)):
        lease.delete()


def turn(leases: list[Lease], now: datetime) -> None:
    """For the sweep: leases that begin, or whose last day is over. Then nobody knows what the dwelling is, until
    somebody says so. One that somebody is at now is looked at a minute later.
    """
    today = timezone.localdate(now)
    dwellings = Dwelling.objects.filter(pk__in=any_of(lease.dwelling_id for lease in leases))
    free = {one.pk: one for one in dwellings.select_for_update(of=("self",), no_key=True, skip_locked=True)}
    running = Lease.objects.filter(Q(ends_on=None) | Q(ends_on__gte=today), starts_on__lte=today)
    let_now = set(running.filter(dwelling__in=any_of(free)).values_list("dwelling", flat=True))
    with history.acting(None):
        for pk, dwelling in free.items():
            if pk in let_now:
                _use(dwelling, Tenure.RENTED)
            elif dwelling.tenure == Tenure.RENTED:
                _use(dwelling, Tenure.UNKNOWN)
    for lease in leases:
        lease.alarm_at = _next_look(lease, today) if lease.dwelling_id in free else now + SOON
    Lease.objects.bulk_update(leases, ["alarm_at"])


def _use(dwelling: Dwelling, tenure: Tenure) -> None:
    if dwelling.tenure != tenure:
        dwelling.tenure = tenure
        dwelling.save()


def _next_look(lease: Lease, today: date) -> datetime | None:
    """The midnight at which it begins, or at which its last day is over."""
    if lease.starts_on > today:
        return midnight(lease.starts_on)
    if lease.ends_on and lease.ends_on >= today:
        return midnight(lease.ends_on + A_DAY)
    return None
