from django import forms
from django.utils.translation import gettext_lazy as _


class OtherForm(forms.Form):
    """Posted, never asked in an address: a name is personal."""

    name = forms.CharField(
        label=_("Name of the other entry"),
        max_length=40,
        min_length=2,
        help_text=_("Two characters of the name, or the first letters"),
    )


class MergeForm(forms.Form):
    """keep: the ref of the entry that stays. The versions are those that the page showed."""

    keep = forms.ChoiceField(
        label=_("The entry that stays"),
        widget=forms.RadioSelect,
        help_text=_("It takes from the other one what it lacks itself; where both say something, its own word stays."),
        error_messages={"required": _("Choose the entry that stays.")},
    )
    seen_first = forms.IntegerField(widget=forms.HiddenInput, required=False)
    seen_second = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, first, second, data=None):
        super().__init__(data, initial={"seen_first": first.version, "seen_second": second.version})
        self.first, self.second = first, second
        self.fields["keep"].choices = [(first.ref, _("The left one")), (second.ref, _("The right one"))]

    def facts(self) -> dict:
        """For actions.merge: the entry that stays first."""
        seen = [self.cleaned_data["seen_first"], self.cleaned_data["seen_second"]]
        people = [self.first, self.second]
        if self.cleaned_data["keep"] == self.second.ref:
            seen.reverse()
            people.reverse()
        return {"kept_id": people[0].pk, "dropped_id": people[1].pk, "seen": seen[0], "dropped_seen": seen[1]}
