"""Property companies come to an area, and leave it."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from grids import history
from grids.enums import OrganisationKind
from grids.models import Area, Organisation
from grids.words import reasons
from parties import rules
from parties.enums.bodies import Ending
from parties.models import PropertyCompany, PropertyService


@transaction.atomic
def register(area: Area, organisation: Organisation, *, by, since: date, compound: str = "") -> PropertyCompany:
    """That it serves this area from that day on. Its street gets an entry of it, if it has none yet.

    Raises PermissionDenied, ValidationError by field.
    """
    rules.need(by, rules.KEEP, area)
    if organisation.kind != OrganisationKind.PROPERTY:
        raise ValidationError(
            {"organisation": _("The register of organisations does not call it a property company.")}
        )
    Organisation.objects.select_for_update(no_key=True).get(pk=organisation.pk)  # one entry, whoever comes at once
    street = area.street_id or area.pk
    company = PropertyCompany.objects.standing().filter(area=street, organisation=organisation).first()
    with history.acting(by, grant=rules.KEEP, where=area):
        if company is None:
            company = PropertyCompany(area_id=street, organisation=organisation, name=organisation.name, since=since)
            company.full_clean()
            company.save()
        _serve(company, area, compound, since)
    return PropertyCompany.objects.get(pk=company.pk)


@transaction.atomic
def serve(company_id: int, area: Area, *, by, since: date, compound: str = "") -> PropertyService:
    """One more area of the same street. Asked of whoever keeps that area."""
    company = _begin(company_id)
    rules.need(by, rules.KEEP, area)
    if company.area_id not in (area.pk, area.street_id, area.district_id):
        raise ValidationError({"area": _("This area lies in another street.")})
    with history.acting(by, grant=rules.KEEP, where=area):
        return _serve(company, area, compound, since)


@transaction.atomic
def stop(service_id: int, *, by, why: str, on: date | None = None) -> PropertyService:
    """It serves there no more, or is not to begin; in the street it stays on the list."""
    found = PropertyService.objects.get(pk=service_id)
    _begin(found.company_id)
    found.refresh_from_db()
    rules.need(by, rules.KEEP, found)
    why = reasons.need(why)
    if found.until:
        raise ValidationError(_("It serves there no more."))
    found.until = max(found.since, on or timezone.localdate())
    return history.save(found, by, grant=rules.KEEP, where=found, why=why)


@transaction.atomic
def leave(company_id: int, *, by, why: str) -> PropertyCompany:
    """It leaves the street by itself, and is not rated any more."""
    company = _begin(company_id)
    rules.need(by, rules.KEEP, company)
    why = reasons.need(why)
    with history.acting(by, grant=rules.KEEP, where=company, why=why):
        end(company, Ending.LEFT, timezone.localdate())
    return company


def end(company: PropertyCompany, ending: Ending, on: date) -> None:
    """Inside an act that holds the company's row: it and all that it serves end on this day."""
    company.ended_on, company.ending = max(on, company.since), ending
    company.full_clean()
    company.save()
    services = company.services.current()
    services.filter(since__lte=on).update(until=on)
    for later in services.filter(since__gt=on):  # would have begun after it ended
        later.until = later.since
        later.save()


def _serve(company: PropertyCompany, area: Area, compound: str, since: date) -> PropertyService:
    made = PropertyService(company=company, area=area, compound=compound.strip(), since=since)
    made.full_clean()
    made.save()
    return made


def _begin(company_id: int) -> PropertyCompany:
    company = PropertyCompany.objects.select_for_update(no_key=True).get(pk=company_id)
    if company.ended_on:
        raise ValidationError(_("This company is not in the street any more."))
    return company
