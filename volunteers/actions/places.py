"""Who takes part: signing up for a place or the waiting list, coming and going, and what it comes to in hours."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from grids import history, inbox
from volunteers import conflicts, rules
from volunteers.enums import ActivityState, PlaceState
from volunteers.models import Activity, Participation, Volunteer

BEFORE, AFTER = timedelta(hours=1), timedelta(hours=3)  # so long around it the code on the poster takes people in
SOON = timedelta(minutes=10)  # so long after coming nobody goes by the code unless they say so
OPEN = (ActivityState.PUBLISHED,)
TENTH, HOUR = Decimal("0.1"), Decimal(3600)


class SameDay(ValidationError):
    """A soft conflict: they take part in something else on the same day. Asked again with even_so, it is done."""


@transaction.atomic
def sign_up(
    activity_id: int, volunteer_id: int, *, by, even_so: bool = False, now: datetime | None = None
) -> Participation:
    """A place, or one on the waiting list where there is none left. Signed up already: the place that is there.

    Raises PermissionDenied; SameDay; ValidationError where they take part in something else at the same time.
    """
    activity = _begin(activity_id, by)
    volunteer = Volunteer.objects.select_for_update(no_key=True).get(pk=volunteer_id)
    rules.need(by, rules.KEEP, volunteer)
    rules.need_serving(volunteer)
    made = Participation.objects.filter(activity=activity, volunteer=volunteer).first()
    if made and made.state != PlaceState.WITHDRAWN:
        return made
    _no_conflict(activity, volunteer, even_so)
    made = made or Participation(activity=activity, volunteer=volunteer)
    made.state = PlaceState.SIGNED if _is_free(activity) else PlaceState.WAITING
    made.signed_at = now or timezone.now()
    return _save(made, by)


@transaction.atomic
def sign_off(participation_id: int, *, by) -> Participation:
    """Their place goes to the first of the waiting list."""
    made, activity = _locked(participation_id, by)
    if made.came_at:
        raise ValidationError(_("Who came cannot be signed off."))
    return _withdraw(made, activity, by)


def _withdraw(made: Participation, activity: Activity, by) -> Participation:
    made.state = PlaceState.WITHDRAWN
    _save(made, by)
    move_up(activity, by)
    return made


@transaction.atomic
def let_go(volunteer: Volunteer, *, by) -> None:
    """Who volunteers no more has no place to come. What is over and not written up yet keeps them: they may have been
    there. For whoever has ended them, and asked whether `by` may.
    """
    theirs = _to_come([volunteer.pk])
    for activity in _locked_of(theirs):
        for made in theirs.filter(activity=activity):
            _withdraw(made, activity, by)


def hold(volunteers: Iterable[int | Volunteer]) -> None:
    """The activities out of which let_go() takes them, before they are locked themselves: the order of signing up."""
    _locked_of(_to_come(volunteers))


def _to_come(volunteers: Iterable[int | Volunteer]):
    coming = Q(activity__state__in=OPEN, activity__ends_at__gt=timezone.now())
    rows = Participation.objects.filter(coming, volunteer__in=volunteers, came_at=None)
    return rows.exclude(state=PlaceState.WITHDRAWN)


def _locked_of(places) -> list[Activity]:
    rows = Activity.objects.filter(pk__in=places.values("activity"))
    return list(rows.select_for_update(no_key=True).order_by("pk"))


def move_up(activity: Activity, by) -> None:
    """Free places go to the waiting list, in order, but for whoever is elsewhere at that time by now."""
    moved = []
    for place in activity.places.in_line().select_related("volunteer"):
        if not _is_free(activity):
            break
        if not conflicts.at_the_same_time(activity, place.volunteer).exists():
            place.state = PlaceState.SIGNED
            moved.append(_save(place, by))
    tell(activity, moved, "place_free")


def fall_out(activity: Activity, lost: list[Participation], by) -> None:
    """They are elsewhere when it is held now. Their places are free; whoever has an account is told."""
    for place in lost:
        place.state = PlaceState.WITHDRAWN
        _save(place, by)
    tell(activity, lost, "place_lost")


def count_anew(activity: Activity, by) -> None:
    """It was held at other times than was written up and sent back: hours are those of the times anew."""
    with history.acting(by):
        activity.places.exclude(hours=None).update(hours=None)


def tell(activity: Activity, those: Iterable[Participation], kind: str, **more) -> None:
    """Those of them who have an account. Each with the volunteer read. more: what else fills the text's braces."""
    users = [place.volunteer.user_id for place in those if place.volunteer.user_id]
    inbox.tell(users, kind, {"activity": activity.title} | more, activity.get_absolute_url())


@transaction.atomic
def come(participation_id: int, *, by, now: datetime | None = None) -> Participation:
    """By the list, from an hour before it begins until it is written up. Who waits has a place only if one is free.

    Ticked off once it was over, they were there from the beginning; the outcome puts other hours right.
    """
    made, activity = _locked(participation_id, by)
    now = now or timezone.now()
    return _save(_come(made, activity, activity.starts_at if now >= activity.ends_at else now), by)


@transaction.atomic
def uncome(participation_id: int, *, by) -> Participation:
    """They have not come after all: they were signed in by mistake."""
    made, _activity = _locked(participation_id, by)
    made.came_at = made.left_at = None
    return _save(made, by)


@transaction.atomic
def go(participation_id: int, *, by, now: datetime | None = None) -> Participation:
    made, _activity = _locked(participation_id, by)
    return _save(_go(made, now or timezone.now()), by)


@transaction.atomic
def stay(participation_id: int, *, by) -> Participation:
    """They have not left after all: they were signed out by mistake."""
    made, _activity = _locked(participation_id, by)
    made.left_at = None
    return _save(made, by)


@transaction.atomic
def at_the_door(
    activity_id: int, phone_index: str, *, goes: bool = False, now: datetime | None = None
) -> Participation:
    """By the code on the poster: first they come, the second time they go. goes: they say that they go.

    Of several with one number who has not come goes in before anybody goes out.
    Raises ValidationError, in one sentence for everybody who is not on the list.
    """
    now = now or timezone.now()
    activity = Activity.objects.select_for_update(no_key=True).get(pk=activity_id)
    if activity.state not in OPEN or not activity.starts_at - BEFORE <= now <= activity.ends_at + AFTER:
        raise ValidationError(_("This code is for the hours of the activity only."))
    whose = Q()
    for path in ("volunteer", "volunteer__resident", "volunteer__user"):
        whose |= Q(**{f"{path}__phone_index": phone_index})
    is_over = now >= activity.ends_at  # then nobody comes any more
    first = F("came_at").asc(nulls_last=True) if goes or is_over else F("came_at").asc(nulls_first=True)
    rows = activity.places.taking_part().filter(whose, left_at=None).order_by(first, "pk")
    made = rows.first() if phone_index else None
    if made is None:
        raise ValidationError(_("Nobody with this number is on the list, or they have left."))
    if is_over and made.came_at is None:
        raise ValidationError(_("It is over already. Tell the community that you were there: it notes your hours."))
    if goes or is_over:
        return _save(_go(made, now), None)
    if made.came_at is None:
        return _save(_come(made, activity, now), None)
    if now - made.came_at < SOON:
        raise ValidationError(_("You are signed in already. Press “I am leaving” when you go."))
    return _save(_go(made, now), None)


def _come(made: Participation, activity: Activity, now: datetime) -> Participation:
    if now < activity.starts_at - BEFORE:
        raise ValidationError(_("The activity has not begun."))
    if made.state != PlaceState.SIGNED and not _is_free(activity):
        raise ValidationError(_("There is no place left."))
    made.state, made.came_at = PlaceState.SIGNED, made.came_at or now
    return made


def _go(made: Participation, now: datetime) -> Participation:
    if made.came_at is None:
        raise ValidationError(_("Who has not come cannot leave."))
    made.left_at = made.left_at or now
    return made


def worth(made: Participation) -> Decimal:
    """Hours from coming to going, within those of the activity; a tenth at least."""
    activity = made.activity
    first = max(made.came_at, activity.starts_at)
    last = min(made.left_at or activity.ends_at, activity.ends_at)
    seconds = Decimal(max(timedelta(), last - first).total_seconds())
    return max(TENTH, (seconds / HOUR).quantize(TENTH))


def _no_conflict(activity: Activity, volunteer: Volunteer, even_so: bool) -> None:
    if same := conflicts.at_the_same_time(activity, volunteer).first():
        raise ValidationError({"volunteer": _("They take part in “%(title)s” at this time.") % {"title": same}})
    if not even_so and (near := conflicts.on_the_day(activity, volunteer).first()):
        said = _("They take part in “%(title)s” on the same day. Sign up even so?") % {"title": near}
        raise SameDay({"even_so": said})


def _is_free(activity: Activity) -> bool:
    return activity.capacity is None or activity.places.taking_part().count() < activity.capacity


def _begin(activity_id: int, by) -> Activity:
    """Whoever sees the activity signs up their own volunteers; its row is locked, so that no place is given twice."""
    activity = Activity.objects.select_for_update(no_key=True).get(pk=activity_id)
    if not rules.in_hat(by, rules.KEEP) or not Activity.objects.visible_to(by).filter(pk=activity_id).exists():
        rules.need(by, rules.KEEP, activity)
    if activity.state not in OPEN:
        raise ValidationError(_("This activity stands at: %(state)s.") % {"state": activity.get_state_display()})
    return activity


def _locked(participation_id: int, by) -> tuple[Participation, Activity]:
    """By whoever keeps the activity's lists, or the volunteer."""
    known = Participation.objects.select_related("volunteer", "activity").get(pk=participation_id)
    if not by.scope.may(rules.KEEP, known.volunteer):
        rules.need(by, rules.KEEP, known.activity)
    activity = Activity.objects.select_for_update(no_key=True).get(pk=known.activity_id)
    if activity.state not in OPEN:
        raise ValidationError(_("This activity stands at: %(state)s.") % {"state": activity.get_state_display()})
    made = Participation.objects.select_for_update(no_key=True).get(pk=participation_id)
    return made, activity


def _save(made: Participation, by) -> Participation:
    """Hours that were written up before, and sent back since, are those of the times anew."""
    made.hours = None
    with history.acting(by):
        made.save()
    return made
