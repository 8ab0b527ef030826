"""What a person says for each act on somebody's entry. Sealed values are never offered: left empty, they stay."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from grids.actions import reveal
from residents import actions, catalogue, duplicates
from residents.actions import Person, look_up
from residents.enums import Relation, Sex, Trait
from residents.forms.places import PlaceForm, day

STAYS = _("Left empty, it stays as it is.")


def drop_off(form: forms.Form) -> None:
    """Of a person's facts, those that the catalogue has out of use are not asked for."""
    for code in catalogue.off():
        part, _dot, name = code.partition(".")
        if part == "resident":
            form.fields.pop(name, None)


class NumberForm(forms.Form):
    number = forms.CharField(
        label=_("ID number or phone"), max_length=30, widget=forms.TextInput(attrs={"autocomplete": "off", "size": 24})
    )


class EntryForm(forms.Form):
    """One act on `resident`. `seen` is the version its reader saw."""

    title = done = ""
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, data=None, *, resident, user=None):
        self.resident, self.user = resident, user
        super().__init__(data, initial={"seen": resident.version} | self.offered(resident))

    def offered(self, resident) -> dict:
        return {}

    @property
    def seen_version(self) -> int:
        return self.cleaned_data["seen"]


class Correct(EntryForm):
    title, done = _("Correct the entry"), _("Corrected.")
    name = forms.CharField(label=pgettext_lazy("of a person", "Name"), max_length=40)
    sex = forms.ChoiceField(label=_("Sex"), choices=[("", _("Not known yet")), *Sex.choices], required=False)
    born_on = day(_("Born on"), required=False)
    id_number = forms.CharField(label=_("ID number"), max_length=24, required=False, help_text=STAYS)
    phone = forms.CharField(label=_("Phone"), max_length=20, required=False, help_text=STAYS)
    registered_address = forms.CharField(
        label=_("Registered address"), max_length=160, required=False, help_text=STAYS
    )
    registered_region = forms.CharField(label=_("Registered in"), max_length=40, required=False)
    education = forms.CharField(label=_("Education"), max_length=20, required=False)
    workplace = forms.CharField(label=_("Workplace or school"), max_length=60, required=False)

    def __init__(self, data=None, **kwargs):
        super().__init__(data, **kwargs)
        drop_off(self)

    def offered(self, resident) -> dict:
        names = ("name", "sex", "born_on", "registered_region", "education", "workplace")
        return {name: getattr(resident, name) for name in names}

    def carry_out(self, by):
        changed = {
            name: value
            for name, value in self.cleaned_data.items()
            if name != "seen" and (value or name not in ("id_number", "phone", "registered_address"))
        }
        return actions.correct(self.resident.pk, by=by, seen=self.seen_version, **changed)


class MoveOut(EntryForm):
    title, done = _("Moved away"), _("Recorded as moved away.")
    on = day(_("First day away"))
    where_to = forms.CharField(label=_("Where to"), max_length=60, required=False)

    def carry_out(self, by):
        data = self.cleaned_data
        return actions.move_out(
            self.resident.pk, by=by, seen=self.seen_version, on=data["on"], where_to=data["where_to"]
        )


class Died(EntryForm):
    title, done = _("Died"), _("Recorded.")
    on = day(_("Died on"))

    def carry_out(self, by):
        return actions.died(self.resident.pk, by=by, seen=self.seen_version, on=self.cleaned_data["on"])


class Recognise(EntryForm):
    title, done = _("Recognised by an office"), _("Recorded.")
    kind = forms.ChoiceField(label=_("Kind"), choices=Trait)
    grade = forms.CharField(label=_("Grade"), max_length=20, required=False)
    basis = forms.CharField(label=_("Basis"), max_length=120, help_text=_("Certificate or decision"))
    since = day(_("Since"))

    def __init__(self, data=None, **kwargs):
        super().__init__(data, **kwargs)
        off = catalogue.off()
        self.fields["kind"].choices = [(kind, kind.label) for kind in Trait if f"trait.{kind}" not in off]

    def carry_out(self, by):
        data = {name: value for name, value in self.cleaned_data.items() if name not in ("seen", "kind")}
        kind = Trait(self.cleaned_data["kind"])
        return actions.recognise(self.resident.pk, kind, by=by, seen=self.seen_version, **data)


FORMS: dict[str, type[EntryForm]] = {"correct": Correct, "recognise": Recognise, "move-out": MoveOut, "died": Died}


class RegisterForm(PlaceForm):
    """The phone in one hand: where, who, how. An ID number fills in sex and birth."""

    name = forms.CharField(label=pgettext_lazy("of a person", "Name"), max_length=40)
    id_number = forms.CharField(
        label=_("ID number"), max_length=24, required=False, help_text=_("Fills in sex and day of birth.")
    )
    phone = forms.CharField(
        label=_("Phone"), max_length=20, required=False, widget=forms.TextInput(attrs={"type": "tel"})
    )
    relation = forms.ChoiceField(label=_("Relation to the head"), choices=Relation, initial=Relation.HEAD)
    is_registered = forms.BooleanField(label=_("Registered here"), required=False)
    is_living = forms.BooleanField(label=_("Lives here"), required=False, initial=True)
    since = day(_("Since"))
    sex = forms.ChoiceField(label=_("Sex"), choices=[("", _("Not known yet")), *Sex.choices], required=False)
    born_on = day(_("Born on"), required=False)
    registered_region = forms.CharField(
        label=_("Registered in"),
        max_length=40,
        required=False,
        help_text=_("City or county, for somebody registered elsewhere"),
    )

    anew = forms.BooleanField(label=_("None of them: register a new person"), required=False, widget=forms.HiddenInput)

    def __init__(self, data=None, *, user, home=None):
        super().__init__(data, user=user, home=home, initial={"since": timezone.localdate()})
        drop_off(self)
        self.alike: list[duplicates.Candidate] = []

    def clean(self):
        """Somebody like this who is there already is shown first; a tick says that it is another person."""
        data = super().clean()
        if not self.errors and not data.get("anew"):
            self.alike = self._alike(data)
        if self.alike:
            self.fields["anew"].widget = forms.CheckboxInput()
            self.order_fields(["anew"])  # right below those whom it speaks of
            self.add_error("anew", _("Look whether it is one of them before you register somebody twice."))
        return data

    def _alike(self, data) -> list[duplicates.Candidate]:
        """Whose phone it is, is noted and limited like a reveal; beyond the limit phones are compared no more."""
        phone = data.get("phone", "") if reveal.may_look(self.user) else ""
        asked = {"name": data["name"], "born_on": data.get("born_on"), "phone": phone}
        alike = duplicates.at_address(self.user, data["area"], data["address"], **asked)
        look_up.met_by_phone([one.met_by_phone for one in alike if one.met_by_phone], by=self.user, where=data["area"])
        return alike

    def carry_out(self, by):
        data = self.cleaned_data
        names = ("name", "sex", "born_on", "id_number", "phone", "registered_region")
        return actions.register_at(
            Person(**{name: data[name] for name in names if name in data}),
            data["area"],
            data["address"],
            by=by,
            relation=Relation(data["relation"]),
            is_registered=data["is_registered"],
            is_living=data["is_living"],
            since=data["since"],
        )
