"""The people of one's areas by name: one limited query for each branch of the scope, merged, paged by keys."""

from django.db.models import Count, Q

from grids.keyset import Cursor, Order, Page, page
from residents.models import Membership

BY_NAME = Order("name", "pinyin", text=True)


def members(user, cursor: str = "", *, where: Q | None = None, size: int = 50) -> Page:
    """Current memberships that `where` lets through, with person and home: two statements.

    A wrong cursor: the first page.
    """
    narrowed = where or Q()
    branches = user.scope.branches("read_resident")

    def fetch(at: Cursor | None, limit: int) -> list[Membership]:
        ways = BY_NAME.by(bool(at and at.backwards))
        # Each id has its own query, so that the index by name answers it: ids together would be sorted first.
        parts = [
            Membership.objects.current()
            .filter(part, narrowed, **{column: one})
            .order_by(*ways)
            .values_list("pk")[:limit]
            for column, ids in branches
            for one in ids
            for part in BY_NAME.beyond(at)
        ]
        if not parts:
            return []
        keys = [pk for part in _together(parts) for pk in part]
        rows = Membership.objects.filter(pk__in=keys).select_related("resident", "household__dwelling")
        return list(rows.order_by(*ways)[:limit])

    return page(BY_NAME, fetch, cursor, size)


def _together(parts) -> list[tuple]:
    return list(parts[0].union(*parts[1:], all=True)) if len(parts) > 1 else list(parts[0])


def population(user) -> dict[str, int]:
    """The two figures that are never mixed: registered here (户籍), living here (常住)."""
    return (
        Membership.objects.current()
        .visible_to(user)
        .aggregate(registered=Count("pk", filter=Q(is_registered=True)), living=Count("pk", filter=Q(is_living=True)))
    )
