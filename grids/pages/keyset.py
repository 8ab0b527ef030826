"""Paging by the key of the last row: page 100 costs what page 1 costs, and nothing shifts while people turn pages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from django.core import signing
from django.db.models import Q, QuerySet

SALT = "grids.keyset"


class Cursor(NamedTuple):
    """The key of the row at the edge of a page, and whether the page wanted lies before it."""

    value: datetime | str | None
    pk: int
    backwards: bool = False


@dataclass(frozen=True, slots=True)
class Order:
    """By a moment, then by id. Rows without the moment come last going up; `nulls` says that there may be some.

    text: by a text that every row has instead of a moment.
    """

    name: str
    column: str
    descending: bool = False
    nulls: bool = False
    text: bool = False

    def by(self, backwards: bool = False) -> tuple[str, str]:
        """What order_by() takes. Turned round, PostgreSQL puts rows without the moment first: the exact reverse."""
        sign = "-" if self.descending != backwards else ""
        return f"{sign}{self.column}", f"{sign}id"

    def sql(self, table: str, backwards: bool = False) -> str:
        way = "DESC" if self.descending != backwards else "ASC"
        return f"{table}.{self.column} {way}, {table}.id {way}"

    def beyond(self, cursor: Cursor | None) -> list[Q]:
        """The rows on the far side of the cursor as conditions that exclude each other, each one range of the index.

        `column <= x AND (column < x OR id < y)` rather than an OR alone: the first part is what the index finds.
        """
        if cursor is None:
            return [Q()]
        down = self.descending != cursor.backwards
        if cursor.value is None:
            same = Q(**{f"{self.column}__isnull": True, "id__lt" if down else "id__gt": cursor.pk})
            return [same, Q(**{f"{self.column}__isnull": False})] if down else [same]
        edge, past, after = ("lte", "lt", "id__lt") if down else ("gte", "gt", "id__gt")
        found = Q(**{f"{self.column}__{edge}": cursor.value}) & (
            Q(**{f"{self.column}__{past}": cursor.value}) | Q(**{after: cursor.pk})
        )
        return [found] if down or not self.nulls else [found, Q(**{f"{self.column}__isnull": True})]

    def write(self, cursor: Cursor) -> str:
        value = cursor.value if self.text or cursor.value is None else cursor.value.isoformat()
        return signing.dumps([self.name, value, cursor.pk, cursor.backwards], salt=SALT)

    def read(self, text: str) -> Cursor | None:
        """None for anything this portal did not write for this order: the reader gets the first page."""
        if not text:
            return None
        try:
            name, value, pk, backwards = signing.loads(text, salt=SALT)
            moment = value if self.text or not value else datetime.fromisoformat(value)
        except (signing.BadSignature, ValueError, TypeError):
            return None
        if name != self.name or (moment is None and not self.nulls):
            return None
        return Cursor(moment, pk, backwards)


@dataclass(frozen=True, slots=True)
class Page:
    """Rows in the order of the list; the cursors are "" where there is no page."""

    rows: list[Any]
    previous: str = ""
    next: str = ""
    count: int | None = None  # of all pages together, where it was asked for


def page_of(order: Order, rows: QuerySet, text: str, size: int) -> Page:
    """One page of a queryset, which need not be ordered."""

    def fetch(at: Cursor | None, limit: int) -> list:
        found: list = []
        for part in order.beyond(at):
            found += rows.filter(part).order_by(*order.by(bool(at and at.backwards)))[: limit - len(found)]
        return found

    return page(order, fetch, text, size)


def page(order: Order, fetch, text: str, size: int) -> Page:
    """One page. fetch(cursor, limit) returns rows with `id` and the order's column, going away from the cursor.

    Somebody who comes back to the beginning gets a full first page, whatever was added since.
    """
    cursor = order.read(text)
    rows = fetch(cursor, size + 1)
    more = len(rows) > size
    if cursor and cursor.backwards and not more:
        cursor, rows = None, fetch(None, size + 1)
        more = len(rows) > size
    rows = rows[:size]
    if cursor and cursor.backwards:
        rows.reverse()
    if not rows:
        return Page(rows)
    first, last = (Cursor(getattr(row, order.column), row.id) for row in (rows[0], rows[-1]))
    backwards = bool(cursor and cursor.backwards)
    return Page(
        rows,
        previous=order.write(first._replace(backwards=True)) if cursor and (more or not backwards) else "",
        next=order.write(last) if more or backwards else "",
    )
