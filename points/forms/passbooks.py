"""Finding a passbook's holder, and asking points for a deed."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from grids.forms.days import Day
from points.forms.fields import TENTH
from points.models import Rule, Scheme
from points.passbook import plain


class FindForm(forms.Form):
    """Whose passbook is opened: somebody in one's areas, by the whole name."""

    scheme = forms.ModelChoiceField(Scheme.objects.none(), label=_("Passbook"), empty_label=None)
    name = forms.CharField(label=_("Name"), max_length=40, error_messages={"required": _("Write the whole name.")})

    def __init__(self, *args, schemes, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["scheme"].queryset = schemes


def _each(rule: Rule) -> str:
    worth = {"name": rule.label, "amount": plain(rule.amount), "unit": rule.get_unit_display()}
    return _("%(name)s, %(amount)s %(unit)s each") % worth


class ClaimForm(forms.Form):
    resident = forms.ChoiceField(label=_("Who did it"), error_messages={"required": _("Say who of them did it.")})
    rule = forms.ChoiceField(
        label=_("What for"),
        widget=forms.RadioSelect(attrs={"class": "ll-opts--w"}),
        error_messages={"required": _("Choose what it is for."), "invalid_choice": _("Choose what it is for.")},
    )
    words = forms.CharField(
        label=pgettext_lazy("points", "What was done"),
        max_length=120,
        error_messages={"required": _("Say in a few words what was done.")},
        help_text=_("It stands in the passbook: no health, no debts, no names of others."),
    )
    times = forms.DecimalField(
        label=_("How many hours"), min_value=TENTH, max_value=24, max_digits=3, decimal_places=1, initial=1
    )
    done_on = Day(_("Day"), error_messages={"required": _("Choose the day.")})
    token = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args, rules, members=(), by_hours=False, **kwargs):
        """rules: what counts in this passbook. members: (ref, name) of a household, who keep one together."""
        super().__init__(*args, **kwargs)
        self.fields["rule"].choices = [(rule.code, _each(rule)) for rule in rules]
        if members:
            self.fields["resident"].choices = [("", _("Choose")), *members]
        else:
            del self.fields["resident"]
        if not by_hours:
            del self.fields["times"]
        self.initial.setdefault("done_on", timezone.localdate())
