"""What else people take part in: at the same time as an activity, or on the same day."""

from dataclasses import dataclass

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from grids.words import phrases
from volunteers import roster
from volunteers.enums import PlaceState
from volunteers.models import Activity, Participation, Volunteer

NAMED = 20  # people named to whom the same happens; the rest as a number


@dataclass(frozen=True, slots=True)
class Conflict:
    """A hard one: nobody is in two places at the same time. A soft one: twice on the same day."""

    place: Participation
    other: Activity
    is_hard: bool


def others(activity: Activity, volunteer: Volunteer):
    """What else they take part in."""
    rows = Activity.objects.going_on().exclude(pk=activity.pk)
    return rows.filter(places__volunteer=volunteer, places__state=PlaceState.SIGNED)


def at_the_same_time(activity: Activity, volunteer: Volunteer):
    return others(activity, volunteer).filter(starts_at__lt=activity.ends_at, ends_at__gt=activity.starts_at)


def on_the_day(activity: Activity, volunteer: Volunteer):
    return others(activity, volunteer).filter(starts_at__date=timezone.localdate(activity.starts_at))


def among(activity: Activity) -> list[Conflict]:
    """Of those who signed up and have not come, one for each who is elsewhere at the time in memory; hard ones first.

    Two queries, however many signed up.
    """
    rows = activity.places.taking_part().filter(came_at=None).select_related("volunteer__resident", "volunteer__user")
    signed = {place.volunteer_id: place for place in rows.order_by("signed_at", "pk")}
    overlaps = Q(activity__starts_at__lt=activity.ends_at, activity__ends_at__gt=activity.starts_at)
    same_day = Q(activity__starts_at__date=timezone.localdate(activity.starts_at))
    elsewhere = Participation.objects.taking_part().exclude(activity=activity).filter(overlaps | same_day)
    elsewhere = elsewhere.filter(volunteer__in=signed, activity__in=Activity.objects.going_on())
    found: dict[int, Conflict] = {}
    for each in elsewhere.select_related("activity").order_by("activity__starts_at", "pk"):
        other = each.activity
        is_hard = other.starts_at < activity.ends_at and other.ends_at > activity.starts_at
        if is_hard or each.volunteer_id not in found:
            found[each.volunteer_id] = Conflict(signed[each.volunteer_id], other, is_hard)
    return sorted(found.values(), key=lambda one: (not one.is_hard, one.place.signed_at, one.place.pk))


def said(found: list[Conflict], reader) -> list[str]:
    """A sentence for all to whom the same happens, with their names as this reader may know them."""
    groups: dict[str, list[Conflict]] = {}
    for one in found:
        groups.setdefault(_sentence(one), []).append(one)
    return [sentence % {"names": _names(those, reader)} for sentence, those in groups.items()]


def _sentence(one: Conflict) -> str:
    if not one.is_hard:
        return _("Elsewhere on the same day: %(names)s")
    if one.place.volunteer.user_id:
        return _("Elsewhere at this time, so their places are lost, and the inbox tells them: %(names)s")
    return _("Elsewhere at this time, so their places are lost; tell them by phone: %(names)s")


def _names(those: list[Conflict], reader) -> str:
    """Each with what else they take part in."""
    names = phrases.listed(f"{roster.said(one.place.volunteer, reader)} ({one.other.title})" for one in those[:NAMED])
    if len(those) <= NAMED:
        return names
    return _("%(names)s and %(n)d more") % {"names": names, "n": len(those) - NAMED}
