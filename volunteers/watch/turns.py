"""Whose turn it is: per member the nights and hours of the last days, and the order that follows from them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from django.db.models import Q, QuerySet

from grids.days.when import SHANGHAI
from grids.models import Post
from volunteers.enums import ActivityState
from volunteers.models import Participation, Volunteer, Watch, WatchMember, WatchSlot

DAYS = 90  # so far back nights are counted, where nobody says otherwise
SATURDAY = 5


@dataclass(slots=True)
class Turns:
    """done: nights they stood. ahead: nights they are down for. weekends and nights (past midnight) are among both."""

    done: int = 0
    ahead: int = 0
    hours: Decimal = Decimal("0.0")
    weekends: int = 0
    nights: int = 0
    last: date | None = None

    def add(self, on: date, starts: datetime, ends: datetime, *, is_done: bool, hours: Decimal | None) -> None:
        self.done += is_done
        self.ahead += not is_done
        self.hours += hours or 0
        self.weekends += on.weekday() >= SATURDAY
        self.nights += ends.astimezone(SHANGHAI).date() > starts.astimezone(SHANGHAI).date()
        self.last = max(self.last or on, on)

    @property
    def order(self) -> tuple[int, int]:
        """Fewest nights first; of these, whose last is longest ago."""
        return self.done + self.ahead, self.last.toordinal() if self.last else 0


def of(watch: Watch, since: date) -> dict[int, Turns]:
    """By volunteer. Who was down for a night and did not come, or whose hours were reversed, has it not counted."""
    over = (ActivityState.HELD, ActivityState.CERTIFIED)
    rows = Participation.objects.taking_part().filter(activity__night__watch=watch, activity__night__on__gte=since)
    rows = rows.filter(struck_at=None)
    rows = rows.exclude(activity__state=ActivityState.CANCELLED).filter(
        Q(came_at__isnull=False) | ~Q(activity__state__in=over)
    )
    told: dict[int, Turns] = {}
    columns = (
        "volunteer",
        "activity__night__on",
        "activity__starts_at",
        "activity__ends_at",
        "activity__state",
        "hours",
    )
    for volunteer, on, starts, ends, state, hours in rows.values_list(*columns):
        told.setdefault(volunteer, Turns()).add(on, starts, ends, is_done=state in over, hours=hours)
    return told


def in_order(members: Iterable[WatchMember], turns: dict[int, Turns]) -> list[WatchMember]:
    """Who is next, and so on."""
    return sorted(members, key=lambda one: (*turns.get(one.volunteer_id, Turns()).order, one.pk))


def holders(slots: Iterable[WatchSlot], users: Iterable[int], days: Iterable[date]) -> set[tuple[int, int, date]]:
    """(user, role, day) of the posts that lines ask for."""
    roles, wanted = {slot.role_id for slot in slots if slot.role_id}, list(days)
    if not roles or not wanted:
        return set()
    rows = Post.objects.filter(user__in=list(users), role__in=roles).values_list(
        "user", "role", "started_on", "ended_on"
    )
    return {
        (user, role, day)
        for user, role, start, end in rows
        for day in wanted
        if start <= day and (end is None or end > day)
    }


def eligible(slot: WatchSlot, activity, on: date) -> QuerySet[Volunteer]:
    """Grown-up members of this line who hold its post that day, and are not in this or anything else at that time."""
    busy = Participation.objects.taking_part().exclude(activity__state=ActivityState.CANCELLED)
    busy = busy.filter(activity__starts_at__lt=activity.ends_at, activity__ends_at__gt=activity.starts_at)
    ours = slot.members.current().values("volunteer")
    rows = Volunteer.objects.serving().filter(pk__in=ours).exclude(pk__in=busy.values("volunteer"))
    rows = rows.exclude(pk__in=Volunteer.objects.minors(on).values("pk"))
    if slot.role_id:
        rows = rows.filter(user__in=Post.objects.current(on).filter(role=slot.role_id).values("user"))
    return rows


def since(today: date, days: int = DAYS) -> date:
    return today - timedelta(days=days)
