"""The shop: exchanged, handed over, cancelled, returned; delivered and counted. Points and stock go together."""

import secrets
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from grids import history
from grids.actions.files import store_image
from grids.permissions import need
from grids.uploads import UploadRefused
from grids.words import reasons
from points.actions.ledger import A_MINUTE, free_now, own_account, post
from points.actions.redeem import KEEP, hashed, out_of_stock
from points.enums import Kind, Purpose, RedemptionState, StockKind
from points.models import Account, Item, Redemption, Shop, Stock


def _take(item: Item, amount: int, kind: StockKind, source: str, by, now: datetime, words: str = "") -> None:
    """Locks the item's row, after the passbook's: in this order everywhere."""
    line = Stock(item=item, kind=kind, amount=amount, after=0, source=source, at=now, by=by, words=words[:120])
    try:
        with transaction.atomic():
            line.save(force_insert=True)
    except IntegrityError as error:
        if out_of_stock(error):
            raise ValidationError({"quantity": _("There are not so many left.")}) from error
        raise


@transaction.atomic
def hand_over(ref: str, code: str, *, by, now: datetime | None = None) -> Redemption:
    """Against the code that was told with the exchange."""
    made = _begin(ref, by, RedemptionState.RESERVED)
    if not secrets.compare_digest(made.code_hash, hashed(ref, code.strip())):
        raise ValidationError({"code": _("This is not the code of this exchange.")})
    made.state, made.handed_at, made.handed_by, made.alarm_at = RedemptionState.HANDED, now or timezone.now(), by, None
    made.save()
    return made


@transaction.atomic
def cancel(ref: str, *, by, why: str, now: datetime | None = None) -> Redemption:
    """Before it is handed over: points and stock go back."""
    return _back(_begin(ref, by, RedemptionState.RESERVED), RedemptionState.CANCELLED, why, by, now or timezone.now())


@transaction.atomic
def return_(ref: str, *, by, why: str, now: datetime | None = None) -> Redemption:
    """What was handed over comes back: points and stock go back."""
    return _back(_begin(ref, by, RedemptionState.HANDED), RedemptionState.RETURNED, why, by, now or timezone.now())


def not_fetched(redemptions: list[Redemption], now: datetime) -> None:
    """The sweep's batch: kept long enough; points and stock go back. A passbook held just now waits a minute."""
    free = free_now(made.account_id for made in redemptions)
    for made in redemptions:
        if made.account_id in free:
            _back(made, RedemptionState.CANCELLED, _("Not fetched in time"), None, now)
        else:
            made.alarm_at = now + A_MINUTE
            made.save(update_fields=["alarm_at"])


def _begin(ref: str, by, state: RedemptionState) -> Redemption:
    account = Redemption.objects.values_list("account", flat=True).get(ref=ref)
    Account.objects.select_for_update(no_key=True).get(pk=account)
    rows = Redemption.objects.select_for_update(of=("self",), no_key=True).select_related("item", "account__scheme")
    made = rows.get(ref=ref)
    need(by, KEEP, made)
    if made.state != state:
        raise ValidationError(_("This exchange stands at: %(state)s.") % {"state": made.get_state_display()})
    return made


def _back(made: Redemption, state: RedemptionState, why: str, by, now: datetime) -> Redemption:
    reasons.need(why)
    sides = {made.account_id: made.cost, own_account(made.account.scheme, Purpose.SPENT): -made.cost}
    where = by.scope.post_for(KEEP, made) if by else None
    post(Kind.REFUND, ("refund", made.ref), sides, str(made.item), by=by, post_id=where, now=now)
    _take(made.item, made.quantity, StockKind.BACK, made.ref, by, now)
    made.state, made.why, made.back_at, made.back_by, made.alarm_at = state, why.strip()[:200], now, by, None
    made.save()
    return made


@transaction.atomic
def deliver(item_id: int, amount: int, *, by, note: str, now: datetime | None = None) -> None:
    """A supplier's delivery, under the number of its note: brought in twice it is refused."""
    item = _item(item_id, by)
    if not 1 <= amount <= 100_000:
        raise ValidationError({"amount": _("Choose from 1 to %(most)s.") % {"most": "100,000"}})
    if not note.strip():
        raise ValidationError({"note": _("Write the number of the delivery note.")})
    if item.movements.filter(kind=StockKind.DELIVERY, source=note.strip()[:40]).exists():
        raise ValidationError({"note": _("This delivery note is booked already.")})
    _take(item, amount, StockKind.DELIVERY, note.strip()[:40], by, now or timezone.now())


@transaction.atomic
def count(item_id: int, counted: int, *, by, why: str, now: datetime | None = None) -> int:
    """Stock-taking: what lies there, with what is reserved. The difference, which is booked with its reason."""
    _item(item_id, by)
    now = now or timezone.now()
    item = Item.objects.select_for_update(no_key=True).get(pk=item_id)
    reserved = item.reserved()
    there = item.stock + reserved
    if not 0 <= counted <= 100_000:
        raise ValidationError({"counted": _("Choose from 0 to %(most)s.") % {"most": "100,000"}})
    if counted < reserved:
        raise ValidationError(
            {"counted": _("%(n)d are reserved: cancel what cannot be handed over first.") % {"n": reserved}}
        )
    if counted != there:
        if len(why.strip()) < reasons.SHORTEST:
            raise ValidationError({"why": _("Say why it differs, in a few words.")})
        _take(item, counted - there, StockKind.COUNT, secrets.token_hex(6), by, now, why.strip())
    return counted - there


def _item(item_id: int, by) -> Item:
    item = Item.objects.get(pk=item_id)
    need(by, KEEP, item)
    return item


@transaction.atomic
def show(item_id: int, upload, *, by) -> None:
    """What it looks like; a new photo takes the place of the old one. Raises ValidationError for what is no photo."""
    item = _item(item_id, by)
    try:
        item.photo = store_image(upload, by)
    except UploadRefused as refused:
        raise ValidationError({"photo": refused.sentence}) from refused
    with history.acting(by, grant=KEEP, where=item):
        item.save()


@transaction.atomic
def put_on_offer(shop_id: int, *, by, item: Item | None = None, name: str, price, pack: str = "", is_on: bool = True):
    """A new item of the shop, or one changed. What was exchanged keeps its price."""
    kept = Shop.objects.select_related("scheme__area").get(pk=shop_id)
    need(by, KEEP, kept.scheme)
    row = item or Item(shop=kept, area_id=kept.scheme.area_id)
    row.name, row.pack, row.price, row.is_on = name.strip(), pack.strip(), price, is_on
    return history.save(row, by, grant=KEEP, where=kept.scheme)
