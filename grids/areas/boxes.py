"""What apps show on an area's page beside who serves there. They register in AppConfig.ready()."""

from collections.abc import Callable

_boxes: dict[str, tuple[str, Callable]] = {}


def register(name: str, template: str, find: Callable) -> None:
    """find(area, user) -> what the template reads as `box`, None to leave it out; a query or two."""
    _boxes[name] = template, find


def of(area, user) -> list[tuple[str, dict]]:
    """(template, box) of those that have something for this reader."""
    found = ((template, find(area, user)) for template, find in _boxes.values())
    return [(template, box) for template, box in found if box is not None]
