"""Trainings, micro lessons and micro forums of staff: entered with who was there, struck with a reason."""

from collections.abc import Collection
from datetime import date

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from grids import history, tallies
from grids.models import Area, User
from grids.words import reasons
from parties import rules
from parties.models import SessionPlace, StaffSession, StaffTopic

MOST_PLACES, MOST_TOPICS = 500, 60


@transaction.atomic
def enter(area: Area, *, by, people: Collection[User] = (), **facts) -> StaffSession:
    """facts: kind, topic, title, on, led_by, words. Raises PermissionDenied, ValidationError by field."""
    rules.need(by, rules.KEEP, area)
    made = StaffSession(area=area, entered_at=timezone.now(), entered_by=by, **facts)
    _has_been(made.on)
    _topic_holds(made.topic, area)
    made.full_clean()
    with history.acting(by, grant=rules.KEEP, where=area):
        made.save()
        _seat(made, people, by)
    return StaffSession.objects.get(pk=made.pk)


@transaction.atomic
def add(session_id: int, people: Collection[User], *, by) -> int:
    """Who is on the list already stays there once. How many were added."""
    made = _begin(session_id, by)
    with history.acting(by, grant=rules.KEEP, where=made):
        return _seat(made, people, by)


@transaction.atomic
def strike_place(session_id: int, place_id: int, *, by, why: str) -> SessionPlace:
    """Somebody was not there after all."""
    made, why = _begin(session_id, by), reasons.need(why)
    place = made.places.get(pk=place_id)
    if place.struck_at:
        raise ValidationError(_("This line is struck already."))
    place.struck_at, place.struck_why = timezone.now(), why
    with history.acting(by, grant=rules.KEEP, where=made, why=why):
        place.save()
    tallies.late(SessionPlace, place.entered_at)
    return place


@transaction.atomic
def strike(session_id: int, *, by, why: str) -> StaffSession:
    """It counts no more, nor does who was there."""
    made, why = _begin(session_id, by), reasons.need(why)
    made.struck_at, made.struck_why = timezone.now(), why
    with history.acting(by, grant=rules.KEEP, where=made, why=why):
        made.save()
    tallies.late(StaffSession, made.entered_at)
    tallies.late(SessionPlace, *made.places.values_list("entered_at", flat=True))
    return made


@transaction.atomic
def add_topic(area: Area, *, by, **facts) -> StaffTopic:
    """facts: name_zh, name_en. The five fields stand in every place beside its own."""
    rules.need(by, rules.KEEP, area)
    if StaffTopic.objects.filter(area=area, is_on=True).count() >= MOST_TOPICS:
        raise ValidationError(_("A place keeps %(most)d of these at most: retire one first.") % {"most": MOST_TOPICS})
    made = StaffTopic(area=area, **facts)
    return history.save(made, by, grant=rules.KEEP, where=area)


@transaction.atomic
def retire_topic(topic_id: int, *, by, why: str) -> StaffTopic:
    """It is offered no more; what was held on it keeps it."""
    topic = StaffTopic.objects.select_for_update(of=("self",), no_key=True).select_related("area").get(pk=topic_id)
    if topic.area is None:
        raise PermissionDenied
    rules.need(by, rules.KEEP, topic.area)
    why = reasons.need(why)
    if not topic.is_on:
        raise ValidationError(_("It holds no more."))
    topic.is_on = False
    with history.acting(by, grant=rules.KEEP, where=topic.area, why=why):
        topic.save()
    return topic


def _seat(made: StaffSession, people: Collection[User], by) -> int:
    there = set(made.places.filter(struck_at=None).values_list("user", flat=True))
    new = [user for user in people if user.pk not in there]
    if len(there) + len(new) > MOST_PLACES:
        raise ValidationError({"others": _("At most %(most)d people at one.") % {"most": MOST_PLACES}})
    now = timezone.now()
    SessionPlace.objects.bulk_create(
        SessionPlace(session=made, user=user, entered_at=now, entered_by=by) for user in new
    )
    return len(new)


def _has_been(day: date) -> None:
    if day > timezone.localdate():
        raise ValidationError({"on": _("This day has not come yet.")})


def _topic_holds(topic: StaffTopic, area: Area) -> None:
    above = {area.pk, area.grid_id, area.community_id, area.street_id, area.district_id}
    if not topic.is_on or (topic.area_id and topic.area_id not in above):
        raise ValidationError({"topic": _("This topic is not in use there.")})


def _begin(session_id: int, by) -> StaffSession:
    made = StaffSession.objects.select_for_update(no_key=True).get(pk=session_id)
    rules.need(by, rules.KEEP, made)
    if made.struck_at:
        raise ValidationError(_("This one is struck."))
    return made
