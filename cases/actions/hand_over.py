"""Matters that change hands or places without being acted on: a post ends, an area is re-divided."""

from django.db import connection, transaction

from cases.actions.start import lock, record
from cases.enums import Act
from cases.models import Case


@transaction.atomic
def hand_over(post, successor, *, by, now) -> int:
    """All open work of `post` goes to `successor` (None: back to the queue of its area). How many went over."""
    ids = sorted(Case.objects.waiting_on(post).values_list("pk", flat=True))
    for case_id in ids:
        case = lock(case_id)
        if case.to_post_id == post.pk and successor is not None:
            case.to_post = successor
        if case.taken_by_id == post.user_id:
            case.taken_by = None
        target = {"post": successor.pk} if successor is not None else {}
        record(case, Act.TRANSFER, by=by, now=now, data=target | {"handover": post.pk})
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
