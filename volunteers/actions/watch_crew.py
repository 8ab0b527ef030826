"""A night's crew: a gap is filled, a place swapped, and what came of the night written up."""

from collections.abc import Collection, Iterable
from datetime import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from grids import history, inbox
from grids.models import StoredFile
from volunteers import rules
from volunteers.actions import outcome
from volunteers.actions.activities import begin
from volunteers.enums import ActivityState, PlaceState
from volunteers.enums.watch import SwapState
from volunteers.models import Activity, Participation, Stand, Swap, Volunteer, WatchSlot
from volunteers.watch import turns as watch_turns

OPEN = (ActivityState.PUBLISHED,)


@transaction.atomic
def put(activity_id: int, slot: WatchSlot, volunteer_id: int, *, by, now: datetime | None = None) -> Participation:
    """A gap is filled by hand. Raises PermissionDenied, ValidationError where the line is full or they cannot."""
    activity = begin(activity_id, by, rules.RUN, OPEN)
    volunteer = _locked(volunteer_id)
    if slot.watch_id != activity.night.watch_id:
        raise ValidationError({"slot": _("This line is not one of the watch's.")})
    if not slot.is_open and filled(activity, slot) >= slot.wanted:
        raise ValidationError({"slot": _("This line is filled.")})
    _can_stand(activity, slot, volunteer)
    with history.acting(by, grant=rules.RUN, where=activity):
        return _stand(activity, slot, volunteer, now or timezone.now())


def filled(activity: Activity, slot: WatchSlot) -> int:
    return slot.stands.filter(participation__activity=activity, participation__state=PlaceState.SIGNED).count()


@transaction.atomic
def ask(giver_id: int, taker_id: int, *, by, now: datetime | None = None) -> Swap:
    """Who stands on a night asks another of the line. Until that one accepts, nothing changes.

    by: the giver, or whoever runs the watch; None: the giver, by their link.
    """
    now = now or timezone.now()
    known = Participation.objects.select_related("volunteer").get(pk=giver_id)
    activity = _before(known.activity_id, now)
    giver = Participation.objects.select_related("stand__slot", "volunteer").get(pk=giver_id)
    _speaks(by, giver.volunteer, activity)
    if giver.state != PlaceState.SIGNED:
        raise ValidationError(_("They do not stand on this night any more."))
    taker = Volunteer.objects.get(pk=taker_id)
    _can_stand(activity, giver.stand.slot, taker)
    made = Swap(giver=giver, taker=taker, asked_at=now)
    history.save(made, by, where=activity)
    _tell(taker, "watch_swap_asked", activity, f"swap-{made.pk}-asked")
    return made


@transaction.atomic
def accept(swap_id: int, *, by, now: datetime | None = None) -> Swap:
    """The taker stands in the giver's place. Of two who accept at once, the first has it.

    by: the taker, or whoever runs the watch; None: the taker, by their link.
    """
    now = now or timezone.now()
    made, activity = _standing(swap_id, by, now)
    taker = _locked(made.taker_id)
    giver = made.giver
    slot = giver.stand.slot
    _can_stand(activity, slot, taker)
    with history.acting(by, where=activity):
        giver.state = PlaceState.WITHDRAWN
        giver.save()
        _stand(activity, slot, taker, now)
        _answer(made, SwapState.ACCEPTED, by, now)
        others = Swap.objects.filter(giver=giver, state=SwapState.OPEN)
        others.update(state=SwapState.CLOSED, answered_at=now, answered_by=None)
    _tell(giver.volunteer, "watch_swap_accepted", activity, f"swap-{made.pk}-answered")
    return made


@transaction.atomic
def decline(swap_id: int, *, by, now: datetime | None = None) -> Swap:
    now = now or timezone.now()
    made, activity = _standing(swap_id, by, now)
    with history.acting(by, where=activity):
        _answer(made, SwapState.DECLINED, by, now)
    _tell(made.giver.volunteer, "watch_swap_declined", activity, f"swap-{made.pk}-answered")
    return made


@transaction.atomic
def write_up(
    activity_id: int,
    present: Collection[int],
    *,
    by,
    seen: str,
    photos: Iterable[StoredFile] = (),
    now: datetime | None = None,
) -> Activity:
    """present: the places of those who came; of the others it is told that they did not. seen: in words; photos: new.

    Hours are those of the night; another person certifies them, as an activity's.
    """
    now = now or timezone.now()
    activity = begin(activity_id, by, rules.RUN, (ActivityState.PUBLISHED, ActivityState.HELD))
    if now < activity.ends_at:
        raise ValidationError(_("The watch is not over yet."))
    places = list(activity.places.taking_part())
    for place in places:
        came = place.pk in present
        place.came_at, place.left_at = (activity.starts_at, activity.ends_at) if came else (None, None)
        place.hours = None
    with history.acting(by, grant=rules.RUN, where=activity):
        Participation.objects.bulk_update(places, ["came_at", "left_at", "hours"])
    return outcome.write_up(activity_id, by=by, audience=0, outcome=seen, photos=photos, now=now)


def _standing(swap_id: int, by, now: datetime) -> tuple[Swap, Activity]:
    """The swap while it may be answered; the night's row is locked, so that one answer comes after the other."""
    known = Swap.objects.select_related("giver").get(pk=swap_id)
    activity = _before(known.giver.activity_id, now)
    made = Swap.objects.select_related("giver__stand__slot", "giver__volunteer", "taker").get(pk=swap_id)
    _speaks(by, made.taker, activity)
    if made.state != SwapState.OPEN or made.giver.state != PlaceState.SIGNED:
        raise ValidationError(_("This is settled already: somebody else stands in, or it was answered."))
    return made, activity


def _before(activity_id: int, now: datetime) -> Activity:
    """The night, locked, while it has not begun."""
    made = Activity.objects.select_for_update(no_key=True).get(pk=activity_id)
    if made.state not in OPEN or now >= made.starts_at:
        raise ValidationError(_("The watch has begun, or is not held: places are swapped no more."))
    return made


def _speaks(by, volunteer: Volunteer, activity: Activity) -> None:
    if not rules.speaks_for(by, volunteer, activity):
        raise PermissionDenied


def _can_stand(activity: Activity, slot: WatchSlot, volunteer: Volunteer) -> None:
    if not watch_turns.eligible(slot, activity, activity.night.on).filter(pk=volunteer.pk).exists():
        words = _("They do not take turns in this line, do not hold its post that day, or are elsewhere at that time.")
        raise ValidationError({"volunteer": words})


def _stand(activity: Activity, slot: WatchSlot, volunteer: Volunteer, now: datetime) -> Participation:
    facts = {"state": PlaceState.SIGNED, "signed_at": now}
    made, _new = Participation.objects.update_or_create(activity=activity, volunteer=volunteer, defaults=facts)
    Stand.objects.update_or_create(participation=made, defaults={"slot": slot})
    return made


def _answer(swap: Swap, state: SwapState, by, now: datetime) -> None:
    swap.state, swap.answered_at, swap.answered_by = state, now, by
    swap.save()


def _locked(volunteer_id: int) -> Volunteer:
    """One after the other: nobody is put into two things at the same time."""
    return Volunteer.objects.select_for_update(no_key=True).get(pk=volunteer_id)


def _tell(volunteer: Volunteer, kind: str, activity: Activity, once: str) -> None:
    """Whoever has an account; the others see it by their link."""
    if volunteer.user_id:
        night = activity.night
        inbox.tell([volunteer.user_id], kind, {"watch": activity.title, "day": night.on},
                   night.get_absolute_url(), once)  # fmt: skip
