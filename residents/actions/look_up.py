"""Somebody is looked for by a full ID number or phone: an answer about a person, so it is logged and limited."""

from datetime import date
from typing import NamedTuple

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DEFAULT_DB_ALIAS, transaction
from django.utils.translation import gettext_lazy as _

from grids.actions import reveal
from grids.database import prepared
from grids.models.area import ANCESTORS
from grids.privacy import identity
from residents.actions.people import ID, PHONE
from residents.actions.start import EDIT
from residents.models import Resident

MOST = 20
GRANT = "read_resident"
# Nothing equals NULL: what is no phone finds nobody by it.
FOUND = f"""
SELECT r.id, r.ref, r.pinyin, m.until, m.area_id, {", ".join(f"m.{column}" for column in ANCESTORS)}
FROM residents_resident r JOIN residents_membership m ON m.resident_id = r.id
WHERE (r.id_index = %s OR r.phone_index = %s) AND r.merged_into_id IS NULL AND r.withdrawn_at IS NULL
"""


class LookedUp(NamedTuple):
    mask: str
    people: list[Resident]


class Home(NamedTuple):
    """Where a person was registered, as FOUND reads it."""

    until: date | None
    area_id: int
    district_id: int | None
    street_id: int | None
    community_id: int | None
    grid_id: int | None


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
    phone = identity.normalise_phone(number)
    people = _seen(
        identity.blind_index(ID, identity.normalise_id(number)),
        identity.blind_index(PHONE, phone) if phone else None,
        by.scope,
    )[:MOST]
    try:
        met = [one.ref for one in people] or [""]
        reveal.note_looks(reveal.SEARCH, "residents.resident", met, by=by, now=now)
    except ValidationError as limit:
        raise ValidationError({"number": limit.messages}) from None
    return LookedUp(identity.mask_phone(number) if len(number) < 15 else identity.mask_id(number), people)


def _seen(id_index: str, phone_index: str | None, scope) -> list[Resident]:
    """As Resident.visible_to, judged here: PostgreSQL takes longer to plan that than to find the few with one number.

    Of each person there is what leads to their page.
    """
    with prepared.cursor() as cursor:
        cursor.execute(FOUND, [id_index, phone_index])
        rows = cursor.fetchall()
    homes: dict[tuple, list[Home]] = {}
    for pk, ref, pinyin, *home in rows:
        homes.setdefault((pinyin, pk, ref), []).append(Home(*home))
    return [
        Resident.from_db(DEFAULT_DB_ALIAS, ["id", "ref", "pinyin"], [pk, ref, pinyin])
        for (pinyin, pk, ref), lived in sorted(homes.items())
        if any(scope.reaches(GRANT, home) for home in _now(lived))
    ]


def _now(homes: list[Home]) -> list[Home]:
    """Who is nowhere any more is still seen where they have been."""
    return [home for home in homes if home.until is None] or homes


def met_by_phone(refs: list[str], *, by, where) -> None:
    """Whom the phone of somebody new told of. where: the area of the form. Raises ValidationError beyond the limit."""
    if refs:
        reveal.note_looks(reveal.STOP, "residents.resident", refs, by=by, post=by.scope.post_for(EDIT, where))
