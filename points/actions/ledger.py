"""The only way points move: one movement with its entries, in one statement; and its one way back."""

from collections.abc import Iterable, Mapping
from contextlib import AbstractContextManager, nullcontext
from datetime import datetime, timedelta
from decimal import Decimal

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _, gettext_lazy

from grids.database import prepared
from grids.words import reasons
from points import lots
from points.enums import Kind, Purpose
from points.models import Account, Movement, Scheme

REFUSALS = {
    "account_never_negative": gettext_lazy("The passbook does not hold so much."),
    "account_joined_is_empty": gettext_lazy("This passbook was joined into another one."),
}

A_MINUTE = timedelta(minutes=1)  # until the sweep comes again
# points_post() is a function of the database (migration 0002), whose plans are kept: a passbook that many want at once
# is locked no longer than it takes. It writes entries in the order of their accounts, whose rows the trigger locks: no
# two movements wait for each other in a circle.
POST = """
SELECT points_post(%(kind)s, %(source_kind)s, %(source_id)s, %(at)s, %(by)s, %(post)s, %(words)s, %(reverses)s,
    %(accounts)s, %(amounts)s)
"""


class AllExpired(ValidationError):
    """The whole award has expired: its points are gone already, and are not taken a second time."""


def post(
    kind: Kind,
    source: tuple[str, str],
    sides: Mapping[int, Decimal],
    words: str,
    *,
    by=None,
    post_id: int | None = None,
    reverses: Movement | None = None,
    now: datetime | None = None,
) -> int | None:
    """The id of the movement that was made; None where this source has one already, and nothing is moved.

    source: what it comes from, a kind and an id. sides: what each account gets, by its primary key; sums to zero.
    Raises ValidationError where a passbook does not hold so much.
    """
    if len(sides) < 2 or sum(sides.values(), Decimal()) or not all(sides.values()):
        raise ValueError("A movement has at least two sides, none of them nothing, which sum to zero.")
    values = {
        "kind": kind, "source_kind": source[0], "source_id": source[1], "at": now or timezone.now(),
        "by": by.pk if by else None, "post": post_id, "words": words[:120],
        "reverses": reverses.pk if reverses else None, "accounts": list(sides), "amounts": list(sides.values()),
    }  # fmt: skip
    try:
        with whole(), prepared.cursor() as cursor:
            cursor.execute(POST, values)
            return cursor.fetchone()[0]
    except IntegrityError as error:
        if sentence := refusal(error):
            raise ValidationError(sentence) from error
        raise


def refusal(error: IntegrityError) -> str:
    """Why the passbook refused; "" where it was something else."""
    return next((str(sentence) for constraint, sentence in REFUSALS.items() if constraint in str(error)), "")


def whole() -> AbstractContextManager:
    """For one statement, which is a transaction by itself; inside another a refusal leaves that one as it was."""
    return transaction.atomic() if connection.in_atomic_block else nullcontext()


@transaction.atomic
def reverse(movement_id: int, *, by, why: str, now: datetime | None = None) -> int:
    """A counter-entry with its reason; what was written stays. The id of the new movement.

    Raises PermissionDenied, ValidationError where it is reversed already, cannot be, or nothing of it is left.
    """
    made = Movement.objects.select_for_update(no_key=True).get(pk=movement_id)
    account = Account.objects.filter(purpose="", pk__in=made.entries.values("account")).first()
    if account is None or not by.scope.may("certify_points", account):
        raise PermissionDenied
    reasons.need(why)
    if made.kind != Kind.AWARD:
        raise ValidationError(_("Only an award is reversed; an exchange is cancelled or returned."))
    done = counter(made, why, by=by, post_id=by.scope.post_for("certify_points", account), now=now)
    if done is None:
        raise ValidationError(_("This is reversed already."))
    return done


@transaction.atomic
def counter(award: Movement, why: str, *, by, post_id: int | None, now: datetime | None = None) -> int | None:
    """Its counter-entry over what has not expired of it, whoever may write it; None where there is one already.

    Raises ValidationError where the points are spent, AllExpired where they are gone already.
    """
    if Movement.objects.filter(reverses=award.pk).exists():
        return None
    given = award.entries.select_related("account__scheme").get(account__purpose="")
    account = _now(given.account_id)
    left = given.amount - sum(each.amount for each in lots.expired(account) if each.award == award.pk)
    left -= lots.expired_apart(award.pk, given.account_id, account)
    if not left:
        raise AllExpired(_("These points have expired: nothing of them is left to reverse."))
    sides = {account: -left, own_account(given.account.scheme, Purpose.ISSUED): left}
    return post(
        Kind.REVERSAL, ("reversal", str(award.pk)), sides, why.strip(), by=by, post_id=post_id, reverses=award, now=now
    )


def _now(book: int) -> int:
    """Where the points of this passbook are now, locked: nothing of them expires meanwhile. Another community's ledger
    answers for its own only."""
    books = Account.objects.values_list("pk", "joined_into").get(pk=book)
    rows = Account.objects.select_for_update(no_key=True).filter(pk__in=[pk for pk in books if pk]).order_by("pk")
    there = {row.pk: row for row in rows}
    into = there.get(there[book].joined_into_id)
    return into.pk if into and into.scheme_id == there[book].scheme_id else book


def free_now(accounts: Iterable[int]) -> set[int]:
    """Those of the passbooks that nobody else holds just now, locked. For the sweep, which has its rows already:
    an act has the passbook first, and neither may wait for the other."""
    rows = Account.objects.select_for_update(skip_locked=True, no_key=True).filter(pk__in=set(accounts))
    return set(rows.order_by("pk").values_list("pk", flat=True))


def own_account(scheme: Scheme, purpose: Purpose) -> int:
    """The scheme's own account for this purpose, by its primary key; it is opened when it is first needed."""
    rows = Account.objects.filter(scheme=scheme, purpose=purpose)
    found = rows.values_list("pk", flat=True).first()
    if found is None:
        fresh = Account(scheme=scheme, area_id=scheme.area_id, purpose=purpose)
        Account.objects.bulk_create([fresh], ignore_conflicts=True)
        found = rows.values_list("pk", flat=True).get()
    return found
