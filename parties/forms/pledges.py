"""The text of a pledge, its signing and its signatories."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from grids.forms.areas import OneOrganisation
from grids.forms.days import Day
from grids.forms.why import Why
from grids.models import Organisation, Role
from parties import rules
from parties.forms.partner_fields import OrganizationChoice, PaperField, WordsField
from parties.models import PledgeText

SIGNING = ("unit", "grid", "community", "street")  # levels whose posts sign pledges
MOST_TEXTS = 200


class TextForm(forms.Form):
    organization = OrganizationChoice()
    title = forms.CharField(label=pgettext_lazy("of a pledge", "Title"), max_length=60)
    words = WordsField(label=pgettext_lazy("of a pledge", "Text"), rows=12, max_length=6000)

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["organization"].offer(user)


class ReviseForm(Why):
    words = WordsField(label=pgettext_lazy("of a pledge", "Text"), rows=12, max_length=6000)
    field_order = ["words", "why"]


class TextChoice(forms.ModelChoiceField):
    def label_from_instance(self, obj):
        words = {"title": obj.title, "version": obj.version, "name": obj.organization.name}
        return _("%(title)s, version %(version)s · %(name)s") % words


class DriveForm(forms.Form):
    text = TextChoice(
        PledgeText.objects.none(), label=pgettext_lazy("of a pledge", "Text"), to_field_name="ref", empty_label=None
    )
    title = forms.CharField(label=pgettext_lazy("of a drive", "Name"), max_length=60)
    starts_on = Day(pgettext_lazy("a pledge", "Good from"))
    ends_on = Day(
        label=pgettext_lazy("a pledge", "Good until"),
        help_text=_("You are told 30 days before, and when it has ended."),
    )

    def __init__(self, data=None, *, user):
        super().__init__(data, initial={"starts_on": timezone.localdate()})
        rows = PledgeText.objects.visible_to(user).filter(user.scope.placed_q(rules.KEEP), is_latest=True)
        self.fields["text"].queryset = rows.select_related("organization").order_by("title", "pk")
        kept = self.fields["text"].queryset[:MOST_TEXTS]
        self.fields["text"].choices = [(one.ref, self.fields["text"].label_from_instance(one)) for one in kept]


class AddForm(forms.Form):
    all_partners = forms.BooleanField(label=_("All partner units whose agreement is in force"), required=False)
    roles = forms.ModelMultipleChoiceField(
        Role.objects.filter(kind__in=SIGNING), label=_("Everybody who holds one of these posts here today"),
        required=False, widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    organisation = OneOrganisation(
        label=_("An organisation"), required=False,
        help_text=_("The credit code or full name of a registered organisation."),
    )  # fmt: skip

    def __init__(self, data=None, *, user):
        super().__init__(data)
        self.fields["organisation"].rows = Organisation.objects.visible_to(user).filter(closed_on=None)


class SignForm(forms.Form):
    signer = forms.CharField(label=_("Signed by"), max_length=40)
    signed_on = Day(_("Signed on"))
    scan = PaperField(label=_("Scan of the signed pledge"))
