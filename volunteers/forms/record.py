"""What is added to the record of a volunteer, and how a line of it is put right."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from grids.days import when
from grids.forms.area_choice import AreaChoice
from grids.forms.days import Day
from grids.forms.why import Why
from points.passbook import plain
from volunteers import rules
from volunteers.enums.records import Grade, Level
from volunteers.models import Team, Training

MOST_TEAMS, MOST_TRAININGS = 300, 30
YEARS_BACK = 5


class TrainingForm(forms.Form):
    subject = forms.CharField(label=_("What was taught"), max_length=60)
    on = Day(_("Day"))
    hours = forms.DecimalField(label=_("Hours of training"), min_value=0, max_value=100, decimal_places=1)
    given_by = forms.CharField(label=_("Who gave it"), max_length=60)


class NewTrainingForm(TrainingForm):
    area = AreaChoice()
    team = forms.ModelChoiceField(
        Team.objects.none(), label=_("Who was there"), required=False,
        empty_label=_("I add them one by one"),
        help_text=_("Everybody who is in this team today; who was not there is struck from the list afterwards."),
    )  # fmt: skip

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["area"].offer(user, rules.RUN)
        rows = Team.objects.visible_to(user).standing().filter(user.scope.placed_q(rules.RUN))
        self.fields["team"].queryset = rows
        self.fields["team"].choices = [
            ("", self.fields["team"].empty_label),
            *rows.values_list("pk", "name")[:MOST_TEAMS],
        ]
        self.order_fields(["area", "subject", "on", "hours", "given_by", "team"])


class TrainingChoice(forms.ModelChoiceField):
    def label_from_instance(self, training) -> str:
        return f"{when.day_of(training.on, timezone.localdate())} {training.subject}"


class TrainForm(forms.Form):
    """One of the trainings that were entered lately."""

    training = TrainingChoice(Training.objects.none(), label=_("Training"), empty_label=None, to_field_name="ref")

    def __init__(self, data=None, *, user):
        super().__init__(data)
        rows = Training.objects.visible_to(user).standing().order_by("-entered_at", "-pk")
        self.fields["training"].queryset = rows
        some = rows[:MOST_TRAININGS]
        self.fields["training"].choices = [(one.ref, self.fields["training"].label_from_instance(one)) for one in some]


class CommendForm(forms.Form):
    title = forms.CharField(label=_("Commended as"), max_length=60)
    level = forms.ChoiceField(label=pgettext_lazy("of a commendation", "Level"), choices=Level)
    given_by = forms.CharField(label=_("Given by"), max_length=60)
    on = Day(_("Day"))


class ReviewForm(forms.Form):
    year = forms.TypedChoiceField(label=_("Year"), coerce=int)
    grade = forms.ChoiceField(label=pgettext_lazy("of a volunteer", "Rating"), choices=Grade, widget=forms.RadioSelect)
    words = forms.CharField(label=_("In words"), max_length=200, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        this = timezone.localdate().year
        self.fields["year"].choices = [(year, str(year)) for year in range(this, this - YEARS_BACK, -1)]


class CorrectTraining(TrainingForm, Why):
    pass


class CorrectCommendation(CommendForm, Why):
    pass


class CorrectReview(ReviewForm, Why):
    pass


class CertificateForm(forms.Form):
    """Who certifies, and over which days."""

    issuer = forms.ChoiceField(label=_("Issued by"), widget=forms.RadioSelect(attrs={"class": "ll-opts--w"}))
    since = Day(_("From"), required=False, help_text=_("Empty: from the first certified activity."))
    until = Day(_("Until"), required=False, help_text=_("Empty: to the last one."))

    def __init__(self, data=None, *, recorded):
        super().__init__(data)
        words = _("%(area)s: %(hours)s hours in %(times)s activities")
        self.recorded = recorded
        self.fields["issuer"].choices = [
            (one.issuer.code, words % {"area": one.issuer.short_name, "hours": plain(one.hours), "times": one.times})
            for one in recorded
        ]
        if recorded:
            self.fields["issuer"].initial = recorded[0].issuer.code

    def clean(self):
        said = super().clean()
        since, until = said.get("since"), said.get("until")
        if since and until and until < since:
            self.add_error("until", _("The last day comes before the first."))
        return said

    def chosen(self) -> dict:
        said = self.cleaned_data
        issuer = next(one.issuer for one in self.recorded if one.issuer.code == said["issuer"])
        return {"issuer": issuer, "since": said["since"], "until": said["until"]}
