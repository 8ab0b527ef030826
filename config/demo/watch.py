"""The night watch of the demo accounts' community: a month behind, certified but for the last nights, a week ahead.

As 镇海 keeps it: 1+2+1, every evening, two hours. One place of the week is a gap, one asks somebody to step in.
"""

from datetime import datetime, time, timedelta
from decimal import Decimal

from django.utils import timezone

from config.demo.areas import WHY, Place
from grids import history
from grids.models import Area, Post
from volunteers.actions import watch_crew, watch_plan, watches
from volunteers.enums import ActivityState, PlaceState
from volunteers.models import Activity, Participation, Pattern, Volunteer, Watch, WatchMember
from volunteers.watch import turns as watch_turns

BEHIND, AHEAD = 31, 7  # days
WAITING = 2  # of the nights behind, to be certified
TAKE_TURNS = {"带班干部": 4, "志愿者": 12}
SEEN = (
    "后街巷、东梅小区走了两圈，劝离堵消防通道车辆 2 辆，无异常。",
    "巡查文峰广场和三处商铺，提醒关闭电源 4 家，捡到钥匙一串已交警务室。",
    "夜间噪声劝导 1 起，路灯不亮 1 处已记下报修，其余无异常。",
)


def load(place: Place, staff, now: datetime) -> int:
    community, by = Area.objects.get(pk=place.lines[0].pk), staff["community"]
    made = _watch(community, by, staff, now)
    today = timezone.localdate(now)
    days = [today + timedelta(days=n) for n in range(-BEHIND, AHEAD)]
    begins = now - timedelta(days=BEHIND + 1)
    watch_plan.plan(made.pk, days, by=by, now=begins)
    _done(made, by, now)
    _week(made, by, now)
    return len(days)


def _watch(community: Area, by, staff, now: datetime) -> Watch:
    since = timezone.localdate(now) - timedelta(days=200)
    made = watches.keep(
        community, by=by, pattern=Pattern.objects.get(code="night-watch"), name="北街夜巡",
        meets="警务室集合，后街巷—东梅小区—文峰广场", starts=time(19, 30), ends=time(21, 30), since=since,
    )  # fmt: skip
    people = iter(Volunteer.objects.active().below(community).filter(user=None).order_by("pk"))
    rows = [
        WatchMember(watch=made, slot=made.slots.get(label=label), volunteer=person, since=since)
        for label, many in TAKE_TURNS.items()
        for person, _nth in zip(people, range(many), strict=False)
    ]
    worker = Volunteer.objects.filter(user=staff["grid"]).first()
    if worker:
        rows.append(WatchMember(watch=made, slot=made.slots.get(label="网格员"), volunteer=worker, since=since))
    with history.acting(None, why=WHY):
        WatchMember.objects.bulk_create(rows)
    return made


def _done(made: Watch, by, now: datetime) -> None:
    """Everybody came but for one now and then; another worker of the community wrote it up."""
    posts = Post.objects.filter(role__code="community_staff", areas=made.area_id).exclude(user=by)
    writer = posts.order_by("pk").first().user
    nights = list(made.nights.filter(activity__ends_at__lt=now).select_related("activity").order_by("on"))
    for number, night in enumerate(nights):
        activity, is_certified = night.activity, number < len(nights) - WAITING
        activity.state = ActivityState.CERTIFIED if is_certified else ActivityState.HELD
        activity.held_by, activity.audience, activity.outcome = writer, 0, SEEN[number % len(SEEN)]
        if is_certified:
            activity.certified_by, activity.certified_at = by, activity.ends_at + timedelta(hours=12)
        night.alarm_at = None
    places = list(
        Participation.objects.filter(activity__in=[night.activity_id for night in nights])
        .select_related("activity")
        .order_by("pk")
    )
    came = [place for number, place in enumerate(places) if number % 17 != 16]
    for place in came:
        place.came_at, place.left_at, place.hours = place.activity.starts_at, place.activity.ends_at, Decimal(2)
    columns = ["state", "held_by", "audience", "outcome", "certified_by", "certified_at"]
    with history.acting(None, why=WHY):
        Activity.objects.bulk_update([night.activity for night in nights], columns)
        Participation.objects.bulk_update(came, ["came_at", "left_at", "hours"])
        made.nights.bulk_update(nights, ["alarm_at"])


def _week(made: Watch, by, now: datetime) -> None:
    coming = made.nights.filter(activity__starts_at__gt=now).select_related("activity").order_by("on")
    slot = made.slots.get(label="志愿者")
    ours = Participation.objects.filter(stand__slot=slot, state=PlaceState.SIGNED).order_by("pk")
    for night in coming[2:3]:
        with history.acting(None, why=WHY):
            gap = ours.filter(activity=night.activity_id).first()
            if gap:
                gap.state = PlaceState.WITHDRAWN
                gap.save()
    for night in coming[3:4]:
        giver = ours.filter(activity=night.activity_id).first()
        taker = watch_turns.eligible(slot, night.activity, night.on).order_by("pk").first()
        if giver and taker:
            watch_crew.ask(giver.pk, taker.pk, by=by, now=now)
