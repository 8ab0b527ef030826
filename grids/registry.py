"""What the ground must ask of the apps above it. They register in AppConfig.ready(); the ground never imports them."""

from collections.abc import Callable, Collection
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
class Addressed:
    """Rows that keep a department from being closed, since they wait for it."""

    name: str
    label: str | Promise  # with {count}
    rows: Callable[[Any], QuerySet]  # department -> rows


@dataclass(frozen=True, slots=True)
class OpenWork:
    """Work that waits on a post: shown when the post ends, and handed to the successor."""

    name: str
    label: str | Promise  # with {count}
    rows: Callable[[Any], QuerySet]  # post -> rows
    takers: Callable[[Any, QuerySet], QuerySet]  # (post, posts) -> those of the posts whose holders may take it over
    hand_over: Callable[..., int]  # (post, successor post, by=, now=) -> how many went over


@dataclass(frozen=True, slots=True)
class MovesAlong:
    """Rows that go to another area when a re-division maps old areas to new ones, in one statement each.

    grids.areas.along has these three ready-made for plain columns. `remember` is kept as JSON until the undo.
    """

    name: str
    label: str | Promise
    move: Callable[[dict[int, int]], int]  # {old area id: new area id} -> how many rows went along
    remember: Callable[[Collection[int]], dict]  # area ids -> {"table.column": {area id: [row ids there]}}
    put_back: Callable[[dict, dict[int, int]], None]  # what was remembered, and the same {old: new}


@dataclass(frozen=True, slots=True)
class Moved:
    """What is given to an area that no longer lies above it, since it was moved, put right: below `area`, and never to
    one of `without`, which an undo removes."""

    name: str
    put_right: Callable[..., None]  # (area, by=, without=())


@dataclass(frozen=True, slots=True)
class Promises:
    """Due times counted with a year that was not published yet: listed, and counted anew when its notice comes."""

    name: str
    label: str | Promise  # with {count}
    rows: Callable[[Any], QuerySet]  # user -> the provisional ones they may see
    url_name: str  # the page that lists them
    recompute: Callable[..., int]  # (since=first changed day, now=) -> how many moved; a transaction for each batch


holds: dict[str, Holds] = {}
addressed: dict[str, Addressed] = {}
open_work: dict[str, OpenWork] = {}
moves_along: dict[str, MovesAlong] = {}
moved: dict[str, Moved] = {}
promises: dict[str, Promises] = {}


def register(*entries: Holds | Addressed | OpenWork | MovesAlong | Moved | Promises) -> None:
    kept: dict[type, dict] = {
        Holds: holds, Addressed: addressed, OpenWork: open_work, MovesAlong: moves_along, Moved: moved,
        Promises: promises,
    }  # fmt: skip
    for entry in entries:
        kept[type(entry)][entry.name] = entry
