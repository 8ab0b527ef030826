"""The end of personal data: one person proposes, a second one confirms, and then nobody can read them any more."""

from datetime import date, datetime

import pgtrigger
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from grids import history
from grids.models import SubjectKey
from residents import retention
from residents.actions.care_erase import forget_with
from residents.actions.forgetting import forget_reasons
from residents.actions.merge import entries_of
from residents.enums import Happening
from residents.models import Certificate, Erasure, LifeEvent, Membership, Resident, ResidentTrait

GRANT = "anonymise_residents"
EMPTIED = {
    "name": "",
    "registered_region": "",
    "education": "",
    "workplace": "",
    "id_number": None,
    "phone": None,
    "registered_address": None,
    "guardian": None,
    "guardian_name": "",
    "guardian_phone": None,
}
NOBODY = "–"
PAST = tuple(f"residents.{name}Event:append_only" for name in ("Resident", "ResidentTrait", "Certificate"))
NOT_DUE = _("This entry is not due: its time is not over, or it is needed.")
UNINDEXED = {"pinyin": "", "initials": "", "id_index": "", "phone_index": ""}  # these stand in no history


@transaction.atomic
def propose_erasure(resident_id: int, *, by, now: datetime | None = None) -> Erasure:
    """Raises PermissionDenied, ValidationError where the years are not over, or it is proposed already."""
    now = now or timezone.now()
    resident, where = _begin(resident_id, by)
    code = retention.of(resident.pk, timezone.localdate(now))
    if not code:
        raise ValidationError(NOT_DUE)
    if Erasure.objects.open().filter(resident=resident).exists():
        raise ValidationError(_("This is proposed already."))
    with history.acting(by, grant=GRANT, where=where):
        return Erasure.objects.create(resident=resident, rule_id=code, proposed_by=by, proposed_at=now)


@transaction.atomic
def drop_erasure(erasure_id: int, *, by, now: datetime | None = None) -> Erasure:
    erasure = Erasure.objects.get(pk=erasure_id)
    _resident, where = _begin(erasure.resident_id, by)
    erasure = _open(erasure_id)
    erasure.dropped_by, erasure.dropped_at = by, now or timezone.now()
    with history.acting(by, grant=GRANT, where=where):
        erasure.save()
    return erasure


@transaction.atomic
def confirm_erasure(erasure_id: int, *, by, now: datetime | None = None) -> Resident:
    """By somebody else than who proposed it. There is no way back.

    Area, sex, year of birth and the dates of what happened stay, so that counts stay. By a rule that has columns only
    these are emptied. Raises PermissionDenied, ValidationError.
    """
    now = now or timezone.now()
    erasure = Erasure.objects.get(pk=erasure_id)
    resident, where = _begin(erasure.resident_id, by)
    erasure = _open(erasure_id)
    if erasure.proposed_by_id == by.pk:
        raise ValidationError(_("Somebody else has to confirm what you proposed."))
    columns = erasure.rule.columns
    if not retention.still(resident.pk, erasure.rule, timezone.localdate(now)):
        raise ValidationError(NOT_DUE)
    entries = entries_of(resident)
    with history.acting(by, grant=GRANT, where=where):
        rows = Resident.objects.select_for_update(of=("self",), no_key=True).select_related("subject")
        people = list(rows.filter(pk__in=entries).order_by("pk"))
        if columns:
            _empty(people, columns)
        else:
            for entry in people:
                _anonymise(entry, now)
            forget_with(entries, by=by, proposed_by_id=erasure.proposed_by_id, now=now)
        erasure.confirmed_by, erasure.confirmed_at = by, now
        erasure.save()
        LifeEvent.objects.create(
            resident=resident,
            kind=Happening.EMPTIED if columns else Happening.ANONYMISED,
            on=timezone.localdate(now),
            at=now,
            by=by,
            post_id=by.scope.post_for(GRANT, where),
            text=str(erasure.rule) if columns else "",
        )
        if not columns:
            _forget(entries)
    return Resident.objects.get(pk=resident.pk)


def _begin(resident_id: int, by) -> tuple[Resident, Membership]:
    """Locked; the last membership says who may do it."""
    resident = Resident.objects.select_for_update(of=("self",), no_key=True).get(pk=resident_id)
    where = resident.memberships.order_by("-until", "-pk").first()
    if where is None or not by.scope.may(GRANT, where):
        raise PermissionDenied
    return resident, where


def _open(erasure_id: int) -> Erasure:
    """Read after the resident is locked, so that of two at once the second sees what the first did."""
    erasure = Erasure.objects.open().filter(pk=erasure_id).first()
    if erasure is None:
        raise ValidationError(_("This was decided meanwhile."))
    return erasure


def _empty(people: list[Resident], columns: list[str]) -> None:
    """Some columns of a person who stays, and what history holds of them."""
    emptied = {name: EMPTIED[name] for name in columns}
    for entry in people:
        for name, value in emptied.items():
            setattr(entry, name, value)
        entry.version += 1
        entry.save()
    with pgtrigger.ignore(PAST[0]):
        history.of(Resident).filter(pgh_obj_id__in=[entry.pk for entry in people]).update(**emptied)


def _anonymise(entry: Resident, now: datetime) -> None:
    for name, value in (EMPTIED | UNINDEXED).items():
        setattr(entry, name, value)
    entry.born_on = entry.born_on and date(entry.born_on.year, 1, 1)
    entry.anonymised_at = now
    entry.version += 1
    entry.save()
    SubjectKey.objects.filter(pk=entry.subject_id).update(wrapped=None, destroyed_at=now)


def _forget(entries: list[int]) -> None:
    """What history and record hold in plain words. What stood under the person's key needs nothing: the key is gone.

    Of people, append-only rows are changed here and in `_empty` only. The record's own trigger lets its texts go for
    their digests; the history of rows is opened for these statements alone.
    """
    with pgtrigger.ignore(*PAST):
        past = history.of(Resident).filter(pgh_obj_id__in=entries)
        for born_on in set(past.exclude(born_on=None).values_list("born_on", flat=True)):
            past.filter(born_on=born_on).update(born_on=date(born_on.year, 1, 1))
        past.update(**EMPTIED)
        for rows in (ResidentTrait.objects, history.of(ResidentTrait)):
            rows.filter(resident__in=entries).update(basis="", grade="")
        for papers in (Certificate._base_manager, history.of(Certificate)):  # a number given out stays given out
            papers.filter(resident__in=entries).update(masked_name=NOBODY, purpose=NOBODY)
            papers.filter(resident__in=entries).exclude(withdrawn_why="").update(withdrawn_why=NOBODY)
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE residents_lifeevent SET salt = NULL, text = '', text_digest ="
            " encode(sha256(convert_to(salt::text || text, 'UTF8')), 'hex')"
            " WHERE resident_id = ANY(%s) AND salt IS NOT NULL",
            [entries],
        )
    parts = ("residenttrait", "membership", "certificate")
    forget_reasons("residents_residentevent", {f"residents_{part}event": "resident_id" for part in parts}, entries)
