"""Questions of help and care: terms, windows, who may, what is short. No writes, no clock of its own."""

import calendar
from datetime import date, timedelta

from django.db.models import QuerySet

from grids.enums import Kind
from grids.models import Area
from residents.enums.care import KEPT, LAY, CareStatus
from residents.models import CareCase, CareCategory, CareTerm

KEEP, BREAK, SEALED, ERASE = "keep_care", "break_care", "read_care_sealed", "anonymise_residents"
SHORTEN = "shorten_limits"
SHORTER_AT = (Kind.DISTRICT, Kind.STREET, Kind.COMMUNITY)
TEAM = 3  # 三帮一
FEWEST = 5  # no count below it is shown
AHEAD_DAYS = 400  # visits are planned so far ahead
PLAN_AGAIN = timedelta(days=AHEAD_DAYS // 2)  # and again when the last one is nearer
TERM_SOON = timedelta(days=30)  # before it ends somebody has to think of extending it, or of closing


def after_months(day: date, months: int) -> date:
    """The same day so many months later, or the month's last."""
    year, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + year, month + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def term_months(category: CareCategory, place) -> int:
    """The category's, or the shortest that holds where `place` (an Area, or a placed row) lies."""
    ids = {getattr(place, f"{kind}_id", None) for kind in ("district", "street", "community", "grid")}
    ids |= {getattr(place, "area_id", None) or place.pk}
    local = CareTerm.objects.filter(category=category, area__in=ids - {None}).values_list("months", flat=True)
    return min([category.months, *local])


def longest_end(category: CareCategory, starts_on: date, place) -> date | None:
    """The last day that extensions may reach; None where they may go on."""
    months = term_months(category, place)
    if months < category.months and category.longest_months:
        return after_months(starts_on, months)  # shortened here: extensions do not give back what was taken
    return after_months(starts_on, category.longest_months) if category.longest_months else None


def shortens_in(user) -> QuerySet:
    """The areas above the grids in which somebody may shorten a term, in the hat worn."""
    return Area.objects.filter(user.scope.area_q(SHORTEN), kind__in=SHORTER_AT).unretired()


def windows(anchor: date, days: int, until: date) -> list[tuple[date, date]]:
    """(opens, due) of each visit after `anchor`: due every so many days, open for the last third of them."""
    found, due = [], anchor + timedelta(days=days)
    while due <= until:
        found.append((due - timedelta(days=max(1, days // 3)), due))
        due += timedelta(days=days)
    return found


def missing(kinds) -> int:
    """How many of the three helpers of different kinds are missing."""
    return max(0, TEAM - len(set(kinds)))


def may_keep(user, care: CareCase) -> bool:
    return care.status == CareStatus.OPEN and _keeps(user, care.category, care)


def may_open(user, category: CareCategory, place) -> bool:
    return _keeps(user, category, place)


def may_visit(user, care: CareCase) -> bool:
    """The responsible person, the team, and whoever keeps it."""
    if care.status != CareStatus.OPEN:
        return False
    return user.pk == care.responsible_id or on_team(user, care) or may_keep(user, care)


def on_team(user, care: CareCase) -> bool:
    """Of those who may read the record."""
    team = (helper for helper in care.helpers.all() if helper.until is None and helper.kind not in LAY)
    return any(helper.user_id == user.pk for helper in team)


def may_confirm_closing(user, care: CareCase) -> bool:
    """Persons are compared, not posts."""
    return care.close_proposed_by_id not in (None, user.pk) and may_go_on(user, care)


def may_go_on(user, care: CareCase) -> bool:
    """Say that it is not to be closed, or that it stopped by mistake."""
    return care.status in KEPT and _keeps(user, care.category, care)


def may_accept(user, care: CareCase) -> bool:
    """Or send it back."""
    return care.status == CareStatus.HANDED and _keeps(user, care.category, care.to_area)


def may_allow(user, care: CareCase) -> bool:
    """Let somebody look in an emergency; the action sees to it that it is another person."""
    return may_keep(user, care)


def may_erase(user, care: CareCase) -> bool:
    """Propose or confirm that a sealed record is anonymised: who anonymises, and may read what is sealed."""
    sealed = care.status == CareStatus.SEALED and care.anonymised_at is None
    return sealed and user.scope.may(ERASE, care) and user.scope.may(SEALED, care)


def shown(count: int) -> int | None:
    """None for what is too few to be said."""
    return count if count >= FEWEST else None


def _keeps(user, category: CareCategory, place) -> bool:
    return user.scope.may(KEEP, place) and user.scope.may(category.read_grant, place)
