"""The calendar in the database as the value that grids.workdays counts with."""

from django.conf import settings

from grids import prepared
from grids.models import CalendarDay, CalendarYear
from grids.workdays import Calendar

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
    days = list(CalendarDay.objects.values_list("day", "works", "name"))
    return Calendar(
        days={day: works for day, works, _name in days},
        official=frozenset(CalendarYear.objects.values_list("year", flat=True)),
        office=settings.OFFICE_HOURS,
        names={day: name for day, _works, name in days if name},
    )
