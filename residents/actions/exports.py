"""A list of people leaves the portal: who, which, what for, how many. The file itself is kept nowhere."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from grids.models import Area
from residents.models import ExportLog

EXPORT = "export_residents"
SHORTEST = 2


@transaction.atomic
def log(area: Area, *, by, purpose: str, rows: int, filters: str = "") -> ExportLog:
    """Written before the file goes out. filters: their names, never what was searched for."""
    may(by, area)
    if len(purpose.strip()) < SHORTEST:
        raise ValidationError({"purpose": _("Say what the list is for.")})
    post = by.scope.post_for(EXPORT, area)
    return ExportLog.objects.create(
        by=by, post_id=post, area=area, purpose=purpose.strip()[:200], rows=rows, filters=filters[:200]
    )


def may(by, area: Area) -> None:
    if not by.scope.may(EXPORT, area):
        raise PermissionDenied
