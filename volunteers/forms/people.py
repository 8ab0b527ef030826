"""Taking somebody in as a volunteer, and what they are good at."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from grids.enums import Kind
from grids.forms.area_choice import KINDS, AreaChoice
from grids.forms.one_found import OneFound
from grids.models import Post, User
from grids.privacy import identity
from residents.models import Membership
from volunteers import rules
from volunteers.actions import people as acts
from volunteers.forms.fields import SkillsField
from volunteers.models import Volunteer

MOST_FOUND = 20
REGISTER, SERVES, OUTSIDE = "register", "serves", "outside"


class TakeInForm(OneFound):
    """From the register or of those who serve here, found by the whole name; or from outside, with name and phone."""

    pick, nobody = "person", _("Nobody of this name is registered or living in your areas.")
    who = forms.ChoiceField(
        label=_("Where from"),
        choices=[
            (REGISTER, _("Somebody of the register")),
            (SERVES, _("Somebody who serves here and has an account")),
            (OUTSIDE, _("Somebody from outside")),
        ],
        widget=forms.RadioSelect,
        initial=REGISTER,
    )
    name = forms.CharField(label=_("Whole name"), max_length=40)
    person = forms.ChoiceField(label=_("Which of them"), widget=forms.RadioSelect, required=False)
    phone = forms.CharField(
        label=_("Phone"), max_length=20, required=False, widget=forms.TextInput(attrs={"inputmode": "tel"}),
        help_text=_("Only of somebody from outside."),
    )  # fmt: skip
    area = AreaChoice(help_text=_("Where they help; a resident belongs to their home."))
    skills = SkillsField()
    guardian_agrees = forms.BooleanField(label=_("Their guardian agrees"), required=False)

    def __init__(self, data=None, *, user):
        super().__init__(data)
        self.fields["area"].offer(user, rules.KEEP, (*KINDS, Kind.UNIT))
        self.fields["skills"].offer(user)
        who, name = (data or {}).get("who"), (data or {}).get("name", "")
        self.typed = "" if who == OUTSIDE else "name"
        homes = _residents(user, name) if who == REGISTER else []
        if not any(home.resident.is_minor(timezone.localdate()) for home in homes):
            del self.fields["guardian_agrees"]
        if who == SERVES:
            self.nobody = _("Nobody of this name serves in your areas.")
            self.offer(_serving(user, name))
        else:
            self.offer({home.resident.ref: (home.resident, _told(home)) for home in homes})

    def clean(self):
        said = super().clean()
        if said.get("who") == OUTSIDE and not said.get("phone"):
            self.add_error("phone", _("Without a phone nobody can call them."))
        return said

    def taken_in(self, by) -> Volunteer:
        said = self.cleaned_data
        if said["who"] == OUTSIDE:
            return acts.take_in_from_outside(said["name"], said["phone"], said["area"], by=by, skills=said["skills"])
        if said["who"] == SERVES:
            return acts.take_in_user(self.chosen(), said["area"], by=by, skills=said["skills"])
        agrees = said.get("guardian_agrees", False)
        return acts.take_in_resident(self.chosen().pk, by=by, skills=said["skills"], guardian_agrees=agrees)


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


def _serving(user, name: str) -> dict[str, tuple[User, str]]:
    """Who serves in areas that one keeps and has this name, by their account, each with their first post."""
    posts = Post.objects.current(timezone.localdate()).filter(
        user__in=rules.colleagues(user), user__name=identity.normalise_name(name)[:40]
    )
    posts = posts.select_related("user", "role").prefetch_related("areas").order_by("-started_on", "-pk")[:MOST_FOUND]
    return {post.user.username: (post.user, _post(post)) for post in posts}


def _post(post: Post) -> str:
    return " · ".join([post.role.label, *(area.short_name for area in post.areas.all()[:1])])


def _told(home: Membership) -> str:
    born = home.resident.born_on
    address = home.household.dwelling.address
    return _("%(address)s, born %(year)s") % {"address": address, "year": born.year} if born else address
