"""Tallies: every figure of every grid and day, counted from the rows again and again, so that they cannot drift.

One GROUP BY for each table counts all its figures, and the same statement writes what changed. Today is counted each
minute. Days gone by are frozen, with the ancestors their grids had then; they change only when somebody counts them
again on purpose (recount, and late in an act), which keeps those ancestors.
"""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from functools import reduce
from operator import or_
from time import monotonic

from django.db import connection, transaction
from django.db.models import DateField, Model, Value
from django.db.models.functions import Coalesce, TruncDate
from django.utils import timezone

from grids import figures, pulse, sums
from grids.database.locks import Lock, take, try_take
from grids.days.periods import DAY
from grids.figures import Figure, Table
from grids.models.area import ANCESTORS

SLOW, REST = 1.0, 100  # seconds; how many times as long as it took a slow table rests
FIRST_DAY = date(1949, 10, 1)  # before any row that figures count

WRITE = """
WITH counted AS ({counted}),
flat AS (
    SELECT figures.figure, counted.tally_day AS day, counted.tally_class AS visibility,
           counted.tally_area AS area_id, figures.value
    FROM counted CROSS JOIN LATERAL (VALUES {columns}) AS figures (figure, value)
    WHERE figures.value <> 0
),
written AS (
    INSERT INTO grids_tally AS t
        (figure, day, visibility, area_id, {ancestors}, value, counted_at)
    SELECT flat.figure, flat.day, flat.visibility, flat.area_id, {above}, flat.value, %s
    FROM flat JOIN grids_area area ON area.id = flat.area_id
    ON CONFLICT (figure, day, visibility, area_id) DO UPDATE SET {changes}
    WHERE ({old}) IS DISTINCT FROM ({new})
    RETURNING 1
),
emptied AS (
    UPDATE grids_tally t SET value = 0, counted_at = %s
    WHERE t.figure = ANY(%s) AND t.day BETWEEN %s AND %s AND t.value <> 0 AND NOT EXISTS (
        SELECT 1 FROM flat
        WHERE (flat.figure, flat.day, flat.visibility, flat.area_id) = (t.figure, t.day, t.visibility, t.area_id)
    )
    RETURNING 1
)
SELECT (SELECT count(*) FROM written) + (SELECT count(*) FROM emptied)
"""
EMPTY = """
UPDATE grids_tally SET value = 0, counted_at = %s WHERE figure = ANY(%s) AND day BETWEEN %s AND %s AND value <> 0
"""


@transaction.atomic
def count(now: datetime | None = None) -> int | None:
    """Count today anew; how many tallies changed, None while somebody else is counting.

    The first count of a new day counts the days since the last one a final time, so that their last minute, or the
    days on which nothing ran, are in. The very first count takes in every day there is.
    """
    now = now or timezone.now()
    if not try_take(Lock.TALLIES):
        return None
    today, last = timezone.localdate(now), pulse.last(pulse.TALLIES)
    open_since = timezone.localdate(last) if last else FIRST_DAY
    changed = _count_past(open_since, today - DAY, now) if open_since < today else 0
    filled, empty = _known()
    rest = resting(filled, now) if open_since == today else {}
    changed += _empty(empty, today, today, now)
    for table, some in filled.items():
        if table in rest:
            continue
        began = monotonic()
        changed += _write(_today(table, some, today, now), some, today, today, now, frozen=False)
        if (took := monotonic() - began) > SLOW:
            pulse.show(_name(table), note=f"{took:.1f}", now=now)
    if changed:
        sums.counted_anew()
    pulse.show(pulse.TALLIES, now=now)
    return changed


def resting(some: Iterable[Table], now: datetime) -> dict[Table, datetime]:
    """Tables that are not counted now, and when they were: those that took long rest a hundred times as long.

    Three million people take ten seconds; each minute that would be a sixth of a core for numbers that hardly move.
    """
    return _resting(some, pulse.signs([_name(table) for table in some]), now)


def counted_at(now: datetime) -> tuple[datetime | None, dict[Table, datetime]]:
    """When the tallies were last counted, and of the tables that rest, when they were. One query."""
    some = sums.tables(figures.figures.values())
    signs = pulse.signs([pulse.TALLIES, *(_name(table) for table in some)])
    last = signs.get(pulse.TALLIES)
    return last and last.at, _resting(some, signs, now)


def _resting(some: Iterable[Table], signs: dict, now: datetime) -> dict[Table, datetime]:
    found = {}
    for table in some:
        sign = signs.get(_name(table))
        if sign and now - sign.at < REST * timedelta(seconds=float(sign.note)):
            found[table] = sign.at
    return found


def _name(table: Table) -> str:
    return f"{pulse.TALLIES}.{table.model._meta.model_name}"[:20]


@transaction.atomic
def recount(
    since: date, until: date | None = None, now: datetime | None = None, *, of: type[Model] | None = None
) -> int:
    """Count days gone by again, of all tables or of one. How many tallies changed.

    A stock (a figure without a date field) of a day gone by cannot be counted any more and stays as it was.
    """
    now = now or timezone.now()
    take(Lock.TALLIES)
    yesterday = timezone.localdate(now) - DAY
    changed = _count_past(since, min(until or yesterday, yesterday), now, of)
    sums.counted_anew()
    return changed


def late(model: type[Model], *moments: date | datetime | None, now: datetime | None = None) -> None:
    """What a row of this model says of these moments came in or was changed just now: days gone by are counted again.

    Every act calls it that changes whether a row counts after the day by which it is counted, once the row is saved.
    """
    today = timezone.localdate(now)
    days = {timezone.localdate(moment) if isinstance(moment, datetime) else moment for moment in moments if moment}
    for day in sorted(days):
        if day < today:
            recount(day, day, now, of=model)


def _known() -> tuple[dict[Table, list[Figure]], list[Figure]]:
    """The figures of tables that hold any row, and those of tables that hold none: nobody has to count there."""
    known = sums.tables(figures.figures.values())
    names = [connection.ops.quote_name(table.model._meta.db_table) for table in known]
    with connection.cursor() as cursor:
        cursor.execute("SELECT " + ", ".join(f"EXISTS (SELECT 1 FROM {name})" for name in names))
        held = dict(zip(known, cursor.fetchone(), strict=True))
    filled = {table: some for table, some in known.items() if held[table]}
    return filled, [figure for table, some in known.items() if not held[table] for figure in some]


def _empty(some: list[Figure], since: date, until: date, now: datetime) -> int:
    with connection.cursor() as cursor:
        cursor.execute(EMPTY, [now, [figure.key for figure in some], since, until])
        return cursor.rowcount


def _count_past(since: date, until: date, now: datetime, of: type[Model] | None = None) -> int:
    filled, empty = _known()
    changed = _empty([figure for figure in empty if figure.when], since, until, now)
    for table, some in filled.items():
        if of not in (None, table.model):
            continue
        for when in sorted({figure.when for figure in some if figure.when}):
            dated = [figure for figure in some if figure.when == when]
            days = TruncDate(when, tzinfo=timezone.get_default_timezone())
            rows = _grouped(table, dated, since, until, now, days)
            changed += _write(rows, dated, since, until, now, frozen=True)
    return changed


def _today(table: Table, some: list[Figure], today: date, now: datetime):
    return _grouped(table, some, today, today, now, Value(today, output_field=DateField()))


def _grouped(table: Table, some: list[Figure], since: date, until: date, now: datetime, day):
    """Per day, class and grid (or the area above that holds the row itself): one column for each figure."""
    wanted = [figure.within(since, until, now) for figure in some]
    return (
        table.manager.filter(reduce(or_, wanted))
        .annotate(
            tally_day=day,
            tally_class=table.visibility,
            tally_area=Coalesce(*(f"{table.place}{name}" for name in reversed(ANCESTORS))),
        )
        .order_by()
        .values("tally_day", "tally_class", "tally_area")
        .annotate(**{f"figure_{at}": some[at].counted(each) for at, each in enumerate(wanted)})
    )


def _write(rows, some: Iterable[Figure], since: date, until: date, now: datetime, *, frozen: bool) -> int:
    counted, parameters = rows.query.sql_with_params()
    keys = [figure.key for figure in some]
    kept = ("value",) if frozen else ("value", *ANCESTORS)
    statement = WRITE.format(
        counted=counted,
        columns=", ".join(f"(%s, counted.figure_{at})" for at in range(len(keys))),
        ancestors=", ".join(ANCESTORS),
        above=", ".join(f"area.{name}" for name in ANCESTORS),
        changes=", ".join(f"{name} = EXCLUDED.{name}" for name in (*kept, "counted_at")),
        old=", ".join(f"t.{name}" for name in kept),
        new=", ".join(f"EXCLUDED.{name}" for name in kept),
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, [*parameters, *keys, now, now, keys, since, until])
        return cursor.fetchone()[0]
