"""Dwellings and households come in, change and go."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from grids import history
from grids.as_shown import check
from grids.enums import Kind
from grids.models import Area
from grids.models.area import ANCESTORS
from grids.permissions import need
from grids.words import phrases, reasons
from residents import addresses
from residents.actions import as_shown
from residents.actions.start import EDIT
from residents.addresses import Parts
from residents.enums import DwellingKind, RegisterType, Tenure
from residents.models import Dwelling, Household


@transaction.atomic
def add_dwelling(
    area: Area,
    parts: Parts,
    *,
    by,
    kind: DwellingKind = DwellingKind.FLAT,
    tenure: Tenure = Tenure.UNKNOWN,
    hazards: list[str] | None = None,
) -> Dwelling:
    """Raises PermissionDenied, ValidationError (also for an address that is there already, or a retired area)."""
    need(by, EDIT, area)
    _not_elsewhere(area, parts, by=by)
    with history.acting(by, grant=EDIT, where=area):
        return _save(Dwelling(area=area, kind=kind, tenure=tenure, hazards=hazards or []), parts)


@transaction.atomic
def change_dwelling(
    dwelling_id: int, *, by, parts: Parts, seen: str | None = None, why: str = "", **facts
) -> Dwelling:
    """facts: kind, tenure, hazards. seen: see as_shown."""
    dwelling = lock(dwelling_id, by=by, seen=seen)
    if _address(parts) != dwelling.address:
        _not_elsewhere(dwelling.area, parts, by=by)
    for name, value in facts.items():
        setattr(dwelling, name, value)
    with history.acting(by, grant=EDIT, where=dwelling, why=why):
        return _save(dwelling, parts)


def _save(dwelling: Dwelling, parts: Parts) -> Dwelling:
    parts = addresses.tidy(parts)
    dwelling.compound, dwelling.building, dwelling.entrance, dwelling.room = parts
    dwelling.address, dwelling.address_key = _address(parts), addresses.key(parts)
    dwelling.full_clean()
    dwelling.save()
    dwelling.refresh_from_db(fields=ANCESTORS)
    return dwelling


@transaction.atomic
def withdraw_dwelling(
    dwelling_id: int, *, by, why: str, seen: str | None = None, now: datetime | None = None
) -> Dwelling:
    """A dwelling that was pulled down, or entered by mistake. Raises ValidationError while a household is in it."""
    dwelling = lock(dwelling_id, by=by, seen=seen)
    if dwelling.households.current().exists():
        raise ValidationError(_("A household is registered here: let it move out first."))
    why, dwelling.withdrawn_at = reasons.need(why), now or timezone.now()
    with history.acting(by, grant=EDIT, where=dwelling, why=why):
        dwelling.save()
    return dwelling


@transaction.atomic
def open_household(
    dwelling: Dwelling, *, by, opened_on: date, register_type: RegisterType = RegisterType.FAMILY
) -> Household:
    need(by, EDIT, dwelling)
    if dwelling.withdrawn_at:
        raise ValidationError({"dwelling": _("This dwelling is no longer in the register.")})
    household = Household(
        dwelling=dwelling, area_id=dwelling.area_id, opened_on=opened_on, register_type=register_type
    )
    history.save(household, by, grant=EDIT, where=dwelling)
    household.refresh_from_db(fields=ANCESTORS)
    return household


def standing_at(area: Area, parts: Parts, *, by) -> Dwelling | None:
    """The home of this address that `by` keeps in an area, else the only one beside it in the same grid.

    Whoever stands at a door chooses the grid where the home lies in one of its units, or the unit where a ledger
    without units had put it into the grid. Only an address with a compound is known so: 12号 may be many houses.
    """
    found = _standing(area, parts, by=by)
    exact = [home for home in found if home.area_id == area.pk]
    return exact[0] if exact else found[0] if len(found) == 1 else None


def _standing(area: Area, parts: Parts, *, by) -> list[Dwelling]:
    parts = addresses.tidy(parts)
    there = Dwelling.objects.below(area) if parts.compound else Dwelling.objects.filter(area=area)
    if area.kind == Kind.UNIT and parts.compound:
        there |= Dwelling.objects.filter(area=area.parent_id)
    kept = there.standing().filter(by.scope.placed_q(EDIT), address=_address(parts))
    return list(kept.select_related("area").order_by("pk"))


def _not_elsewhere(area: Area, parts: Parts, *, by) -> None:
    """No home is entered beside itself: of several beside it, its area has to be chosen."""
    there = [home.area for home in _standing(area, parts, by=by)]
    if there and area not in there:  # in the same area the database says so
        said = {"area": phrases.listed(each.short_name for each in there)}
        raise ValidationError({"address": _("This address is in the register already, in %(area)s.") % said})


def _address(parts: Parts) -> str:
    return addresses.said(addresses.tidy(parts))[:160]


@transaction.atomic
def change_register_type(household_id: int, register_type: RegisterType, *, by, seen: str | None = None) -> Household:
    """家庭户 or 集体户. Raises ChangedMeanwhile, PermissionDenied."""
    household = Household.objects.select_for_update(of=("self",), no_key=True).get(pk=household_id)
    need(by, EDIT, household)
    check(seen, as_shown.household(household))
    if household.closed_on:
        raise ValidationError(_("This household is closed."))
    household.register_type = register_type
    with history.acting(by, grant=EDIT, where=household):
        household.save()
    return household


def dwelling_at(area: Area, parts: Parts, *, by) -> Dwelling:
    """The dwelling of this address in the register, entered if it is not there yet."""
    need(by, EDIT, area)
    return standing_at(area, parts, by=by) or add_dwelling(area, parts, by=by)


def household_at(area: Area, parts: Parts, *, by, opened_on: date) -> Household:
    """The household that lives at this address, else a new one, in a new dwelling if need be."""
    dwelling = dwelling_at(area, parts, by=by)
    found = Household.objects.current().filter(dwelling=dwelling).order_by("pk").first()
    return found or open_household(dwelling, by=by, opened_on=opened_on)


def lock(dwelling_id: int, *, by, seen: str | None) -> Dwelling:
    dwelling = Dwelling.objects.select_for_update(of=("self",), no_key=True).get(pk=dwelling_id)
    need(by, EDIT, dwelling)
    check(seen, as_shown.dwelling(dwelling))
    return dwelling
