"""A category of care, as the keepers of the rules write it."""

from django import forms
from django.utils.translation import gettext_lazy as _

from grids.forms.both_names import BothNames
from grids.forms.why import Reason
from residents.enums.care import Grade, Sensitivity, VisitKind
from residents.models import CareCategory

NO_BASIS = _("Without a legal basis nobody is listed.")


class CategoryForm(BothNames):
    """The days between visits are three fields here, one a grade, and one list in the row."""

    name_zh = forms.CharField(label=_("Chinese name"), max_length=30)
    legal_basis = forms.CharField(label=_("Legal basis"), max_length=120, error_messages={"required": NO_BASIS})
    purpose = forms.CharField(label=_("Purpose"), max_length=120)
    months = forms.IntegerField(
        label=_("Term, in months"),
        min_value=1,
        max_value=240,
        help_text=_("An area may shorten it, never lengthen it; an extension adds at most as much again."),
    )
    longest_months = forms.IntegerField(
        label=_("With extensions at most, in months"),
        min_value=0,
        max_value=600,
        initial=0,
        help_text=_("0: as often as it is needed."),
    )
    days_1, days_2, days_3 = (
        forms.IntegerField(label=label, min_value=1, max_value=366)
        for label in (
            _("Days between visits, grade 1"),
            _("Days between visits, grade 2"),
            _("Days between visits, grade 3"),
        )
    )
    visit_kinds = forms.MultipleChoiceField(
        label=_("A planned visit is closed by a visit"), choices=VisitKind, widget=forms.CheckboxSelectMultiple
    )
    sensitivity = forms.ChoiceField(
        label=_("Sensitivity"),
        choices=Sensitivity,
        widget=forms.RadioSelect,
        help_text=_("Records of the highest are read by holders of a permission of its own only."),
    )
    sealed_months = forms.IntegerField(
        label=_("Sealed for so many months after the end"),
        min_value=1,
        max_value=600,
        help_text=_("Then two persons anonymise it; counts stay."),
    )
    check_locally = forms.BooleanField(label=_("To be checked against local rules"), required=False)
    is_active = forms.BooleanField(
        label=_("In use"), required=False, help_text=_("Switched off, nothing is opened any more; records go on.")
    )
    why = Reason()

    @classmethod
    def of(cls, category: CareCategory | None, data=None) -> "CategoryForm":
        if category is None:
            return cls(data, initial={"is_active": True, "visit_kinds": [VisitKind.HOME]})
        kept = {name: getattr(category, name) for name in cls.base_fields if hasattr(category, name)}
        return cls(data, initial=kept | {f"days_{grade}": category.interval(grade) for grade in Grade.values})

    def facts(self) -> dict:
        facts = dict(self.cleaned_data)
        return facts | {"visit_days": [facts.pop(f"days_{grade}") for grade in Grade.values]}
