"""What became of single awards. Whatever leaves a passbook takes the oldest first (actions.expiry.DUE says how much of
it all is too old, in one statement for many passbooks); this tells, for one, which awards it was that expired."""

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from django.db.models import F, Q, QuerySet

from points.enums import BETWEEN, Kind
from points.models import Account, Entry
from residents.models import Merge

PART = "passbooks of both"  # what a merge remembers of them


class Expired(NamedTuple):
    by: int  # the movement that took it
    award: int  # the movement that had brought it
    amount: Decimal


class Lots:
    """What is left of each award, the oldest first; and what was spent of which, the last at the end."""

    def __init__(self) -> None:
        self.left: dict[int, Decimal] = {}
        self.spent: list[tuple[int, Decimal]] = []

    def take(self, amount: Decimal) -> Iterator[tuple[int, Decimal]]:
        for award, left in self.left.items():
            part = min(amount, left)
            self.left[award] -= part
            amount -= part
            if part:
                yield award, part

    def give_back(self, amount: Decimal, movement: int) -> None:
        """To what was spent last; what was not spent here, but came by joining, goes before the oldest."""
        while amount and self.spent:
            award, part = self.spent.pop()
            back = min(amount, part)
            self.left[award] += back
            amount -= back
            if part > back:
                self.spent.append((award, part - back))
        if amount:
            self.left = {movement: amount} | self.left

    def reverse(self, award: int, amount: Decimal) -> None:
        """It was never earned: what was spent of it was spent of the others."""
        own = min(amount, self.left.get(award, Decimal()))
        self.left[award] = self.left.get(award, Decimal()) - own
        kept = [(spent, part) for spent, part in self.spent if spent != award]
        self.spent = kept + list(self.take(amount - own))


def expired(account: int) -> list[Expired]:
    """Of this passbook and those joined into it in its community."""
    lots, found = Lots(), []
    for entry in _entries(account):
        made, amount = entry.movement, entry.amount
        if made.kind == Kind.REVERSAL:
            lots.reverse(made.reverses_id, -amount)
        elif made.kind == Kind.EXPIRY:
            found += [Expired(made.pk, award, part) for award, part in lots.take(-amount)]
        elif amount < 0:
            lots.spent += lots.take(-amount)
        elif made.kind == Kind.REFUND or made.source_kind in BETWEEN:
            lots.give_back(amount, made.pk)
        else:
            lots.left[made.pk] = amount
    return found


def expired_apart(award: int, book: int, now: int) -> Decimal:
    """Of an award of this passbook, what expired in another into which it was joined and from which it came apart
    since. now: the passbook whose lots tell the rest; if the two are one again, they tell this as well."""
    apart = Merge.objects.filter(
        Q(before__along__contains={PART: [{"old": book}]}) | Q(before__along__contains={PART: [{"earlier": [book]}]}),
        undone_at__isnull=False,
    )
    joined = (each for before in apart.values_list("before", flat=True) for each in before["along"][PART])
    gone = (each.get("expired", {}).get(str(award)) for each in joined if each["into"] != now)
    return sum((Decimal(amount) for amount in gone if amount), Decimal())


def _entries(account: int) -> QuerySet[Entry]:
    """In the order of time; of a movement between two of these passbooks first what left the one."""
    books = Account.objects.filter(Q(pk=account) | Q(joined_into=account, scheme=F("joined_into__scheme")))
    return (
        Entry.objects.filter(account__in=books.values("pk"))
        .select_related("movement")
        .order_by("movement__at", "movement", "amount")
    )
