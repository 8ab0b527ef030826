"""Members keep in touch with households: assigned, visited, ended. Nobody writes why a household was chosen."""

from datetime import date, datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from grids import history, inbox
from grids.words import reasons
from parties import rules
from parties.models import ContactHousehold, ContactVisit, PartyMember
from residents.models import Household


@transaction.atomic
def assign(member_id: int, household_id: int, *, by, since: date | None = None) -> ContactHousehold:
    """A household where `by` keeps the roll, to a member whom `by` sees. Raises PermissionDenied, ValidationError."""
    member = PartyMember.objects.select_for_update(no_key=True).get(pk=member_id)
    household = Household.objects.select_for_update(no_key=True).get(pk=household_id)
    rules.need(by, rules.READ_MEMBERS, member)
    rules.need(by, rules.KEEP_MEMBERS, household)
    since, today = since or timezone.localdate(), timezone.localdate()
    if since > today:
        raise ValidationError({"since": _("This day has not come yet.")})
    if member.left_on:
        raise ValidationError(_("This person is no longer on this roll."))
    if household.closed_on:
        raise ValidationError({"address": _("This household is closed.")})
    if household.memberships.current().filter(resident=member.resident_id).exists():
        raise ValidationError({"address": _("This is the member's own household.")})
    made = ContactHousehold(member=member, household=household, area_id=household.area_id, since=since)
    made.full_clean()
    with history.acting(by, grant=rules.KEEP_MEMBERS, where=household):
        made.save()
        if member.user_id:
            inbox.tell([member.user_id], "party_household", {}, made.get_absolute_url())
    return ContactHousehold.objects.get(pk=made.pk)


@transaction.atomic
def visit(
    contact_id: int, *, by, way: str, reason: str, on: date | None = None, now: datetime | None = None
) -> ContactVisit:
    """By the member whose household it is, or whoever keeps the roll there."""
    now = now or timezone.now()
    made, today = _begin(contact_id), timezone.localdate(now)
    if not rules.may_visit(by, made):
        raise PermissionDenied
    on = on or today
    if not made.since <= on <= today:
        raise ValidationError({"on": _("A day since the household was assigned, and not one to come.")})
    line = ContactVisit(contact=made, on=on, way=way, reason=reason, by=by, at=now)
    line.full_clean()
    made.visited_on = max(filter(None, (made.visited_on, on)))
    with history.acting(by, grant=rules.KEEP_MEMBERS, where=made):
        line.save()
        made.save(update_fields=["visited_on"])
    return line


@transaction.atomic
def end(contact_id: int, *, by, why: str) -> ContactHousehold:
    made = _begin(contact_id)
    rules.need(by, rules.KEEP_MEMBERS, made)
    why = reasons.need(why)
    made.until = timezone.localdate()
    return history.save(made, by, grant=rules.KEEP_MEMBERS, where=made, why=why)


def _begin(contact_id: int) -> ContactHousehold:
    rows = ContactHousehold.objects.select_for_update(of=("self",), no_key=True).select_related("member")
    made = rows.get(pk=contact_id)
    if made.until:
        raise ValidationError(_("This has ended already."))
    return made
