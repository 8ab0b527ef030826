"""The reason of an act that asks for nothing else."""

from django import forms
from django.utils.translation import gettext_lazy as _


class Why(forms.Form):
    why = forms.CharField(
        label=_("Reason"), max_length=200, error_messages={"required": _("Say why, in a few words.")}
    )
