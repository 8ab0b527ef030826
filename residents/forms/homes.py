"""What a person says of a dwelling, and by what the list of them is filtered."""

from contextlib import contextmanager

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from grids.forms.days import Day
from residents import actions
from residents.actions import as_shown
from residents.enums import DwellingKind, Hazard, Tenure
from residents.forms.places import PlaceForm
from residents.homes import story as home_story

EMPTY = "none"  # beside the kinds of use: no household is in the register there
WHY = _("Say why, in a few words.")


class Filters(forms.Form):
    q = forms.CharField(label=_("Words"), max_length=60, required=False)
    area = forms.CharField(label=_("Area"), required=False, widget=forms.Select)
    kind = forms.ChoiceField(
        label=_("Kind of dwelling"), required=False, choices=[("", _("Every kind")), *DwellingKind.choices]
    )
    use = forms.ChoiceField(
        label=_("Use"),
        required=False,
        choices=[("", _("Every use")), *Tenure.choices, (EMPTY, _("Nobody registered"))],
    )


class Facts(forms.Form):
    kind = forms.ChoiceField(label=_("Kind of dwelling"), choices=DwellingKind, initial=DwellingKind.FLAT)
    tenure = forms.ChoiceField(label=_("Use"), choices=Tenure, initial=Tenure.UNKNOWN)
    hazards = forms.MultipleChoiceField(
        label=_("Hazards"), required=False, choices=Hazard, widget=forms.CheckboxSelectMultiple
    )


@contextmanager
def _at_the_address():
    """That an address is there already is found by the row as a whole; people look for it at the field."""
    try:
        yield
    except ValidationError as error:
        given = dict(getattr(error, "error_dict", {}))
        for name in ("__all__", "room", "compound", "building", "entrance"):
            if name in given:
                given["address"] = [*given.get("address", []), *given.pop(name)]
        raise (ValidationError(given) if given else error) from None


class NewHome(Facts, PlaceForm):
    field_order = ("area", "address", "kind", "tenure", "hazards")

    def carry_out(self, by):
        data = dict(self.cleaned_data)
        with _at_the_address():
            return actions.add_dwelling(by=by, parts=data.pop("address"), **data)


class HomeForm(forms.Form):
    """One act on `dwelling`. `seen` is the word for what its page showed; `stands` as in residents.forms.people."""

    title = done = ""
    stands: tuple[str, ...] = ()
    seen = forms.CharField(widget=forms.HiddenInput, max_length=16)

    def __init__(self, data=None, *, dwelling):
        self.dwelling = dwelling
        super().__init__(data, initial={"seen": as_shown.dwelling(dwelling)} | self.offered(dwelling))

    def offered(self, dwelling) -> dict:
        return {}

    def carry_out(self, by):
        return self.action(self.dwelling.pk, by=by, **self.cleaned_data)


class Change(Facts, HomeForm):
    title, done = _("Change the dwelling"), _("Changed.")
    stands = ("address", "kind", "tenure", "hazards")
    action = staticmethod(actions.change_dwelling)
    address = PlaceForm.base_fields["address"]
    why = forms.CharField(label=_("Why it is changed"), max_length=200, required=False)
    field_order = ("address", "kind", "tenure", "hazards", "why")
    clean_address = PlaceForm.clean_address

    def offered(self, dwelling) -> dict:
        return {name: getattr(dwelling, name) for name in self.stands}

    def carry_out(self, by):
        data = dict(self.cleaned_data)
        with _at_the_address():
            return actions.change_dwelling(self.dwelling.pk, by=by, parts=data.pop("address"), **data)


class Let(HomeForm):
    title, done = _("Let it"), _("Recorded. On these days it counts as rented out.")
    action = staticmethod(actions.let)
    starts_on = Day(_("From"))
    ends_on = Day(_("Until"), required=False, help_text=_("Left empty where no end is agreed."))


class EndLease(HomeForm):
    title, done = _("End the lease"), _("The lease has ended.")
    ends_on = Day(_("Last day"))
    tenure = forms.ChoiceField(label=_("Use from then on"), choices=Tenure, initial=Tenure.VACANT)

    def offered(self, dwelling) -> dict:
        return {"ends_on": timezone.localdate()}

    def carry_out(self, by):
        lease = running(self.dwelling)
        if lease is None:
            raise ValidationError(_("This has ended already."))
        return actions.end_lease(lease.pk, by=by, **self.cleaned_data)


class WithdrawLease(HomeForm):
    title, done = _("Withdraw a lease that has not begun"), _("The lease is withdrawn.")
    lease = forms.TypedChoiceField(
        label=_("Lease"),
        coerce=int,
        error_messages={"invalid_choice": _("This lease has begun, or is withdrawn already.")},
    )
    why = forms.CharField(label=_("Why it is withdrawn"), max_length=200, error_messages={"required": WHY})

    def __init__(self, data=None, *, dwelling):
        super().__init__(data, dwelling=dwelling)
        self.fields["lease"].choices = [(one.pk, home_story.let(one)) for one in to_come(dwelling)]

    def offered(self, dwelling) -> dict:
        return {"lease": next((one.pk for one in to_come(dwelling)), None)}

    def carry_out(self, by):
        data = dict(self.cleaned_data)
        return actions.withdraw_lease(self.dwelling.pk, data.pop("lease"), by=by, **data)


class Withdraw(HomeForm):
    title, done = _("Take out of the register"), _("Taken out of the register.")
    action = staticmethod(actions.withdraw_dwelling)
    why = forms.CharField(label=_("Why it is taken out"), max_length=200, error_messages={"required": WHY})


FORMS: dict[str, type[HomeForm]] = {
    "change": Change, "let": Let, "end-lease": EndLease, "withdraw-lease": WithdrawLease, "withdraw": Withdraw,
}  # fmt: skip


def running(dwelling):
    """The lease that has begun and has not ended: there is one at most."""
    today = timezone.localdate()
    leases = [one for one in dwelling.leases.all() if one.starts_on <= today]
    return next((one for one in leases if one.ends_on is None or one.ends_on > today), None)


def to_come(dwelling) -> list:
    """The leases that have not begun, the first of them first."""
    today = timezone.localdate()
    return sorted((one for one in dwelling.leases.all() if one.starts_on > today), key=lambda one: one.starts_on)
