"""Taking somebody in as a volunteer, and what they are good at."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from grids import identity
from grids.enums import Kind
from grids.forms.area_choice import KINDS, AreaChoice
from grids.forms.one_found import OneFound
from residents.models import Membership
from volunteers import rules
from volunteers.forms.fields import SkillsField

MOST_FOUND = 20
REGISTER, OUTSIDE = "register", "outside"


class TakeInForm(OneFound):
    """From the register, found by the whole name; or from outside it, with name and phone."""

    pick, nobody = "resident", _("Nobody of this name is registered or living in your areas.")
    who = forms.ChoiceField(
        label=_("Where from"),
        choices=[(REGISTER, _("Somebody of the register")), (OUTSIDE, _("Somebody from outside"))],
        widget=forms.RadioSelect,
        initial=REGISTER,
    )
    name = forms.CharField(label=_("Whole name"), max_length=40)
    resident = forms.ChoiceField(label=_("Which of them"), widget=forms.RadioSelect, required=False)
    phone = forms.CharField(
        label=_("Phone"), max_length=20, required=False, widget=forms.TextInput(attrs={"inputmode": "tel"}),
        help_text=_("Only of somebody from outside."),
    )  # fmt: skip
    area = AreaChoice(help_text=_("Where somebody from outside helps; a resident belongs to their home."))
    skills = SkillsField()
    guardian_agrees = forms.BooleanField(label=_("Their guardian agrees"), required=False)

    def __init__(self, data=None, *, user):
        super().__init__(data)
        self.fields["area"].offer(user, rules.KEEP, (*KINDS, Kind.UNIT))
        self.fields["skills"].offer(user)
        outside = data is not None and data.get("who") == OUTSIDE
        self.typed = "" if outside else "name"
        homes = [] if data is None or outside else _residents(user, data.get("name", ""))
        if not any(home.resident.is_minor(timezone.localdate()) for home in homes):
            del self.fields["guardian_agrees"]
        self.offer({home.resident.ref: (home.resident, _told(home)) for home in homes})

    def clean(self):
        said = super().clean()
        if said.get("who") == OUTSIDE and not said.get("phone"):
            self.add_error("phone", _("Without a phone nobody can call them."))
        return said

    @property
    def is_outside(self) -> bool:
        return self.cleaned_data["who"] == OUTSIDE

    def resident_id(self) -> int:
        return self.chosen().pk


class SkillsForm(forms.Form):
    skills = SkillsField()

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["skills"].offer(user)


def _residents(user, name: str) -> list[Membership]:
    """Homes of living people of this name that one keeps, each person once."""
    rows = Membership.objects.visible_to(user).current().filter(user.scope.placed_q(rules.KEEP))
    rows = rows.filter(resident__name=identity.normalise_name(name)[:40], resident__died_on=None)
    homes = rows.select_related("resident", "household__dwelling").order_by("is_living", "pk")[:MOST_FOUND]
    return list({home.resident_id: home for home in homes}.values())


def _told(home: Membership) -> str:
    born = home.resident.born_on
    address = home.household.dwelling.address
    return _("%(address)s, born %(year)s") % {"address": address, "year": born.year} if born else address
