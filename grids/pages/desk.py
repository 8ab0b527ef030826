"""What apps put on the desk beside the matters. They register in AppConfig.ready(); the desk asks each for its box."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.db import connection


@dataclass(frozen=True, slots=True)
class Box:
    """One panel of the desk.

    context: user, now -> what its template shows, None to leave the box out. Keep it to one query or two.
    has: user, now -> SQL that is true where there may be something to show, "" where there is nothing to ask. All
        boxes are asked in one statement, so that a desk pays for what it shows. Only what the portal itself wrote may
        stand in it, never what people typed. Without it the context is always asked.
    side: in the narrow column. order: from the top.
    """

    name: str
    template: str
    context: Callable
    order: int = 100
    side: bool = True
    has: Callable[..., str] | None = None


_boxes: dict[str, Box] = {}


def register(*boxes: Box) -> None:
    for box in boxes:
        _boxes[box.name] = box


def for_user(user, now: datetime) -> list[tuple[Box, dict]]:
    """The boxes that have something for this person, in order, each with its context."""
    some = _with_something(user, now)
    found = ((box, box.context(user, now)) for box in sorted(some, key=lambda box: box.order))
    return [(box, context) for box, context in found if context is not None]


def _with_something(user, now: datetime) -> list[Box]:
    asked = {box: box.has(user, now) for box in _boxes.values() if box.has}
    asked = {box: condition for box, condition in asked.items() if condition}
    said: tuple = ()
    if asked:
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {', '.join(f'({condition})' for condition in asked.values())}")
            said = cursor.fetchone()
    have = {box for box, has in zip(asked, said, strict=True) if has}
    return [box for box in _boxes.values() if box.has is None or box in have]


def moment(at: datetime) -> str:
    """For a condition: `at`, in SQL."""
    return f"'{at.isoformat()}'::timestamptz"
