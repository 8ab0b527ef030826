"""Whom a certificate is for, which kind, and what for."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from residents.models import CertificateKind


class FindForm(forms.Form):
    """Posted, never asked in an address: a name is personal."""

    name = forms.CharField(label=pgettext_lazy("of a person", "Name"), min_length=2, max_length=40)


class KindChoice(forms.ModelChoiceField):
    def label_from_instance(self, kind) -> str:
        return kind.label if kind.may_issue else _("%(name)s (another office)") % {"name": kind.label}


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
