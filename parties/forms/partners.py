"""An agreement is made, renewed and ended; contributions; the joint meeting."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from grids.forms.areas import OneOrganisation
from grids.forms.days import Day
from grids.forms.why import Why
from grids.models import Organisation
from parties.enums.partners import Gift
from parties.forms.partner_fields import MOST_PARTNERS, OrganizationChoice, PaperField, WordsField
from parties.models import Partner


class AgreeForm(forms.Form):
    organization = OrganizationChoice()
    organisation = OneOrganisation(
        label=pgettext_lazy("of an agreement", "Partner unit"),
        help_text=_("The credit code or full name of a registered organisation."),
    )
    agreed_on = Day(pgettext_lazy("an agreement", "Agreed from"))
    ends_on = Day(
        label=pgettext_lazy("an agreement", "Agreed until"),
        help_text=_("You are told 30 days before, and when it has ended."),
    )
    offers = forms.CharField(
        label=_("What it can contribute"), max_length=200, required=False,
        help_text=_("For example: a hall, a legal adviser, twenty volunteers"),
    )  # fmt: skip
    paper = PaperField(label=_("The agreement"), required=False)

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["organization"].offer(user)
        self.fields["organisation"].rows = Organisation.objects.visible_to(user).filter(closed_on=None)


class RenewForm(forms.Form):
    ends_on = Day(pgettext_lazy("an agreement", "Agreed until"))
    offers = forms.CharField(label=_("What it can contribute"), max_length=200, required=False)
    paper = PaperField(label=_("The new agreement"), required=False)


class ContributeForm(forms.Form):
    kind = forms.ChoiceField(label=_("Kind"), choices=Gift)
    what = forms.CharField(
        label=pgettext_lazy("a contribution", "What"), max_length=120,
        help_text=_("With the number or amount where there is one: 20 volunteers, 5,000 yuan"),
    )  # fmt: skip
    on = Day(_("Day"))


class PresentField(forms.ModelMultipleChoiceField):
    def __init__(self):
        super().__init__(
            Partner.objects.none(), label=_("Partners present"), required=False, to_field_name="ref",
            widget=forms.CheckboxSelectMultiple,
        )  # fmt: skip

    def label_from_instance(self, obj):
        return obj.organisation.name

    def offer(self, user, organization) -> None:
        rows = Partner.objects.visible_to(user).filter(organization=organization, ended_on=None)
        self.queryset = rows.select_related("organisation").order_by("organisation__pinyin", "pk")
        self.choices = [(one.ref, self.label_from_instance(one)) for one in self.queryset[:MOST_PARTNERS]]


class MeetingForm(forms.Form):
    held_on = Day(pgettext_lazy("a meeting", "Held on"))
    place = forms.CharField(label=pgettext_lazy("a meeting", "Where"), max_length=60, required=False)
    present = PresentField()
    minutes = WordsField(
        label=_("Minutes"), rows=6, max_length=4000,
        help_text=_("What was decided is entered as claims on the lists, which name this meeting."),
    )  # fmt: skip

    def __init__(self, *args, user, organization, **kwargs):
        super().__init__(*args, **{"initial": {"held_on": timezone.localdate()}} | kwargs)
        self.fields["present"].offer(user, organization)


class CorrectMeeting(MeetingForm, Why):
    field_order = ["held_on", "place", "present", "minutes", "why"]

    @classmethod
    def of(cls, meeting, data=None, *, user):
        kept = {name: getattr(meeting, name) for name in ("held_on", "place", "minutes")}
        kept["present"] = [one.ref for one in meeting.present.all()]
        return cls(data, initial=kept, user=user, organization=meeting.organization)
