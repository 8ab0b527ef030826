"""What happened to an owners' committee: its terms, and who came and left, newest first."""

from django.utils import timezone
from django.utils.translation import gettext as _

from grids import history, identity, past, when
from parties.models import CommitteeMember, OwnersCommittee

SHOWN = 50  # lines


def of(committee: OwnersCommittee, reader) -> list[dict]:
    """For components/timeline.html. Names only for whoever reads the register there, as on its page."""
    events = list(committee.events.select_related("pgh_context").order_by("pgh_id"))
    before = dict(zip((event.pgh_id for event in events), [None, *events], strict=False))
    people = {row.pk: str(row.resident) for row in committee.members.select_related("resident")}
    if not reader.scope.reaches("read_resident", committee):
        people = {pk: identity.mask_name(name) for pk, name in people.items()}
    came_and_left = history.of(CommitteeMember).filter(pgh_obj__in=people).select_related("pgh_context")
    found = [
        *past.lines(events[-SHOWN:], lambda event: _of_committee(event, before[event.pgh_id])),
        *past.lines(
            came_and_left.order_by("-pgh_id")[:SHOWN], lambda event: _of_member(event, people[event.pgh_obj_id])
        ),
    ]
    return sorted(found, key=lambda line: line["at"], reverse=True)[:SHOWN]


def _of_committee(event, before) -> str:
    if before is None or event.term != before.term:
        days = when.span(event.term_starts_on, event.term_ends_on, timezone.localdate())
        return _("Term %(n)d: %(days)s") % {"n": event.term, "days": days}
    return _("Dissolved") if event.dissolved_on and not before.dissolved_on else _("Facts corrected")


def _of_member(event, name: str) -> str:
    words = {"name": name, "duty": event.get_role_display()}
    return _("%(name)s: no longer %(duty)s") % words if event.until else _("%(name)s: %(duty)s") % words
