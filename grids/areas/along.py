"""What goes along when areas are re-divided, and back when that is undone: ready-made parts for registry.MovesAlong.

What `remember` returns is stored with the re-division as JSON: {"table.column": {area id: [row ids]}}.
"""

from collections.abc import Collection

from django.db import connection
from django.utils import timezone


class Columns:
    """Rows of one table that name areas in these columns; each goes along by itself."""

    GOING = "true"  # which rows

    def __init__(self, table: str, *columns: str):
        self.table, self.columns = table, columns

    def move(self, areas: dict[int, int]) -> int:
        moved = 0
        with connection.cursor() as cursor:
            for column in self.columns:
                cursor.execute(
                    f"UPDATE {self.table} r SET {column} = v.new"
                    f" FROM unnest(%s::bigint[], %s::bigint[]) AS v(old, new) WHERE r.{column} = v.old",
                    [list(areas), list(areas.values())],
                )
                moved = max(moved, cursor.rowcount)
        return moved

    def remember(self, areas: Collection[int]) -> dict:
        return {f"{self.table}.{column}": self._rows(column, areas) for column in self.columns}

    def put_back(self, remembered: dict, areas: dict[int, int]) -> None:
        """Rows that have gone on to a third area since stay there."""
        for column in self.columns:
            rows = remembered.get(f"{self.table}.{column}", {})
            pairs = [(pk, int(old)) for old, pks in rows.items() if int(old) in areas for pk in pks]
            with connection.cursor() as cursor:
                cursor.execute(
                    f"UPDATE {self.table} r SET {column} = v.old"
                    " FROM unnest(%s::bigint[], %s::bigint[], %s::bigint[]) AS v(id, old, new)"
                    f" WHERE r.id = v.id AND r.{column} = v.new",
                    [[pk for pk, _old in pairs], [old for _pk, old in pairs], [areas[old] for _pk, old in pairs]],
                )

    def _rows(self, column: str, areas: Collection[int]) -> dict[str, list[int]]:
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT {column}, array_agg(id ORDER BY id) FROM {self.table}"
                f" WHERE {column} = ANY(%s) AND {self.GOING} GROUP BY {column}",
                [list(areas)],
            )
            return {str(area): rows for area, rows in cursor.fetchall()}


class Alone(Columns):
    """Rows of which an area has one of a kind: they go where there is none of theirs, else stay with the old area."""

    def __init__(self, table: str, *kinds: tuple[str, ...], standing: str = "true"):
        """kinds: each the columns that no two rows of an area share. standing: of which rows that is asked."""
        super().__init__(table, "area_id")
        self.standing = standing
        same = ["".join(f" AND held.{column} = g.{column}" for column in columns) for columns in kinds]
        rows = f"(SELECT * FROM {table} WHERE {standing}) held"
        self.first = "".join(
            f", row_number() OVER (PARTITION BY {', '.join(('v.new', *columns))} ORDER BY id) AS place{at}"
            for at, columns in enumerate(kinds)
        )
        self.second = " OR ".join(
            f"g.place{at} > 1 OR EXISTS (SELECT FROM {rows} WHERE held.area_id = g.new{columns})"
            for at, columns in enumerate(same)
        )

    def move(self, areas: dict[int, int]) -> int:
        with connection.cursor() as cursor:
            cursor.execute(
                f"""
                WITH v AS (SELECT * FROM unnest(%s::bigint[], %s::bigint[]) AS v(old, new)), going AS (
                    SELECT r.*, v.new{self.first} FROM {self.table} r JOIN v ON r.area_id = v.old WHERE {self.standing}
                )
                UPDATE {self.table} r SET area_id = v.new FROM v
                WHERE r.area_id = v.old AND r.id NOT IN (SELECT g.id FROM going g WHERE {self.second})
                """,
                [list(areas), list(areas.values())],
            )
            return cursor.rowcount


class Called(Columns):
    """Rows whose name no two of an area share: who meets a namesake is called by the old area too, also after an undo.

    standing: of which rows that is asked. longest: the letters that a name may have.
    """

    def __init__(self, table: str, *, standing: str, longest: int = 40):
        super().__init__(table, "area_id")
        self.standing, self.longest = standing, longest

    def move(self, areas: dict[int, int]) -> int:
        with connection.cursor() as cursor:
            cursor.execute(
                f"""
                WITH v AS (SELECT * FROM unnest(%s::bigint[], %s::bigint[]) AS v(old, new))
                UPDATE {self.table} r
                SET name = left(r.name, greatest(1, %s - length(a.name) - 2)) || '（' || a.name || '）'
                FROM v JOIN grids_area a ON a.id = v.old
                WHERE r.area_id = v.old AND {self.standing} AND EXISTS (
                    SELECT FROM {self.table} other LEFT JOIN v w ON w.old = other.area_id
                    WHERE {self.standing} AND other.id <> r.id AND other.name = r.name
                    AND coalesce(w.new, other.area_id) = v.new
                )
                """,
                [list(areas), list(areas.values()), self.longest],
            )
        return super().move(areas)


class Once(Columns):
    """Rows from–to of which an owner has one in an area: where it has one already, the other ends where it is, and is
    open again after an undo. What ended before stays with the area that it told of.
    """

    GOING = "until IS NULL"

    def __init__(self, table: str, *owner: str, has_it: str = "false"):
        """owner: columns. has_it: when else an owner has the new area already, of g (owner, new) and v (old, new)."""
        super().__init__(table, "area_id")
        self.owner, self.has_it = ", ".join(owner), has_it
        self.same = "".join(f" AND held.{column} = g.{column}" for column in owner)

    def move(self, areas: dict[int, int]) -> int:
        with connection.cursor() as cursor:
            cursor.execute(
                f"""
                WITH v AS (SELECT * FROM unnest(%s::bigint[], %s::bigint[]) AS v(old, new)), g AS (
                    SELECT r.*, v.new, row_number() OVER (PARTITION BY {self.owner}, v.new ORDER BY r.id) AS place
                    FROM {self.table} r JOIN v ON r.area_id = v.old WHERE {self.GOING}
                ), sorted AS (
                    SELECT g.id, g.new, g.place > 1 OR ({self.has_it}) OR EXISTS (
                        SELECT FROM {self.table} held WHERE held.area_id = g.new AND {self.GOING}{self.same}
                    ) AS has_it FROM g
                )
                UPDATE {self.table} r SET area_id = CASE WHEN s.has_it THEN r.area_id ELSE s.new END,
                    until = CASE WHEN s.has_it THEN greatest(%s, r.since) END
                FROM sorted s WHERE r.id = s.id
                """,
                [list(areas), list(areas.values()), timezone.localdate()],
            )
            return cursor.rowcount

    def put_back(self, remembered: dict, areas: dict[int, int]) -> None:
        rows = remembered.get(f"{self.table}.area_id", {})
        lay = [(pk, int(area)) for area, pks in rows.items() if int(area) in areas for pk in pks]
        with connection.cursor() as cursor:
            cursor.execute(
                f"UPDATE {self.table} r SET until = NULL FROM unnest(%s::bigint[], %s::bigint[]) AS v(id, area)"
                " WHERE r.id = v.id AND r.area_id = v.area AND r.until IS NOT NULL",
                [[pk for pk, _area in lay], [area for _pk, area in lay]],
            )
        super().put_back(remembered, areas)


class Members(Columns):
    """Rows that say which areas each owner has, every pair once: who had two areas that become one has the one."""

    def __init__(self, table: str, owner: str, owners: str, condition: str = "true"):
        """owner: the column that names a row of the table `owners`; those that meet the condition go along."""
        super().__init__(table, "area_id")
        self.owner, self.owners = owner, owners
        self.going = f"SELECT id FROM {owners} WHERE {condition}"

    def move(self, areas: dict[int, int]) -> int:
        with connection.cursor() as cursor:
            cursor.execute(
                f"""
                WITH going AS (
                    SELECT m.id, m.{self.owner} AS owner, v.new,
                        row_number() OVER (PARTITION BY m.{self.owner}, v.new ORDER BY m.id) AS place
                    FROM {self.table} m JOIN unnest(%s::bigint[], %s::bigint[]) AS v(old, new) ON m.area_id = v.old
                    WHERE m.{self.owner} IN ({self.going})
                ), doubled AS (
                    DELETE FROM {self.table} m USING going g WHERE m.id = g.id AND (g.place > 1 OR EXISTS (
                        SELECT FROM {self.table} held WHERE held.{self.owner} = g.owner AND held.area_id = g.new))
                    RETURNING m.id
                )
                UPDATE {self.table} m SET area_id = g.new FROM going g
                WHERE m.id = g.id AND g.id NOT IN (SELECT id FROM doubled) AND g.place = 1 AND NOT EXISTS (
                    SELECT FROM {self.table} held WHERE held.{self.owner} = g.owner AND held.area_id = g.new)
                """,
                [list(areas), list(areas.values())],
            )
            return cursor.rowcount

    def remember(self, areas: Collection[int]) -> dict:
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT {self.owner}, area_id FROM {self.table}"
                f" WHERE area_id = ANY(%s) AND {self.owner} IN ({self.going})",
                [list(areas)],
            )
            return super().remember(areas) | {"held": cursor.fetchall()}

    def put_back(self, remembered: dict, areas: dict[int, int]) -> None:
        """Whoever has been taken off the new area since gets none of the old ones back."""
        held = [(owner, area, areas.get(area, area)) for owner, area in remembered.get("held", [])]
        came = [(owner, new) for owner, area, new in held if area in areas]
        with connection.cursor() as cursor:
            cursor.execute(
                f"DELETE FROM {self.table} m USING unnest(%s::bigint[], %s::bigint[]) AS v(owner, new)"
                f" WHERE m.{self.owner} = v.owner AND m.area_id = v.new RETURNING v.owner, v.new",
                [[owner for owner, _new in came], [new for _owner, new in came]],
            )
            left = set(cursor.fetchall())
            back = [(owner, area) for owner, area, new in held if (owner, new) in left]
            cursor.execute(
                f"INSERT INTO {self.table} ({self.owner}, area_id)"
                " SELECT * FROM unnest(%s::bigint[], %s::bigint[]) ON CONFLICT DO NOTHING",
                [[owner for owner, _area in back], [area for _owner, area in back]],
            )
