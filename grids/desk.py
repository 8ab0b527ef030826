"""What apps put on the desk beside the matters. They register in AppConfig.ready(); the desk asks each for its box."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Box:
    """One panel of the desk.

    context: user, now -> what its template shows, None to leave the box out. Keep it to one query or two.
    side: in the narrow column. order: from the top.
    """

    name: str
    template: str
    context: Callable
    order: int = 100
    side: bool = True


_boxes: dict[str, Box] = {}


def register(*boxes: Box) -> None:
    for box in boxes:
        _boxes[box.name] = box


def for_user(user, now) -> list[tuple[Box, dict]]:
    """The boxes that have something for this person, in order, each with its context."""
    found = ((box, box.context(user, now)) for box in sorted(_boxes.values(), key=lambda box: box.order))
    return [(box, context) for box, context in found if context is not None]
