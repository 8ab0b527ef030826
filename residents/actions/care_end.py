"""Help and care ends by two persons, is sealed, or goes along to another community, which accepts it."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from grids import history
from grids.models import SubjectKey, User
from grids.models.area import ANCESTORS
from residents import care_rules as rules
from residents.actions.care import begin_care, keep
from residents.actions.care_visits import plan
from residents.actions.merge import entries_of
from residents.care_enums import CareStatus, VisitStatus
from residents.models import CareCase, Resident


@transaction.atomic
def propose_closing(care_id: int, *, by, seen: int | None, why: str, now=None) -> CareCase:
    care = begin_care(care_id, by=by, seen=seen)
    if not why.strip():
        raise ValidationError({"why": _("Say why, in a few words.")})
    if care.close_proposed_by_id:
        raise ValidationError(_("This is proposed already; a second person confirms it."))
    care.close_proposed_by, care.close_reason = by, why.strip()[:200]
    with history.acting(by, grant=rules.KEEP, where=care, why=why):
        return keep(care)


@transaction.atomic
def refuse_closing(care_id: int, *, by, seen: int | None, now=None) -> CareCase:
    """It goes on. Whoever proposed it may take it back, too."""
    care = begin_care(care_id, by=by, seen=seen)
    care.close_proposed_by, care.close_reason = None, ""
    with history.acting(by, grant=rules.KEEP, where=care):
        return keep(care)


@transaction.atomic
def confirm_closing(care_id: int, *, by, seen: int | None, now: datetime | None = None) -> CareCase:
    """By another person than the one who proposed it; then it is sealed."""
    care = begin_care(care_id, by=by, seen=seen, may=rules.may_confirm_closing)
    care.closed_by = by
    with history.acting(by, grant=rules.KEEP, where=care, why=care.close_reason):
        _seal(care, now or timezone.now())
        return keep(care)


def _seal(care: CareCase, now: datetime, status: CareStatus = CareStatus.SEALED) -> None:
    care.status = status
    care.sealed_at = now if status == CareStatus.SEALED else None
    care.next_due_at = None
    care.visits.planned().update(status=VisitStatus.DROPPED, alarm_at=None)
    care.accesses.open(now).update(ends_at=now)


def left(resident: Resident, to=None, *, now: datetime) -> None:
    """Called by the acts of moving, in their transaction and history: the mover need not know of any record.

    to: the household of the new home; None where nobody here keeps it. In the same community it just goes along.
    """
    cares = CareCase.objects.select_for_update(of=("self",), no_key=True).filter(resident__in=entries_of(resident))
    for care in cares.exclude(status=CareStatus.SEALED).order_by("pk"):
        if to is None:
            _seal(care, now)
        elif care.status == CareStatus.OPEN and care.community_id == to.community_id:
            care.area_id = to.area_id
        else:
            care.to_area_id = to.area_id
            _seal(care, now, CareStatus.HANDED)
        keep(care)


@transaction.atomic
def accept_care(care_id: int, responsible: User, *, by, seen: int | None, now: datetime | None = None) -> CareCase:
    """The new community takes it up as a record of its own with the same basis and term; the old one is sealed."""
    now = now or timezone.now()
    care = begin_care(care_id, by=by, seen=seen, may=rules.may_accept)
    if responsible is None or not responsible.is_active:
        raise ValidationError({"user": _("Name the one person who is responsible.")})
    today = timezone.localdate(now)
    if care.ends_on <= today:
        raise ValidationError(_("Its term is over: it cannot be taken up."))
    new = CareCase(
        resident=care.resident,
        subject=SubjectKey.issue(),
        category=care.category,
        area_id=care.to_area_id,
        legal_basis=care.legal_basis,
        purpose=care.purpose,
        document=care.document,
        starts_on=care.starts_on,
        ends_on=care.ends_on,
        grade=care.grade,
        responsible=responsible,
        opened_by=by,
        follows=care,
    )
    with history.acting(by, grant=rules.KEEP, where=care.to_area):
        _seal(care, now)
        keep(care)
        new.full_clean()
        new.save()
        new.refresh_from_db(fields=ANCESTORS)
        plan(new, today, today)
    return new
