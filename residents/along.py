"""Rows of other parts that belong to a person: they go along when two entries are made one, and back again.

A part registers its model in AppConfig.ready(): along.register("care", CareCase, "resident"). The rows are updated in
one statement each, so their history keeps it; append-only tables are not for here, they stay with the old entry.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

from django.db.models import Model, Q


class Part(Protocol):
    """What goes along in a way of its own. What take() returns is kept as JSON, for put_back()."""

    def take(self, old: int, new: int, by) -> list[Any]: ...
    def put_back(self, gone: list[Any], old: int, new: int, by) -> None: ...


@dataclass(frozen=True, slots=True)
class Owns:
    """stays: old, new -> the rows of `old` of whose kind `new` has one already, and may have no second."""

    model: type[Model]
    field: str
    stays: Callable[[int, int], Q] | None = None

    def take(self, old: int, new: int, by) -> list[int]:
        rows = self.model._default_manager.filter(**{self.field: old})
        if self.stays:
            rows = rows.exclude(self.stays(old, new))
        gone = list(rows.order_by("pk").select_for_update(no_key=True).values_list("pk", flat=True))
        rows.update(**{self.field: new})
        return gone

    def put_back(self, gone: list[int], old: int, new: int, by) -> None:
        self.model._default_manager.filter(pk__in=gone, **{self.field: new}).update(**{self.field: old})


_parts: dict[str, Part] = {}


def register(name: str, model: type[Model], field: str, stays: Callable[[int, int], Q] | None = None) -> None:
    _parts[name] = Owns(model, field, stays)


def register_part(name: str, part: Part) -> None:
    _parts[name] = part


def take(old: int, new: int, *, by) -> dict[str, list[Any]]:
    """All rows of `old` to `new`, but those that must stay; which ones, by name."""
    return {name: part.take(old, new, by) for name, part in _parts.items()}


def put_back(gone: dict[str, list[Any]], old: int, new: int, *, by) -> None:
    for name, rows in gone.items():
        _parts[name].put_back(rows, old, new, by)
