"""Who holds an office, and a new term."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from grids.forms.areas import OneOrganisation
from grids.forms.days import Day
from grids.forms.one_found import OneFound
from grids.models import Post, User
from grids.privacy import identity
from parties.enums import OrgKind
from parties.enums.organizations import Duty
from parties.forms.organization_fields import organisations
from parties.models import PartyMember, PartyOrganization
from parties.organizations import ladder, officers

MOST_FOUND = 20  # people of one name


class AppointForm(OneFound):
    """By the whole name, among the members one may see and those who serve."""

    pick, nobody = "who", _("Nobody of this name is on the roll or serves in your areas.")
    duty = forms.ChoiceField(label=pgettext_lazy("of a party organisation", "Duty"))
    charge = forms.CharField(
        label=_("In charge of"), max_length=20, required=False, help_text=_("Organisation, publicity, discipline …")
    )
    name = forms.CharField(
        label=_("Whole name"), max_length=40, help_text=_("Of a party member of the roll, or of somebody who serves.")
    )
    who = forms.ChoiceField(label=_("Which of them"), widget=forms.RadioSelect, required=False)
    since = Day(_("From"))

    def __init__(self, data=None, *, user, organization: PartyOrganization):
        super().__init__(data, initial={"since": timezone.localdate()})
        duties = [duty for duty in ladder.DUTIES[OrgKind(organization.kind)] if duty != Duty.PART_TIME]
        self.fields["duty"].choices = [(duty.value, duty.label) for duty in duties]
        self.offer(named(user, data.get("name", "")) if data else {})


def named(user, name: str) -> dict[str, tuple[PartyMember | User, str]]:
    """By a key for the form: the person, and what tells them from others of the name."""
    name = identity.normalise_name(name)[:40]
    if not name:
        return {}
    members = PartyMember.objects.visible_to(user).current().filter(resident__name=name)
    found: dict[str, tuple[PartyMember | User, str]] = {
        f"m-{one.ref}": (one, _("Party member, %(area)s") % {"area": one.organization or one.area.short_name})
        for one in members.select_related("resident", "organization", "area").order_by("pk")[:MOST_FOUND]
    }
    serving = Post.objects.visible_to(user).current(timezone.localdate()).filter(user__name=name, user__is_active=True)
    for post in serving.select_related("user", "role").order_by("pk")[:MOST_FOUND]:
        found.setdefault(f"u-{post.user.username}", (post.user, _("Serves as %(post)s") % {"post": post.role.label}))
    return found


class PartTimeForm(forms.Form):
    name = forms.CharField(label=_("Whole name"), max_length=40)
    unit = OneOrganisation(
        label=_("Stationed unit"), help_text=_("The credit code or full name of a registered organisation.")
    )
    charge = forms.CharField(label=_("In charge of"), max_length=20, required=False)
    since = Day(_("From"))

    def __init__(self, data=None, *, user):
        super().__init__(data, initial={"since": timezone.localdate()})
        self.fields["unit"].rows = organisations(user)


class TermForm(forms.Form):
    began_on = Day(pgettext_lazy("of a term", "Elected on"))
    ends_on = Day(pgettext_lazy("of a term", "Ends on"))
    result = forms.CharField(
        label=pgettext_lazy("of an election", "Result"), max_length=200, required=False,
        help_text=_("How many were there, how they voted"), widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip
    stay = forms.MultipleChoiceField(
        label=_("Elected again"), widget=forms.CheckboxSelectMultiple, required=False,
        help_text=_("The offices of the others end that day; appoint the new ones afterwards."),
    )  # fmt: skip

    def __init__(self, data=None, *, user, organization: PartyOrganization):
        today = timezone.localdate()
        years = ladder.TERM_YEARS.get(OrgKind(organization.kind), 3)
        super().__init__(data, initial={"began_on": today, "ends_on": years_after(today, years)})
        self.now = {line["officer"].ref: line for line in officers.of(organization, user)}
        self.fields["stay"].choices = [(ref, f"{line['name']} {line['duty']}") for ref, line in self.now.items()]
        if not self.now:
            del self.fields["stay"]

    def facts(self) -> dict:
        said = self.cleaned_data
        stay = [self.now[ref]["officer"] for ref in said.get("stay", ())]
        return {"began_on": said["began_on"], "ends_on": said["ends_on"], "result": said["result"], "stay": stay}


def years_after(day, years: int):
    """The same day, the 28th for the 29th of February."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)
