"""A day before a night its crew is reminded, and whoever planned it is told of the gaps."""

from collections import defaultdict
from datetime import datetime

from grids import inbox
from volunteers.enums import ActivityState
from volunteers.models import Participation, WatchNight
from volunteers.watch import roster as watch_roster


def due():
    return WatchNight.objects.filter(alarm_at__isnull=False)


def look(nights: list[WatchNight], now: datetime) -> None:
    """Those without an account see it by their link."""
    ids = [night.pk for night in nights]
    rows = WatchNight.objects.filter(pk__in=ids, activity__state=ActivityState.PUBLISHED).select_related(
        "activity", "watch"
    )
    coming = list(rows)
    crews = _accounts([night.activity_id for night in coming])
    gaps = watch_roster.gaps(coming)
    lines = []
    for night in coming:
        said = {"watch": night.activity.title, "day": night.on, "place": night.activity.place}
        url = night.get_absolute_url()
        lines += [(user, "watch_soon", said, url, f"watch-{night.pk}-soon") for user in crews[night.activity_id]]
        if gaps[night.pk] and night.activity.planned_by_id:
            lacking = said | {"n": str(gaps[night.pk])}
            lines.append((night.activity.planned_by_id, "watch_gaps", lacking, url, f"watch-{night.pk}-gaps"))
    inbox.tell_many(lines)
    WatchNight.objects.filter(pk__in=ids).update(alarm_at=None)


def _accounts(activities: list[int]) -> dict[int, set[int]]:
    found: dict[int, set[int]] = defaultdict(set)
    rows = Participation.objects.taking_part().filter(activity__in=activities, volunteer__user__isnull=False)
    for activity, user in rows.values_list("activity", "volunteer__user"):
        found[activity].add(user)
    return found
