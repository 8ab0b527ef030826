"""Who answers for a child: recorded, so that a look at the child's sealed values can be told to somebody.

Somebody of the register, or from outside it with name and phone, as where the parents work in another city.
"""

from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from grids import history
from grids.privacy import identity
from residents import guardians
from residents.actions.people import is_phone
from residents.actions.start import EDIT, begin, happened
from residents.enums import Happening
from residents.models import Membership, Resident


@dataclass(frozen=True, slots=True)
class Outsider:
    """Somebody who is not in the register of one's areas. The phone is sealed with the child's own values."""

    name: str
    phone: str


def possible(resident: Resident, today, user) -> list[Resident]:
    """The grown-ups of the child's households in the areas of `user`, the heads first."""
    homes = resident.memberships.current().values("household")
    members = Membership.objects.visible_to(user).current().filter(household__in=homes).exclude(resident=resident)
    found = {one.resident_id: one.resident for one in members.select_related("resident").order_by("relation", "pk")}
    return [one for one in found.values() if may_be(one, today)]


def may_be(one: Resident, today) -> bool:
    """Living and grown up. Whose age nobody knows may be one: the office has seen them."""
    return one.died_on is None and one.merged_into_id is None and not one.is_minor(today)


@transaction.atomic
def name_guardian(
    resident_id: int, guardian: Resident | Outsider | None, *, by, seen: int | None, now: datetime | None = None
) -> Resident:
    """None takes the guardian out of the entry.

    Raises Stale, PermissionDenied, ValidationError on "guardian" for somebody who cannot be one or is not in the
    register of one's areas; on "name" or "phone" for somebody from outside of whom one of them is missing.
    """
    now = now or timezone.now()
    today = timezone.localdate(now)
    resident, kept = begin(resident_id, by=by, seen=seen)
    before, it_was = resident.guardian_name, resident.guardian_id
    resident.guardian, resident.guardian_name = None, ""
    if isinstance(guardian, Outsider):
        _outside(resident, guardian, before)
    else:
        resident.guardian_phone = None
    if isinstance(guardian, Resident):
        if guardian.pk == resident.pk or not may_be(guardian, today):
            raise ValidationError({"guardian": _("A guardian is another person, living and grown up.")})
        if guardian.pk != it_was and not guardians.is_seen(guardian, by):
            raise ValidationError({"guardian": _("No grown-up of this name is in the register of your areas.")})
        resident.guardian = guardian
    # Not who: whoever reads the record may not know them, and they are forgotten before the child is.
    said = _("Guardian recorded") if resident.has_guardian else _("No guardian any more")
    with history.acting(by, grant=EDIT, where=kept):
        happened(resident, Happening.CORRECTED, by=by, where=kept, on=today, now=now, text=str(said))
    return resident


def _outside(resident: Resident, guardian: Outsider, before: str) -> None:
    """before: who it was; of the same person an empty phone leaves the one that is sealed already."""
    name, phone = identity.normalise_name(guardian.name), identity.normalise_phone(guardian.phone)
    if not name:
        raise ValidationError({"name": _("Write the guardian's whole name.")})
    stays = not phone and name == before and resident.guardian_phone
    if not stays and not is_phone(phone):
        raise ValidationError({"phone": _("A guardian from outside the register is reached by phone: write it.")})
    resident.guardian_name = name
    if not stays:
        resident.guardian_phone = phone
