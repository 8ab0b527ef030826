"""Activities are planned, published, changed and cancelled; repeating ones are followed by the next."""

import logging
from datetime import date, datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cases.people import Directory
from grids import history, inbox
from grids.days.when import SHANGHAI
from grids.models import Area
from grids.words import reasons
from volunteers import conflicts, rules
from volunteers.actions import places
from volunteers.enums import ActivityState, PlaceState, Repeats
from volunteers.models import Activity, Topic, Volunteer

log = logging.getLogger(__name__)

OLDEST = timedelta(days=366)  # what took place is written down later, but no year later: then the year is wrong
FURTHEST, LONGEST = timedelta(days=366), timedelta(hours=24)  # how far ahead one is planned; how long it lasts
AHEAD = timedelta(days=28)  # how long before they begin the occurrences of a repeating activity are there
COPIED = (
    "area_id", "team_id", "topic_id", "title", "about", "mode", "place", "capacity", "repeats", "repeats_until",
    "planned_by_id",
)  # fmt: skip
OPEN = (ActivityState.PLANNED, ActivityState.PUBLISHED)
WHEN_AND_WHERE = ("starts_at", "ends_at", "mode", "place")


class Clash(ValidationError):
    """Some who signed up are elsewhere at the new time. Asked again with even_so, it is done."""


@transaction.atomic
def plan(area: Area, *, by, **facts) -> Activity:
    """facts: as the columns of an activity are called. Raises PermissionDenied, ValidationError."""
    rules.need(by, rules.RUN, area)
    made = Activity(area=area, planned_by=by, **facts)
    _need_topic(made)
    _check_days(made)
    history.save(made, by, grant=rules.RUN, where=area)
    return Activity.objects.get(pk=made.pk)


@transaction.atomic
def change(activity_id: int, *, by, even_so: bool = False, now: datetime | None = None, **facts) -> Activity:
    """Who signed up keeps their place, but for whoever is elsewhere at the new time. New places go to who waits.

    That it was over earlier than planned is set right once it is over, and told to nobody.
    Raises PermissionDenied; Clash; ValidationError, also where there would be fewer places than people.
    """
    made, now = begin(activity_id, by, rules.RUN, OPEN), now or timezone.now()
    topic, before = made.topic_id, [getattr(made, name) for name in WHEN_AND_WHERE]
    for name, value in facts.items():
        setattr(made, name, value)
    if made.topic_id != topic:
        _need_topic(made)
    _check_days(made)
    made.full_clean()
    after = [getattr(made, name) for name in WHEN_AND_WHERE]
    ended_early = made.ends_at <= min(now, before[1]) and [after[0], *after[2:]] == [before[0], *before[2:]]
    moved = before != after and not ended_early
    lost = _clashing(made, by, even_so) if moved else []
    taken = made.places.taking_part().count() - len(lost)
    if made.capacity is not None and made.capacity < taken:
        raise ValidationError({"capacity": _("%(n)s have signed up already.") % {"n": taken}})
    _save(made, by)
    places.fall_out(made, lost, by)
    if [made.starts_at, made.ends_at] != before[:2]:
        places.count_anew(made, by)
    if moved:
        places.tell(made, made.places.taking_part().select_related("volunteer"), "activity_moved")
    places.move_up(made, by)
    return made


def _clashing(made: Activity, by, even_so: bool) -> list:
    """The places of those who are elsewhere at the new time. They are locked, so that nobody signs up meanwhile."""
    signed = Volunteer.objects.filter(places__in=made.places.taking_part())
    list(signed.select_for_update(of=("self",), no_key=True).order_by("pk").values_list("pk"))
    found = conflicts.among(made)
    if found and not even_so:
        raise Clash({"even_so": conflicts.said(found, by)})
    return [one.place for one in found if one.is_hard]


def _check_days(made: Activity) -> None:
    """A day or a year typed wrong."""
    if made.starts_at > timezone.now() + FURTHEST:
        raise ValidationError({"starts_at": _("This is more than a year ahead. Check the year.")})
    if made.ends_at - made.starts_at > LONGEST:
        raise ValidationError({"ends_at": _("An activity lasts 24 hours at most: plan one for each day.")})
    if made.repeats_until and made.repeats_until < timezone.localdate(made.starts_at):
        raise ValidationError({"repeats_until": _("It begins after that day.")})


def _need_topic(made: Activity) -> None:
    if not Topic.objects.in_use().holding_in(made.area).filter(pk=made.topic_id).exists():
        raise ValidationError({"topic": _("This topic is not in use there.")})


@transaction.atomic
def publish(activity_id: int, *, by, now: datetime | None = None) -> Activity:
    """Also one that took place lately, to write down what came of it. Raises ValidationError for a wrong year."""
    made = begin(activity_id, by, rules.RUN, (ActivityState.PLANNED,))
    if made.starts_at < (now or timezone.now()) - OLDEST:
        raise ValidationError(_("It begins more than a year ago. Change when it begins, then publish it."))
    made.state = ActivityState.PUBLISHED
    return _save(made, by)


@transaction.atomic
def cancel(activity_id: int, *, by, why: str, tells: bool = True) -> Activity:
    """It does not take place; a repeating one ends with it. Who has a place or waits for one is told.

    tells: False where the caller tells them, of several at once.
    """
    made = begin(activity_id, by, rules.RUN, OPEN)
    why = reasons.need(why)
    made.state, made.why = ActivityState.CANCELLED, why.strip()[:200]
    if tells:
        signed_up = made.places.exclude(state=PlaceState.WITHDRAWN).select_related("volunteer")
        places.tell(made, signed_up, "activity_off", day=timezone.localdate(made.starts_at), why=made.why)
    return _save(made, by)


def begin(activity_id: int, by, grant: str, states) -> Activity:
    """The activity's row is locked: places are given one after the other."""
    made = Activity.objects.select_for_update(no_key=True).get(pk=activity_id)
    rules.need(by, grant, made)
    if made.state not in states:
        raise ValidationError(_("This activity stands at: %(state)s.") % {"state": made.get_state_display()})
    return made


def _save(made: Activity, by) -> Activity:
    with history.acting(by, grant=rules.RUN, where=made):
        made.save()
    return made


@transaction.atomic
def follow_up(now: datetime | None = None) -> int:
    """Each night: what repeats is planned for the four weeks to come, and never for days that are over.

    Each series in a savepoint: one that cannot go on is told of, and keeps no other one back. How many were made.
    """
    now, made = now or timezone.now(), 0
    last = Activity.objects.exclude(repeats="").exclude(state=ActivityState.CANCELLED).filter(next=None)
    # Where the last one lies beyond, the next one does too; and a series ends with its area.
    last = last.filter(starts_at__lte=now + AHEAD, area__valid_to=None)
    for activity in last.select_for_update(of=("self",), no_key=True).order_by("pk"):
        try:
            with transaction.atomic():
                made += _go_on(activity, now)
        except Exception:
            log.exception("The activity %s does not repeat", activity.ref)
            told, once = Directory().nearest(rules.RUN, activity), f"repeats:{activity.pk}"
            inbox.tell(told, "activity_stuck", {"activity": activity.title}, activity.get_absolute_url(), once)
    return made


def _go_on(activity: Activity, now: datetime) -> int:
    made = 0
    while (starts := _after(activity, now)) is not None and starts <= now + AHEAD:
        activity = _next(activity, starts)
        made += 1
    return made


def _after(activity: Activity, now: datetime) -> datetime | None:
    """When the next one that is not over begins, at the same hour, weeks or months later; None where there is none."""
    on, is_weekly = activity.starts_at.astimezone(SHANGHAI), activity.repeats == Repeats.WEEKLY
    day, wanted = on.date(), 0 if is_weekly else _first_day(activity)
    while True:
        day = day + timedelta(days=7) if is_weekly else _month_later(day, wanted)
        if activity.repeats_until and day > activity.repeats_until:
            return None
        starts = datetime.combine(day, on.time(), SHANGHAI)
        if starts >= now:
            return starts


def _first_day(activity: Activity) -> int:
    """The day of the month on which the series began."""
    while activity.follows_id:
        activity = activity.follows
    return activity.starts_at.astimezone(SHANGHAI).day


def _month_later(day: date, wanted: int) -> date:
    """The 31st is held on the last day of a shorter month, and on the 31st again after it."""
    month = (day.replace(day=1) + timedelta(days=31)).replace(day=1)
    longest = ((month + timedelta(days=31)).replace(day=1) - timedelta(days=1)).day
    return month.replace(day=min(wanted, longest))


def _next(activity: Activity, starts: datetime) -> Activity:
    state = activity.state if activity.state == ActivityState.PLANNED else ActivityState.PUBLISHED
    lasts = activity.ends_at - activity.starts_at
    copied = {name: getattr(activity, name) for name in COPIED}
    return Activity.objects.create(**copied, starts_at=starts, ends_at=starts + lasts, follows=activity, state=state)
