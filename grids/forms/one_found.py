"""One of those that are found by what is typed, a name or an address; where several are, one of them is chosen."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class OneFound(forms.Form):
    """typed: the field that is searched by, "" for none. pick: that of the choice, left out where there is none."""

    typed, pick = "name", ""
    nobody, several = "", _("Several have this name: choose one.")

    def offer(self, found: dict[str, tuple[Any, str]]) -> None:
        """found: by what is sent for each, who it is and what tells them from the others."""
        self.found = found
        if len(found) < 2:
            del self.fields[self.pick]
        else:
            self.fields[self.pick].choices = [(key, told) for key, (_one, told) in found.items()]

    def clean(self):
        said = super().clean()
        if said.get(self.typed) and not self.found:
            self.add_error(self.typed, self.nobody)
        elif len(self.found) > 1 and not said.get(self.pick):
            self.add_error(self.pick, self.several)
        return said

    def chosen(self):
        """Of a form that is right."""
        return self.found[self.cleaned_data.get(self.pick) or next(iter(self.found))][0]
