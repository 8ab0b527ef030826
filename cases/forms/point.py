"""The point of a matter as two numbers: typed, or put there by the script from the phone's position or a map."""

from decimal import Decimal

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cases import points


class Degrees(forms.DecimalField):
    """A plain text field: what is no number comes back as it was typed. More digits than are kept are no error."""

    def __init__(self, **kwargs):
        widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
        super().__init__(required=False, widget=widget, **kwargs)

    def to_python(self, value) -> Decimal | None:
        found = super().to_python(value)
        return points.rounded(found) if found is not None and found.is_finite() and abs(found) < 1000 else found


class PointForm(forms.Form):
    """Fields lng and lat; `point` of the cleaned data is what the actions take, (None, None) for none."""

    lng = Degrees(label=_("Longitude"), help_text=_("Where the matter is, never where a person lives or stands."))
    lat = Degrees(label=_("Latitude"))

    def clean(self):
        data = super().clean()
        lng, lat = data.get("lng"), data.get("lat")
        if not self.has_error("lng") and not self.has_error("lat"):
            try:
                data["point"] = points.checked(lng, lat) or (None, None)
            except ValidationError as error:
                self.add_error(None, error)
        return data
