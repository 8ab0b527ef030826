"""The exchange at the desk: points, stock and the exchange in one statement, for many stand at the desk at once.

Where it writes nothing, the slow way finds out why and says so.
"""

import hashlib
import secrets
import uuid
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection
from django.utils import timezone
from django.utils.translation import gettext as _

from grids.scope import LEVELS
from points.actions.ledger import own_account, refusal, whole
from points.enums import Purpose
from points.models import Account, Item, Redemption
from residents.models.dwelling import new_ref

KEEP = "keep_shop"
MOST = 20  # pieces in one exchange
CODE_DIGITS = 6
# What only the database knows of a new exchange.
WRITTEN = ("id", "price", "state", "alarm_at", "movement_id", "area_id", *(f"{level}_id" for level in LEVELS))
COLUMNS = [field.attname for field in Redemption._meta.concrete_fields]
# points_redeem() is a function of the database (migration 0005), whose plans are kept. It locks the passbook's row
# before the item's, as everywhere, and writes nothing where no post of the hat worn may do this.
REDEEM = f"""
SELECT {", ".join(WRITTEN)} FROM points_redeem(
    %(item_id)s, %(account_id)s, %(quantity)s, %(token)s, %(ref)s, %(code_hash)s, %(at)s, %(by_id)s,
    %(areas)s, %(posts)s
)
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
    ref, code = new_ref(), f"{secrets.randbelow(10**CODE_DIGITS):0{CODE_DIGITS}d}"
    asked = {
        "account_id": account_id, "item_id": item_id, "quantity": quantity, "token": token, "by_id": by.pk, "ref": ref,
        "code_hash": hashed(ref, code), "at": now or timezone.now(),
    }  # fmt: skip
    made = _written(asked, by) or _written(_explained(asked, by), by)
    if made is None:  # sent before, or the form's twin was faster
        return Redemption.objects.get(token=token), ""
    return made, code


def hashed(ref: str, code: str) -> str:
    return hashlib.sha256(f"{ref}:{code}".encode()).hexdigest()


def _written(asked: dict[str, Any], by) -> Redemption | None:
    """The exchange, if it was written."""
    areas, posts = by.scope.posts_for(KEEP)
    try:
        with whole(), connection.cursor() as cursor:
            cursor.execute(REDEEM, {**asked, "areas": _array(areas), "posts": _array(posts)})
            found = cursor.fetchone()
    except IntegrityError as error:
        if sentence := refusal(error):
            raise ValidationError({"quantity": sentence}) from error
        if out_of_stock(error):
            raise ValidationError({"quantity": _("There are not so many left.")}) from error
        raise
    if found is None:
        return None
    row = {"why": "", **asked, **dict(zip(WRITTEN, found, strict=True))}
    return Redemption.from_db(connection.alias, COLUMNS, [row.get(name) for name in COLUMNS])


def _array(ids: list[int]) -> str:
    """As PostgreSQL writes it: psycopg takes ten times as long over a list."""
    return f"{{{','.join(map(str, ids))}}}"


def out_of_stock(error: IntegrityError) -> bool:
    return "stock" in str(error) and "check" in str(error)


def _explained(asked: dict[str, Any], by) -> dict[str, Any]:
    """Why nothing was written; or what was missing is there now, and the statement may be asked again."""
    account = Account.objects.select_related("scheme").get(pk=asked["account_id"])
    item = Item.objects.select_related("shop").get(pk=asked["item_id"])
    if account.purpose or item.shop.scheme_id != account.scheme_id or not by.scope.may(KEEP, item):
        raise PermissionDenied
    if not item.is_on and not Redemption.objects.filter(token=asked["token"]).exists():
        raise ValidationError({"item": _("This is no longer on offer.")})
    own_account(account.scheme, Purpose.SPENT)
    return asked
