"""The people of one's areas by name: one limited query for each branch of the scope, merged, paged by keys."""

from datetime import date, datetime
from typing import NamedTuple

from django.db.models import Count, Q
from django.utils import timezone

from grids import figures
from grids.days.periods import Period
from grids.enums import Kind
from grids.models import Area
from grids.pages.keyset import Order, Page
from residents import branches, filters
from residents.models import Membership

BY_NAME = Order("name", "pinyin", text=True)
MOST_AREAS = 12  # whose numbers are added up; a unit head of more gets no sum


class Line(NamedTuple):
    """What a row of the list shows of a person and their home."""

    id: int
    pinyin: str
    is_registered: bool
    is_living: bool
    ref: str
    version: int
    name: str
    sex: str
    born_on: date | None
    address: str


SHOWN = (
    "id", "pinyin", "is_registered", "is_living", "resident__ref", "resident__version", "resident__name",
    "resident__sex", "resident__born_on", "household__dwelling__address",
)  # fmt: skip


def lines(memberships) -> list[Line]:
    return [Line._make(row) for row in memberships.values_list(*SHOWN)]


def members(user, cursor: str = "", asked: filters.Asked | None = None, *, size: int = 50) -> Page:
    """Lines of current memberships: two statements, and one or two for words.

    A wrong cursor: the first page.
    """
    asked = asked or filters.Asked()
    rows, ways = Membership.objects.current().filter(asked.where), filters.found(asked)
    return branches.read(user, rows, BY_NAME, cursor, area=asked.area, ways=ways, size=size, shown=lines)


def chosen(user, asked: filters.Asked):
    """The same rows as one set, for a sheet: unordered, as large as the reader's areas."""
    any_way = Q()
    for way in filters.found(asked):
        any_way |= way
    rows = Membership.objects.visible_to(user).current().filter(asked.where, any_way)
    return rows.below(asked.area) if asked.area else rows


def population(user, area: Area | None, now: datetime) -> dict[str, int] | None:
    """The two figures that are never mixed, of an area or of one's own ones; None where these are too many.

    From the tallies, as of the last minute; of units, which have none, counted as they are.
    """
    keys, today = ("residents.registered", "residents.living"), Period.named("today", timezone.localdate(now))
    own = [area] if area else user.scope.where(branches.GRANT)
    if len(own) > MOST_AREAS:
        return None
    if all(each.kind == Kind.UNIT for each in own):  # a unit head has several: one statement for all
        return _counted(user, area)
    areas = [area] if area else Area.objects.filter(pk__in=[reach.area_id for reach in own])
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
