"""What happened to an owners' committee: its terms, and who came and left, newest first."""

from django.utils import timezone
from django.utils.translation import gettext as _

from grids import history, identity, past, when
from parties.models import CommitteeMember, OwnersCommittee

SHOWN = 50  # lines
FACTS = ("name", "compound", "filed_as")  # reminders and re-divisions write rows of its history too


def of(committee: OwnersCommittee, reader) -> list[dict]:
    """For components/timeline.html. Names only for whoever reads the register there, as on its page."""
    events = list(committee.events.select_related("pgh_context").order_by("pgh_id"))
    before = dict(zip((event.pgh_id for event in events), [None, *events], strict=False))
    people = {row.pk: str(row.resident) for row in committee.members.select_related("resident")}
    if not reader.scope.reaches("read_resident", committee):
        people = {pk: identity.mask_name(name) for pk, name in people.items()}
    rows = history.of(CommitteeMember).filter(pgh_obj__in=people).select_related("pgh_context").order_by("pgh_id")
    found = [
        *past.lines(events, lambda event: _of_committee(event, before[event.pgh_id])),
        *past.lines(_came_and_left(rows), lambda event: _of_member(event, people[event.pgh_obj_id])),
    ]
    return sorted(found, key=lambda line: line["at"], reverse=True)[:SHOWN]


def _of_committee(event, before) -> str:
    if before is None or event.term != before.term:
        days = when.span(event.term_starts_on, event.term_ends_on, timezone.localdate())
        return _("Term %(n)d: %(days)s") % {"n": event.term, "days": days}
    if event.dissolved_on and not before.dissolved_on:
        return _("Dissolved")
    return _("Facts corrected") if any(getattr(event, name) != getattr(before, name) for name in FACTS) else ""


def _came_and_left(rows):
    """Two entries of one person that were made one write rows of the history, too."""
    last = {}
    for event in rows:
        before = last.get(event.pgh_obj_id)
        last[event.pgh_obj_id] = event
        if before is None or event.until and not before.until:
            yield event


def _of_member(event, name: str) -> str:
    words = {"name": name, "duty": event.get_role_display()}
    return _("%(name)s: no longer %(duty)s") % words if event.until else _("%(name)s: %(duty)s") % words
