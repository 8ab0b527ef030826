"""Quarters: each is its first day. In addresses 2026-3 is the third quarter of 2026."""

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

LATEST = 2100


def of(day: date) -> date:
    return day.replace(month=(day.month - 1) // 3 * 3 + 1, day=1)


def this() -> date:
    return of(timezone.localdate())


def after(first: date) -> date:
    return date(first.year + 1, 1, 1) if first.month == 10 else first.replace(month=first.month + 3)


def before(first: date) -> date:
    return date(first.year - 1, 10, 1) if first.month == 1 else first.replace(month=first.month - 3)


def number(first: date) -> int:
    return (first.month + 2) // 3


def key(first: date) -> str:
    return f"{first.year}-{number(first)}"


def named(first: date) -> str:
    return _("quarter %(number)d of %(year)d") % {"number": number(first), "year": first.year}


def read(text: str) -> date | None:
    """None for what is no quarter: it comes from an address that people may type."""
    year, _dash, count = text.partition("-")
    if not (year.isdecimal() and year.isascii() and count in ("1", "2", "3", "4")):
        return None
    return date(int(year), int(count) * 3 - 2, 1) if 2000 <= int(year) < LATEST else None


def address(organization, quarter: date) -> str:
    """Of the page with the three lists of a party organisation and quarter."""
    return f"/parties/lists/of/{organization.ref}/{key(quarter)}/"
