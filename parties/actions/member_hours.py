"""Hours are entered by one person and confirmed by another; what was entered wrongly is refused, and entered anew."""

from datetime import date, datetime
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from grids import history
from grids.words import reasons
from parties import rules
from parties.models import CheckIn, Deployment, MemberHours, PartyMember
from parties.models.member_hours import MOST


@transaction.atomic
def enter(
    source: CheckIn | Deployment, *, by, on: date, hours: Decimal, what: str, now: datetime | None = None
) -> MemberHours:
    """Of a day on which it lasted. Raises PermissionDenied, ValidationError."""
    now = now or timezone.now()
    source = type(source).objects.select_for_update(no_key=True).get(pk=source.pk)
    rules.need(by, rules.KEEP_MEMBERS, source)
    last = min(filter(None, (source.until, timezone.localdate(now))))
    if getattr(source, "called_off", False) or not source.since <= on <= last:
        raise ValidationError({"on": _("They did not serve there on this day.")})
    what = " ".join(what.split())
    if source.hours.waiting().filter(on=on, hours=hours, what=what, entered_by=by).exists():  # the form sent again
        raise ValidationError(_("You have entered these hours already: they wait to be confirmed."))
    there = source.hours.filter(on=on, refused_at=None).aggregate(n=Sum("hours"))["n"] or 0
    if there + hours > MOST:
        raise ValidationError({"hours": _("A day has 24 hours: %(n)s are entered already.") % {"n": there}})
    made = MemberHours(
        area_id=source.area_id, on=on, hours=hours, what=what, entered_by=by, entered_at=now,
        **{"check_in" if isinstance(source, CheckIn) else "deployment": source},
    )  # fmt: skip
    history.save(made, by, grant=rules.KEEP_MEMBERS, where=source)
    return MemberHours.objects.get(pk=made.pk)


@transaction.atomic
def confirm(hours_id: int, *, by, now: datetime | None = None) -> MemberHours:
    """By somebody who neither entered them nor served them: persons are compared, not posts."""
    made = _begin(hours_id, by)
    if made.entered_by_id == by.pk:
        raise ValidationError(_("Somebody else has to confirm what you entered."))
    if PartyMember.objects.current().filter(resident=made.person, user=by.pk).exists():
        raise ValidationError(_("Nobody confirms their own hours."))
    made.confirmed_by, made.confirmed_at = by, now or timezone.now()
    return history.save(made, by, grant=rules.KEEP_MEMBERS, where=made)


@transaction.atomic
def refuse(hours_id: int, *, by, why: str, now: datetime | None = None) -> MemberHours:
    """Also by whoever entered them: a slip of the pen is taken back."""
    made = _begin(hours_id, by)
    why = reasons.need(why)
    made.refused_at = now or timezone.now()
    with history.acting(by, grant=rules.KEEP_MEMBERS, where=made, why=why):
        made.save()
    return made


def _begin(hours_id: int, by) -> MemberHours:
    rows = MemberHours.objects.select_for_update(of=("self",), no_key=True)
    made = rows.select_related("check_in__resident", "deployment__member__resident").get(pk=hours_id)
    rules.need(by, rules.KEEP_MEMBERS, made)
    if made.confirmed_at or made.refused_at:
        raise ValidationError(_("This is decided already."))
    return made
