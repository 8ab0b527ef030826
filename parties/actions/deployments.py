"""Members are deployed to an area with a duty, from–to."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from grids import history
from grids.models import Area
from grids.words import reasons
from parties import rules
from parties.models import Deployment, PartyMember


@transaction.atomic
def deploy(
    member_id: int, area: Area, *, by, duty: str, since: date | None = None, until: date | None = None
) -> Deployment:
    """`by` keeps the roll where the member goes, and sees it where the member comes from. `since` may be to come.

    Raises PermissionDenied, ValidationError.
    """
    member = PartyMember.objects.select_for_update(no_key=True).get(pk=member_id)
    rules.need(by, rules.READ_MEMBERS, member)
    rules.need(by, rules.KEEP_MEMBERS, area)
    if member.left_on:
        raise ValidationError(_("This person is no longer on this roll."))
    if area.valid_to:
        raise ValidationError({"area": _("This area is retired.")})
    made = Deployment(
        member=member, area=area, duty=" ".join(duty.split()), since=since or timezone.localdate(), until=until
    )
    history.save(made, by, grant=rules.KEEP_MEMBERS, where=area)
    return Deployment.objects.get(pk=made.pk)


@transaction.atomic
def end(deployment_id: int, *, by, why: str) -> Deployment:
    """Today is the last day; one that has not begun is called off."""
    made = Deployment.objects.select_for_update(no_key=True).get(pk=deployment_id)
    rules.need(by, rules.KEEP_MEMBERS, made)
    why, today = reasons.need(why), timezone.localdate()
    if made.called_off or made.until and made.until <= today:
        raise ValidationError(_("This has ended already."))
    if made.since > today:
        made.called_off = True
    else:
        made.until = today
    return history.save(made, by, grant=rules.KEEP_MEMBERS, where=made, why=why)
