"""A list as a sheet: exactly the rows handed in, masked, with what the log says of it in its second line."""

from collections.abc import Callable, Iterable, Iterator
from itertools import chain

from django.utils import timezone
from django.utils.translation import gettext

from grids.sheets import write_xlsx
from grids.words import languages
from residents import catalogue
from residents.ledgers.ledger import BROUGHT_IN, REF_HEADS
from residents.models import ExportLog, RegisterField

MOST_ROWS = 15_000  # so many are written within the half minute that a request may take
AT_ONCE = 1000
AS_TEXT = ("resident.id_number", "resident.phone", "dwelling.building", "dwelling.entrance", "dwelling.room")
COMPUTED = ("resident.age", "membership.state")
# A list does not say of each who is disabled or poor, and by which paper: those who need them take the list of that
# ledger, whose name stands in the log and in the sheet.
OF_PEOPLE = tuple(code for code in (*BROUGHT_IN, *COMPUTED) if not code.startswith("trait."))
OF_HOMES = tuple(code for code in BROUGHT_IN if code.startswith(("area.", "dwelling.")))


def of_people(memberships, made: ExportLog) -> bytes:
    """memberships: a queryset, already narrowed to what the reader sees and asked for; not more than MOST_ROWS."""
    fields, today = _fields(OF_PEOPLE), timezone.localdate(made.at)
    rows = memberships.select_related("resident__subject", "household__dwelling")
    entries = _in_pieces(rows, lambda some: catalogue.entries(some, today))
    lines = ([one.resident.ref, *(catalogue.shown(code, one) for code in fields)] for one in entries)
    return _written([languages.chosen(*REF_HEADS), *fields.values()], lines, made, fields)


def of_homes(dwellings, made: ExportLog) -> bytes:
    """The homes without names: whoever needs the people takes the list of people, where each of them is told of it."""
    fields = _fields(OF_HOMES)
    entries = _in_pieces(dwellings, catalogue.homes)
    lines = ([*(catalogue.shown(code, one) for code in fields), one.size] for one in entries)
    return _written([*fields.values(), gettext("People registered")], lines, made, fields)


def _fields(codes: Iterable[str]) -> dict[str, str]:
    """code -> heading, of those that are switched on."""
    there = {one.code: one.label for one in RegisterField.objects.filter(is_on=True)}
    return {code: there[code] for code in codes if code in there}


def _written(head: list[str], lines: Iterator[list], made: ExportLog, fields: dict[str, str]) -> bytes:
    note = [watermark(made), *[""] * (len(head) - 1)]
    texts = [heading for code, heading in fields.items() if code in AS_TEXT]
    return write_xlsx(head, chain([note], lines), text_columns=texts)


def watermark(made: ExportLog) -> str:
    """It begins as a note does, so that the sheet can be brought in again."""
    said = gettext(
        "Note: taken along by %(who)s on %(when)s for: %(purpose)s. Do not hand it on, and destroy it after %(until)s."
    ) % {
        "who": made.by,
        "when": f"{timezone.localtime(made.at):%Y-%m-%d %H:%M}",
        "purpose": made.purpose,
        "until": made.kept_until,
    }
    return f"{said} {gettext('Only:')} {made.filters}" if made.filters else said


def _in_pieces(rows, read: Callable[[list], Iterable]) -> Iterator:
    last = 0
    while some := list(rows.order_by("pk").filter(pk__gt=last)[:AT_ONCE]):
        yield from read(some)
        last = some[-1].pk
