"""Finding a passbook's holder, and asking points for a deed."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from points.forms.fields import Day
from points.models import Rule, Scheme


class FindForm(forms.Form):
    """Whose passbook is opened: somebody in one's areas, by the whole name."""

    scheme = forms.ModelChoiceField(Scheme.objects.none(), label=_("Passbook"), empty_label=None)
    name = forms.CharField(label=_("Name"), max_length=40, error_messages={"required": _("Write the whole name.")})

    def __init__(self, *args, schemes, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["scheme"].queryset = schemes


class ClaimForm(forms.Form):
    rule = forms.ModelChoiceField(
        Rule.objects.none(),
        label=_("What for"),
        empty_label=None,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what it is for."), "invalid_choice": _("Choose what it is for.")},
    )
    words = forms.CharField(
        label=_("What was done"),
        max_length=120,
        error_messages={"required": _("Say in a few words what was done.")},
        help_text=_("It stands in the passbook: no health, no debts, no names of others."),
    )
    done_on = Day(_("Day"), error_messages={"required": _("Choose the day.")})
    token = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args, rules, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["rule"].queryset = rules
        self.fields["rule"].label_from_instance = lambda rule: _("%(name)s, %(amount)s each") % {
            "name": rule.label, "amount": f"{rule.amount:f}".removesuffix(".0"),
        }  # fmt: skip
        self.initial.setdefault("done_on", timezone.localdate())
