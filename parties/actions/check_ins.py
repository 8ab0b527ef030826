"""Members report to the community where they live, and end it."""

from datetime import date

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from grids import history
from grids.words import reasons
from parties import rules
from parties.models import CheckIn
from residents.models import Membership, Resident


@transaction.atomic
def report_in(resident_id: int, *, by, from_unit: str, offer: str, since: date | None = None) -> CheckIn:
    """To the community in which they live, whose roll `by` keeps. Where they are on the roll is not looked up:
    that is for their own organisation to know. Raises PermissionDenied, ValidationError.
    """
    since, today = since or timezone.localdate(), timezone.localdate()
    if since > today:
        raise ValidationError({"since": _("This day has not come yet.")})
    home = Membership.objects.current().filter(resident=resident_id, is_living=True).first()
    if home is None or not by.scope.may(rules.KEEP_MEMBERS, home):
        raise PermissionDenied
    people = Resident.objects.living().select_for_update(no_key=True)
    if not people.filter(pk=resident_id).exists():
        raise PermissionDenied
    made = CheckIn(
        resident_id=resident_id, area_id=home.community_id or home.area_id, since=since,
        from_unit=" ".join(from_unit.split()), offer=" ".join(offer.split()),
    )  # fmt: skip
    history.save(made, by, grant=rules.KEEP_MEMBERS, where=home)
    return CheckIn.objects.get(pk=made.pk)


@transaction.atomic
def end(check_in_id: int, *, by, why: str) -> CheckIn:
    made = CheckIn.objects.select_for_update(no_key=True).get(pk=check_in_id)
    rules.need(by, rules.KEEP_MEMBERS, made)
    why = reasons.need(why)
    if made.until:
        raise ValidationError(_("This has ended already."))
    made.until = timezone.localdate()
    return history.save(made, by, grant=rules.KEEP_MEMBERS, where=made, why=why)
