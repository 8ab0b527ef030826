"""Handling and verification: taken, noted, finished; passed or failed by another person."""

from collections.abc import Iterable
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from cases import rules
from cases.actions import steps
from cases.actions.intake import ask, level_of, tell, tell_several
from cases.actions.start import begin, evidence, post_of, record
from cases.enums import Act, Step
from cases.models import Case
from cases.people import Directory
from grids.models import Post, StoredFile


@transaction.atomic
def take(case_id: int, *, by, seen: int | None, now: datetime | None = None) -> Case:
    """签收: claims the matter, and completes nothing."""
    _still_serves(by)
    case = begin(case_id, Act.TAKE, by=by, seen=seen)
    case.taken_by = by
    record(case, Act.TAKE, by=by, now=now or timezone.now())
    return case


def _still_serves(by) -> None:
    """No post of the worn hat ends meanwhile: what its holder had taken would stay with them. Posts before matters."""
    hat = by.scope.hat
    held = {reach.post_id for reach in hat.reaches} if hat else set()
    posts = Post.objects.select_for_update(no_key=True).filter(pk__in=held).order_by("pk")
    today = timezone.localdate()
    if any(ended and ended <= today for ended in posts.values_list("ended_on", flat=True)):
        raise PermissionDenied


@transaction.atomic
def note(case_id: int, *, by, seen: int | None, text: str, photos: Iterable[StoredFile] = (), now=None) -> Case:
    """Progress on the way: a line and photos; nothing moves."""
    case = begin(case_id, Act.NOTE, by=by, seen=seen, reason=text)
    record(case, Act.NOTE, by=by, now=now or timezone.now(), text=text, photos=photos)
    return case


@transaction.atomic
def finish(
    case_id: int,
    *,
    by,
    seen: int | None,
    text: str,
    photos: Iterable[StoredFile] = (),
    no_photo_reason: str = "",
    quantity: int | None = None,
    quantity_unit: str = "",
    now: datetime | None = None,
) -> Case:
    """Submit the result: photos, or a written reason why there are none. Another person verifies."""
    now, photos = now or timezone.now(), list(photos)
    case = begin(case_id, Act.FINISH, by=by, seen=seen, reason=text)
    data = evidence(photos, no_photo_reason)
    case.taken_by, case.handled_by = case.taken_by or by, by
    case.settled_level, case.finished_at = level_of(by, case), now
    case.quantity, case.quantity_unit = quantity, quantity_unit.strip()
    steps.leave(case, Act.FINISH, by=by, post=post_of(by, case), now=now)
    steps.enter(case, Step.VERIFICATION, now)
    if quantity is not None:
        data |= {"quantity": quantity, "unit": quantity_unit.strip()}
    record(case, Act.FINISH, by=by, now=now, text=text, data=data, photos=photos, step=Step.HANDLING)
    ask(case, Directory().waited_for(case), "case_to_verify", by=by)
    return case


@transaction.atomic
def pass_(case_id: int, *, by, seen: int | None, text: str = "", photos: Iterable[StoredFile] = (), now=None) -> Case:
    """核查通过, by another person than the handler. Now it is followed up."""
    now = now or timezone.now()
    case = begin(case_id, Act.PASS, by=by, seen=seen)
    steps.leave(case, Act.PASS, by=by, post=post_of(by, case), now=now)
    steps.enter(case, Step.FOLLOW_UP, now)
    record(case, Act.PASS, by=by, now=now, text=text, photos=photos, step=Step.VERIFICATION)
    rates = [rater] if (rater := rules.rater(case)) else []
    others = [user for user in Directory().waited_for(case) if user not in rates]
    tell_several(case, {"case_please_rate": rates, "case_to_follow_up": others}, leave_out=by)
    return case


@transaction.atomic
def fail(case_id: int, *, by, seen: int | None, text: str, photos: Iterable[StoredFile] = (), now=None) -> Case:
    """核查不通过: back to the same hands, with the reason."""
    now = now or timezone.now()
    case = begin(case_id, Act.FAIL, by=by, seen=seen, reason=text)
    steps.leave(case, Act.FAIL, by=by, post=post_of(by, case), now=now)
    case.finished_at, case.settled_level = None, ""
    steps.enter(case, Step.HANDLING, now)
    record(case, Act.FAIL, by=by, now=now, text=text, photos=photos, step=Step.VERIFICATION)
    tell(case, Directory().handlers(case), "case_failed", leave_out=by)
    return case
