"""Sheets in and out: .csv and .xlsx read into plain text by head and line; .xlsx written, no text of it a formula.

Lines are counted as the spreadsheet shows them: the first line of the file is 1, blank lines count.
"""

import csv
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from io import BytesIO, TextIOWrapper
from itertools import chain, islice, zip_longest
from typing import Any, NamedTuple

from django.utils.translation import gettext, gettext_lazy as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from grids.days.when import SHANGHAI
from grids.sheets import workbook
from grids.sheets.workbook import EXACT_DIGITS, Line
from grids.uploads import UploadRefused, read_limited
from grids.words import phrases

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MAX_BYTES = 10 * 1024 * 1024
MAX_ROWS, MAX_COLUMNS = 50_000, 60
MAX_LINES = 200_000  # with the empty ones: a file of 5 KB may claim a thousand million of them
HEAD_WITHIN = 10  # titles and explanations may stand above the head

# A ' before it counts too: of a .csv one ' is taken away on reading.
_FORMULA = re.compile(r"'*[=+\-@＝＋－＠\t\r\n]")
_LOST = re.compile(r"\d(\.\d+)?E\+1[5-9]")
_NOTE = re.compile(
    r"[（(【\[*]?(填写说明|填表说明|填报说明|说明|注|备注|示例|例|notes?|examples?)[:：）)】\]]", re.IGNORECASE
)
_MARK = PatternFill("solid", fgColor="FFE0DC")


class Row(NamedTuple):
    """line: as the spreadsheet counts. lost: heads of the numbers too long for it, so that last digits are gone."""

    line: int
    cells: dict[str, str]
    lost: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Sheet:
    """lost: the cells (line, column) whose number is too long for a spreadsheet, so that its last digits are gone."""

    head: list[str]
    rows: list[Row]
    lost: frozenset[tuple[int, str]] = frozenset()


class Reading(NamedTuple):
    """A sheet that is being read: its rows come once, one by one, and may still raise UploadRefused."""

    head: list[str]
    rows: Iterator[Row]


def read_sheet(file, required: Iterable[str] = (), known: Callable[[str], bool] | None = None) -> Sheet:
    """The whole of `read_rows` at once, for sheets that are looked at again."""
    head, rows = read_rows(file, required, known=known)
    kept = list(rows)
    return Sheet(head, kept, frozenset((row.line, name) for row in kept for name in row.lost))


def read_rows(
    file,
    required: Iterable[str] = (),
    most: int = 0,
    known: Callable[[str], bool] | None = None,
    holds: Callable[[list[str]], Collection[str]] | None = None,
) -> Reading:
    """The first sheet of an uploaded file, known by its content. Every cell is text: dates ISO, whole numbers plain.

    The head is the first of the upper lines that has all the required columns, alone or together with the line above
    it (a merged head of two lines); without such a line it is the first one. Blank rows are left out, and so are notes
    and examples right below the head. most: how many rows are taken, MAX_ROWS if not said.
    known: whether a text is a head that is looked for; then the upper line with the most of them is the head.
    holds: of the heads, those below which a cell merged over several lines holds for each of them; merged below
    another one, it is refused. Without it, a merged cell is its first line's.
    Raises UploadRefused with a sentence: wrong kind, too large, heads missing or twice.
    """
    data = read_limited(file, MAX_BYTES)
    if data.startswith(b"PK\x03\x04"):
        found = workbook.lines(data, MAX_COLUMNS + 1, merged=holds is not None)
    elif data.startswith(b"\xd0\xcf\x11\xe0"):
        raise UploadRefused(_("this is an old .xls file or has a password: save it as .xlsx without one"))
    else:
        found = _csv_lines(data)
    lines = _counted(found)
    upper = list(islice(lines, HEAD_WITHIN))
    head, below = _find_head(upper, [str(name) for name in required], known)
    named = [name for name in head if name]
    lines = chain(upper[below:], lines)
    if holds is not None:
        lines = _spread(lines, head, holds(named))
    return Reading(named, _rows(lines, head, most or MAX_ROWS))


def write_xlsx(head: Sequence[str], rows: Iterable[Sequence[Any]], text_columns: Iterable[str] = ()) -> bytes:
    """A workbook of one sheet: bold head that stays in sight, numbers and times as such, everything else as text.

    text_columns: heads whose values are text though they look like numbers (codes, phones).
    """
    head, rows, text_columns = [str(name) for name in head], iter(rows), {str(name) for name in text_columns}
    sample = list(islice(rows, 200))
    book, sheet = _new_sheet(head, sample)
    as_text = [name in text_columns for name in head]
    for row in chain(sample, rows):
        sheet.append([_cell(sheet, value, text) for value, text in zip(row, as_text, strict=True)])
    return saved(book)


def mark_errors(sheet: Sheet, errors: Mapping[int, Sequence[tuple[str | None, str]]]) -> bytes:
    """The same sheet, line for line, the wrong cells coloured and the reasons in a last column.

    errors: for a line its (column, reason) pairs; without a column the reason is about the whole row. Corrected, the
    sheet can be sent again: its old reasons are left out.
    """
    reason = gettext("What to correct")
    columns = [name for name in sheet.head if name != reason]
    book, page = _new_sheet(
        [*columns, reason], [[row.cells.get(name, "") for name in columns] for row in sheet.rows[:200]]
    )
    written = 1
    for row in sheet.rows:
        for _gap in range(written + 1, row.line):
            page.append([])
        wrong = errors.get(row.line, ())
        cells = [_cell(page, row.cells.get(name, ""), as_text=True) for name in columns]
        marked = {name for name, _why in wrong}
        for name, cell in zip(columns, cells, strict=True):
            if name in marked or None in marked:
                cell.fill = _MARK
        why = _cell(page, "; ".join(str(why) for _name, why in wrong), as_text=True)
        why.alignment = Alignment(wrap_text=True)
        page.append([*cells, why])
        written = max(row.line, written + 1)
    return saved(book)


def _counted(lines: Iterable[Line]) -> Iterator[Line]:
    for line in lines:
        if line.number > MAX_LINES:
            words = _("the sheet goes on below line %(count)d: delete the empty lines at its end")
            raise UploadRefused(words % {"count": MAX_LINES})
        yield line


def _csv_lines(data: bytes) -> Iterator[Line]:
    file = _decoded(data)
    first = file.read(20_000).lstrip("\r\n").split("\n", 1)[0]
    file.seek(0)
    lines = csv.reader(file, delimiter="\t" if first.count("\t") > first.count(",") else ",")
    number = 0
    try:
        for number, cells in enumerate(lines, start=1):
            # The ' that is put before what would be a formula is not part of the text.
            texts = [(cell[1:] if cell[:1] == "'" and _FORMULA.match(cell[1:]) else cell).strip() for cell in cells]
            if any(texts):
                yield Line(number, texts)
    except csv.Error:
        raise UploadRefused(_("line %(line)d of the file cannot be read") % {"line": lines.line_num}) from None
    if number > MAX_LINES:
        yield Line(number, [])


def _decoded(data: bytes) -> TextIOWrapper:
    """The text of a .csv, decoded piece by piece; which code it is in is found out before."""
    encodings = ("utf-16",) if data.startswith((b"\xff\xfe", b"\xfe\xff")) else ("utf-8-sig", "gb18030")
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text and not text.lstrip().startswith(("<", "%PDF", "{\\rtf")):
            return TextIOWrapper(BytesIO(data), encoding, newline="")
    raise UploadRefused(_("this is no sheet: .xlsx and .csv are taken"))


def _find_head(
    upper: list[Line], required: list[str], known: Callable[[str], bool] | None = None
) -> tuple[list[str], int]:
    """The head, and at which of the upper lines the rows begin."""
    at, most = 0, 0
    names = upper[0].texts if upper else []
    for place, line in enumerate(upper if known else ()):
        both = _together(upper[place - 1].texts, line.texts) if place else line.texts
        for texts in (line.texts, both):
            if (found := len({text for text in texts if known and known(text)})) > most:
                at, names, most = place, texts, found
    for place, line in enumerate(upper):
        both = _together(upper[place - 1].texts, line.texts) if place else line.texts
        fitting = next((texts for texts in (line.texts, both) if required and {*required} <= {*texts}), None)
        if fitting is not None:
            at, names = place, fitting
            break
    head, below = _checked(names, required), at + 1
    while below < len(upper) and _NOTE.match(next(text for text in upper[below].texts if text)):
        below += 1
    return head, below


def _together(above: list[str], below: list[str]) -> list[str]:
    """A head of two lines: what stands below counts; where nothing does, the head above reaches down."""
    return [low or high for high, low in zip_longest(above, below, fillvalue="")]


def _checked(names: Sequence[str], required: list[str]) -> list[str]:
    head = list(names)
    while head and not head[-1]:
        head.pop()
    if not head:
        raise UploadRefused(_("the sheet is empty"))
    if len(head) > MAX_COLUMNS:
        raise UploadRefused(_("the sheet has more than %(count)d columns") % {"count": MAX_COLUMNS})
    twice = sorted({name for name in head if name and head.count(name) > 1})
    if twice:
        raise UploadRefused(_("the head has “%(name)s” twice") % {"name": twice[0]})
    missing = [name for name in required if name not in head]
    if missing:
        raise UploadRefused(_("the head lacks these columns: %(names)s") % {"names": phrases.listed(missing)})
    return head


def _spread(lines: Iterable[Line], head: list[str], holding: Collection[str]) -> Iterator[Line]:
    """What a merged cell says, in each line it reaches to."""
    above: dict[int, tuple[str, int]] = {}  # column -> what holds there, down to which line
    for line in lines:
        texts = line.texts
        for column, last in line.tall:
            text, name = (some[column] if column < len(some) else "" for some in (texts, head))
            if text and name and name not in holding:
                raise _is_merged(name, column, line.number, last)
            above[column] = text, last
        for column, (text, last) in above.items():
            if text and line.number <= last:
                texts += [""] * (column + 1 - len(texts))
                texts[column] = text
        yield line


def _is_merged(name: str, column: int, first: int, last: int) -> UploadRefused:
    letter = get_column_letter(column + 1)
    words = _(
        "%(cells)s is one merged cell, and “%(name)s” may differ from line to line: take the merged cells of this"
        " column apart and fill in each line"
    )
    return UploadRefused(words % {"cells": f"{letter}{first}:{letter}{last}", "name": name})


def _rows(lines: Iterable[Line], head: list[str], most: int) -> Iterator[Row]:
    width, unnamed = len(head), [at for at, name in enumerate(head) if not name]
    nothing: frozenset[str] = frozenset()
    for count, (number, texts, lost, _merged) in enumerate(lines):
        if count == most:
            raise UploadRefused(_("the sheet has more than %(count)d rows: divide it") % {"count": most})
        if any(texts[width:]) or any(texts[at] for at in unnamed if at < len(texts)):
            raise UploadRefused(_("line %(line)d has a value in a column without a head") % {"line": number})
        cells = dict(zip_longest(head, texts[:width], fillvalue=""))
        cells.pop("", None)
        gone = {head[at] for at in lost} | {
            name for name, text in cells.items() if _LOST.fullmatch(text)
        }  # written as 3.50304E+17
        yield Row(number, cells, frozenset(gone) if gone else nothing)


def _new_sheet(head: list[str], sample: list[Sequence]):
    book = Workbook(write_only=True)
    sheet = book.create_sheet(gettext("Data"))
    sheet.freeze_panes = "A2"
    for number, name in enumerate(head):
        widest = max([_width(name), *(_width(row[number]) for row in sample if number < len(row))])
        sheet.column_dimensions[get_column_letter(number + 1)].width = min(max(widest + 2, 8), 50)
    cells = [_cell(sheet, name, as_text=True) for name in head]
    for cell in cells:
        cell.font = Font(bold=True)
    sheet.append(cells)
    return book, sheet


def _cell(sheet, value, as_text: bool):
    """What to append for a value: itself where a spreadsheet takes it as it is, else a cell told to be text."""
    if isinstance(value, datetime) and value.tzinfo:
        value = value.astimezone(SHANGHAI).replace(tzinfo=None, second=0, microsecond=0)
    if not as_text and _typed(value):
        return value
    text = ILLEGAL_CHARACTERS_RE.sub("", "" if value is None else str(value))
    formula = _FORMULA.match(text)
    if not as_text and not formula:
        return text
    cell = WriteOnlyCell(sheet, text)
    cell.data_type, cell.quotePrefix = "s", bool(formula)
    if as_text:
        cell.number_format = "@"
    return cell


def _typed(value) -> bool:
    if isinstance(value, int | float | Decimal):
        return -EXACT_DIGITS < value < EXACT_DIGITS
    return isinstance(value, date | time)


def _width(value) -> int:
    return sum(2 if letter > "\u2e80" else 1 for letter in str("" if value is None else value))


def saved(book: Workbook) -> bytes:
    out = BytesIO()
    book.save(out)
    return out.getvalue()
