"""Where the head of somebody's table is, whatever stands above it, and where its lines begin and end."""

import re
import zipfile
from dataclasses import asdict, dataclass, field
from io import BytesIO
from typing import Any

from django.utils.translation import gettext_lazy as _
from openpyxl import load_workbook
from openpyxl.cell.cell import MergedCell

from grids.sheets import workbook
from grids.uploads import UploadRefused
from residents.ledgers import headings

MAX_BYTES = 10 * 1024 * 1024
MAX_XML, MAX_CELLS = 60 * 1024 * 1024, 500_000  # openpyxl keeps every cell of the sheet in memory
HEAD_WITHIN = 20
MAX_COLUMNS = 60
SERIAL = "serial"  # the running number: no fact of the register, but filled
_SERIAL = {"序号", "编号", "no", "no.", "序"}
_NOTE = re.compile(r"^[（(【\[*]?(填写说明|填表说明|填报说明|说明|注|备注|示例|例|notes?|examples?)[:：）)】\]]", re.I)


@dataclass
class Head:
    """line, first: of the head's lowest line and of the first line below, as the spreadsheet counts.

    columns: heading by column number (as text: it is kept as JSON).
    """

    sheet: str
    line: int
    first: int
    columns: dict[str, str] = field(default_factory=dict)
    had_formulas: bool = False

    def as_json(self) -> dict:
        return asdict(self)


def opened(data: bytes) -> tuple[Any, bool]:
    """The workbook, and whether it had formulas: those come as their last values, so that none is carried on.

    Raises UploadRefused with a sentence.
    """
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise UploadRefused(_("this is an old .xls file or has a password: save it as .xlsx without one"))
    if not data.startswith(b"PK\x03\x04"):
        raise UploadRefused(_("only .xlsx tables can be filled: this is another kind of file"))
    workbook.check(data)
    formulas = _looked_through(data)
    try:
        return load_workbook(BytesIO(data), data_only=True, keep_links=False), formulas
    except Exception as error:  # openpyxl raises anything for a file that is broken inside
        raise UploadRefused(_("this .xlsx file is damaged: open it and save it again")) from error


def _looked_through(data: bytes) -> bool:
    """Before anything is built of it: no macros, no document types, not too many cells. Whether there are formulas."""
    xml = cells = formulas = 0
    with zipfile.ZipFile(BytesIO(data)) as archive:
        names = archive.namelist()
        if any(name.lower().endswith(("vbaproject.bin", "macrosheets")) or "/macrosheets/" in name for name in names):
            raise UploadRefused(_("this table carries macros: save it as .xlsx, without macros"))
        for name in names:
            if not name.endswith((".xml", ".rels")):
                continue
            part = archive.read(name)
            xml += len(part)
            if xml > MAX_XML:
                raise UploadRefused(_("this table is too large to be filled: leave only the sheet that is wanted"))
            if b"<!DOCTYPE" in part or b"<!ENTITY" in part:
                raise UploadRefused(
                    _("this .xlsx file declares a document type (DOCTYPE), which no spreadsheet does: save it again")
                )
            if "/worksheets/" in name:
                cells += part.count(b"<c ") + part.count(b"<c>") + part.count(b"<row")
                formulas += part.count(b"<f>") + part.count(b"<f ")
            if cells > MAX_CELLS:
                raise UploadRefused(_("this table has too many cells: delete the empty lines at its end"))
    return bool(formulas)


def find(book, had_formulas: bool, remembered: dict[str, str] | None = None) -> Head:
    """The line of which most headings are understood, of the first sheet in sight.

    Of a head of two lines the lower counts; where nothing stands there, what is merged from above reaches down.
    Raises UploadRefused where no line looks like a head.
    """
    sheet = next((one for one in book.worksheets if one.sheet_state == "visible"), None)
    if sheet is None:
        raise UploadRefused(_("the workbook has no sheet in sight"))
    if sheet.max_column > MAX_COLUMNS * 4:
        raise UploadRefused(_("the sheet has more than %(count)d columns") % {"count": MAX_COLUMNS})
    best, found = (1, 0), None
    for line in range(1, min(sheet.max_row, HEAD_WITHIN) + 1):
        texts = _texts(sheet, line)
        if len(texts) < 2 or len(set(texts.values())) < len(texts) - 2:
            continue
        understood = len(headings.matched(texts.values(), remembered))
        if (understood, len(texts)) > best:
            best, found = (understood, len(texts)), (line, texts)
    if found is None:
        raise UploadRefused(_("no line of the table looks like a head: name, ID number, address or the like"))
    line, texts = found
    return Head(sheet.title, line, _first(sheet, line), {str(at): text for at, text in texts.items()}, had_formulas)


def _texts(sheet, line: int) -> dict[int, str]:
    tall = {
        span.min_col: span.min_row
        for span in sheet.merged_cells.ranges
        if span.min_row < line <= span.max_row and span.min_col == span.max_col
    }
    texts = {}
    for at in range(1, min(sheet.max_column, MAX_COLUMNS) + 1):
        cell = sheet.cell(line, at)
        if isinstance(cell, MergedCell):
            cell = sheet.cell(tall[at], at) if at in tall else None
        if cell is not None and isinstance(cell.value, str) and cell.value.strip():
            texts[at] = " ".join(cell.value.split())[:60]
    return texts


def _first(sheet, line: int) -> int:
    """Below the head: its notes, and the line that numbers the columns, are no lines of people."""
    line += 1
    while line <= sheet.max_row:
        values = [cell.value for cell in sheet[line] if cell.value not in (None, "")]
        numbered = len(values) > 2 and [str(value).strip() for value in values] == [
            str(number) for number in range(1, len(values) + 1)
        ]
        if not values or not (numbered or _NOTE.match(str(values[0]))):
            break
        line += 1
    return line


def is_serial(heading: str) -> bool:
    return "".join(heading.split()).lower() in _SERIAL


def matching(head: Head, remembered: dict[str, str] | None = None) -> dict[str, str]:
    """column -> code, "" for what is not understood."""
    known = headings.matched(head.columns.values(), remembered)
    used: set[str] = set()
    found = {}
    for at, heading in head.columns.items():
        code = SERIAL if is_serial(heading) else known.get(heading, "")
        found[at] = "" if code in used else code
        used.add(code)
    return found
