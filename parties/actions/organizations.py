"""Party organisations are founded below others, changed, moved under another or to another area, and dissolved."""

from datetime import date

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import F, Value
from django.db.models.functions import Greatest
from django.utils import timezone
from django.utils.translation import gettext as _, ngettext

from grids import history
from grids.models import Area
from grids.models.area import ANCESTORS
from grids.words import reasons
from parties import rules
from parties.actions import meetings
from parties.enums.ballots import ENDED
from parties.models import PartyMember, PartyOrganization
from parties.organizations import ladder


@transaction.atomic
def found(area: Area, kind: str, *, by, under: PartyOrganization | None = None, **facts) -> PartyOrganization:
    """A new one. `by` sees the one that it stands under, and keeps organisations in `area`, which lies in its area.

    facts: name, organisation, founded_on, ends_on. Raises PermissionDenied, ValidationError by field.
    """
    rules.need(by, rules.KEEP, area)
    above = _above(under, by)
    made = PartyOrganization(area=area, kind=kind, parent=above, **{"founded_on": timezone.localdate()} | facts)
    _fits(made)
    history.save(made, by, grant=rules.KEEP, where=area)
    return PartyOrganization.objects.get(pk=made.pk)


@transaction.atomic
def change(organization_id: int, *, by, **facts) -> PartyOrganization:
    """facts: name, kind (a branch that has become a general branch), organisation, founded_on, ends_on."""
    made = begin(organization_id, by)
    for name, value in facts.items():
        setattr(made, name, value)
    _fits(made)
    return history.save(made, by, grant=rules.KEEP, where=made)


@transaction.atomic
def move(
    organization_id: int, *, by, under: PartyOrganization | None, area: Area | None = None, why: str
) -> PartyOrganization:
    """Under another organisation, and into another area if one is given: its members go along there."""
    above = _above(under, by)  # from above to below, as founding locks them
    made = begin(organization_id, by)
    why = reasons.need(why)
    made.parent = above
    goes = area is not None and area.pk != made.area_id
    if goes:
        rules.need(by, rules.KEEP, area)
        made.area = area
    _fits(made)
    made.full_clean()
    with history.acting(by, grant=rules.KEEP, where=made, why=why):
        made.save()
        if goes:
            PartyMember.objects.current().filter(organization=made).update(area=made.area)
            made.coverages.current().filter(area=made.area).update(until=timezone.localdate())  # its own now
    return PartyOrganization.objects.get(pk=made.pk)


@transaction.atomic
def dissolve(organization_id: int, *, by, why: str, on: date | None = None) -> PartyOrganization:
    """Its offices, term, coverage and alliances end with it, and nobody holds its meetings to come.

    What stands under it and its members move first; motions and agreements are brought to their end.
    """
    made, on = begin(organization_id, by), on or timezone.localdate()
    why = reasons.need(why)
    _empty(made, on)
    made.dissolved_on, until = on, Greatest(F("since"), Value(on))  # an office may begin later than today
    made.full_clean()
    with history.acting(by, grant=rules.KEEP, where=made, why=why):
        made.save()
        made.officers.current().update(until=until)
        made.terms.running().update(ended_on=on)
        made.coverages.current().update(until=until)
        made.alliances.current().update(until=until, leads=False)
    meetings.call_off_with(made, by=by)
    return made


def begin(organization_id: int, by) -> PartyOrganization:
    """The organisation, its row locked, if it stands and `by` keeps it. Raises PermissionDenied, ValidationError."""
    made = PartyOrganization.objects.select_for_update(of=("self",), no_key=True).select_related("parent", "area")
    row = made.get(pk=organization_id)
    rules.need(by, rules.KEEP, row)
    if row.dissolved_on:
        raise ValidationError(_("This organisation is dissolved."))
    return row


def _above(under: PartyOrganization | None, by) -> PartyOrganization | None:
    if under is None:
        return None
    row = PartyOrganization.objects.select_for_update(of=("self",), no_key=True).select_related("area")
    above = row.get(pk=under.pk)
    if not by.scope.reaches(rules.READ, above):
        raise PermissionDenied
    if above.dissolved_on:
        raise ValidationError({"under": _("This organisation is dissolved.")})
    return above


def _fits(made: PartyOrganization) -> None:
    """Its place in the tree, upwards and downwards. Raises ValidationError by field."""
    above = made.parent
    if not ladder.may_stand(made.kind, above.kind if above else None):
        words = {"kind": made.get_kind_display(), "above": above.get_kind_display() if above else ""}
        text = _("%(kind)s does not stand under %(above)s.") if above else _("%(kind)s stands under another one.")
        raise ValidationError({"under": text % words})
    if made.area.valid_to:
        raise ValidationError({"area": _("This area is retired.")})
    if above and not lies_in(made.area, above.area_id):
        raise ValidationError(
            {"area": _("%(area)s does not lie in the area of %(above)s.") % {"area": made.area, "above": above}}
        )
    if made.kind in ladder.NAMES_ITS_ORGANISATION and not made.organisation:
        raise ValidationError({"organisation": _("Say of which company or enterprise it is the branch.")})
    _fits_those_below(made)


def _fits_those_below(made: PartyOrganization) -> None:
    if not made.pk:
        return
    below = made.children.standing().select_related("area")
    for each in below:
        if not ladder.may_stand(each.kind, made.kind):
            words = {"name": each, "kind": made.get_kind_display()}
            raise ValidationError({"kind": _("%(name)s stands under it and cannot stand under %(kind)s.") % words})
        if not lies_in(each.area, made.area_id):
            raise ValidationError({"area": _("%(name)s stands under it and lies elsewhere.") % {"name": each}})


def lies_in(area: Area, outer: int) -> bool:
    return outer in (area.pk, *(getattr(area, name) for name in ANCESTORS))


def _empty(made: PartyOrganization, on: date) -> None:
    below, members = made.children.standing().count(), made.members.current().count()
    motions = made.motions.exclude(state__in=ENDED).count()
    agreements = made.partners.standing().filter(ends_on__gte=on).count()
    there = (
        (below, ngettext(
            "%(n)d organisation stands under it: move or dissolve it first.",
            "%(n)d organisations stand under it: move or dissolve them first.", below,
        )),
        (members, ngettext(
            "%(n)d member belongs to it: transfer them first.",
            "%(n)d members belong to it: transfer them first.", members,
        )),
        (motions, ngettext(
            "%(n)d motion is under way: finish or withdraw it first.",
            "%(n)d motions are under way: finish or withdraw them first.", motions,
        )),
        (agreements, ngettext(
            "%(n)d agreement with a partner is in force: end it first.",
            "%(n)d agreements with partners are in force: end them first.", agreements,
        )),
    )  # fmt: skip
    for n, text in there:
        if n:
            raise ValidationError(text % {"n": n})
