"""Since when somebody is where they are was written down wrongly, mostly by a ledger that did not know the day."""

from collections.abc import Mapping
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max, Min
from django.utils import timezone
from django.utils.translation import gettext as _

from grids import history
from grids.days import when
from residents.actions.move import close_as_left
from residents.actions.start import EDIT, begin, happened
from residents.enums import Happening
from residents.models import Household, Membership, Resident


def kept_homes(resident: Resident, by) -> list[Membership]:
    """Whose first day `by` may put right: where the person is now, or was on their last day."""
    rows = resident.memberships.select_related("household__dwelling").order_by("pk")
    homes = rows.current() or rows.filter(until=rows.aggregate(last=Max("until"))["last"])
    return [one for one in homes if by.scope.may(EDIT, one)]


@transaction.atomic
def correct_since(
    resident_id: int, days: Mapping[int, date], *, by, seen: int | None, now: datetime | None = None
) -> Resident:
    """days: by id of one of `kept_homes` its right first day; what ended and began with it, did so on that day too.

    Raises Stale, PermissionDenied, ValidationError at since_<id>.
    """
    now = now or timezone.now()
    today = timezone.localdate(now)
    resident, kept = begin(resident_id, by=by, seen=seen)
    changed = [pk for pk, day in days.items() if day != resident.memberships.get(pk=pk).since]
    with history.acting(by, grant=EDIT, where=kept):
        for one in (one for one in kept_homes(resident, by) if one.pk in changed):
            before, on = one.since, days[one.pk]
            if why := _impossible(resident, one, on, today) or _with_it(one, on, by, today):
                raise ValidationError({f"since_{one.pk}": why})
            _begins(one, on)
            said = _("Here since: %(old)s → %(new)s") % {"old": before, "new": on}
            happened(resident, Happening.CORRECTED, by=by, where=one, on=today, now=now, text=said, home=one.household)
    return resident


def _impossible(resident: Resident, one: Membership, on: date, today: date) -> str:
    if on > today:
        return _("This day has not come yet.")
    if resident.born_on and on < resident.born_on:
        return _("They were born on %(day)s.") % {"day": when.day_of(resident.born_on, today)}
    if one.until and on > one.until:
        return _("They left on %(day)s.") % {"day": when.day_of(one.until, today)}
    return ""


def _with_it(one: Membership, on: date, by, today: date) -> str:
    """Whatever the same act ended and began is of the right day as well. Why that cannot be, else ""."""
    others = one.resident.memberships.exclude(pk=one.pk).select_related("household__dwelling").order_by("pk")
    counted = [other for other in others if other.until != other.since]
    for left in counted:
        is_chained = left.until == one.since
        if not _alike(one, left) or left.until is None or (left.until <= on and not is_chained):
            continue
        begun = [other for other in counted if other.since == one.since and _alike(other, left)]
        if not all(by.scope.may(EDIT, other) for other in (left, *begun)):
            return _("Another register has this day as well: somebody who keeps both corrects it.")
        if not is_chained or (on < left.since and left.household_id != one.household_id):
            said = {"address": left.household.dwelling.address, "day": when.day_of(left.until, today)}
            return _("Until %(day)s they belonged to %(address)s.") % said
        left.since, left.until = min(left.since, on), on
        left.save()
        close_as_left(left.household_id, one.since)
        for other in begun:
            _begins(other, on)
    return ""


def _alike(one: Membership, other: Membership) -> bool:
    """Of the two at most one counts on a day."""
    return one.is_living and other.is_living or one.is_registered and other.is_registered


def _begins(one: Membership, on: date) -> None:
    """A household that began with them on the wrong day began on the right one, or when the first of it came."""
    before, one.since = one.since, on
    one.save()
    household = Household.objects.select_for_update(of=("self",), no_key=True).get(pk=one.household_id)
    if household.opened_on == before or household.opened_on > on:
        household.opened_on = household.memberships.aggregate(first=Min("since"))["first"]
        household.save()
