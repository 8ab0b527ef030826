"""A ledger comes in: rows kept sealed, columns matched, then checked, written or dropped, and erased in time."""

import json
from collections.abc import Collection
from datetime import datetime, timedelta
from itertools import islice

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy as _

from grids import history
from grids.fields import plain
from grids.models import Area, SubjectKey
from grids.permissions import need
from grids.sheets import read_rows
from residents.actions import matched
from residents.ledgers import headings
from residents.ledgers.ledger import (
    ADDRESS,
    BROUGHT_IN,
    NAME,
    REF,
    REF_HEADS,
    ROOM,
    holds_for_all,
)
from residents.models import BatchState, ImportBatch, ImportChunk

IMPORT = "import_residents"
ROWS_AT_ONCE = 500
KEPT = timedelta(days=7)
TELLS_A_HEAD = 2  # headings that the catalogue knows by itself


@transaction.atomic
def upload(file, name: str, area: Area, *, by, now: datetime | None = None) -> ImportBatch:
    """Read and kept, nothing written. Raises PermissionDenied, ValidationError, grids.uploads.UploadRefused."""
    need(by, IMPORT, area)
    if area.is_retired:
        raise ValidationError({"area": _("This area is retired. Choose the one that took its place.")})
    remembered = matched.remembered(area=area)
    known = headings.known() | {headings.folded(head) for head in REF_HEADS} | set(remembered)
    is_csv = file.read(4) != b"PK\x03\x04"
    file.seek(0)
    head, rows = read_rows(
        file, known=lambda text: headings.folded(text) in known, holds=lambda head: _holding(head, remembered)
    )
    key = SubjectKey.issue()
    batch = ImportBatch(
        area=area, by=by, hat=by.hat_key or "", subject=key, file_name=name[-255:], is_csv=is_csv,
        language=get_language() or "zh-hans", head=json.dumps(head, ensure_ascii=False),
        columns=_columns(head, remembered),
    )  # fmt: skip
    with history.acting(by, grant=IMPORT, where=area):
        batch.save()
        for number, part in enumerate(iter(lambda: list(islice(rows, ROWS_AT_ONCE)), [])):
            kept = [[row.line, [row.cells.get(name, "") for name in head], sorted(row.lost)] for row in part]
            ImportChunk.objects.create(
                batch=batch, number=number, subject=key, rows=json.dumps(kept, ensure_ascii=False)
            )
            batch.total += len(kept)
        if not batch.total:
            raise ValidationError({"file": _("There are no rows below the head.")})
        batch.save()
    return batch


def _columns(head: list[str], remembered: dict[str, str]) -> dict[str, str]:
    refs = {headings.folded(one): REF for one in REF_HEADS}
    found = headings.matched(head, refs | remembered)
    return {str(place): code for place, name in enumerate(head) if (code := found.get(name)) in (*BROUGHT_IN, REF)}


def _holding(head: list[str], remembered: dict[str, str]) -> set[str]:
    columns = _columns(head, remembered)
    return {name for place, name in enumerate(head) if holds_for_all(columns.get(str(place), ""))}


@transaction.atomic
def match(batch: ImportBatch, columns: dict[int, str], *, by, now: datetime | None = None) -> ImportBatch:
    """columns: place -> code; then the batch waits to be checked. What was matched by hand is remembered.

    Raises ValidationError for a field named twice, or with nothing to know people or homes by.
    """
    batch = lock(batch, by)
    if batch.state not in (BatchState.MATCHING, BatchState.READY):
        raise ValidationError(_("This ledger is being worked on already."))
    head = head_of(batch)
    columns = {place: code for place, code in columns.items() if code in (*BROUGHT_IN, REF) and place < len(head)}
    codes = list(columns.values())
    twice = next((place for place, code in columns.items() if codes.count(code) > 1), None)
    if twice is not None:
        raise ValidationError({f"column_{twice}": _("Two columns are matched to the same field.")})
    if not {NAME, REF, ROOM, ADDRESS} & set(codes):
        raise ValidationError(_("Say which column holds the names, or the rooms of homes without people."))
    _remember(batch, head, columns)
    batch.columns = {str(place): code for place, code in columns.items()}
    batch.state, batch.alarm_at, batch.counts = BatchState.CHECKING, now or timezone.now(), {}
    with history.acting(by, grant=IMPORT, where=batch.area):
        batch.save()
    return batch


def _remember(batch: ImportBatch, head: list[str], columns: dict[int, str]) -> None:
    """What the catalogue did not know by itself.

    In a sheet without a head the first row stands there, somebody's name and number: nothing of it is kept.
    """
    by_itself = headings.matched(head)
    if len(by_itself) < TELLS_A_HEAD:
        return
    for place, name in enumerate(head):
        code = columns.get(place, "")
        if code not in (by_itself.get(name, ""), REF) and not any(letter.isdigit() for letter in name):
            matched.remember(name, code, by=batch.by, area=batch.area)


@transaction.atomic
def confirm(
    batch: ImportBatch, *, by, fill_only: bool, left: Collection[int] | None = None, now: datetime | None = None
) -> ImportBatch:
    """Write the good rows. left: lines of people who are there and stay as they are; None: as decided before."""
    batch = lock(batch, by)
    if batch.state != BatchState.READY:
        raise ValidationError(_("This ledger is not waiting to be written."))
    batch.fill_only = fill_only
    if left is not None:
        batch.left = sorted(set(left))
    batch.state, batch.alarm_at, batch.written = BatchState.WRITING, now or timezone.now(), 0
    batch.counts = {}
    with history.acting(by, grant=IMPORT, where=batch.area):
        batch.save()
    return batch


@transaction.atomic
def decide(batch: ImportBatch, shown: Collection[int], left: Collection[int], *, by) -> ImportBatch:
    """Of the lines shown, these people stay as they are and the others are brought up to date."""
    batch = lock(batch, by)
    if batch.state != BatchState.READY:
        raise ValidationError(_("This ledger is not waiting to be written."))
    batch.left = sorted(set(batch.left) - set(shown) | set(left))
    batch.save()
    return batch


@transaction.atomic
def drop(batch: ImportBatch, *, by, now: datetime | None = None) -> ImportBatch:
    batch = lock(batch, by)
    if batch.state not in (BatchState.MATCHING, BatchState.READY):
        raise ValidationError(_("This ledger is being worked on already."))
    batch.state = BatchState.DROPPED
    with history.acting(by, grant=IMPORT, where=batch.area):
        _erase(batch, now or timezone.now())
    return batch


@transaction.atomic
def erase_old(now: datetime | None = None) -> int:
    """At midnight: what was uploaded more than seven days ago goes, with its key; the counts stay."""
    now = now or timezone.now()
    old = ImportBatch.objects.filter(erased_at=None, made_at__lt=now - KEPT).exclude(state=BatchState.WRITING)
    batches = list(old.select_for_update(of=("self",), no_key=True, skip_locked=True).select_related("subject"))
    for batch in batches:
        if batch.state in (BatchState.MATCHING, BatchState.CHECKING, BatchState.READY):
            batch.state = BatchState.DROPPED
        _erase(batch, now)
    return len(batches)


def _erase(batch: ImportBatch, now: datetime) -> None:
    batch.chunks.update(rows=None, outcomes=None, before=None)
    batch.head = batch.file_name = None
    batch.erased_at, batch.alarm_at = now, None
    batch.save()
    SubjectKey.objects.filter(pk=batch.subject_id).update(wrapped=None, destroyed_at=now)


def lock(batch: ImportBatch, by) -> ImportBatch:
    found = ImportBatch.objects.select_for_update(of=("self",), no_key=True).select_related("area", "subject")
    batch = found.get(pk=batch.pk)
    need(by, IMPORT, batch.area)
    return batch


def head_of(batch: ImportBatch) -> list[str]:
    return json.loads(plain(batch, "head") or "[]")
