"""Two entries for one person are made one, and apart again while neither has been changed; or are said to be two."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from grids import history
from grids.fields import plain
from grids.permissions import need
from residents import along
from residents.actions.start import EDIT, Stale, begin, happened
from residents.enums import Happening, Relation
from residents.models import Household, Membership, Merge, NotDuplicate, Resident, ResidentTrait

OPEN = ("sex", "born_on", "registered_region", "education", "workplace")
# Each sealed text with its blind index, which goes where it goes.
SEALED = {"id_number": "id_index", "phone": "phone_index", "registered_address": ""}
GUARDIAN = ("guardian_id", "guardian_name", "guardian_phone")
UNCHECKED = ["guardian_phone", "subject", "id_number", "phone", "registered_address", "pinyin", "initials"]


@transaction.atomic
def tell_apart(first_id: int, second_id: int, *, by, now: datetime | None = None) -> NotDuplicate:
    """They are two people: the pair is not listed again. Twice is once."""
    first, second = sorted((first_id, second_id))
    if first == second:
        raise ValidationError(_("Choose two entries."))
    _lock(first, second)
    _first, where = begin(first, by=by, seen=None)
    begin(second, by=by, seen=None)
    with history.acting(by, grant=EDIT, where=where):
        facts = {"by": by, "at": now or timezone.now()}
        made, _new = NotDuplicate.objects.get_or_create(first_id=first, second_id=second, defaults=facts)
    return made


@transaction.atomic
def merge(
    kept_id: int, dropped_id: int, *, by, seen: int | None, dropped_seen: int | None, now: datetime | None = None
) -> Merge:
    """`kept` takes what it lacks, and the other one's homes, traits and papers; `dropped` stays readable below it.

    Raises Stale, PermissionDenied (the hat worn must keep both), ValidationError for two who cannot be one.
    """
    now = now or timezone.now()
    if kept_id == dropped_id:
        raise ValidationError(_("Choose two entries."))
    wards = list(Resident.objects.filter(guardian=dropped_id).exclude(pk=kept_id).values_list("pk", flat=True))
    _lock(kept_id, dropped_id, *wards)
    kept, where = begin(kept_id, by=by, seen=seen)
    dropped, _there = begin(dropped_id, by=by, seen=dropped_seen)
    _could_be_one(kept, dropped)
    with history.acting(by, grant=EDIT, where=where):
        before = {"filled": _fill(kept, dropped), "wards": wards}
        before |= _move_homes(kept, dropped, timezone.localdate(now))
        before["traits"] = _move_traits(kept, dropped)
        Resident.objects.filter(pk__in=wards).update(guardian=kept)
        before["along"] = along.take(dropped.pk, kept.pk, by=by)
        today = timezone.localdate(now)
        dropped.merged_into = kept
        happened(dropped, Happening.MERGED, by=by, where=where, on=today, now=now, text=kept.ref)
        kept.full_clean(exclude=UNCHECKED)
        happened(kept, Happening.MERGED, by=by, where=where, on=today, now=now, text=dropped.ref)
        return Merge.objects.create(
            kept=kept,
            dropped=dropped,
            by=by,
            post_id=by.scope.post_for(EDIT, where),
            at=now,
            before=before,
            kept_version=kept.version,
            dropped_version=dropped.version,
        )


@transaction.atomic
def unmerge(merge_id: int, *, by, now: datetime | None = None) -> Merge:
    """Exactly as it was. Raises Stale where either entry was changed since, PermissionDenied, ValidationError."""
    now = now or timezone.now()
    found = Merge.objects.select_for_update(of=("self",), no_key=True).get(pk=merge_id)
    before = found.before
    _lock(found.kept_id, found.dropped_id, *before["wards"])
    kept, where = begin(found.kept_id, by=by, seen=found.kept_version)
    dropped = Resident.objects.select_related("subject").get(pk=found.dropped_id)
    if found.undone_at or dropped.version != found.dropped_version or kept.merged_into_id:
        raise Stale(kept)
    with history.acting(by, grant=EDIT, where=where):
        _move_homes_back(before, by)
        for trait in ResidentTrait.objects.filter(pk__in=before["traits"]).order_by("pk"):
            trait.resident = dropped
            trait.save()
        Resident.objects.filter(pk__in=before["wards"], guardian=kept).update(guardian=dropped)
        along.put_back(before["along"], dropped.pk, kept.pk, by=by)
        _empty(kept, before["filled"])
        today = timezone.localdate(now)
        happened(kept, Happening.UNMERGED, by=by, where=where, on=today, now=now, text=dropped.ref)
        dropped.merged_into = None
        happened(dropped, Happening.UNMERGED, by=by, where=where, on=today, now=now, text=kept.ref)
        found.undone_at, found.undone_by = now, by
        found.save()
    return found


def _lock(*ids: int) -> None:
    """Everybody concerned, in the order of their ids: two merges at once wait for each other in one direction."""
    list(Resident.objects.select_for_update(no_key=True).filter(pk__in=ids).order_by("pk").values_list("pk"))


def _could_be_one(kept: Resident, dropped: Resident) -> None:
    if kept.merged_into_id or dropped.merged_into_id:
        raise ValidationError(_("One of the two was merged already."))
    if kept.anonymised_at or dropped.anonymised_at:
        raise ValidationError(_("This person's data have been anonymised."))
    if kept.id_index and dropped.id_index and kept.id_index != dropped.id_index:
        raise ValidationError(
            _("They have different ID numbers: correct the wrong one first, or they are two people.")
        )
    if kept.died_on != dropped.died_on:
        raise ValidationError(_("One of the two is recorded as dead, or on another day: put that right first."))
    if kept.pk == dropped.guardian_id or dropped.pk == kept.guardian_id:
        raise ValidationError(_("One of the two is the guardian of the other."))


def _fill(kept: Resident, dropped: Resident) -> list[str]:
    """What the kept entry lacks; the names of the fields that were filled."""
    filled = []
    for name in OPEN:
        if not getattr(kept, name) and getattr(dropped, name):
            setattr(kept, name, getattr(dropped, name))
            filled.append(name)
    for name, index in SEALED.items():
        text = "" if getattr(kept, name) else plain(dropped, name)
        if text:
            setattr(kept, name, text)  # sealed anew, under the key of the kept entry
            if index:
                setattr(kept, index, getattr(dropped, index))
            filled.append(name)
    if not kept.has_guardian and dropped.has_guardian:  # one guardian, whole: never the name of one beside another
        kept.guardian_id, kept.guardian_name = dropped.guardian_id, dropped.guardian_name
        kept.guardian_phone = plain(dropped, "guardian_phone") or None
        filled += GUARDIAN
    return filled


def _empty(kept: Resident, filled: list[str]) -> None:
    for name in filled:
        if name in SEALED:
            setattr(kept, name, None)
            if SEALED[name]:
                setattr(kept, SEALED[name], "")
        else:
            setattr(kept, name, None if Resident._meta.get_field(name).null else "")


def _move_homes(kept: Resident, dropped: Resident, today: date) -> dict:
    """Memberships go over; a present one that the kept entry has a like of ends today and stays with the other.

    What was there before, as ids and days: {"memberships": […], "households": [those that are closed by it]}.
    """
    own = list(kept.memberships.current())
    registered, living = any(m.is_registered for m in own), any(m.is_living for m in own)
    rows, closed = [], []
    for each in dropped.memberships.select_related("household").order_by("pk"):
        if each.until is not None:
            rows.append(_as_it_is(each))
            _save(each, resident=kept)
            continue
        stays = (each.is_registered and not registered, each.is_living and not living)
        rows.append(_as_it_is(each))
        if any(stays):
            _save(each, resident=kept, is_registered=stays[0], is_living=stays[1])
            continue
        _save(each, until=max(today, each.since))
        beside = next((m for m in own if m.household_id == each.household_id), None)
        if beside and each.relation == Relation.HEAD:
            rows.append(_as_it_is(beside))
            _save(beside, relation=Relation.HEAD)
        if not each.household.memberships.current().exists() and each.household.closed_on is None:
            each.household.closed_on = max(each.until, each.household.opened_on)
            each.household.save()
            closed.append(each.household_id)
    return {"memberships": rows, "households": closed}


def _move_homes_back(before: dict, by) -> None:
    for household in Household.objects.filter(pk__in=before["households"]).order_by("pk"):
        household.closed_on = None
        household.save()
    there = Membership.objects.in_bulk([row["id"] for row in before["memberships"]])
    for row in reversed(before["memberships"]):  # the head of the kept entry's household first
        each = there[row["id"]]
        need(by, EDIT, each)
        until = row["until"] and date.fromisoformat(row["until"])
        _save(each, **{name: value for name, value in row.items() if name not in ("id", "until")}, until=until)


def _as_it_is(each: Membership) -> dict:
    return {
        "id": each.pk,
        "resident_id": each.resident_id,
        "relation": each.relation,
        "is_registered": each.is_registered,
        "is_living": each.is_living,
        "until": each.until and each.until.isoformat(),
    }


def _save(each: Membership, **facts) -> None:
    for name, value in facts.items():
        setattr(each, name, value)
    each.full_clean()
    each.save()


def _move_traits(kept: Resident, dropped: Resident) -> list[int]:
    """All but those that the kept entry has itself today: these stay with the other one."""
    own = set(kept.traits.filter(until=None).values_list("kind", flat=True))
    moved = []
    for trait in dropped.traits.order_by("pk"):
        if trait.until is None and trait.kind in own:
            continue
        trait.resident = kept
        trait.save()
        moved.append(trait.pk)
    return moved


def entries_of(resident: Resident) -> list[int]:
    """The ids of all entries that are this person by now, its own first: whose events and looks its page shows."""
    found, newest = [resident.pk], [resident.pk]
    while newest:
        newest = list(Resident.objects.filter(merged_into__in=newest).values_list("pk", flat=True))
        found += newest
    return found
