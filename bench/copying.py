"""Rows into a table by COPY."""

from collections.abc import Iterable

from django.db import connection
from django.db.models import Model


def copy(model: type[Model], rows: Iterable[dict]) -> None:
    """Rows by column name; a column that is not named gets the field's default."""
    rows = iter(rows)
    first = next(rows, None)
    if first is None:
        return
    kept = [one for one in model._meta.concrete_fields if not one.generated]  # the database writes those itself
    fields = [one for one in kept if one.column in first or not one.primary_key]
    usual = {one.column: _default(one) for one in fields}
    names = ", ".join(f'"{one.column}"' for one in fields)
    with (
        connection.cursor() as cursor,
        cursor.copy(f"COPY {model._meta.db_table} ({names}) FROM STDIN") as into,
    ):
        into.write_row(list((usual | first).values()))
        for row in rows:
            into.write_row(list((usual | row).values()))


def _default(one):
    if one.has_default():
        return one.get_default()
    is_text = one.get_internal_type() in ("CharField", "TextField", "SlugField", "EmailField")
    return "" if is_text and not one.null else None
