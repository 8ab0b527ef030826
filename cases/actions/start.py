"""How every act begins and ends: the matter locked, the actor checked, the record written."""

from collections.abc import Iterable
from datetime import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext_lazy as _

from cases import rules
from cases.enums import Act
from cases.models import Case, CaseAct, CasePhoto, CaseTeam, Extension, Supervision
from cases.people import Directory
from cases.workflow import MOVES, UNDONE
from grids.models import Placed, StoredFile

FEWEST_WORDS = 2  # characters of a reason


class Stale(Exception):
    """Somebody else acted on the matter after the page was shown; `case` is as it stands now."""

    def __init__(self, case: Case):
        super().__init__(f"{case.number} is at version {case.version}")
        self.case = case


class NotNow(Exception):
    """The matter stands where this act is not one of its ways on."""


def begin(case_id: int, act: Act, *, by, seen: int | None, reason: str | None = None) -> Case:
    """Lock the matter for `act`.

    seen: the version the actor's page showed; None where no page was (links, the sweep).
    Raises Stale, NotNow for a jump the table does not have, PermissionDenied, ValidationError for a missing reason.
    """
    case = lock(case_id)
    if seen is not None and case.version != seen:
        raise Stale(case)
    if case.is_confidential and not Case.objects.visible_to(by).filter(pk=case.pk).exists():
        raise PermissionDenied
    if not rules.may(by, act, case, pending(case, act)):
        raise PermissionDenied if possible(act, case) else NotNow(f"{act} is no way on for {case.number}")
    if reason is not None and act in MOVES and MOVES[act].reason and len(reason.strip()) < FEWEST_WORDS:
        raise ValidationError({"text": _("Say why, in a few words.")})
    return case


def evidence(photos: list[StoredFile], no_photo_reason: str) -> dict:
    """What the record of a handling says of its evidence: nothing beside photos, else why there are none."""
    why = no_photo_reason.strip()
    if photos:
        return {}
    if len(why) < FEWEST_WORDS:
        raise ValidationError({"photos": _("Add a photo, or write why there is none.")})
    return {"no_photo": why}


def lock(case_id: int) -> Case:
    rows = Case.objects.select_for_update(of=("self",), no_key=True).select_related("category")
    case = rows.get(pk=case_id)
    remember(case)
    return case


def remember(case: Case) -> None:
    """Note what the row holds, so that the act writes only what it changed: a matter has sixty columns."""
    case.written = _columns(case)


def _columns(case: Case) -> dict:
    return {field.attname: getattr(case, field.attname) for field in Case._meta.concrete_fields}


def _save(case: Case) -> None:
    now = _columns(case)
    case.save(update_fields=[name for name, value in now.items() if value != case.written[name]])
    case.written = now


def pending(case: Case, act: Act) -> frozenset[str]:
    """What waits on the matter for a decision or an answer, where `act` is one; other acts do not ask."""
    waits: set[str] = set()
    if act not in rules.NEEDS_PENDING:
        return frozenset(waits)
    if Extension.objects.filter(step__case=case, step__left_at=None, decided_at=None).exists():
        waits.add("extension")
    if Supervision.objects.filter(case=case, answered_at=None).exists():
        waits.add("supervision")
    return frozenset(waits)


def possible(act: Act, case: Case) -> bool:
    """The step and the state allow it; so if it was refused, it was for the person."""
    if act == Act.REOPEN:
        return rules.may_be_reopened(case)
    if act == Act.RESTORE:
        return case.status in UNDONE
    return rules.stands(act, case, pending(case, act))


def record(
    case: Case,
    act: Act,
    *,
    by,
    now: datetime,
    text: str = "",
    data: dict | None = None,
    photos: Iterable[StoredFile] = (),
    step: str = "",
) -> CaseAct:
    """Write the line of the record, its photos, and the matter itself with its next version."""
    written = CaseAct.objects.create(
        case=case,
        act=act,
        step=step or case.step,
        at=now,
        user=by,
        post_id=post_of(by, case),
        text=text.strip(),
        data=data or {},
    )
    CasePhoto.objects.bulk_create(CasePhoto(case=case, act=written, file=photo) for photo in photos)
    case.version += 1
    _save(case)
    if case.is_confidential and case.is_open:
        include(case, Directory().must_know(case))
    return written


def include(case: Case, people: Iterable[int]) -> None:
    """Those who must act on a confidential matter get to see it; nothing for any other matter."""
    if case.is_confidential:
        include_all((case.pk, user) for user in people)


def include_all(pairs: Iterable[tuple[int, int]]) -> None:
    """The same for several confidential matters at once: (matter, user)."""
    CaseTeam.objects.bulk_create([CaseTeam(case_id=pk, user_id=user) for pk, user in pairs], ignore_conflicts=True)


def post_of(by, row: Placed) -> int | None:
    """The post in which `by` acts: the worn hat's that covers where the row lies, else its first."""
    hat = by.scope.hat if by is not None else None
    if hat is None or not hat.reaches:
        return None
    reach = hat.reach_for(row) or hat.reaches[0]
    return reach.post_id
