"""How a matter stands against its promise, in one word of the look. Asked for every row of a list: no queries."""

from datetime import datetime
from functools import cache

from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext as _

from cases.enums import Status
from grids.days import when
from grids.templatetags import linli

# What ended without having been dealt with must not read as settled: a word and a drawing of its own, and no fill.
ENDED_OTHERWISE = {Status.REFUSED: "ban", Status.MERGED: "merge", Status.WITHDRAWN: "undo-2"}


def tag(case, now: datetime, paused_for: str = "") -> SafeString:
    """The tag beside a matter wherever it is shown; of one that ended, how it did.

    case: a Case, or any row with status, due_at, paused_at and alarm_level. paused_for: why it is suspended, where
    the page knows it; a list, which does not, says since when.
    """
    if case.status in ENDED_OTHERWISE:
        return _ended(case.status, get_language())
    return linli.tag(state(case, now), paused_for or words(case, now))


@cache
def _ended(status: str, _language: str | None) -> SafeString:
    return linli.mark(Status(status).label, drawing=ENDED_OTHERWISE[Status(status)])


def state(case, now: datetime) -> str:
    """ok, due, over, hold or closed: the colour of the look. Due soon is what got its yellow card, or ends today."""
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
    """What stands beside the tag's word: the time left or past."""
    if case.status != Status.OPEN:
        return ""
    if case.paused_at:
        return _("since %(moment)s") % {"moment": _begun(case.paused_at, now)}
    if case.due_at is None:
        return ""
    return when.in_tag(case.due_at, now)


def _begun(at: datetime, now: datetime) -> str:
    """Without the hour of an earlier day: the tag has to stand beside the title."""
    return when.stamp(at, now) if is_today(at, now) else when.day(timezone.localdate(at))


def is_today(at: datetime, now: datetime) -> bool:
    return timezone.localdate(at) == timezone.localdate(now)
