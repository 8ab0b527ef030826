"""Stretches of days that figures are shown for, and what each is compared with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Period:
    """From `start` to `end`, both counted; compared with the days from `before_start` to `before_end`."""

    start: date
    end: date
    before_start: date
    before_end: date
    name: str = ""

    @property
    def label(self) -> str | Promise:
        return NAMES.get(self.name, "")

    @classmethod
    def between(cls, start: date, end: date) -> Period:
        """Any days, compared with as many days before them."""
        length = end - start + DAY
        return cls(start, end, start - length, start - DAY)

    @classmethod
    def named(cls, name: str, today: date) -> Period:
        """This month and this quarter run to today and are compared with as many days of the one before.

        An unknown name means this month: it comes from an address that people may type.
        """
        month = today.replace(day=1)
        if name == "today":
            return cls(today, today, today - DAY, today - DAY, name)
        if name == "last_month":
            end = month - DAY
            start = end.replace(day=1)
            return cls(start, end, (start - DAY).replace(day=1), start - DAY, name)
        if name == "quarter":
            start = month.replace(month=(month.month - 1) // 3 * 3 + 1)
            before = _months_before(start, 3)
            return cls(start, today, before, min(before + (today - start), start - DAY), name)
        before = (month - DAY).replace(day=1)
        return cls(month, today, before, min(before + (today - month), month - DAY), "month")


NAMES = {"month": _("This month"), "last_month": _("Last month"), "quarter": _("This quarter"), "today": _("Today")}


def _months_before(first: date, months: int) -> date:
    at = first.year * 12 + first.month - 1 - months
    return date(at // 12, at % 12 + 1, 1)
