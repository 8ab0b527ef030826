"""The State Council's yearly notice: which days rest and which week-ends work. The calendar is filled from it."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from chinese_calendar.constants import Holiday, holidays, workdays
from django.utils.translation import gettext_lazy as _

COLUMNS = ("date", "works", "name")
FESTIVALS = ("元旦", "春节", "清明", "劳动", "端午", "中秋", "国庆")  # each year since 2008, as notices call them
_DATE = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?")
_WORKS = {"0": False, "1": True, "休": False, "班": True}


class UnknownYear(ValueError):
    """No notice of that year is known here; it has to be imported once it is published."""


class NoticeDay(NamedTuple):
    works: bool
    name: str


class NoticeErrors(ValueError):
    """What is wrong with an imported notice: a list of (line, message)."""

    def __init__(self, errors):
        super().__init__("; ".join(f"{line}: {message}" for line, message in errors))
        self.errors = errors


def known_years() -> list[int]:
    return sorted({day.year for day in holidays})


def official_days(year: int) -> dict[date, NoticeDay]:
    """The days of a published year that differ from Monday to Friday or are named by the notice."""
    names = {holiday.value: holiday.chinese for holiday in Holiday}
    rest = {day: NoticeDay(False, names[name]) for day, name in holidays.items() if day.year == year}
    if not rest:
        raise UnknownYear(f"the holidays of {year} are not published here")
    work = {day: NoticeDay(True, names[name]) for day, name in workdays.items() if day.year == year}
    return dict(sorted((rest | work).items()))


def not_named(days: Mapping[date, NoticeDay]) -> list[str]:
    """The festivals that a notice says nothing of: its sheet was cut off, or two fall together."""
    names = {entry.name for entry in days.values()}
    return [festival for festival in FESTIVALS if not any(festival in name for name in names)]


def read_notice(rows: Iterable[tuple[int, Mapping[str, str]]]) -> dict[date, NoticeDay]:
    """The days of one year's notice from rows (line, {date, works 0 or 1, name}); most of them say which year.

    Some notices begin in the December before (that of 2019 with 29 December 2018): such a day belongs to the sheet of
    its own year. Raises NoticeErrors naming every bad line: a half-read notice would give wrong deadlines that look
    official.
    """
    read, errors = [], []
    for line, cells in rows:
        try:
            read.append((line, *_read(cells)))
        except ValueError as error:
            errors.append((line, error.args[0]))
    if not read and not errors:
        errors.append((1, _("the notice has no days")))
    years = Counter(day.year for _line, day, _entry in read).most_common(1)
    days: dict[date, NoticeDay] = {}
    for line, day, entry in read:
        if day.year != years[0][0]:
            words = _(
                "a sheet is about one year, and this day is in %(year)d: add it to the sheet of %(year)d and bring "
                "that year in again"
            )
            errors.append((line, words % {"year": day.year}))
        elif day in days:
            errors.append((line, _("%(day)s is there twice") % {"day": day}))
        else:
            days[day] = entry
    if errors:
        raise NoticeErrors(sorted(errors, key=lambda error: error[0]))
    return dict(sorted(days.items()))


def _read(cells: Mapping[str, str]) -> tuple[date, NoticeDay]:
    wrote = str(cells.get("date", "")).strip()
    match = _DATE.fullmatch(wrote)
    try:
        day = date(*map(int, match.groups())) if match else None
    except ValueError:
        day = None
    if day is None:
        raise ValueError(_("“%(wrote)s” is not a date like 2027-02-06") % {"wrote": wrote})
    works = _WORKS.get(str(cells.get("works", "")).strip())
    if works is None:
        raise ValueError(_("works must be 1 for a working day or 0 for a day of rest"))
    if works and day.weekday() < 5:
        raise ValueError(_("%(day)s is no week-end day: only week-end days are made working days") % {"day": day})
    name = str(cells.get("name", "")).strip()
    if not name:
        raise ValueError(_("the name of the holiday is missing"))
    return day, NoticeDay(works, name)
