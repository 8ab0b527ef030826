"""One area of a list: those in which the hat worn grants something, from above."""

from collections.abc import Collection

from django import forms
from django.utils.translation import gettext_lazy as _

from grids.enums import Kind
from grids.models import Area

MOST = 300
KINDS = (Kind.STREET, Kind.COMMUNITY, Kind.GRID)


class AreaChoice(forms.ModelChoiceField):
    """Offers nothing until it is told to whom, see offer()."""

    def __init__(self, **kwargs):
        super().__init__(Area.objects.none(), empty_label=None, to_field_name="code", **{"label": _("Area")} | kwargs)

    def to_python(self, value):
        """Also by a code that the area had: a saved address, or a form that was open as it was moved."""
        found = self.queryset.called(value).first() if isinstance(value, str) else None
        return found or super().to_python(value)

    def label_from_instance(self, obj):
        return f"{obj.parent.short_name} › {obj.short_name}" if obj.parent else obj.short_name

    def offer(self, user, grant: str, kinds: Collection[Kind] = KINDS, within: Area | None = None) -> None:
        rows = Area.objects.filter(user.scope.area_in_hat_q(grant), kind__in=kinds, valid_to=None)
        rows = rows.within(within) if within else rows
        self.queryset = rows.select_related("parent").order_by("tree_id", "lft")
        self.choices = [(area.code, self.label_from_instance(area)) for area in self.queryset[:MOST]]
