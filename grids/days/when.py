"""Moments and lengths of time in words, as people here say them; always on the clock of Asia/Shanghai.

Plain functions: a list page calls them for every row.
"""

from datetime import date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from django.utils.translation import get_language, gettext, ngettext, npgettext, pgettext

SHANGHAI = ZoneInfo("Asia/Shanghai")
_MINUTE = timedelta(minutes=1)
FIRST_YEAR, LAST_YEAR = 1900, 2199  # further away lie slips of the key, and the arithmetic of days ends


def is_near(day: date) -> bool:
    """Whether anybody can mean this day that was typed into a form or an address."""
    return FIRST_YEAR <= day.year <= LAST_YEAR


def month_of(text: str | None, today: date) -> date:
    """The first day of "2026-11"; of the month of `today` where it says anything else."""
    try:
        asked = date.fromisoformat(f"{text}-01")
    except ValueError:
        return today.replace(day=1)
    return asked if is_near(asked) else today.replace(day=1)


def midnight(day: date) -> datetime:
    """When a day begins."""
    return datetime.combine(day, time(), SHANGHAI)


def weekday(at: date) -> str:
    on = at.astimezone(SHANGHAI) if isinstance(at, datetime) else at
    return _weekdays(get_language())[on.weekday()]


def weekdays() -> tuple[str, ...]:
    """From Monday on, in the reader's language."""
    return _weekdays(get_language())


def stamp(at: datetime, now: datetime) -> str:
    """The hour today, day and hour this year, only the day in another year."""
    at, now = at.astimezone(SHANGHAI), now.astimezone(SHANGHAI)
    if at.date() == now.date():
        return f"{at:%H:%M}"
    words = {"day": at.day, "month": _months(get_language())[at.month - 1], "year": at.year, "time": f"{at:%H:%M}"}
    if at.year == now.year:
        return gettext("%(day)d %(month)s %(time)s") % words
    return gettext("%(day)d %(month)s %(year)d") % words


def day(on: date) -> str:
    """A day of a year that is said elsewhere."""
    return gettext("%(day)d %(month)s") % {"day": on.day, "month": _months(get_language())[on.month - 1]}


def day_of(on: date, today: date) -> str:
    """A day, with its year where that is not this one."""
    if on.year == today.year:
        return day(on)
    return gettext("%(day)d %(month)s %(year)d") % {
        "day": on.day,
        "month": _months(get_language())[on.month - 1],
        "year": on.year,
    }


def month(on: date) -> str:
    """A month, always with its year."""
    return gettext("%(month)s %(year)d") % {"month": _months(get_language())[on.month - 1], "year": on.year}


def span(since: date, until: date | None, today: date) -> str:
    """From when until when, with their years unless both lie in this one; of what has no end, since or from when."""
    if until is None and since > today:
        return gettext("from %(day)s") % {"day": day_of(since, today)}
    if until is None:
        return gettext("since %(day)s") % {"day": day_of(since, today)}
    seen_from = today if since.year == until.year else date.min
    return f"{day_of(since, seen_from)} – {day_of(until, seen_from)}"


def deadline(at: datetime, now: datetime) -> str:
    """A deadline in full: day, weekday and hour, with the year where it is not this one."""
    at, now = at.astimezone(SHANGHAI), now.astimezone(SHANGHAI)
    words = {
        "day": at.day,
        "month": _months(get_language())[at.month - 1],
        "year": at.year,
        "weekday": weekday(at),
        "time": f"{at:%H:%M}",
    }
    if at.year == now.year:
        return gettext("%(weekday)s %(day)d %(month)s %(time)s") % words
    return gettext("%(weekday)s %(day)d %(month)s %(year)d %(time)s") % words


def left(due: datetime, now: datetime) -> str:
    """How long until a deadline, or how long past it. Rounded down, so that it never promises more than there is."""
    if now <= due:
        return gettext("%(time)s left") % {"time": took(due - now)}
    return gettext("%(time)s late") % {"time": took(now - due)}


def in_tag(due: datetime, now: datetime) -> str:
    """Beside the word of a tag, which says itself that this is late."""
    return took(now - due) if now > due else left(due, now)


def took(length: timedelta) -> str:
    """A length of time in two units at most; minutes are told only below a day."""
    return _took(max(length, timedelta()) // _MINUTE, get_language())


@lru_cache(maxsize=8192)
def _took(minutes: int, _language: str | None) -> str:
    """A list says fifty of them, and the next one says them again."""
    if not minutes:
        return gettext("under 1 min")
    days, minutes = divmod(minutes, 24 * 60)
    hours, minutes = divmod(minutes, 60)
    words = []
    if days:
        words.append(ngettext("%(count)d day", "%(count)d days", days) % {"count": days})
    if hours:
        words.append(ngettext("%(count)d h", "%(count)d h", hours) % {"count": hours})
    if minutes and not days:
        # Chinese says 15 分钟 by itself, but 3 小时 40 分.
        if hours:
            words.append(npgettext("after hours", "%(count)d min", "%(count)d min", minutes) % {"count": minutes})
        else:
            words.append(ngettext("%(count)d min", "%(count)d min", minutes) % {"count": minutes})
    return " ".join(words)


@lru_cache(maxsize=8)
def _weekdays(language: str | None) -> tuple[str, ...]:
    return (
        pgettext("weekday", "Mon"),
        pgettext("weekday", "Tue"),
        pgettext("weekday", "Wed"),
        pgettext("weekday", "Thu"),
        pgettext("weekday", "Fri"),
        pgettext("weekday", "Sat"),
        pgettext("weekday", "Sun"),
    )


@lru_cache(maxsize=8)
def _months(language: str | None) -> tuple[str, ...]:
    return (
        pgettext("month", "Jan"),
        pgettext("month", "Feb"),
        pgettext("month", "Mar"),
        pgettext("month", "Apr"),
        pgettext("month", "May"),
        pgettext("month", "Jun"),
        pgettext("month", "Jul"),
        pgettext("month", "Aug"),
        pgettext("month", "Sep"),
        pgettext("month", "Oct"),
        pgettext("month", "Nov"),
        pgettext("month", "Dec"),
    )
