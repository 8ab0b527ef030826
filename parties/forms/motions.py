"""A motion in its steps: opinion, notice, opening, counting, tasks."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from grids.forms.days import Day, Moment
from parties import rules
from parties.enums.ballots import Choice, Major, Weight
from parties.forms.ballot_fields import MOST_OFFERED, OneOrganization
from parties.forms.bodies_fields import Words
from parties.models import Motion, PartyOrganization
from parties.models.motion import PARTS

FACTS = ("title", "matter", "weight", "opinion", "opinion_on")
LEVELS = 6  # of organisations below one another, looked through for those whose members may vote


class MotionForm(forms.Form):
    title = forms.CharField(label=_("Motion"), max_length=80, help_text=_("What is voted on, in one sentence"))
    matter = forms.ChoiceField(label=pgettext_lazy("of a motion", "What it decides"), choices=Major.choices)
    weight = forms.ChoiceField(label=_("Weight"), choices=Weight.choices, initial=Weight.IMPORTANT)
    opinion = Words(_("Preliminary opinion of the committee"), rows=5, max_length=2000)
    opinion_on = Day(_("Formed on the committee's meeting of"))

    def __init__(self, data=None, *, user=None, motion: Motion | None = None):
        kept = {name: getattr(motion, name) for name in FACTS} if motion else {}
        super().__init__(data, initial={"opinion_on": timezone.localdate()} | kept)


class NewMotionForm(MotionForm):
    organization = OneOrganization()

    def __init__(self, data=None, *, user):
        super().__init__(data)
        self.fields["organization"].offer(user, rules.HOLD)
        self.order_fields(["organization", *FACTS])


class NoticeForm(forms.Form):
    principle = Words(
        _("Principle"), rows=2, max_length=1000, help_text=_("On what ground it is decided: rules, documents")
    )
    content = Words(
        pgettext_lazy("of a notice", "Content"), rows=4, max_length=2000, help_text=_("What exactly is decided")
    )
    procedure = Words(_("Procedure"), rows=2, max_length=1000, help_text=_("How and when is voted and counted"))
    accountability = Words(
        _("Accountability"), rows=2, max_length=1000, help_text=_("Who answers for it, and who watches over it")
    )
    bodies = forms.MultipleChoiceField(
        label=_("Members of these vote too"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, data=None, *, user, motion: Motion):
        super().__init__(data)
        self.rows = {row.ref: row for row in below(motion.organization_id, user)}
        self.fields["bodies"].choices = [(row.ref, row.name) for row in self.rows.values()]
        if not self.rows:
            del self.fields["bodies"]

    def parts(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in PARTS}

    def chosen(self) -> list[PartyOrganization]:
        return [self.rows[ref] for ref in self.cleaned_data.get("bodies", ())]


def below(organization: int, user) -> list[PartyOrganization]:
    """The organisations standing under one, level by level: as many queries as there are levels."""
    found: list[PartyOrganization] = []
    above = [organization]
    for _level in range(LEVELS):
        rows = PartyOrganization.objects.visible_to(user).standing().filter(parent__in=above).order_by("name", "pk")
        new = list(rows[: MOST_OFFERED - len(found)])
        if not new:
            break
        found += new
        above = [row.pk for row in new]
    return found


class OpenForm(forms.Form):
    closes_at = Moment(
        _("Votes are taken until"), help_text=_("It may be closed earlier once everybody has voted.")
    )  # fmt: skip


class PaperCountForm(forms.Form):
    yes = forms.IntegerField(label=Choice.YES.label, min_value=0, max_value=1000)
    no = forms.IntegerField(label=Choice.NO.label, min_value=0, max_value=1000)
    abstain = forms.IntegerField(label=Choice.ABSTAIN.label, min_value=0, max_value=1000)


class TaskForm(forms.Form):
    what = forms.CharField(label=_("What is to be done"), max_length=200)
    responsible = forms.CharField(
        label=_("Responsible"), max_length=40, help_text=_("A post or a body, such as the property company")
    )
    due_on = Day(_("Due on"))


class TaskDoneForm(forms.Form):
    outcome = forms.CharField(label=_("How it was done"), max_length=200)


class VoteForm(forms.Form):
    choice = forms.ChoiceField(
        label=_("Your vote"), choices=Choice.choices, widget=forms.RadioSelect,
        error_messages={"required": _("Choose one of the three.")},
    )  # fmt: skip
