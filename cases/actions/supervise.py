"""Supervision from above, and cards that were wrong."""

from datetime import datetime, timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.actions.intake import level_of, tell
from cases.actions.start import FEWEST_WORDS, NotNow, begin, include, lock, post_of, record
from cases.enums import Act, Card
from cases.models import Case, Escalation, Supervision
from cases.people import Directory, higher_levels
from grids import tallies

REMIND_EVERY = timedelta(days=1)
LONGEST_ANSWER = timedelta(days=60)


@transaction.atomic
def supervise(
    case_id: int, *, by, seen: int | None, text: str, answer_by: datetime, now: datetime | None = None
) -> Case:
    """督办: an instruction that must be answered by a time. It stops no clock."""
    now = now or timezone.now()
    case = begin(case_id, Act.SUPERVISE, by=by, seen=seen, reason=text)
    if answer_by <= now:
        raise ValidationError({"answer_by": _("This time is over already.")})
    if answer_by > now + LONGEST_ANSWER:
        raise ValidationError({"answer_by": _("Choose a time within %(days)s days.") % {"days": LONGEST_ANSWER.days}})
    level = level_of(by, case)
    Supervision.objects.create(
        case=case,
        by=by,
        post_id=post_of(by, case),
        level=level,
        instruction=text.strip(),
        made_at=now,
        answer_by=answer_by,
        alarm_at=answer_by,
    )
    case.is_supervised = True
    record(case, Act.SUPERVISE, by=by, now=now, text=text, data={"level": level, "answer_by": answer_by.isoformat()})
    directory = Directory()
    tell(case, (*directory.waited_for(case), *directory.deciders(case)), "case_supervised", leave_out=by)
    return case


@transaction.atomic
def answer(case_id: int, *, by, seen: int | None, text: str, now: datetime | None = None) -> Case:
    """Answers the instruction whose answer is due first. The matter stays marked as supervised until it ends."""
    now = now or timezone.now()
    case = begin(case_id, Act.ANSWER, by=by, seen=seen, reason=text)
    asked = case.supervisions.select_for_update(of=("self",), no_key=True).for_answer_of(by).first()
    if asked is None:
        raise ValidationError({"text": _("You gave this instruction yourself: whoever got it answers.")})
    asked.answer, asked.answered_at, asked.answered_by, asked.alarm_at = text.strip(), now, by, None
    asked.save()
    record(case, Act.ANSWER, by=by, now=now, text=text, data={"supervision": asked.pk, "level": asked.level})
    tell(case, [asked.by_id], "case_answered", leave_out=by)
    return case


def remind(supervisions: list[Supervision], now: datetime) -> None:
    """The sweep's batch: answers that did not come. The supervisor and the deciders are told, once a day."""
    directory = Directory()
    for supervision in supervisions:
        case = supervision.case
        if not case.is_open:
            supervision.alarm_at = None
            continue
        missed = max(1, (now - supervision.alarm_at) // REMIND_EVERY + 1)
        supervision.reminded += missed
        supervision.alarm_at += missed * REMIND_EVERY
        people = (*directory.waited_for(case), *directory.deciders(case), supervision.by_id)
        tell(case, dict.fromkeys(people), "case_answer_overdue")
    Supervision.objects.bulk_update(supervisions, ["alarm_at", "reminded"])


@transaction.atomic
def contest(card_id: int, *, by, text: str, now: datetime | None = None) -> Escalation:
    """The clock was wrong, says the one who got the card. Another person decides."""
    card, case = _card(card_id)
    if card.contested_at:
        raise NotNow(_("Somebody has contested this card meanwhile."))
    may = (
        by.scope.may("handle_case", case)
        or by.scope.may("assign_case", case)
        or by.pk in (case.taken_by_id, case.handled_by_id)
    )
    if not may or card.card == Card.YELLOW or card.withdrawn:
        raise PermissionDenied
    if len(text.strip()) < FEWEST_WORDS:
        raise ValidationError({"text": _("Say why, in a few words.")})
    now = now or timezone.now()
    card.contested_at, card.contested_by, card.contest_reason = now, by, text.strip()[:500]
    card.save()
    record(case, Act.CONTEST, by=by, now=now, text=text, data={"card": card.pk})
    people = [user for kind in higher_levels(case) for user in Directory().at_level(case, kind, ("supervise_case",))]
    include(case, people)
    tell(case, people, "case_card_contested", leave_out=by)
    return card


@transaction.atomic
def lift(card_id: int, *, by, text: str = "", now: datetime | None = None) -> Escalation:
    """The card is withdrawn, with those that followed from it: they disappear from every score, and stay on record."""
    return _decide(card_id, Act.LIFT, by=by, text=text, withdrawn=True, now=now or timezone.now())


@transaction.atomic
def uphold(card_id: int, *, by, text: str, now: datetime | None = None) -> Escalation:
    if len(text.strip()) < FEWEST_WORDS:
        raise ValidationError({"text": _("Say why, in a few words.")})
    return _decide(card_id, Act.UPHOLD, by=by, text=text, withdrawn=False, now=now or timezone.now())


def _decide(card_id: int, act: Act, *, by, text: str, withdrawn: bool, now: datetime) -> Escalation:
    card, case = _card(card_id)
    if card.is_decided:
        raise NotNow(_("Somebody has decided on this card meanwhile."))
    if not may_decide_card(by, card, case):
        raise PermissionDenied
    card.decided_at, card.decided_by, card.withdrawn = now, by, withdrawn
    card.save()
    if withdrawn:
        followed = case.cards.filter(step=card.step_id, pk__gt=card.pk, withdrawn=False)
        followed.filter(contested_by=by).update(withdrawn=True, decided_at=None, decided_by=None)  # goes undecided
        followed.update(withdrawn=True, decided_at=now, decided_by=by)
    case.was_late = case.cards.filter(withdrawn=False, card=Card.RED).exists()
    record(case, act, by=by, now=now, text=text, data={"card": card.pk})
    tallies.late(Case, case.ended_at, now=now)  # it closed in time after all
    tell(case, [card.contested_by_id], f"case_card_{act}", leave_out=by)
    return card


def may_decide_card(user, card: Escalation, case: Case) -> bool:
    """Whoever supervises there, but never the one who contests it or got it."""
    return (
        card.contested_at is not None
        and not card.is_decided
        and user.pk not in (card.contested_by_id, case.taken_by_id, case.handled_by_id)
        and user.scope.may("supervise_case", case)
    )


def _card(card_id: int) -> tuple[Escalation, Case]:
    """The matter first, then its card: locks in one order."""
    case = lock(Escalation.objects.values_list("case", flat=True).get(pk=card_id))
    return Escalation.objects.select_for_update(of=("self",), no_key=True).get(pk=card_id), case
