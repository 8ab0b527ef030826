"""A list leaves the portal: who, which, what for, how many, until when. The file itself is kept nowhere."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from grids.models import Area
from grids.permissions import need
from residents.enums import ListOf
from residents.models import Carried, ExportLog

EXPORT = "export_residents"
SHORTEST = 2
KEPT, LONGEST = timedelta(days=30), timedelta(days=180)  # where nothing else is said; at most


@transaction.atomic
def log(
    area: Area,
    *,
    by,
    purpose: str,
    people: Iterable[int] = (),
    homes: int | None = None,
    filters: str = "",
    kept_until: date | None = None,
    now: datetime | None = None,
) -> ExportLog:
    """Written before the file goes out, with the ids of its people, a row each; or for a list of so many homes.

    filters: their names, never what was searched for. Raises PermissionDenied, ValidationError on "purpose" and
    "kept_until".
    """
    need(by, EXPORT, area)
    now, people = now or timezone.now(), list(people)
    today = timezone.localdate(now)
    kept_until = kept_until or today + KEPT
    if len(purpose.strip()) < SHORTEST:
        raise ValidationError({"purpose": _("Say what the list is for.")})
    if not today <= kept_until <= today + LONGEST:
        raise ValidationError({"kept_until": _("From today on, %(days)d days at most.") % {"days": LONGEST.days}})
    made = ExportLog.objects.create(
        by=by, post_id=by.scope.post_for(EXPORT, area), area=area, purpose=purpose.strip()[:200],
        what=ListOf.PEOPLE if homes is None else ListOf.HOMES, rows=len(people) if homes is None else homes,
        filters=filters[:200], kept_until=kept_until, at=now,
    )  # fmt: skip
    if homes is None:
        Carried.objects.create(export=made, people=sorted(set(people)), at=now)
    return made
