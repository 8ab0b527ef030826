"""Matters that change hands or places without being acted on: a post ends, an area is re-divided."""

from django.db import connection, transaction
from django.utils import timezone

from cases.actions.intake import tell
from cases.actions.start import include_all, lock, record
from cases.enums import Act, Step
from cases.models import Case
from cases.people import COLUMNS_UP, Directory
from cases.rules import line_of
from grids.models import Area


def takers(post, posts):
    """Whoever handles matters. They need not serve in the same place: a neighbour may stand in."""
    return posts.filter(role__grants__contains=["handle_case"])


@transaction.atomic
def hand_over(post, successor, *, by, now) -> int:
    """All open work of `post` is assigned to `successor`, also what its holder had claimed. How many went over.

    Somebody who takes it over from themselves goes on with it; anybody else is told what there is to handle.
    """
    ids = sorted(Case.objects.waiting_on(post).values_list("pk", flat=True))
    for case_id in ids:
        case = lock(case_id)
        case.to_post, case.to_area, case.to_department = successor, None, None
        if case.taken_by_id != successor.user_id:
            case.taken_by = None
        record(case, Act.TRANSFER, by=by, now=now, data={"post": successor.pk, "handover": post.pk})
        if case.step == Step.HANDLING and case.taken_by_id is None:
            tell(case, [successor.user_id], "case_assigned", leave_out=by)
    return len(ids)


@transaction.atomic
def put_right(area, *, by, without=()) -> None:
    """Places below `area` were moved: what waits there to be taken by people of an area that no longer lies above it,
    and who do not see it any more, is given to the area of that level which does, or the next where somebody handles.
    Confidential ones are seen by whom they wait for now, else by nobody there until they are late.
    """
    now, directory = timezone.now(), Directory()
    waits = Case.objects.open().below(area).filter(step=Step.HANDLING, taken_by=None).exclude(to_area=None)
    given = waits.order_by("pk").select_related("to_area")
    for pk, kind in [(case.pk, case.to_area.kind) for case in given if case.to_area_id not in line_of(case)]:
        case = lock(pk)
        above = [found for level in COLUMNS_UP[kind] if (found := getattr(case, level)) and found not in without]
        to = next((found for found in above if directory.serving("handle_case", found)), above[0])
        case.to_area = Area.objects.get(pk=to)
        record(case, Act.TRANSFER, by=by, now=now, data={"area": case.to_area.code, "moved": True})
        tell(case, directory.handlers(case), "case_assigned", leave_out=by)
    secret = list(Case.objects.open().below(area).filter(is_confidential=True))
    directory.read(secret)
    include_all((case.pk, user) for case in secret for user in directory.must_know(case))


def move_along(areas: dict[int, int]) -> int:
    """Matters of old areas go to the new ones, open or ended, and what is addressed to an old area with them."""
    if not areas:
        return 0
    old, new = list(areas), list(areas.values())
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE cases_case c SET area_id = v.new FROM unnest(%s::bigint[], %s::bigint[]) AS v(old, new)"
            " WHERE c.area_id = v.old",
            [old, new],
        )
        moved = cursor.rowcount
        cursor.execute(
            "UPDATE cases_case c SET to_area_id = v.new FROM unnest(%s::bigint[], %s::bigint[]) AS v(old, new)"
            " WHERE c.to_area_id = v.old",
            [old, new],
        )
    return moved
