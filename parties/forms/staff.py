"""Pairs of staff, their reviews, and trainings and forums with who was there."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from grids.forms.area_choice import AreaChoice
from grids.forms.both_names import BothNames
from grids.forms.days import Day
from parties import rules
from parties.enums.staff import SessionKind
from parties.forms.bodies_fields import (
    FROM_DAY,
    UNTIL_DAY,
    Colleagues,
    OneColleague,
    Words,
)
from parties.models import StaffTopic

EVERY = ((1, _("each month")), (2, _("every 2 months")), (3, _("every 3 months")), (6, _("every 6 months")))


class PairForm(forms.Form):
    area = AreaChoice(help_text=_("Where the young colleague serves"))
    goals = Words(pgettext_lazy("of a pair of staff", "Goals"))
    since = Day(FROM_DAY)
    until = Day(UNTIL_DAY)
    every_months = forms.TypedChoiceField(
        label=_("Reviewed"), choices=EVERY, coerce=int, initial=3, help_text=_("And on the last day")
    )

    def __init__(self, data=None, *, user):
        super().__init__(data, initial={"since": timezone.localdate()})
        self.fields["area"].offer(user, rules.KEEP)
        self.fields["elder"] = OneColleague(_("Experienced colleague"), user)
        self.fields["younger"] = OneColleague(_("Young colleague"), user)
        self.order_fields(["area", "elder", "younger", "goals", "since", "until", "every_months"])


class ReviewDayForm(forms.Form):
    due_on = Day(_("To be reviewed on"))


class ReviewForm(forms.Form):
    held_on = Day(_("Reviewed on"))
    words = Words(_("What was found"))

    def __init__(self, data=None):
        super().__init__(data, initial={"held_on": timezone.localdate()})


class ConcludeForm(forms.Form):
    outcome = Words(pgettext_lazy("of a pair of staff", "Outcome"))


class SessionForm(forms.Form):
    area = AreaChoice(help_text=_("Whose staff it was for"))
    kind = forms.ChoiceField(label=_("Kind"), choices=SessionKind)
    topic = forms.ModelChoiceField(
        StaffTopic.objects.none(), label=pgettext_lazy("of staff", "Topic"), empty_label=None
    )
    title = forms.CharField(label=_("Title"), max_length=60)
    on = Day(_("Day"))
    led_by = forms.CharField(label=_("Who led it"), max_length=60)
    words = Words(pgettext_lazy("of a session", "In words"), required=False)

    def __init__(self, data=None, *, user):
        super().__init__(data, initial={"on": timezone.localdate()})
        self.fields["area"].offer(user, rules.KEEP)
        self.fields["topic"].queryset = StaffTopic.objects.visible_to(user).filter(is_on=True)
        self.fields["people"] = Colleagues(pgettext_lazy("at a session", "Who was there"), user, required=False)


class WhoForm(forms.Form):
    def __init__(self, data=None, *, user):
        super().__init__(data)
        self.fields["people"] = Colleagues(pgettext_lazy("at a session", "Who was there"), user)


class TopicForm(BothNames):
    area = AreaChoice()

    def __init__(self, data=None, *, user):
        super().__init__(data)
        self.fields["area"].offer(user, rules.KEEP)
