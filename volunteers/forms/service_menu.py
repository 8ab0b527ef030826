"""A service of the menu, and what stands on a community's public page."""

from django import forms
from django.utils.translation import gettext_lazy as _

from grids.forms.area_choice import AreaChoice
from volunteers.actions.service_menu import CHOOSE, KINDS, PARTS
from volunteers.enums.orders import Channel
from volunteers.models import ServiceItem
from volunteers.rules import READ


class MenuOf(forms.Form):
    """Whose menu: ?area=. Without one, or with one out of sight, the first."""

    area = AreaChoice(required=False)

    def __init__(self, data, *, user):
        super().__init__(data)
        self.fields["area"].offer(user, READ, KINDS)

    def chosen(self):
        return (self.cleaned_data["area"] if self.is_valid() else None) or self.fields["area"].queryset.first()


class ServiceForm(forms.ModelForm):
    channels = forms.MultipleChoiceField(
        label=_("Where it can be ordered"), choices=Channel, widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Say where it can be ordered.")},
    )  # fmt: skip

    class Meta:
        model = ServiceItem
        fields = PARTS

    def __init__(self, data=None, *, item: ServiceItem | None = None):
        now = {part: getattr(item, part) for part in PARTS} if item else {"channels": [Channel.COUNTER, Channel.PHONE]}
        super().__init__(data, initial=now)
        self.fields["name_en"].required = False
        self.fields["name_en"].help_text = _("Left empty: the Chinese one")
        self.fields["skill"].queryset = self.fields["skill"].queryset.filter(is_on=True)
        self.fields["skill"].empty_label = _("None")


class PageForm(forms.Form):
    """All are ticked at first: a community that opens its page seldom keeps something back."""

    codes = forms.MultipleChoiceField(
        label=_("What can be ordered there"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": CHOOSE},
    )

    def __init__(self, data=None, *, items: list[ServiceItem], is_on: bool):
        ticked = [item.code for item in items if not is_on or Channel.PAGE in item.channels]
        super().__init__(data, initial={"codes": ticked})
        self.fields["codes"].choices = [(item.code, item.label) for item in items]
