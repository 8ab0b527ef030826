"""What goes along when areas are re-divided, and back when that is undone: ready-made parts for registry.MovesAlong.

What `remember` returns is stored with the re-division as JSON: {"table.column": {area id: [row ids]}}.
"""

from collections.abc import Collection

from django.db import connection


class Columns:
    """Rows of one table that name areas in these columns; each goes along by itself."""

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
                f" WHERE {column} = ANY(%s) GROUP BY {column}",
                [list(areas)],
            )
            return {str(area): rows for area, rows in cursor.fetchall()}


class CurrentPosts(Columns):
    """Posts that have not ended. One that held two areas which become one holds the one."""

    CURRENT = "SELECT id FROM grids_post WHERE ended_on IS NULL OR ended_on > current_date"

    def __init__(self):
        super().__init__("grids_postarea", "area_id")

    def move(self, areas: dict[int, int]) -> int:
        with connection.cursor() as cursor:
            cursor.execute(
                f"""
                WITH going AS (
                    SELECT pa.id, pa.post_id, v.new,
                        row_number() OVER (PARTITION BY pa.post_id, v.new ORDER BY pa.id) AS place
                    FROM grids_postarea pa JOIN unnest(%s::bigint[], %s::bigint[]) AS v(old, new) ON pa.area_id = v.old
                    WHERE pa.post_id IN ({self.CURRENT})
                ), doubled AS (
                    DELETE FROM grids_postarea pa USING going g WHERE pa.id = g.id AND (g.place > 1 OR EXISTS (
                        SELECT FROM grids_postarea held WHERE held.post_id = g.post_id AND held.area_id = g.new))
                    RETURNING pa.id
                )
                UPDATE grids_postarea pa SET area_id = g.new FROM going g
                WHERE pa.id = g.id AND g.id NOT IN (SELECT id FROM doubled) AND g.place = 1 AND NOT EXISTS (
                    SELECT FROM grids_postarea held WHERE held.post_id = g.post_id AND held.area_id = g.new)
                """,
                [list(areas), list(areas.values())],
            )
            return cursor.rowcount

    def remember(self, areas: Collection[int]) -> dict:
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT post_id, area_id FROM grids_postarea WHERE area_id = ANY(%s) AND post_id IN ({self.CURRENT})",
                [list(areas)],
            )
            return super().remember(areas) | {"posts": cursor.fetchall()}

    def put_back(self, remembered: dict, areas: dict[int, int]) -> None:
        held = remembered.get("posts", [])
        gone = [(post, areas[area]) for post, area in held if area in areas]
        with connection.cursor() as cursor:
            cursor.execute(
                "DELETE FROM grids_postarea pa USING unnest(%s::bigint[], %s::bigint[]) AS v(post, new)"
                " WHERE pa.post_id = v.post AND pa.area_id = v.new",
                [[post for post, _area in gone], [area for _post, area in gone]],
            )
            cursor.execute(
                "INSERT INTO grids_postarea (post_id, area_id) SELECT v.post, v.area"
                " FROM unnest(%s::bigint[], %s::bigint[]) AS v(post, area)"
                " JOIN grids_post p ON p.id = v.post ON CONFLICT DO NOTHING",
                [[post for post, _area in held], [area for _post, area in held]],
            )
