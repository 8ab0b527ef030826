"""Where: one of one's areas, and an address as one says it."""

from django import forms
from django.utils.translation import gettext_lazy as _

from grids.enums import Kind
from grids.models import Area
from residents import addresses

AREAS = 300


class PlaceForm(forms.Form):
    """cleaned: area an Area, address its Parts. home: a dwelling to begin with; its area is one of the choices."""

    area = forms.CharField(label=_("Area"), widget=forms.Select)
    address = forms.CharField(
        label=_("Address"), max_length=120, help_text=_("As one says it: compound, building, entrance, room")
    )

    def __init__(self, data=None, *, user, home=None, initial=None, **kwargs):
        self.user = user
        offered = {"area": home.area.code, "address": home.address} if home else {}
        super().__init__(data, initial=offered | (initial or {}), **kwargs)
        rows = Area.objects.filter(
            user.scope.area_in_hat_q("edit_resident"), kind__in=(Kind.GRID, Kind.UNIT), valid_to=None
        )
        self.areas = list(rows.select_related("parent").order_by("tree_id", "lft")[:AREAS])
        if home and home.area not in self.areas:
            self.areas.insert(0, home.area)
        self.fields["area"].widget.choices = [(area.code, self._said(area)) for area in self.areas]

    def _said(self, area: Area) -> str:
        return f"{area.parent.short_name} › {area.short_name}" if area.kind == Kind.UNIT else area.short_name

    def clean_area(self):
        found = next((area for area in self.areas if area.code == self.cleaned_data["area"]), None)
        if found is None:
            raise forms.ValidationError(_("Choose one of your areas."))
        return found

    def clean_address(self):
        parts = addresses.parse(self.cleaned_data["address"])
        if parts is None:
            raise forms.ValidationError(_("Write the address down to the room or the number of the house."))
        return parts
