"""Somebody whom the register elsewhere let go comes into the one here: one entry, and its history comes along.

Where they went, nobody there can write: it is not their area. So they record that the person left, and the register of
the new home takes the entry over, by the number on the paper that it was shown (docs/decisions/0027).
"""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from grids import history
from grids.actions import reveal
from grids.models import Area
from grids.permissions import need
from grids.privacy import identity
from residents.actions import care_handed, homes
from residents.actions.change import correct
from residents.actions.people import ID, Registered, enter
from residents.actions.start import EDIT, happened, not_ahead
from residents.addresses import Parts
from residents.enums import Happening, Relation
from residents.models import Resident


def is_free(resident: Resident, *, is_registered: bool, is_living: bool) -> bool:
    """Whether nobody keeps, of home and registration, what is asked for; each may have been let go alone."""
    kept = list(resident.memberships.current())
    taken = any(one.is_registered and is_registered or one.is_living and is_living for one in kept)
    return resident.died_on is None and not taken


@transaction.atomic
def take_over(
    id_number: str,
    area: Area,
    parts: Parts,
    *,
    by,
    since: date,
    relation: Relation,
    is_registered: bool,
    is_living: bool,
    now: datetime | None = None,
    **told,
) -> Resident:
    """Logged and limited as the stop is by which one learns of the entry.

    told: fields of Person, as they are said at the new home; what is not said there stays as the old one wrote it.
    Raises PermissionDenied, ValidationError; Registered for somebody who is kept elsewhere still.
    """
    now = now or timezone.now()
    need(by, EDIT, area)
    not_ahead(since, now, "since")
    rows = Resident.objects.select_for_update(of=("self",), no_key=True).filter(merged_into=None, withdrawn_at=None)
    resident = rows.filter(id_index=identity.blind_index(ID, identity.normalise_id(id_number))).first()
    if resident is None:
        raise ValidationError({"id_number": _("Nobody in the register has this ID number.")})
    if not is_free(resident, is_registered=is_registered, is_living=is_living):
        raise Registered(resident)
    last = resident.memberships.select_related("household").order_by("-until", "-pk").first()
    to = homes.household_at(area, parts, by=by, opened_on=since)
    with history.acting(by, grant=EDIT, where=to):
        reveal.note_look(reveal.STOP, "residents.resident", resident.ref, by=by, post=by.scope.post_for(EDIT, to))
        enter(resident, to, relation, is_registered, is_living, since)
        happened(resident, Happening.MOVED_IN, by=by, where=to, on=since, now=now, home=last and last.household, to=to)
        if is_living:
            care_handed.left(resident, to, by=by, now=now)
    return correct(resident.pk, by=by, seen=None, now=now, **{name: said for name, said in told.items() if said})
