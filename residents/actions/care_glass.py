"""Looks at a care record: each is logged; in an emergency a glass may be broken, which is reported."""

from datetime import datetime, timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from grids import inbox
from grids.models import RevealLog
from residents.actions.care_told import keepers
from residents.actions.merge import entries_of
from residents.enums.care import CareStatus, Sensitivity
from residents.models import CareAccess, CareCase, Resident
from residents.rules import care as rules

HOURS = timedelta(hours=3)
ONE_LOOK = timedelta(minutes=30)
KIND, FIELD = "residents.carecase", "care"


@transaction.atomic
def look(care: CareCase, *, by, now: datetime | None = None) -> None:
    """Somebody reads the record: in the log, once in half an hour for each record and person."""
    now = now or timezone.now()
    logs = RevealLog.objects.filter(record_kind=KIND, record_key=care.ref, field=FIELD, user=by)
    if not logs.filter(at__gt=now - ONE_LOOK).exists():
        post = by.scope.post_for(care.category.read_grant, care)
        RevealLog.objects.create(user=by, post_id=post, record_kind=KIND, record_key=care.ref, field=FIELD, reason="")


@transaction.atomic
def break_glass(resident: Resident, *, by, reason: str, now: datetime | None = None) -> list[CareAccess]:
    """For a person one may see: whatever record there is opens for three hours, or waits for a second person.

    The answer is the same where there is none, and the attempt is kept. Raises PermissionDenied, ValidationError.
    """
    now = now or timezone.now()
    homes = list(resident.memberships.current())
    if not any(by.scope.may(rules.BREAK, home) for home in homes):
        raise PermissionDenied
    if len(reason.strip()) < 4:
        raise ValidationError({"reason": _("Say why, in a few words.")})
    made = []
    cares = CareCase.objects.open().filter(resident__in=entries_of(resident))
    for care in cares.select_related("category").order_by("pk"):
        if not by.scope.may(rules.BREAK, care):
            continue
        alone = care.category.sensitivity != Sensitivity.HIGHEST
        made.append(
            CareAccess(
                care=care,
                user=by,
                reason=reason.strip()[:200],
                asked_at=now,
                opened_at=now if alone else None,
                ends_at=now + HOURS if alone else None,
            )
        )
        if alone:
            inbox.tell([care.responsible_id], "care_glass", {}, care.get_absolute_url())
        else:
            inbox.tell(_second_persons(care, by, now), "care_glass_asked", {}, care.get_absolute_url())
    made = made or [CareAccess(user=by, reason=reason.strip()[:200], asked_at=now)]
    return CareAccess.objects.bulk_create(made)


def _second_persons(care: CareCase, by, now: datetime) -> list[int]:
    """Who may allow it, in the community and the street; the responsible person hears of it once it is open."""
    told, grant = keepers([care], timezone.localdate(now)), care.category.read_grant
    return [pk for area in (care.community_id, care.street_id) for pk in told[grant, area] if pk != by.pk]


@transaction.atomic
def allow_look(access_id: int, *, by, now: datetime | None = None) -> CareAccess:
    """The second person: keeps the record, and is not the one who asked."""
    now = now or timezone.now()
    access = CareAccess.objects.select_for_update(of=("self",), no_key=True).get(pk=access_id)
    care = CareCase.objects.select_related("category").get(pk=access.care_id)
    if access.user_id == by.pk or care.status != CareStatus.OPEN or not rules.may_allow(by, care):
        raise PermissionDenied
    if access.opened_at is None:
        access.allowed_by, access.opened_at, access.ends_at = by, now, now + HOURS
        access.save()
        inbox.tell([access.user_id], "care_glass_open", {}, care.get_absolute_url())
        inbox.tell([care.responsible_id], "care_glass", {}, care.get_absolute_url())
    return access
