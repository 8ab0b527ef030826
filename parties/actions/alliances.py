"""Alliances are founded, joined and left by organisations from anywhere in the tree, led by one, and dissolved."""

from datetime import date

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from grids import history
from grids.models import Area
from grids.words import reasons
from parties import rules
from parties.models import Alliance, AllianceMember, PartyOrganization


@transaction.atomic
def found(area: Area, *, by, **facts) -> Alliance:
    """facts: name, does, founded_on. Raises PermissionDenied, ValidationError by field."""
    rules.need(by, rules.KEEP, area)
    made = Alliance(area=area, **{"founded_on": timezone.localdate()} | facts)
    history.save(made, by, grant=rules.KEEP, where=area)
    return Alliance.objects.get(pk=made.pk)


@transaction.atomic
def change(alliance_id: int, *, by, **facts) -> Alliance:
    return history.change(_begin(alliance_id, by), facts, by=by, grant=rules.KEEP)


@transaction.atomic
def join(alliance_id: int, organization: PartyOrganization, *, by, since: date | None = None) -> AllianceMember:
    """`by` keeps the alliance and sees the organisation."""
    alliance = _begin(alliance_id, by)
    row = PartyOrganization.objects.select_for_update(no_key=True).get(pk=organization.pk)
    if not by.scope.reaches(rules.READ, row):
        raise PermissionDenied
    if row.dissolved_on:
        raise ValidationError({"organization": _("This organisation is dissolved.")})
    made = AllianceMember(alliance=alliance, organization=row, since=since or timezone.localdate())
    return history.save(made, by, grant=rules.KEEP, where=alliance)


@transaction.atomic
def leave(member_id: int, *, by, why: str) -> AllianceMember:
    alliance, made = _member(member_id, by)
    made.until, made.leads = timezone.localdate(), False
    return history.save(made, by, grant=rules.KEEP, where=alliance, why=reasons.need(why))


@transaction.atomic
def lead(member_id: int, *, by) -> AllianceMember:
    """It leads the alliance from now on; which led it before is a member like the others."""
    alliance, made = _member(member_id, by)
    with history.acting(by, grant=rules.KEEP, where=alliance):
        alliance.members.current().filter(leads=True).update(leads=False)
        made.leads = True
        made.save()
    return made


@transaction.atomic
def dissolve(alliance_id: int, *, by, why: str) -> Alliance:
    made, today = _begin(alliance_id, by), timezone.localdate()
    made.dissolved_on = today
    made.full_clean()
    with history.acting(by, grant=rules.KEEP, where=made, why=reasons.need(why)):
        made.save()
        made.members.current().update(until=today, leads=False)
    return made


def _begin(alliance_id: int, by) -> Alliance:
    made = Alliance.objects.select_for_update(no_key=True).get(pk=alliance_id)
    rules.need(by, rules.KEEP, made)
    if made.dissolved_on:
        raise ValidationError(_("This alliance is dissolved."))
    return made


def _member(member_id: int, by) -> tuple[Alliance, AllianceMember]:
    alliance = _begin(AllianceMember.objects.get(pk=member_id).alliance_id, by)
    made = AllianceMember.objects.select_for_update(no_key=True).get(pk=member_id)
    if made.until:
        raise ValidationError(_("This organisation left the alliance already."))
    return alliance, made
