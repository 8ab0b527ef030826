"""A community's terms: its scheme with its shop, and a rule of its own."""

from datetime import timedelta

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from grids.forms.days import Day
from points import opening
from points.enums import Holder, Per, Unit
from points.forms.fields import TENTH
from points.passbook import plain

SHOP = ("place", "hours", "opening", "reserve_days")


class SchemeForm(forms.Form):
    """areas: where a new one may be set up; none for one that is there."""

    area = forms.ModelChoiceField(None, label=_("Area"), empty_label=None)
    unit = forms.ChoiceField(label=pgettext_lazy("of points", "Unit"), choices=Unit)
    name = forms.CharField(label=_("What the passbook is called"), max_length=40)
    holder = forms.ChoiceField(label=_("A passbook belongs to"), choices=Holder)
    notice_days = forms.IntegerField(
        label=_("Days of public notice"), min_value=0, max_value=60, initial=0,
        help_text=_("0: none. Usual are seven, within which anybody may object."),
    )  # fmt: skip
    expires_months = forms.IntegerField(
        label=_("Months until points expire"), min_value=0, max_value=120, initial=0,
        help_text=_("0: never. The oldest go first. A shorter term holds after 61 days, so that holders can be told."),
    )  # fmt: skip
    place = forms.CharField(label=_("Where the points shop is"), max_length=80)
    hours = forms.CharField(
        label=_("Opening times"), max_length=600, required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("A line for each, weekdays and hours: Wed, Sat 9:00–11:30"),
    )  # fmt: skip
    opening = forms.CharField(
        label=_("Note on the opening times"), max_length=80, required=False,
        help_text=_("What differs from the week, such as public holidays."),
    )  # fmt: skip
    reserve_days = forms.IntegerField(label=_("Days a reserved item is kept"), min_value=1, max_value=60, initial=7)
    is_on = forms.BooleanField(label=_("In use"), required=False, initial=True)

    def __init__(self, *args, areas=None, **kwargs):
        super().__init__(*args, **kwargs)
        if areas is None:
            del self.fields["area"], self.fields["unit"]
        else:
            self.fields["area"].queryset = areas

    def clean_hours(self) -> list[dict]:
        return opening.parsed(self.cleaned_data["hours"])

    @property
    def terms(self) -> dict:
        """For the act: the scheme's own, and those of its shop."""
        shop = {name: self.cleaned_data[name] for name in SHOP}
        return {name: value for name, value in self.cleaned_data.items() if name not in SHOP} | {"shop": shop}


class EndRule(forms.Form):
    on = Day(_("Counts no more from"), error_messages={"required": _("Choose the day.")})

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial.setdefault("on", timezone.localdate() + timedelta(days=1))


class RuleForm(forms.Form):
    code = forms.ChoiceField(label=_("In place of"), required=False)
    name = forms.CharField(label=_("What for"), max_length=40)
    amount = forms.DecimalField(label=_("Worth"), min_value=TENTH, max_value=1000, max_digits=5, decimal_places=1)
    cap = forms.DecimalField(
        label=_("At most, for one person"), min_value=TENTH, max_value=10_000, max_digits=6, decimal_places=1,
        required=False,
    )  # fmt: skip
    cap_per = forms.ChoiceField(label=_("within"), choices=[("", _("no limit")), *Per.choices], required=False)
    basis = forms.CharField(label=_("Basis"), max_length=200, required=False)
    valid_from = Day(_("Valid from"), error_messages={"required": _("Choose the day.")})

    def __init__(self, *args, rules, **kwargs):
        super().__init__(*args, **kwargs)
        there = [(rule.code, f"{rule.label} · {plain(rule.amount)} {rule.get_unit_display()}") for rule in rules]
        self.fields["code"].choices = [("", _("none: a new rule")), *there]
        self.initial.setdefault("valid_from", timezone.localdate())

    def clean(self) -> dict:
        said = super().clean() or {}
        if bool(said.get("cap")) != bool(said.get("cap_per")) and not self.errors:
            self.add_error(
                "cap_per" if said.get("cap") else "cap", _("Say how many points within which time, or neither.")
            )
        elif said.get("cap") and said.get("amount") and said["cap"] < said["amount"]:
            self.add_error("cap", _("This is less than the rule gives at once."))
        return said
