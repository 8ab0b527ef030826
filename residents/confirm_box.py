"""The desk's box: whose entries nobody has confirmed for a year, for those who pass their doors."""

from django.db.models import Count, Min
from django.urls import reverse

from grids.enums import Kind
from grids.pages.desk import Box
from residents.conditions import STALE, to_confirm
from residents.models import Membership


def waiting(user, now) -> dict | None:
    """One query, of a grid's or a unit's rows; for larger areas it is a figure, not a job for one's own feet."""
    hat = user.scope.hat
    if hat is None or "edit_resident" not in hat.grants or not all(_is_small(reach) for reach in hat.reaches):
        return None
    rows = Membership.objects.visible_to(user).current().filter(to_confirm(now)).order_by()
    found = rows.aggregate(count=Count("pk"), oldest=Min("resident__confirmed_at"))
    if not found["count"]:
        return None
    return found | {"url": f"{reverse('residents:list')}?view={STALE}"}


def _is_small(reach) -> bool:
    return reach.kind in (Kind.GRID, Kind.UNIT)


BOX = Box("confirm", "residents/confirm_box.html", waiting, order=30)
