"""Filling one table: its people read piece by piece, written into the sender's workbook, each look logged."""

from collections.abc import Iterator
from datetime import date, datetime

from django.utils import timezone, translation
from django.utils.translation import gettext as _

from grids import sheets
from grids.models import Area, RevealLog
from residents import catalogue, filling, sheet_heads, table_rows
from residents.actions import sealed
from residents.catalogue import Entry
from residents.enums import RowsBy
from residents.filling import Filler
from residents.models import Carried, FieldType, RegisterField, TableRequest

LOG_BATCH = 1000


def count(request: TableRequest, by, today: date) -> None:
    """How many rows the table will get, and what is left out; as they were counted, until it is filled."""
    if request.rows_by == RowsBy.LISTED:
        lines = _filler(request, sealed.opened(request, is_result=False))[1].listed()
        request.row_count, request.left_out = len(lines), 0
    else:
        rows, request.left_out = table_rows.chosen(by, request, today)
        request.row_count = rows.count()


def fill_in(request: TableRequest, data: bytes, by, now: datetime) -> bytes:
    """The workbook filled, in Chinese, with what `by` may see. Counts into the request, full values into the log, and
    who stands in it beside the request.
    """
    today, people = timezone.localdate(now), set[int]()
    with translation.override("zh-hans"):
        book, filler = _filler(request, data)
        whom = _Whom(today)
        done = filling.fill(filler, _noted(_rows(request, filler, by, today, whom), people), whom)
        result = sheets.saved(book)
    request.row_count, request.filled, request.missing = done.rows, done.cells, done.missing
    _log(request, done.looks, by)
    if people:
        Carried.objects.create(table=request, people=sorted(people), at=now)
    return result


def _noted(rows: Iterator[tuple[int, Entry | None]], people: set[int]) -> Iterator[tuple[int, Entry | None]]:
    for line, entry in rows:
        if entry:
            people.add(entry.resident.pk)
        yield line, entry


def _filler(request: TableRequest, data: bytes):
    """What went out of use since the columns were matched is as unknown as what never was in the register."""
    book, _formulas = sheet_heads.opened(data)
    head, off = sheet_heads.Head(**request.head), catalogue.off()
    matching = {at: "" if code in off else code for at, code in request.matching.items()}
    empty = RegisterField.objects.filter(type=FieldType.TRAIT).values_list("code", flat=True)
    return book, Filler(book, head, matching, full=request.is_full, known_empty=empty)


def _rows(request: TableRequest, filler: Filler, by, today: date, whom: "_Whom") -> Iterator[tuple[int, Entry | None]]:
    if request.rows_by == RowsBy.LISTED:
        lines = filler.listed()
        for start in range(0, len(lines), table_rows.BATCH):
            some = lines[start : start + table_rows.BATCH]
            found = table_rows.listed(by, [key for _line, key in some])
            entries = iter(_entries([row for row in found if row], by, today, whom))
            yield from ((line, next(entries) if row else None) for (line, _key), row in zip(some, found, strict=True))
        return
    rows, request.left_out = table_rows.chosen(by, request, today)
    filler.make_room(rows.count())
    line = filler.head.first
    for batch in table_rows.batches(rows):
        for entry in _entries(batch, by, today, whom):
            yield line, entry
            line += 1


def _entries(rows, by, today: date, whom: "_Whom") -> list[Entry]:
    whom.learn(rows)
    return catalogue.entries(rows, today, by)


class _Whom:
    """Whom to ask about a person: the grid worker of where they live."""

    def __init__(self, today: date):
        self.today, self.names = today, dict[int, str]()

    def learn(self, rows) -> None:
        """Two queries for each batch that brings grids not met before."""
        new = {row.grid_id for row in rows if row.grid_id} - self.names.keys()
        if new:
            keepers = table_rows.keepers(new, self.today)
            for area in Area.objects.filter(pk__in=new):
                self.names[area.pk] = f"{area.short_name} {keepers.get(area.pk, _('grid worker'))}"

    def __call__(self, entry: Entry | None) -> str:
        return self.names.get(entry.membership.grid_id or 0, _("the community")) if entry else _("the community")


def _log(request: TableRequest, looks: list[tuple[str, str]], by) -> None:
    """A row for each value of each person that stands in the table in full: the record shows who saw it."""
    with translation.override("zh-hans"):
        reason = _("table %(ref)s") % {"ref": request.ref}
    for start in range(0, len(looks), LOG_BATCH):
        RevealLog.objects.bulk_create(
            RevealLog(
                user=by,
                post_id=request.post_id,
                record_kind="residents.resident",
                record_key=ref,
                field=field,
                reason=reason,
            )
            for ref, field in looks[start : start + LOG_BATCH]
        )
