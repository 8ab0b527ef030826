"""A night watch is kept, changed and ended; people take turns in its lines and leave them."""

from datetime import date, datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from grids import history, inbox
from grids.enums import Kind
from grids.models import Area, Post
from grids.pages import tokens
from grids.words import reasons
from volunteers import rules
from volunteers.actions import activities
from volunteers.actions.teams import COPIED
from volunteers.enums import ActivityState
from volunteers.models import Participation, Pattern, Volunteer, Watch, WatchMember, WatchSlot

KEPT_IN = (Kind.COMMUNITY, Kind.GRID)
MOST_MEMBERS = 200
LINK_GOOD_FOR = timedelta(days=180)


@transaction.atomic
def keep(area: Area, *, by, pattern: Pattern, **facts) -> Watch:
    """A new watch; its lines are copied from the pattern. facts: name, meets, starts, ends, since.

    Raises PermissionDenied, ValidationError.
    """
    rules.need(by, rules.RUN, area)
    if area.kind not in KEPT_IN:
        raise ValidationError({"area": _("A community or a grid keeps a night watch.")})
    made = Watch(area=area, **{"since": timezone.localdate()} | facts)
    made.full_clean()
    with history.acting(by, grant=rules.RUN, where=area):
        made.save()
        WatchSlot.objects.bulk_create(
            WatchSlot(watch=made, **{name: getattr(slot, name) for name in COPIED}) for slot in pattern.slots.all()
        )
    return Watch.objects.get(pk=made.pk)


@transaction.atomic
def change(watch_id: int, *, by, **facts) -> Watch:
    """Nights that are planned already stay as they were."""
    return history.change(begin(watch_id, by), facts, by=by, grant=rules.RUN)


@transaction.atomic
def end(watch_id: int, *, by, why: str, now: datetime | None = None) -> Watch:
    """Nights to come are cancelled, and who stands on any of them is told once; what was done stays."""
    now = now or timezone.now()
    made = begin(watch_id, by)
    why = reasons.need(why)
    made.ended_on = timezone.localdate(now)
    made.full_clean()
    coming = made.nights.filter(activity__state=ActivityState.PUBLISHED, activity__starts_at__gt=now)
    nights = list(coming.order_by("activity").values_list("activity", flat=True))
    for activity_id in nights:
        activities.cancel(activity_id, by=by, why=why, tells=False)
    crews = Participation.objects.taking_part().filter(activity__in=nights, volunteer__user__isnull=False)
    told = crews.order_by("volunteer__user").values_list("volunteer__user", flat=True)
    inbox.tell(told, "watch_ended", {"watch": made.name, "why": why}, made.get_absolute_url())
    with history.acting(by, grant=rules.RUN, where=made, why=why):
        made.save()
        made.members.current().update(until=made.ended_on, token_hash="", link_until=None)
    return made


@transaction.atomic
def join(watch_id: int, volunteer: Volunteer, slot: WatchSlot, *, by, since: date | None = None) -> WatchMember:
    """They take turns in this line. Raises PermissionDenied, ValidationError where it asks for another post."""
    watch = begin(watch_id, by)
    rules.need(by, rules.READ, volunteer)
    rules.need_serving(volunteer)
    if Volunteer.objects.minors(timezone.localdate()).filter(pk=volunteer.pk).exists():
        raise ValidationError({"volunteer": _("Nobody under 18 takes turns in a night watch.")})
    if slot.watch_id != watch.pk:
        raise ValidationError({"slot": _("This line is not one of the watch's.")})
    if watch.members.current().count() >= MOST_MEMBERS:
        raise ValidationError(_("At most %(most)d people take turns in one watch.") % {"most": MOST_MEMBERS})
    if slot.role_id and not holds_post(slot, volunteer, timezone.localdate()):
        raise ValidationError({"slot": _("Only holders of the post “%(post)s” fill it.") % {"post": slot.role.label}})
    made = WatchMember(watch=watch, volunteer=volunteer, slot=slot, since=since or timezone.localdate())
    return history.save(made, by, grant=rules.RUN, where=watch)


def holds_post(slot: WatchSlot, volunteer: Volunteer, day: date) -> bool:
    held = Post.objects.current(day).filter(user=volunteer.user_id, role=slot.role_id)
    return bool(volunteer.user_id) and held.exists()


@transaction.atomic
def part(member_id: int, *, by, why: str) -> WatchMember:
    """They take no more turns; nights they are down for are given to others on the night's page."""
    made = WatchMember.objects.get(pk=member_id)
    watch = begin(made.watch_id, by)
    why = reasons.need(why)
    made.refresh_from_db()
    if made.until:
        raise ValidationError(_("This person takes no more turns already."))
    made.until, made.token_hash, made.link_until = timezone.localdate(), "", None
    return history.save(made, by, grant=rules.RUN, where=watch, why=why)


@transaction.atomic
def issue_link(member_id: int, *, by, now: datetime | None = None) -> str:
    """For whoever has no account; an older link stops working. Returned here and kept nowhere."""
    made = WatchMember.objects.get(pk=member_id)
    watch = begin(made.watch_id, by)
    made.refresh_from_db()
    if made.until:
        raise ValidationError(_("This person takes no more turns already."))
    token, made.token_hash = tokens.new()
    made.link_until = (now or timezone.now()) + LINK_GOOD_FOR
    with history.acting(by, grant=rules.RUN, where=watch):
        made.save(update_fields=["token_hash", "link_until"])
    return token


def opened(token: str, *, now: datetime | None = None) -> WatchMember | None:
    rows = WatchMember.objects.current().filter(token_hash=tokens.hashed(token), link_until__gt=now or timezone.now())
    return rows.filter(volunteer__left_on=None).select_related("watch__area", "slot", "volunteer").first()


def begin(watch_id: int, by) -> Watch:
    """The watch's row is locked: one plan after the other."""
    made = Watch.objects.select_for_update(no_key=True).get(pk=watch_id)
    rules.need(by, rules.RUN, made)
    if made.ended_on:
        raise ValidationError(_("This night watch has ended."))
    return made
