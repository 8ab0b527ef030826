"""What leaves the house by e-mail: that there is something to read, and where. What it is stays inside."""

import time
from datetime import datetime, timedelta
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext, gettext_lazy as _

from grids.alarms import Alarm, register
from grids.models import Outbox

TRIES = 8
NO_MAIL = "django.core.mail.backends.dummy.EmailBackend"
SECONDS = 10  # an answer of the mail server; a silent one must not hold up the sweep
PATIENCE = 20  # seconds for a batch: a worker ended in the middle of a longer one would send all of it again
BATCH = 20  # a sweep killed between sending and committing sends these again


def send(rows: list[Outbox], now: datetime) -> None:
    """Send these, over one connection. What fails is tried again in 2, 4, 8 … minutes, eight times in all."""
    if settings.EMAIL_BACKEND == NO_MAIL:
        return _give_up(rows, "EMAIL_URL is not set")
    server, until = get_connection(timeout=SECONDS), time.monotonic() + PATIENCE
    try:
        _send(rows, server, _opened(server), now, until)
    finally:
        server.close()
    Outbox.objects.bulk_update(rows, ["tries", "error", "sent_at", "alarm_at"])


def _send(rows: list[Outbox], server, refused: str, now: datetime, until: float) -> None:
    for at, row in enumerate(rows):
        user = row.notice.user
        if not (user.email and user.is_active):
            row.error, row.alarm_at = "nobody to send it to", None
            continue
        if at and time.monotonic() > until:  # the first goes however long the greeting took
            row.alarm_at = now + timedelta(minutes=1)
            continue
        row.tries += 1
        row.error = refused or _sent(row, server)
        row.sent_at = None if row.error else timezone.now()
        row.alarm_at = now + timedelta(minutes=2**row.tries) if row.error and row.tries < TRIES else None


def _opened(server) -> str:
    """Empty, or why the server cannot be reached: then every row of the batch waits, with one try."""
    try:
        server.open()
    except (SMTPException, OSError) as error:
        return _said(error)
    return ""


def _sent(row: Outbox, server) -> str:
    """Empty, or why it was not sent."""
    try:
        message(row, server).send()
    except (SMTPException, OSError, ValueError) as error:  # the last: an address that cannot be written down
        return _said(error)
    return ""


def message(row: Outbox, server=None) -> EmailMessage:
    """In the reader's language. Mail is read on any screen and kept by others, so it names no matter and nobody."""
    user = row.notice.user
    with translation.override(user.language or settings.LANGUAGE_CODE):
        name = settings.SITE_NAME or gettext("Linli")
        subject = gettext("%(site)s: there is a message for you") % {"site": name}
        link = settings.SITE_URL + reverse("inbox:list")
        lines = [gettext("A message waits for you in the portal. Sign in to read it:"), link]
    return EmailMessage(subject, "\n".join(lines) + "\n", to=[user.email], connection=server)


def _give_up(rows: list[Outbox], why: str) -> None:
    for row in rows:
        row.error, row.alarm_at = why, None
    Outbox.objects.bulk_update(rows, ["error", "alarm_at"])


def _said(error: Exception) -> str:
    """What the server said, without addresses: its answer may repeat the reader's."""
    code = getattr(error, "smtp_code", "")
    return f"{type(error).__name__} {code}".strip()


register(Alarm("outbox", _("Outgoing messages"), lambda: Outbox.objects.select_related("notice__user"), send, BATCH))
