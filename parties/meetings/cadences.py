"""Which rule holds for an organisation: of several of one kind that of the nearest area."""

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext as _

from parties.models import Cadence, PartyOrganization


def in_force(organization: PartyOrganization, cadences: Iterable[Cadence], day: date) -> dict[str, Cadence]:
    """By what their meetings take up (Cadence.slot). Of two as near, the one that began later."""
    found: dict[str, tuple[tuple, Cadence]] = {}
    for cadence in cadences:
        near = cadence.nearness(organization) if cadence.holds_on(day) else None
        if near is None:
            continue
        rank = (near, -cadence.valid_from.toordinal(), -cadence.pk)
        if cadence.slot not in found or rank < found[cadence.slot][0]:
            found[cadence.slot] = rank, cadence
    return {slot: cadence for slot, (_rank, cadence) in found.items()}


def said(cadence: Cadence) -> str:
    """Every month, on the 23rd; every quarter, by the last day of its month 3."""
    words = {"every": cadence.get_every_display(), "month": cadence.month, "day": cadence.day}
    if cadence.day == 31:
        text = _("%(every)s, by its last day") if cadence.month == cadence.every else ""
        return (text or _("%(every)s, by the end of its month %(month)d")) % words
    if cadence.every == 1:
        return (_("%(every)s, on day %(day)d") if cadence.is_fixed else _("%(every)s, by day %(day)d")) % words
    if cadence.is_fixed:
        return _("%(every)s, on day %(day)d of its month %(month)d") % words
    return _("%(every)s, by day %(day)d of its month %(month)d") % words
