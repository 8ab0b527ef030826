"""Makers of meetings for tests; one of each kind of thing for the walk over every address."""

from datetime import date, datetime, timedelta

from django.utils import timezone

from parties.enums.meetings import MeetingState
from parties.meetings import rhythm
from parties.models import Attendance, Cadence, Meeting, MeetingFile, MeetingTask, Resolution
from tests import factories as make
from tests.partied import member, organization
from tests.volunteered import a_file


def cadence(area=None, **facts) -> Cadence:
    facts = {
        "kind": "theme", "name_zh": "主题党日", "name_en": "Theme day", "org_kinds": ["grid"], "every": 1, "month": 1,
        "day": 23, "valid_from": date(2020, 1, 1),
    } | facts  # fmt: skip
    return Cadence.objects.create(area=area, **facts)


def due(of, rule: Cadence, day: date, **facts) -> Meeting:
    """A meeting planned by the rule, due on this day."""
    at = rhythm.end_of(day)
    made = Meeting.objects.create(
        organization=of, area_id=of.area_id, cadence=rule, kind=rule.kind, slot=rule.slot,
        period=rhythm.period_of(rule.every, day), due_at=at, **{"at": facts.get("starts_at") or at} | facts,
    )  # fmt: skip
    return Meeting.objects.get(pk=made.pk)


def called(of, starts_at: datetime | None = None, *, hours: float = 1, members=(), **facts) -> Meeting:
    """A meeting that no rule asks for, with these members expected."""
    starts_at = starts_at or timezone.now()
    facts = {"title": "学习会", "place": "活动室", "state": MeetingState.CALLED} | facts
    made = Meeting.objects.create(
        organization=of, area_id=of.area_id, at=starts_at, starts_at=starts_at,
        ends_at=starts_at + timedelta(hours=hours), **facts,
    )  # fmt: skip
    Attendance.objects.bulk_create(Attendance(meeting=made, member=one) for one in members)
    return Meeting.objects.get(pk=made.pk)


def held(of, starts_at: datetime | None = None, **facts) -> Meeting:
    """Of eight members six came."""
    now = timezone.now()
    wrote = {"minutes": "学习文件", "written_at": now, "written_by": make.user(), "expected": 8, "attended": 6}
    return called(of, starts_at or now - timedelta(days=1), **{"state": MeetingState.HELD} | wrote | facts)


def task(of: Meeting, responsible=None, **facts) -> MeetingTask:
    number = of.resolutions.count() + 1
    resolution = Resolution.objects.create(meeting=of, number=number, text="整治楼道")
    due_at = timezone.now() + timedelta(days=7)
    made = MeetingTask.objects.create(
        resolution=resolution, area_id=of.area_id, what="清理三号楼楼道", responsible=responsible or make.user(),
        **{"due_at": due_at, "given_by": make.user()} | facts,
    )  # fmt: skip
    return MeetingTask.objects.get(pk=made.pk)


class Met:
    """Beside tests.things.Things, which says where they lie and keeps what was made."""

    def _meeting(self):
        return called(organization(self.area, name="第五支部"))

    def _attendance(self):
        of = organization(self.area, name="第六支部")
        return called(of, members=[member(of)]).places.get()

    def _meeting_file(self):
        by = make.user()
        return MeetingFile.objects.create(meeting=self["meeting"], file=a_file(by), at=timezone.now(), by=by)

    def _task_file(self):
        by = make.user()
        return MeetingFile.objects.create(task=self["meeting_task"], file=a_file(by), at=timezone.now(), by=by)

    def _meeting_task(self):
        return task(held(organization(self.area, name="第七支部")))

    def _cadence(self):
        return cadence(self.area)
