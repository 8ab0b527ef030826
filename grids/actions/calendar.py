"""Bringing in a year's notice: the days of rest and the make-up working days that everything is counted by."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

import pghistory
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from grids import history, registry
from grids.days.notices import NoticeDay
from grids.models import CalendarDay, CalendarYear
from grids.models.calendar import REMOVED
from grids.permissions import MANAGE_RULES, in_hat
from grids.words import reasons


class Changed(NamedTuple):
    """A day before and after; None is a day that is what its weekday says."""

    day: date
    before: NoticeDay | None
    after: NoticeDay | None

    @property
    def sides(self) -> tuple[NoticeDay | None, NoticeDay | None]:
        return self.before, self.after


@dataclass(frozen=True, slots=True)
class BroughtIn:
    year: int
    changes: list[Changed]
    moved: int  # promises that now end at another time


def may_keep(user) -> bool:
    """The calendar is one for all areas: whoever keeps the rules, in the hat worn now."""
    return in_hat(user, MANAGE_RULES)


def changes(days: Mapping[date, NoticeDay]) -> list[Changed]:
    """What a notice would change in the calendar of its year, by day."""
    year = next(iter(days)).year
    there = {day.day: NoticeDay(day.works, day.name) for day in CalendarDay.objects.filter(day__year=year)}
    return [
        Changed(day, there.get(day), days.get(day))
        for day in sorted({*there, *days})
        if there.get(day) != days.get(day)
    ]


def version(year: int) -> str:
    """Changes with every import of that year; "" while there is none."""
    at = CalendarYear.objects.filter(year=year).values_list("imported_at", flat=True).first()
    return at.isoformat() if at else ""


def bring_in(
    days: Mapping[date, NoticeDay],
    *,
    source: str,
    by,
    why: str = "",
    seen: str | None = None,
    now: datetime | None = None,
) -> BroughtIn:
    """Make the calendar of a year what its notice says, then count anew the promises it moves.

    The year is one transaction; the promises follow in batches, each a transaction of its own, so that no matter
    waits for all others. Should they be interrupted, `count_anew` takes them up again.
    seen: the `version` of the year on the page that asked.
    """
    now = now or timezone.now()
    changed = _write(days, source=source.strip(), by=by, why=why.strip(), seen=seen, today=timezone.localdate(now))
    year = next(iter(days)).year
    return BroughtIn(year, changed, _recompute(changed[0].day if changed else date(year, 1, 1), now))


def take_out(year: int, *, by, why: str, seen: str | None = None, now: datetime | None = None) -> int:
    """A year that was brought in before its notice was out is provisional again; the promises in it are counted anew.

    How many moved. Of a year that has begun the notice is out: it is corrected. seen: as for `bring_in`.
    """
    now = now or timezone.now()
    _remove(year, by=by, why=why.strip(), seen=seen, today=timezone.localdate(now))
    return _recompute(date(year, 1, 1), now)


def may_be_taken_out(year: int, today: date) -> bool:
    return year > today.year


def count_anew(*, by, now: datetime | None = None) -> int:
    """Count the provisional promises again. Returns how many moved."""
    if not may_keep(by):
        raise PermissionDenied
    return _recompute(None, now or timezone.now())


def _recompute(since: date | None, now: datetime) -> int:
    return sum(promises.recompute(since=since, now=now) for promises in registry.promises.values())


@transaction.atomic
def _write(days, *, source, by, why, seen, today) -> list[Changed]:
    if not may_keep(by):
        raise PermissionDenied
    year = next(iter(days)).year
    before = CalendarYear.objects.select_for_update(no_key=True).filter(year=year).first()
    _check(year, source, why, before, today)
    _unchanged(year, seen)
    changed = changes(days)
    with history.acting(by, grant=MANAGE_RULES, where=by.scope.hat.reaches[0], why=why or source):
        # The year first: a second import of the same year waits here.
        CalendarYear.objects.update_or_create(year=year, defaults={"source": source})
        _forget(CalendarDay.objects.filter(day__in=[change.day for change in changed if change.after is None]))
        CalendarDay.objects.bulk_create(
            [
                CalendarDay(day=change.day, works=change.after.works, name=change.after.name)
                for change in changed
                if change.after
            ],
            update_conflicts=True,
            unique_fields=["day"],
            update_fields=["works", "name"],
        )
    return changed


@transaction.atomic
def _remove(year: int, *, by, why, seen, today) -> None:
    if not may_keep(by):
        raise PermissionDenied
    years = CalendarYear.objects.filter(year=year)
    if not years.select_for_update().exists():
        raise ValidationError(_("This year is provisional already."))
    if not may_be_taken_out(year, today):
        raise ValidationError(_("%(year)d has begun, and its notice is out: correct it instead.") % {"year": year})
    reasons.need(why)
    _unchanged(year, seen)
    with history.acting(by, grant=MANAGE_RULES, where=by.scope.hat.reaches[0], why=why):
        _forget(CalendarDay.objects.filter(day__year=year))
        _forget(years)


def _unchanged(year: int, seen: str | None) -> None:
    if seen is not None and seen != version(year):
        raise ValidationError(_("Somebody else has brought in this year meanwhile. Look at what would change now."))


def _forget(rows) -> None:
    for row in rows:
        pghistory.create_event(row, label=REMOVED)
    rows.delete()


def _check(year: int, source: str, why: str, before: CalendarYear | None, today: date) -> None:
    errors: dict[str, Any] = {}
    if year > today.year + 1:
        errors["file"] = _("The notice of %(year)d cannot be out yet.") % {"year": year}
    if not source:
        errors["source"] = _("Say which notice this is: its issuer and number.")
    if before is not None and not why:
        errors["why"] = _("This year is in the calendar already. Say why it changes.")
    if errors:
        raise ValidationError(errors)
