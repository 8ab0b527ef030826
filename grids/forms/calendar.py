"""A year's notice as a sheet: what is read of it, what is wrong with it, and the sheet given back marked."""

from django import forms
from django.utils.translation import gettext, gettext_lazy as _, pgettext_lazy

from grids import sheets
from grids.days import notices
from grids.days.notices import NoticeErrors
from grids.forms.handed import Handed, hand_on
from grids.forms.why import Why
from grids.sheets import Sheet
from grids.uploads import UploadRefused
from grids.words import phrases

HEADS = {"date": _("Date"), "works": pgettext_lazy("day of a calendar", "Working day"), "name": _("Holiday")}
ALIASES = {
    "日期": "date",
    "上班": "works",
    "节假日": "name",
    "Date": "date",
    "Working day": "works",
    "Holiday": "name",
}
MOST_ROWS = 366
LONGEST_NAME = 40
LONGEST = 200_000  # characters


def read_days(sheet: Sheet) -> dict:
    """The days of a notice in a sheet whose heads may be Chinese or English. Raises NoticeErrors."""
    rows = [(row.line, {ALIASES.get(head, head): text for head, text in row.cells.items()}) for row in sheet.rows]
    long = [
        (line, _("the name is longer than %(most)d characters") % {"most": LONGEST_NAME})
        for line, cells in rows
        if len(cells.get("name", "")) > LONGEST_NAME
    ]
    try:
        days = notices.read_notice(rows)
    except NoticeErrors as found:
        raise NoticeErrors(sorted([*found.errors, *long], key=lambda error: error[0])) from None
    if long:
        raise NoticeErrors(long)
    return days


def marked(sheet: Sheet) -> bytes:
    """The same sheet with its wrong rows coloured and the reasons beside them."""
    try:
        read_days(sheet)
        wrong = []
    except NoticeErrors as found:
        wrong = found.errors
    errors: dict[int, list[tuple[str | None, str]]] = {}
    for line, message in wrong:
        errors.setdefault(line, []).append((None, str(message)))
    return sheets.mark_errors(sheet, errors)


class NoticeForm(forms.Form):
    """The file and where it comes from. After is_valid(): `days`; with bad rows: `sheet` and `wrong`."""

    file = forms.FileField(
        label=_("Sheet with the days"),
        help_text=_("An .xlsx or .csv file with the columns date, working day (1 or 0, 班 or 休) and holiday."),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
        error_messages={"required": _("Choose the sheet with the days of the notice.")},
    )
    source = forms.CharField(
        label=_("Holiday notice"),
        max_length=200,
        help_text=_("Issuer and number, such as 国办发明电〔2026〕7号."),
        error_messages={"required": _("Say which notice this is: its issuer and number.")},
    )
    why = forms.CharField(
        label=_("Reason"),
        max_length=200,
        required=False,
        help_text=_("Only where the year is in the calendar already."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.sheet: Sheet | None = None
        self.wrong: list[dict] = []
        self.days: dict = {}

    def clean_file(self):
        try:
            sheet = self._read()
        except UploadRefused as refused:
            raise forms.ValidationError(refused.sentence) from None
        self._take(sheet)
        return sheet

    def _read(self) -> Sheet:
        sheet = sheets.read_sheet(self.cleaned_data["file"], known={*HEADS, *ALIASES}.__contains__)
        missing = [
            label for name, label in HEADS.items() if name not in {ALIASES.get(head, head) for head in sheet.head}
        ]
        if missing:
            names = phrases.listed(missing)
            raise UploadRefused(gettext("the head lacks these columns: %(names)s") % {"names": names})
        if len(sheet.rows) > MOST_ROWS or len(hand_on(sheet)) > LONGEST:
            raise UploadRefused(gettext("this is more than the days of one year"))
        return sheet

    def _take(self, sheet: Sheet) -> None:
        self.sheet = sheet
        try:
            self.days = read_days(sheet)
        except NoticeErrors as found:
            cells = {row.line: row.cells for row in sheet.rows}
            self.wrong = [
                {"line": line, "cells": [cells.get(line, {}).get(head, "") for head in sheet.head], "why": message}
                for line, message in found.errors
            ]
            count = len(self.wrong)
            raise forms.ValidationError(
                gettext("%(count)d of its lines are wrong; nothing was written.") % {"count": count}
            ) from None


class ConfirmForm(NoticeForm):
    """The second page: the sheet comes along in the form."""

    file = Handed(MOST_ROWS, label=_("Sheet with the days"))
    source = forms.CharField(max_length=200, widget=forms.HiddenInput)
    why = forms.CharField(max_length=200, required=False, widget=forms.HiddenInput)
    seen = forms.CharField(max_length=40, required=False, widget=forms.HiddenInput)

    def _read(self) -> Sheet:
        return self.cleaned_data["file"]


class TakeOutForm(Why):
    """On the page of a year; where it is refused it asks again."""

    seen = forms.CharField(max_length=40, widget=forms.HiddenInput)


class MarkedForm(forms.Form):
    file = Handed(MOST_ROWS)
