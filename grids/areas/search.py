"""Finding an area by name, reading, initials or code: in one's own street, or one's district for who serves there."""

from dataclasses import dataclass

from django.db.models import Case, IntegerField, Q, Value, When

from grids.areas import kinds
from grids.enums import Kind
from grids.models import Area

LIMIT = 30
BY_LEVEL = Case(*(When(kind=kind, then=Value(kind.depth)) for kind in Kind), output_field=IntegerField())


@dataclass(frozen=True, slots=True)
class Found:
    area: Area
    kind: str  # in the words of its district
    where: str
    linked: bool  # outside one's own areas the name and the place are all there is to see


def search(user, text: str) -> tuple[list[Found], bool]:
    """At most LIMIT areas, and whether there are more: the higher levels first and retired ones last."""
    text = text.strip()
    if not text:
        return [], False
    rows = Area.objects.filter(_near(user), _matches(text)).select_related("parent", "parent__parent")
    rows = list(rows.order_by("valid_to", BY_LEVEL, "code").distinct()[: LIMIT + 1])
    rows, more = rows[:LIMIT], len(rows) > LIMIT
    words = kinds.by_district({area.district_id for area in rows})
    reaches = user.scope.reaches
    found = [
        Found(area, kinds.word_of(area, words[area.district_id]), _where(area), reaches("read_area", area))
        for area in rows
    ]
    return found, more


def _near(user) -> Q:
    """The streets of one's areas; the whole district where one serves at that level."""
    reaches = user.scope.where("read_area")
    districts = {reach.area_id for reach in reaches if reach.kind == Kind.DISTRICT}
    below = [reach.area_id for reach in reaches if reach.kind != Kind.DISTRICT]
    streets = set(Area.objects.visible_to(user).filter(pk__in=below).values_list("street_id", flat=True)) - {None}
    return Q(district_id__in=districts) | Q(street_id__in=streets) | Q(pk__in=below)


def _matches(text: str) -> Q:
    if text.isascii() and text.isdigit() and len(text) >= 3:
        return Q(code__startswith=text) | Q(codes__code=text) | Q(name__contains=text)
    if text.isascii():
        letters = text.lower().replace(" ", "").replace("'", "")
        return Q(initials__startswith=letters) | Q(pinyin__startswith=letters) | Q(name__icontains=text)
    return Q(name__contains=text)


def _where(area: Area) -> str:
    above = [area.parent.parent if area.parent else None, area.parent]
    return " › ".join(place.short_name for place in above if place)
