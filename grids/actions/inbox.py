"""Reading one's messages."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from grids.models import Notice


@transaction.atomic
def read(notice: Notice, *, by, now: datetime | None = None) -> None:
    """Its reader opened it; the first time counts."""
    Notice.objects.visible_to(by).filter(pk=notice.pk, read_at=None).update(read_at=now or timezone.now())


@transaction.atomic
def read_all(*, by, until: int, now: datetime | None = None) -> int:
    """Everything up to the message `until`, the newest that the reader's page knew; how many were unread."""
    unread = Notice.objects.visible_to(by).filter(pk__lte=until, read_at=None)
    return unread.update(read_at=now or timezone.now())
