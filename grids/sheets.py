"""Sheets in and out: .csv and .xlsx read into plain text by head and line, written so that no text becomes a formula.

Lines are counted as the spreadsheet shows them: the first line of the file is 1, blank lines count.
"""

import csv
import re
import warnings
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from io import BytesIO, StringIO
from itertools import chain, islice
from typing import Any, NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from openpyxl import Workbook, load_workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from grids.uploads import UploadRefused, read_limited
from grids.when import SHANGHAI

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MAX_BYTES = 10 * 1024 * 1024
MAX_UNZIPPED = 100 * 1024 * 1024
MAX_PARTS = 500
MAX_ROWS, MAX_COLUMNS = 50_000, 60
MAX_LINES = 100_000  # with the empty ones: a file of 5 KB may claim a thousand million of them
EXACT_DIGITS = 10**15  # a spreadsheet's number keeps 15 digits

# A ' before it counts too: one more is put in front, and one taken away again on reading.
_FORMULA = re.compile(r"'*[=+\-@＝＋－＠\t\r\n]")
_LOST = re.compile(r"\d(\.\d+)?E\+?1[5-9]", re.IGNORECASE)
_MARK = PatternFill("solid", fgColor="FFE0DC")


class Row(NamedTuple):
    line: int
    cells: dict[str, str]


@dataclass(frozen=True)
class Sheet:
    """lost: the cells (line, column) whose number is too long for a spreadsheet, so that its last digits are gone."""

    head: list[str]
    rows: list[Row]
    lost: frozenset[tuple[int, str]] = frozenset()


def read_sheet(file, required: Iterable[str] = ()) -> Sheet:
    """The first sheet of an uploaded file, known by its content. Every cell is text: dates ISO, whole numbers plain.

    Blank rows are left out. Raises UploadRefused with a sentence: wrong kind, too large, heads missing or twice.
    """
    data = read_limited(file, MAX_BYTES)
    if data.startswith(b"PK\x03\x04"):
        lines: Iterator[list] = _xlsx_lines(data)
    elif data.startswith(b"\xd0\xcf\x11\xe0"):
        raise UploadRefused(_("this is an old .xls file or has a password: save it as .xlsx without one"))
    else:
        lines = _csv_lines(data)
    numbered = _filled(lines)
    head = _head(next(numbered, (1, []))[1], required)
    rows: list[Row] = []
    lost: set[tuple[int, str]] = set()
    for number, line in numbered:
        if len(rows) == MAX_ROWS:
            raise UploadRefused(_("the sheet has more than %(count)d rows: divide it") % {"count": MAX_ROWS})
        row = _row(number, line, head)
        rows.append(row)
        lost.update((number, name) for name, cell in zip(head, line, strict=False) if _digits_lost(cell))
    return Sheet([name for name in head if name], rows, frozenset(lost))


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
    return _saved(book)


def stream_csv(head: Sequence[str], rows: Iterable[Sequence[Any]]) -> Iterator[bytes]:
    """Line by line, in UTF-8 with the mark that spreadsheets need; text that would be a formula gets a ' in front."""
    yield b"\xef\xbb\xbf"
    for row in chain([head], rows):
        out = StringIO()
        csv.writer(out).writerow([_safe(value) for value in row])
        yield out.getvalue().encode()


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
    return _saved(book)


def _filled(lines: Iterator[list]) -> Iterator[tuple[int, list]]:
    """The lines that say something, with their numbers."""
    for number, line in enumerate(lines, start=1):
        if number > MAX_LINES:
            words = _("the sheet goes on below line %(count)d: delete the empty lines at its end")
            raise UploadRefused(words % {"count": MAX_LINES})
        if any(_text(cell) for cell in line):
            yield number, line


def _csv_lines(data: bytes) -> Iterator[list[str]]:
    text = _decoded(data)
    first = text.lstrip("\r\n").split("\n", 1)[0]
    delimiter = "\t" if first.count("\t") > first.count(",") else ","
    lines = csv.reader(StringIO(text, newline=""), delimiter=delimiter)
    try:
        for line in lines:
            # The ' that stream_csv puts before what would be a formula is not part of the text.
            yield [cell[1:] if cell.startswith("'") and _FORMULA.match(cell[1:]) else cell for cell in line]
    except csv.Error:
        raise UploadRefused(_("line %(line)d of the file cannot be read") % {"line": lines.line_num}) from None


def _decoded(data: bytes) -> str:
    encodings = ("utf-16",) if data.startswith((b"\xff\xfe", b"\xfe\xff")) else ("utf-8-sig", "gb18030")
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text and not text.lstrip().startswith(("<", "%PDF", "{\\rtf")):
            return text
    raise UploadRefused(_("this is no sheet: .xlsx and .csv are taken"))


def _xlsx_lines(data: bytes) -> Iterator[list]:
    try:
        _check_archive(data)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", UserWarning)
            book = load_workbook(BytesIO(data), read_only=True, data_only=True, keep_links=False)
            page = book.worksheets[0]
            page.reset_dimensions()  # what the file says of its size may be wrong
            for line in page.iter_rows(max_col=MAX_COLUMNS + 1, values_only=True):
                yield _trimmed(list(line))
    except UploadRefused:
        raise
    except Exception as error:  # openpyxl raises anything for a broken file
        raise UploadRefused(_("this .xlsx file is damaged: open it and save it again")) from error


def _trimmed(line: list) -> list:
    while line and line[-1] is None:
        line.pop()
    return line


def _check_archive(data: bytes) -> None:
    """Before anything is unpacked: is it a workbook, of a size that fits, without tricks of XML?"""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        parts = archive.infolist()
        if "xl/workbook.xml" not in archive.namelist():
            raise UploadRefused(_("this is no sheet: .xlsx and .csv are taken"))
        if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNZIPPED:
            limit = MAX_UNZIPPED // (1024 * 1024)
            raise UploadRefused(_("unpacked, this file is larger than %(limit)d MB") % {"limit": limit})
        for part in parts:
            with archive.open(part) as opened:
                if b"<!" in opened.read(1024).replace(b"<!--", b"") and part.filename.endswith((".xml", ".rels")):
                    raise UploadRefused(_("this .xlsx file is damaged: open it and save it again"))


def _head(line: Sequence, required: Iterable[str]) -> list[str]:
    head = [_text(cell) for cell in line]
    while head and not head[-1]:
        head.pop()
    if not head:
        raise UploadRefused(_("the sheet is empty"))
    if len(head) > MAX_COLUMNS:
        raise UploadRefused(_("the sheet has more than %(count)d columns") % {"count": MAX_COLUMNS})
    twice = sorted({name for name in head if name and head.count(name) > 1})
    if twice:
        raise UploadRefused(_("the head has “%(name)s” twice") % {"name": twice[0]})
    missing = [str(name) for name in required if str(name) not in head]
    if missing:
        raise UploadRefused(_("the head lacks these columns: %(names)s") % {"names": ", ".join(missing)})
    return head


def _row(number: int, line: Sequence, head: list[str]) -> Row:
    texts = [_text(cell) for cell in line]
    if any(texts[len(head) :]) or any(text for text, name in zip(texts, head, strict=False) if not name):
        raise UploadRefused(_("line %(line)d has a value in a column without a head") % {"line": number})
    texts += [""] * (len(head) - len(texts))
    return Row(number, {name: text for name, text in zip(head, texts, strict=False) if name})


def _text(value) -> str:
    """A cell as text, without blanks around it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(int(value))
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else f"{value:.15g}"
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d}" if value.time() == time() else f"{value:%Y-%m-%d %H:%M}"
    if isinstance(value, time):
        return f"{value:%H:%M}"
    return str(value).strip()


def _digits_lost(value) -> bool:
    if isinstance(value, int | float):
        return abs(value) >= EXACT_DIGITS
    return isinstance(value, str) and bool(_LOST.fullmatch(value.strip()))


def _new_sheet(head: list[str], sample: list[Sequence]):
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
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


def _safe(value):
    if isinstance(value, datetime) and value.tzinfo:
        return f"{value.astimezone(SHANGHAI):%Y-%m-%d %H:%M}"
    if isinstance(value, str | Promise) and _FORMULA.match(str(value)):
        return f"'{value}"
    return value


def _width(value) -> int:
    return sum(2 if letter > "\u2e80" else 1 for letter in str("" if value is None else value))


def _saved(book: Workbook) -> bytes:
    out = BytesIO()
    book.save(out)
    return out.getvalue()
