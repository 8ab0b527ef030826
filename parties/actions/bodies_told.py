"""Who keeps party work where something lies, to be told of it; and at what hour of a day."""

from collections.abc import Iterable
from datetime import date, datetime, time

from django.utils import timezone

from grids.models import Post
from parties import rules

AT = time(9)


def morning_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, AT))


def line_of(row) -> list[int]:
    """The ids of the area of a placed row and of those above it, from below."""
    above = (row.area_id, row.grid_id, row.community_id, row.street_id, row.district_id)
    return list(dict.fromkeys(pk for pk in above if pk))


def keepers(rows: Iterable, today: date) -> dict[int, list[int]]:
    """By the key of each placed row: whoever keeps party work in its area; where nobody does, in the next above."""
    rows = list(rows)
    areas = {pk for row in rows for pk in line_of(row)}
    posts = Post.objects.current(today).filter(areas__in=areas, role__grants__contains=[rules.KEEP])
    by_area: dict[int, list[int]] = {}
    for area, user in posts.filter(user__is_active=True).order_by("pk").values_list("areas", "user"):
        by_area.setdefault(area, []).append(user)
    return {row.pk: next((by_area[area] for area in line_of(row) if area in by_area), []) for row in rows}
