from django import forms
from django.utils.translation import gettext_lazy as _

from grids.areas.redivision import OURS, RETIRE, STAY
from grids.sheets import read_sheet
from grids.uploads import UploadRefused


class SheetForm(forms.Form):
    file = forms.FileField(
        label=_("Sheet"),
        help_text=_(
            ".xlsx or .csv with the columns level, code, name, parent, from, nature, uscc, organisation, boundary."
        ),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.csv"}),
    )
    rest = forms.ChoiceField(
        label=_("What the sheet does not name"),
        choices=[(STAY, _("stays as it is")), (RETIRE, _("is retired"))],
        initial=STAY,
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(label=_("Reason"), max_length=200)

    def clean_file(self):
        try:
            sheet = read_sheet(self.cleaned_data["file"], known=OURS.__contains__)
        except UploadRefused as refused:
            raise forms.ValidationError(refused.sentence) from None
        if sheet.lost:
            line, column = sorted(sheet.lost)[0]
            words = _(
                "Line %(line)d, %(column)s: the spreadsheet lost the last digits. Format the column as text first."
            )
            raise forms.ValidationError(words, params={"line": line, "column": column})
        heads = {name for name in sheet.head}
        if not heads & {"level", "层级", "级别"} or not heads & {"name", "名称"}:
            raise forms.ValidationError(_("The sheet needs at least the columns level and name."))
        return sheet
