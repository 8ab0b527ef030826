"""What the number format of a cell makes of its number: a date or time, a month, a duration, or nothing else."""

import re

from openpyxl.styles.numbers import is_date_format, is_timedelta_format

_CHINESE_DATES = {*range(27, 37), *range(50, 59)}  # formats a Chinese Excel has without writing them down
_CHINESE_MONTHS = {27, 36, 50, 52, 57}  # of them those that show year and month
_UNSHOWN = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.')  # of a format: words, colours and countries


def kind(number: int, code: str | None) -> str:
    """ "d" for a date or time, "m" for a year and month without a day, "t" for a duration, "" for a plain number.

    code: None where neither the workbook nor the standard spells out what this number of a format shows.
    """
    if code is None:
        return "m" if number in _CHINESE_MONTHS else "d" if number in _CHINESE_DATES else ""
    if is_timedelta_format(code):
        return "t"
    if not is_date_format(code):
        return ""
    return "m" if _is_month(code) else "d"


def _is_month(code: str) -> bool:
    shown = set(_UNSHOWN.sub("", code.lower()))
    return {"y", "m"} <= shown and not shown & {"d", "h", "s"}
