"""Parts that the forms of party organisations share."""

from django.utils.translation import gettext_lazy as _

from grids.enums import Kind
from grids.forms.areas import OneArea
from grids.models import Area, Organisation

SUGGESTIONS = 300  # areas offered while one types; every other one can be typed


class AreaWithin(OneArea):
    """By code or name, one of the areas in which the hat worn grants something; units too."""

    unfit = _("You do not keep party organisations in {name}.")

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.widget.attrs["list"] = "areas"

    def offer(self, user, grant: str, within: Area | None = None) -> None:
        rows = Area.objects.filter(user.scope.area_in_hat_q(grant), valid_to=None)
        self.rows = rows.within(within) if within else rows
        self.seen = Area.objects.visible_to(user)

    def suggestions(self) -> list[str]:
        near = self.rows.exclude(kind=Kind.UNIT).order_by("tree_id", "lft")
        return [area.short_name for area in near.only("name")[:SUGGESTIONS]]


def organisations(user):
    return Organisation.objects.visible_to(user).filter(closed_on=None)
