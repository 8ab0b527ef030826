"""The exchange at the desk: points, stock and the exchange in one statement, for many stand at the desk at once.

Where it writes nothing, the slow way finds out why and says so.
"""

import hashlib
import secrets
import uuid
from datetime import datetime
from decimal import Decimal

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError
from django.utils import timezone
from django.utils.translation import gettext as _

from grids.database import prepared
from grids.models import new_ref
from points.actions.ledger import own_account, refusal, whole
from points.enums import Purpose
from points.models import Account, Item, Redemption

KEEP = "keep_shop"
MOST = 20  # pieces in one exchange
CODE_DIGITS = 6
# points_redeem() is a function of the database (migration 0007), whose plans are kept. It locks the passbook's row
# before the item's, as everywhere, and writes nothing where no post of the hat worn may do this.
REDEEM = "SELECT points_redeem(%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)"


def redeem(
    account_id: int,
    item_id: int,
    quantity: int,
    *,
    by,
    token: uuid.UUID,
    price: Decimal | None = None,
    now: datetime | None = None,
) -> tuple[str, str]:
    """Take the points and the stock at once. The ref of the exchange, and its code, which is told here only.

    token: the form's; sent twice it is one exchange, and the code is empty. price: of one, as it was read.
    Raises PermissionDenied, ValidationError where points or stock do not suffice, or the price is another by now.
    """
    if not 1 <= quantity <= MOST:
        raise ValidationError({"quantity": _("Choose from 1 to %(most)s.") % {"most": MOST}})
    ref, code = new_ref(), f"{secrets.randbelow(10**CODE_DIGITS):0{CODE_DIGITS}d}"
    asked = (item_id, account_id, quantity, token.hex, ref, hashed(ref, code), now or timezone.now(), by.pk)
    if _written(asked, by, price):
        return ref, code
    _explain(account_id, item_id, token, price, by=by)
    if _written(asked, by, price):
        return ref, code
    return Redemption.objects.sent_with(token).get().ref, ""  # sent before; or its twin was faster


def hashed(ref: str, code: str) -> str:
    return hashlib.sha256(f"{ref}:{code}".encode()).hexdigest()


def _written(asked: tuple, by, price: Decimal | None) -> bool:
    """False where nothing was."""
    areas, posts = by.scope.posts_for(KEEP)
    try:
        with whole(), prepared.cursor() as cursor:
            cursor.execute(REDEEM, (*asked, _array(areas), _array(posts), price))
            return cursor.fetchone()[0] is not None
    except IntegrityError as error:
        if sentence := refusal(error):
            raise ValidationError({"quantity": sentence}) from error
        if out_of_stock(error):
            raise ValidationError({"quantity": _("There are not so many left.")}) from error
        raise


def _array(ids: list[int]) -> str:
    """As PostgreSQL writes it: psycopg takes ten times as long over a list."""
    return f"{{{','.join(map(str, ids))}}}"


def out_of_stock(error: IntegrityError) -> bool:
    return "stock" in str(error) and "check" in str(error)


def _explain(account_id: int, item_id: int, token: uuid.UUID, price: Decimal | None, *, by) -> None:
    """Why nothing was written; or what was missing is there now, and the statement may be asked again."""
    account = Account.objects.select_related("scheme").get(pk=account_id)
    item = Item.objects.select_related("shop").get(pk=item_id)
    if account.purpose or item.shop.scheme_id != account.scheme_id or not by.scope.may(KEEP, item):
        raise PermissionDenied
    is_new = not Redemption.objects.sent_with(token).exists()
    if is_new and not item.is_on:
        raise ValidationError({"item": _("This is no longer on offer.")})
    if is_new and price not in (None, item.price):
        raise ValidationError(_("The price was changed at this moment. Look at it again."))
    own_account(account.scheme, Purpose.SPENT)
