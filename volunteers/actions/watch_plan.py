"""Nights are planned in one step, each line filled by whose turn it is; what nobody can fill stays a gap."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from grids import history
from volunteers import rules
from volunteers.actions import watches
from volunteers.enums import ActivityState
from volunteers.models import (
    Activity,
    Participation,
    Stand,
    Topic,
    Volunteer,
    Watch,
    WatchMember,
    WatchNight,
    WatchSlot,
)
from volunteers.watch import turns as watch_turns

TOPIC = "safety"
MOST_DAYS = 62  # one plan: two months
TOLD_BEFORE = timedelta(hours=24)


@dataclass(frozen=True)
class Planned:
    nights: int
    gaps: int


def evenings(first: date, last: date, weekdays: Iterable[int]) -> list[date]:
    """The days from first to last that fall on these weekdays, Monday being 0."""
    wanted = set(weekdays)
    days = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return [day for day in days if day.weekday() in wanted]


@transaction.atomic
def plan(watch_id: int, days: Iterable[date], *, by, now: datetime | None = None) -> Planned:
    """Days that have their night already, or began, are passed over.

    Raises PermissionDenied; ValidationError where there is nothing to plan.
    """
    now = now or timezone.now()
    watch = watches.begin(watch_id, by)
    wanted = _new(watch, sorted(set(days)), now)
    members = list(watch.members.current().select_related("volunteer", "slot").order_by("pk"))
    people = Volunteer.objects.serving().filter(pk__in=[one.volunteer_id for one in members]).order_by("pk")
    there = set(people.select_for_update(of=("self",), no_key=True).values_list("pk", flat=True))
    there -= set(Volunteer.objects.minors(wanted[0]).filter(pk__in=there).values_list("pk", flat=True))
    rota = _Rota(watch, [one for one in members if one.volunteer_id in there], wanted, now)
    with history.acting(by, grant=rules.RUN, where=watch):
        nights = _nights(watch, wanted, by, now)
        stands = [(night, slot, who) for night in nights for slot, who in rota.crew(night)]
        _put_down(stands, now)
    most = sum(slot.wanted for slot in rota.slots) * len(nights)
    return Planned(len(nights), most - len(stands))


def _new(watch: Watch, days: list[date], now: datetime) -> list[date]:
    if len(days) > MOST_DAYS:
        raise ValidationError(_("Plan at most %(most)d days at once.") % {"most": MOST_DAYS})
    there = set(watch.nights.filter(on__in=days).values_list("on", flat=True))
    wanted = [day for day in days if day not in there and watch.hours_of(day)[0] > now]
    if not wanted:
        raise ValidationError(_("There is no new night on these days: they are planned already, or have begun."))
    return wanted


def _nights(watch: Watch, days: list[date], by, now: datetime) -> list[WatchNight]:
    topic = Topic.objects.get(code=TOPIC)
    activities = []
    for day in days:
        starts, ends = watch.hours_of(day)
        activities.append(
            Activity(
                area_id=watch.area_id, topic=topic, title=watch.name, place=watch.meets, starts_at=starts,
                ends_at=ends, state=ActivityState.PUBLISHED, planned_by=by,
            )
        )  # fmt: skip
    Activity.objects.bulk_create(activities)
    nights = [
        WatchNight(watch=watch, activity=made, on=day, alarm_at=max(now, made.starts_at - TOLD_BEFORE))
        for day, made in zip(days, activities, strict=True)
    ]
    return WatchNight.objects.bulk_create(nights)


def _put_down(stands: list[tuple[WatchNight, WatchSlot, WatchMember]], now: datetime) -> None:
    places = [
        Participation(activity=night.activity, volunteer=who.volunteer, signed_at=now) for night, _slot, who in stands
    ]
    Participation.objects.bulk_create(places)
    Stand.objects.bulk_create(
        Stand(participation=place, slot=slot) for place, (_night, slot, _who) in zip(places, stands, strict=True)
    )


class _Rota:
    """Who can stand on which evening, in whose turn it is."""

    def __init__(self, watch: Watch, members: list[WatchMember], days: list[date], now: datetime):
        self.slots = list(watch.slots.all())
        self.members = members
        self.turns = watch_turns.of(watch, watch_turns.since(timezone.localdate(now)))
        users = [one.volunteer.user_id for one in members if one.volunteer.user_id]
        self.holders = watch_turns.holders(self.slots, users, days)
        self.busy = _busy(members, watch.hours_of(days[0])[0], watch.hours_of(days[-1])[1])

    def crew(self, night: WatchNight) -> list[tuple[WatchSlot, WatchMember]]:
        """The lines in order; each takes the first of those in turn who can."""
        found = []
        for slot in self.slots:
            able = [one for one in self.members if one.slot_id == slot.pk and self._can(one, slot, night)]
            for one in watch_turns.in_order(able, self.turns)[: slot.wanted]:
                self._stands(one, night)
                found.append((slot, one))
        return found

    def _can(self, one: WatchMember, slot: WatchSlot, night: WatchNight) -> bool:
        if slot.role_id and (one.volunteer.user_id, slot.role_id, night.on) not in self.holders:
            return False
        made = night.activity
        return all(starts >= made.ends_at or ends <= made.starts_at for starts, ends in self.busy[one.volunteer_id])

    def _stands(self, one: WatchMember, night: WatchNight) -> None:
        made = night.activity
        self.busy[one.volunteer_id].append((made.starts_at, made.ends_at))
        turns = self.turns.setdefault(one.volunteer_id, watch_turns.Turns())
        turns.add(night.on, made.starts_at, made.ends_at, is_done=False, hours=None)


def _busy(members: list[WatchMember], first: datetime, last: datetime) -> dict[int, list[tuple[datetime, datetime]]]:
    """When they take part in something else."""
    found: dict[int, list[tuple[datetime, datetime]]] = {one.volunteer_id: [] for one in members}
    rows = Participation.objects.taking_part().filter(volunteer__in=list(found))
    rows = rows.exclude(activity__state=ActivityState.CANCELLED)
    rows = rows.filter(activity__starts_at__lt=last, activity__ends_at__gt=first)
    for volunteer, starts, ends in rows.values_list("volunteer", "activity__starts_at", "activity__ends_at"):
        found[volunteer].append((starts, ends))
    return found
