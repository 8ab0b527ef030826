"""Many rows of a table, each with values of its own, in one statement that is as short for a thousand as for one."""

import re
from collections.abc import Collection

from django.db import connection, models


def rewrite(rows: Collection[models.Model], names: Collection[str]) -> None:
    """These fields of these rows as they stand on them, all of one model; the others stay as the table has them.

    As bulk_update, which writes a condition for each value of each row: hundreds of rows with a dozen fields took it
    longer than everything else that a ledger does.
    """
    if not rows:
        return
    model = type(next(iter(rows)))
    fields = [model._meta.get_field(name) for name in names]
    key, table = model._meta.pk, connection.ops.quote_name(model._meta.db_table)
    columns = [connection.ops.quote_name(field.column) for field in fields]
    given = ", ".join(f"%s::{_kind(field)}[]" for field in (key, *fields))
    values = [
        [field.get_db_prep_save(field.pre_save(row, add=False), connection) for row in rows]
        for field in (key, *fields)
    ]
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {table} SET {', '.join(f'{column} = new.{column}' for column in columns)}"
            f" FROM unnest({given}) AS new({', '.join(['the_row', *columns])})"
            f" WHERE {table}.{connection.ops.quote_name(key.column)} = new.the_row",
            values,
        )


def _kind(field: models.Field) -> str:
    """Its type without a length: a cast would cut what is too long, the column refuses it."""
    return re.sub(r"\(.*?\)", "", field.rel_db_type(connection) if field.primary_key else field.db_type(connection))
