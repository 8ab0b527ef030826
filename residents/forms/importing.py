"""Sending a ledger, matching its columns, and taking a list of people along."""

import re

from django import forms
from django.db.models import Q
from django.utils.translation import gettext, gettext_lazy as _

from grids.areas.names import short
from grids.enums import Kind
from grids.forms.days import Day
from grids.models import Area
from grids.uploads import UploadRefused
from residents.actions import ledgers
from residents.ledgers import template_sheet
from residents.ledgers.ledger import REF

MOST_AREAS = 300
ALONE = "-"
_DIGITS = re.compile(r"\d{7,}[\dXx]?")  # where a sheet has no head, its first row may hold somebody's number


def areas_of(user, grant: str) -> list[Area]:
    """Where the hat worn may do it: its own areas and those right below them, down to grids."""
    hat = user.scope.hat
    if hat is None or grant not in hat.grants:
        return []
    own = [reach.area_id for reach in hat.reaches]
    below = Q(parent__in=own) & ~Q(kind=Kind.UNIT)
    found = Area.objects.visible_to(user).filter(Q(pk__in=own) | below)
    return list(found.unretired().order_by("tree_id", "lft")[:MOST_AREAS])


class AreaField(forms.ChoiceField):
    """One of the areas handed in, by code."""

    def __init__(self, areas: list[Area], **more):
        self.areas = {area.code: area for area in areas}
        top = min((area.level for area in areas), default=0)
        choices = [(area.code, " " * 2 * (area.level - top) + short(area.name)) for area in areas]
        super().__init__(choices=choices, **more)

    def clean(self, value):
        return self.areas[super().clean(value)]


class UploadForm(forms.Form):
    def __init__(self, *args, areas: list[Area], **more):
        super().__init__(*args, **more)
        self.fields["area"] = AreaField(
            areas, label=_("Area"), help_text=_("Rows that name no unit or grid of their own go here.")
        )
        self.fields["file"] = forms.FileField(
            label=_("Ledger"),
            help_text=_(".xlsx or .csv, at most 10 MB. Any order of columns; you match them on the next page."),
            widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.csv"}),
        )

    def carry_out(self, by):
        file, area = self.cleaned_data["file"], self.cleaned_data["area"]
        try:
            return ledgers.upload(file, file.name, area, by=by)
        except UploadRefused as refused:
            raise forms.ValidationError({"file": refused.sentence}) from None


class ColumnsForm(forms.Form):
    """A select for each column of the sheet: which field it fills, or none. What makes no sense the action says."""

    def __init__(self, head: list[str], columns: dict[str, str], *args, **more):
        super().__init__(*args, **more)
        known = [(one.code, one.label) for one in template_sheet.fields()]
        choices = [(ALONE, gettext("Leave this column alone")), *known, (REF, gettext("Record number"))]
        for place, name in enumerate(head):
            self.fields[f"column_{place}"] = forms.ChoiceField(
                label=_DIGITS.sub("****", name), choices=choices, initial=columns.get(str(place), ALONE)
            )

    @property
    def columns(self) -> dict[int, str]:
        return {int(name.removeprefix("column_")): code for name, code in self.cleaned_data.items() if code != ALONE}


class ExportForm(forms.Form):
    def __init__(self, *args, areas: list[Area], **more):
        super().__init__(*args, **more)
        self.fields["area"] = AreaField(areas, label=_("Area"))
        self.fields["purpose"] = forms.CharField(
            label=_("Purpose"),
            max_length=200,
            min_length=2,
            help_text=_("It stands in the sheet and in the log, with your name and the time."),
        )
        self.fields["kept_until"] = Day(
            _("Kept until"),
            help_text=_("Then you destroy the file. The log says so to whoever reads it."),
        )
