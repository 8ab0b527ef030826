"""The exchange at the desk: points, stock and the exchange in one statement, for many stand at the desk at once.

Where it writes nothing, the slow way finds out why and says so.
"""

import hashlib
import secrets
import uuid
from datetime import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection
from django.utils import timezone
from django.utils.translation import gettext as _

from grids.scope import LEVELS
from points.actions.ledger import own_account, refusal, whole
from points.enums import Purpose
from points.models import Account, Item, Redemption

KEEP = "keep_shop"
MOST = 20  # pieces in one exchange
CODE_DIGITS = 6
# What only the database knows of a new exchange.
WRITTEN = ("id", "price", "state", "alarm_at", "movement_id", "area_id", *(f"{level}_id" for level in LEVELS))
# points_redeem() is a function of the database (migration 0002), whose plans are kept. It locks the passbook's row
# before the item's, as everywhere. The post is that of the hat worn, NULL where it may not do this.
REDEEM = f"""
SELECT {", ".join(f"made.{name}" for name in WRITTEN)}
FROM points_item i,
    points_redeem(i.id, %(account)s, %(quantity)s, %(token)s, %(ref)s, %(code_hash)s, %(at)s, %(by)s, {{post}}) made
WHERE i.id = %(item)s
"""


def redeem(
    account_id: int, item_id: int, quantity: int, *, by, token: uuid.UUID, now: datetime | None = None
) -> tuple[Redemption, str]:
    """Take the points and the stock at once. The exchange and its code, which is told here only.

    token: the form's; sent twice it is one exchange, and the code is empty.
    Raises PermissionDenied, ValidationError where points or stock do not suffice.
    """
    if not 1 <= quantity <= MOST:
        raise ValidationError({"quantity": _("Choose from 1 to %(most)s.") % {"most": MOST}})
    made = Redemption(account_id=account_id, item_id=item_id, quantity=quantity, token=token, by=by)
    made.at = now or timezone.now()
    code = f"{secrets.randbelow(10**CODE_DIGITS):0{CODE_DIGITS}d}"
    made.code_hash = hashed(made.ref, code)
    if not (_write(made, by) or _write(_explained(made, by), by)):  # sent before, or the form's twin was faster
        return Redemption.objects.get(token=token), ""
    return made, code


def hashed(ref: str, code: str) -> str:
    return hashlib.sha256(f"{ref}:{code}".encode()).hexdigest()


def _write(made: Redemption, by) -> bool:
    """Whether it was written."""
    facts = {
        "account": made.account_id, "item": made.item_id, "quantity": made.quantity, "token": str(made.token),
        "ref": made.ref, "code_hash": made.code_hash, "at": made.at, "by": by.pk,
    }  # fmt: skip
    try:
        with whole(), connection.cursor() as cursor:
            cursor.execute(REDEEM.format(post=by.scope.post_sql(KEEP, "i")), facts)
            found = cursor.fetchone()
    except IntegrityError as error:
        if sentence := refusal(error):
            raise ValidationError({"quantity": sentence}) from error
        if out_of_stock(error):
            raise ValidationError({"quantity": _("There are not so many left.")}) from error
        raise
    for name, value in zip(WRITTEN, found or (), strict=bool(found)):
        setattr(made, name, value)
    made._state.adding = not found
    return bool(found)


def out_of_stock(error: IntegrityError) -> bool:
    return "stock" in str(error) and "check" in str(error)


def _explained(made: Redemption, by) -> Redemption:
    """Why nothing was written; or what was missing is there now, and the statement may be asked again."""
    account = Account.objects.select_related("scheme").get(pk=made.account_id)
    item = Item.objects.select_related("shop").get(pk=made.item_id)
    if account.purpose or item.shop.scheme_id != account.scheme_id or not by.scope.may(KEEP, item):
        raise PermissionDenied
    if not item.is_on and not Redemption.objects.filter(token=made.token).exists():
        raise ValidationError({"item": _("This is no longer on offer.")})
    own_account(account.scheme, Purpose.SPENT)
    return made
