"""After a change of keys: blind indexes anew, and people's keys under the first of FIELD_KEYS.

By convention a column x_index beside an encrypted column x (or x_phone, x_id_number) is its blind index.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import models, transaction

from grids.fields import EncryptedField, plain
from grids.history import is_history
from grids.models import SubjectKey
from grids.privacy import identity
from grids.privacy.identity import KeyGone

BATCH = 1000
SUFFIX = "_index"
# The end of the encrypted column's name says what is in it.
KINDS: dict[str, Callable[[str], str]] = {"phone": identity.normalise_phone, "id_number": identity.normalise_id}
KIND_NAMES = {"phone": "phone", "id_number": "id"}


@dataclass(frozen=True, slots=True)
class Blind:
    """One blind index of the portal."""

    model: Any
    index: str
    source: str
    kind: str


def indexes() -> Iterator[Blind]:
    """Raises LookupError for a column named like a blind index that follows no encrypted one."""
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            if field.name.endswith(SUFFIX) and isinstance(field, models.CharField) and not is_history(model):
                yield _blind(model, field.name)


def _blind(model, index: str) -> Blind:
    stem = index.removesuffix(SUFFIX)
    sealed = {field.name for field in model._meta.concrete_fields if isinstance(field, EncryptedField)}
    short = (kind for kind, name in KIND_NAMES.items() if name == stem)  # id_index finds id_number
    for source in (stem, *(f"{stem}_{kind}" for kind in KINDS), *short):
        kind = next((kind for kind in KINDS if source.endswith(kind)), None)
        if source in sealed and kind:
            return Blind(model, index, source, kind)
    raise LookupError(f"{model._meta.label}.{index}: name it after the encrypted column it finds")


@transaction.atomic
def recompute() -> dict[str, int]:
    """Every blind index under the present INDEX_KEY: how many changed, by column."""
    return {f"{blind.model._meta.label}.{blind.index}": _recompute(blind) for blind in indexes()}


def _recompute(blind: Blind) -> int:
    subject = blind.model._meta.get_field(blind.source).subject
    rows = blind.model._base_manager.exclude(**{blind.source: None}).select_related(subject).order_by("pk")
    changed = 0
    for batch in _batches(rows.only(blind.index, blind.source, subject)):
        stale = []
        for row in batch:
            digest = _digest(row, blind)
            if getattr(row, blind.index) != digest:
                setattr(row, blind.index, digest)
                stale.append(row)
        blind.model._base_manager.bulk_update(stale, [blind.index], batch_size=BATCH)
        changed += len(stale)
    return changed


def _digest(row, blind: Blind) -> str:
    try:
        text = plain(row, blind.source)
    except KeyGone:
        return ""
    return identity.blind_index(KIND_NAMES[blind.kind], KINDS[blind.kind](text))


@transaction.atomic
def rewrap() -> int:
    """Every person's key under the first of FIELD_KEYS, so that the others can be taken away. How many it wrapped."""
    changed = 0
    for batch in _batches(SubjectKey.objects.exclude(wrapped=None).order_by("pk")):
        stale = [key for key in batch if identity.needs_rewrap(key.wrapped)]
        for key in stale:
            key.wrapped = identity.rewrap(key.wrapped)
        SubjectKey.objects.bulk_update(stale, ["wrapped"], batch_size=BATCH)
        changed += len(stale)
    return changed


def _batches(rows: models.QuerySet) -> Iterator[list[Any]]:
    """By key, so that memory stays flat however many there are. The rows are locked until the end."""
    last = None
    while batch := list((rows if last is None else rows.filter(pk__gt=last)).select_for_update(of=("self",))[:BATCH]):
        yield batch
        last = batch[-1].pk
