"""Parts that the forms of ballots and deliberations share."""

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from grids.enums import Kind
from grids.models import Area
from parties.models import PartyOrganization

MOST_OFFERED = 300  # areas, and party organisations, in one list of a form
AREAS = (Kind.STREET, Kind.COMMUNITY, Kind.GRID, Kind.UNIT)


class Words(forms.CharField):
    """Some lines of text."""

    def __init__(self, label, *, rows: int = 3, max_length: int = 2000, **kwargs):
        super().__init__(label=label, max_length=max_length, widget=forms.Textarea(attrs={"rows": rows}), **kwargs)


class OneArea(forms.ModelChoiceField):
    """One of the areas in which the hat worn grants something."""

    def __init__(self, **kwargs):
        super().__init__(Area.objects.none(), label=_("Area"), empty_label=None, to_field_name="code", **kwargs)

    def label_from_instance(self, obj):
        return f"{obj.parent.short_name} › {obj.short_name}" if obj.parent else obj.short_name

    def offer(self, user, grant: str) -> None:
        rows = Area.objects.filter(_reached(user, grant), kind__in=AREAS, valid_to=None).select_related("parent")
        self.queryset = rows.order_by("tree_id", "lft")
        self.choices = [(area.code, self.label_from_instance(area)) for area in self.queryset[:MOST_OFFERED]]


def _reached(user, grant: str) -> Q:
    hat, found = user.scope.hat, Q(pk__in=())
    for reach in hat.reaches if hat and grant in hat.grants else ():
        found |= Q(tree_id=reach.tree_id, lft__range=(reach.lft, reach.rght))
    return found


def organizations(user, grant: str) -> list[PartyOrganization]:
    """Those standing where the hat worn grants something, from above."""
    areas = Area.objects.filter(_reached(user, grant))
    rows = PartyOrganization.objects.visible_to(user).standing().filter(area__in=areas)
    return list(rows.select_related("area").order_by("area__tree_id", "area__lft", "name", "pk")[:MOST_OFFERED])


class OneOrganization(forms.ChoiceField):
    """A party organisation by its ref; `chosen` is its row."""

    def __init__(self, **kwargs):
        super().__init__(label=_("Party organisation"), **kwargs)
        self.rows: dict[str, PartyOrganization] = {}

    def offer(self, user, grant: str) -> None:
        self.rows = {row.ref: row for row in organizations(user, grant)}
        empty = [] if self.required else [("", "–")]
        self.choices = empty + [(row.ref, row.name) for row in self.rows.values()]

    def clean(self, value):
        return self.rows.get(super().clean(value))
