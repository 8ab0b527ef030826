"""The named team of a confidential matter. It forms by itself from those whom the matter waits for."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.actions.start import begin, include, record
from cases.enums import Act
from cases.models import Case, CaseTeam
from cases.people import Directory
from grids import inbox
from grids.models import User


@transaction.atomic
def join(case_id: int, *, by, seen: int | None, person: User, text: str = "", now: datetime | None = None) -> Case:
    """Somebody who may see matters there needs to know of this one too."""
    case = begin(case_id, Act.JOIN, by=by, seen=seen)
    if not person.is_active or not person.scope.reaches("read_case", case):
        raise ValidationError({"person": _("This person does not see matters of that area.")})
    include(case, [person.pk])
    record(case, Act.JOIN, by=by, now=now or timezone.now(), text=text, data={"person": person.pk})
    inbox.tell([person.pk], "case_joined", {"number": case.number, "title": ""}, case.get_absolute_url())
    return case


@transaction.atomic
def leave_team(case_id: int, *, by, seen: int | None, person: User, text: str, now: datetime | None = None) -> Case:
    """Somebody no longer needs to know. The one who handles it sees it all the same."""
    case = begin(case_id, Act.LEAVE, by=by, seen=seen, reason=text)
    if person.pk in Directory().must_know(case):
        raise ValidationError({"person": _("It waits for this person, or they decide on it: pass it on first.")})
    gone, _each = CaseTeam.objects.filter(case=case, user=person).delete()
    if not gone:
        raise ValidationError({"person": _("This person is not in the team.")})
    record(case, Act.LEAVE, by=by, now=now or timezone.now(), text=text, data={"person": person.pk})
    return case
