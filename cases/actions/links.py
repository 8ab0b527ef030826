"""The reporter's link: 128 random bits, kept hashed, expiring, shown once."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from cases.models import Case, ReporterLink
from grids.pages import tokens

GOOD_FOR = timedelta(days=180)


@transaction.atomic
def issue_link(case: Case, *, now: datetime | None = None) -> str:
    """A new token for this matter; older links stop working. The token is returned here and kept nowhere."""
    now = now or timezone.now()
    token, token_hash = tokens.new()
    case.links.filter(revoked_at=None).update(revoked_at=now)
    ReporterLink.objects.create(case=case, token_hash=token_hash, expires_at=now + GOOD_FOR)
    return token


def open_link(token: str, *, now: datetime | None = None) -> Case | None:
    """The matter behind a token, None for one that is unknown, revoked or expired."""
    now = now or timezone.now()
    link = (
        ReporterLink.objects.filter(token_hash=tokens.hashed(token), revoked_at=None, expires_at__gt=now)
        .select_related("case__category", "case__area")
        .first()
    )
    if link is None:
        return None
    ReporterLink.objects.filter(pk=link.pk).update(last_seen_at=now)
    return link.case
