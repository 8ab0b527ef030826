"""What waits for one person: the open matters that they are the ones to act on. One query, however many posts.

Each branch of the scope is a limited query of its own, by deadline along its index; the branches are merged.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from operator import or_

from django.db.models import F, Q
from django.utils import timezone
from django.utils.functional import cached_property

from cases import timing
from cases.enums import Status, Step
from cases.models import Case, Extension
from cases.people import COMPLETES
from grids.enums import Kind
from grids.models import Area, PostArea
from grids.scope import LEVELS

MOST = 200  # rows a person is shown as waiting; more than these are told as "200+"
DECIDED = (Step.COLLECTION, Step.ASSIGNMENT, Step.VERIFICATION, Step.FOLLOW_UP)
# What a row of the desk shows: two hundred whole matters cost more than all else on the page.
ROW = (
    "number", "title", "place", "status", "step", "due_at", "paused_at", "alarm_level", "is_supervised", "taken_by",
    "category__name_zh", "category__name_en", "area__name",
)  # fmt: skip
BY_DEADLINE = (F("due_at").asc(nulls_last=True), "pk")


def for_user(user, most: int = MOST) -> list[Case]:
    """Open matters that wait for `user` through any post, the most urgent first; at most one more than `most`."""
    found = [
        Case.objects.open().filter(branch).order_by(*BY_DEADLINE)[: most + 1].values("pk")
        for branch in _branches(user)
    ]
    if not found:
        return []
    ids = found[0].union(*found[1:]) if len(found) > 1 else found[0]
    rows = Case.objects.visible_to(user).filter(pk__in=ids).select_related("category", "area").only(*ROW)
    return list(rows.order_by(*BY_DEADLINE)[: most + 1])


def branches(user) -> list[Q]:
    """The same as conditions, one of which must hold, for a list that orders and pages by itself."""
    return [Q(status=Status.OPEN) & branch for branch in _branches(user)]


def next_for(user, leave_out: int) -> Case | None:
    """The next thing to do, once something is done."""
    return next((case for case in for_user(user, most=9) if case.pk != leave_out and not case.paused_at), None)


def on(user) -> Q:
    """The same matters as a condition, for the list's saved filter: its number is the desk's."""
    return reduce(or_, _branches(user)) & Q(status=Status.OPEN)


def to_verify(user) -> Q:
    return on(user) & Q(step=Step.VERIFICATION)


def _branches(user) -> Iterator[Q]:
    scope = user.scope
    yield Q(taken_by=user.pk, step=Step.HANDLING)
    not_taken = Q(taken_by=None, step=Step.HANDLING)
    if scope.post_ids:
        yield Q(to_post__in=scope.post_ids) & not_taken
    if scope.department_ids:
        yield Q(to_department__in=scope.department_ids) & not_taken
    today = timezone.localdate()
    for hat in scope.hats:
        for kind, column, ids in _by_level(hat):
            here = Q(**{f"{column}__in": ids})
            if "handle_case" in hat.grants:
                yield here & not_taken & Q(to_area__in=ids)
            steps = [step for step in DECIDED if COMPLETES[step] in hat.grants]
            if steps and kind != Kind.UNIT:
                others = Q(handled_by=None) | ~Q(handled_by=user.pk) | ~Q(step=Step.VERIFICATION)
                yield here & _decides(kind, steps, Vacant(hat, kind, ids, today)) & others
            if "decide_extension" in hat.grants and kind != Kind.UNIT:
                asked = Extension.objects.filter(decided_at=None, step__left_at=None).exclude(asked_by=user.pk)
                yield here & Q(step=Step.HANDLING, level=kind, pk__in=asked.values("step__case"))


def _by_level(hat) -> list[tuple[str, str, list[int]]]:
    found: dict[tuple[str, str], list[int]] = {}
    for reach in hat.reaches:
        found.setdefault((reach.kind, reach.column), []).append(reach.area_id)
    return [(kind, column, ids) for (kind, column), ids in found.items()]


def _decides(kind: str, steps: list[Step], vacant: "Vacant") -> Q:
    """At my own level; or at one below it where nobody serves who could decide (a grid without a leader)."""
    mine = Q(pk__in=())
    for step in steps:
        at = Q(level=kind)
        for lower in LEVELS[Kind(kind).depth + 1 :]:
            nobody = Q(level=lower)
            for level in LEVELS[Kind(kind).depth + 1 : LEVELS.index(lower) + 1]:
                column = f"{level}_id"
                nobody &= Q(**{f"{column}__isnull": True}) | Q(**{f"{column}__in": vacant.of(COMPLETES[step], level)})
            at |= nobody
        mine |= Q(step=step) & at
    return mine


class Vacant:
    """The areas below some in which nobody serves who may do a thing. Two queries for all of it.

    Read beforehand: as subqueries, a dozen of them in one statement took longer to plan than everything to run.
    """

    def __init__(self, hat, kind: str, ids: list[int], today):
        reaches = [reach for reach in hat.reaches if reach.area_id in ids]
        self.within = {
            path: reduce(
                or_, (Q(**{f"{path}tree_id": at.tree_id, f"{path}lft__range": (at.lft, at.rght)}) for at in reaches)
            )
            for path in ("", "area__")
        }
        self.kinds, self.today = LEVELS[Kind(kind).depth + 1 :], today

    @cached_property
    def areas(self) -> list[tuple[int, str]]:
        return list(Area.objects.filter(self.within[""], kind__in=self.kinds).order_by().values_list("pk", "kind"))

    @cached_property
    def served(self) -> set[tuple[int, str]]:
        """(area, grant)"""
        posts = PostArea.objects.filter(
            Q(post__ended_on=None) | Q(post__ended_on__gt=self.today),
            self.within["area__"],
            post__started_on__lte=self.today,
            post__user__is_active=True,
            area__kind__in=self.kinds,
        )
        rows = posts.order_by().values_list("area", "post__role__grants")
        return {(area, grant) for area, grants in rows for grant in COMPLETES.values() if grant in grants}

    def of(self, grant: str, kind: str) -> list[int]:
        return [area for area, its in self.areas if its == kind and (area, grant) not in self.served]


@dataclass(frozen=True, slots=True)
class Work:
    """The same rows in the groups of the desk; a matter is in the first that fits."""

    over: list[Case]
    today: list[Case]
    mine: list[Case]
    check: list[Case]
    more: bool  # there is more than was read

    @property
    def count(self) -> int:
        return len(self.over) + len(self.today) + len(self.mine) + len(self.check)


def work_of(user, now: datetime) -> Work:
    rows = for_user(user)
    work = Work([], [], [], [], more=len(rows) > MOST)
    for case in rows[:MOST]:
        if case.paused_at is None and case.due_at is not None and case.due_at < now:
            work.over.append(case)
        elif case.paused_at is None and case.due_at is not None and timing.is_today(case.due_at, now):
            work.today.append(case)
        elif case.step == Step.VERIFICATION:
            work.check.append(case)
        else:
            work.mine.append(case)
    return work
