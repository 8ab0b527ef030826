"""The calendar in the database as the value that grids.days.workdays counts with."""

from django.conf import settings
from django.db import connection

from grids.database import prepared
from grids.days.workdays import Calendar

# In one statement, or a notice that comes in between made a year official without its days.
YEARS = """
SELECT y.year, d.day, d.works, d.name
FROM grids_calendaryear y LEFT JOIN grids_calendarday d ON extract(year FROM d.day) = y.year
"""

_kept: tuple | None = None


def current() -> Calendar:
    """One small query; the days themselves are read again only after a year's notice was imported."""
    global _kept
    with prepared.cursor() as cursor:  # asked in every act: the ORM takes longer to write it than it takes to answer
        cursor.execute("SELECT max(imported_at), count(*) FROM grids_calendaryear")
        version = cursor.fetchone()
    if _kept is None or _kept[0] != version:
        _kept = (version, _read())
    return _kept[1]


def _read() -> Calendar:
    with connection.cursor() as cursor:
        cursor.execute(YEARS)
        rows = cursor.fetchall()
    days = [(day, works, name) for _year, day, works, name in rows if day]
    return Calendar(
        days={day: works for day, works, _name in days},
        official=frozenset(year for year, *_day in rows),
        office=settings.OFFICE_HOURS,
        names={day: name for day, _works, name in days if name},
    )
