"""志愿者接单: taken by exactly one, begun, done with evidence; or declined, or given back.

by: the volunteer's account, or staff whom they told by phone; None where the volunteer's own link was opened.
"""

from collections.abc import Iterable
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from cases.actions.start import NotNow, evidence
from grids.actions.reveal import note_look
from grids.fields import plain
from grids.models import StoredFile
from grids.words import reasons
from volunteers import rules
from volunteers.actions.order_again import come_again
from volunteers.actions.orders import begin, close_offers, dispatchers, enter, lock, record, tell
from volunteers.enums.orders import Act, OfferState, Step
from volunteers.models import Offer, ServiceOrder, Volunteer
from volunteers.workflow import MOVES

STANDING = (OfferState.OPEN, OfferState.TAKEN)


@transaction.atomic
def take(offer_id: int, *, by, now: datetime | None = None) -> ServiceOrder:
    """The order's row is locked: the first has it, and the others are told. Raises NotNow for whoever came later, and
    for somebody who is under 18 by what the register says now."""
    now = now or timezone.now()
    offer, made = _begin(offer_id, Act.TAKE, by, OfferState.OPEN)
    if Volunteer.objects.minors(timezone.localdate(now)).filter(pk=offer.volunteer_id).exists():
        raise NotNow("this offer is of somebody under 18")
    others = made.offers.filter(state=OfferState.OPEN, volunteer__user__isnull=False).exclude(pk=offer.pk)
    told = list(others.values_list("volunteer__user", flat=True))
    _answer(offer, OfferState.TAKEN, now)
    close_offers(made, OfferState.GONE, now)
    made.taker, made.taken_at = offer.volunteer, now
    if offer.volunteer.user_id:  # whoever made the link by which it is rated does not do the service beside it
        made.links.filter(by=offer.volunteer.user_id, revoked_at=None).update(revoked_at=now)
    enter(made, Step.TAKEN, now)
    record(made, Act.TAKE, by=by, volunteer=offer.volunteer, now=now)
    tell(made, told, "order_gone")
    return made


@transaction.atomic
def decline(offer_id: int, *, by, now: datetime | None = None) -> ServiceOrder:
    """Nobody need say why. When the last of those asked declines, it is to be dispatched again."""
    now = now or timezone.now()
    offer, made = _begin(offer_id, Act.DECLINE, by, OfferState.OPEN)
    _answer(offer, OfferState.DECLINED, now)
    if not made.offers.filter(state=OfferState.OPEN).exists():
        _to_dispatch_again(made, now)
        tell(made, dispatchers(made), "order_nobody")
    record(made, Act.DECLINE, by=by, volunteer=offer.volunteer, now=now)
    return made


@transaction.atomic
def give_back(offer_id: int, *, by, why: str, now: datetime | None = None) -> ServiceOrder:
    now = now or timezone.now()
    offer, made = _begin(offer_id, Act.RETURN, by, OfferState.TAKEN)
    reasons.need(why)
    _answer(offer, OfferState.RETURNED, now)
    _to_dispatch_again(made, now)
    record(made, Act.RETURN, by=by, volunteer=offer.volunteer, now=now, text=why)
    tell(made, dispatchers(made), "order_returned", leave_out=by)
    return made


@transaction.atomic
def let_go(volunteers: Iterable[int], *, by, now: datetime | None = None) -> int:
    """Who volunteers no more answers no more: what they had taken waits for others, what they were asked is closed.

    For whoever has ended them, and asked whether `by` may. How many offers it were.
    """
    now, ids, closed = now or timezone.now(), list(volunteers), 0
    theirs = Offer.objects.filter(volunteer__in=ids, state__in=STANDING, order__step__in=MOVES[Act.LEAVE][0])
    for order_id in sorted(set(theirs.values_list("order", flat=True))):
        made = lock(order_id)
        for offer in theirs.filter(order=made).select_related("volunteer").order_by("pk"):
            _close_behind(made, offer, by, now)
            closed += 1
    return closed


def _close_behind(made: ServiceOrder, offer: Offer, by, now: datetime) -> None:
    had_it = offer.state == OfferState.TAKEN
    _answer(offer, OfferState.CLOSED, now)
    if had_it or not made.offers.filter(state=OfferState.OPEN).exists():
        _to_dispatch_again(made, now)
        tell(made, dispatchers(made), "order_left")
    record(made, Act.LEAVE, by=by, volunteer=offer.volunteer, now=now)


@transaction.atomic
def start(offer_id: int, *, by, now: datetime | None = None) -> ServiceOrder:
    now = now or timezone.now()
    offer, made = _begin(offer_id, Act.START, by, OfferState.TAKEN)
    made.started_at = now
    enter(made, Step.STARTED, now)
    record(made, Act.START, by=by, volunteer=offer.volunteer, now=now)
    return made


@transaction.atomic
def finish(
    offer_id: int,
    *,
    by,
    text: str = "",
    photos: Iterable[StoredFile] = (),
    no_photo_reason: str = "",
    now: datetime | None = None,
) -> ServiceOrder:
    """A photo, or a written reason why there is none. One that asks after somebody comes again."""
    now, photos = now or timezone.now(), list(photos)
    offer, made = _begin(offer_id, Act.FINISH, by, OfferState.TAKEN)
    shown = evidence(photos, no_photo_reason)
    made.done_at = now
    enter(made, Step.DONE, now)
    record(made, Act.FINISH, by=by, volunteer=offer.volunteer, now=now, text=text, data=shown, photos=photos)
    tell(made, dispatchers(made), "order_done", leave_out=by)
    come_again(made, now)
    return made


@transaction.atomic
def look(offer_id: int, *, by, now: datetime | None = None) -> dict[str, str]:
    """For the taker only, while the order runs: for whom, where and what. It stands in the record."""
    offer, made = _begin(offer_id, Act.LOOK, by, OfferState.TAKEN)
    if by is not None and offer.volunteer.user_id != by.pk:
        raise PermissionDenied  # staff who answer for somebody look in their own name, with a reason
    record(made, Act.LOOK, by=by, volunteer=offer.volunteer, now=now or timezone.now())
    if by is not None:
        note_look("name", "volunteers.serviceorder", made.ref, by=by)
    return {part: plain(made, part) for part in ("name", "phone", "place", "details", "handed_over")}


def _begin(offer_id: int, act: Act, by, state: OfferState) -> tuple[Offer, ServiceOrder]:
    """The order's row is locked before the offer is read: whatever the offer says then, holds.

    Raises PermissionDenied; NotNow, also for an offer of somebody who left the volunteers.
    """
    asked = Offer.objects.select_related("volunteer", "order").get(pk=offer_id)
    if not rules.serves(by, asked):
        raise PermissionDenied
    made = begin(asked.order_id, act)
    offer = Offer.objects.select_related("volunteer").get(pk=offer_id)
    if offer.state != state or offer.volunteer.left_on:
        raise NotNow(f"this offer is {offer.state}, of somebody who left on {offer.volunteer.left_on}")
    return offer, made


def _to_dispatch_again(made: ServiceOrder, now: datetime) -> None:
    made.taker = made.taken_at = made.started_at = None
    enter(made, Step.ORDERED, now)


def _answer(offer: Offer, state: OfferState, now: datetime) -> None:
    offer.state, offer.answered_at = state, now
    offer.save(update_fields=["state", "answered_at"])
