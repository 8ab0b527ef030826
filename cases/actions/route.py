"""Where a matter goes: assigned, passed on, sent back, handed up, brought back."""

from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases import rules
from cases.actions import deadlines, steps
from cases.actions.intake import tell, tell_several
from cases.actions.start import begin, post_of, record
from cases.enums import Act, Step
from cases.models import Case
from cases.people import Directory, decides_above
from cases.workflow import RETURNS_BEFORE_STREET, street_decides
from grids.enums import Kind
from grids.models import Area, Department, Post


@dataclass(frozen=True, slots=True)
class Target:
    """Whom a matter is assigned to: exactly one of the three."""

    post: Post | None = None
    area: Area | None = None
    department: Department | None = None

    @property
    def label(self) -> dict:
        """For the record: codes and ids, so that the page names them in the reader's language."""
        if self.post:
            return {"post": self.post.pk}
        return {"area": self.area.code} if self.area else {"department": self.department.code}


@transaction.atomic
def assign(case_id: int, *, by, seen: int | None, to: Target, text: str = "", now: datetime | None = None) -> Case:
    now = now or timezone.now()
    _hold(to)
    case = begin(case_id, Act.ASSIGN, by=by, seen=seen)
    _address(case, to)
    steps.leave(case, Act.ASSIGN, by=by, post=post_of(by, case), now=now)
    steps.enter(case, Step.HANDLING, now)
    record(case, Act.ASSIGN, by=by, now=now, text=text, data=to.label, step=Step.ASSIGNMENT)
    tell(case, Directory().handlers(case), "case_assigned", leave_out=by)
    return case


@transaction.atomic
def transfer(case_id: int, *, by, seen: int | None, to: Target, text: str, now: datetime | None = None) -> Case:
    """To other hands, the promise kept: the clock of the handling runs on."""
    now = now or timezone.now()
    _hold(to)
    case = begin(case_id, Act.TRANSFER, by=by, seen=seen, reason=text)
    before = Directory().handlers(case)
    _address(case, to)
    record(case, Act.TRANSFER, by=by, now=now, text=text, data=to.label)
    people = Directory().handlers(case)
    gone = [user for user in before if user not in people]
    tell_several(case, {"case_assigned": people, "case_taken_away": gone}, leave_out=by)
    return case


@transaction.atomic
def return_(case_id: int, *, by, seen: int | None, text: str, now: datetime | None = None) -> Case:
    """退回: not ours, with the reason. The third time the street decides where it belongs, if anybody there does."""
    now = now or timezone.now()
    case = begin(case_id, Act.RETURN, by=by, seen=seen, reason=text)
    case.returns += 1
    before, level = Directory().deciders(case), case.level
    if case.returns >= RETURNS_BEFORE_STREET and Kind(level).depth > Kind.STREET.depth and _street_assigns(case):
        level = Kind.STREET
    _back_to_assignment(case, Act.RETURN, level, by=by, now=now)
    record(
        case,
        Act.RETURN,
        by=by,
        now=now,
        text=text,
        data={"returns": case.returns, "level": case.level},
        step=Step.HANDLING,
    )
    people = Directory().waited_for(case)
    if street_decides(case.returns, case.level):  # also those below, who now no longer decide
        tell(case, dict.fromkeys((*people, *before)), "case_returned_thrice", leave_out=by)
    else:
        tell(case, people, "case_returned", leave_out=by)
    return case


@transaction.atomic
def escalate(case_id: int, *, by, seen: int | None, text: str, now: datetime | None = None) -> Case:
    """上报上级: the next level up where somebody assigns decides. Before handling the clock of the step runs on."""
    now = now or timezone.now()
    case = begin(case_id, Act.ESCALATE, by=by, seen=seen, reason=text)
    higher = decides_above(case, Directory())
    if higher is None:
        raise ValidationError({"text": _("Nobody assigns matters above this level.")})
    step = case.step
    if step == Step.HANDLING:
        _back_to_assignment(case, Act.ESCALATE, higher, by=by, now=now)
    else:
        deadlines.to_level(case, steps.open_step(case), higher, now)
    record(case, Act.ESCALATE, by=by, now=now, text=text, data={"level": case.level}, step=step)
    tell(case, Directory().waited_for(case), "case_handed_up", leave_out=by)
    return case


@transaction.atomic
def bring_back(case_id: int, *, by, seen: int | None, text: str, now: datetime | None = None) -> Case:
    """取回: from where it was handed up to and nobody decides any more, to the highest level where somebody does.

    The step and its clock run on. Raises ValidationError while somebody decides there.
    """
    now = now or timezone.now()
    case = begin(case_id, Act.BRING_BACK, by=by, seen=seen, reason=text)
    own = Kind(by.scope.hat.reach_for(case).kind)
    if above := decides_above(case, Directory(), own):
        raise ValidationError({"text": _("The %(level)s decides on it.") % {"level": case.levels[above]}})
    deadlines.to_level(case, steps.open_step(case), own, now)
    record(case, Act.BRING_BACK, by=by, now=now, text=text, data={"level": case.level})
    tell(case, Directory().waited_for(case), "case_brought_back", leave_out=by)
    return case


def _street_assigns(case: Case) -> bool:
    return bool(Directory().at_level(case, Kind.STREET, ("assign_case",)))


def _back_to_assignment(case: Case, act: Act, level: str, *, by, now: datetime) -> None:
    """The cards that fell due by now are still the old level's; the new one assigns."""
    steps.leave(case, act, by=by, post=post_of(by, case), now=now)
    case.level = level
    case.to_post = case.to_area = case.to_department = case.taken_by = None
    steps.enter(case, Step.ASSIGNMENT, now)


def _hold(to: Target) -> None:
    """Neither ends meanwhile. Before the matter, as ending a post takes the post first and then what waits on it."""
    for model, held in ((Post, to.post), (Department, to.department)):
        if held is not None:
            model.objects.select_for_update(no_key=True).values_list("pk").get(pk=held.pk)


def _address(case: Case, to: Target) -> None:
    """Raises ValidationError where the target, which _hold() took, cannot handle a matter that lies here."""
    line = rules.line_of(case)
    today = timezone.localdate()
    if to.post is not None:
        fits = Post.objects.current(today).filter(
            Q(post_areas__area__in=line) | Q(department__areas__in=line),
            pk=to.post.pk,
            role__grants__contains=["handle_case"],
            user__is_active=True,
        )
        if not fits.exists():
            raise ValidationError({"to": _("This person does not handle matters there.")})
    elif to.department is not None:
        if not Department.objects.filter(pk=to.department.pk, is_active=True, areas__in=line).exists():
            raise ValidationError({"to": _("This department does not serve that area.")})
    elif to.area is None or to.area.pk not in line:
        raise ValidationError({"to": _("Choose the matter's own area or one above it.")})
    elif not Directory().serving("handle_case", to.area.pk):
        raise ValidationError({"to": _("Nobody handles matters in that area yet.")})
    case.to_post, case.to_area, case.to_department, case.taken_by = to.post, to.area, to.department, None
