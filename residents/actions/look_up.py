"""Somebody is looked for by a full ID number or phone: an answer about a person, so it is logged and limited."""

from typing import NamedTuple

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from grids import identity
from grids.actions import reveal
from residents.actions.people import ID, PHONE
from residents.actions.start import EDIT
from residents.models import Resident

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
    people = list(Resident.objects.visible_to(by).filter(wanted).order_by("pinyin", "pk")[:MOST])
    try:
        met = [one.ref for one in people] or [""]
        reveal.note_looks(reveal.SEARCH, "residents.resident", met, by=by, now=now)
    except ValidationError as limit:
        raise ValidationError({"number": limit.messages}) from None
    return LookedUp(identity.mask_phone(number) if len(number) < 15 else identity.mask_id(number), people)


def met_by_phone(refs: list[str], *, by, where) -> None:
    """Whom the phone of somebody new told of. where: the area of the form. Raises ValidationError beyond the limit."""
    if refs:
        reveal.note_looks(reveal.STOP, "residents.resident", refs, by=by, post=by.scope.post_for(EDIT, where))
