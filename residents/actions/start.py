"""How every act on a person begins and ends: locked, the actor checked, what happened written down."""

from collections.abc import Iterable
from datetime import date, datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from residents.enums import Happening
from residents.models import LifeEvent, Membership, Resident

EDIT = "edit_resident"


class Stale(Exception):
    """Somebody else changed the person after the page was shown; `resident` is as it stands now."""

    def __init__(self, resident: Resident):
        super().__init__(f"{resident.ref} is at version {resident.version}")
        self.resident = resident


def begin(resident_id: int, *, by, seen: int | None) -> tuple[Resident, Membership]:
    """Lock a person for a change, and the membership that lets `by` make it.

    seen: the version the actor's page showed; None where no page was (imports).
    Raises Stale, PermissionDenied where the hat worn keeps none of the homes, ValidationError once anonymised.
    """
    resident = lock(resident_id, seen=seen)
    homes = list(resident.memberships.current()) or list(resident.memberships.order_by("-until", "-pk")[:1])
    return resident, kept_by(by, resident, homes)


def lock(resident_id: int, *, seen: int | None) -> Resident:
    rows = Resident.objects.select_for_update(of=("self",), no_key=True).select_related("subject")
    resident = rows.get(pk=resident_id)
    if seen is not None and resident.version != seen:
        raise Stale(resident)
    return resident


def lock_people(ids: Iterable[int]) -> None:
    """Of a household that is changed as a whole; before the household itself, as the acts on one person come to it."""
    people = Resident.objects.select_for_update(no_key=True).filter(pk__in=ids).order_by("pk")
    list(people.values_list("pk"))


def kept_by(by, resident: Resident, homes: Iterable[Membership]) -> Membership:
    """The first of these memberships of theirs that lets `by` write. Raises PermissionDenied, ValidationError."""
    kept = next((home for home in homes if by.scope.may(EDIT, home)), None)
    if kept is None:
        raise PermissionDenied
    if resident.anonymised_at is not None:
        raise ValidationError(_("This entry is anonymised: nothing is written of it any more."))
    return kept


def not_ahead(day: date, now: datetime | None, field: str = "on") -> None:
    if day > timezone.localdate(now):
        raise ValidationError({field: _("This day has not come yet.")})


def happened(
    resident: Resident, kind: Happening, *, by, where, on: date, now: datetime, text: str = "", home=None, to=None
) -> None:
    """Write it down, and the person's next version. where: the placed row that decides the post."""
    post = by.scope.post_for(EDIT, where) if by is not None else None
    LifeEvent.objects.create(
        resident=resident,
        kind=kind,
        on=on,
        at=now,
        by=by,
        post_id=post,
        text=text[:300],
        household_id=home.pk if home else None,
        to_household_id=to.pk if to else None,
    )
    resident.version += 1
    resident.save()
