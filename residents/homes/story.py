"""What happened to a dwelling and to a household itself, from their history rows: for components/timeline.html."""

from django.utils import timezone
from django.utils.translation import gettext as _

from grids import history, past
from grids.days import when
from grids.words import phrases
from residents.enums import DwellingKind, Hazard, RegisterType, Tenure
from residents.models import Dwelling, Household, Lease


def of(dwelling: Dwelling) -> list[dict]:
    events = list(dwelling.events.select_related("pgh_context").order_by("pgh_id"))
    before = dict(zip((event.pgh_id for event in events), [None, *events], strict=False))
    leases = history.of(Lease).filter(dwelling_id=dwelling.pk)
    return past.lines(
        [*events, *leases.select_related("pgh_context")],
        lambda event: _of_lease(event) if hasattr(event, "starts_on") else _of_home(event, before[event.pgh_id]),
    )


def of_household(household: Household) -> list[dict]:
    """What was changed of it as a whole; who came and went, the events of its people tell."""
    return past.changes(household.events.select_related("pgh_context").order_by("pgh_id"), _of_household)


def _of_household(event, before) -> str:
    if before is None or event.register_type == before.register_type:
        return ""
    return _("Kind of household: %(kind)s") % {"kind": RegisterType(event.register_type).label}


def _of_home(event, before) -> str:
    if before is None:
        return _("Entered in the register: %(address)s") % {"address": event.address}
    if event.withdrawn_at and not before.withdrawn_at:
        return _("Taken out of the register")
    words = []
    if event.address != before.address:
        words.append(_("Address: %(old)s → %(new)s") % {"old": before.address, "new": event.address})
    if event.kind != before.kind:
        words.append(str(DwellingKind(event.kind).label))
    if event.tenure != before.tenure:
        words.append(_("Use: %(use)s") % {"use": Tenure(event.tenure).label})
    if set(event.hazards) != set(before.hazards):
        words.append(_("Hazards: %(hazards)s") % {"hazards": hazards(event.hazards) or _("none")})
    return " · ".join(words)


def _of_lease(event) -> str:
    return _("Withdrawn: %(lease)s") % {"lease": let(event)} if event.pgh_label == "delete" else let(event)


def let(lease) -> str:
    """lease: the row, or one of its history."""
    if lease.ends_on is None:
        return _("Let from %(start)s") % {"start": _day(lease.starts_on)}
    return _("Let from %(start)s until %(end)s") % {"start": _day(lease.starts_on), "end": _day(lease.ends_on)}


def _day(on) -> str:
    return when.day_of(on, timezone.localdate())


def hazards(codes) -> str:
    return phrases.listed(Hazard(code).label for code in codes)
