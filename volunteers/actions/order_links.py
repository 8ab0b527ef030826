"""Secret links: of whom an order is for, and of a volunteer without an account. Kept hashed, shown once."""

from datetime import datetime, timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from cases.actions.start import NotNow
from grids.actions.reveal import reveal
from grids.pages import tokens
from volunteers import rules
from volunteers.actions.orders import begin, record
from volunteers.enums.orders import Act, OfferState, Step
from volunteers.models import Offer, OrderLink, ServiceOrder

GOOD_FOR = timedelta(days=90)
OFFER_GOOD_FOR = timedelta(days=30)
SHOWN_AFTER = timedelta(days=7)  # how long a link still tells what became of the offer


@transaction.atomic
def issue(order_id: int, *, by, now: datetime | None = None) -> str:
    """A new token for whom the order is for; older ones stop working. It is returned here and kept nowhere.

    by: None for whoever ordered by the public page. Raises PermissionDenied, also for the taker of the order.
    """
    now = now or timezone.now()
    made = begin(order_id, Act.LINK)
    if by is not None and not rules.may_give_link(by, made):
        raise PermissionDenied
    made.links.filter(revoked_at=None).update(revoked_at=now)
    token, token_hash = tokens.new()
    OrderLink.objects.create(order=made, by=by, token_hash=token_hash, expires_at=now + GOOD_FOR)
    record(made, Act.LINK, by=by, now=now)
    return token


def opened(token: str, *, now: datetime | None = None) -> ServiceOrder | None:
    now = now or timezone.now()
    rows = OrderLink.objects.filter(token_hash=tokens.hashed(token), revoked_at=None, expires_at__gt=now)
    link = rows.select_related("order__item", "order__area").first()
    return link.order if link else None


@transaction.atomic
def issue_offer(offer_id: int, *, by, reason: str, now: datetime | None = None) -> str:
    """The volunteer's own link; an older one stops working. It shows what a look shows, so it counts as one of `by`.

    reason: of grids.actions.reveal. Raises PermissionDenied, NotNow; ValidationError as a reveal does.
    """
    now = now or timezone.now()
    made = begin(Offer.objects.values_list("order", flat=True).get(pk=offer_id), Act.LINK)
    offer = Offer.objects.select_related("volunteer").get(pk=offer_id)
    if not rules.may_give_offer_link(by, made):
        raise PermissionDenied
    if not takes_link(offer):
        raise NotNow(f"this offer is {offer.state}")
    reveal(made._meta.label_lower, made.ref, "name", reason, by=by, row=made, now=now)
    token, offer.token_hash = tokens.new()
    offer.link_until = now + OFFER_GOOD_FOR
    offer.save(update_fields=["token_hash", "link_until"])
    record(made, Act.LINK, by=by, volunteer=offer.volunteer, now=now)
    return token


def takes_link(offer: Offer) -> bool:
    return offer.state in (OfferState.OPEN, OfferState.TAKEN) and offer.volunteer.left_on is None


def opened_offer(token: str, *, now: datetime | None = None) -> Offer | None:
    """While the offer stands or the order runs; a week longer, to say what became of it. Not for who left."""
    now = now or timezone.now()
    rows = Offer.objects.filter(token_hash=tokens.hashed(token), link_until__gt=now, volunteer__left_on=None)
    offer = rows.select_related("order__item", "order__area", "order__subject", "volunteer").first()
    if offer is None or (offer.answered_at and offer.state != OfferState.TAKEN and _long_over(offer.answered_at, now)):
        return None
    over = offer.order.step in (Step.RATED, Step.CANCELLED) and _long_over(offer.order.ended_at, now)
    return None if over else offer


def _long_over(at: datetime, now: datetime) -> bool:
    return now > at + SHOWN_AFTER
