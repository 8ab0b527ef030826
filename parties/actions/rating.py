"""Periods of rating: criteria that hold from a day on, cards by several people, and ranks once it is closed."""

from collections.abc import Collection, Mapping
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from grids import history
from grids.models import Area
from grids.words import reasons
from parties import rules
from parties.models import (
    PropertyCompany,
    RatingCriterion,
    RatingPeriod,
    RatingResult,
    Scorecard,
    ScoreLine,
)
from parties.models.rating import FULL

FEWEST_RATERS = 2  # fewer do not make a result
MOST_CRITERIA = 20
TENTH = Decimal("0.1")


@transaction.atomic
def add_criterion(area: Area, *, by, since: date, **facts) -> RatingCriterion:
    """facts: name_zh, name_en, most. The first of a street replaces the general ones, for periods that begin then."""
    rules.need(by, rules.KEEP, area)
    _from_tomorrow(since, "since")
    Area.objects.select_for_update(no_key=True).get(pk=area.pk)
    if RatingCriterion.objects.filter(area=area, until=None).count() >= MOST_CRITERIA:
        raise ValidationError(
            _("A place keeps %(most)d of these at most: retire one first.") % {"most": MOST_CRITERIA}
        )
    made = RatingCriterion(area=area, since=since, **facts)
    return history.save(made, by, grant=rules.KEEP, where=area)


@transaction.atomic
def end_criterion(criterion_id: int, *, by, until: date, why: str) -> RatingCriterion:
    """Periods that began before this day are still rated by it."""
    rows = RatingCriterion.objects.select_for_update(of=("self",), no_key=True).select_related("area")
    found = rows.get(pk=criterion_id)
    if found.area is None:
        raise PermissionDenied
    rules.need(by, rules.KEEP, found.area)
    why = reasons.need(why)
    if found.until:
        raise ValidationError(_("It holds no more."))
    _from_tomorrow(until, "until")
    found.until = max(until, found.since)
    return history.save(found, by, grant=rules.KEEP, where=found.area, why=why)


@transaction.atomic
def open_period(area: Area, *, by, name: str, starts_on: date, ends_on: date) -> RatingPeriod:
    rules.need(by, rules.KEEP, area)
    made = RatingPeriod(area=area, name=name.strip(), starts_on=starts_on, ends_on=ends_on)
    history.save(made, by, grant=rules.KEEP, where=area)
    return RatingPeriod.objects.get(pk=made.pk)


def criteria(period: RatingPeriod) -> list[RatingCriterion]:
    """Those that held on its first day: they change from tomorrow on only, so a period that began keeps its own."""
    return list(RatingCriterion.objects.holding(period.area_id, period.starts_on))


def open_periods(company: PropertyCompany, today: date | None = None):
    """Those of its street that began, are not closed, and were not over before it came."""
    today = today or timezone.localdate()
    rows = RatingPeriod.objects.open().filter(area=company.area_id, starts_on__lte=today, ends_on__gte=company.since)
    return rows.order_by("starts_on", "pk")


def companies(period: RatingPeriod):
    """Those to be rated in it: of its street, and there by its last day."""
    return PropertyCompany.objects.standing().filter(area=period.area_id, since__lte=period.ends_on)


def may_rate(user, company: PropertyCompany) -> bool:
    """Whoever keeps party work in its street, or where it serves."""
    return user.scope.may(rules.KEEP, company) or any(
        user.scope.may(rules.KEEP, service) for service in company.services.current()
    )


@transaction.atomic
def rate(period_id: int, company_id: int, points: Mapping[int, int], *, by, words: str = "", now=None) -> Scorecard:
    """points: of each criterion of the period, by its key. Once more by the same person corrects their own card.

    Raises PermissionDenied, ValidationError: closed, not begun, another street's, points missing or too many.
    """
    now = now or timezone.now()
    company = PropertyCompany.objects.get(pk=company_id)
    if not may_rate(by, company):
        raise PermissionDenied
    period = _open(period_id)
    if not companies(period).filter(pk=company.pk).exists():
        raise ValidationError(_("This company is not rated in this period."))
    if timezone.localdate(now) < period.starts_on:
        raise ValidationError(_("This period has not begun."))
    wanted = criteria(period)
    _fits(wanted, points)
    with history.acting(by, grant=rules.KEEP, where=company):
        card, is_new = Scorecard.objects.get_or_create(
            period=period, company=company, rater=by, defaults={"at": now, "words": words}
        )
        if is_new:
            ScoreLine.objects.bulk_create(
                ScoreLine(card=card, criterion=each, points=points[each.pk]) for each in wanted
            )
        else:
            _correct(card, points, words, now)
    return card


@transaction.atomic
def close(period_id: int, *, by, now: datetime | None = None) -> list[RatingResult]:
    """Companies that two people rated are ranked, equal scores alike; the others have no result.

    Raises PermissionDenied, ValidationError while the period lasts, or where nobody has two cards.
    """
    now, period = now or timezone.now(), _open(period_id)
    rules.need(by, rules.KEEP, period)
    if timezone.localdate(now) <= period.ends_on:
        raise ValidationError(_("It can be closed once it is over."))
    found = {company: score for company, score in scores(period).items() if score.raters >= FEWEST_RATERS}
    if not found:
        raise ValidationError(_("No company has been rated by %(n)d people yet.") % {"n": FEWEST_RATERS})
    period.closed_at = now
    with history.acting(by, grant=rules.KEEP, where=period):
        period.save()
        return RatingResult.objects.bulk_create(
            RatingResult(
                period=period, company_id=company, score=score.mean, raters=score.raters, closed_at=now,
                rank=1 + sum(other.mean > score.mean for other in found.values()),
            )
            for company, score in sorted(found.items())
        )  # fmt: skip


class Score(NamedTuple):
    """The mean of the cards as a share of all points, in hundredths to a tenth; and how many cards."""

    mean: Decimal
    raters: int


def scores(period: RatingPeriod) -> dict[int, Score]:
    """By the key of each company that is to be rated in it and has a card."""
    most = sum(each.most for each in criteria(period))
    lines = ScoreLine.objects.filter(card__period=period, card__company__in=companies(period))
    reached: dict[int, dict[int, int]] = {}
    for company, card, points in lines.values_list("card__company", "card", "points"):
        cards = reached.setdefault(company, {})
        cards[card] = cards.get(card, 0) + points
    return {
        company: Score(
            (Decimal(FULL * sum(cards.values())) / (most * len(cards))).quantize(TENTH, ROUND_HALF_UP), len(cards)
        )
        for company, cards in reached.items()
    }


def mean(results: Collection[RatingResult]) -> Decimal | None:
    """Of the companies that have a result, each counted once."""
    return (
        (sum((each.score for each in results), Decimal()) / len(results)).quantize(TENTH, ROUND_HALF_UP)
        if results
        else None
    )


def _correct(card: Scorecard, points: Mapping[int, int], words: str, now: datetime) -> None:
    card.words, card.at = words, now
    card.save()
    lines = list(card.lines.all())
    for line in lines:
        line.points = points[line.criterion_id]
    ScoreLine.objects.bulk_update(lines, ["points"])


def _fits(wanted: list[RatingCriterion], points: Mapping[int, int]) -> None:
    if not wanted:
        raise ValidationError(_("No criteria held when this period began."))
    if {each.pk for each in wanted} != set(points):
        raise ValidationError(_("Every criterion of the period gets its points."))
    for each in wanted:
        if not 0 <= points[each.pk] <= each.most:
            raise ValidationError({f"points_{each.pk}": _("From 0 to %(most)d.") % {"most": each.most}})


def _from_tomorrow(day: date, field: str) -> None:
    """So that what somebody is being rated by today stays as it is."""
    if day < timezone.localdate() + timedelta(days=1):
        raise ValidationError({field: _("Criteria change from tomorrow at the earliest.")})


def _open(period_id: int) -> RatingPeriod:
    """The period's row is locked: nobody rates while it is closed."""
    period = RatingPeriod.objects.select_for_update(no_key=True).get(pk=period_id)
    if period.closed_at:
        raise ValidationError(_("This period is closed."))
    return period
