"""Rows of other parts that belong to a person: they go along when two entries are made one, and back again.

A part registers its model in AppConfig.ready(): along.register("care", CareCase, "resident"). The rows are updated in
one statement each, so their history keeps it; append-only tables are not for here, they stay with the old entry.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Model, Q


@dataclass(frozen=True, slots=True)
class Owns:
    """stays: old, new -> the rows of `old` of whose kind `new` has one already, and may have no second."""

    model: type[Model]
    field: str
    stays: Callable[[int, int], Q] | None = None


_owns: dict[str, Owns] = {}


def register(name: str, model: type[Model], field: str, stays: Callable[[int, int], Q] | None = None) -> None:
    _owns[name] = Owns(model, field, stays)


def take(old: int, new: int) -> dict[str, list[int]]:
    """All rows of `old` to `new`, but those that must stay; which ones, by name."""
    gone: dict[str, list[int]] = {}
    for name, each in _owns.items():
        rows = each.model._default_manager.filter(**{each.field: old})
        if each.stays:
            rows = rows.exclude(each.stays(old, new))
        gone[name] = list(rows.order_by("pk").select_for_update(no_key=True).values_list("pk", flat=True))
        rows.update(**{each.field: new})
    return gone


def put_back(gone: dict[str, list[int]], old: int, new: int) -> None:
    for name, ids in gone.items():
        each = _owns[name]
        each.model._default_manager.filter(pk__in=ids, **{each.field: new}).update(**{each.field: old})
