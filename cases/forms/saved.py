from django import forms
from django.utils.translation import gettext_lazy as _

from cases.models import SavedFilter


class SavedFilterForm(forms.ModelForm):
    class Meta:
        model = SavedFilter
        fields = ["name"]
        error_messages = {"name": {"required": _("Give it a short name.")}}
        widgets = {"name": forms.TextInput(attrs={"autocomplete": "off"})}
