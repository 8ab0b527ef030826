"""Cursors: what they find, and what becomes of a forged one."""

from collections import namedtuple
from datetime import UTC, datetime

import pytest
from django.core import signing

from grids.pages.keyset import SALT, Cursor, Order, page

NEWEST = Order("new", "reported_at", descending=True)
DUE = Order("due", "due_at", nulls=True)
AT = datetime(2026, 11, 21, 6, 20, 0, 123456, tzinfo=UTC)
Row = namedtuple("Row", "id reported_at")


def test_a_cursor_comes_back_to_the_microsecond():
    cursor = Cursor(AT, 42, backwards=True)
    assert NEWEST.read(NEWEST.write(cursor)) == cursor


def test_a_cursor_may_stand_at_a_row_without_the_moment():
    assert DUE.read(DUE.write(Cursor(None, 7))) == Cursor(None, 7, False)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "x",
        "%00",
        NEWEST.write(Cursor(AT, 1))[:-1] + "!",
        DUE.write(Cursor(AT, 1)),
        signing.dumps(["new", None, 1, False], salt=SALT),
        signing.dumps(["new", "yesterday", 1, False], salt=SALT),
        signing.dumps(["new", AT.isoformat(), 1], salt=SALT),
        signing.dumps(["new", AT.isoformat(), 1, False], salt="another"),
    ],
    ids=["empty", "letter", "null", "altered", "order", "no moment", "no date", "too short", "hand"],  # signed by time
)
def test_a_cursor_of_another_order_or_hand_means_the_first_page(text):
    assert NEWEST.read(text) is None


def test_going_back_reaches_rows_with_the_moment_from_rows_without():
    back = DUE.beyond(Cursor(None, 7, backwards=True))
    assert [str(part) for part in back] == [
        "(AND: ('due_at__isnull', True), ('id__lt', 7))",
        "(AND: ('due_at__isnull', False))",
    ]


def test_whoever_goes_back_to_the_beginning_gets_a_full_first_page():
    rows = [Row(pk, AT) for pk in range(9, 0, -1)]

    def fetch(cursor, limit):
        if cursor is None:
            return rows[:limit]
        found = [row for row in rows if (row.id > cursor.pk if cursor.backwards else row.id < cursor.pk)]
        return (found[::-1] if cursor.backwards else found)[:limit]

    back_to_two = NEWEST.write(Cursor(AT, 7, backwards=True))
    shown = page(NEWEST, fetch, back_to_two, 4)
    assert [row.id for row in shown.rows] == [9, 8, 7, 6]
    assert shown.previous == ""
    assert [row.id for row in page(NEWEST, fetch, shown.next, 4).rows] == [5, 4, 3, 2]
