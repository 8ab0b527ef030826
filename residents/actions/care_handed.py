"""A person moves: the record goes along, is handed over to another community, which accepts it or sends it back."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from grids import history, inbox
from grids.models import SubjectKey, User
from grids.models.area import ANCESTORS
from residents.actions.care import begin_care, keep
from residents.actions.care_end import run, seal, stop, wait
from residents.actions.care_told import tell_keepers
from residents.actions.care_visits import plan
from residents.actions.merge import entries_of
from residents.care.people import hold, may_be_named
from residents.enums.care import CareStatus, Stop
from residents.models import CareCase, Resident
from residents.rules import care as rules


def left(resident: Resident, to=None, *, by, why: Stop | None = None, now: datetime) -> None:
    """Called by the acts of moving, in their transaction and history: the mover need not know of any record.

    to: the household of the new home; None where nobody here keeps it, and `why` says what happened.
    """
    cares = CareCase.objects.select_for_update(of=("self",), no_key=True).filter(resident__in=entries_of(resident))
    for care in cares.exclude(status=CareStatus.SEALED).select_related("category").order_by("pk"):
        if to is None:
            stop(care, why, by=by, now=now)
        elif care.community_id == to.community_id:
            _along(care, to, now)
            continue
        else:
            _hand(care, to, now)
        keep(care)


def lives(resident: Resident, *, by, now: datetime) -> None:
    """Their death was recorded by mistake: what it stopped is as it was before. What two persons have decided since
    stands. As left(), in the transaction of an act whose actor need not know of any record.
    """
    today = timezone.localdate(now)
    cares = CareCase.objects.select_for_update(of=("self",), no_key=True).filter(resident__in=entries_of(resident))
    for care in (
        cares.filter(status=CareStatus.STOPPED, stopped_for=Stop.DIED).select_related("category").order_by("pk")
    ):
        before = (
            history.of(CareCase).filter(pgh_obj=care.pk).exclude(stopped_for=Stop.DIED).order_by("-pgh_id").first()
        )
        run(care)
        for name in ("status", "stopped_for", "to_area_id", "close_proposed_by_id", "close_reason"):
            setattr(care, name, getattr(before, name))
        if care.status == CareStatus.OPEN:
            keep(care)
            plan(care, today, today)
            inbox.tell([care.responsible_id], "care_goes_on", {}, care.get_absolute_url())
            continue
        wait(care, now)
        keep(care)
        if care.status == CareStatus.HANDED:
            tell_keepers(care, care.to_area, "care_arrives", today=today, but=by)


def _along(care: CareCase, to, now: datetime) -> None:
    """In the same community nobody need accept it, also where the person comes back before anybody did."""
    came_back = care.status == CareStatus.HANDED
    care.area_id = to.area_id
    if came_back:
        run(care)
    keep(care)
    if came_back:
        today = timezone.localdate(now)
        plan(care, today, today)
        inbox.tell([care.responsible_id], "care_goes_on", {}, care.get_absolute_url())


def _hand(care: CareCase, to, now: datetime) -> None:
    """Who was responsible hears that it is over; who may accept it, that it waits for them."""
    had_it = care.status == CareStatus.OPEN
    run(care)
    care.status, care.to_area_id = CareStatus.HANDED, to.area_id
    wait(care, now)
    care.accesses.open(now).update(ends_at=now)
    if had_it:
        inbox.tell([care.responsible_id], "care_handed", {}, "/care/")
    tell_keepers(care, to, "care_arrives", today=timezone.localdate(now))


@transaction.atomic
def send_back(care_id: int, *, by, seen: int | None, why: str, now: datetime | None = None) -> CareCase:
    """Not theirs, or its term is over: where it came from a second person closes it, or lets it go on."""
    care = begin_care(care_id, by=by, seen=seen, may=rules.may_accept)
    if not why.strip():
        raise ValidationError({"why": _("Say why, in a few words.")})
    with history.acting(by, grant=rules.KEEP, where=care.to_area, why=why):
        stop(care, Stop.SENT_BACK, by=by, now=now or timezone.now(), said=why.strip()[:200])
        return keep(care)


@transaction.atomic
def accept_care(care_id: int, responsible: User, *, by, seen: int | None, now: datetime | None = None) -> CareCase:
    """The new community takes it up as a record of its own with the same basis and term; the old one is sealed."""
    now = now or timezone.now()
    hold(responsible)
    care = begin_care(care_id, by=by, seen=seen, may=rules.may_accept)
    if not may_be_named(responsible, care.to_area):
        raise ValidationError({"user": _("Name the one person who is responsible.")})
    today = timezone.localdate(now)
    if care.ends_on <= today:
        raise ValidationError(_("Its term is over: send it back, so that it is closed."))
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
        seal(care, now)
        keep(care)
        new.full_clean()
        new.save()
        new.refresh_from_db(fields=ANCESTORS)
        plan(new, today, today)
    if responsible != by:
        inbox.tell([responsible.pk], "care_yours", {}, new.get_absolute_url())
    return new
