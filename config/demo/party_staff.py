"""Pairs of staff, trainings and forums of the demo: a handful, so that lists and counts have something to show."""

import random
from datetime import datetime, timedelta

from django.utils import timezone

from config.demo.areas import WHY, Place
from grids import history
from grids.models import Post
from parties.actions.bodies_told import morning_of
from parties.actions.pairings import TOLD_BEFORE, review_days
from parties.models import Pairing, PairingReview, SessionPlace, StaffSession, StaffTopic

SEED = 72
GOALS = (
    "学会入户走访和建档",
    "独立主持一次居民议事",
    "熟悉民政救助政策，能当场答复",
    "学会调解邻里纠纷",
    "掌握网格巡查和上报",
)
FOUND = ("已能独立入户，台账填写规范。", "参与调解两起，能把握分寸。", "政策还不够熟，下阶段每周自学一次。")
SESSIONS = (
    ("lesson", "party", "党建微课堂：网格党支部怎么建", "街道党建办"),
    ("training", "civil", "低保与临时救助政策", "街道民政办"),
    ("training", "health", "慢性病随访与老年人体检", "社区卫生服务中心"),
    ("training", "order", "矛盾纠纷排查与上报", "街道综治中心"),
    ("training", "property", "物业管理条例与业委会换届", "区住建局"),
    ("forum", "party", "微论坛：老旧小区如何自治", "社区书记"),
    ("lesson", "civil", "微课堂：一次性告知怎么写", "社区主任"),
    ("forum", "property", "微论坛：电瓶车充电难怎么办", "网格长"),
)


def load(place: Place, staff, now: datetime) -> int:
    """In the communities of the two demo lines."""
    dice, by, today = random.Random(SEED), staff["community"], timezone.localdate(now)
    with history.acting(None, why=WHY):
        _pairs(place, today, dice, by)
        return _sessions(place, now, dice, by)


def _serving(place: Place) -> dict[int, list[int]]:
    """Community staff first, then those of its grids, by community."""
    found: dict[int, list[int]] = {}
    roles = ("community_staff", "grid_leader", "grid_worker")
    for role in roles:
        rows = Post.objects.filter(role__code=role, areas__community_id__in=[area.pk for area in place.lines])
        for community, user in rows.order_by("pk").values_list("areas__community_id", "user").distinct():
            if user not in found.setdefault(community, []):
                found[community].append(user)
    return found


def _pairs(place: Place, today, dice: random.Random, by) -> None:
    pairs = []
    for community, people in _serving(place).items():
        elders, young = people[:4], people[4:8]
        for number, (elder, younger) in enumerate(zip(elders, young, strict=False)):
            if elder == younger:
                continue
            since = today - timedelta(days=dice.randrange(100, 260))
            over = (
                {"concluded_on": today - timedelta(days=9), "outcome": "能独立负责一个网格，出师。"}
                if number == 3
                else {}
            )
            pairs.append(
                Pairing(
                    area_id=community,
                    elder_id=elder,
                    younger_id=younger,
                    goals=dice.choice(GOALS),
                    since=since,
                    until=since + timedelta(days=364),
                    **over,
                )  # fmt: skip
            )
    Pairing.objects.bulk_create(pairs)
    PairingReview.objects.bulk_create(
        _review(pair, day, today, dice, by) for pair in pairs for day in review_days(pair.since, pair.until, 3)
    )


def _review(pair: Pairing, day, today, dice: random.Random, by) -> PairingReview:
    """Those that are long past are written up, now and then one is late."""
    if day < today - timedelta(days=20) or (day < today and dice.random() < 0.5):
        return PairingReview(pairing=pair, due_on=day, held_on=day, words=dice.choice(FOUND), by=by)
    alarm_at = None if pair.concluded_on or day < today else morning_of(day - TOLD_BEFORE)
    return PairingReview(pairing=pair, due_on=day, alarm_at=alarm_at)


def _sessions(place: Place, now: datetime, dice: random.Random, by) -> int:
    serving, topics = _serving(place), {topic.code: topic for topic in StaffTopic.objects.fields()}
    StaffTopic.objects.bulk_create(
        StaffTopic(area=area, name_zh="莆仙话接访", name_en="Local dialect") for area in place.lines[:1]
    )
    made = []
    for area in place.lines:
        for number, (kind, topic, title, led_by) in enumerate(SESSIONS):
            at = now - timedelta(days=4 + 17 * number + dice.randrange(9))
            made.append(
                StaffSession(
                    area=area,
                    kind=kind,
                    topic=topics[topic],
                    title=title,
                    led_by=led_by,
                    on=timezone.localdate(at),
                    entered_at=at,
                    entered_by=by,
                )  # fmt: skip
            )
    StaffSession.objects.bulk_create(made)
    places = []
    for session in made:
        people = serving.get(session.area_id, [])
        for user in dice.sample(people, k=min(len(people), dice.randrange(3, 14))):
            places.append(SessionPlace(session=session, user_id=user, entered_at=session.entered_at, entered_by=by))
    SessionPlace.objects.bulk_create(places)
    return len(made)
