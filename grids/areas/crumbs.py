"""The areas above a record, for the line on top of its page (components/crumb.html)."""

from functools import reduce

from grids.models import Area
from grids.models.area import ANCESTORS
from grids.permissions import READ_AREA


def of(user, *rows) -> list[tuple[str, str]]:
    """(address, name) of the areas in which all these areas or placed rows lie, from above, as far as one may read."""
    if not rows:
        return []
    shared = reduce(set.intersection, map(_line, rows))
    areas = Area.objects.filter(pk__in=shared).order_by("level")
    return [(area.get_absolute_url(), area.short_name) for area in areas if user.scope.reaches(READ_AREA, area)]


def _line(row) -> set[int]:
    own = row.pk if isinstance(row, Area) else row.area_id
    return {pk for pk in (own, *(getattr(row, name) for name in ANCESTORS)) if pk}
