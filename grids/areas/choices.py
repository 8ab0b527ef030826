"""The areas that a list may be narrowed to, as choices of a select."""

from django.db import connection

from grids.areas.names import short
from grids.models import Area

# Asked by every list; the ORM took longer to write it than PostgreSQL to answer.
NEAR = """
SELECT a.code, a.name, a.level
FROM grids_area a
WHERE (a.id = ANY(%(own)s) OR a.id = ANY(%(below)s) OR (a.parent_id = ANY(%(below)s) AND a.valid_to IS NULL))
    AND ({seen})
ORDER BY a.tree_id, a.lft
"""


def near(user, grant: str, chosen: Area | None = None) -> list[tuple[str, str]]:
    """(code, name) of one's own areas and those right below them, or below the one chosen: never a whole tree."""
    own = [reach.area_id for reach in user.scope.where(grant)]
    below = [chosen.pk] if chosen else own
    with connection.cursor() as cursor:
        cursor.execute(NEAR.format(seen=user.scope.area_sql("read_area", "a")), {"own": own, "below": below})
        rows = cursor.fetchall()
    top = min((level for _code, _name, level in rows), default=0)
    return [(code, " " * 2 * (level - top) + short(name)) for code, name, level in rows]
