"""Things that have a name in both languages."""

from django import forms
from django.utils.translation import gettext_lazy as _


class BothNames(forms.Form):
    """Nobody has to know English: left empty, the Chinese name stands for it."""

    name_zh = forms.CharField(label=_("Chinese name"), max_length=40)
    name_en = forms.CharField(
        label=_("English name"), max_length=60, required=False, help_text=_("Empty: the Chinese one.")
    )

    def __init__(self, *args, initial=None, **kwargs):
        """A Chinese name that stands for the English one is not offered as English: it would outlive a new name."""
        named = dict(initial or {})
        if named.get("name_en") and named["name_en"] == named.get("name_zh"):
            named["name_en"] = ""
        super().__init__(*args, initial=named, **kwargs)

    def clean(self) -> dict:
        said = super().clean() or self.cleaned_data
        said["name_en"] = said.get("name_en") or said.get("name_zh", "")
        return said
