"""跟进式: an order that asks after somebody comes again some days after it was done, until one is cancelled."""

import uuid
from datetime import datetime, timedelta

from django.core.exceptions import ValidationError

from grids.fields import plain
from grids.models import SubjectKey
from grids.models.area import ANCESTORS
from residents.models import Membership
from volunteers.actions import dispatch
from volunteers.actions.orders import SEALED, address_of, dispatchers, enter, home_in, record, tell
from volunteers.actions.outcome import lives_within
from volunteers.enums.orders import Act, Mode, Step
from volunteers.models import ServiceItem, ServiceOrder

COPIED = (
    "area", "mode", "difficulty", "span", "channel", "by", "for_another", "resident", "meet_at", "means", "every_days",
)  # fmt: skip


def come_again(done: ServiceOrder, now: datetime) -> None:
    """The next one, put before the same volunteer first. Where there is none, whoever dispatches is told.

    Inside the act that reports the one before as done; its token makes the next one's, so that it has no other.
    """
    if done.mode != Mode.FOLLOW_UP:
        return
    item = ServiceItem.objects.offered_in(done.area).filter(code=done.item.code, mode=done.mode).first()
    if item is None or not _is_there(done):
        tell(done, dispatchers(done), "order_stops")
        return
    again = _copied(done, item, now)
    record(again, Act.ORDER, by=None, now=now, data={"after": done.ref})
    try:
        dispatch.offer_again(again, done.taker, now=now)
    except ValidationError:  # they are asked no more; then whoever dispatches looks for somebody
        tell(again, dispatchers(again), "order_placed")
    else:
        if done.taker.user_id is None:
            tell(again, dispatchers(again), "order_to_hand_on")


def _is_there(done: ServiceOrder) -> bool:
    """The area is in use; and somebody of the register has not died or moved away."""
    return not done.area.is_retired and (done.resident_id is None or lives_within(done.area, done.resident_id))


def _place(done: ServiceOrder) -> str:
    """As it was said; but where they live now, if that was a home of theirs that they have left since."""
    said = plain(done, "place")
    had = Membership.objects.filter(resident=done.resident_id, household__dwelling__address=said)
    if done.resident_id is None or not had.exists() or had.current().exists():
        return said
    home = home_in(done.area, done.resident_id)
    return address_of(home) if home else said


def _copied(done: ServiceOrder, item: ServiceItem, now: datetime) -> ServiceOrder:
    again = ServiceOrder(
        item=item, token=uuid.uuid5(done.token, "again"), ordered_at=now,
        wanted_at=now + timedelta(days=done.every_days), **{name: getattr(done, name) for name in COPIED},
    )  # fmt: skip
    again.subject = done.subject if done.resident_id else SubjectKey.issue()
    for part in SEALED:
        setattr(again, part, plain(done, part))
    again.place = _place(done)
    enter(again, Step.ORDERED, now)
    again.save(force_insert=True)
    again.refresh_from_db(fields=ANCESTORS)
    return again
