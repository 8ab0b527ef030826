"""What the reporter says at their link."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.enums import Resolved
from cases.forms.acts import ONE_A_LINE, STARS
from cases.forms.fields import Words


class Rating(forms.Form):
    resolved = forms.ChoiceField(
        label=_("Is it really fixed?"),
        choices=[(Resolved.YES, _("Yes, fixed")), (Resolved.PARTLY, _("Partly")), (Resolved.NO, _("No, not fixed"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Say whether it is fixed.")},
    )
    rating = forms.TypedChoiceField(
        label=_("How satisfied are you?"),
        choices=STARS,
        coerce=int,
        widget=ONE_A_LINE,
        error_messages={"required": _("Choose from one to five.")},
    )
    text = Words(_("What you want to say"), max_length=500)
