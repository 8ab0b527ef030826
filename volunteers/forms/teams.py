"""A team, its lines and its members."""

from django import forms
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from grids.forms.area_choice import AreaChoice
from grids.forms.areas import OneOrganisation
from grids.forms.one_found import OneFound
from grids.models import Organisation, Role
from volunteers import rules
from volunteers.enums import Colour, TeamKind
from volunteers.forms.fields import OneListed
from volunteers.models import Pattern, Team, TeamSlot, Volunteer

MOST_FOUND = 20
AT_WORK = ("unit", "grid", "community")  # levels whose posts a line may ask for


FACTS = ("name", "colour", "brand", "kind", "does", "organisation")


class TeamForm(forms.Form):
    name = forms.CharField(label=pgettext_lazy("of a thing", "Name"), max_length=40)
    colour = forms.ChoiceField(
        label=_("Colour"), choices=[("", _("None, a brand of its own")), *Colour.choices], required=False
    )
    brand = forms.CharField(
        label=_("Brand"), max_length=40, required=False, help_text=_("Where it has no colour, or beside it")
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=TeamKind)
    does = forms.CharField(label=_("What it does"), max_length=80, required=False)
    organisation = OneOrganisation(
        label=_("Home organisation"),
        required=False,
        help_text=_("The credit code or full name of a registered organisation. Empty: the area itself."),
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["organisation"].rows = Organisation.objects.visible_to(user).filter(closed_on=None)

    @classmethod
    def of(cls, team: Team, data=None, *, user) -> "TeamForm":
        kept = {name: getattr(team, name) for name in FACTS}
        home = team.organisation
        return cls(data, initial=kept | {"organisation": home and (home.uscc or home.name)}, user=user)


class NewTeamForm(TeamForm):
    area = AreaChoice()
    pattern = OneListed(
        Pattern,
        label=_("Composition"),
        required=False,
        empty_label=_("No lines yet"),
        help_text=_("Its lines become the team's own and are changed on its page."),
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, user=user, **kwargs)
        self.fields["area"].offer(user, rules.RUN)
        self.fields["pattern"].offer(user)
        self.order_fields(["area", *FACTS, "pattern"])


class SlotForm(forms.Form):
    label = forms.CharField(
        label=pgettext_lazy("of a team", "Who"),
        max_length=40,
        help_text=_("Grid worker, community police, third party …"),
    )
    wanted = forms.IntegerField(label=_("How many"), min_value=0, max_value=200, initial=1)
    is_open = forms.BooleanField(label=_("More may join"), required=False, help_text=_("The N of 5+N"))
    role = forms.ModelChoiceField(
        Role.objects.filter(kind__in=AT_WORK),
        label=_("Only holders of the post"),
        required=False,
        empty_label=_("Anybody"),
    )


class NamedForm(OneFound):
    """By the whole name among the volunteers of one's areas."""

    pick, nobody = "volunteer", _("No volunteer of this name is in your areas. Take them in first.")
    name = forms.CharField(label=_("Whole name"), max_length=40)
    volunteer = forms.ChoiceField(label=_("Which of them"), widget=forms.RadioSelect, required=False)

    def __init__(self, data=None, *, user):
        super().__init__(data)
        found = named(user, data.get("name", "")) if data else ()
        self.offer({one.ref: (one, told(one)) for one in found})


class JoinForm(NamedForm):
    slot = forms.ModelChoiceField(
        TeamSlot.objects.none(), label=_("As"), required=False, empty_label=_("Beside the lines")
    )

    def __init__(self, data=None, *, user, team):
        super().__init__(data, user=user)
        self.fields["slot"].queryset = team.slots.filter(is_on=True)


def named(user, name: str) -> list[Volunteer]:
    name = " ".join(name.split())[:40]
    if not name:
        return []
    rows = Volunteer.objects.visible_to(user).serving().named(name).with_names().select_related("area")
    return list(rows.order_by("pk")[:MOST_FOUND])


def told(one: Volunteer) -> str:
    return _("%(name)s, %(area)s, volunteer since %(year)s") % {
        "name": one, "area": one.area.short_name, "year": one.since.year,
    }  # fmt: skip
