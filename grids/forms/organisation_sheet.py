"""The sheet of organisations: chosen on one page, handed on by the next."""

from django import forms
from django.utils.translation import gettext, gettext_lazy as _, pgettext_lazy

from grids import sheets
from grids.forms.handed import Handed
from grids.organisations import sheet as organisation_sheet
from grids.sheets import Sheet
from grids.uploads import UploadRefused

MOST_ROWS = 1000


class ChooseForm(forms.Form):
    file = forms.FileField(
        label=_("Sheet of organisations"),
        help_text=_(
            "An .xlsx or .csv file with at least the name and the area it lies in; credit code, kind and address as"
            " far as known. At most 1,000 lines."
        ),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
        error_messages={"required": _("Choose the sheet.")},
    )

    def clean_file(self) -> Sheet:
        try:
            sheet = sheets.read_sheet(
                self.cleaned_data["file"], known=lambda text: bool(organisation_sheet.meant(text))
            )
        except UploadRefused as refused:
            raise forms.ValidationError(refused.sentence) from None
        heads = organisation_sheet.matched(sheet.head)
        if not {organisation_sheet.NAME, organisation_sheet.CODE} & heads.keys():
            raise forms.ValidationError(gettext("No column holds the names or the credit codes: fetch the template."))
        if len(sheet.rows) > MOST_ROWS:
            raise forms.ValidationError(
                gettext("These are %(count)d lines; at most %(most)d go at once.")
                % {"count": len(sheet.rows), "most": MOST_ROWS}
            )
        if not sheet.rows:
            raise forms.ValidationError(gettext("There is no line below the head."))
        return sheet


class HandedForm(forms.Form):
    file = Handed(MOST_ROWS)
    why = forms.CharField(
        label=_("Reason for the change"), max_length=200, required=False,
        help_text=pgettext_lazy("of a sheet", "Where the sheet is from."),
    )  # fmt: skip
