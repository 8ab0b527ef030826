"""Parts that the forms of matters share."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.enums import Urgency
from cases.models import Category

WHY = _("Say why, in a few words.")


class Words(forms.CharField):
    """Some lines of text."""

    def __init__(
        self, label, *, rows: int = 3, required: bool = False, missing=None, max_length: int = 2000, **kwargs
    ):
        widget = forms.Textarea(attrs={"rows": rows})
        super().__init__(label=label, required=required, max_length=max_length, widget=widget, **kwargs)
        if missing:
            self.error_messages["required"] = missing


class UrgencyField(forms.ChoiceField):
    """For choosing before the matter is there; the page puts the limits of cases.urgencies beside the words."""

    def __init__(self):
        super().__init__(
            label=_("Urgency"),
            choices=Urgency,
            widget=forms.RadioSelect(attrs={"class": "ll-opts--w"}),
            help_text=_("With the time there is for the handling; it depends on the category."),
        )


class CategoryField(forms.ModelChoiceField):
    """All active categories, the lower ones grouped by the upper; the value is the code.

    standing: the category the matter has, which may stay, also when nobody may choose it any more.
    """

    standing: Category | None = None

    def __init__(self, **kwargs):
        super().__init__(
            Category.objects.filter(is_active=True, parent__isnull=False).select_related("parent"),
            to_field_name="code",
            empty_label=None,
            **{"label": _("Category")} | kwargs,
        )

    def to_python(self, value):
        if self.standing is not None and value == self.standing.code:
            return self.standing
        return super().to_python(value)

    def grouped(self) -> list:
        groups: dict[str, list] = {}
        offered = list(self.queryset)
        if self.standing is not None and self.standing not in offered:
            offered.insert(0, self.standing)
        for category in offered:
            groups.setdefault(category.parent.label, []).append((category.code, category.label))
        return list(groups.items())
