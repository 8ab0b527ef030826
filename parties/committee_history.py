"""What happened to an owners' committee: its terms, and who came and left, newest first."""

from django.utils import timezone
from django.utils.translation import gettext as _

from grids import history, past
from grids.days import when
from grids.privacy import identity
from parties.models import CommitteeMember, OwnersCommittee

SHOWN = 50  # lines
FACTS = ("name", "compound", "filed_as")  # reminders and re-divisions write rows of its history too


def of(committee: OwnersCommittee, reader) -> list[dict]:
    """For components/timeline.html. Names only for whoever reads the register there, as on its page."""
    events = committee.events.select_related("pgh_context").order_by("pgh_id")
    people = {row.pk: str(row.resident) for row in committee.members.select_related("resident")}
    if not reader.scope.reaches("read_resident", committee):
        people = {pk: identity.mask_name(name) for pk, name in people.items()}
    members = history.of(CommitteeMember).filter(pgh_obj__in=people).select_related("pgh_context").order_by("pgh_id")
    found = [
        *past.changes(events, _of_committee),
        *past.changes(members, lambda event, before: _of_member(event, before, people[event.pgh_obj_id])),
    ]
    return sorted(found, key=lambda line: line["at"], reverse=True)[:SHOWN]


def _of_committee(event, before) -> str:
    if before is None or event.term != before.term:
        days = when.span(event.term_starts_on, event.term_ends_on, timezone.localdate())
        return _("Term %(n)d: %(days)s") % {"n": event.term, "days": days}
    if event.dissolved_on and not before.dissolved_on:
        return _("Dissolved")
    return _("Facts corrected") if any(getattr(event, name) != getattr(before, name) for name in FACTS) else ""


def _of_member(event, before, name: str) -> str:
    """That they came, and that they left: two entries of one person that were made one write its history, too."""
    if before is not None and (before.until or not event.until):
        return ""
    words = {"name": name, "duty": event.get_role_display()}
    return _("%(name)s: no longer %(duty)s") % words if event.until else _("%(name)s: %(duty)s") % words
