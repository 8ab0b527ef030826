"""What a passbook says: its lines ready to print, what came in and went out, and what will expire."""

from datetime import date, timedelta
from decimal import Decimal

from django.db.models import Q, Sum
from django.utils import timezone

from grids.days import when
from grids.privacy import identity
from points.actions import expiry
from points.enums import Kind
from points.models import Account, Entry

A_PAGE, PRINTED = 30, 200
OTHERS = (Kind.EXPIRY, Kind.REVERSAL)  # what went out, and was no exchange


def plain(amount: Decimal | None) -> str:
    """11.5, 6: a passbook writes no zero after the point."""
    return "" if amount is None else f"{amount:f}".removesuffix(".0")


def signed(amount: Decimal | int) -> str:
    """+1.5, −3: with a true minus."""
    return f"{amount:+}".removesuffix(".0").replace("-", "−")


def holder_masked(account: Account) -> str:
    """For everybody's eyes."""
    mask = identity.mask_address if account.household_id else identity.mask_name
    return mask(account.holder)


def lines(account: Account, below: int | None = None, count: int = A_PAGE) -> list[dict]:
    """The newest lines first; below: those before this line."""
    rows = Entry.objects.filter(account=account).order_by("-line")
    if below:
        rows = rows.filter(line__lt=below)
    rows = rows.select_related("movement__by", "movement__post__role", "movement__post__department")
    today = timezone.localdate()
    return [line_of(row, today) for row in rows[:count]]


def booklet(account: Account) -> tuple[list[dict], str]:
    """As printed, the oldest first; and what the lines before them, which are left out, had come to."""
    found = lines(account, count=PRINTED)[::-1]
    before = account.entries.filter(line=found[0]["line"] - 1).first() if found else None
    return found, plain(before.balance) if before else ""


def line_of(row: Entry, today: date) -> dict:
    made = row.movement
    on = timezone.localdate(made.at)
    return {
        "line": row.line,
        "id": made.pk,
        "on": on,
        "day": when.day_of(on, today),
        "kind": made.get_kind_display(),
        "what": made.words,
        "who": _certifier(made),
        "into": plain(row.amount) if row.amount > 0 else "",
        "out": plain(-row.amount) if row.amount < 0 else "",
        "balance": plain(row.balance),
    }


def _certifier(made) -> str:
    if made.post is None:
        return str(made.by or "")
    return made.post.department.label if made.post.department_id else made.post.role.label


def totals(account: Account) -> dict:
    """What ever came in and what was exchanged; given back and reversed points count in neither."""
    kinds = {
        "earned": Q(movement__kind__in=(Kind.AWARD, Kind.MOVE, Kind.REVERSAL)),
        "spent": Q(movement__kind__in=(Kind.SPEND, Kind.REFUND)),
    }
    found = account.entries.aggregate(**{name: Sum("amount", filter=kind) for name, kind in kinds.items()})
    return {
        "balance": plain(account.balance),
        "earned": plain(found["earned"] or Decimal()),
        "spent": plain(-(found["spent"] or Decimal())),
    }


def expiring(account: Account) -> dict | None:
    """What will have expired two months from now unless it is spent; None where nothing will."""
    day = timezone.localdate() + timedelta(days=expiry.AHEAD)
    amount = expiry.due(account.scheme, [account.pk], day).get(account.pk)
    return {"amount": plain(amount), "day": day} if amount else None
