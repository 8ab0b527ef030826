"""A rule of meetings: of whom it speaks, how often, and from when on."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from grids.forms.days import Day
from grids.forms.why import Why
from grids.models import Area
from parties import rules
from parties.actions.cadences import FACTS
from parties.enums import OrgKind
from parties.enums.meetings import Every, MeetingKind
from parties.forms.meetings import MOST_CHOICES
from parties.models import Cadence
from parties.rules import meetings as meetings_rules


class CadenceForm(forms.Form):
    kind = forms.ChoiceField(
        label=_("Kind"), choices=MeetingKind,
        help_text=_("A rule of this place takes the place of the general one of the same kind."),
    )  # fmt: skip
    name_zh = forms.CharField(label=_("Chinese name"), max_length=40)
    name_en = forms.CharField(
        label=_("English name"), max_length=60, required=False, help_text=_("Empty: the Chinese one.")
    )
    org_kinds = forms.MultipleChoiceField(
        label=_("For organisations of these kinds"), choices=OrgKind, widget=forms.CheckboxSelectMultiple
    )
    every = forms.TypedChoiceField(label=pgettext_lazy("of a meeting", "How often"), choices=Every, coerce=int)
    month = forms.IntegerField(
        label=_("In which month of the period"), min_value=1, max_value=12, initial=1,
        help_text=_("1 for every month; 3 for the last month of a quarter."),
    )  # fmt: skip
    day = forms.IntegerField(
        label=_("Day of the month"), min_value=1, max_value=31, initial=31, help_text=_("31: its last day.")
    )
    is_fixed = forms.BooleanField(label=_("On that day, not just by it"), required=False)
    rolls = forms.BooleanField(
        label=_("Moves on from a rest day to the next working day"), required=False, initial=True
    )
    minutes = forms.IntegerField(label=_("Planned minutes"), min_value=5, max_value=600, initial=60)
    source = forms.CharField(label=pgettext_lazy("of a rule", "Source"), max_length=120, required=False)
    valid_from = Day(_("Holds from"))


class NewCadenceForm(CadenceForm):
    area = forms.ModelChoiceField(
        Area.objects.none(), label=_("Holds in"), to_field_name="code", required=False, empty_label=None
    )

    def __init__(self, data=None, *, user):
        super().__init__(data, initial={"valid_from": timezone.localdate()})
        found = user.scope.area_q(rules.KEEP)
        rows = Area.objects.filter(found, kind__in=meetings_rules.KEEP_CADENCES, valid_to=None)
        field = self.fields["area"]
        field.queryset = rows.order_by("tree_id", "lft")
        field.choices = [(area.code, area.short_name) for area in field.queryset[:MOST_CHOICES]]
        if meetings_rules.may_keep_cadence(user, None):
            field.choices = [("", pgettext_lazy("of an entry", "Everywhere")), *field.choices]
        else:
            field.required = True
        self.order_fields(["area"])


class ChangeCadenceForm(CadenceForm, Why):
    def __init__(self, data=None, *, cadence: Cadence):
        kept = {name: getattr(cadence, name) for name in FACTS}
        super().__init__(data, initial=kept | {"valid_from": max(timezone.localdate(), cadence.valid_from)})
