"""One of each kind of thing of volunteer service in an area, for the walk over every address."""

from datetime import time, timedelta

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

from grids.models import StoredFile, SubjectKey
from tests import factories as make
from volunteers.models import (
    Activity,
    ActivityPhoto,
    Commendation,
    Member,
    OrderAct,
    OrderPhoto,
    Participation,
    Pattern,
    PatternSlot,
    ServiceCertificate,
    ServiceItem,
    ServiceOrder,
    Stand,
    Swap,
    Team,
    TeamSlot,
    Topic,
    Training,
    Volunteer,
    Watch,
    WatchMember,
    WatchNight,
    WatchSlot,
    Wish,
    WishLine,
)  # fmt: skip


class Volunteered:
    """Beside tests.things.Things, which says where they lie and keeps what was made."""

    def _team(self):
        return Team.objects.create(area=self.area, name="蓝队", colour="blue", formed_on=timezone.localdate())

    def _team_line(self):
        return TeamSlot.objects.create(team=self["team"], label="志愿者")

    def _volunteer(self):
        key, since = SubjectKey.issue(), timezone.localdate()
        made = Volunteer.objects.create(area=self.area, subject=key, name="王秀英", phone="13800006021", since=since)
        return Volunteer.objects.get(pk=made.pk)

    def _member(self):
        facts = {"volunteer": self["volunteer"], "since": timezone.localdate()}
        return Member.objects.create(team=self["team"], **facts)

    def _activity(self):
        facts = {"title": "义诊", "place": "广场", "topic": Topic.objects.get(code="health"), "state": "published"}
        now = timezone.now()
        return Activity.objects.create(area=self.area, starts_at=now, ends_at=now + timedelta(hours=2), **facts)

    def _activity_photo(self):
        return ActivityPhoto.objects.create(activity=self["activity"], file=a_file(make.user()))

    def _topic(self):
        return Topic.objects.create(area=self.area, code=f"own-{self.area.pk}", name_zh="邻里节", name_en="Neighbours")

    def _pattern_line(self):
        made = Pattern.objects.create(area=self.area, code=f"own-{self.area.pk}", name_zh="1+N", name_en="1+N")
        return PatternSlot.objects.create(pattern=made, label="志愿者")

    def _participation(self):
        return Participation.objects.create(
            activity=self["activity"], volunteer=self["volunteer"], signed_at=timezone.now()
        )

    def _certified_place(self):
        at, by, other = timezone.now() - timedelta(days=3), make.user(), make.user()
        facts = {"title": "义诊", "place": "广场", "topic": Topic.objects.get(code="health"), "state": "certified"}
        facts |= {"outcome": "量血压 52 人，转诊 3 人。", "audience": 52, "held_by": by, "certified_by": other}
        made = Activity.objects.create(
            area=self.area, starts_at=at, ends_at=at + timedelta(hours=2), certified_at=at, **facts
        )
        return Participation.objects.create(
            activity=made, volunteer=self["volunteer"], signed_at=at, came_at=at, hours=2
        )

    def _training(self):
        facts = {"subject": "急救", "hours": 2, "given_by": "红十字会", "on": timezone.localdate()}
        return Training.objects.create(area=self.area, entered_at=timezone.now(), entered_by=make.user(), **facts)

    def _commendation(self):
        facts = {"title": "优秀志愿者", "level": "street", "given_by": "街道", "on": timezone.localdate()}
        return Commendation.objects.create(
            volunteer=self["volunteer"], entered_at=timezone.now(), entered_by=make.user(), **facts
        )

    def _service_certificate(self):
        today, place, serial = timezone.localdate(), self["certified_place"], self.area.pk
        facts = {"year": today.year, "serial": serial, "since": today, "until": today, "at": timezone.now()}
        facts |= {"issuer_id": self.area.community_id or self.area.pk, "by": make.user(), "masked_name": "王*英"}
        made = ServiceCertificate.objects.create(area=self.area, volunteer=place.volunteer, **facts)
        made.lines.create(place=place, hours=place.hours)
        return made

    def _watch(self):
        facts = {"name": "夜巡一班", "meets": "警务室", "starts": time(20), "ends": time(22)}
        return Watch.objects.create(area=self.area, since=timezone.localdate(), **facts)

    def _watch_line(self):
        return WatchSlot.objects.create(watch=self["watch"], label="志愿者")

    def _watch_member(self):
        facts = {"volunteer": self["volunteer"], "slot": self["watch_line"], "since": timezone.localdate()}
        return WatchMember.objects.create(watch=self["watch"], **facts)

    def _watch_night(self):
        watch, on = self["watch"], timezone.localdate() + timedelta(days=1)
        starts, ends = watch.hours_of(on)
        facts = {"title": "夜巡", "place": "警务室", "topic": Topic.objects.get(code="safety"), "state": "published"}
        made = Activity.objects.create(area=self.area, starts_at=starts, ends_at=ends, **facts)
        return WatchNight.objects.create(watch=watch, activity=made, on=on)

    def _watch_stand(self):
        facts = {"volunteer": self["volunteer"], "signed_at": timezone.now()}
        place = Participation.objects.create(activity=self["watch_night"].activity, **facts)
        return Stand.objects.create(participation=place, slot=self["watch_line"])

    def _watch_swap(self):
        key, since = SubjectKey.issue(), timezone.localdate()
        taker = Volunteer.objects.create(area=self.area, subject=key, name="林国强", since=since)
        return Swap.objects.create(giver=self["watch_stand"].participation, taker=taker, asked_at=timezone.now())

    def _order(self):
        item, now = ServiceItem.objects.get(code="shopping"), timezone.now()
        facts = {"mode": item.mode, "channel": "phone", "difficulty": item.difficulty, "span": item.span}
        made = ServiceOrder.objects.create(
            area=self.area, item=item, subject=SubjectKey.issue(), name="林秀英", phone="13800006021",
            ordered_at=now, step_at=now, due_at=now + timedelta(hours=2), **facts,
        )  # fmt: skip
        return ServiceOrder.objects.get(pk=made.pk)

    def _service(self):
        facts = {"code": "own", "name_zh": "理发日", "name_en": "Hair day", "channels": ["counter"]}
        return ServiceItem.objects.create(area=self.area, **facts)

    def _order_offer(self):
        return self["order"].offers.create(volunteer=self["volunteer"], at=timezone.now())

    def _order_photo(self):
        order, by = self["order"], make.user()
        act = OrderAct.objects.create(order=order, act="finish", step="done", at=timezone.now(), user=by)
        return OrderPhoto.objects.create(order=order, act=act, file=a_file(by))

    def _wish(self):
        by, now = make.user(), timezone.now()
        facts = {"subject": SubjectKey.issue(), "name": "林秀英", "posted_at": now, "posted_by": by}
        return Wish.objects.get(pk=Wish.objects.create(area=self.area, words="想要一副老花镜", **facts).pk)

    def _wish_photo(self):
        by = make.user()
        return WishLine.objects.create(wish=self["wish"], act="fulfil", at=timezone.now(), user=by, photo=a_file(by))


def a_file(by):
    return StoredFile.objects.create(
        name="a.jpg",
        path=default_storage.save("test/a.jpg", ContentFile(b"x")),
        content_type="image/jpeg",
        size=1,
        sha256="0" * 64,
        uploaded_by=by,
    )
