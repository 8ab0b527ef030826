"""People move, leave and die; households split and join. The past stays: memberships end, they are not rewritten."""

from collections.abc import Collection
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from grids import history
from grids.as_shown import check
from grids.days import when
from grids.models import Area
from grids.models.area import ANCESTORS
from grids.permissions import need
from residents.actions import as_shown, care_handed, homes
from residents.actions.people import enter
from residents.actions.start import EDIT, begin, happened, lock_people, not_ahead
from residents.addresses import Parts
from residents.enums import Happening, Relation
from residents.enums.care import Stop
from residents.models import Dwelling, Household, Membership, Resident


@transaction.atomic
def move(
    resident_id: int,
    to: Household,
    *,
    by,
    seen: int | None,
    on: date,
    relation: Relation = Relation.OTHER,
    is_registered: bool | None = None,
    is_living: bool = True,
    now: datetime | None = None,
) -> Membership:
    """Into another household, where `by` may keep the register too.

    is_registered: whether the registration moves along; None leaves it where it is.
    Raises Stale, PermissionDenied, ValidationError.
    """
    now = now or timezone.now()
    resident, kept = begin(resident_id, by=by, seen=seen)
    need(by, EDIT, to)
    not_ahead(on, now)
    if resident.died_on:
        raise ValidationError(_("This person has died."))
    _let_go(resident, by, living=is_living, registered=bool(is_registered))
    with history.acting(by, grant=EDIT, where=to):
        home = _leave(resident, on, living=is_living, registered=bool(is_registered))
        entered = enter(resident, to, relation, bool(is_registered), is_living, on)
        kind = Happening.MOVED if home and home.community_id == to.community_id else Happening.MOVED_IN
        happened(resident, kind, by=by, where=to, on=on, now=now, home=home, to=to)
        if is_living:
            care_handed.left(resident, to, by=by, now=now)
        _close_if_empty(home, on)
    return entered


@transaction.atomic
def move_out(
    resident_id: int,
    *,
    by,
    seen: int | None,
    on: date,
    where_to: str = "",
    stays_registered: bool = False,
    now: datetime | None = None,
) -> Resident:
    """Away from what `by` keeps: home and registration end here, and only here; or the registration stays.

    Whoever keeps the register where they went takes the entry over: actions.take_over.
    """
    now = now or timezone.now()
    resident, kept = begin(resident_id, by=by, seen=seen)
    not_ahead(on, now)
    with history.acting(by, grant=EDIT, where=kept):
        home = _leave(resident, on, living=True, registered=not stays_registered, by=by)
        if home is None:
            raise ValidationError({"on": _("They do not live in your areas: there is nothing to end.")})
        happened(resident, Happening.MOVED_OUT, by=by, where=kept, on=on, now=now, text=where_to.strip(), home=home)
        if not resident.memberships.current().filter(is_living=True).exists():
            care_handed.left(resident, by=by, why=Stop.LEFT, now=now)
        _close_if_empty(home, on)
    return resident


@transaction.atomic
def move_registration(
    resident_id: int, *, by, seen: int | None, on: date, comes: bool, now: datetime | None = None
) -> Resident:
    """To where the person lives already, or away from here: they stay where they live."""
    now = now or timezone.now()
    resident, kept = begin(resident_id, by=by, seen=seen)
    not_ahead(on, now)
    home = resident.memberships.current().select_related("household").filter(is_living=True).first()
    if home is None or home.is_registered == comes:
        raise ValidationError({"on": _("It is recorded so already, or they do not live here.")})
    _let_go(resident, by, living=comes, registered=True)
    with history.acting(by, grant=EDIT, where=kept):
        _leave(resident, on, living=comes, registered=True)
        if comes:
            enter(resident, home.household, home.relation, True, True, on)
        happened(resident, Happening.REGISTRATION, by=by, where=kept, on=on, now=now, home=home.household)
    return resident


@transaction.atomic
def died(resident_id: int, *, by, seen: int | None, on: date, now: datetime | None = None) -> Resident:
    now = now or timezone.now()
    resident, kept = begin(resident_id, by=by, seen=seen)
    not_ahead(on, now)
    if resident.died_on:
        raise ValidationError(_("This is recorded already."))
    resident.died_on = on
    resident.full_clean(exclude=["subject", "id_number", "phone", "registered_address"])
    households = list(Household.objects.filter(memberships__in=resident.memberships.current()).order_by("pk"))
    with history.acting(by, grant=EDIT, where=kept):
        home = _leave(resident, on, living=True, registered=True)
        happened(resident, Happening.DIED, by=by, where=kept, on=on, now=now, home=home)
        care_handed.left(resident, by=by, why=Stop.DIED, now=now)
        for household in households:  # where they lived, and where they were registered alone
            _close_if_empty(household, on)
    return resident


@transaction.atomic
def split(
    household_id: int,
    members: Collection[int],
    to: Dwelling,
    *,
    by,
    on: date,
    seen: str | None = None,
    now: datetime | None = None,
) -> Household:
    """分户: these members (resident ids) become a household of their own, in this dwelling or another."""
    now = now or timezone.now()
    lock_people(members)
    household = _lock(household_id)
    need(by, EDIT, household)
    check(seen, as_shown.household(household))
    need(by, EDIT, to)
    not_ahead(on, now)
    leaving = list(household.memberships.current().filter(resident__in=members).order_by("pk"))
    if not leaving or len(leaving) == household.memberships.current().count():
        raise ValidationError({"members": _("Choose who leaves; somebody has to stay.")})
    new = Household(dwelling=to, area_id=to.area_id, opened_on=on, register_type=household.register_type)
    with history.acting(by, grant=EDIT, where=household):
        new.save()
        new.refresh_from_db(fields=ANCESTORS)
        _carry_over(leaving, new, Happening.SPLIT, by=by, on=on, now=now)
    return new


@transaction.atomic
def split_to(household_id: int, members: Collection[int], area: Area, parts: Parts, *, by, **how) -> Household:
    """As split(), to an address whose dwelling comes into the register if it is not there yet."""
    return split(household_id, members, homes.dwelling_at(area, parts, by=by), by=by, **how)


@transaction.atomic
def join(
    household_id: int, into_id: int, *, by, on: date, seen: str | None = None, now: datetime | None = None
) -> Household:
    """并户: everybody of the one goes over into the other, and the one is closed. The other keeps its head."""
    now = now or timezone.now()
    if household_id == into_id:
        raise ValidationError(_("Choose another household."))
    lock_people(Membership.objects.current().filter(household=household_id).values("resident"))
    locked = {pk: _lock(pk) for pk in sorted((household_id, into_id))}
    household, into = locked[household_id], locked[into_id]
    need(by, EDIT, household)
    need(by, EDIT, into)
    check(seen, as_shown.household(household))
    not_ahead(on, now)
    if household.closed_on or into.closed_on:
        raise ValidationError(_("This household is closed."))
    with history.acting(by, grant=EDIT, where=into):
        _carry_over(
            list(household.memberships.current().order_by("pk")), into, Happening.JOINED, by=by, on=on, now=now
        )
        household.closed_on, household.joined_into = max(on, household.opened_on), into
        household.save()
    return into


def _lock(household_id: int) -> Household:
    return Household.objects.select_for_update(of=("self",), no_key=True).get(pk=household_id)


def _carry_over(leaving: list[Membership], to: Household, kind: Happening, *, by, on: date, now: datetime) -> None:
    has_head = to.memberships.current().filter(relation=Relation.HEAD).exists()
    for membership in leaving:
        relation = Relation.OTHER if membership.relation == Relation.HEAD and has_head else membership.relation
        home = membership.household
        end(membership, on)
        resident = Resident.objects.select_for_update(no_key=True).get(pk=membership.resident_id)
        enter(resident, to, relation, membership.is_registered, membership.is_living, on)
        happened(resident, kind, by=by, where=to, on=on, now=now, home=home, to=to)
        if membership.is_living:
            care_handed.left(resident, to, by=by, now=now)


def _let_go(resident: Resident, by, *, living: bool, registered: bool) -> None:
    """What others keep, they let go first (actions.take_over)."""
    others = [one for one in resident.memberships.current() if not by.scope.may(EDIT, one)]
    if living and any(one.is_living for one in others):
        raise ValidationError(_("Another register keeps their home: ask there to record that they moved away."))
    if registered and any(one.is_registered for one in others):
        raise ValidationError(_("Another register keeps their registration: leave it there, or ask there for it."))


def _leave(resident: Resident, on: date, *, living: bool, registered: bool, by=None) -> Household | None:
    """End what the person leaves; a registration that stays behind goes on as one of its own. Where they lived.

    by: only what they keep.
    """
    home = None
    for membership in resident.memberships.current().select_related("household").order_by("pk"):
        leaves_living = membership.is_living and living
        leaves_registered = membership.is_registered and registered
        if not (leaves_living or leaves_registered) or (by and not by.scope.may(EDIT, membership)):
            continue
        if leaves_living or home is None:
            home = membership.household
        stays = (membership.is_registered and not leaves_registered, membership.is_living and not leaves_living)
        end(membership, on)
        if any(stays):
            enter(resident, membership.household, membership.relation, *stays, on)
    return home


def end(membership: Membership, on: date) -> None:
    if on < membership.since:
        raise ValidationError(
            {
                "on": _("This is before the person came here (%(day)s). If that day is wrong, correct it first.")
                % {"day": when.day_of(membership.since, timezone.localdate())}
            }
        )
    membership.until = on
    membership.save()


def _close_if_empty(household: Household | None, on: date) -> None:
    if household is not None and not household.memberships.current().exists():
        household.closed_on = max(on, household.opened_on)
        household.save(update_fields=["closed_on"])


def close_as_left(household_id: int, before: date) -> None:
    """Somebody left on another day than on `before`: what that day had closed is closed when the last of them left."""
    household = _lock(household_id)
    if household.closed_on == max(before, household.opened_on) and household.joined_into_id is None:
        left = household.memberships.aggregate(last=Max("until"))["last"]
        household.closed_on = max(left, household.opened_on)
        household.save()
