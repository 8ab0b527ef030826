"""党建联席会议: once a quarter, with who was there and the minutes. What it decides are claims that name it."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from grids import history
from grids.words import reasons
from parties import quarters, rules
from parties.actions.partners import need_standing
from parties.models import JointMeeting, Partner, PartyOrganization


@transaction.atomic
def hold(organization: PartyOrganization, *, by, now: datetime | None = None, **facts) -> JointMeeting:
    """Enter the meeting of the quarter in which it was held.

    facts: held_on, minutes, place, present (partners of the organisation).
    """
    rules.need(by, rules.KEEP, organization)
    need_standing(organization)
    made = JointMeeting(area_id=organization.area_id, organization=organization)
    return _write(made, by, now, "", **facts)


@transaction.atomic
def correct(meeting_id: int, *, by, why: str, held_on: date, now: datetime | None = None, **facts) -> JointMeeting:
    """The same facts. It stays the meeting of its quarter."""
    made = JointMeeting.objects.select_for_update(no_key=True).get(pk=meeting_id)
    rules.need(by, rules.KEEP, made)
    why = reasons.need(why)
    if quarters.of(held_on) != made.quarter:
        raise ValidationError({"held_on": _("This day lies in another quarter.")})
    return _write(made, by, now, why, held_on=held_on, **facts)


def _write(
    made: JointMeeting, by, now: datetime | None, why: str, *, held_on: date, minutes: str, present=(), place: str = ""
) -> JointMeeting:
    if held_on > timezone.localdate(now or timezone.now()):
        raise ValidationError({"held_on": _("This day has not come yet.")})
    made.held_on, made.quarter, made.minutes, made.place = held_on, quarters.of(held_on), minutes.strip(), place
    partners = Partner.objects.filter(pk__in=[one.pk for one in present], organization=made.organization_id)
    if len(present) != partners.count():
        raise ValidationError({"present": _("Only partners of this party organisation.")})
    made.full_clean()
    with history.acting(by, grant=rules.KEEP, where=made.organization, why=why):
        made.save()
        made.present.set(partners)
    return JointMeeting.objects.get(pk=made.pk)
