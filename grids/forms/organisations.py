from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from grids.enums import OrganisationKind
from grids.forms.areas import OneArea
from grids.forms.days import Day
from grids.models import Area
from grids.organisations.uscc import clean_code
from grids.permissions import EDIT_ORGANISATION


class OrganisationForm(forms.Form):
    name = forms.CharField(label=pgettext_lazy("of a thing", "Name"), max_length=80)
    kind = forms.ChoiceField(label=_("Kind"), choices=OrganisationKind)
    uscc = forms.CharField(
        label=_("Unified social credit code"),
        max_length=24,
        required=False,
        help_text=_("18 signs, as on the business licence."),
    )
    area = OneArea(label=_("Lies in"), help_text=_("Code or full name of a grid, community or other area."))
    address = forms.CharField(label=_("Address"), max_length=120, required=False)
    closed_on = Day(_("Closed on"), required=False)
    why = forms.CharField(label=_("Reason for the change"), max_length=200, required=False)

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        seen = Area.objects.visible_to(user).unretired()
        self.fields["area"].rows = seen.filter(user.scope.area_q(EDIT_ORGANISATION))
        if "name" not in self.initial:  # a new one has not closed, and nothing of it changes
            del self.fields["closed_on"], self.fields["why"]

    def clean_uscc(self):
        try:
            return clean_code(self.cleaned_data["uscc"])
        except ValidationError as error:
            raise ValidationError(error.message_dict["uscc"]) from None
