"""How words stand beside each other: Chinese has marks of its own for what English says by a comma and a colon."""

from collections.abc import Iterable
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _, pgettext

from grids.days import when


def listed(words: Iterable) -> str:
    """a, b / 甲、乙"""
    return pgettext("between the words of a list", ", ").join(map(str, words))


def colon() -> str:
    """Between a word and what it says."""
    return pgettext("between a word and what it says", ": ")


def named(label, text) -> str:
    return f"{label}{colon()}{text}"


def bracketed(text) -> str:
    """In brackets, after what it is said of."""
    return _(" (%(text)s)") % {"text": text}


def weekday_of(on: date) -> str:
    """A day and its weekday: 1 Dec (Tue) / 12月1日 周二"""
    return _("%(day)s (%(weekday)s)") % {"day": when.day_of(on, timezone.localdate()), "weekday": when.weekday(on)}
