"""Matters that change hands or places without being acted on: a post ends, an area is re-divided."""

from django.db import connection, transaction

from cases.actions.intake import tell
from cases.actions.start import lock, record
from cases.enums import Act, Step
from cases.models import Case


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
