"""The area tree's positions (tree_id, lft, rght, level), always computed from the parents.

Nothing here asks who may: it serves grids.actions, the nightly check and check_tree.
"""

from collections.abc import Collection, Iterable

from django.db import connection, transaction
from django.utils import timezone

from grids.database import locks
from grids.models import Area, Pulse

# Every area below the chosen roots with the place it should have. p: rank in preorder, d: depth, n: size of the
# subtree; then lft = 2p - 1 - d and rght = lft + 2n - 1. Siblings stand in the order of their codes.
# A root keeps its tree unless an older root has it.
RIGHT = """
WITH RECURSIVE root AS (
    SELECT id, code,
        CASE WHEN row_number() OVER (PARTITION BY tree_id ORDER BY id) = 1 AND tree_id > 0 THEN tree_id END AS kept
    FROM grids_area WHERE parent_id IS NULL
), numbered AS (
    SELECT id, code, coalesce(kept, (SELECT coalesce(max(tree_id), 0) FROM grids_area)
        + row_number() OVER (PARTITION BY kept IS NULL ORDER BY id)) AS tree
    FROM root
), walk AS (
    SELECT id, tree, 0 AS depth, ARRAY[id] AS ids, ARRAY[code::text COLLATE "C"] AS path FROM numbered
    WHERE %(all)s OR tree = ANY(%(trees)s)
    UNION ALL
    SELECT c.id, w.tree, w.depth + 1, w.ids || c.id, w.path || (c.code::text COLLATE "C")
    FROM grids_area c JOIN walk w ON c.parent_id = w.id
), sized AS (
    SELECT above AS id, count(*) AS n FROM walk CROSS JOIN unnest(ids) above GROUP BY above
), placed AS (
    SELECT w.id, w.tree, w.depth, s.n, 2 * row_number() OVER (PARTITION BY w.tree ORDER BY w.path) - 1 - w.depth AS l
    FROM walk w JOIN sized s USING (id)
)
"""
DIFFERS = "(a.tree_id, a.lft, a.rght, a.level) IS DISTINCT FROM (p.tree, p.l, p.l + 2 * p.n - 1, p.depth)"
REBUILD = f"""{RIGHT}
UPDATE grids_area a SET tree_id = p.tree, lft = p.l, rght = p.l + 2 * p.n - 1, level = p.depth
FROM placed p WHERE p.id = a.id AND {DIFFERS}
"""
# django-mptt writes every area of the tree, each with a dozen indexes; this only what lies between the two places.
MOVE = """
UPDATE grids_area SET
    level = CASE WHEN lft BETWEEN %(lft)s AND %(rght)s THEN level + %(deeper)s ELSE level END,
    lft = CASE WHEN lft BETWEEN %(lft)s AND %(rght)s THEN lft + %(far)s
        WHEN lft BETWEEN %(low)s AND %(high)s THEN lft + %(aside)s ELSE lft END,
    rght = CASE WHEN rght BETWEEN %(lft)s AND %(rght)s THEN rght + %(far)s
        WHEN rght BETWEEN %(low)s AND %(high)s THEN rght + %(aside)s ELSE rght END
WHERE tree_id = %(tree)s AND (lft BETWEEN %(low)s AND %(high)s OR rght BETWEEN %(low)s AND %(high)s)
"""
# Positions need not be dense or in order of code to be sound: django-mptt leaves gaps between what it moves.
# Wrong is an area outside its parent, beside the wrong level, over a neighbour, or with an ancestor id of elsewhere.
BROKEN = """
SELECT a.id FROM grids_area a LEFT JOIN grids_area p ON p.id = a.parent_id
WHERE a.lft >= a.rght
   OR (p.id IS NULL AND a.level <> 0)
   OR (p.id IS NOT NULL
       AND NOT (p.tree_id = a.tree_id AND p.lft < a.lft AND a.rght < p.rght AND a.level = p.level + 1))
   OR a.district_id IS DISTINCT FROM (CASE WHEN a.kind = 'district' THEN a.id ELSE p.district_id END)
   OR a.street_id IS DISTINCT FROM (CASE WHEN a.kind = 'street' THEN a.id ELSE p.street_id END)
   OR a.community_id IS DISTINCT FROM (CASE WHEN a.kind = 'community' THEN a.id ELSE p.community_id END)
   OR a.grid_id IS DISTINCT FROM (CASE WHEN a.kind = 'grid' THEN a.id ELSE p.grid_id END)
UNION
SELECT id FROM (
    SELECT id, lft, lag(rght) OVER (PARTITION BY tree_id, parent_id ORDER BY lft) AS before FROM grids_area
) neighbour WHERE lft <= before
UNION
SELECT unnest(array_agg(id)) FROM grids_area WHERE parent_id IS NULL GROUP BY tree_id HAVING count(*) > 1
ORDER BY 1
"""


def check() -> list[int]:
    """The ids of areas whose position or ancestor ids do not follow from their parents."""
    with connection.cursor() as cursor:
        cursor.execute(BROKEN)
        return [pk for (pk,) in cursor.fetchall()]


def places(areas: Iterable[tuple[int, int | None, str]]) -> dict[int, tuple[int, int, int]]:
    """(lft, rght, level) of each of (id, parent id, code), for whole trees: as rebuild() would lay them out."""
    below: dict[int | None, list[tuple[str, int]]] = {}
    for pk, parent, code in areas:
        below.setdefault(parent, []).append((code, pk))
    for children in below.values():
        children.sort(reverse=True)
    found: dict[int, tuple[int, int, int]] = {}
    for _code, root in below.get(None, ()):
        at, way = 1, [(root, 0, False)]
        while way:
            pk, level, is_done = way.pop()
            if is_done:
                found[pk] = (found[pk][0], at, level)
            else:
                found[pk] = (at, 0, level)
                way.append((pk, level, True))
                way += [(child, level + 1, False) for _child, child in below.get(pk, ())]
            at += 1
    return found


def move(area: Area, to: Area) -> None:
    """Put the positions of `area` and all below it last under `to`, in the same tree and not in `area` itself.

    Both as they stand now. The caller holds the tree lock and writes the new parent.
    """
    width = area.rght - area.lft + 1
    begins = to.rght - width if to.rght > area.rght else to.rght
    far = begins - area.lft
    with connection.cursor() as cursor:
        cursor.execute(
            MOVE,
            {
                "tree": area.tree_id,
                "lft": area.lft,
                "rght": area.rght,
                "far": far,
                "aside": -width if far > 0 else width,
                "low": min(area.lft, begins),
                "high": max(area.rght, begins + width - 1),
                "deeper": to.level + 1 - area.level,
            },
        )


def rebuild(trees: Collection[int] | None = None) -> int:
    """Give every area the position its parents say, in one statement; returns how many were written.

    trees: only these tree_ids. Needs the tree lock, like every change of structure.
    """
    if not locks.held(locks.Lock.TREE):
        raise RuntimeError("take Lock.TREE before rebuilding the tree")
    with connection.cursor() as cursor:
        cursor.execute(REBUILD, {"all": trees is None, "trees": list(trees or ())})
        return cursor.rowcount


@transaction.atomic
def repair() -> int:
    """Positions anew, and the ancestor ids of every area and every row that lives in one."""
    locks.take(locks.Lock.TREE)
    changed = rebuild()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE grids_area SET kind = kind WHERE parent_id IS NULL")
        cursor.execute("SELECT linli_cascade(array_agg(id)) FROM grids_area WHERE parent_id IS NULL")
    return changed


def record_check() -> list[int]:
    """The nightly check: what it found stands in the pulse that /healthz reads."""
    broken = check()
    note = f"broken: {', '.join(map(str, broken[:20]))}"[:200] if broken else ""
    Pulse.objects.update_or_create(name="tree", defaults={"at": timezone.now(), "ok": not broken, "note": note})
    return broken
