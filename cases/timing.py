"""How a matter stands against its promise, in one word of the look. Asked for every row of a list: no queries."""

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from cases.enums import Status
from grids import when


def state(case, now: datetime) -> str:
    """ok, due, over, hold or closed: the tag of the look. Due soon is what got its yellow card, or ends today.

    case: a Case, or any row with status, due_at, paused_at and alarm_level.
    """
    if case.status != Status.OPEN:
        return "closed"
    if case.paused_at:
        return "hold"
    if case.due_at is None:
        return "ok"
    if case.due_at < now:
        return "over"
    return "due" if case.alarm_level or is_today(case.due_at, now) else "ok"


def words(case, now: datetime) -> str:
    """What stands beside the tag's word: the time left or past, or how the matter ended."""
    if case.status != Status.OPEN:
        return "" if case.status == Status.CLOSED else Status(case.status).label
    if case.paused_at:
        return _("since %(moment)s") % {"moment": _begun(case.paused_at, now)}
    if case.due_at is None:
        return ""
    if case.due_at < now:
        return when.took(now - case.due_at)
    return when.left(case.due_at, now)


def _begun(at: datetime, now: datetime) -> str:
    """Without the hour of an earlier day: the tag has to stand beside the title."""
    return when.stamp(at, now) if is_today(at, now) else when.day(timezone.localdate(at))


def is_today(at: datetime, now: datetime) -> bool:
    return timezone.localdate(at) == timezone.localdate(now)
