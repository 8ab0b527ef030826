"""物业末位淘汰: the last company gets a notice, answers or appeals in time, and another person decides."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from grids import history, inbox
from grids.days import calendar as calendars, workdays
from grids.days.when import midnight
from grids.days.workdays import Limit, Unit
from grids.words import reasons
from parties import rules
from parties.actions import property_companies
from parties.actions.bodies_told import keepers
from parties.enums.bodies import AnswerKind, Decision, Ending
from parties.models import LastPlaceNotice, PropertyCompany, RatingResult

LIMIT = Limit(10, Unit.WORKING_DAYS)  # to answer or to appeal


def is_last(result: RatingResult) -> bool:
    """Behind another that was ranked, and before none; those at one score are last together, unless all are."""
    worst = RatingResult.objects.filter(period=result.period_id).aggregate(rank=Max("rank"))["rank"]
    return result.rank == worst > 1


@transaction.atomic
def serve(result_id: int, *, by, why: str, now: datetime | None = None) -> LastPlaceNotice:
    """The clock runs from now. Raises PermissionDenied, ValidationError where it is not the last or has one."""
    now, result = now or timezone.now(), RatingResult.objects.select_related("period").get(pk=result_id)
    rules.need(by, rules.KEEP, result.period)
    why = reasons.need(why)
    company = PropertyCompany.objects.select_for_update(no_key=True).get(pk=result.company_id)
    if company.ended_on:
        raise ValidationError(_("This company is not in the street any more."))
    if not is_last(result):
        raise ValidationError(_("Only the last of a period gets a notice."))
    due = workdays.due(now, LIMIT, calendars.current())
    made = LastPlaceNotice(
        area_id=result.period.area_id, result=result, why=why, served_at=now, served_by=by, amount=LIMIT.amount,
        unit=LIMIT.unit, due_at=due.at, provisional=due.provisional, alarm_at=due.at,
    )  # fmt: skip
    history.save(made, by, grant=rules.KEEP, where=result.period)
    return LastPlaceNotice.objects.get(pk=made.pk)


@transaction.atomic
def answer(notice_id: int, *, by, kind: AnswerKind, words: str, now: datetime | None = None) -> LastPlaceNotice:
    """What the company says, taken down by `by`. Raises ValidationError after the deadline."""
    now, notice = now or timezone.now(), _begin(notice_id, by)
    if notice.answered_at:
        raise ValidationError(_("An answer has been taken down already."))
    if now > notice.due_at:
        raise ValidationError(_("The deadline has passed."))
    notice.answer_kind, notice.answer = kind, reasons.need(words, "words")
    notice.answered_at, notice.answered_by = now, by
    notice.alarm_at = None
    notice.full_clean()
    with history.acting(by, grant=rules.KEEP, where=notice):
        notice.save()
        people = keepers([notice], timezone.localdate(now))[notice.pk]
        away = {by.pk, notice.served_by_id}
        inbox.tell([pk for pk in people if pk not in away], "last_place_answered", *_told(notice))
    return notice


def may_decide(user, notice: LastPlaceNotice, now: datetime) -> bool:
    """Somebody else than who served it and who took the answer down; once there is one, or the deadline passed."""
    ready = notice.answered_at is not None or now > notice.due_at
    others = user.pk not in (notice.served_by_id, notice.answered_by_id)
    return not notice.decision and ready and others and user.scope.may(rules.KEEP, notice)


@transaction.atomic
def decide(notice_id: int, *, by, decision: Decision, why: str, now: datetime | None = None) -> LastPlaceNotice:
    """Eliminated: the company leaves the street, and all that it serves there ends today."""
    now, notice = now or timezone.now(), _begin(notice_id, by)
    why = reasons.need(why)
    if not notice.answered_at and now <= notice.due_at:
        raise ValidationError(_("The company may answer until the deadline."))
    notice.decision, notice.decision_why = decision, why
    notice.decided_at, notice.decided_by, notice.alarm_at = now, by, None
    notice.full_clean()
    with history.acting(by, grant=rules.KEEP, where=notice, why=why):
        notice.save()
        if decision == Decision.ELIMINATED:
            result = RatingResult.objects.get(pk=notice.result_id)
            company = PropertyCompany.objects.select_for_update(no_key=True).get(pk=result.company_id)
            if not company.ended_on:
                property_companies.end(company, Ending.ELIMINATED, timezone.localdate(now))
    return notice


def due():
    return LastPlaceNotice.objects.filter(alarm_at__isnull=False).select_related("result__company")


def look(notices: list[LastPlaceNotice], now: datetime) -> None:
    """The deadline passed without an answer: whoever keeps the street is told that it is to be decided."""
    told, lines = keepers(notices, timezone.localdate(now)), []
    for notice in notices:
        params, url = _told(notice)
        people = dict.fromkeys(pk for pk in told[notice.pk] if pk != notice.served_by_id)
        lines += [(pk, "last_place_unanswered", params, url, f"last_place:{notice.pk}") for pk in people]
        notice.alarm_at = None
    LastPlaceNotice.objects.bulk_update(notices, ["alarm_at"])
    inbox.tell_many(lines)


def explain(notice: LastPlaceNotice) -> list[workdays.Line]:
    """Every day on the way to the deadline, and how it was counted."""
    return workdays.explain(notice.served_at, limit_of(notice), calendars.current())


def limit_of(notice: LastPlaceNotice) -> Limit:
    return Limit(notice.amount, Unit(notice.unit))


def provisional(user):
    return LastPlaceNotice.objects.visible_to(user).open().filter(provisional=True)


@transaction.atomic
def recompute(*, since: date | None, now: datetime) -> int:
    """Deadlines that a changed day may move, of notices not answered yet. How many moved; one missed stays missed."""
    touched = Q(provisional=True)
    if since is not None:
        touched |= Q(due_at__gte=midnight(since))
    rows = LastPlaceNotice.objects.open().filter(touched, answered_at=None, due_at__gte=now)
    calendar, moved = calendars.current(), 0
    for notice in rows.select_for_update(no_key=True).order_by("pk"):
        counted, before = workdays.due(notice.served_at, limit_of(notice), calendar), notice.due_at
        notice.due_at, notice.provisional, notice.alarm_at = counted.at, counted.provisional, counted.at
        notice.save(update_fields=["due_at", "provisional", "alarm_at"])
        moved += notice.due_at != before
    return moved


def _told(notice: LastPlaceNotice) -> tuple[dict, str]:
    return {"company": notice.result.company.name}, notice.get_absolute_url()


def _begin(notice_id: int, by) -> LastPlaceNotice:
    rows = LastPlaceNotice.objects.select_for_update(of=("self",), no_key=True)
    notice = rows.select_related("result__company").get(pk=notice_id)
    rules.need(by, rules.KEEP, notice)
    if notice.decision:
        raise ValidationError(_("This notice is decided."))
    return notice
