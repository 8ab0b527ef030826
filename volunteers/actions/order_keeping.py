"""For whom an order or a wish was, is forgotten some time after it was over; what was counted stays.

Of somebody of the register it goes with their entry, under whose key it stands.
"""

from collections.abc import Iterable
from datetime import date, datetime

import pgtrigger
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.db.models.expressions import RawSQL
from django.utils import timezone

from grids.days.when import midnight
from grids.models import SubjectKey
from residents.retention import years_before
from volunteers.actions.keeping import NOBODY
from volunteers.enums.orders import WishStep
from volunteers.models import OrderAct, ServiceOrder, Wish, WishLine
from volunteers.workflow import OPEN

YEARS = 1  # after it was over, and nothing was done with it since
OF_ORDERS = ("name", "phone", "place", "details", "handed_over")
OF_WISHES = ("name", "phone", "place")
NO_PHOTO = "jsonb_set(data, '{no_photo}', to_jsonb(%s::text))"
ENDED_WISHES = (WishStep.FULFILLED, WishStep.THANKED, WishStep.REFUSED)


def due_orders(today: date):
    rows = ServiceOrder.objects.exclude(step__in=OPEN).filter(resident=None, anonymised_at=None)
    return rows.filter(~Exists(_since(OrderAct.objects.filter(order=OuterRef("pk")), today)))


def due_wishes(today: date):
    rows = Wish.objects.filter(step__in=ENDED_WISHES, resident=None, anonymised_at=None)
    return rows.filter(~Exists(_since(WishLine.objects.filter(wish=OuterRef("pk")), today)))


def _since(acts, today: date):
    return acts.filter(at__gte=midnight(years_before(today, YEARS)))


@transaction.atomic
def forget_those_due(now: datetime | None = None) -> int:
    """Each night. There is no way back; how many they were. Words of the record may say who it was: they go too."""
    now = now or timezone.now()
    today = timezone.localdate(now)
    orders, wishes = _forgotten(due_orders(today), OF_ORDERS, now), _forgotten(due_wishes(today), OF_WISHES, now)
    for words in ("meet_at", "rating_words"):
        _blank(ServiceOrder.objects.filter(pk__in=orders), words)
    with pgtrigger.ignore("volunteers.OrderAct:append_only", "volunteers.WishLine:append_only"):
        acts = OrderAct.objects.filter(order__in=orders)
        _blank(acts, "text")
        acts.filter(data__has_key="no_photo").update(data=RawSQL(NO_PHOTO, [NOBODY]))
        _blank(WishLine.objects.filter(wish__in=wishes), "text")
    return len(orders) + len(wishes)


def _forgotten(due, sealed: Iterable[str], now: datetime) -> list[int]:
    """The keys go, and what stood under them."""
    found = dict(due.select_for_update(of=("self",), no_key=True).order_by("pk").values_list("pk", "subject"))
    due.model.objects.filter(pk__in=found).update(anonymised_at=now, **dict.fromkeys(sealed))
    SubjectKey.objects.filter(pk__in=found.values()).update(wrapped=None, destroyed_at=now)
    return list(found)


def _blank(rows, column: str) -> None:
    """What was empty stays empty."""
    rows.exclude(**{column: ""}).update(**{column: NOBODY})
