"""What happened to an organisation: itself, its offices, terms and coverage, newest first."""

from django.utils import timezone
from django.utils.translation import gettext as _

from grids import history, past
from grids.days import when
from parties.models import Coverage, Officer, PartyOrganization, Term
from parties.organizations import officers

SHOWN = 50  # lines


def of(organization: PartyOrganization, reader) -> list[dict]:
    """For components/timeline.html. A query for each kind of row, and one for who it was."""
    events = organization.events.select_related("pgh_context", "parent", "area").order_by("pgh_id")
    people = {each.pk: each for each in officers.with_people(Officer.objects.filter(organization=organization))}

    def name(event) -> str:
        return officers.said(people[event.pgh_obj_id], organization, reader)

    found = [
        *past.changes(events, _of_organization),
        *past.lines(_events(Officer, organization), lambda event: _of_officer(event, name(event))),
        *past.lines(_events(Term, organization), _of_term),
        *past.lines(_events(Coverage, organization, "area"), _of_coverage),
    ]
    return sorted(found, key=lambda line: line["at"], reverse=True)[:SHOWN]


def _events(model, organization: PartyOrganization, *more: str):
    rows = history.of(model).filter(organization_id=organization.pk)
    return rows.select_related("pgh_context", *more).order_by("-pgh_id")[:SHOWN]


def _of_organization(event, before) -> str:
    if before is None:
        return _("Founded")
    if event.dissolved_on and not before.dissolved_on:
        return _("Dissolved")
    said = []
    if event.name != before.name:
        said.append(_("Named %(name)s") % {"name": event.name})
    if event.kind != before.kind:
        said.append(_("Now a %(kind)s") % {"kind": event.get_kind_display()})
    if event.parent_id != before.parent_id:
        said.append(_("Moved under %(name)s") % {"name": event.parent.name if event.parent else _("no other")})
    if event.area_id != before.area_id:
        said.append(_("Moved to %(area)s") % {"area": event.area.short_name})
    return "；".join(said) or _("Facts corrected")


def _of_officer(event, name: str) -> str:
    words = {"name": name, "duty": event.get_duty_display()}
    return _("%(name)s: no longer %(duty)s") % words if event.until else _("%(name)s: %(duty)s") % words


def _of_term(event) -> str:
    if event.pgh_label == "insert":
        return _("New term until %(day)s") % {"day": when.day_of(event.ends_on, timezone.localdate())}
    return _("Term ended")


def _of_coverage(event) -> str:
    words = {"area": event.area.short_name}
    return _("Covers %(area)s no more") % words if event.until else _("Covers %(area)s too") % words
