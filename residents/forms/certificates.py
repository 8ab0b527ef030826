"""Whom a certificate is for, which kind, and what for."""

from django import forms
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from grids.forms.both_names import BothNames
from grids.forms.why import Reason
from residents.models import CertificateKind


class FindForm(forms.Form):
    """Posted, never asked in an address: a name is personal."""

    name = forms.CharField(label=pgettext_lazy("of a person", "Name"), min_length=2, max_length=40)


class KindChoice(forms.ModelChoiceField):
    def label_from_instance(self, kind) -> str:
        return kind.label if kind.may_issue else _("%(name)s (another office)") % {"name": kind.label}


class KindForm(BothNames):
    """One kind, as the keepers of the rules write it."""

    name_en = forms.CharField(
        label=_("English name"), max_length=40, required=False, help_text=_("Empty: the Chinese one.")
    )
    may_issue = forms.BooleanField(label=_("The committee issues it"), required=False)
    basis = forms.CharField(
        label=_("Legal basis"), max_length=200, required=False, help_text=_("Of what the committee issues.")
    )
    body = forms.CharField(
        label=_("Wording"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("The paper fills in {name} {sex} {born} {number} {address} {purpose}."),
    )
    reason = forms.CharField(
        label=_("Why not"), max_length=200, required=False, help_text=_("Of what other offices issue.")
    )
    office = forms.CharField(label=_("Right office"), max_length=80, required=False)
    check_locally = forms.BooleanField(label=_("To be checked against local rules"), required=False)
    is_on = forms.BooleanField(label=_("In use"), required=False)
    why = Reason()


class IssueForm(forms.Form):
    kind = KindChoice(CertificateKind.objects.none(), label=_("Kind"), empty_label=_("Choose"))
    purpose = forms.CharField(
        label=_("What it is for"),
        max_length=100,
        help_text=_("Stands on the paper: which errand, at which office."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].queryset = CertificateKind.objects.filter(is_on=True).order_by("-may_issue", "order")
