"""What becomes of a reported matter: accepted, refused, merged into another, withdrawn by its reporter; or taken up
again, where that was a mistake."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases import corrections, points
from cases.actions import steps
from cases.actions.intake import ask, tell
from cases.actions.start import FEWEST_WORDS, begin, lock, post_of, record
from cases.actions.supervise import REMIND_EVERY
from cases.enums import Act, ReporterKind, Status, Step
from cases.models import Case
from cases.people import Directory
from grids import inbox


@transaction.atomic
def accept(
    case_id: int,
    *,
    by,
    seen: int | None,
    text: str = "",
    point: tuple | None = None,
    now: datetime | None = None,
    **facts,
) -> Case:
    """受理. facts: what the collection corrects or adds: category, urgency, title, place, people_affected …

    The record says what they were before. A matter of a confidential category stays confidential.

    point: as for report(); (None, None) takes it away, None leaves it as it is.
    """
    now = now or timezone.now()
    case = begin(case_id, Act.ACCEPT, by=by, seen=seen)
    before = corrections.facts(case)
    for name in ("category", "urgency", "title", "place", "people_affected", "is_collective", "is_confidential"):
        if facts.get(name) is not None:
            setattr(case, name, facts[name])
    if point is not None:
        case.lng, case.lat = points.checked(*point) or (None, None)
    case.is_confidential |= case.category.is_confidential
    corrected = corrections.between(before, corrections.facts(case))
    if case.is_confidential and not before["is_confidential"]:
        inbox.keep_back(case.get_absolute_url(), "title")
    steps.leave(case, Act.ACCEPT, by=by, post=post_of(by, case), now=now)
    case.accepted_at = now
    steps.enter(case, Step.ASSIGNMENT, now)
    data = {"corrected": corrected} if corrected else None
    record(case, Act.ACCEPT, by=by, now=now, text=text, data=data, step=Step.COLLECTION)
    if case.reporter_kind == ReporterKind.STAFF:
        tell(case, [case.reporter_user_id], "case_accepted", leave_out=by)
    ask(case, Directory().waited_for(case), "case_to_assign", by=by)
    return case


@transaction.atomic
def refuse(case_id: int, *, by, seen: int | None, text: str, now: datetime | None = None) -> Case:
    """不予受理: an end of its own. The reporter is told, and their link shows the reason."""
    case = begin(case_id, Act.REFUSE, by=by, seen=seen, reason=text)
    return _end(case, Act.REFUSE, Status.REFUSED, by=by, text=text, now=now or timezone.now())


@transaction.atomic
def withdraw(case_id: int, *, by, seen: int | None, text: str, now: datetime | None = None) -> Case:
    """The reporter takes it back, before anybody handles it."""
    case = begin(case_id, Act.WITHDRAW, by=by, seen=seen, reason=text)
    return _end(case, Act.WITHDRAW, Status.WITHDRAWN, by=by, text=text, now=now or timezone.now())


@transaction.atomic
def merge(case_id: int, *, by, seen: int | None, into: str, text: str, now: datetime | None = None) -> Case:
    """The same matter reported twice: this one ends in the other, which counts its people too.

    into: the number of the other matter, open, visible to `by` and in the same community.
    """
    now = now or timezone.now()
    other_id = Case.objects.visible_to(by).filter(number=into.strip()).values_list("pk", flat=True).first()
    if other_id is None:
        raise ValidationError({"into": _("There is no matter with this number here.")})
    if other_id == case_id:
        raise ValidationError({"into": _("A matter cannot be merged into itself.")})
    first, second = sorted((case_id, other_id))  # both rows, in one order whoever merges which
    lock(first), lock(second)
    case = begin(case_id, Act.MERGE, by=by, seen=seen, reason=text)
    other = lock(other_id)
    if not other.is_open:
        raise ValidationError({"into": _("That matter is not open any more.")})
    if other.community_id != case.community_id:
        raise ValidationError({"into": _("That matter lies in another community.")})
    case.merged_into = other
    _end(case, Act.MERGE, Status.MERGED, by=by, text=text, now=now, data={"into": other.number})
    other.people_affected = (other.people_affected or 1) + (case.people_affected or 1)
    record(other, Act.NOTE, by=by, now=now, text=text, data={"merged": case.number})
    return case


@transaction.atomic
def restore(case_id: int, *, by, seen: int | None, text: str, now: datetime | None = None) -> Case:
    """恢复办理: it was refused, merged or withdrawn by mistake. The step it left goes on, its clock as if never
    stopped: who waits for it did not make the mistake. What it had been merged into no longer counts its people.
    """
    now = now or timezone.now()
    for pk in sorted({case_id, *_merged_into(case_id)}):  # as they were merged
        lock(pk)
    case = begin(case_id, Act.RESTORE, by=by, seen=seen)
    if len(text.strip()) < FEWEST_WORDS:
        raise ValidationError({"text": _("Say why, in a few words.")})
    for pk in _merged_into(case.pk):
        _part(case, lock(pk), by=by, text=text, now=now)
    case.status, case.ended_at, case.merged_into = Status.OPEN, None, None
    steps.go_on(case, now)
    standing = Q(answered_at=None) | Q(made_at__gte=case.reopened_at or case.reported_at)
    case.is_supervised = case.supervisions.filter(standing).exists()
    for asked in case.supervisions.filter(answered_at=None, alarm_at=None):
        asked.alarm_at = asked.answer_by + asked.reminded * REMIND_EVERY  # those given count
        asked.save(update_fields=["alarm_at"])
    record(case, Act.RESTORE, by=by, now=now, text=text)
    directory = Directory()
    people = {*directory.waited_for(case), *directory.deciders(case), *case.supervisions.values_list("by", flat=True)}
    if case.reporter_kind == ReporterKind.STAFF:
        people.add(case.reporter_user_id)
    tell(case, sorted(people), "case_restored", leave_out=by)
    return case


def _merged_into(case_id: int) -> list[int]:
    """The matter that it ended in, and where that was merged itself: each counts its people."""
    found: list[int] = []
    while into := Case.objects.values_list("merged_into", flat=True).get(pk=case_id):
        found.append(case_id := into)
    return found


def _part(case: Case, other: Case, *, by, text: str, now: datetime) -> None:
    other.people_affected = max(1, (other.people_affected or 1) - (case.people_affected or 1))
    record(other, Act.NOTE, by=by, now=now, text=text, data={"parted": case.number})


def _end(case: Case, act: Act, status: Status, *, by, text: str, now: datetime, data: dict | None = None) -> Case:
    step, reporter = case.step, case.reporter_user_id if case.reporter_kind == ReporterKind.STAFF else None
    # Whoever was to begin on it, or had begun. Who else might have accepted what is refused need not know.
    waited = Directory().waited_for(case) if act == Act.WITHDRAW or step == Step.HANDLING else ()
    steps.leave(case, act, by=by, post=post_of(by, case), now=now)
    steps.stop(case)
    case.status, case.ended_at, case.is_supervised = status, now, False
    record(case, act, by=by, now=now, text=text, data=data, step=step)
    tell(case, sorted(set(case.supervisions.values_list("by", flat=True))), "case_supervised_ended", leave_out=by)
    if reporter:
        tell(case, [reporter], f"case_{status}", leave_out=by)
    tell(case, [user for user in waited if user != reporter], "case_work_ended", leave_out=by)
    return case
