"""An activity, its list, and what came of it."""

from django import forms
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from cases.forms.photos import PhotosField
from grids.forms.area_choice import AreaChoice
from grids.forms.days import Day, Moment
from volunteers import rules
from volunteers.actions.places import TENTH, worth
from volunteers.enums import Mode, Repeats
from volunteers.forms.fields import OneListed
from volunteers.forms.teams import NamedForm
from volunteers.models import Activity, Team, Topic

FACTS = (
    "team", "topic", "title", "about", "mode", "place", "starts_at", "ends_at", "capacity", "repeats", "repeats_until",
)  # fmt: skip
MINUTE = "%Y-%m-%dT%H:%M"


class ActivityForm(forms.Form):
    team = forms.ModelChoiceField(
        Team.objects.none(),
        label=pgettext_lazy("of volunteers", "Team"),
        required=False,
        empty_label=_("No team, everybody is invited"),
    )
    topic = OneListed(Topic, label=_("Topic"), empty_label=None)
    title = forms.CharField(label=_("Title"), max_length=60)
    about = forms.CharField(
        label=pgettext_lazy("activity", "What happens"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    mode = forms.ChoiceField(label=_("Where"), choices=Mode, widget=forms.RadioSelect, initial=Mode.OFFLINE)
    place = forms.CharField(label=_("Place or link"), max_length=120)
    starts_at = Moment(_("Begins"))
    ends_at = Moment(_("Ends"))
    capacity = forms.IntegerField(
        label=_("Places"), min_value=1, max_value=5_000, required=False, help_text=_("Empty: as many as come.")
    )
    repeats = forms.ChoiceField(label=_("Repeats"), choices=[("", _("Once only")), *Repeats.choices], required=False)
    repeats_until = Day(_("Repeats until"), required=False)

    def __init__(self, data=None, *, user, activity: Activity | None = None):
        first = {name: getattr(activity, name) for name in FACTS} if activity else {}
        super().__init__(data, initial=first)
        self.fields["team"].queryset = Team.objects.visible_to(user).standing()
        self.fields["topic"].offer(user, activity.topic if activity else None)


class ChangeActivityForm(ActivityForm):
    even_so = forms.BooleanField(
        label=pgettext_lazy("an activity is moved", "Even so"),
        required=False,
        help_text=_("Places of those who are elsewhere then go to who waits."),
    )

    def __init__(self, data=None, *, user, activity: Activity):
        super().__init__(data, user=user, activity=activity)
        if data is None:
            del self.fields["even_so"]  # only asked once there is a conflict


class NewActivityForm(ActivityForm):
    area = AreaChoice()

    def __init__(self, data=None, *, user):
        super().__init__(data, user=user)
        self.fields["area"].offer(user, rules.RUN)
        self.order_fields(["area", *FACTS])


class SignUpForm(NamedForm):
    even_so = forms.BooleanField(
        label=_("Even so"), required=False, help_text=_("Where they take part in something else on the same day.")
    )

    def __init__(self, data=None, *, user):
        super().__init__(data, user=user)
        if data is None:
            del self.fields["even_so"]  # only asked once there is a conflict


class OutcomeForm(forms.Form):
    """One field for the hours of each who came, filled with what the times come to."""

    audience = forms.IntegerField(label=_("Audience"), min_value=0, max_value=1_000_000)
    outcome = forms.CharField(
        label=_("Outcome"), max_length=1000, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("In words and numbers: what was done, for whom, what is left to do."),
    )  # fmt: skip
    materials = forms.CharField(label=_("Materials handed out"), max_length=200, required=False)
    photos = PhotosField(help_text=_("Of what was done; people in it have agreed."))

    def __init__(self, data=None, *, activity: Activity, names: dict[int, str]):
        self.came = list(activity.places.came().select_related("activity").order_by("pk"))
        first = {"audience": activity.audience, "outcome": activity.outcome, "materials": activity.materials}
        super().__init__(data, initial=first)
        for each in self.came:
            self.fields[f"hours_{each.pk}"] = forms.DecimalField(
                label=_("Hours of %(name)s") % {"name": names[each.pk]}, min_value=TENTH, max_value=24, max_digits=3,
                decimal_places=1, initial=each.hours or worth(each),
            )  # fmt: skip

    def facts(self) -> dict:
        said = self.cleaned_data
        hours = {each.pk: said[f"hours_{each.pk}"] for each in self.came}
        return {name: said[name] for name in ("audience", "outcome", "materials")} | {"hours": hours}


class DoorForm(forms.Form):
    phone = forms.CharField(
        label=_("Phone"), max_length=20, widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "tel"})
    )
