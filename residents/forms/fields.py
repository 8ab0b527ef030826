"""A person's name; and the entries of the field catalogue, as their keepers write them."""

from django import forms
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from grids.forms.why import Reason
from grids.privacy import identity
from residents.models import Sensitivity


class PersonName(forms.CharField):
    """As the register keeps it, so that the same name is found whoever typed it."""

    def __init__(self):
        super().__init__(label=pgettext_lazy("of a person", "Name"), max_length=40)

    def to_python(self, value):
        return identity.normalise_name(super().to_python(value))


class Synonyms(forms.CharField):
    """One a line, or with commas between them."""

    def __init__(self):
        super().__init__(
            label=_("Also called"),
            required=False,
            widget=forms.Textarea(attrs={"rows": 3}),
            help_text=_("How tables of other offices head this column; one a line."),
        )

    def prepare_value(self, value):
        return "\n".join(value) if isinstance(value, list) else value

    def to_python(self, value):
        text = super().to_python(value).replace("，", "\n").replace(",", "\n")
        names = list(dict.fromkeys(" ".join(line.split()) for line in text.splitlines() if line.strip()))
        if any(len(name) > 40 for name in names):
            raise forms.ValidationError(_("A name has at most 40 characters."))
        return names


class FieldForm(forms.Form):
    name_zh = forms.CharField(label=_("Chinese name"), max_length=40)
    name_en = forms.CharField(label=_("English name"), max_length=40)
    basis = forms.CharField(
        label=_("Legal basis"),
        max_length=200,
        required=False,
        help_text=_("Without one the field cannot be in use."),
    )
    check_locally = forms.BooleanField(label=_("To be checked against local rules"), required=False)
    purpose = forms.CharField(label=_("Purpose"), max_length=200, required=False)
    owner = forms.CharField(label=_("Owner"), max_length=40, required=False)
    sensitivity = forms.ChoiceField(label=_("Sensitivity"), choices=Sensitivity)
    retention = forms.CharField(
        label=_("Kept"),
        max_length=60,
        required=False,
        help_text=_("Left empty: as long as the rules of keeping say."),
    )
    synonyms = Synonyms()
    why = Reason()
