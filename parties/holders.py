"""Who is told about what is kept here: whoever has the grant for it at the lowest level where anybody does."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from django.db.models import Q
from django.utils import timezone

from grids.models import Placed, PostArea
from parties import rules

UP = ("grid_id", "community_id", "street_id")


def of(rows: Iterable[Placed], today: date | None = None, grant: str = rules.KEEP) -> dict[int, list[int]]:
    """The users to tell of each row, by the row's key. One query, however many rows."""
    rows, today = list(rows), today or timezone.localdate()
    areas = {found for row in rows for column in UP if (found := getattr(row, column))}
    serving: dict[int, list[int]] = defaultdict(list)
    posts = PostArea.objects.filter(
        Q(post__ended_on=None) | Q(post__ended_on__gt=today),
        area__in=areas, post__started_on__lte=today, post__role__grants__contains=[grant],
        post__user__is_active=True,
    )  # fmt: skip
    for area, user in posts.order_by("post__user").values_list("area", "post__user").distinct():
        serving[area].append(user)
    return {
        row.pk: next((serving[at] for column in UP if (at := getattr(row, column)) in serving), []) for row in rows
    }
