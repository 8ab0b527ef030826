"""Cards: yellow before the promise, red after it, then one level higher at each further interval.

The promise and the next look are stored. A sweep that comes late gives every missed card, dated when it was due.
"""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from django.db import connection, transaction
from django.db.models import Q

from cases.actions.start import include_all
from cases.enums import Card, Status, Step
from cases.limits import RED, YELLOW, due_of, next_alarm, pauses_of
from cases.models import Case, CaseStep, ClockPause
from cases.people import Directory, still_higher
from grids import inbox
from grids.database.rowids import any_of
from grids.days import calendar as calendars
from grids.days.workdays import Calendar
from grids.enums import Kind

NUMBERS: dict[str, int] = {step: step.number for step in Step}
PROVISIONAL = Q(provisional=True)


@dataclass(slots=True)
class Due:
    """What the sweep needs of a matter whose alarm has come; it reads like the matter itself."""

    pk: int
    number: str
    title: str
    is_confidential: bool
    step: str
    level: str
    alarm_at: datetime | None
    alarm_level: int
    alarm_told: str
    was_late: bool
    paused_at: datetime | None
    to_post_id: int | None
    to_area_id: int | None
    to_department_id: int | None
    taken_by_id: int | None
    handled_by_id: int | None
    area_id: int
    district_id: int | None
    street_id: int | None
    community_id: int | None
    grid_id: int | None

    def get_absolute_url(self) -> str:
        return f"/cases/{self.number}/"


def look_again(case: Case, step: Any, calendar: Calendar, pauses) -> None:
    """When the sweep looks at it next, by the promise as it stands."""
    case.alarm_at = next_alarm(step, case.alarm_level, calendar, pauses, higher=bool(still_higher(case)))


def moved_ahead(case: Case, step: Any, at: datetime, calendar: Calendar, pauses) -> None:
    """A promise that moved at this moment: cards that it puts ahead again fall due again, and the matter is
    not due soon before. Those given stay on record."""
    level = 0
    while level < case.alarm_level and (due := next_alarm(step, level, calendar, pauses)) and due <= at:
        level += 1
    case.alarm_level = level
    if level < RED:
        case.alarm_told = ""
    look_again(case, step, calendar, pauses)


def fell_due(case: Case, now: datetime) -> bool:
    """There is a card to give that the sweep has not given yet."""
    return case.alarm_at is not None and case.alarm_at <= now and not case.paused_at


def catch_up(case: Case, step: CaseStep, now: datetime) -> None:
    """Give the cards of the open step that fell due by now. The caller holds the case's lock and saves it."""
    if not fell_due(case, now):
        return
    directory = Directory()
    cards = _cards(case, step, now, calendars.current(), directory)
    _give(cards, now)
    inbox.tell_many(_tellings(case, cards, directory))


def to_level(case: Case, step: CaseStep, level: Kind, now: datetime) -> None:
    """Another level decides, and the clock of the open step runs on: the cards so far are the old level's."""
    catch_up(case, step, now)
    case.level = level
    look_again(case, step, calendars.current(), pauses_of(step, now))


def give_cards(cases: list[Any], now: datetime) -> None:
    """The sweep's batch, of Case or Due: their alarm has come. A fixed number of queries for the batch."""
    calendar, directory = calendars.current(), Directory().read(cases)
    steps = _open_steps(cases)
    cards, tellings, resumed, team = [], [], [], []
    for case in cases:
        step = steps[case.pk]
        if case.paused_at:
            resumed.append(_run_again(case, step, calendar, now))
            tellings += [
                (user, "case_resumed", _params(case), case.get_absolute_url(), "")
                for user in directory.waited_for(case)
            ]
        given = _cards(case, step, now, calendar, directory)
        cards += given
        told = _tellings(case, given, directory)
        tellings += told
        if case.is_confidential:
            team += [(case.pk, user) for user in {user for user, *_rest in told}]
    include_all(team)
    ClockPause.objects.bulk_update(resumed, ["resumed_at"])
    _give(cards, now)
    _save(cases)
    inbox.tell_many(tellings)


class OpenStep(NamedTuple):
    """What a card needs of an open step that never stood still: a thousand models take longer than to find them."""

    case_id: int
    pk: int
    entered_at: datetime
    counts_at: datetime
    due_at: datetime | None
    extension: int
    amount: int
    unit: str
    rolls: bool
    warn_percent: int
    every_amount: int
    every_unit: str
    pauses_read: tuple = ()


class Given(NamedTuple):
    """A card to be written, a row of Escalation."""

    case_id: int
    step_id: int
    level: int
    card: Card
    due_at: datetime
    told: str


def _open_steps(cases: list[Case]) -> dict[int, Any]:
    """By matter; the few that ever stood still as models with their pauses."""
    rows = CaseStep.objects.filter(case__in=any_of(case.pk for case in cases), left_at=None)
    steps = {row[0]: OpenStep(*row) for row in rows.values_list(*OpenStep._fields[:-1])}
    stopped = rows.filter(pk__in=ClockPause.objects.values("step")).prefetch_related("pauses")
    return steps | {step.case_id: step for step in stopped}


def _run_again(case: Case, step: CaseStep, calendar: Calendar, now: datetime) -> ClockPause:
    """A pause at its latest end: the clock runs on from that moment, not from when the sweep came."""
    running = next(pause for pause in step.pauses_read if pause.resumed_at is None)
    running.resumed_at = running.until
    case.paused_at = None
    pauses = pauses_of(step, now)
    step.due_at, step.provisional = due_of(step, calendar, pauses)
    step.save(update_fields=["due_at", "provisional"])
    Case.objects.filter(pk=case.pk).update(due_at=step.due_at, provisional=step.provisional, paused_at=None)
    moved_ahead(case, step, running.until, calendar, pauses)
    return running


def _cards(case: Case, step: Any, now: datetime, calendar: Calendar, directory: Directory) -> list[Given]:
    """The missed cards in order; moves the case's alarm on. Nothing is written here."""
    given, pauses = [], pauses_of(step, now)
    if case.alarm_level >= RED and not still_higher(case):
        case.alarm_at = None  # it was handed up by a person past everybody whom a card could tell
    while case.alarm_at is not None and case.alarm_at <= now:
        case.alarm_level += 1
        level, told = case.alarm_level, ""
        if level == RED:
            case.was_late = True
        elif level > RED:
            case.alarm_told = told = _next_up(case, directory)
        card = Card.YELLOW if level == YELLOW else Card.RED if level == RED else Card.UP
        given.append(Given(case_id=case.pk, step_id=step.pk, level=level, card=card, due_at=case.alarm_at, told=told))
        look_again(case, step, calendar, pauses)
    return given


def _next_up(case: Case, directory: Directory) -> str:
    """The next level where somebody serves who can be told; where nobody does, the next one for the record."""
    higher = still_higher(case)
    return next((kind for kind in higher if directory.at_level(case, kind)), higher[0])


# One statement for a batch, its rows one parameter: the ORM's, one a value, took a third of the sweep.
GIVE = """
INSERT INTO cases_escalation (case_id, step_id, level, card, due_at, made_at, told, contest_reason, withdrawn)
SELECT case_id, step_id, level, card, due_at, %(now)s, told, '', false
FROM jsonb_to_recordset(%(rows)s::jsonb) AS card (
    case_id bigint, step_id bigint, level int, card text, due_at timestamptz, told text)
"""
SAVE = """
UPDATE cases_case c
SET alarm_at = v.alarm_at, alarm_level = v.alarm_level, alarm_told = v.alarm_told, was_late = v.was_late
FROM jsonb_to_recordset(%(rows)s::jsonb) AS v (
    pk bigint, alarm_at timestamptz, alarm_level int, alarm_told text, was_late bool)
WHERE c.id = v.pk
"""


def _give(cards: list[Given], now: datetime) -> None:
    _write(GIVE, [card._asdict() for card in cards], now=now)


def _save(cases: list[Case]) -> None:
    names = ("pk", "alarm_at", "alarm_level", "alarm_told", "was_late")
    _write(SAVE, [{name: getattr(case, name) for name in names} for case in cases])


def _write(sql: str, rows: list[dict], **values) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, {"rows": json.dumps(rows, default=datetime.isoformat), **values})


def _tellings(case: Case, cards: list[Given], directory: Directory) -> list[tuple]:
    """Who is told of which card: the holder of all; the deciders of a red one; the level it is handed up to."""
    lines = []
    for card in cards:
        if card.card == Card.UP:
            people, kind = directory.at_level(case, card.told), "case_up"
        elif card.card == Card.RED:
            people, kind = (*directory.waited_for(case), *directory.deciders(case)), "case_overdue"
        else:
            people, kind = directory.waited_for(case), "case_due_soon"
        once = f"card:{card.step_id}:{card.level}:{card.due_at:%Y%m%d%H%M}"
        lines += [(user, kind, _params(case), case.get_absolute_url(), once) for user in dict.fromkeys(people)]
    return lines


def _params(case: Case) -> dict:
    return {"number": case.number, "title": "" if case.is_confidential else case.title, "step": NUMBERS[case.step]}


def due_alarms():
    """What the sweep claims: open matters whose alarm has come."""
    return Case.objects.filter(status=Status.OPEN)


@transaction.atomic
def recompute_provisional(now: datetime, among: Q = PROVISIONAL) -> int:
    """The open promises that touched a year without a notice, counted anew; their holders told. How many moved."""
    calendar, directory, moved = calendars.current(), Directory(), 0
    cases = Case.objects.filter(among, status=Status.OPEN).select_for_update(of=("self",), no_key=True)
    for case in cases.order_by("pk"):
        step = case.steps.prefetch_related("pauses").get(left_at=None)
        pauses = pauses_of(step, now)
        before = step.due_at
        step.due_at, step.provisional = due_of(step, calendar, pauses)
        step.save(update_fields=["due_at", "provisional"])
        case.due_at, case.provisional = step.due_at, step.provisional
        if not case.paused_at and step.due_at == before:
            look_again(case, step, calendar, pauses)
        elif not case.paused_at:
            moved_ahead(case, step, now, calendar, pauses)
        if step.due_at != before:
            moved += 1
            inbox.tell(directory.waited_for(case), "case_due_moved", _params(case), case.get_absolute_url())
        case.save(update_fields=["due_at", "provisional", "alarm_at", "alarm_level", "alarm_told"])
    return moved
