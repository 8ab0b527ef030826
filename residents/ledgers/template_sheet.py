"""The empty ledger to start from, out of the field catalogue: lists to choose from, text columns, notes in line 2."""

from io import BytesIO

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from residents.catalogue import yes
from residents.ledgers import sheetwords
from residents.ledgers.ledger import (
    ADDRESS,
    BROUGHT_IN,
    FLAGS,
    ID_NUMBER,
    ROOM,
    TRAIT_SINCE,
    TRAITS,
)
from residents.models import RegisterField

ROWS = 2000  # so far down reach the lists to choose from
_NOTE = PatternFill("solid", fgColor="F0F3F2")


def fields() -> list[RegisterField]:
    """What a ledger may bring in, in the order of the template; what is switched off is left out."""
    found = {one.code: one for one in RegisterField.objects.filter(is_on=True, code__in=BROUGHT_IN)}
    return [found[code] for code in BROUGHT_IN if code in found]


def template() -> bytes:
    book = Workbook()
    page = book.active
    page.title = _("People")
    page.freeze_panes = "B3"
    columns = [one for one in fields() if one.code not in (ADDRESS, "area.community")]
    for place, one in enumerate(columns, 1):
        letter = get_column_letter(place)
        page.column_dimensions[letter].width = 22 if one.code == ID_NUMBER else 14
        page.column_dimensions[letter].number_format = "@"  # of the column: sixty thousand cells took a second
        head, note = page.cell(1, place, one.label), page.cell(2, place, _note(one, place == 1))
        head.font, note.fill = Font(bold=True), _NOTE
        note.alignment = Alignment(wrap_text=True, vertical="top")
        if words := _words(one.code):
            choice = DataValidation("list", formula1='"' + ",".join(words) + '"', allow_blank=True)
            choice.showErrorMessage = True
            choice.add(f"{letter}3:{letter}{ROWS}")
            page.add_data_validation(choice)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _words(code: str) -> list[str]:
    if code in FLAGS:
        return [yes(True), yes(False)]
    return [str(label) for label in sheetwords.CHOICES[code].labels] if code in sheetwords.CHOICES else []


def _note(one: RegisterField, is_first: bool) -> str:
    """The first one says that this line is a note: so it is left out when the sheet comes back."""
    notes = {
        ID_NUMBER: _("18 characters, as text"),
        ROOM: _("needed: 401"),
        "membership.since": "2026-05-11",
        "resident.born_on": _("may be left out where the ID number is there"),
        "household.head": _("keeps two households of one home apart"),
        **dict.fromkeys(TRAITS, _("yes, or the grade; then with basis and day")),
        TRAIT_SINCE: "2026-05-11",
        FLAGS[0]: _("empty: no"),
        FLAGS[1]: _("empty: yes"),
    }
    said = notes.get(one.code, "")
    if is_first:
        return _("Note: one line a person; this line may stay.") + " " + _("The name is needed.")
    return str(said)
