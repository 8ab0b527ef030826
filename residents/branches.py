"""A page of rows of one's areas: one limited query for each area of the scope, merged; so an index answers each."""

from collections.abc import Callable, Sequence

from django.db.models import Q, QuerySet

from grids.models import Area
from grids.pages.keyset import Cursor, Order, Page, page
from grids.scope import column_of

GRANT = "read_resident"


def read(
    user,
    rows: QuerySet,
    order: Order,
    cursor: str,
    *,
    area: Area | None = None,
    ways: Sequence[Q] = (Q(),),
    size: int,
    shown: Callable[[QuerySet], list] = list,
) -> Page:
    """Two statements. area: within this one only. ways: any of these conditions. A wrong cursor: the first page.

    shown: reads the page's rows, where these are more than one table's; each with `id` and the order's column.
    """
    places, inside = _places(user, area)

    def fetch(at: Cursor | None, limit: int) -> list:
        by = order.by(bool(at and at.backwards))
        parts = [
            rows.filter(inside, beyond, way, place).order_by(*by).values_list("pk")[:limit]
            for place in places
            for beyond in order.beyond(at)
            for way in ways
        ]
        if not parts:
            return []
        keys = parts[0].union(*parts[1:], all=True) if len(parts) > 1 else parts[0]
        return shown(rows.model._default_manager.filter(pk__in={pk for (pk,) in keys}).order_by(*by)[:limit])

    return page(order, fetch, cursor, size)


def _places(user, area: Area | None) -> tuple[list[Q], Q]:
    """The scope; or the area, where the scope reaches it; or what of the scope lies in it."""
    if area is None:
        return _own(user), Q()
    there = Q(**{column_of(area.kind): area.pk})
    return ([there], Q()) if user.scope.reaches(GRANT, area) else (_own(user), there)


def _own(user) -> list[Q]:
    """An area each, so that the index in the list's order answers it; units, which hold few rows, sorted together."""
    return [
        where
        for column, ids in user.scope.branches(GRANT)
        for where in ([Q(area__in=ids)] if column == "area_id" else [Q(**{column: pk}) for pk in ids])
    ]
