"""A sheet that one page hands to the next inside its form: read again there, trusted nowhere."""

import json

from django import forms
from django.utils.translation import gettext_lazy as _

from grids.sheets import Row, Sheet


class Handed(forms.CharField):
    """most: how many rows are read; a form that somebody wrote by hand may hold any number."""

    widget = forms.HiddenInput

    def __init__(self, most: int, **kwargs):
        super().__init__(**kwargs)
        self.most = most

    def clean(self, value) -> Sheet:
        try:
            head, rows = json.loads(super().clean(value))
            return Sheet([str(name) for name in head], [_row(*row) for row in rows[: self.most]])
        except (ValueError, TypeError, AttributeError, RecursionError):
            raise forms.ValidationError(_("The sheet did not come along. Choose the file again.")) from None


def _row(line, cells, lost) -> Row:
    cells = {str(name): str(text) for name, text in cells.items()}
    if any("\0" in text for text in cells.values()):
        raise ValueError("no sheet has this in a cell")
    return Row(int(line), cells, frozenset(str(name) for name in lost))


def hand_on(sheet: Sheet) -> str:
    rows = [[row.line, row.cells, sorted(row.lost)] for row in sheet.rows]
    return json.dumps([sheet.head, rows], ensure_ascii=False)
