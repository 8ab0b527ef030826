"""What the register holds on one person, in full, for their own request: noted before it is shown."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from grids import history
from grids.actions import reveal
from grids.permissions import need
from residents.actions.merge import entries_of
from residents.enums import Sex
from residents.models import Carried, LifeEvent, Membership, Resident

GRANT, SHORTEST = "reveal", 2
EARLIER = ("name", "sex", "born_on", "registered_region", "education", "workplace", "guardian_name")


@transaction.atomic
def note(resident: Resident, home: Membership, *, by, asked: str, today: date, now=None) -> None:
    """One look in the log, counted and limited like a reveal. home: what shows the person to the reader.

    asked: who asked, and how one knows that it is they. Raises PermissionDenied, ValidationError on "asked".
    """
    need(by, GRANT, home)
    if len(asked.strip()) < SHORTEST:
        raise ValidationError({"asked": _("Say who asked, and how you know that it is they.")})
    if resident.is_minor(today) and not resident.is_answered_for:
        raise ValidationError({"asked": _("For a child the guardian asks: record them first.")})
    post = by.scope.post_for(GRANT, home)
    reveal.note_look(reveal.HELD, "residents.resident", resident.ref, by=by, post=post, now=now)


def carried(resident: Resident) -> QuerySet[Carried]:
    """The lists and tables that the person stood in, whoever took them along: it is for the person that it is told."""
    rows = Carried.objects.of(entries_of(resident)).defer("people").order_by("at", "pk")
    return rows.select_related("export__by", "export__post__role", "table__by", "table__post__role")


def happened(resident: Resident) -> QuerySet[LifeEvent]:
    """Everything that was written of the person, also in entries that were merged, the oldest first."""
    return LifeEvent.objects.filter(resident__in=entries_of(resident)).order_by("on", "pk")


def earlier(resident: Resident) -> list[tuple]:
    """(label, value) of what the entry, and those merged into it, said before: open facts, each value once."""
    told = history.of(Resident)
    rows = list(told.filter(pgh_obj_id__in=entries_of(resident)).order_by("pgh_id").values(*EARLIER))
    labels = {column.name: column.verbose_name for column in Resident._meta.concrete_fields}
    found: list[tuple] = []
    for name in EARLIER:
        values = dict.fromkeys(row[name] for row in rows if row[name] and row[name] != getattr(resident, name))
        found += [(labels[name], Sex(value).label if name == "sex" else value) for value in values]
    return found
