"""Parts that the forms of ballots and deliberations share."""

from django import forms
from django.utils.translation import gettext_lazy as _

from grids.models import Area
from parties.models import PartyOrganization

MOST_OFFERED = 300  # party organisations in one list of a form


def organizations(user, grant: str) -> list[PartyOrganization]:
    """Those standing where the hat worn grants something, from above."""
    areas = Area.objects.filter(user.scope.area_in_hat_q(grant))
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
