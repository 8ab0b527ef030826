"""Who comes onto the roll, and what is asked of a member."""

from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from grids.forms.areas import OneArea, OneOf
from grids.forms.days import Day
from grids.forms.one_found import OneFound
from grids.forms.why import Why
from grids.models import Area, User
from grids.privacy import identity
from parties import members_roll, rules
from parties.enums import MemberKind
from parties.enums.members import Leaving, VisitFor, VisitWay
from parties.models import PartyOrganization
from residents.care.people import serving
from residents.models import Household, Membership, Resident

MOST_FOUND = 20


class OneOrganization(OneOf):
    """A standing organisation whose members the hat worn keeps, by its whole name."""

    code_field = "ref"
    nothing = _("You keep no party organisation of this name.")
    several = _("Several are called so. Open the one you mean and begin there.")

    def offer(self, user) -> None:
        self.rows = PartyOrganization.objects.visible_to(user).standing().filter(in_hat(user))


def in_hat(user) -> Q:
    """Placed rows where the hat worn keeps the roll."""
    return user.scope.placed_in_hat_q(rules.KEEP_MEMBERS)


class PersonForm(OneFound):
    """Somebody of the register: by the whole name among those who live or are registered where the hat worn keeps
    the roll, or `known`, whose page led here. A full number is searched in the register, where that is logged."""

    pick, nobody = "resident", _("Nobody of this name is registered or living in your areas.")
    name = forms.CharField(
        label=_("Whole name"), max_length=40,
        help_text=_("By ID number or phone: find them in the register first, and begin on their page."),
    )  # fmt: skip
    resident = forms.ChoiceField(label=_("Which of them"), widget=forms.RadioSelect, required=False)

    def __init__(self, data=None, *, user, known: Resident | None = None, **kwargs):
        super().__init__(data, **kwargs)
        self.known = known
        homes = _named(user, data.get("name", "")) if data and not known else ()
        self.offer({home.resident.ref: (home.resident, _told(home)) for home in homes})
        if known:
            del self.fields["name"]

    def resident_id(self) -> int:
        return (self.known or self.chosen()).pk


class EnrolForm(PersonForm):
    kind = forms.ChoiceField(label=_("Kind"), choices=MemberKind, widget=forms.RadioSelect)
    organization = OneOrganization(
        label=_("Party organisation"), required=False,
        help_text=_("Its whole name. Empty for somebody not yet linked to one."),
    )  # fmt: skip
    since = Day(
        pgettext_lazy("of a party member", "In this organisation since"),
        required=False,
        help_text=_("Left empty: today."),
    )

    def __init__(self, data=None, *, user, **kwargs):
        super().__init__(data, user=user, **kwargs)
        self.fields["organization"].offer(user)

    def clean(self):
        said = super().clean()
        unlinked = said.get("kind") == MemberKind.UNLINKED
        if unlinked and said.get("organization"):
            self.add_error("organization", _("Somebody not yet linked has no organisation; everybody else has one."))
        if not unlinked and not said.get("organization") and "organization" not in self.errors:
            self.add_error("organization", _("Write the organisation to which they belong."))
        return said


class ReportInForm(PersonForm):
    from_unit = forms.CharField(
        label=_("Reports from"),
        max_length=60,
        help_text=_("The party organisation of their workplace, as they call it"),
    )
    offer = forms.CharField(
        label=_("Service they offer"), max_length=80, help_text=_("Legal advice, tutoring, first aid …")
    )
    since = Day(pgettext_lazy("of a check-in", "Reported on"), required=False, help_text=_("Left empty: today."))


class KindForm(forms.Form):
    kind = forms.ChoiceField(label=_("Kind"), widget=forms.RadioSelect)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = members_roll.kinds(linked=True)


class LinkForm(KindForm):
    organization = OneOrganization(label=_("Party organisation"), help_text=_("Its whole name."))

    def __init__(self, data=None, *, user, **kwargs):
        super().__init__(data, **kwargs)
        self.fields["organization"].offer(user)


class TransferForm(Why):
    organization = OneOrganization(label=_("Goes over to"), help_text=_("Its whole name."))
    on = Day(pgettext_lazy("of a transfer", "Day"), required=False, help_text=_("Left empty: today."))
    field_order = ["organization", "on", "why"]

    def __init__(self, data=None, *, user, **kwargs):
        super().__init__(data, **kwargs)
        self.fields["organization"].offer(user)


class LeaveForm(Why):
    left_for = forms.ChoiceField(
        label=pgettext_lazy("of a party member", "Why they left"), widget=forms.RadioSelect,
        choices=[each for each in Leaving.choices if each[0] != Leaving.TRANSFERRED],
    )  # fmt: skip
    on = Day(pgettext_lazy("of a party member", "Left on"), required=False, help_text=_("Left empty: today."))
    field_order = ["left_for", "on", "why"]


class AccountForm(forms.Form):
    """Among those who serve where the member lies and above."""

    user = forms.ChoiceField(
        label=_("Their own account"), required=False,
        help_text=_("It sees the households that the member keeps in touch with, and nothing else of the roll."),
    )  # fmt: skip

    def __init__(self, data=None, *, member):
        people = serving(member)
        self.people = {one.username: one for one, _said in people}
        if member.user:
            self.people.setdefault(member.user.username, member.user)
        super().__init__(data, initial={"user": member.user.username if member.user else ""})
        names = {one.username: said for one, said in people}
        self.fields["user"].choices = [
            ("", _("None")), *((name, names.get(name, one.name)) for name, one in self.people.items()),
        ]  # fmt: skip

    def chosen(self) -> User | None:
        return self.people.get(self.cleaned_data["user"])


class DeployForm(forms.Form):
    area = OneArea(label=_("Area"), help_text=_("The whole name or the code of a community, grid or unit."))
    duty = forms.CharField(label=_("Duty"), max_length=80)
    since = Day(_("From"), required=False, help_text=_("Left empty: today."))
    until = Day(_("Until"), required=False, help_text=_("Left empty: until it is ended."))

    def __init__(self, data=None, *, user, **kwargs):
        super().__init__(data, **kwargs)
        rows = Area.objects.filter(user.scope.area_in_hat_q(rules.KEEP_MEMBERS), valid_to=None)
        self.fields["area"].rows = rows.filter(kind__in=("community", "grid", "unit"))


class HouseholdForm(OneFound):
    """By the address, or a part of it that says which."""

    typed, pick = "address", "household"
    nobody = _("No household of this address is where you keep the roll.")
    several = _("Several have this address: choose one.")
    address = forms.CharField(
        label=_("Address"), max_length=120, help_text=_("As one says it, or the end of it: building, entrance, room")
    )
    household = forms.ChoiceField(
        label=pgettext_lazy("of households", "Which of them"), widget=forms.RadioSelect, required=False
    )

    def __init__(self, data=None, *, user, **kwargs):
        super().__init__(data, **kwargs)
        found = _households(user, data.get("address", "")) if data else ()
        self.offer({one.ref: (one, f"{one} · {one.area.short_name}") for one in found})


class VisitForm(forms.Form):
    """No words, on purpose: see VisitFor."""

    on = Day(pgettext_lazy("of a visit", "Day"), initial=timezone.localdate)
    way = forms.ChoiceField(label=_("How"), choices=VisitWay, widget=forms.RadioSelect, initial=VisitWay.HOME)
    reason = forms.ChoiceField(
        label=pgettext_lazy("of a visit", "What for"), choices=VisitFor, widget=forms.RadioSelect
    )


class HoursForm(forms.Form):
    on = Day(pgettext_lazy("of hours served", "Day"), initial=timezone.localdate)
    hours = forms.DecimalField(
        label=pgettext_lazy("how long", "Hours"), min_value=0, max_value=24, max_digits=3, decimal_places=1
    )
    what = forms.CharField(label=_("What they did"), max_length=80)


def _named(user, name: str) -> list[Membership]:
    """Homes of living people of this name, each person once, where they live first."""
    name = identity.normalise_name(name)[:40]
    if not name:
        return []
    rows = Membership.objects.visible_to(user).current().filter(in_hat(user))
    rows = rows.filter(resident__name=name, resident__died_on=None, resident__merged_into=None)
    homes = rows.select_related("resident", "household__dwelling").order_by("is_living", "pk")[:MOST_FOUND]
    return list({home.resident_id: home for home in homes}.values())


def _told(home: Membership) -> str:
    born, address = home.resident.born_on, home.household.dwelling.address
    return _("%(address)s, born %(year)s") % {"address": address, "year": born.year} if born else address


def _households(user, address: str) -> list[Household]:
    address = "".join(address.split())[:120]
    if len(address) < 2:
        return []
    rows = Household.objects.visible_to(user).current().filter(in_hat(user), dwelling__address__endswith=address)
    return list(rows.select_related("dwelling", "area").order_by("pk")[:MOST_FOUND])
