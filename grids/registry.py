"""What the ground must ask of the apps above it. They register in AppConfig.ready(); the ground never imports them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.functional import Promise


@dataclass(frozen=True, slots=True)
class Holds:
    """Rows that keep an area from being retired: "12 open matters"."""

    name: str
    label: str | Promise  # with {count}
    rows: Callable[[Any], QuerySet]  # area -> rows registered in it or below it


@dataclass(frozen=True, slots=True)
class OpenWork:
    """Work that waits on a post: shown when the post ends, and handed to the successor."""

    name: str
    label: str | Promise  # with {count}
    rows: Callable[[Any], QuerySet]  # post -> rows
    hand_over: Callable[..., int]  # (post, successor post, by=, now=) -> how many went over


@dataclass(frozen=True, slots=True)
class MovesAlong:
    """Rows that go to another area when a re-division maps old areas to new ones, in one statement each."""

    name: str
    label: str | Promise
    move: Callable[[dict[int, int]], int]  # {old area id: new area id} -> how many rows went along


holds: dict[str, Holds] = {}
open_work: dict[str, OpenWork] = {}
moves_along: dict[str, MovesAlong] = {}


def register(*entries: Holds | OpenWork | MovesAlong) -> None:
    for entry in entries:
        {Holds: holds, OpenWork: open_work, MovesAlong: moves_along}[type(entry)][entry.name] = entry
