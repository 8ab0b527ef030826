"""The areas that a list may be narrowed to, as choices of a select."""

from django.db.models import Q

from grids.models import Area
from grids.names import short


def near(user, grant: str, chosen: Area | None = None) -> list[tuple[str, str]]:
    """(code, name) of one's own areas and those right below them, or below the one chosen: never a whole tree."""
    own = [reach.area_id for reach in user.scope.where(grant)]
    below = [chosen.pk] if chosen else own
    found = Area.objects.visible_to(user).filter(Q(parent__in=below, valid_to=None) | Q(pk__in={*own, *below}))
    rows = list(found.order_by("tree_id", "lft").values_list("code", "name", "level"))
    top = min((level for _code, _name, level in rows), default=0)
    return [(code, " " * 2 * (level - top) + short(name)) for code, name, level in rows]
