"""A page of rows of one's areas: one limited query for each area of the scope, merged; so an index answers each."""

from collections.abc import Sequence

from django.db.models import Q, QuerySet

from grids.keyset import Cursor, Order, Page, page
from grids.models import Area
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
    related: Sequence[str] = (),
    only: Sequence[str] = (),
) -> Page:
    """Two statements. area: within this one only. ways: any of these conditions. A wrong cursor: the first page.

    only: the columns that are shown, where a row and its relations have many more.
    Each id has a query of its own, so that the index in this order answers it: ids together would be sorted first.
    """
    places, inside = _places(user, area)

    def fetch(at: Cursor | None, limit: int) -> list:
        by = order.by(bool(at and at.backwards))
        parts = [
            rows.filter(inside, beyond, way, **{column: pk}).order_by(*by).values_list("pk")[:limit]
            for column, pk in places
            for beyond in order.beyond(at)
            for way in ways
        ]
        if not parts:
            return []
        keys = parts[0].union(*parts[1:], all=True) if len(parts) > 1 else parts[0]
        found = rows.model._default_manager.filter(pk__in={pk for (pk,) in keys}).order_by(*by)
        found = found.select_related(*related) if related else found
        return list((found.only(*only) if only else found)[:limit])

    return page(order, fetch, cursor, size)


def _places(user, area: Area | None) -> tuple[list[tuple[str, int]], Q]:
    """The scope; or the area, where the scope reaches it; or what of the scope lies in it."""
    own = [(reach.column, reach.area_id) for reach in user.scope.where(GRANT)]
    if area is None:
        return own, Q()
    if user.scope.reaches(GRANT, area):
        return [(column_of(area.kind), area.pk)], Q()
    return own, Q(**{column_of(area.kind): area.pk})
