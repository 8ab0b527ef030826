"""Parts that the forms of points share."""

from decimal import Decimal

from django import forms
from django.utils.translation import gettext_lazy as _, pgettext_lazy

TENTH = Decimal("0.1")  # the least there is; as a float it would refuse itself


class Why(forms.Form):
    why = forms.CharField(
        label=pgettext_lazy("points", "Why"),
        max_length=200,
        error_messages={"required": _("Say why, in a few words.")},
    )
