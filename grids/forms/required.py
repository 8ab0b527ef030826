"""What is said where something is missing. Django asks for a choice, a file or a tick in the words for a text."""

from django import forms
from django.utils.translation import gettext_lazy as _

MISSING = {
    forms.ChoiceField: _("Choose one."),
    forms.ModelChoiceField: _("Choose one."),
    forms.FileField: _("Choose a file."),
    forms.BooleanField: _("This has to be ticked."),
}

for kind, words in MISSING.items():
    kind.default_error_messages = {**getattr(kind, "default_error_messages", {}), "required": words}
