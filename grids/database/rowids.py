"""Ids of rows: as forms and addresses carry them, and many at once in a condition."""

from collections.abc import Iterable

from django.db.models.expressions import RawSQL

DIGITS = 18  # of the largest whole number that a column of ids surely holds


def row_id(text: str | None) -> int:
    """The id that somebody sent; 0, which no row has, for anything else."""
    return int(text) if text and len(text) <= DIGITS and text.isascii() and text.isdecimal() else 0


def any_of(ids: Iterable, kind: str = "bigint") -> RawSQL:
    """For `pk__in`: thousands as one parameter; as many parameters take longer to write than the rows to find.

    kind: the column's type in PostgreSQL.
    """
    return RawSQL(f"SELECT unnest(%s::{kind}[])", [list(ids)])
