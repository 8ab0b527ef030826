"""The first sheet of an .xlsx file, row after row: its cells as text, in memory no more than its shared texts.

openpyxl builds five objects for a cell and reads a sheet that does not say its size twice; here expat tells the cells
one by one. What the numbers and formats of a cell mean is still asked of openpyxl.
"""

import posixpath
import re
import zipfile
import zlib
from array import array
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from io import BytesIO
from typing import NamedTuple
from xml.parsers import expat

from django.utils.translation import gettext_lazy as _
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles.numbers import BUILTIN_FORMATS
from openpyxl.utils import column_index_from_string
from openpyxl.utils.datetime import MAC_EPOCH, WINDOWS_EPOCH, from_excel
from openpyxl.utils.escape import unescape

from grids.sheets import number_formats
from grids.uploads import UploadRefused

MAX_UNZIPPED = 100 * 1024 * 1024
MAX_PARTS = 500
MAX_RATIO, SMALL = 200, 1024 * 1024  # a part above SMALL that shrank so much holds nothing but repetition
MAX_DEPTH = 50
NO_RESULT = "#N/A"
EXACT_DIGITS = 10**15  # a spreadsheet's number keeps 15 digits
_CHUNK = 64 * 1024
LONGEST_TOKEN = 1024 * 1024  # expat reads an unfinished tag anew with each chunk
MOST_MERGED = 50_000  # merged cells, one column wide
_LONGEST_RANGE = 200
_ONE_COLUMN = re.compile(rb"""mergeCell\s[^>]{0,100}?ref=["']([A-Z]{1,3})(\d{1,7}):\1(\d{1,7})["']""")
_DIGITS = "0123456789"


class Line(NamedTuple):
    """A row that is not empty. lost: the columns (from 0) whose number is too long for a spreadsheet.

    tall: the columns whose cell is merged with those below it, with the last line it reaches to.
    """

    number: int
    texts: list[str]
    lost: tuple[int, ...] = ()
    tall: Sequence[tuple[int, int]] = ()


def lines(data: bytes, most_columns: int, *, merged: bool = False) -> Iterator[Line]:
    """The rows of the first sheet that is in sight; cells beyond the columns asked for are left out.

    merged: whether `tall` is wanted. Raises UploadRefused, also in the middle of the rows.
    """
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            _check(archive)
            book = _Book(archive)
            yield from _Page(book, most_columns, _tall(book) if merged else {}).lines()
    except UploadRefused:
        raise
    except (zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, NotImplementedError, RuntimeError) as error:
        raise _damaged() from error  # torn, encrypted, packed in a rare way
    except (expat.ExpatError, OSError, EOFError, LookupError, ValueError, OverflowError) as error:
        raise _damaged() from error


def check(data: bytes) -> None:
    """For whoever opens a workbook by other means: is it one, of a size that fits? Raises UploadRefused."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            _check(archive)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, NotImplementedError, RuntimeError, OSError) as error:
        raise _damaged() from error


def _check(archive: zipfile.ZipFile) -> None:
    """Before anything is unpacked: is it a workbook, of a size that fits? No part can unpack to more than it says."""
    parts = archive.infolist()
    if "xl/workbook.xml" not in archive.namelist():
        raise UploadRefused(_("this is no sheet: .xlsx and .csv are taken"))
    if len(parts) > MAX_PARTS:
        raise UploadRefused(_("this .xlsx file has more than %(count)d parts") % {"count": MAX_PARTS})
    if sum(part.file_size for part in parts) > MAX_UNZIPPED:
        raise UploadRefused(
            _("unpacked, this file is larger than %(limit)d MB") % {"limit": MAX_UNZIPPED // (1024 * 1024)}
        )
    if any(part.file_size > max(SMALL, MAX_RATIO * part.compress_size) for part in parts):
        raise UploadRefused(
            _("this .xlsx file unpacks to more than %(ratio)d times its size: save it again") % {"ratio": MAX_RATIO}
        )


def _damaged() -> UploadRefused:
    return UploadRefused(_("this .xlsx file is damaged: open it and save it again"))


class _Part:
    """One XML part as expat tells it. Subclasses override start and end; `pieces` gathers text while it is a list."""

    def __init__(self):
        self.depth, self.pieces, self.prefix = 0, None, None

    def parse(self, file) -> Iterator[None]:
        """Comes back after each chunk, so that what was read can be handed on."""
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = parser.EntityDeclHandler = self._refuse
        parser.StartElementHandler, parser.EndElementHandler = self._start, self._end
        parser.CharacterDataHandler = self._text
        told = 0
        while chunk := file.read(_CHUNK):
            parser.Parse(chunk, False)
            told += len(chunk)
            if told - parser.CurrentByteIndex > LONGEST_TOKEN:
                raise _damaged()
            yield
        parser.Parse(b"", True)
        yield

    def read(self, file):
        for _chunk in self.parse(file):
            pass
        return self

    def start(self, name, attributes):
        pass

    def end(self, name):
        pass

    def _start(self, name, attributes):
        if self.prefix is None:  # some programs write <x:row> for <row>
            self.prefix = name.rpartition(":")[0]
            self.cut = len(self.prefix) + 1 if self.prefix else 0
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise _damaged()
        self.start(name[self.cut :], attributes)

    def _end(self, name):
        self.depth -= 1
        self.end(name[self.cut :])

    def _text(self, text):
        if self.pieces is not None:
            self.pieces.append(text)

    def _refuse(self, *declared):
        raise UploadRefused(
            _("this .xlsx file declares a document type (DOCTYPE), which no spreadsheet does: save it again")
        )


class _Book(_Part):
    """What the rows need of the other parts: which part is the sheet, the shared texts, which formats are dates."""

    def __init__(self, archive: zipfile.ZipFile):
        super().__init__()
        self.archive, self.epoch, self.sheets = archive, WINDOWS_EPOCH, []
        with archive.open("xl/workbook.xml") as file:
            self.read(file)
        links = self._read("xl/_rels/workbook.xml.rels", _Links()).found
        pages = [(hidden, links[key][1]) for hidden, key in self.sheets if links.get(key, ("",))[0] == "worksheet"]
        if not pages:
            raise _damaged()
        self.page = next((part for hidden, part in pages if not hidden), pages[0][1])
        parts = dict(links.values())
        self.formats = self._read(parts.get("styles"), _Formats()).kinds
        self.texts = self._read(parts.get("sharedStrings"), _Texts())

    def start(self, name, attributes):
        if name == "workbookPr" and attributes.get("date1904") in ("1", "true"):
            self.epoch = MAC_EPOCH
        if name == "sheet":
            key = next((value for label, value in attributes.items() if label.endswith(":id")), "")
            self.sheets.append((attributes.get("state", "visible") != "visible", key))

    def _read(self, name, part):
        if name in self.archive.namelist():
            with self.archive.open(name) as file:
                part.read(file)
        return part


class _Links(_Part):
    def __init__(self):
        super().__init__()
        self.found: dict[str, tuple[str, str]] = {}

    def start(self, name, attributes):
        if name == "Relationship" and attributes.get("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join("/xl", attributes.get("Target", ""))).lstrip("/")
            self.found[attributes.get("Id", "")] = (attributes.get("Type", "").rpartition("/")[2], target)


class _Formats(_Part):
    """kinds: of the number of a cell's style, as `number_formats.kind` has it."""

    def __init__(self):
        super().__init__()
        self.written, self.kinds, self.inside = dict(BUILTIN_FORMATS), [], False

    def start(self, name, attributes):
        if name == "numFmt":
            self.written[int(attributes["numFmtId"])] = attributes.get("formatCode", "")
        elif name == "cellXfs":
            self.inside = True
        elif name == "xf" and self.inside:
            number = int(attributes.get("numFmtId", 0))
            self.kinds.append(number_formats.kind(number, self.written.get(number)))

    def end(self, name):
        if name == "cellXfs":
            self.inside = False


class _Texts(_Part):
    """The shared texts, end to end in one run of bytes: a million small strings would take ten times the memory."""

    def __init__(self):
        super().__init__()
        self.run, self.ends, self.said, self.phonetic = bytearray(), array("L", [0]), [], False

    def __getitem__(self, number: int) -> str:
        if not 0 <= number < len(self.ends) - 1:
            raise _damaged()
        return self.run[self.ends[number] : self.ends[number + 1]].decode()

    def start(self, name, attributes):
        if name == "rPh":
            self.phonetic = True
        elif name == "t" and not self.phonetic:
            self.pieces = []

    def end(self, name):
        if name == "t" and self.pieces is not None:
            self.said += self.pieces
            self.pieces = None
        elif name == "rPh":
            self.phonetic = False
        elif name == "si":
            self.run += as_text("".join(self.said)).encode()
            self.ends.append(len(self.run))
            self.said = []


def _tall(book: _Book) -> dict[int, list[tuple[int, int]]]:
    """line -> what is merged downwards from it. The ranges stand below all rows, where a stream comes too late.

    So the part is unpacked once more and looked through as bytes, which takes a small part of reading it.
    """
    found: dict[int, list[tuple[int, int]]] = {}
    count, rest = 0, b""
    with book.archive.open(book.page) as file:
        while chunk := file.read(_CHUNK):
            whole, _end, rest = (rest + chunk).rpartition(b">")
            rest = rest[-_LONGEST_RANGE:]
            for letters, first, last in _ONE_COLUMN.findall(whole):
                found.setdefault(int(first), []).append((column_index_from_string(letters.decode()) - 1, int(last)))
                count += 1
            if count > MOST_MERGED:
                words = _("more than %(count)d cells are merged over several lines: take them apart")
                raise UploadRefused(words % {"count": MOST_MERGED})
    return found


class _Page(_Part):
    def __init__(self, book: _Book, most_columns: int, tall: dict[int, list[tuple[int, int]]]):
        super().__init__()
        self.book, self.most, self.tall = book, most_columns, tall
        self.done: list[Line] = []
        self.number, self.column, self.over, self.phonetic = 0, -1, False, False
        self.kind = self.style = None
        self.is_unsaid = False  # a formula whose result nobody has kept: other programs than Excel write such
        self.texts: list[str] = []
        self.said: list[str] = []
        self.lost: list[int] = []
        self.columns: dict[str, int] = {}  # "AB" -> 27

    def lines(self) -> Iterator[Line]:
        with self.book.archive.open(self.book.page) as file:
            for _chunk in self.parse(file):
                yield from self.done
                self.done.clear()
                if self.over:
                    return

    def start(self, name, attributes):
        if name == "c":
            place = attributes.get("r")
            self.column = self.column + 1 if place is None else self._column(place.rstrip(_DIGITS))
            self.kind, self.style = attributes.get("t"), attributes.get("s")
            self.said, self.is_unsaid = [], False
        elif name == "f":
            self.is_unsaid = True
        elif name == "v" or (name == "t" and not self.phonetic):
            self.pieces = []
        elif name == "row":
            number = int(attributes.get("r", self.number + 1))
            if number <= self.number:
                raise _damaged()
            self.number, self.texts, self.lost, self.column = number, [], [], -1
        elif name == "rPh":
            self.phonetic = True

    def end(self, name):
        if name == "v" or (name == "t" and self.pieces is not None):
            self.said += self.pieces
            self.pieces, self.is_unsaid = None, False
        elif name == "c":
            said = "".join(self.said) if self.said else NO_RESULT * self.is_unsaid
            if said and self.column < self.most:
                self._cell(said)
        elif name == "row":
            if self.texts:
                self.done.append(Line(self.number, self.texts, tuple(self.lost), self.tall.get(self.number, ())))
        elif name == "rPh":
            self.phonetic = False
        elif name == "sheetData":
            self.over = True

    def _column(self, letters: str) -> int:
        found = self.columns.get(letters)
        if found is None:
            if not re.fullmatch("[A-Z]{1,3}", letters):
                raise _damaged()
            found = -1
            for letter in letters:
                found = (found + 1) * 26 + ord(letter) - ord("A")
            self.columns[letters] = found
        return found

    def _cell(self, said: str) -> None:
        kind, lost = self.kind, False
        if said == NO_RESULT:
            text = said
        elif kind == "s":
            text = self.book.texts[int(said)]
        elif kind is None or kind == "n":
            text, lost = self._number(said.strip())
        elif kind == "d":
            text = as_text(datetime.fromisoformat(said.strip()))
        else:  # a text of its own, what a formula said, a truth, an error
            text = as_text(said)
        if text:
            if lost:
                self.lost.append(self.column)
            missing = self.column - len(self.texts)
            if missing < 0:
                raise _damaged()
            self.texts += [""] * missing
            self.texts.append(text)

    def _number(self, said: str) -> tuple[str, bool]:
        """A number as text; whether its last digits are gone."""
        kind = ""
        if self.style is not None and (style := int(self.style)) < len(self.book.formats):
            kind = self.book.formats[style]
        if not kind and said.isdecimal() and said[0] != "0":
            return said, len(said) > 15
        value = float(said) if said else 0.0
        if kind:
            try:
                text = as_text(from_excel(value, self.book.epoch, timedelta=kind == "t"))
                # Whoever types 1990-11 has a cell that shows a month and holds its first day, which nobody wrote.
                return text.removesuffix("-01") if kind == "m" else text, False
            except (OverflowError, ValueError):  # Excel itself shows #### for it
                return "#VALUE!", False
        return as_text(value), abs(value) >= EXACT_DIGITS


def as_text(value) -> str:
    """A value as text, without blanks around it: dates ISO, whole numbers plain."""
    if isinstance(value, str):
        return ILLEGAL_CHARACTERS_RE.sub("", unescape(value)).strip() if "_x" in value else value.strip()
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else f"{value:.15g}"
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d}" if value.time() == time() else f"{value:%Y-%m-%d %H:%M}"
    if isinstance(value, date):
        return f"{value:%Y-%m-%d}"
    if isinstance(value, time):
        return f"{value:%H:%M}"
    return str(value).strip()
