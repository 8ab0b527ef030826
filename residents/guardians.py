"""Who answers for a child, as far as a reader may know it, and who looked at those whom somebody answers for."""

from datetime import date

from django.utils.translation import gettext as _

from grids.actions import reveal
from grids.models import RevealLog
from grids.privacy import identity
from residents.models import Resident

KIND = Resident._meta.label_lower
# A child's numbers are shown to nobody for the office's own errands: because the guardian asked, or in an emergency.
WITH_GUARDIAN = frozenset({reveal.Reason.ASKED, reveal.Reason.EMERGENCY})
WITHOUT = frozenset({reveal.Reason.EMERGENCY})
OPEN_AS_ANY = {"guardian_phone"}  # a grown-up's number, by which the guardian is asked


def said(resident: Resident, reader) -> str:
    """The guardian's name; masked where they are in the register beyond the reader's areas, "" where there is none."""
    guardian = resident.guardian
    if guardian is None:
        return resident.guardian_name
    if not is_seen(guardian, reader):
        return identity.mask_name(str(guardian))
    return _("%(name)s (has died)") % {"name": guardian} if guardian.died_on else str(guardian)


def is_seen(guardian: Resident, reader) -> bool:
    return Resident.objects.visible_to(reader).filter(pk=guardian.pk).exists()


def lock(resident: Resident, field: str, today: date) -> frozenset | None:
    """The reasons that are good enough for a child's value; None: it is nobody's who is locked."""
    if not resident.is_minor(today) or field in OPEN_AS_ANY:
        return None
    return WITH_GUARDIAN if resident.is_answered_for else WITHOUT


def left_behind(guardian: Resident, reader, today: date) -> list[Resident]:
    """The children for whom somebody who has died answered, as far as the reader keeps them."""
    wards = Resident.objects.visible_to(reader).living().filter(guardian=guardian).order_by("pinyin", "pk")
    return [one for one in wards if one.is_minor(today)]


def looks(resident: Resident, reader, today: date) -> list[RevealLog]:
    """Who looked, newest first: at this person, and at the children whose guardian they are (`child` names them)."""
    wards = Resident.objects.visible_to(reader).filter(guardian=resident)
    names = {one.ref: one.name for one in wards if one.is_minor(today)}
    found = list(reveal.of_records(KIND, [resident.ref, *names]).select_related("post__role"))
    for look in found:
        look.child = names.get(look.record_key, "")
    return found
