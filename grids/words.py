"""Moments and spans of time in the words of the pages; the same words on rows, in messages and in exports."""

from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext


def moment(at: datetime | None, now: datetime | None = None) -> str:
    """Today 15:30; this year 11 May 15:30; before that 11 May 2021."""
    if at is None:
        return ""
    at, today = timezone.localtime(at), timezone.localtime(now)
    if at.date() == today.date():
        return at.strftime("%H:%M")
    if at.year == today.year:
        return date_format(at, pgettext("date format", "j M H:i"))
    return date_format(at, pgettext("date format", "j M Y"))


def moment_due(at: datetime | None) -> str:
    """A deadline, with its weekday."""
    return date_format(timezone.localtime(at), pgettext("date format", "D j M H:i")) if at else ""


def span(length: timedelta) -> str:
    """Two units at most; minutes only within the last day."""
    minutes = max(0, int(length.total_seconds() // 60))
    days, hours, minutes = minutes // 1440, minutes // 60 % 24, minutes % 60
    parts = [ngettext("%(n)d day", "%(n)d days", days) % {"n": days}] if days else []
    if hours:
        parts.append(_("%(n)d h") % {"n": hours})
    if not days and (minutes or not hours):
        parts.append(_("%(n)d min") % {"n": minutes})
    return " ".join(parts)


def left(due: datetime, now: datetime | None = None) -> str:
    """Time left until a deadline, or time past it."""
    remaining = due - (now or timezone.now())
    if remaining < timedelta():
        return _("%(span)s late") % {"span": span(-remaining)}
    return _("%(span)s left") % {"span": span(remaining)}
