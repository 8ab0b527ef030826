"""A wish is posted, reviewed, claimed, fulfilled and thanked."""

import uuid

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.forms.fields import Words
from cases.forms.photos import PhotosField
from grids.enums import Kind
from grids.forms.area_choice import KINDS, AreaChoice
from grids.models import Organisation
from volunteers import rules
from volunteers.forms.teams import named
from volunteers.models import Team


class PostWish(forms.Form):
    token = forms.UUIDField(widget=forms.HiddenInput)
    words = Words(
        _("The wish"), rows=2, max_length=120, required=True, missing=_("Say what is wished for."),
        help_text=_("Shown to all once it is reviewed: without name, phone or address."),
    )  # fmt: skip
    name = forms.CharField(
        label=_("Whose wish"), max_length=40, error_messages={"required": _("Say whose wish it is.")}
    )
    phone = forms.CharField(
        label=_("Phone"), max_length=20, required=False, widget=forms.TextInput(attrs={"type": "tel"})
    )
    place = forms.CharField(label=_("Address"), max_length=160, required=False)
    area = AreaChoice()

    def __init__(self, data=None, *, user):
        super().__init__(data, initial={"token": uuid.uuid4()})
        self.fields["area"].offer(user, rules.KEEP, (*KINDS, Kind.UNIT))


class ClaimWish(forms.Form):
    """For oneself, where one volunteers; for a volunteer by name, a team, or an organisation."""

    name = forms.CharField(label=_("A volunteer, by the whole name"), max_length=40, required=False)
    team = forms.ModelChoiceField(Team.objects.none(), label=_("A whole team"), required=False, empty_label=_("None"))
    organisation = forms.CharField(label=_("An organisation, by the whole name"), max_length=80, required=False)

    def __init__(self, data=None, *, user):
        super().__init__(data)
        self.fields["team"].queryset = Team.objects.visible_to(user).standing()
        self.named = named(user, data.get("name", "")) if data else []

    def clean(self):
        said = super().clean()
        if said.get("name") and len(self.named) != 1:
            self.add_error("name", _("No volunteer of this name, or several, are in your areas."))
        if wanted := said.get("organisation"):
            said["organisation"] = Organisation.objects.filter(name=wanted.strip()).first()
            if said["organisation"] is None:
                self.add_error("organisation", _("No organisation of this name is in the register."))
        return said

    def facts(self) -> dict:
        said = self.cleaned_data
        return {
            "volunteer": self.named[0] if self.named else None, "team": said["team"],
            "organisation": said["organisation"] or None,
        }  # fmt: skip


class FulfilWish(forms.Form):
    text = Words(_("How it was fulfilled"), rows=2, max_length=300)
    photos = PhotosField(label=_("Photo"), most=1)


class ThankWish(forms.Form):
    text = Words(_("Words of thanks"), rows=2, max_length=300, required=True, missing=_("Write down what they said."))
