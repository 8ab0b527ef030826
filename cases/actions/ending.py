"""Follow-up: the reporter's word, the end, and one way back."""

from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.actions import steps
from cases.actions.credit import credit
from cases.actions.intake import tell, tell_several
from cases.actions.start import FEWEST_WORDS, NotNow, begin, lock, post_of, record
from cases.enums import Act, ReporterKind, Resolved, Status, Step
from cases.models import Case
from cases.people import Directory
from cases.workflow import REOPENS
from grids import tallies

RATED_UNTIL = timedelta(days=30)  # after the end


@transaction.atomic
def rate(
    case_id: int, *, by, seen: int | None, rating: int, resolved: Resolved, text: str = "", now: datetime | None = None
) -> Case:
    """The reporter's rating: their own, or told to whoever follows up by phone or in person."""
    case = begin(case_id, Act.RATE, by=by, seen=seen)
    return _rate(case, by=by, rating=rating, resolved=resolved, text=text, now=now or timezone.now())


@transaction.atomic
def rate_by_link(
    case_id: int, *, rating: int, resolved: Resolved, text: str = "", now: datetime | None = None
) -> Case:
    """The reporter rates by their link. "Not fixed" opens the matter again, once; after that the community is told.

    Raises NotNow before the follow-up and long after the end.
    """
    now = now or timezone.now()
    case = lock(case_id)
    if not takes_rating(case, now):
        raise NotNow(case.number)
    _rate(case, by=None, rating=rating, resolved=resolved, text=text, now=now)
    if resolved == Resolved.NO and case.reopened < REOPENS:
        _reopen(case, by=None, text=text or str(_("The reporter says it is not fixed.")), now=now)
    return case


def takes_rating(case: Case, now: datetime) -> bool:
    """The reporter's link asks for a rating: from the follow-up until a month after the end."""
    if case.is_open:
        return case.step == Step.FOLLOW_UP
    return case.status == Status.CLOSED and now < case.ended_at + RATED_UNTIL


def _rate(case: Case, *, by, rating: int, resolved: Resolved, text: str, now: datetime) -> Case:
    if rating not in range(1, 6):
        raise ValidationError({"rating": _("Choose from one to five.")})
    if resolved not in Resolved:
        raise ValidationError({"resolved": _("Say whether it is really resolved.")})
    before = case.rated_at
    case.rating, case.resolved, case.rating_words, case.rated_at = rating, resolved, text.strip()[:500], now
    record(
        case, Act.RATE, by=by, now=now, text=text, data={"rating": rating, "resolved": resolved, "by_link": by is None}
    )
    tallies.late(Case, case.ended_at, before, now=now)
    tell(case, Directory().waited_for(case), "case_rated", leave_out=by)
    return case


@transaction.atomic
def close(
    case_id: int,
    *,
    by,
    seen: int | None,
    resolved: Resolved | None = None,
    text: str = "",
    now: datetime | None = None,
) -> Case:
    """结案: procedural completion. Real resolution is the reporter's word, or a written finding without it."""
    now = now or timezone.now()
    case = begin(case_id, Act.CLOSE, by=by, seen=seen)
    if case.supervisions.filter(answered_at=None).exists():
        raise ValidationError(_("A supervision is still unanswered: it has to be answered before the matter ends."))
    if not case.is_rated:
        if resolved is None or resolved not in Resolved:
            raise ValidationError({"resolved": _("Say whether it is really resolved.")})
        if len(text.strip()) < FEWEST_WORDS:
            raise ValidationError({"text": _("There is no rating: write how you followed it up.")})
        case.resolved = resolved
    steps.leave(case, Act.CLOSE, by=by, post=post_of(by, case), now=now)
    steps.stop(case)
    case.status, case.ended_at, case.is_supervised = Status.CLOSED, now, False
    record(case, Act.CLOSE, by=by, now=now, text=text, data={"resolved": case.resolved}, step=Step.FOLLOW_UP)
    credit(case, now=now)
    supervisors = set(case.supervisions.values_list("by", flat=True))
    tell(case, sorted(supervisors), "case_supervised_closed", leave_out=by)
    if case.reporter_kind == ReporterKind.STAFF and case.reporter_user_id not in supervisors:
        tell(case, [case.reporter_user_id], "case_closed", leave_out=by)
    return case


@transaction.atomic
def reopen(case_id: int, *, by, seen: int | None, text: str, now: datetime | None = None) -> Case:
    """Once. Back to assignment, so that it is decided anew who handles it."""
    now = now or timezone.now()
    case = begin(case_id, Act.REOPEN, by=by, seen=seen)
    if len(text.strip()) < FEWEST_WORDS:
        raise ValidationError({"text": _("Say why, in a few words.")})
    return _reopen(case, by=by, text=text, now=now)


def _reopen(case: Case, *, by, text: str, now: datetime) -> Case:
    if case.is_open:
        steps.leave(case, Act.REOPEN, by=by, post=post_of(by, case), now=now)
    ended = case.ended_at
    case.status, case.ended_at, case.finished_at = Status.OPEN, None, None
    case.reopened, case.reopened_at, case.returns = case.reopened + 1, now, 0
    case.settled_level = case.resolved = ""
    case.to_post = case.to_area = case.to_department = case.taken_by = None
    steps.enter(case, Step.ASSIGNMENT, now)
    record(case, Act.REOPEN, by=by, now=now, text=text, step=Step.FOLLOW_UP)
    tallies.late(Case, ended, now=now)
    asked = Directory().waited_for(case)
    # Who was told that it is closed; a resident sees it by their link.
    others = set(case.supervisions.values_list("by", flat=True)) - set(asked)
    if case.reporter_kind == ReporterKind.STAFF:
        others |= {case.reporter_user_id} - set(asked)
    tell_several(case, {"case_reopened": asked, "case_opened_again": sorted(others)}, leave_out=by)
    return case
