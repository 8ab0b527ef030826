"""What the records of the demo's volunteers say besides activities, and certificates of some of them."""

from datetime import datetime, timedelta

from django.utils import timezone

from config.demo.areas import Place
from grids.models import Area
from volunteers.actions import certificates, record
from volunteers.models import Participation, Team, Volunteer

# days ago, colour of the team that was there, what was taught, hours, who gave it
TRAININGS = (
    (60, "red", "志愿服务条例与礼仪", "1.5", "区志愿服务联合会"),
    (33, "white", "心肺复苏与海姆立克急救法", "3", "市红十字会"),
    (15, "blue", "夜巡安全与纠纷劝解", "2", "镇海派出所"),
    (2, "orange", "家电维修上门规范", "2", "社区党群服务中心"),
)
COMMENDED = (
    ("优秀志愿者", "street", "镇海街道办事处"),
    ("最美志愿者", "district", "区文明办"),
    ("志愿服务之星", "community", "社区居委会"),
)
RATED = (("excellent", "随叫随到，居民评价好"), ("good", ""), ("good", "每次活动都到"), ("fair", "下半年参加较少"))
CERTIFIED = 3


def load(place: Place, staff, now: datetime) -> int:
    """Through the same acts as the pages'; how many certificates there are. The last one is revoked."""
    by, community = staff["community"], Area.objects.get(pk=place.lines[0].pk)
    today = timezone.localdate(now)
    for days, colour, subject, hours, given_by in TRAININGS:
        team = Team.objects.filter(area=community, colour=colour).order_by("pk").first()
        at = now - timedelta(days=days)
        facts = {"subject": subject, "hours": hours, "given_by": given_by, "on": timezone.localdate(at)}
        record.hold_training(community, by=by, team=team, now=at, **facts)
    people = _served(community, by)
    for person, (title, level, given_by) in zip(people, COMMENDED, strict=False):
        on = today - timedelta(days=20)
        record.commend(person.pk, by=by, title=title, level=level, given_by=given_by, on=on)
    for person, (grade, words) in zip(people, RATED, strict=False):
        record.review(person.pk, by=by, year=today.year - 1, grade=grade, words=words)
    made = [certificates.issue(person.pk, community, by=by, now=now) for person in people[:CERTIFIED]]
    if made:
        certificates.revoke(made[-1].pk, by=by, why="姓名有误，重新出具", now=now)
    return len(made)


def _served(community: Area, by) -> list[Volunteer]:
    """Some with certified hours there, but for whoever certifies them."""
    places = Participation.objects.certified().filter(activity__area=community).values("volunteer")
    return list(Volunteer.objects.filter(pk__in=places).exclude(user=by).order_by("pk")[:12])
