"""A shorter term of care for one area."""

from django import forms
from django.utils.translation import gettext_lazy as _

from grids.models import Area
from residents.forms.care import WHY


class AreaChoice(forms.ModelChoiceField):
    """Each under the one above it."""

    def label_from_instance(self, area) -> str:
        return "\u3000" * area.level + area.short_name


class Shorten(forms.Form):
    area = AreaChoice(Area.objects.none(), label=_("Area"), to_field_name="code", empty_label=_("Choose"))
    months = forms.IntegerField(label=_("Months"), min_value=1)
    reason = forms.CharField(label=_("Reason"), max_length=200, error_messages={"required": WHY})

    def __init__(self, data=None, *, areas, most: int):
        super().__init__(data)
        self.fields["area"].queryset = areas
        self.fields["months"].help_text = _("At most %(months)d; as many means: as the rule says.") % {"months": most}
