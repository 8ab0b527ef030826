"""Help and care ends by two persons and is sealed. A death or a move away only stops it and proposes that."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from grids import history, inbox
from residents.actions.care import begin_care, keep
from residents.actions.care_alarms import WAIT
from residents.actions.care_told import tell_keepers
from residents.actions.care_visits import drop_visits, morning_of, plan
from residents.enums.care import CareStatus, Stop
from residents.models import CareCase
from residents.rules import care as rules


@transaction.atomic
def propose_closing(care_id: int, *, by, seen: int | None, why: str, now=None) -> CareCase:
    care = begin_care(care_id, by=by, seen=seen)
    if not why.strip():
        raise ValidationError({"why": _("Say why, in a few words.")})
    if care.close_proposed_by_id:
        raise ValidationError(_("This is proposed already; a second person confirms it."))
    care.close_proposed_by, care.close_reason = by, why.strip()[:200]
    with history.acting(by, grant=rules.KEEP, where=care, why=why):
        keep(care)
    tell_keepers(care, care, "care_closing", today=timezone.localdate(now), also=[care.responsible_id], but=by)
    return care


@transaction.atomic
def refuse_closing(care_id: int, *, by, seen: int | None, now: datetime | None = None) -> CareCase:
    """It goes on; where it had stopped, with visits planned from today. Whoever proposed it may take it back, too."""
    care = begin_care(care_id, by=by, seen=seen, may=rules.may_go_on)
    had_stopped = care.status == CareStatus.STOPPED
    told = {care.responsible_id} | _proposed(care)
    with history.acting(by, grant=rules.KEEP, where=care):
        run(care)
        keep(care)
        if had_stopped:
            today = timezone.localdate(now)
            plan(care, today, today)
    inbox.tell(told - {by.pk}, "care_goes_on", {}, care.get_absolute_url())
    return care


@transaction.atomic
def confirm_closing(care_id: int, *, by, seen: int | None, now: datetime | None = None) -> CareCase:
    """By another person than the one who proposed it; then it is sealed."""
    care = begin_care(care_id, by=by, seen=seen, may=rules.may_confirm_closing)
    care.closed_by, told = by, {care.responsible_id} | _proposed(care)
    with history.acting(by, grant=rules.KEEP, where=care, why=care.close_reason):
        seal(care, now or timezone.now())
        keep(care)
    inbox.tell(told - {by.pk}, "care_closed", {}, "/care/")
    return care


def _proposed(care: CareCase) -> set[int]:
    """Of one that stopped it is whoever reported a death or a move, who need not know of any record."""
    return {care.close_proposed_by_id} - {None} if care.status == CareStatus.OPEN else set()


def run(care: CareCase) -> None:
    """As if nobody had proposed anything."""
    care.status, care.stopped_for, care.to_area = CareStatus.OPEN, "", None
    care.close_proposed_by, care.close_reason = None, ""
    care.alarm_at, care.alarm_level = None, 0


def seal(care: CareCase, now: datetime) -> None:
    care.status, care.sealed_at = CareStatus.SEALED, now
    care.next_due_at = care.alarm_at = None
    drop_visits(care, timezone.localdate(now))
    care.accesses.open(now).update(ends_at=now)


def stop(care: CareCase, why: Stop, *, by, now: datetime, said: str = "") -> None:
    """Whoever reported what happened counts as having proposed to close it, and a second person decides.

    The responsible person and the keepers are told. In the caller's transaction, which keeps the record.
    """
    care.status, care.stopped_for, care.to_area = CareStatus.STOPPED, why, None
    care.close_proposed_by, care.close_reason = by, said
    wait(care, now)
    also = [care.responsible_id]
    tell_keepers(care, care, "care_stopped", today=timezone.localdate(now), also=also, but=by)


def wait(care: CareCase, now: datetime) -> None:
    """Nobody goes there until somebody decides, and is reminded of it."""
    today = timezone.localdate(now)
    drop_visits(care, today)
    care.next_due_at = morning_of(today)
    care.alarm_at, care.alarm_level = care.next_due_at + WAIT, 0
