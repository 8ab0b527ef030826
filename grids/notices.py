"""The State Council's yearly notice: which days rest and which week-ends work. The calendar is filled from it."""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from chinese_calendar.constants import Holiday, holidays, workdays
from django.utils.translation import gettext_lazy as _

COLUMNS = ("date", "works", "name")
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


def read_notice(rows: Iterable[tuple[int, Mapping[str, str]]]) -> dict[date, NoticeDay]:
    """The days of one year's notice from rows (line, {date, works 0 or 1, name}).

    Raises NoticeErrors naming every bad line: a half-read notice would give wrong deadlines that look official.
    """
    days: dict[date, NoticeDay] = {}
    errors = []
    for line, cells in rows:
        try:
            day, entry = _read(cells)
            if days and day.year != next(iter(days)).year:
                raise ValueError(_("a notice is about one year; this day is in %(year)d") % {"year": day.year})
            if day in days:
                raise ValueError(_("%(day)s is there twice") % {"day": day})
            days[day] = entry
        except ValueError as error:
            errors.append((line, error.args[0]))
    if not days and not errors:
        errors.append((1, _("the notice has no days")))
    if errors:
        raise NoticeErrors(errors)
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
