"""When the points shop is open: lines of weekdays and hours, typed as on its door and kept as data.

Public holidays are not in it: what differs from the week stands in the shop's note.
"""

import re
from datetime import datetime, time, timedelta
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _, pgettext

from grids.days import when
from grids.days.when import SHANGHAI

MOST = 10  # lines
WEEK = range(7)  # from Monday on
HOURS = re.compile(
    r"(?P<days>.+?)\s*(?P<opens>\d{1,2}[:：]\d\d)\s*(?:-|–|—|~|～|至|到|to)\s*(?P<closes>\d{1,2}[:：]\d\d)"
)
APART, RANGE = re.compile(r"[、,，;；和及\s]+"), re.compile(r"\s*(?:-|–|—|~|～|至|到|\bto\b)\s*")
NAMES = [("一", "mon"), ("二", "tue"), ("三", "wed"), ("四", "thu"), ("五", "fri"), ("六", "sat"), ("日", "sun")]
NUMBERS = {name: at for at, names in enumerate(NAMES) for name in names} | {"天": 6}
EVERY_DAY = ("每天", "每日", "daily")


class Line(NamedTuple):
    days: list[int]
    opens: str  # 09:00
    closes: str


def parsed(text: str) -> list[dict]:
    """A line each: “周三、周六 9:00–11:30”, “Mon–Fri 14:30–17:00”. Raises ValidationError, naming the wrong line."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if len(lines) > MOST:
        raise ValidationError(_("Write at most %(most)d lines.") % {"most": MOST})
    return [_line(line)._asdict() for line in lines]


def _line(text: str) -> Line:
    found = HOURS.fullmatch(text)
    try:
        if found is None:
            raise ValueError
        opens, closes = (_clock(found[name]) for name in ("opens", "closes"))
        days = _days(found["days"].rstrip(":： "))
        if not days or opens >= closes:
            raise ValueError
    except (ValueError, KeyError) as error:
        said = _("“%(line)s” cannot be read: write weekdays and hours, such as Wed, Sat 9:00–11:30.")
        raise ValidationError(said % {"line": text[:40]}) from error
    return Line(days, f"{opens:%H:%M}", f"{closes:%H:%M}")


def _clock(text: str) -> time:
    hour, minute = re.split("[:：]", text)
    return time(int(hour), int(minute))


def _days(text: str) -> list[int]:
    found: set[int] = set()
    for token in filter(None, APART.split(RANGE.sub("-", text.lower()))):
        if token in EVERY_DAY:
            found |= set(WEEK)
            continue
        first, last = token.split("-", 1) if "-" in token else (token, token)
        found |= _row(_number(first), _number(last))
    return sorted(found)


def _row(first: int, last: int) -> set[int]:
    days = set(range(first, last + 1))
    if not days:
        raise ValueError
    return days


def _number(name: str) -> int:
    plain = re.sub("^每?(周|星期|礼拜)", "", name)
    return NUMBERS[plain[:3] if plain.isascii() else plain]


def said(hours: list[dict]) -> list[str]:
    """As on the door, in the reader's language; parsed() reads it."""
    return [
        f"{_said_days(line['days'])} {line['opens'].removeprefix('0')}–{line['closes'].removeprefix('0')}"
        for line in hours
    ]


def _said_days(days: list[int]) -> str:
    names = when.weekdays()
    if len(days) > 2 and days == list(range(days[0], days[-1] + 1)):
        return pgettext("weekdays", "%(first)s–%(last)s") % {"first": names[days[0]], "last": names[days[-1]]}
    return pgettext("between weekdays", ", ").join(names[day] for day in days)


def opens_next(hours: list[dict], now: datetime) -> datetime | None:
    """`now` while it is open; None where no hours are kept."""
    today = now.astimezone(SHANGHAI).date()
    coming = []
    for day in (today + timedelta(days=ahead) for ahead in range(8)):
        for line in hours:
            opens, closes = (
                datetime.combine(day, time.fromisoformat(line[end]), SHANGHAI) for end in ("opens", "closes")
            )
            if day.weekday() in line["days"] and now < closes:
                coming.append(max(now, opens))
    return min(coming, default=None)


def closed(hours: list[dict], now: datetime) -> str:
    """Why one hesitates at the desk; "" while it is open, and where no hours are kept."""
    opens = opens_next(hours, now)
    if opens is None or opens <= now:
        return ""
    return _("The shop is closed now. It opens %(at)s.") % {"at": when.deadline(opens, now)}
