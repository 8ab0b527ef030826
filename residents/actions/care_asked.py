"""Somebody of the team who may not read the record is asked for help on a day, and says that it was given."""

from datetime import date, datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from grids import history, inbox
from grids.models import User
from residents.enums.care import LAY
from residents.models import CareCase, HelpAsked
from residents.rules import care as rules


@transaction.atomic
def ask_help(
    care_id: int, user: User | None, *, help_with: str, on: date, by, now: datetime | None = None
) -> HelpAsked:
    """Raises PermissionDenied, ValidationError by field. The notice says the day only."""
    now = now or timezone.now()
    care = CareCase.objects.select_for_update(of=("self",), no_key=True).select_related("category").get(pk=care_id)
    if not rules.may_visit(by, care):
        raise PermissionDenied
    if user is None or not care.helpers.filter(user=user.pk, until=None, kind__in=LAY).exists():
        raise ValidationError({"user": _("Choose somebody of the team.")})
    if on < timezone.localdate(now):
        raise ValidationError({"on": _("This day is over.")})
    asked = HelpAsked(care=care, user=user, help_with=help_with, on=on, asked_by=by, asked_at=now)
    history.save(asked, by, grant=rules.KEEP, where=care)
    inbox.tell([user.pk], "care_asked", {"day": on}, asked.get_absolute_url())
    return asked


@transaction.atomic
def help_was_given(asked_id: int, *, by, now: datetime | None = None) -> HelpAsked:
    """Twice is once."""
    now = now or timezone.now()
    found = HelpAsked.objects.visible_to(by).filter(pk=asked_id)
    asked = found.select_for_update(of=("self",), no_key=True).select_related("care").first()
    if asked is None:
        raise PermissionDenied
    if asked.done_at is None:
        asked.done_at = now
        with history.acting(by, where=asked.care):
            asked.save()
    return asked
