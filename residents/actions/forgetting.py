"""What history keeps beside the rows: the reason that somebody gave for an act."""

from collections.abc import Mapping

from django.db import connection

# Reasons stand in the context of an act. One that other rows share (an import, a person's move) says nothing of these.
FORGET = """
UPDATE pghistory_context c SET metadata = c.metadata || '{{"why": ""}}'
WHERE c.id IN ({mine})
AND NOT EXISTS (SELECT 1 FROM {own} e WHERE e.pgh_context_id = c.id AND e.pgh_obj_id <> ALL(%(ids)s))
"""


def forget_reasons(own: str, others: Mapping[str, str], ids: list[int]) -> None:
    """own: the table of events of the rows `ids`. others: tables of events, and the column that names such a row."""
    tables = {own: "pgh_obj_id", **others}
    mine = [f"SELECT pgh_context_id FROM {table} WHERE {column} = ANY(%(ids)s)" for table, column in tables.items()]
    with connection.cursor() as cursor:
        cursor.execute(FORGET.format(own=own, mine=" UNION ".join(mine)), {"ids": ids})
