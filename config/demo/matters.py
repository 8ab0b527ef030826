"""Matters of the last two months, lived through act by act with the people who would act."""

import random
from collections import defaultdict
from contextlib import suppress
from datetime import datetime, time, timedelta

from django.db.models import F
from django.utils import timezone

from cases import actions, rules
from cases.enums import PauseReason, Resolved, Source
from cases.models import Case, Category
from config.demo import pictures
from config.demo.areas import Place
from config.demo.stories import STORIES, Story
from grids import alarms
from grids.models import Area, Department, Notice, PostArea, StoredFile, User

# How far a matter has come, and how many of a hundred.
STAGES = {
    "closed": 34,
    "closed late": 8,
    "reopened": 2,
    "refused": 2,
    "merged": 2,
    "withdrawn": 1,
    "rated": 4,
    "follow-up": 7,
    "verification": 8,
    "supervised": 4,
    "paused": 3,
    "more time": 2,
    "overdue": 6,
    "handling": 9,
    "assignment": 4,
    "collection": 4,
}
# How many days ago such a matter came in, at least and at most.
AGES = {
    "closed": (12, 60), "closed late": (30, 60), "reopened": (20, 40), "refused": (2, 40), "merged": (1, 20),
    "withdrawn": (2, 30), "rated": (5, 9), "follow-up": (3, 8), "verification": (1, 3), "supervised": (6, 9),
    "paused": (8, 20), "more time": (5, 8), "overdue": (14, 22), "handling": (1, 8), "assignment": (0, 1),
    "collection": (0, 1),
}  # fmt: skip


class NotYet(Exception):
    """The next act would lie in the future: the matter rests where it is."""


class Cast:
    """Who acts: for a role and an area the person in that post, wearing that hat."""

    def __init__(self, place: Place):
        self._by_area: dict[tuple[str, int], list[int]] = defaultdict(list)
        posts = PostArea.objects.order_by("pk").values_list("post__role__code", "area", "post__user")
        for role, area_id, user_id in posts:
            self._by_area[role, area_id].append(user_id)
        self._users = User.objects.in_bulk()
        self._actors: dict[tuple[int, str], User] = {}
        self.officers = dict(
            PostArea.objects.filter(post__department__isnull=False)
            .order_by("-pk")
            .values_list("post__department", "post__user")
        )

    def find(self, role: str, area_id: int, department: int = 0) -> User | None:
        people = self._by_area.get((role, area_id))
        return self._as(people[0], role, department) if people else None

    def officer(self, department: Department) -> User:
        return self._as(self.officers[department.pk], "department_officer", department.pk)

    def _as(self, user_id: int, role: str, department: int) -> User:
        key = (user_id, role)
        if key not in self._actors:
            actor = User.objects.get(pk=user_id)
            actor.hat_key = f"{role}.{department}"
            self._actors[key] = actor
        return self._actors[key]


def load(place: Place, staff, count: int, now: datetime) -> int:
    chance, cast = random.Random(11), Cast(place)
    photos = pictures.draw_all(staff["unit"])
    categories = {category.code: category for category in Category.objects.all()}
    departments = {department.code: department for department in Department.objects.all()}
    stages = [stage for stage, share in STAGES.items() for _each in range(max(1, round(share * count / 100)))]
    chance.shuffle(stages)
    units = _units(place, len(stages), chance)
    for number, (stage, unit) in enumerate(zip(stages, units, strict=True)):
        story = STORIES[number % len(STORIES)]
        if stage in ("paused", "more time") and categories[story.category].statutory:
            stage = "overdue"  # a statutory clock neither stops nor stretches
        life = Life(story, stage, unit, cast, photos, categories, departments, now, chance)
        life.live()
    alarms.sweep(now=now)
    _calm_inboxes(now)
    return len(stages)


def _units(place: Place, count: int, chance: random.Random) -> list[Area]:
    """Every third matter lies on the demo accounts' line, so that each of them has something to do."""
    line = place.units[place.grids[place.lines[0].pk][0].pk][:4]
    near = [unit for grid in place.grids[place.lines[0].pk] for unit in place.units[grid.pk]]
    second = place.units[place.grids[place.lines[1].pk][0].pk][:4]
    everywhere = [unit for units in place.units.values() for unit in units]
    pools = (line, near, second, everywhere, line, everywhere)
    return [chance.choice(pools[number % len(pools)]) for number in range(count)]


class Life:
    """One matter from its report to its stage."""

    def __init__(self, story: Story, stage, unit, cast: Cast, photos, categories, departments, now, chance):
        self.story, self.stage, self.unit, self.cast, self.now, self.chance = story, stage, unit, cast, now, chance
        self.photos: dict[str, StoredFile] = photos
        self.category = categories[story.category]
        self.department = departments.get(f"zhenhai-{story.department}")
        oldest, newest = AGES[stage][1], AGES[stage][0]
        day = timezone.localdate(now) - timedelta(days=chance.randint(newest, oldest))
        at = time(chance.randint(7, 20), chance.randint(0, 59))
        self.at = min(timezone.make_aware(datetime.combine(day, at)), now - timedelta(minutes=20))
        self.leader = (
            cast.find("grid_leader", unit.grid_id)
            or cast.find("grid_worker", unit.grid_id)
            or cast.find("community_staff", unit.community_id)
        )
        self.worker = cast.find("grid_worker", unit.grid_id)
        self.staff = cast.find("community_staff", unit.community_id)
        self.street = cast.find("street_staff", unit.street_id)
        self.head = cast.find("unit_head", unit.pk) or self.worker

    def live(self) -> None:
        self.case = self._report()
        with suppress(NotYet):
            self._go_on()
        self._calm()

    def _go_on(self) -> None:
        if self.stage == "collection":
            return
        if self.stage in ("refused", "withdrawn", "merged"):
            self._end_early()
            return
        self._do(actions.accept, self.staff, 0.2, 5)
        if self.stage == "assignment":
            return
        handler = (
            self.cast.officer(self.department) if self.department else self.chance.choice((self.worker, self.head))
        )
        to = actions.Target(department=self.department) if self.department else actions.Target(post=_post(handler))
        self._do(actions.assign, self.staff, 0.2, 4, to=to)
        if self.stage == "handling" and self.chance.random() < 0.4:
            return
        self._do(actions.take, handler, 0.2, 3)
        self._handle(handler)

    def _handle(self, handler: User) -> None:
        self._disturb(handler)
        if self.stage in ("supervised", "paused", "more time", "overdue", "handling"):
            return
        self._do(actions.note, handler, 1, 6, text="已到现场查看，联系相关人员。")
        slow = (260, 330) if self.stage == "closed late" else (2, 40)
        after = [self.photos[self.story.after]] if self.story.after else []
        why = self.story.no_photo
        self._do(actions.finish, handler, *slow, text=self.story.result, photos=after, no_photo_reason=why)
        if self.stage == "verification":
            return
        self._do(actions.pass_, self.staff, 1, 8, text="现场核查属实。")
        if self.stage == "follow-up":
            return
        reporter = self.head if rules.rater(self.case) == self.head.pk else self.staff
        rating = self.chance.choice((5, 5, 5, 4, 4, 3))
        self._do(actions.rate, reporter, 2, 30, rating=rating, resolved=Resolved.YES, text="处理及时，谢谢。")
        if self.stage == "reopened":
            self._do(actions.reopen, self.staff, 30, 80, text="回访时发现问题又出现。")
        elif self.stage != "rated":
            self._do(actions.close, self.staff, 20, 80)

    def _disturb(self, handler: User) -> None:
        """What keeps a matter from going straight on."""
        if self.stage == "supervised":
            by = self.now + timedelta(days=2)
            self._do(actions.supervise, self.street, 20, 50, text="居民反映强烈，请限时办结并书面回复。", answer_by=by)
        elif self.stage == "paused":
            until = self.now + timedelta(days=9)
            why = {"reason": PauseReason.MATERIAL, "until": until, "text": "等待配件到货"}
            self._do(actions.pause, self.staff, 4, 20, **why)
        elif self.stage == "more time":
            self._do(actions.extend, handler, 10, 30, amount=1, text="需供电公司配合停电")

    def _end_early(self) -> None:
        if self.stage == "refused":
            self._do(actions.refuse, self.staff, 1, 6, text="属业主自有部位，已告知联系物业公司。")
        elif self.stage == "withdrawn":
            self._do(actions.withdraw, self.head, 1, 6, text="当事人已自行解决。")
        else:
            other = (
                Case.objects.open()
                .filter(community_id=self.unit.community_id)
                .exclude(pk=self.case.pk)
                .order_by("pk")
                .last()
            )
            if other:
                self._do(actions.merge, self.staff, 1, 4, into=other.number, text="与该事项为同一件。")

    def _report(self) -> Case:
        source = self.story.source
        by = self.head if source == "patrol" else (self.staff if self.stage != "withdrawn" else self.head)
        reporter = None
        if source in (Source.RESIDENT, Source.CHAT, Source.HOTLINE) and self.stage != "withdrawn":
            reporter = actions.Reporter(self.chance.choice(("陈女士", "林先生", "黄阿姨", "郑先生")), "19900009999")
        before = [self.photos[self.story.before]] if self.story.before else []
        return actions.report(
            by=by,
            area=self.unit,
            category=self.category,
            title=self.story.title,
            text=self.story.text,
            place=f"{self.unit.name} {self.story.place}",
            source=source,
            urgency=self.story.urgency,
            reporter=reporter,
            photos=before,
            occurred_at=self.at - timedelta(minutes=self.chance.randint(3, 90)),
            now=self.at,
        )

    def _do(self, act, by: User, least: float, most: float, **facts) -> None:
        """The act some hours later; urgent matters go ten times as fast. At night nobody acts."""
        hours = self.chance.uniform(least, most) / (10 if self.story.urgency == "urgent" else 1)
        at = self.at + timedelta(hours=hours)
        local = timezone.localtime(at)
        if not 8 <= local.hour < 18:
            local = local.replace(hour=8, minute=self.chance.randint(32, 59)) + timedelta(days=local.hour >= 18)
        if local >= self.now:
            raise NotYet
        self.at = local
        self.case = act(self.case.pk, by=by, seen=self.case.version, now=local, **facts)

    def _calm(self) -> None:
        """What was told then was told then."""
        Notice.objects.filter(url=self.case.get_absolute_url()).update(created_at=self.at)


def _post(user: User):
    return user.posts.get(role__code=user.hat_key.split(".")[0])


def _calm_inboxes(now: datetime) -> None:
    """What is older than two days has been read."""
    Notice.objects.filter(created_at__lt=now - timedelta(days=2)).update(read_at=F("created_at"))
