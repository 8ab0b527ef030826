"""Somebody is looked for by a full ID number or phone: an answer about a person, so it is logged and limited."""

from typing import NamedTuple

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from grids import identity
from grids.actions import reveal
from grids.models.area import ANCESTORS
from residents.actions.people import ID, PHONE
from residents.actions.start import EDIT
from residents.models import Membership, Resident

MOST = 20
GRANT = "read_resident"


class LookedUp(NamedTuple):
    mask: str
    people: list[Resident]


@transaction.atomic
def by_number(number: str, *, by, now=None) -> LookedUp:
    """Those of one's areas with this ID number or phone; nobody beyond, and not whether there is anybody beyond.

    Raises ValidationError on "number" for what is neither, or beyond the day's limit.
    """
    if not by.scope.has(GRANT):
        raise PermissionDenied
    number = "".join(number.split()).replace("-", "")
    if not 7 <= len(number) <= 24:
        raise ValidationError({"number": _("Write the whole ID number or phone.")})
    wanted = Q(id_index=identity.blind_index(ID, identity.normalise_id(number)))
    phone = identity.normalise_phone(number)
    if phone:
        wanted |= Q(phone_index=identity.blind_index(PHONE, phone))
    people = _seen(wanted, by.scope)[:MOST]
    try:
        met = [one.ref for one in people] or [""]
        reveal.note_looks(reveal.SEARCH, "residents.resident", met, by=by, now=now)
    except ValidationError as limit:
        raise ValidationError({"number": limit.messages}) from None
    return LookedUp(identity.mask_phone(number) if len(number) < 15 else identity.mask_id(number), people)


def _seen(wanted: Q, scope) -> list[Resident]:
    """As Resident.visible_to, judged here: PostgreSQL takes longer to plan that than to find the few with one number.

    Of each person there is what leads to their page.
    """
    people = Resident.objects.filter(wanted, merged_into=None, withdrawn_at=None).only("ref", "pinyin")
    homes: dict[int, list[Membership]] = {one.pk: [] for one in people}
    for home in Membership.objects.filter(resident__in=homes).only("resident", "until", "area", *ANCESTORS):
        homes[home.resident_id].append(home)
    seen = [one for one in people if any(scope.reaches(GRANT, home) for home in _now(homes[one.pk]))]
    return sorted(seen, key=lambda one: (one.pinyin, one.pk))


def _now(homes: list[Membership]) -> list[Membership]:
    """Who is nowhere any more is still seen where they have been."""
    return [home for home in homes if home.until is None] or homes


def met_by_phone(refs: list[str], *, by, where) -> None:
    """Whom the phone of somebody new told of. where: the area of the form. Raises ValidationError beyond the limit."""
    if refs:
        reveal.note_looks(reveal.STOP, "residents.resident", refs, by=by, post=by.scope.post_for(EDIT, where))
