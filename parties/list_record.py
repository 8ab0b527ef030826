"""What happened to an entry and its claims, told from their history: for components/timeline.html."""

from django.utils.translation import gettext as _, pgettext

from grids import history, past
from parties import quarters
from parties.enums.partners import ClaimState, EntryState
from parties.models import ListEntry, Partner


def lines(entry: ListEntry) -> list[dict]:
    own = entry.events.select_related("pgh_context").order_by("pgh_id")
    claimed = history.of(entry.claims.model).filter(entry_id=entry.pk)
    claimed = list(claimed.select_related("pgh_context").order_by("pgh_id"))
    partners = Partner.objects.select_related("organisation").in_bulk({one.partner_id for one in claimed} - {None})
    names = {None: entry.organization.name} | {pk: one.organisation.name for pk, one in partners.items()}
    said = {event: _of_entry(event, then) for event, then in past.earlier(own).items()} | {
        event: _of_claim(event, then, names[event.partner_id], entry.owner_name)
        for event, then in past.earlier(claimed).items()
    }
    return past.lines(said, said.get)


def _of_entry(event, then) -> str:
    """Empty where only its claims moved it: they have lines of their own."""
    if then is None:
        return _("Entered for %(quarter)s") % {"quarter": quarters.named(event.quarter)}
    if event.quarter != then.quarter:
        return _("Carried on to %(quarter)s") % {"quarter": quarters.named(event.quarter)}
    if event.state != then.state:
        return {
            EntryState.OPEN: pgettext("of an entry of a list", "Published") if then.state == EntryState.DRAFT else "",
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
