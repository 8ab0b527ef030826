"""A list of people leaves the portal: who, which, what for, how many. The file itself is kept nowhere."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from grids.models import Area
from residents.models import Carried, ExportLog

EXPORT = "export_residents"
SHORTEST = 2


@transaction.atomic
def log(area: Area, *, by, purpose: str, people: list[int], filters: str = "") -> ExportLog:
    """Written before the file goes out, with the ids of its people, a row each. filters: their names, never what was
    searched for. Raises PermissionDenied, ValidationError on "purpose".
    """
    may(by, area)
    if len(purpose.strip()) < SHORTEST:
        raise ValidationError({"purpose": _("Say what the list is for.")})
    post = by.scope.post_for(EXPORT, area)
    made = ExportLog.objects.create(
        by=by, post_id=post, area=area, purpose=purpose.strip()[:200], rows=len(people), filters=filters[:200]
    )
    Carried.objects.create(export=made, people=sorted(set(people)), at=made.at)
    return made


def may(by, area: Area) -> None:
    if not by.scope.may(EXPORT, area):
        raise PermissionDenied
