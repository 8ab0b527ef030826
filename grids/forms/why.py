"""The reason of an act, and the form of one that asks for nothing else."""

from django import forms
from django.utils.translation import gettext_lazy as _


class Reason(forms.CharField):
    def __init__(self):
        super().__init__(label=_("Reason"), max_length=200, error_messages={"required": _("Say why, in a few words.")})


class Why(forms.Form):
    why = Reason()
