"""Somebody moves, alone or with those they live with; or comes back after having been away."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from grids.forms.days import Day
from residents import actions
from residents.actions.start import EDIT
from residents.forms.people import EntryForm
from residents.forms.places import PlaceForm
from residents.homes import page as household_page


class Move(EntryForm, PlaceForm):
    title, done = _("Moved to another home"), _("Recorded as moved.")
    along = forms.MultipleChoiceField(
        label=_("Goes along"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Of those who live in the same household"),
    )
    on = Day(_("Moved on"))
    with_registration = forms.BooleanField(
        label=_("The registration moves along"),
        required=False,
        help_text=_("Not ticked, they stay registered where they are."),
    )
    joining = forms.BooleanField(
        label=_("Into the household that is there"),
        required=False,
        help_text=_("Not ticked, they are a household of their own."),
    )
    phone = forms.CharField(
        label=_("Phone"),
        max_length=20,
        required=False,
        widget=forms.TextInput(attrs={"type": "tel"}),
        help_text=_("As you typed it; with the move it goes into the register."),
    )
    field_order = ("along", "area", "address", "joining", "on", "with_registration", "phone")

    def __init__(self, data=None, *, resident, user, begun=None):
        """begun: what was typed to register somebody new there, who then was found to be this person."""
        self.resident = resident
        told = {}
        if begun:
            told = {"on": begun.get("since")} | {name: begun.get(name) for name in ("area", "address", "phone")}
        # Of somebody registered elsewhere the move says nothing about that: it takes a tick of its own.
        kept = any(one.is_registered and user.scope.may(EDIT, one) for one in resident.memberships.current())
        offered = {"seen": resident.version, "on": timezone.localdate(), "with_registration": kept}
        PlaceForm.__init__(self, data, user=user, initial=offered | told)
        if not (told or data or {}).get("phone"):
            del self.fields["phone"]
        self.others = household_page.living_with(resident, user)
        self.fields["along"].choices = [
            (one.resident.ref, f"{one.resident.name} · {one.get_relation_display()}") for one in self.others
        ]
        if not self.others:
            del self.fields["along"]

    def carry_out(self, by):
        data = self.cleaned_data
        told = {"phone": data["phone"]} if data.get("phone") else {}
        along = [one.resident_id for one in self.others if one.resident.ref in data.get("along", ())]
        return actions.move_together(
            self.resident,
            along,
            data["area"],
            data["address"],
            by=by,
            seen=self.seen_version,
            **{name: data[name] for name in ("on", "with_registration", "joining")},
            **told,
        )
