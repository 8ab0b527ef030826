"""An office's own workbook, its lines filled from the register; what is not known is yellow and says whom to ask.

Nothing else in it changes: styles, merged cells, widths and number formats stay the sender's.
"""

import re
from collections.abc import Callable, Iterable
from copy import copy
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from openpyxl.styles.numbers import is_date_format

from grids.privacy import identity
from residents import catalogue
from residents.catalogue import Entry
from residents.sheet_heads import SERIAL, Head

LEAVE = "-"  # a column that is left as it came
YELLOW = PatternFill("solid", fgColor="FFFF00")
MOST_COMMENTS = 200
NUMBERS = ("resident.age", "household.size")
DAYS = ("resident.born_on", "membership.since")
TEXTS = ("resident.id_number", "resident.phone", catalogue.GUARDIAN_PHONE)
_NO_NAME = re.compile(r"[:：]|^[合总小共]\s*计")  # stands in the column of names, too: "填表人：", "合计"
KEY = ("resident.name", "resident.id_number", "dwelling.address")


@dataclass
class Filled:
    rows: int = 0
    cells: int = 0
    missing: int = 0
    looks: list[tuple[str, str]] = field(default_factory=list)  # (ref of the person, field) of what is shown in full


class Filler:
    """One table that is being filled. known_empty: fields for which nothing is an answer, such as "not disabled"."""

    def __init__(self, book, head: Head, matching: dict[str, str], *, full: bool, known_empty: Iterable[str]):
        self.sheet, self.head = book[head.sheet], head
        self.columns = [(int(at), matching.get(at, "")) for at in head.columns]
        self.full, self.known_empty = full, set(known_empty)
        self.done, self.comments, self.whom = Filled(), 0, dict[str, int]()
        # openpyxl looks through every cell for these, each time they are asked.
        self.last, self.width = self.sheet.max_row, self.sheet.max_column
        self.pattern = self.head.first

    def listed(self) -> list[tuple[int, tuple[str, str, str]]]:
        """The lines that name somebody: (line, (name, ID number, address)). A name alone is marked."""
        at = {code: column for column, code in self.columns}
        found = []
        for line in range(self.head.first, self.last + 1):
            if self._is_merged_across(line):
                continue
            name, number, address = (self._text(line, at.get(code)) for code in KEY)
            if number or (name and (address or not _NO_NAME.search(name))):
                found.append((line, (identity.normalise_name(name), number, "".join(address.split()))))
        return found

    def make_room(self, count: int) -> None:
        """Lines for so many people: what stands below the empty lines of the form goes down."""
        footer = next((line for line in range(self.head.first, self.last + 1) if self._is_footer(line)), None)
        if footer is None:
            return
        room = footer - self.head.first
        if count > room:
            self._push_down(footer, count - room)
        if not room:
            self.pattern = 0
        self.last = footer - 1

    def person(self, line: int, entry: Entry, ask: str) -> None:
        self._style(line)
        self.done.rows += 1
        for column, code in self.columns:
            cell = self.sheet.cell(line, column)
            if code == LEAVE or isinstance(cell, MergedCell) or cell.value not in (None, ""):
                continue
            if code == SERIAL:
                cell.value = self.done.rows
                continue
            text = self._read(code, entry) if code else ""
            if text:
                _write(cell, code, text)
                self.done.cells += 1
            elif code not in self.known_empty:
                self._mark(cell, ask)

    def nobody(self, line: int, ask: str) -> None:
        """A line whose person is not in the register, or not in the areas of whoever asks."""
        self.done.rows += 1
        for column, code in self.columns:
            cell = self.sheet.cell(line, column)
            if code not in (LEAVE, SERIAL) and not isinstance(cell, MergedCell) and cell.value in (None, ""):
                self._mark(cell, ask)

    def finish(self) -> None:
        """More yellow cells than comments are good for: one note below says whom to ask."""
        if self.done.missing > self.comments:
            whom = "；".join(self.whom)
            note = self.sheet.cell(self.sheet.max_row + 2, 1)
            note.value = _("Yellow: not in the register. Ask %(whom)s") % {"whom": whom}
            note.data_type = "s"

    def _read(self, code: str, entry: Entry) -> str:
        if not self.full or code not in catalogue.MASKS:
            return catalogue.shown(code, entry)
        text = catalogue.value(code, entry)
        if text:
            of_guardian = code == catalogue.GUARDIAN_PHONE and entry.guardian
            looked_at = (entry.guardian.ref, "phone") if of_guardian else (entry.resident.ref, code.partition(".")[2])
            self.done.looks.append(looked_at)  # with the record that the value is of
        return text

    def _mark(self, cell, ask: str) -> None:
        cell.fill = YELLOW
        self.done.missing += 1
        self.whom.setdefault(ask, 0)
        if self.comments < MOST_COMMENTS:
            self.comments += 1
            comment = Comment(_("Not in the register. Ask %(whom)s") % {"whom": ask}, "Linli")
            comment.width, comment.height = 220, 60
            cell.comment = comment

    def _style(self, line: int) -> None:
        """A line beyond those of the form looks like its first one."""
        if line <= self.last or not self.pattern or self.pattern > self.last:
            return
        for column in range(1, self.width + 1):
            source, cell = self.sheet.cell(self.pattern, column), self.sheet.cell(line, column)
            if source.has_style and not isinstance(cell, MergedCell):
                cell._style = copy(source._style)
        height = self.sheet.row_dimensions[self.pattern].height
        if height:
            self.sheet.row_dimensions[line].height = height

    def _text(self, line: int, column: int | None) -> str:
        value = self.sheet.cell(line, column).value if column else None
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        return "" if value is None else str(value).strip()

    def _is_footer(self, line: int) -> bool:
        serial = {column for column, code in self.columns if code == SERIAL}
        values = (cell for cell in self.sheet[line] if cell.value not in (None, ""))
        return any(cell.column not in serial or not str(cell.value).strip().isdecimal() for cell in values)

    def _is_merged_across(self, line: int) -> bool:
        spans = self.sheet.merged_cells.ranges
        return any(one.min_row <= line <= one.max_row and one.max_col > one.min_col for one in spans)

    def _push_down(self, start: int, by: int) -> None:
        """openpyxl moves cells, but neither merged ranges nor heights."""
        sheet, end = self.sheet, self.sheet.max_row
        spans = list(sheet.merged_cells.ranges)
        for span in spans:
            if span.min_row >= start:
                span.shift(0, by)
        sheet.merged_cells.ranges = set(spans)
        for line in range(end, start - 1, -1):
            for column in range(1, self.width + 1):
                if cell := sheet._cells.pop((line, column), None):
                    cell.row = line + by
                    sheet._cells[line + by, column] = cell
            height = sheet.row_dimensions[line].height
            if height:
                sheet.row_dimensions[line + by].height, sheet.row_dimensions[line].height = height, None


def _write(cell, code: str, text: str) -> None:
    text = ILLEGAL_CHARACTERS_RE.sub("", text)
    if code in NUMBERS and text.isdecimal():
        cell.value = int(text)
    elif code in DAYS and is_date_format(cell.number_format):
        cell.value = date.fromisoformat(text)
    else:
        cell.value = text
        cell.data_type = "s"  # whatever it begins with, it is no formula
        if code in TEXTS:
            cell.number_format = "@"


def fill(filler: Filler, rows: Iterable[tuple[int, Entry | None]], ask: Callable[[Entry | None], str]) -> Filled:
    for line, entry in rows:
        if entry is None:
            filler.nobody(line, ask(None))
        else:
            filler.person(line, entry, ask(entry))
    filler.finish()
    return filler.done
