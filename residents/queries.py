"""The people of one's areas by name: one limited query for each branch of the scope, merged, paged by keys."""

from datetime import datetime

from django.db.models import Count, Q
from django.utils import timezone

from grids import figures
from grids.enums import Kind
from grids.keyset import Cursor, Order, Page, page
from grids.models import Area
from grids.periods import Period
from residents import filters
from residents.models import Membership

BY_NAME = Order("name", "pinyin", text=True)
GRANT = "read_resident"
MOST_AREAS = 12  # whose numbers are added up; a unit head of more gets no sum


def members(user, cursor: str = "", asked: filters.Asked | None = None, *, size: int = 50) -> Page:
    """Current memberships with person and home: two statements, and one or two for words.

    A wrong cursor: the first page.
    """
    asked = asked or filters.Asked()
    branches, ways = _branches(user, asked), filters.found(asked)

    def fetch(at: Cursor | None, limit: int) -> list[Membership]:
        by = BY_NAME.by(bool(at and at.backwards))
        # Each id has its own query, so that the index by name answers it: ids together would be sorted first.
        parts = [
            Membership.objects.current()
            .filter(part, way, asked.where, **{column: one})
            .order_by(*by)
            .values_list("pk")[:limit]
            for column, ids in branches
            for one in ids
            for part in BY_NAME.beyond(at)
            for way in ways
        ]
        if not parts:
            return []
        keys = {pk for part in _together(parts) for pk in part}
        rows = Membership.objects.filter(pk__in=keys).select_related("resident", "household__dwelling")
        return list(rows.order_by(*by)[:limit])

    return page(BY_NAME, fetch, cursor, size)


def chosen(user, asked: filters.Asked):
    """The same rows as one set, for a sheet: unordered, as large as the reader's areas."""
    any_way = Q()
    for way in filters.found(asked):
        any_way |= way
    rows = Membership.objects.visible_to(user).current().filter(asked.where, any_way, resident__withdrawn_at=None)
    return rows.below(asked.area) if asked.area else rows


def _branches(user, asked: filters.Asked) -> list[tuple[str, list[int]]]:
    """The scope; or the one area of it that is asked for."""
    if asked.area is None:
        return user.scope.branches(GRANT)
    return [("area_id" if asked.area.kind == Kind.UNIT else f"{asked.area.kind}_id", [asked.area.pk])]


def _together(parts) -> list[tuple]:
    return list(parts[0].union(*parts[1:], all=True)) if len(parts) > 1 else list(parts[0])


def population(user, area: Area | None, now: datetime) -> dict[str, int] | None:
    """The two figures that are never mixed, of an area or of one's own ones; None where these are too many.

    From the tallies, as of the last minute; of units, which have none, counted as they are.
    """
    keys, today = ("residents.registered", "residents.living"), Period.named("today", timezone.localdate(now))
    own = [reach.area_id for reach in user.scope.where(GRANT)]
    areas = [area] if area else list(Area.objects.filter(pk__in=own[: MOST_AREAS + 1]))
    if len(areas) > MOST_AREAS:
        return None
    if all(each.kind == Kind.UNIT for each in areas):  # a unit head has several: one statement for all
        return _counted(user, area)
    counted = [figures.of(each, user, today, now, keys) for each in areas]
    return {
        name: sum(each[key].value for each in counted)
        for name, key in zip(("registered", "living"), keys, strict=True)
    }


def _counted(user, area: Area | None) -> dict[str, int]:
    rows = Membership.objects.current().visible_to(user)
    rows = rows.below(area) if area else rows
    return rows.aggregate(
        registered=Count("pk", filter=Q(is_registered=True)), living=Count("pk", filter=Q(is_living=True))
    )
