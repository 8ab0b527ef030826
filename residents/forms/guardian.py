"""Who answers for a child: somebody of the household, somebody else in the register, or somebody from outside it."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from residents import guardians
from residents.actions.guardian import Outsider, name_guardian, possible
from residents.forms.people import EntryForm
from residents.models import Resident

NOBODY, OTHER, OUTSIDE, SAME = "", "other", "outside", "same"


class Guardian(EntryForm):
    title, done = _("Record the guardian"), _("Recorded.")
    guardian = forms.ChoiceField(label=_("Who answers for the child"), widget=forms.RadioSelect, required=False)
    name = forms.CharField(
        label=_("Whole name"), max_length=40, required=False,
        help_text=_("Of somebody else, in the register of your areas or outside it."),
    )  # fmt: skip
    phone = forms.CharField(
        label=_("Phone"), max_length=20, required=False, widget=forms.TextInput(attrs={"inputmode": "tel"}),
        help_text=_("Only of somebody who is not in the register. Left empty, it stays as it is."),
    )  # fmt: skip

    def __init__(self, data=None, *, resident, user=None):
        self.members = {one.ref: one for one in possible(resident, timezone.localdate(), user)}
        choices = [(ref, str(one)) for ref, one in self.members.items()]
        now = resident.guardian
        if now is not None and now.ref not in self.members:
            self.members[SAME] = now
            choices.append((SAME, guardians.said(resident, user)))
        super().__init__(data, resident=resident, user=user)
        self.fields["guardian"].choices = [
            *choices,
            (OTHER, _("Somebody else in the register")),
            (OUTSIDE, _("Somebody who is not in the register, such as a parent working elsewhere")),
            (NOBODY, _("Nobody is recorded")),
        ]

    def offered(self, resident) -> dict:
        if resident.guardian_name:
            return {"guardian": OUTSIDE, "name": resident.guardian_name}
        now = resident.guardian
        return {"guardian": NOBODY if now is None else now.ref if now.ref in self.members else SAME}

    def carry_out(self, by):
        return name_guardian(self.resident.pk, self._chosen(by), by=by, seen=self.seen_version)

    def _chosen(self, by) -> Resident | Outsider | None:
        ref = self.cleaned_data["guardian"]
        if ref == OUTSIDE:
            return Outsider(self.cleaned_data["name"], self.cleaned_data["phone"])
        if ref != OTHER:
            return self.members.get(ref)
        named = Resident.objects.visible_to(by).filter(name=self.cleaned_data["name"].strip(), died_on=None)
        found = [one for one in named[:3] if not one.is_minor(timezone.localdate())]
        if not found:
            raise ValidationError({"name": _("No grown-up of this name is in the register of your areas.")})
        if len(found) > 1:
            raise ValidationError(
                {
                    "name": _(
                        "Several grown-ups have this name. Correct the names first, so that they can be told apart."
                    )
                }
            )
        return found[0]
