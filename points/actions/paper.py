"""The printed passbook: each copy has a check code of its own, by which anybody may verify the balance."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from grids.pages import tokens
from grids.permissions import need
from points.models import Account, PassbookCode


@transaction.atomic
def print_copy(account: Account, *, by, now: datetime | None = None) -> str:
    """The code is returned here and kept nowhere."""
    need(by, "read_points", account)
    code, code_hash = tokens.new()
    PassbookCode.objects.create(account=account, code_hash=code_hash, at=now or timezone.now(), by=by)
    return code


def verified(code: str) -> Account | None:
    """The passbook, or the one that it was joined into since it was printed."""
    printed = PassbookCode.objects.filter(code_hash=tokens.hashed(code)).select_related("account").first()
    if printed is None:
        return None
    return Account.objects.with_holders().get(pk=printed.account.joined_into_id or printed.account_id)
