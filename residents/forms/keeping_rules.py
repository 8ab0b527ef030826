"""How long personal data are kept, as the keepers of the rules write it."""

from django import forms
from django.utils.translation import gettext_lazy as _

from grids.forms.why import Reason
from residents.actions.keeping_rules import MOST_YEARS


class KeepingForm(forms.Form):
    years = forms.IntegerField(label=_("How many years"), min_value=1, max_value=MOST_YEARS)
    basis = forms.CharField(label=_("Basis"), max_length=200)
    check_locally = forms.BooleanField(label=_("To be checked against local rules"), required=False)
    why = Reason()
