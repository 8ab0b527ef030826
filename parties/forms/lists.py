"""Entries of the three lists, claims, what came of them."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from parties import quarters
from parties.enums.partners import Gift, Grade, ListKind
from parties.forms.partner_fields import PaperField, PartnerChoice, QuarterChoice, WordsField
from parties.models import JointMeeting, ListEntry

MOST_PLACES = 50
FACTS = ("title", "details", "places")


class EntryForm(forms.Form):
    title = forms.CharField(label=pgettext_lazy("of a list's entry", "What"), max_length=80)
    details = WordsField(
        label=_("Details"), rows=3, max_length=500, required=False,
        help_text=_("Partners read it: no names, phones or addresses of residents."),
    )  # fmt: skip
    places = forms.IntegerField(
        label=pgettext_lazy("of a list's entry", "How many may claim it"),
        min_value=1,
        max_value=MOST_PLACES,
        initial=1,
    )

    @classmethod
    def of(cls, entry: ListEntry, data=None) -> "EntryForm":
        return cls(data, initial={name: getattr(entry, name) for name in FACTS})


class NewEntry(EntryForm):
    """For one party organisation and one list. Whose it is, is asked where there is a choice."""

    owner = PartnerChoice(label=pgettext_lazy("of a list's entry", "Whose"), required=False)
    quarter = QuarterChoice()

    def __init__(self, *args, user, organization, kind, **kwargs):
        super().__init__(*args, **kwargs)
        owner = self.fields["owner"]
        owner.required = kind == ListKind.RESOURCE
        owner.empty_label = _("Choose a partner") if owner.required else organization.name
        owner.offer(user, organization, timezone.localdate())
        self.fields["quarter"].offer()
        if kind == ListKind.NEED:
            del self.fields["owner"]
        self.order_fields(["title", "owner", "details", "places", "quarter"])


class ClaimForm(forms.Form):
    partner = PartnerChoice(label=_("Who claims it"), required=False)
    promise = forms.CharField(
        label=_("What is promised"), max_length=200, required=False, help_text=_("What, how much, until when")
    )
    meeting = forms.ModelChoiceField(
        JointMeeting.objects.none(), label=_("Decided at"), required=False, to_field_name="ref",
        empty_label=_("Not at a joint meeting"),
    )  # fmt: skip

    def __init__(self, data=None, *, user, entry: ListEntry):
        super().__init__(data)
        partner, held = self.fields["partner"], JointMeeting.objects.visible_to(user)
        beside = [*entry.claims.standing().filter(partner__isnull=False).values_list("partner", flat=True)]
        beside += [entry.owner_id] if entry.owner_id else []
        partner.required = entry.owner_id is None
        partner.empty_label = _("Choose a partner") if partner.required else entry.organization.name
        partner.offer(user, entry.organization, timezone.localdate(), beside)
        if entry.kind == ListKind.RESOURCE:
            del self.fields["partner"]
        self.fields["meeting"].queryset = held.filter(
            organization=entry.organization, quarter__gte=entry.first_quarter
        )  # fmt: skip
        self.fields["meeting"].label_from_instance = lambda one: (
            _("Joint meeting of %(quarter)s") % {"quarter": quarters.named(one.quarter)}
        )


class FulfilForm(forms.Form):
    outcome = WordsField(label=pgettext_lazy("of a claim", "What was done"), rows=3, max_length=300)
    kind = forms.ChoiceField(label=_("Contribution of the partner"), choices=Gift, initial=Gift.SERVICE)
    evidence = PaperField(label=_("Evidence"))


class EvaluateForm(forms.Form):
    grade = forms.ChoiceField(label=_("Evaluation"), choices=Grade, widget=forms.RadioSelect)
    remark = forms.CharField(label=_("In words"), max_length=200, required=False)
