"""One of each kind of thing of volunteer service in an area, for the walk over every address."""

from datetime import timedelta

from django.utils import timezone

from grids.models import SubjectKey
from volunteers.models import Activity, Member, Participation, Team, TeamSlot, Topic, Volunteer


class Volunteered:
    """Beside tests.test_scope_matrix.Things, which says where they lie and keeps what was made."""

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

    def _participation(self):
        return Participation.objects.create(
            activity=self["activity"], volunteer=self["volunteer"], signed_at=timezone.now()
        )
