"""The printed passbook: each copy has a check code of its own, by which anybody may verify the balance."""

import hashlib
import secrets
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from points.models import Account, PassbookCode


@transaction.atomic
def print_copy(account: Account, *, by, now: datetime | None = None) -> str:
    """The code is returned here and kept nowhere."""
    if not by.scope.may("read_points", account):
        raise PermissionDenied
    code = secrets.token_urlsafe(16)
    PassbookCode.objects.create(account=account, code_hash=_hash(code), at=now or timezone.now(), by=by)
    return code


def verified(code: str) -> Account | None:
    return Account.objects.with_holders().filter(codes__code_hash=_hash(code)).first()


def _hash(code: str) -> str:
    return hashlib.sha256(code.encode()).hexdigest()
