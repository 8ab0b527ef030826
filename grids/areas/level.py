"""Areas beside each other, as the tree, an area's page and its crumb list them: whole lines, ready to print.

Written as SQL: pages name dozens of areas of which they say a name and an address, and the ORM took longer to write
three statements and to make the objects than PostgreSQL to answer. What a person may see is in each of them.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import connection
from django.utils.translation import gettext as _

from grids.areas import kinds
from grids.areas.names import short
from grids.enums import Nature
from grids.models import Area
from grids.pages.navigation import address

LINES = """
SELECT a.id, a.code, a.name, a.kind, a.district_id, CASE a.nature WHEN 'dedicated' THEN o.name END, a.valid_to,
       CASE WHEN a.kind = 'unit' THEN 0 ELSE
            (SELECT count(*) FROM grids_area c WHERE c.parent_id = a.id AND c.valid_to IS NULL AND ({seen_below})) END
FROM grids_area a LEFT JOIN grids_organisation o ON o.id = a.organisation_id
WHERE ({seen}) AND {which}
"""
COUNTS = "SELECT count(*), count(valid_to) FROM grids_area a WHERE a.parent_id = %s AND ({seen})"
ABOVE = """
SELECT id, code, name, kind, tree_id, lft, rght FROM grids_area
WHERE tree_id = %s AND lft < %s AND rght > %s ORDER BY lft
"""
BESIDE = """
SELECT a.code, a.name FROM grids_area a WHERE a.parent_id = %s AND a.valid_to IS NULL AND ({seen})
ORDER BY a.code LIMIT %s
"""


@dataclass(frozen=True, slots=True)
class Line:
    pk: int
    code: str
    name: str
    kind: str
    district_id: int | None
    organisation: str | None  # of a dedicated area
    retired: date | None
    children: int  # unretired ones right below


def seen(user, code: str) -> Area | None:
    """The area of this code, if the reader may see it."""
    return next(iter(_seen(user, "a.code = %s", code)), None)


def of_ids(user, ids: list[int]) -> list[Area]:
    """Those of these areas that the reader may see, in the order given."""
    found = {area.pk: area for area in _seen(user, "a.id = ANY(%s)", ids)}
    return [found[pk] for pk in ids if pk in found]


def _seen(user, which: str, asked):
    sql = f"SELECT a.* FROM grids_area a WHERE {which} AND ({user.scope.area_sql('read_area', 'a')})"
    return Area.objects.raw(sql, [asked])


def below(user, area: Area, after: str, most: int, *, retired: bool) -> list[Line]:
    """Right below `area`, in the order of their codes."""
    which = "a.parent_id = %s AND a.code > %s AND (a.valid_to IS NULL OR %s) ORDER BY a.code LIMIT %s"
    return _lines(user, which, [area.pk, after, retired, most])


def lines(user, areas: Iterable[Area]) -> list[Line]:
    """Of these areas, in their order."""
    ids = [area.pk for area in areas]
    found = {line.pk: line for line in _lines(user, "a.id = ANY(%s)", [ids])} if ids else {}
    return [found[pk] for pk in ids if pk in found]


def _lines(user, which: str, asked: Sequence) -> list[Line]:
    return [Line(*row) for row in _rows(user, LINES, asked, which)]


def line_of(area: Area) -> list[Area]:
    """Those above it from the top, of which only the place in the tree and the name are read, then the area itself."""
    return [*Area.objects.raw(ABOVE, [area.tree_id, area.lft, area.rght]), area]


def counts(user, area: Area) -> tuple[int, int]:
    """How many lie right below, and how many of them are retired."""
    return _rows(user, COUNTS, [area.pk])[0]


def beside(user, area: Area, most: int) -> list[tuple[str, str]]:
    """(address, short name) of the unretired areas under the same one, itself among them."""
    top = address("areas:browse")
    return [(f"{top}{code}/", short(name)) for code, name in _rows(user, BESIDE, [area.parent_id, most])]


def printed(lines: list[Line], words: dict | None = None) -> list[dict]:
    """What the templates write of each. words: of the levels, where the page has read them."""
    words = words or kinds.by_district({line.district_id for line in lines})
    top, dedicated, below = address("areas:browse"), str(Nature.DEDICATED.label), _("{count} areas below")
    return [
        {
            "code": line.code,
            "name": line.name,
            "kind": kinds.word_of(line, words[line.district_id]),
            "url": f"{top}{line.code}/",
            "branch": f"{top}{line.code}/branch/" if line.children else "",
            "children": line.children,
            "under": below.format(count=line.children) if line.children else "",
            "dedicated": dedicated if line.organisation else "",
            "organisation": line.organisation or "",
            "retired": line.retired,
        }
        for line in lines
    ]


def _rows(user, sql: str, asked: Sequence, which: str = "") -> list[tuple]:
    seen, seen_below = user.scope.area_sql("read_area", "a"), user.scope.area_sql("read_area", "c")
    with connection.cursor() as cursor:
        cursor.execute(sql.format(seen=seen, seen_below=seen_below, which=which), asked)
        return cursor.fetchall()
