"""What happened to an entry and its claims, told from their history: for components/timeline.html."""

from django.utils.translation import gettext as _

from grids import past
from parties import quarters
from parties.models import ListEntry, Partner
from parties.partners_enums import ClaimState, EntryState


def lines(entry: ListEntry) -> list[dict]:
    own = list(entry.events.select_related("pgh_context").order_by("pgh_id"))
    claimed = entry.claims.model._meta.get_field("events").related_model.objects.filter(entry_id=entry.pk)
    claimed = list(claimed.select_related("pgh_context").order_by("pgh_obj_id", "pgh_id"))
    before = {now.pgh_id: then for rows in (own, claimed) for then, now in zip([None, *rows], rows, strict=False)}
    partners = Partner.objects.select_related("organisation").in_bulk({one.partner_id for one in claimed} - {None})
    names = {None: entry.organization.name} | {pk: one.organisation.name for pk, one in partners.items()}

    def describe(event) -> str:
        then = before[event.pgh_id]
        if hasattr(event, "entry_id"):
            then = then if then is not None and then.pgh_obj_id == event.pgh_obj_id else None
            return _of_claim(event, then, names[event.partner_id], entry.owner_name)
        return _of_entry(event, then)

    return past.lines([*own, *claimed], describe)


def _of_entry(event, then) -> str:
    """Empty where only its claims moved it: they have lines of their own."""
    if then is None:
        return _("Entered for %(quarter)s") % {"quarter": quarters.named(event.quarter)}
    if event.quarter != then.quarter:
        return _("Carried on to %(quarter)s") % {"quarter": quarters.named(event.quarter)}
    if event.state != then.state:
        return {
            EntryState.OPEN: _("Published") if then.state == EntryState.DRAFT else "",
            EntryState.WITHDRAWN: _("Withdrawn"),
        }.get(event.state, "")
    return _("Changed")


def _of_claim(event, then, who: str, owner: str) -> str:
    if then is None:
        said = _("Claimed by %(who)s: %(promise)s") if event.promise else _("Claimed by %(who)s")
        return said % {"who": who, "promise": event.promise}
    if event.state == ClaimState.GIVEN_UP:
        return _("Given up by %(who)s") % {"who": who}
    if event.grade != then.grade:
        return _("Evaluated by %(owner)s") % {"owner": owner}
    return _("Fulfilled by %(who)s: %(outcome)s") % {"who": who, "outcome": event.outcome}
