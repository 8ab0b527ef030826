"""Two passbooks become one: of a person who was entered twice, or who moved to another community.

What was written stays where it stands; the balance goes over by a movement. The emptied passbook names the one that it
was joined into, takes nothing any more, and is found under its number.
"""

from collections import defaultdict
from decimal import Decimal
from itertools import accumulate

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from grids.permissions import need
from points import lots, queries
from points.actions.ledger import own_account, post
from points.enums import JOINED, PARTED, ClaimState, Kind, Purpose, RedemptionState
from points.lots import PART
from points.models import Account, Claim, Entry, Movement, Redemption
from residents.models import Merge

KEEP = "keep_points"
OPEN_CLAIMS = (ClaimState.WAITING, ClaimState.NOTICE)
MAY_COME_BACK = (RedemptionState.RESERVED, RedemptionState.HANDED)


class OfOnePerson:
    """Goes along when two entries of a person are made one: the passbooks that both have in a scheme."""

    @transaction.atomic
    def take(self, old: int, new: int, by) -> list[dict]:
        kept = dict(_open(new).values_list("scheme", "pk"))
        left = _open(old).filter(scheme__in=kept).order_by("pk")
        return [_join(pk, kept[scheme], by) for pk, scheme in left.values_list("pk", "scheme")]

    @transaction.atomic
    def put_back(self, gone: list[dict], old: int, new: int, by) -> None:
        for joined in gone:
            _part(joined, by)


@transaction.atomic
def join_those_left() -> int:
    """Each night: entries that were made one before passbooks were joined along still have two. How many became one.

    Their merge remembers it, as if it had been done then, so that it can be undone.
    """
    left = Account.objects.passbooks().filter(resident__merged_into__isnull=False).select_related("resident")
    return sum(_joined_later(account) for account in left.order_by("pk"))


def _joined_later(account: Account) -> bool:
    made = Merge.objects.select_for_update(of=("self",), no_key=True).filter(
        dropped=account.resident_id, kept=account.resident.merged_into_id, undone_at=None
    )
    person, merge = account.resident, made.order_by("-pk").first()
    while person.merged_into_id:
        person = person.merged_into
    into = _open(person.pk).filter(scheme=account.scheme_id).first()
    if merge is None or into is None or any(book.joined_into_id for book in _locked(account.pk, into.pk).values()):
        return False
    merge.before.setdefault("along", {}).setdefault(PART, []).append(_join(account.pk, into.pk, None))
    merge.save(update_fields=["before"])
    return True


def _open(resident: int):
    return Account.objects.filter(resident=resident, joined_into=None)


def _join(old: int, into: int, by) -> dict:
    """What has gone over, for _part(). Claims and exchanges that may still move points go along."""
    books = _locked(old, into)
    left, kept = books[old], books[into]
    if left.balance:
        words = _("Two passbooks of one person made one: %(old)s and %(new)s") % {"old": left, "new": kept}
        _move(JOINED, left, {old: -left.balance, into: left.balance}, words, by)
    claims = _over(Claim.objects.filter(account=old, state__in=OPEN_CLAIMS), into)
    exchanges = _over(Redemption.objects.filter(account=old, state__in=MAY_COME_BACK), into)
    earlier = list(left.joined.order_by("pk").values_list("pk", flat=True))
    Account.objects.filter(pk__in=[old, *earlier]).update(joined_into=into)
    return {
        "old": old, "into": into, "amount": str(left.balance), "earlier": earlier, "claims": claims,
        "exchanges": exchanges,
    }  # fmt: skip


def _part(joined: dict, by) -> None:
    """As much as came, or what is left of it. What was written into the one passbook meanwhile stays there.

    What expired of its awards there is noted: from now on no passbook of theirs tells it (lots.expired_apart).
    """
    old, into = joined["old"], joined["into"]
    books = _locked(old, into)
    gone = _gone(joined)
    joined["expired"] = {award: str(amount) for award, amount in gone.items()}
    amount = min(_left(joined, sum(gone.values(), Decimal())), books[into].balance)
    Account.objects.filter(pk=old, joined_into=into).update(joined_into=None)
    Account.objects.filter(pk__in=joined["earlier"], joined_into=into).update(joined_into=old)
    _over(Claim.objects.filter(pk__in=joined["claims"], account=into, state__in=OPEN_CLAIMS), old)
    _over(Redemption.objects.filter(pk__in=joined["exchanges"], account=into, state__in=MAY_COME_BACK), old)
    if amount:
        words = _("They are two people after all: %(old)s and %(new)s") % {"old": books[old], "new": books[into]}
        _move(PARTED, books[old], {into: -amount, old: amount}, words, by)


def _gone(joined: dict) -> dict[int, Decimal]:
    """What has expired since of each award that came along, while the two are still one."""
    gone: dict[int, Decimal] = defaultdict(Decimal)
    if Decimal(joined["amount"]):
        since, own = _since(joined), set(_own(joined))
        for each in lots.expired(joined["into"]):
            if each.by > since and each.award in own:
                gone[each.award] += each.amount
    return gone


def _left(joined: dict, expired: Decimal) -> Decimal:
    """Of what came, what has not expired, been reversed or spent since."""
    came, into = Decimal(joined["amount"]), joined["into"]
    if not came:
        return came
    since = _since(joined)
    back = Entry.objects.filter(account=into, movement__gt=since, movement__reverses__in=_own(joined))
    left = came - expired + sum(back.values_list("amount", flat=True))
    return max(min(left, _lowest(into, since)), Decimal())


def _since(joined: dict) -> int:
    return Movement.objects.filter(source_kind=JOINED, entries__account=joined["old"]).latest("pk").pk


def _own(joined: dict) -> QuerySet:
    """The movements that brought what it held."""
    earned = Entry.objects.filter(account__in=[joined["old"], *joined["earlier"]], amount__gt=0)
    return earned.values_list("movement", flat=True)


def _lowest(into: int, since: int) -> Decimal:
    """The least that the one passbook has held since: its own points were spent first, then those that came, and what
    was earned later is its own again. What was exchanged and given back never left."""
    returned = Redemption.objects.filter(
        movement__gt=since, state__in=(RedemptionState.CANCELLED, RedemptionState.RETURNED)
    )
    rows = Entry.objects.filter(account=into).exclude(movement__in=returned.values("movement"))
    rows = rows.exclude(movement__kind=Kind.REFUND, movement__source_id__in=returned.values("ref"))
    first = rows.get(movement=since).balance
    later = rows.filter(movement__gt=since).order_by("line").values_list("amount", flat=True)
    return min(accumulate(later, initial=first))


def _over(rows, account: int) -> list[int]:
    gone = list(rows.order_by("pk").select_for_update(no_key=True).values_list("pk", flat=True))
    rows.model._default_manager.filter(pk__in=gone).update(account=account)
    return gone


def _locked(*ids: int) -> dict[int, Account]:
    rows = Account.objects.select_for_update(of=("self",), no_key=True).filter(pk__in=ids).order_by("pk")
    return {row.pk: row for row in rows.select_related("scheme__area")}


def _move(source: str, old: Account, sides: dict[int, Decimal], words: str, by) -> None:
    """Once for what the old passbook has come to: it may be joined, parted and joined again."""
    where = by.scope.post_for(KEEP, old) if by else None
    post(Kind.MOVE, (source, f"{old.pk}-{old.lines}"), sides, words, by=by, post_id=where)


@transaction.atomic
def take_over(account_id: int, old_id: int, *, by) -> Account:
    """A person's passbook of another community, by whoever keeps their home now (decision 0027). All of its balance.

    Both communities' books stay balanced; where the points expire, their time begins anew.
    Raises PermissionDenied, ValidationError where it is still kept there.
    """
    books = _locked(account_id, old_id)
    account, old = books[account_id], books[old_id]
    need(by, KEEP, account)
    if old not in queries.elsewhere(account):
        raise ValidationError(_("This passbook is kept where it is: nobody can take it over."))
    if _unsettled(old):
        raise ValidationError(_("There, points are still asked for or an item is reserved: settle that first."))
    moving = [old.pk, *old.joined.exclude(pk=account.pk).values_list("pk", flat=True)]
    Account.objects.filter(pk=account.pk).update(joined_into=None)  # who comes back goes on in their own passbook
    if old.balance:
        facts = {"place": old.scheme.area.short_name, "passbook": old}
        _move("move", old, _four_sides(account, old), _("Taken over from %(place)s, %(passbook)s") % facts, by)
    Account.objects.filter(pk__in=moving).update(joined_into=account.pk)
    return account


def _unsettled(old: Account) -> bool:
    waiting = old.claims.filter(state__in=OPEN_CLAIMS)
    return waiting.exists() or old.redemptions.filter(state=RedemptionState.RESERVED).exists()


def _four_sides(account: Account, old: Account) -> dict[int, Decimal]:
    """Out of one community and into the other, each of which sums to zero by itself."""
    there, here = (own_account(each.scheme, Purpose.MOVED) for each in (old, account))
    return {old.pk: -old.balance, there: old.balance, here: -old.balance, account.pk: old.balance}
