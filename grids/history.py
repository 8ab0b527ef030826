"""Who did it, in which post, and why: said once around an action, kept with every row it changes."""

from contextlib import contextmanager
from typing import TypeVar

import pghistory
from django.db.models import Manager, Model

Row = TypeVar("Row", bound=Model)


def of(model: type[Model]) -> Manager:
    """What history keeps of the rows of a model that it follows."""
    return model._meta.get_field("events").related_model._default_manager


def is_history(model: type[Model]) -> bool:
    """True for the models of history itself."""
    return any(field.name == "pgh_id" for field in model._meta.concrete_fields)


@contextmanager
def acting(by, *, grant: str = "", where=None, why: str = ""):
    """Mark the rows written inside with the person, the post of the hat worn now, and the reason.

    by None means the system itself (a loader, the sweep). where: the area or placed row that decides the post.
    """
    post = by.scope.post_for(grant, where) if by is not None and grant and where is not None else None
    with pghistory.context(user=by.pk if by is not None else None, post=post, why=why):
        yield post


def save(row: Row, by, *, grant: str = "", where=None, why: str = "") -> Row:
    """The row checked and saved, marked as by acting(). Raises ValidationError by field."""
    row.full_clean()
    with acting(by, grant=grant, where=where, why=why):
        row.save()
    return row


def change(row: Row, facts: dict, *, by, grant: str) -> Row:
    """These facts of a row anew."""
    for name, value in facts.items():
        setattr(row, name, value)
    return save(row, by, grant=grant, where=row)
