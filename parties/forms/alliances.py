"""An alliance and who is in it."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from grids.forms.areas import OneOf
from grids.forms.days import Day
from parties import rules
from parties.forms.organization_fields import AreaWithin
from parties.models import Alliance, PartyOrganization

FACTS = ("name", "does", "founded_on")


class AllianceForm(forms.Form):
    name = forms.CharField(label=pgettext_lazy("of a thing", "Name"), max_length=60)
    does = forms.CharField(
        label=pgettext_lazy("of an alliance", "What it does together"), max_length=200, required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip
    founded_on = Day(_("Founded on"))

    @classmethod
    def of(cls, alliance: Alliance, data=None) -> "AllianceForm":
        return cls(data, initial={name: getattr(alliance, name) for name in FACTS})


class NewAllianceForm(AllianceForm):
    area = AreaWithin(label=_("Area"), help_text=_("Whose organisations it brings together: by code or name."))
    field_order = ["area", *FACTS]

    def __init__(self, data=None, *, user):
        super().__init__(data, initial={"founded_on": timezone.localdate()})
        self.fields["area"].offer(user, rules.KEEP)


class OneOrganization(OneOf):
    code_field = "ref"
    nothing = _("No party organisation of this name is in your areas.")
    several = _("Several are called so. Open the one you mean and copy the last part of its address.")


class JoinForm(forms.Form):
    organization = OneOrganization(label=_("Party organisation"), help_text=_("Its full name"))

    def __init__(self, data=None, *, user):
        super().__init__(data)
        self.fields["organization"].rows = PartyOrganization.objects.visible_to(user).standing()
