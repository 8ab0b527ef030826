"""A scheme's month: what was in the passbooks, what came, went and is in them now; and the same of the stock."""

from datetime import date, datetime, timedelta
from decimal import Decimal

from django.db.models import Count, Q, Sum
from django.utils import timezone

from grids.when import SHANGHAI, is_near
from points.enums import Kind, RedemptionState, StockKind
from points.models import Account, Entry, Item, Redemption, Scheme
from points.passbook import plain


def month_of(text: str | None) -> date:
    """The first day of "2026-11"; of this month where it says anything else, or one still to come."""
    first = timezone.localdate().replace(day=1)
    try:
        asked = date.fromisoformat(f"{text}-01")
    except ValueError:
        return first
    return min(asked, first) if is_near(asked) else first


def after(month: date) -> date:
    return (month.replace(day=28) + timedelta(days=4)).replace(day=1)


def before(month: date) -> date:
    return (month - timedelta(days=1)).replace(day=1)


def _span(month: date) -> tuple[datetime, datetime]:
    start, end = (datetime.combine(day, datetime.min.time(), SHANGHAI) for day in (month, after(month)))
    return start, end


def points(scheme: Scheme, month: date) -> dict:
    """Of all its passbooks together; two queries."""
    start, end = _span(month)
    rows = Entry.objects.filter(account__scheme=scheme, account__purpose="", movement__at__lt=end).order_by()
    during = Q(movement__at__gte=start)
    lines = rows.values("movement__kind").annotate(
        earlier=Sum("amount", filter=~during), amount=Sum("amount", filter=during), count=Count("pk", filter=during)
    )
    found = {line["movement__kind"]: line for line in lines}
    opening = sum((line["earlier"] or Decimal() for line in found.values()), Decimal())
    closing = opening + sum((line["amount"] or Decimal() for line in found.values()), Decimal())
    moved = [
        (kind.label, found[kind]["count"], plain(found[kind]["amount"]))
        for kind in Kind
        if kind in found and found[kind]["count"]
    ]
    opened = Account.objects.filter(scheme=scheme, purpose="", opened_at__gte=start, opened_at__lt=end).count()
    return {"opening": plain(opening), "closing": plain(closing), "moved": moved, "opened": opened}


KINDS = {"delivered": StockKind.DELIVERY, "taken": StockKind.TAKEN, "back": StockKind.BACK, "counted": StockKind.COUNT}


def stock(scheme: Scheme, month: date) -> list[dict]:
    """Of each item that lay in the shop or moved: pieces at the beginning, in, out and at the end, and handed over."""
    start, end = _span(month)
    until, during = Q(movements__at__lt=end), Q(movements__at__gte=start, movements__at__lt=end)
    sums = {name: Sum("movements__amount", filter=during & Q(movements__kind=kind)) for name, kind in KINDS.items()}
    items = Item.objects.filter(shop__scheme=scheme).annotate(
        closing=Sum("movements__amount", filter=until),
        moved=Sum("movements__amount", filter=during, default=0), **sums,
    )  # fmt: skip
    handed = dict(
        Redemption.objects.filter(
            item__shop__scheme=scheme, ended_at__gte=start, ended_at__lt=end, state=RedemptionState.HANDED
        ).order_by().values_list("item").annotate(pieces=Sum("quantity"))
    )  # fmt: skip
    return [
        {
            "item": item,
            "opening": item.closing - item.moved,
            "closing": item.closing,
            "handed": handed.get(item.pk, 0),
            **{name: getattr(item, name) or 0 for name in KINDS},
        }
        for item in items.order_by("name", "pk")
        if item.closing is not None
    ]
