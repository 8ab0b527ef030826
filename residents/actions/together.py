"""Several of a household at once: they move to another address, or their relations to the head are put right."""

from collections.abc import Collection, Mapping
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from grids import history
from grids.as_shown import check
from grids.models import Area
from grids.permissions import need
from residents.actions import as_shown, homes
from residents.actions.change import correct
from residents.actions.move import move
from residents.actions.start import EDIT, happened, lock_people
from residents.addresses import Parts
from residents.enums import Happening, Relation
from residents.models import Household, Membership, Resident

HEADS = (Relation.HEAD, Relation.SELF)


@transaction.atomic
def move_together(
    resident: Resident,
    along: Collection[int],
    area: Area,
    parts: Parts,
    *,
    by,
    seen: int | None,
    on: date,
    with_registration: bool,
    joining: bool,
    now: datetime | None = None,
    **told,
) -> Household:
    """A person, and `along` (resident ids) of the household they live in, to an address; also back after years away.

    joining: into the household that is there, else they are one of their own. with_registration: the person is
    registered at the new home from then on, and so is whoever goes along and is registered somewhere here.
    told: fields of Person, as `resident` said them on this occasion. Raises Stale, PermissionDenied, ValidationError.
    """
    now = now or timezone.now()
    lived = {one.resident_id: one for one in _living_with(resident)}
    if not set(along) <= set(lived):
        raise ValidationError({"along": _("Only who lives in the same household can go along.")})
    going = sorted({resident.pk, *along})
    to = _home_for(area, parts, by=by, on=on, joining=joining)
    if lived and to.pk == lived[resident.pk].household_id:
        raise ValidationError({"address": _("They live in this household already.")})
    registered = set(
        Membership.objects.current().filter(resident__in=going, is_registered=True).values_list("resident", flat=True)
    )
    relations = _relations(going, lived, resident.pk, to)
    for one in going:
        move(
            one,
            to,
            by=by,
            seen=seen if one == resident.pk else None,
            on=on,
            relation=relations[one],
            is_registered=with_registration and (one == resident.pk or one in registered),
            now=now,
        )
    if told:
        correct(resident.pk, by=by, seen=None, now=now, **told)
    return to


def _living_with(resident: Resident) -> list[Membership]:
    """The living members of the household in which they live themselves; nobody where they live nowhere here."""
    home = resident.memberships.current().filter(is_living=True).first()
    return list(home.household.memberships.current().filter(is_living=True)) if home else []


def _home_for(area: Area, parts: Parts, *, by, on: date, joining: bool) -> Household:
    dwelling = homes.dwelling_at(area, parts, by=by)
    if not joining:
        return homes.open_household(dwelling, by=by, opened_on=on)
    found = Household.objects.current().filter(dwelling=dwelling).order_by("pk").first()
    if found is None:
        raise ValidationError({"joining": _("No household is in the register at this address.")})
    return found


def _relations(going: list[int], lived: dict[int, Membership], first: int, to: Household) -> dict[int, Relation]:
    """In a household that has people, what they are to its head must be asked; among themselves it is known."""
    if to.memberships.current().exists():
        return dict.fromkeys(going, Relation.OTHER)
    heads = [one for one in going if one in lived and lived[one].relation in HEADS]
    if not heads:
        return {one: Relation.HEAD if one == first else Relation.OTHER for one in going}
    return {one: Relation.HEAD if one == heads[0] else Relation(lived[one].relation) for one in going}


@transaction.atomic
def change_relations(
    household_id: int, relations: Mapping[int, Relation], *, by, seen: str | None, now: datetime | None = None
) -> Household:
    """relations: of every member by resident id; exactly one of them is the head. Raises ChangedMeanwhile."""
    now = now or timezone.now()
    lock_people(relations)
    household = Household.objects.select_for_update(of=("self",), no_key=True).get(pk=household_id)
    need(by, EDIT, household)
    check(seen, as_shown.household(household))
    if sum(relation in HEADS for relation in relations.values()) != 1:
        raise ValidationError(_("A household has one head: choose one."))
    members = household.memberships.current().filter(resident__in=relations).order_by("pk")
    changed = [one for one in members if one.relation != relations[one.resident_id]]
    # Whoever was the head first, else there would be two for a moment.
    changed.sort(key=lambda one: relations[one.resident_id] in HEADS)
    label = str(Membership._meta.get_field("relation").verbose_name)
    with history.acting(by, grant=EDIT, where=household):
        for one in changed:
            one.relation = relations[one.resident_id]
            one.full_clean()
            one.save()
            resident = Resident.objects.select_for_update(no_key=True).get(pk=one.resident_id)
            today = timezone.localdate(now)
            happened(
                resident, Happening.CORRECTED, by=by, where=household, on=today, now=now, text=label, home=household
            )
    return household
