"""A whole ledger taken back, while nobody has acted on its people since. Nothing is deleted."""

import json
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from grids import history
from grids.database.rewrite import rewrite
from grids.database.rowids import any_of
from grids.fields import plain
from residents.actions.ledger_rows import CONFIRMED, FACTS, put
from residents.actions.ledgers import IMPORT, lock
from residents.actions.people import Person
from residents.actions.start import EDIT
from residents.enums import Happening
from residents.models import (
    BatchState,
    Dwelling,
    Household,
    ImportBatch,
    LifeEvent,
    Membership,
    Resident,
    ResidentTrait,
)

# What hangs on a person from the first day; anything else that refers to one was added by somebody.
_OF_ITS_OWN = {"membership", "lifeevent"}


@transaction.atomic
def undo(batch: ImportBatch, *, by, why: str = "", now: datetime | None = None) -> ImportBatch:
    """Its people are withdrawn, what it changed is as it was. A corrected sheet can be brought in again.

    Raises PermissionDenied, ValidationError where somebody has acted on one of them since.
    """
    now = now or timezone.now()
    batch = lock(batch, by)
    if obstacle := touched(batch):
        raise ValidationError(obstacle)
    why = why or _("Ledger undone")
    with history.acting(by, grant=IMPORT, where=batch.area, why=why):
        for chunk in batch.chunks.filter(is_written=True).order_by("-number"):
            chunk.subject = batch.subject
            _withdraw(chunk.made, now)
            _put_back(json.loads(plain(chunk, "before") or "{}"), now)
            post = by.scope.post_for(EDIT, batch.area)
            people = [*chunk.made["residents"], *(pk for pk, _version in chunk.made["changed"])]
            LifeEvent.objects.bulk_create(
                LifeEvent(
                    resident_id=pk,
                    kind=Happening.WITHDRAWN,
                    on=timezone.localdate(now),
                    at=now,
                    by=by,
                    post_id=post,
                    text=why[:300],
                )
                for pk in people
            )
        batch.state, batch.undone_at = BatchState.UNDONE, now
        batch.save()
    return batch


def touched(batch: ImportBatch) -> str:
    """Why a ledger can no longer be taken back; empty while it can. A fixed number of queries."""
    if batch.state not in (BatchState.DONE, BatchState.STOPPED):
        return _("This ledger was not written.")
    if batch.erased_at:
        return _("The uploaded rows are erased after seven days; the ledger can no longer be undone.")
    made = list(batch.chunks.filter(is_written=True).values_list("made", flat=True))
    new = [pk for one in made for pk in one["residents"]]
    versions = {pk: 1 for pk in new} | {pk: version for one in made for pk, version in one["changed"]}
    now = dict(Resident.objects.filter(pk__in=any_of(versions)).values_list("pk", "version"))
    traits = [pk for one in made for pk in one.get("traits", ())]
    if now != versions or _has_more(new, traits) or _houses_more(made):
        return _("Somebody has acted on people of this ledger since.")
    return ""


def _has_more(new: list[int], traits: list[int]) -> bool:
    for relation in Resident._meta.related_objects:
        field = relation.field
        if getattr(field, "db_constraint", False) and relation.related_model._meta.model_name not in _OF_ITS_OWN:
            rows = relation.related_model._base_manager.filter(**{f"{field.name}__in": any_of(new)})
            if relation.related_model is ResidentTrait:
                rows = rows.exclude(pk__in=any_of(traits))
            if rows.exists():
                return True
    return False


def _houses_more(made: list[dict]) -> bool:
    """People, households or leases that came later into homes of the ledger, and did not go again with their own."""
    new = [pk for one in made for pk in one["residents"]]
    households = [pk for one in made for pk in one["households"]]
    dwellings = [pk for one in made for pk in one["dwellings"]]
    came = Membership.objects.filter(household__in=any_of(households)).exclude(resident__in=any_of(new))
    came = came.filter(resident__withdrawn_at=None)
    more = Household.objects.filter(dwelling__in=any_of(dwellings)).exclude(pk__in=any_of(households))
    more = more.filter(memberships__resident__withdrawn_at=None)
    let = Dwelling.objects.filter(pk__in=any_of(dwellings), leases__isnull=False)
    return came.exists() or more.exists() or let.exists()


def _withdraw(made: dict, now: datetime) -> None:
    """Memberships and what was recognised end the day they began: they count on no day."""
    people = any_of(made["residents"])
    Membership.objects.filter(resident__in=people, until=None).update(until=F("since"))
    ResidentTrait.objects.filter(pk__in=any_of(made.get("traits", ()))).update(until=F("since"))
    Household.objects.filter(pk__in=any_of(made["households"])).update(closed_on=F("opened_on"))
    Dwelling.objects.filter(pk__in=any_of(made["dwellings"])).update(withdrawn_at=now)
    Resident.objects.filter(pk__in=people).update(withdrawn_at=now, version=F("version") + 1)


def _put_back(before: dict[str, dict], now: datetime) -> None:
    if not before:
        return
    rows = Resident.objects.filter(pk__in=any_of(before)).select_related("subject").order_by("pk")
    people = list(rows.select_for_update(of=("self",), no_key=True))
    for resident in people:
        facts = before[str(resident.pk)]
        if set(CONFIRMED) <= facts.keys():  # ledgers of before did not note it
            at, resident.confirmed_by_id = (facts.pop(name) for name in CONFIRMED)
            resident.confirmed_at = datetime.fromisoformat(at) if at else None
        born = facts["born_on"]
        put(resident, Person(**facts | {"born_on": date.fromisoformat(born) if born else None}), now)
    rewrite(people, [*FACTS, "version", "confirmed_at", "confirmed_by"])
