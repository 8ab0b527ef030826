"""The crews of nights: who stands in which line, and what is lacking."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from volunteers import roster
from volunteers.enums import PlaceState
from volunteers.models import Participation, Stand, WatchNight, WatchSlot


@dataclass(slots=True)
class Line:
    """One line of a night: who stands in it, as the reader may know them."""

    slot: WatchSlot
    places: list[Participation] = field(default_factory=list)
    names: list[str] = field(default_factory=list)

    @property
    def lacks(self) -> int:
        return max(0, self.slot.wanted - len(self.places))


def crews(nights: Iterable[WatchNight], reader) -> dict[int, list[Line]]:
    """Of each night, by primary key, its lines in order. Two queries, however many the nights."""
    nights = list(nights)
    slots: dict[int, list[WatchSlot]] = {}
    wanted = WatchSlot.objects.filter(watch__in={night.watch_id for night in nights}).select_related("role")
    for slot in wanted.order_by("order", "pk"):
        slots.setdefault(slot.watch_id, []).append(slot)
    found = {night.activity_id: {slot.pk: Line(slot) for slot in slots.get(night.watch_id, ())} for night in nights}
    related = ("participation__volunteer__resident", "participation__volunteer__user")
    for stand in _stands(found).select_related(*related):
        line = found[stand.participation.activity_id][stand.slot_id]
        line.places.append(stand.participation)
        line.names.append(roster.said(stand.participation.volunteer, reader))
    return {night.pk: list(found[night.activity_id].values()) for night in nights}


def gaps(nights: Iterable[WatchNight]) -> dict[int, int]:
    """How many are lacking on each night, by primary key."""
    nights = list(nights)
    wanted: dict[int, dict[int, int]] = {}
    for slot in WatchSlot.objects.filter(watch__in={night.watch_id for night in nights}):
        wanted.setdefault(slot.watch_id, {})[slot.pk] = slot.wanted
    left = {night.activity_id: dict(wanted.get(night.watch_id, {})) for night in nights}
    for activity, slot in _stands(left).values_list("participation__activity", "slot"):
        left[activity][slot] -= 1
    return {night.pk: sum(max(0, n) for n in left[night.activity_id].values()) for night in nights}


def _stands(activities: Iterable[int]):
    rows = Stand.objects.filter(participation__activity__in=list(activities))
    return rows.filter(participation__state=PlaceState.SIGNED).order_by("pk")
