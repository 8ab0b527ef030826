"""结对帮带: two colleagues are paired, looked at on planned days, and concluded with an outcome."""

from datetime import date, datetime, timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from grids import history, inbox
from grids.days.workdays import add_months
from grids.models import Area, User
from parties import rules
from parties.actions.bodies_told import keepers, morning_of
from parties.models import Pairing, PairingReview

TOLD_BEFORE = timedelta(days=3)  # the two, of a review
MOST_REVIEWS = 36


@transaction.atomic
def pair(area: Area, *, by, elder: User, younger: User, goals: str, since: date, until: date, every_months: int):
    """Reviews are planned every so many months from the first day on, and for the last day.

    Raises PermissionDenied, ValidationError by field.
    """
    rules.need(by, rules.KEEP, area)
    made = Pairing(area=area, elder=elder, younger=younger, goals=goals.strip(), since=since, until=until)
    made.full_clean()
    days = review_days(since, until, every_months)
    if len(days) > MOST_REVIEWS:
        raise ValidationError({"every_months": _("That is more than %(most)d reviews.") % {"most": MOST_REVIEWS}})
    with history.acting(by, grant=rules.KEEP, where=area):
        made.save()
        PairingReview.objects.bulk_create(
            PairingReview(pairing=made, due_on=day, alarm_at=_first_told(day)) for day in days
        )
    return Pairing.objects.get(pk=made.pk)


def review_days(since: date, until: date, every_months: int) -> list[date]:
    days, number = [], 1
    while (day := add_months(since, number * every_months)) < until:
        days.append(day)
        number += 1
    return [*days, until]


@transaction.atomic
def plan(pairing_id: int, *, by, due_on: date) -> PairingReview:
    """One more day on which the two are looked at."""
    pairing = _begin(pairing_id, by)
    if not pairing.since <= due_on <= pairing.until:
        raise ValidationError({"due_on": _("This day lies outside the time of the pair.")})
    made = PairingReview(pairing=pairing, due_on=due_on, alarm_at=_first_told(due_on))
    return history.save(made, by, grant=rules.KEEP, where=pairing)


def _first_told(due_on: date) -> datetime:
    """Nobody is told beforehand of a day that is past when it is planned."""
    return _late_from(due_on) if due_on < timezone.localdate() else morning_of(due_on - TOLD_BEFORE)


def _late_from(due_on: date) -> datetime:
    return morning_of(due_on + timedelta(days=1))


def may_review(user, pairing: Pairing) -> bool:
    """The experienced one of the two, or whoever keeps party work there."""
    return user.pk == pairing.elder_id or user.scope.may(rules.KEEP, pairing)


@transaction.atomic
def review(pairing_id: int, review_id: int, *, by, words: str, held_on: date) -> PairingReview:
    """Raises PermissionDenied, ValidationError where it is reviewed already or the day has not come."""
    pairing = _locked(pairing_id)
    if not may_review(by, pairing):
        raise PermissionDenied
    made = pairing.reviews.select_for_update(no_key=True).get(pk=review_id)
    if made.held_on:
        raise ValidationError(_("This review is written up already."))
    if not pairing.since <= held_on <= timezone.localdate():
        raise ValidationError({"held_on": _("The day of a review lies between the first day of the pair and today.")})
    made.held_on, made.words, made.by, made.alarm_at = held_on, words.strip(), by, None
    return history.save(made, by, grant=rules.KEEP, where=pairing)


@transaction.atomic
def conclude(pairing_id: int, *, by, outcome: str, on: date | None = None) -> Pairing:
    """Reviews that are still to come are not reminded of any more."""
    pairing = _begin(pairing_id, by)
    pairing.concluded_on, pairing.outcome = on or timezone.localdate(), outcome.strip()
    pairing.full_clean()
    with history.acting(by, grant=rules.KEEP, where=pairing):
        pairing.save()
        pairing.reviews.filter(alarm_at__isnull=False).update(alarm_at=None)
    return pairing


def due():
    return PairingReview.objects.filter(alarm_at__isnull=False).select_related("pairing")


def remind(reviews: list[PairingReview], now: datetime) -> None:
    """First the two of them, some days before; the morning after the day also whoever keeps the list."""
    told, lines = keepers({each.pairing for each in reviews}, timezone.localdate(now)), []
    for each in reviews:
        pairing, late = each.pairing, each.alarm_at >= _late_from(each.due_on)
        people = [pairing.elder_id, pairing.younger_id, *(told[pairing.pk] if late else ())]
        kind = "pairing_review_late" if late else "pairing_review_soon"
        said = {"day": each.due_on}
        once = f"{kind}:{each.pk}"
        lines += [(user, kind, said, pairing.get_absolute_url(), once) for user in dict.fromkeys(people)]
        each.alarm_at = None if late else _late_from(each.due_on)
    PairingReview.objects.bulk_update(reviews, ["alarm_at"])
    inbox.tell_many(lines)


def _locked(pairing_id: int) -> Pairing:
    pairing = Pairing.objects.select_for_update(no_key=True).get(pk=pairing_id)
    if pairing.concluded_on:
        raise ValidationError(_("This pair is concluded."))
    return pairing


def _begin(pairing_id: int, by) -> Pairing:
    rules.need(by, rules.KEEP, Pairing.objects.get(pk=pairing_id))
    return _locked(pairing_id)
