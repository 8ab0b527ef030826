"""A scheme's month: what was in the passbooks, what came, went and is in them now; and the same of the stock."""

from datetime import date, datetime, timedelta
from decimal import Decimal

from django.db.models import Count, Q, Sum

from grids.days.when import midnight
from points.enums import Kind, RedemptionState, StockKind
from points.models import Account, Entry, Item, Redemption, Scheme
from points.passbook import plain


def after(month: date) -> date:
    return (month.replace(day=28) + timedelta(days=4)).replace(day=1)


def before(month: date) -> date:
    return (month - timedelta(days=1)).replace(day=1)


def _span(month: date) -> tuple[datetime, datetime]:
    return midnight(month), midnight(after(month))


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
    """Of each item that lay in the shop or moved: pieces at the beginning, in, out, at the end, handed over, returned.

    Each counts on its own day: what comes back later changes nothing of a month that was printed and signed.
    """
    start, end = _span(month)
    until, during = Q(movements__at__lt=end), Q(movements__at__gte=start, movements__at__lt=end)
    sums = {name: Sum("movements__amount", filter=during & Q(movements__kind=kind)) for name, kind in KINDS.items()}
    items = Item.objects.filter(shop__scheme=scheme).annotate(
        closing=Sum("movements__amount", filter=until),
        moved=Sum("movements__amount", filter=during, default=0), **sums,
    )  # fmt: skip
    handed = Q(handed_at__gte=start, handed_at__lt=end)
    returned = Q(state=RedemptionState.RETURNED, back_at__gte=start, back_at__lt=end)
    exchanged = Redemption.objects.filter(handed | returned, item__shop__scheme=scheme).order_by().values("item")
    pieces = {
        row["item"]: row
        for row in exchanged.annotate(
            handed=Sum("quantity", filter=handed, default=0), returned=Sum("quantity", filter=returned, default=0)
        )
    }
    none = {"handed": 0, "returned": 0}
    return [
        {
            "item": item,
            "opening": item.closing - item.moved,
            "closing": item.closing,
            **{name: getattr(item, name) or 0 for name in KINDS},
            **{name: pieces.get(item.pk, none)[name] for name in none},
        }
        for item in items.order_by("name", "pk")
        if item.closing is not None
    ]
