"""The rows of a ledger as its page shows them: sealed values masked, what is wrong at its cell, ready to print."""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

from grids.fields import plain
from grids.privacy import identity
from grids.sheets import Row, Sheet, mark_errors
from residents.actions.ledger_work import Kept, outcomes_of
from residents.actions.ledgers import head_of
from residents.catalogue import MASKS
from residents.ledgers import sheetwords
from residents.ledgers.ledger import ID_NUMBER, NAME
from residents.ledgers.planning import BAD, WRITTEN, Outcome
from residents.models import ImportBatch, RegisterField

A_PAGE = 50


@dataclass(frozen=True, slots=True)
class Cell:
    text: str
    why: str = ""  # it is wrong
    note: str = ""  # the register says otherwise, and goes on saying it
    is_new: bool = False  # it is written where the register says `was`, or nothing
    was: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    number: int
    outcome: str
    cells: list[Cell]
    why: str  # what is about no column of the sheet
    is_left: bool


class Writes(NamedTuple):
    """How many rows a checked ledger writes."""

    filling: int  # where what the register says stays as it is
    everything: int
    changing: int  # of everything: those that change what the register says


def writes(batch: ImportBatch) -> Writes:
    """Without the rows that are left as they are."""
    count = {one: batch.counts.get(one, 0) for one in WRITTEN}
    if not batch.left and not count[Outcome.UPDATE]:
        good = sum(count.values())
        return Writes(good, good, 0)
    left = set(batch.left)
    rows = (kept for chunk in _chunks(batch) for kept in outcomes_of(chunk) if kept.outcome in WRITTEN)
    how = Counter((kept.outcome, kept.fills) for kept in rows if kept.line not in left)
    changing_only = how[Outcome.UPDATE, False]
    return Writes(how.total() - changing_only, how.total(), changing_only + how[Outcome.UPDATE, True])


def page(batch: ImportBatch, outcomes: tuple[str, ...], after: int) -> tuple[list[str], list[Line], bool]:
    """Heads, the rows with these outcomes below a line, and whether there are more.

    A ledger has thirty columns: those in which a row says something stand beside the name.
    """
    rows = (one for one in _told(batch, after) if one[0].outcome in outcomes)
    found = list(islice(rows, A_PAGE + 1))
    shown = found[:A_PAGE]
    told = {code for kept, _texts in shown for code, _said in (*kept.errors, *kept.was, *kept.notes)}
    columns = sorted(_columns(batch), key=lambda column: (column[1] != NAME, column[1] not in told))
    left = set(batch.left)
    lines = [_line(kept, {code: texts[place] for place, code in columns}, left) for kept, texts in shown]
    return _heads(batch, columns), lines, len(found) > A_PAGE


def _heads(batch: ImportBatch, columns: list[tuple[int, str]]) -> list[str]:
    names = {one.code: one.label for one in RegisterField.objects.all()}
    sheet = head_of(batch)
    return [names.get(code, sheet[place]) for place, code in columns]


def marked(batch: ImportBatch) -> bytes:
    """The bad rows as the same sheet, red where they are wrong, with the reasons: to be corrected and sent again."""
    head = head_of(batch)
    places = {code: head[place] for place, code in _columns(batch)}
    rows, errors = [], {}
    for chunk in _chunks(batch):
        cells = {line: texts for line, texts, _lost in json.loads(plain(chunk, "rows"))}
        for kept in outcomes_of(chunk):
            if kept.outcome in BAD:
                at = len(rows) + 2
                rows.append(Row(at, dict(zip(head, cells[kept.line], strict=True))))
                errors[at] = [(places.get(code), reason) for code, reason in kept.errors]
    return mark_errors(Sheet(head, rows), errors)


def _line(kept: Kept, cells: dict[str, str], left: set[int]) -> Line:
    wrong, notes, was = dict(kept.errors), dict(kept.notes), dict(kept.was)
    shown = [
        Cell(_masked(code, text), wrong.get(code, ""), notes.get(code, ""), code in was, was.get(code, ""))
        for code, text in cells.items()
    ]
    rest = " · ".join(reason for code, reason in wrong.items() if code not in cells)
    return Line(kept.line, kept.outcome, shown, rest, kept.line in left)


def _masked(code: str, text: str) -> str:
    if not text or sheetwords.is_masked(text):
        return text
    if code == ID_NUMBER and not identity.normalise_id(text)[:15].isdigit():
        return text[:2] + "****"
    return MASKS[code](text) if code in MASKS else text


def _told(batch: ImportBatch, after: int) -> Iterator[tuple[Kept, list[str]]]:
    for chunk in _chunks(batch):
        outcomes = {kept.line: kept for kept in outcomes_of(chunk)}
        for line, texts, _lost in json.loads(plain(chunk, "rows") or "[]"):
            if line > after and line in outcomes:
                yield outcomes[line], texts


def _chunks(batch: ImportBatch):
    for chunk in batch.chunks.order_by("number").iterator(chunk_size=4):
        chunk.subject = batch.subject
        yield chunk


def _columns(batch: ImportBatch) -> list[tuple[int, str]]:
    """(place, code) in the order of the sheet."""
    return sorted((int(place), code) for place, code in batch.columns.items())
