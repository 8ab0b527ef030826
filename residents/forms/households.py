"""What a person says for each act on a household."""

from typing import NamedTuple

from django import forms
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy as _

from grids.as_shown import check
from grids.forms.days import Day
from residents import actions, catalogue, found
from residents.actions import as_shown
from residents.enums import RegisterType, Relation
from residents.forms.places import PlaceForm


class Choice(NamedTuple):
    value: str
    title: str
    facts: list[str]


class HouseholdForm(forms.Form):
    """One act on `household`, whose current members are `members` (residents.homes.page.Member).

    `seen` is the word for what its page showed. An act that first looks something up gives `choices` to choose from
    after the first sending; it is carried out once one of them is `chosen`.
    """

    title = done = find = ""
    named = ""  # what is chosen among what was found: the name of its field
    seen = forms.CharField(widget=forms.HiddenInput, max_length=16)

    def __init__(self, data=None, *, household, members, user, **kwargs):
        self.household, self.members, self.user, self.choices = household, members, user, []
        initial = {"seen": as_shown.household(household), "on": timezone.localdate()} | kwargs.pop("initial", {})
        super().__init__(data, initial=initial, **kwargs, **self.place())

    def place(self) -> dict:
        """What a PlaceForm wants besides."""
        return {}

    @property
    def chosen(self) -> str:
        given = self.data.get(self.named, "")
        return given if any(given == one.value for one in self.choices) else ""

    def _ask(self) -> None:
        """The second sending must say which; `asked` comes from the page that showed the choices."""
        if self.data.get("asked") and self.choices and not self.chosen:
            self.add_error(None, _("Choose one of them."))

    @property
    def is_ready(self) -> bool:
        return not self.named or bool(self.chosen)


class Relations(HouseholdForm):
    title, done = _("Head and relations"), _("Head and relations are put right.")

    def __init__(self, data=None, **kwargs):
        super().__init__(data, **kwargs)
        for one in self.members:
            membership = one.membership
            self.fields[self._name(membership)] = forms.ChoiceField(
                label=one.name, choices=Relation, initial=membership.relation
            )

    @staticmethod
    def _name(membership) -> str:
        return f"relation_{membership.resident.ref}"

    def carry_out(self, by):
        data = self.cleaned_data
        given = {one.membership.resident_id: Relation(data[self._name(one.membership)]) for one in self.members}
        return actions.change_relations(self.household.pk, given, by=by, seen=data["seen"])


class Kind(HouseholdForm):
    title, done = _("Change the kind of household"), _("The kind of household is changed.")
    stands = ("register_type",)
    register_type = forms.ChoiceField(label=_("Kind of household"), choices=RegisterType)

    def __init__(self, data=None, *, household, **kwargs):
        stands = {"register_type": household.register_type}
        super().__init__(data, household=household, initial=stands, **kwargs)

    def carry_out(self, by):
        data = self.cleaned_data
        chosen = RegisterType(data["register_type"])
        return actions.change_register_type(self.household.pk, chosen, by=by, seen=data["seen"])


class HouseholdPlaceForm(HouseholdForm, PlaceForm):
    def place(self) -> dict:
        return {"user": self.user, "home": self.household.dwelling}


class Split(HouseholdPlaceForm):
    title, done = _("Split the household"), _("They are a household of their own now.")
    who = forms.MultipleChoiceField(
        label=_("Who leaves"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose who leaves; somebody has to stay.")},
    )
    on = Day(_("Since"))
    field_order = ("who", "area", "address", "on")

    def __init__(self, data=None, **kwargs):
        super().__init__(data, **kwargs)
        self.fields["who"].choices = [
            (one.membership.resident.ref, f"{one.name} · {one.relation}") for one in self.members
        ]
        self.fields["address"].help_text = _("Where they live from then on; it may stay the same.")

    def clean_who(self):
        who = set(self.cleaned_data["who"])
        if len(who) == len(self.members):
            raise forms.ValidationError(_("Choose who leaves; somebody has to stay."))
        return [one.membership.resident_id for one in self.members if one.membership.resident.ref in who]

    def carry_out(self, by):
        data = self.cleaned_data
        return actions.split_to(
            self.household.pk, data["who"], data["area"], data["address"], by=by, on=data["on"], seen=data["seen"]
        )


class Join(HouseholdPlaceForm):
    title, done = _("Join with another household"), _("The households are joined.")
    find, named = _("Look for the household"), "into"
    legend = _("They come together with")
    on = Day(_("Since"))
    field_order = ("area", "address", "on")

    def clean(self):
        data = super().clean()
        if not self.errors:
            self.there = found.households_at(self.user, data["area"], data["address"], beside=self.household)
            self.choices = [Choice(one.ref, str(one), found.names_in(one)) for one in self.there]
            if not self.choices:
                self.add_error("address", _("No other household is in the register at this address."))
            self._ask()
        return data

    def carry_out(self, by):
        into = next(one for one in self.there if one.ref == self.chosen)
        data = self.cleaned_data
        return actions.join(self.household.pk, into.pk, by=by, on=data["on"], seen=data["seen"])


class AddMember(HouseholdForm):
    """Somebody who is in the register already; whoever is not goes through the form for somebody new."""

    title, done = _("Add a member"), _("Added to the household.")
    find, named = _("Look for the person"), "person"
    legend = _("Who of them is it")
    who = forms.CharField(
        label=_("Name"), max_length=40, min_length=2, help_text=_("Two characters of the name, or the first letters")
    )
    relation = forms.ChoiceField(label=_("Relation to the head"), choices=Relation, initial=Relation.OTHER)
    is_living = forms.BooleanField(label=_("Lives here"), required=False, initial=True)
    is_registered = forms.BooleanField(label=_("The registration moves here as well"), required=False)
    on = Day(_("Since"))

    def clean(self):
        data = super().clean()
        if not (data.get("is_living") or data.get("is_registered")):
            self.add_error("is_living", _("Somebody is registered here, lives here, or both."))
        if not self.errors:
            there = {one.membership.resident_id for one in self.members if one.membership.is_living}
            self.people = [one for one in found.people(self.user, data["who"]) if one.pk not in there]
            today, off = timezone.localdate(), catalogue.off()
            self.choices = [Choice(one.ref, one.name, self._said(one, today, off)) for one in self.people]
            if not self.choices:
                self.add_error("who", _("Nobody of this name is in the register of your areas."))
            self._ask()
        return data

    @staticmethod
    def _said(one, today, off: set[str]) -> list[str]:
        sex, age = catalogue.sex_and_age(one, today, off)
        years = "" if age is None else gettext("%(age)s years") % {"age": age}
        return [word for word in (sex, years, *one.homes) if word]

    def carry_out(self, by):
        data, one = self.cleaned_data, next(one for one in self.people if one.ref == self.chosen)
        check(data["seen"], as_shown.household(self.household))
        actions.move(
            one.pk,
            self.household,
            by=by,
            seen=one.version,
            on=data["on"],
            relation=Relation(data["relation"]),
            is_registered=data["is_registered"],
            is_living=data["is_living"],
        )
        return self.household


FORMS: dict[str, type[HouseholdForm]] = {
    "add": AddMember, "relations": Relations, "split": Split, "join": Join, "kind": Kind,
}  # fmt: skip
