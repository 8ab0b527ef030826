"""Facts about a person are put right, confirmed, and recognised by offices."""

from dataclasses import fields, replace
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from grids import history
from grids.days import when
from grids.fields import plain
from grids.privacy import identity
from grids.words import phrases
from residents.actions.people import Person, document, write
from residents.actions.start import EDIT, begin, happened, not_ahead
from residents.enums import Happening, Trait
from residents.models import Resident, ResidentTrait


def facts_of(resident: Resident) -> Person:
    """As they stand, sealed ones opened: for an act to change some of them, never for a page."""
    return Person(
        **{field.name: plain(resident, field.name) or "" for field in fields(Person) if field.name != "born_on"},
        born_on=resident.born_on,
    )


@transaction.atomic
def correct(
    resident_id: int, *, by, seen: int | None, why: str = "", now: datetime | None = None, **changed
) -> Resident:
    """changed: fields of Person; what is not named stays as it is, masked values with it.

    Raises Stale, PermissionDenied, ValidationError, people.Registered.
    """
    now = now or timezone.now()
    resident, kept = begin(resident_id, by=by, seen=seen)
    before = facts_of(resident)
    after = replace(before, **changed)
    if after == before:
        return resident
    if after.id_number != before.id_number:
        after = _as_numbered(before, after, timezone.localdate(now))
    write(resident, after, now)
    after = facts_of(resident)
    names = [field.name for field in fields(Person) if getattr(before, field.name) != getattr(after, field.name)]
    with history.acting(by, grant=EDIT, where=kept, why=why):
        _confirmed(resident, by, now)
        labels = {field.name: field.verbose_name for field in Resident._meta.concrete_fields}
        said = phrases.listed(labels[name] for name in names)
        today = timezone.localdate(now)
        happened(resident, Happening.CORRECTED, by=by, where=kept, on=today, now=now, text=f"{said} {why}".strip())
    return resident


def _as_numbered(before: Person, after: Person, today: date) -> Person:
    """What the wrong number had told of birth and sex, the right one tells anew; a passport tells nothing."""
    if not (before.id_number and identity.normalise_id(after.id_number)[:1].isdigit()):
        return after
    told = document(before.id_number, today)
    if told.born_on and after.born_on == told.born_on:
        after = replace(after, born_on=None)
    if told.sex and after.sex == told.sex.value:
        after = replace(after, sex="")
    return after


@transaction.atomic
def confirm(resident_id: int, *, by, seen: int | None, now: datetime | None = None) -> Resident:
    """仍然正确: one tap says that the whole record is still right."""
    now = now or timezone.now()
    resident, kept = begin(resident_id, by=by, seen=seen)
    _confirmed(resident, by, now)
    with history.acting(by, grant=EDIT, where=kept):
        happened(resident, Happening.CONFIRMED, by=by, where=kept, on=timezone.localdate(now), now=now)
    return resident


def _confirmed(resident: Resident, by, now: datetime) -> None:
    resident.confirmed_at, resident.confirmed_by = now, by


@transaction.atomic
def recognise(
    resident_id: int, kind: Trait, *, by, seen: int | None, basis: str, since: date, grade: str = "", now=None
) -> ResidentTrait:
    """An office has recognised something of the person (disabled, minimum living allowance …)."""
    now = now or timezone.now()
    resident, kept = begin(resident_id, by=by, seen=seen)
    not_ahead(since, now, "since")
    trait = ResidentTrait(resident=resident, kind=kind, grade=grade.strip(), basis=basis.strip(), since=since)
    trait.full_clean()
    with history.acting(by, grant=EDIT, where=kept):
        trait.save()
        happened(
            resident, Happening.CORRECTED, by=by, where=kept, on=since, now=now, text=str(trait.get_kind_display())
        )
    return trait


@transaction.atomic
def end_trait(trait_id: int, *, by, seen: int | None, until: date, now: datetime | None = None) -> ResidentTrait:
    now = now or timezone.now()
    trait = ResidentTrait.objects.get(pk=trait_id)
    resident, kept = begin(trait.resident_id, by=by, seen=seen)
    if trait.until is not None:
        raise ValidationError(_("This has ended already."))
    not_ahead(until, now, "until")
    if until < trait.since:
        raise ValidationError(
            {
                "until": _("This is before it began (%(day)s).")
                % {"day": when.day_of(trait.since, timezone.localdate())}
            }
        )
    trait.until = until
    trait.full_clean()
    with history.acting(by, grant=EDIT, where=kept):
        trait.save()
        happened(
            resident, Happening.CORRECTED, by=by, where=kept, on=until, now=now, text=str(trait.get_kind_display())
        )
    return trait
