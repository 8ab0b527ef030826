"""Dwellings go along when areas are divided anew: an address stands once in an area, also in one made of two."""

from django.core.exceptions import ValidationError
from django.db import connection
from django.utils.translation import gettext as _

from grids.areas.along import Columns
from grids.words import phrases

# Those of an old area count where they go, those that are there already where they are.
TWICE = """
SELECT r.address FROM residents_dwelling r
LEFT JOIN unnest(%(old)s::bigint[], %(new)s::bigint[]) AS v(old, new) ON v.old = r.area_id
WHERE r.withdrawn_at IS NULL AND r.area_id = ANY(%(old)s::bigint[] || %(new)s::bigint[])
GROUP BY coalesce(v.new, r.area_id), r.address HAVING count(*) > 1 ORDER BY r.address LIMIT 5
"""


class Dwellings(Columns):
    def move(self, areas: dict[int, int]) -> int:
        """Raises ValidationError that names addresses which would stand in one area twice."""
        with connection.cursor() as cursor:
            cursor.execute(TWICE, {"old": list(areas), "new": list(areas.values())})
            twice = [address for (address,) in cursor.fetchall()]
        if twice:
            raise ValidationError(
                _(
                    "These addresses are in the register of several areas that become one: %(addresses)s. "
                    "Take out those that are there twice first."
                )
                % {"addresses": phrases.listed(twice)}
            )
        return super().move(areas)
