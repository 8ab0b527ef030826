"""What a person says for each act on somebody's entry. Sealed values are never offered: left empty, they stay."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy as _

from grids.actions import reveal
from grids.forms.days import Day
from grids.words import phrases
from residents import actions, catalogue, duplicates, guardians
from residents.actions import Person, look_up, stays
from residents.actions.death import has_another_head
from residents.actions.take_over import is_free
from residents.enums import Relation, Sex, Trait
from residents.forms.fields import PersonName
from residents.forms.places import PlaceForm

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
    """One act on `resident`. `seen` is the version its reader saw.

    stands: fields that begin with what stands in the entry, and overwrite it.
    """

    title = done = ""
    stands: tuple[str, ...] = ()
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
    stands = ("name", "sex", "born_on", "registered_region", "education", "workplace")
    name = PersonName()
    sex = forms.ChoiceField(label=_("Sex"), choices=[("", _("Not known yet")), *Sex.choices], required=False)
    born_on = Day(_("Born on"), required=False)
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
        return {name: getattr(resident, name) for name in self.stands}

    def carry_out(self, by):
        changed = {
            name: value
            for name, value in self.cleaned_data.items()
            if name != "seen" and (value or name not in ("id_number", "phone", "registered_address"))
        }
        return actions.correct(self.resident.pk, by=by, seen=self.seen_version, **changed)


class Since(EntryForm):
    title, done = _("Correct since when they are here"), _("Corrected.")

    def __init__(self, data=None, *, resident, user):
        self.homes = {f"since_{one.pk}": one for one in stays.kept_homes(resident, user)}
        self.stands = tuple(self.homes)
        super().__init__(data, resident=resident, user=user)
        for name, one in self.homes.items():
            self.fields[name] = Day(one.household.dwelling.address, help_text=catalogue.state(one))

    def offered(self, resident) -> dict:
        return {name: one.since for name, one in self.homes.items()}

    def carry_out(self, by):
        days = {one.pk: self.cleaned_data[name] for name, one in self.homes.items()}
        return actions.correct_since(self.resident.pk, days, by=by, seen=self.seen_version)


class MoveOut(EntryForm):
    title, done = _("Moved away"), _("Recorded as moved away.")
    on = Day(_("First day away"))
    where_to = forms.CharField(
        label=_("Where to"),
        max_length=60,
        required=False,
        help_text=_("Whoever keeps the register there then takes the entry over, by the ID number."),
    )
    stays_registered = forms.BooleanField(label=_("They stay registered here"), required=False)

    def carry_out(self, by):
        data = self.cleaned_data
        facts = {name: data[name] for name in ("on", "where_to", "stays_registered")}
        return actions.move_out(self.resident.pk, by=by, seen=self.seen_version, **facts)


class RegistrationComes(EntryForm):
    title, done, comes = _("Their registration moves here"), _("Recorded."), True
    on = Day(_("Since"))

    def carry_out(self, by):
        on = self.cleaned_data["on"]
        return actions.move_registration(self.resident.pk, by=by, seen=self.seen_version, on=on, comes=self.comes)


class RegistrationLeaves(RegistrationComes):
    title, comes = _("Their registration moves away, they stay"), False


class Died(EntryForm):
    title, done = _("Record their death"), _("Recorded.")
    on = Day(_("Died on"))

    def carry_out(self, by):
        done = actions.died(self.resident.pk, by=by, seen=self.seen_version, on=self.cleaned_data["on"])
        if children := guardians.left_behind(done, by, timezone.localdate()):
            said = gettext("Recorded. They were the guardian of %(names)s: record who answers for them now.")
            self.done = said % {"names": phrases.listed(children)}
        return done


class CorrectDeath(EntryForm):
    title, done = _("Correct the recorded death"), _("Corrected.")
    what = forms.ChoiceField(
        label=_("What is right"),
        choices=[
            ("day", _("They died on another day")),
            ("back", _("They have not died: all stands again as before")),
            ("away", _("They have not died, but no longer live there")),
        ],
        widget=forms.RadioSelect(attrs={"class": "ll-opts--w"}),
    )
    on = Day(_("Died on"), required=False, help_text=_("Asked for where the day was wrong."))
    relation = forms.ChoiceField(
        label=_("Relation to the head"),
        choices=[("", "—"), *((one, one.label) for one in Relation if one != Relation.HEAD)],
        required=False,
        help_text=_("The household has another head by now. Asked for where all stands again as before."),
    )
    why = forms.CharField(
        label=_("Reason"), max_length=200, error_messages={"required": _("Say why, in a few words.")}
    )

    def __init__(self, data=None, **kwargs):
        super().__init__(data, **kwargs)
        if not has_another_head(self.resident):
            del self.fields["relation"]

    def offered(self, resident) -> dict:
        return {"on": resident.died_on}

    def clean(self):
        data = super().clean()
        if data.get("what") == "day" and not data.get("on") and "on" not in self.errors:
            self.add_error("on", _("Write the day on which they died."))
        return data

    def carry_out(self, by):
        data = self.cleaned_data
        return actions.correct_death(
            self.resident.pk,
            by=by,
            seen=self.seen_version,
            on=data["on"] if data["what"] == "day" else None,
            comes_back=data["what"] == "back",
            relation=Relation(data["relation"]) if data.get("relation") else None,
            why=data["why"],
        )


class Recognise(EntryForm):
    title, done = _("Recognised by an office"), _("Recorded.")
    kind = forms.ChoiceField(label=_("Kind"), choices=Trait)
    grade = forms.CharField(label=_("Grade"), max_length=20, required=False)
    basis = forms.CharField(label=_("Basis"), max_length=120, help_text=_("Certificate or decision"))
    since = Day(_("Since"))

    def __init__(self, data=None, **kwargs):
        super().__init__(data, **kwargs)
        off = catalogue.off()
        self.fields["kind"].choices = [(kind, kind.label) for kind in Trait if f"trait.{kind}" not in off]

    def carry_out(self, by):
        data = {name: value for name, value in self.cleaned_data.items() if name not in ("seen", "kind")}
        kind = Trait(self.cleaned_data["kind"])
        return actions.recognise(self.resident.pk, kind, by=by, seen=self.seen_version, **data)


class EndTrait(EntryForm):
    title, done = _("No longer recognised by an office"), _("Recorded.")
    trait = forms.TypedChoiceField(label=_("Kind"), coerce=int)
    until = Day(_("Until"))

    def __init__(self, data=None, **kwargs):
        super().__init__(data, **kwargs)
        now = catalogue.traits_of(self.resident, catalogue.off())
        self.fields["trait"].choices = [(one.pk, f"{one.get_kind_display()} {one.grade}".strip()) for one in now]

    def carry_out(self, by):
        data = self.cleaned_data
        return actions.end_trait(data["trait"], by=by, seen=self.seen_version, until=data["until"])


FORMS: dict[str, type[EntryForm]] = {
    "correct": Correct, "since": Since, "recognise": Recognise, "end-trait": EndTrait,
    "registration-in": RegistrationComes, "registration-out": RegistrationLeaves, "move-out": MoveOut, "died": Died,
    "correct-death": CorrectDeath,
}  # fmt: skip


class RegisterForm(PlaceForm):
    """The phone in one hand: where, who, how. An ID number fills in sex and birth."""

    name = PersonName()
    id_number = forms.CharField(
        label=_("ID number"), max_length=24, required=False, help_text=_("Fills in sex and day of birth.")
    )
    phone = forms.CharField(
        label=_("Phone"), max_length=20, required=False, widget=forms.TextInput(attrs={"type": "tel"})
    )
    relation = forms.ChoiceField(label=_("Relation to the head"), choices=Relation, initial=Relation.HEAD)
    is_registered = forms.BooleanField(label=_("Registered here"), required=False)
    is_living = forms.BooleanField(label=_("Lives here"), required=False, initial=True)
    since = Day(_("Since"))
    sex = forms.ChoiceField(label=_("Sex"), choices=[("", _("Not known yet")), *Sex.choices], required=False)
    born_on = Day(_("Born on"), required=False)
    registered_region = forms.CharField(
        label=_("Registered in"),
        max_length=40,
        required=False,
        help_text=_("City or county, for somebody registered elsewhere"),
    )

    taken = forms.BooleanField(
        label=_("They moved here: take their entry over"), required=False, widget=forms.HiddenInput
    )
    anew = forms.BooleanField(label=_("None of them: register a new person"), required=False, widget=forms.HiddenInput)

    def __init__(self, data=None, *, user, home=None):
        super().__init__(data, user=user, home=home, initial={"since": timezone.localdate()})
        drop_off(self)
        self.alike: list[duplicates.Candidate] = []

    def clean(self):
        """Somebody like this who is there already is shown first; a tick says that it is another person."""
        data = super().clean()
        if not self.errors and not data.get("anew") and not data.get("taken"):
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

    def may_take(self, other) -> bool:
        """Whether the entry of `other`, who has this ID number, is let go elsewhere; then a tick takes it over."""
        ways = {name: self.cleaned_data[name] for name in ("is_registered", "is_living")}
        if not is_free(other, **ways):
            return False
        self.fields["taken"].widget = forms.CheckboxInput()
        self.order_fields(["taken"])
        return True

    def carry_out(self, by):
        data = self.cleaned_data
        how = {name: data[name] for name in ("is_registered", "is_living", "since")}
        how |= {"by": by, "relation": Relation(data["relation"])}
        names = ("name", "sex", "born_on", "id_number", "phone", "registered_region")
        told = {name: data[name] for name in names if name in data}
        if data["taken"] and data.get("id_number"):
            return actions.take_over(area=data["area"], parts=data["address"], **told, **how)
        return actions.register_at(Person(**told), data["area"], data["address"], **how)
