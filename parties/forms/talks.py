"""Deliberations: a topic, somebody's words, the result."""

from django import forms
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from grids.enums import Kind
from grids.forms.area_choice import KINDS, AreaChoice
from grids.forms.days import Moment
from parties import rules
from parties.enums.ballots import Weight
from parties.forms.ballot_fields import OneOrganization
from parties.forms.bodies_fields import Words


class TalkForm(forms.Form):
    area = AreaChoice(help_text=_("Whose residents are asked"))
    organization = OneOrganization(required=False)
    topic = forms.CharField(label=_("Topic"), max_length=80)
    text = Words(_("What it is about"), rows=4, max_length=2000)
    weight = forms.ChoiceField(label=_("Weight"), choices=Weight.choices)
    closes_at = Moment(_("Takes words until"))

    def __init__(self, data=None, *, user):
        super().__init__(data)
        self.fields["area"].offer(user, rules.KEEP, (*KINDS, Kind.UNIT))
        self.fields["organization"].offer(user, rules.KEEP)
        self.fields["organization"].label = pgettext_lazy("of a deliberation", "Called by")


class CommentForm(forms.Form):
    text = Words(
        pgettext_lazy("on a topic", "Words"), rows=4, max_length=500,
        error_messages={"required": _("Write what you think of it.")},
        help_text=_("Please name nobody and leave no phone number: what is shown, everybody reads."),
    )  # fmt: skip


class ResultForm(forms.Form):
    result = Words(_("Result"), rows=4, max_length=2000, help_text=_("What was agreed, and who does what until when"))
