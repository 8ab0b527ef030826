"""Secret links: of whom an order is for, and of a volunteer without an account. Kept hashed, shown once."""

import hashlib
import secrets
from datetime import datetime, timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from volunteers import rules
from volunteers.models import Offer, OrderLink, ServiceOrder
from volunteers.order_enums import OfferState, Step

GOOD_FOR = timedelta(days=90)
OFFER_GOOD_FOR = timedelta(days=30)
SHOWN_AFTER = timedelta(days=7)  # how long a link still tells what became of the offer


@transaction.atomic
def issue(order: ServiceOrder, *, now: datetime | None = None) -> str:
    """A new token; older ones stop working. It is returned here and kept nowhere."""
    now, token = now or timezone.now(), secrets.token_urlsafe(16)
    order.links.filter(revoked_at=None).update(revoked_at=now)
    OrderLink.objects.create(order=order, token_hash=_hash(token), expires_at=now + GOOD_FOR)
    return token


def opened(token: str, *, now: datetime | None = None) -> ServiceOrder | None:
    rows = OrderLink.objects.filter(token_hash=_hash(token), revoked_at=None, expires_at__gt=now or timezone.now())
    link = rows.select_related("order__item", "order__area").first()
    return link.order if link else None


@transaction.atomic
def issue_offer(offer_id: int, *, by) -> str:
    """The volunteer's own link; an older one stops working. Raises PermissionDenied."""
    offer = Offer.objects.select_for_update(of=("self",), no_key=True).select_related("order").get(pk=offer_id)
    rules.need(by, rules.DISPATCH, offer.order)
    if offer.state not in (OfferState.OPEN, OfferState.TAKEN):
        raise PermissionDenied
    token = secrets.token_urlsafe(16)
    offer.token_hash, offer.link_until = _hash(token), timezone.now() + OFFER_GOOD_FOR
    offer.save(update_fields=["token_hash", "link_until"])
    return token


def opened_offer(token: str, *, now: datetime | None = None) -> Offer | None:
    """While the offer stands or the order runs; a week longer, to say what became of it. Not for who left."""
    now = now or timezone.now()
    rows = Offer.objects.filter(token_hash=_hash(token), link_until__gt=now, volunteer__left_on=None)
    offer = rows.select_related("order__item", "order__area", "order__subject", "volunteer").first()
    if offer is None or (offer.answered_at and offer.state != OfferState.TAKEN and _long_over(offer.answered_at, now)):
        return None
    over = offer.order.step in (Step.RATED, Step.CANCELLED) and _long_over(offer.order.ended_at, now)
    return None if over else offer


def _long_over(at: datetime, now: datetime) -> bool:
    return now > at + SHOWN_AFTER


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
