"""Meetings of the demo: two months held, a month to come, of 镇海社区's committee and branches. A few statements."""

import random
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from config.demo import pictures
from config.demo.areas import WHY, Place
from config.demo.people import Staff
from grids import history
from grids.days import calendar
from grids.days.when import SHANGHAI
from parties.actions import meeting_plan
from parties.enums.meetings import MeetingKind, MeetingState, TaskState
from parties.meetings import people as meeting_people, rhythm
from parties.meetings.cadences import in_force
from parties.models import (
    Attendance,
    Cadence,
    Meeting,
    MeetingFile,
    MeetingTask,
    PartyOrganization,
    Resolution,
)

SEED = 72
BACK = timedelta(days=75)
LATE, MISSED, CAME = 0.12, 0.06, 0.84
EVENING = (time(15), time(16, 30), time(19, 30))
# resolution, what is to be done, the photo that shows it done
RESOLVED = (
    ("推进楼道杂物清理", "组织党员清理楼道杂物并拍照反馈", "waste-empty"),
    ("完善独居老人结对", "核对结对名单，逐户上门一次", ""),
    ("规范电动车停放", "会同物业划出停车位并张贴提示", "bikes-shed"),
    ("夜间照明问题上报", "统计不亮的路灯并报街道", ""),
)
MINUTES = """一、学习上级文件精神。
二、通报上月工作，逐项对照未完成事项。
三、讨论网格内居民反映的问题，明确责任人和完成时限。"""


def load(place: Place, staff: Staff, now: datetime) -> int:
    """After the party organisations and their members."""
    dice, today, by = random.Random(SEED), timezone.localdate(now), staff["community"]
    home = place.lines[0]
    with history.acting(None, why=WHY):
        rows = _planned(list(meeting_plan.can_meet(PartyOrganization.objects.below(home))), today)
        members = _expected(rows)
        last = max((row for row in rows if members[_whose(row)]), key=lambda row: row.due_at)
        for row in rows:
            if row is not last:
                _fate(row, members[_whose(row)], now, by, dice)
        # On some evenings all that were due are over: somebody is invited whatever day it is.
        _call(last, today + timedelta(days=1), by, dice)
        Meeting.objects.bulk_create(rows)
        _attendance([row for row in rows if row.starts_at], members, dice)
        _tasks([row for row in rows if row.state == MeetingState.HELD], [by, staff["grid"]], now, dice)
        meeting_plan.plan(home, now=now)
    return Meeting.objects.count()


def _planned(organizations: list[PartyOrganization], today: date) -> list[Meeting]:
    """What the rules asked for in the last months and ask for in the next week."""
    rules, days = list(Cadence.objects.filter(area=None, valid_to=None).order_by("pk")), calendar.current()
    slots = {rule.pk: [*rhythm.slots(rule.pattern, today - BACK, today + timedelta(days=7), days)] for rule in rules}
    made = []
    for organization in organizations:
        for rule in in_force(organization, rules, today).values():
            for slot in slots[rule.pk]:
                meeting = meeting_plan.of_slot(organization, rule, slot)
                made.append(meeting)
    return made


def _whose(row: Meeting) -> tuple[int, bool]:
    """The committee of an organisation meets by itself."""
    return row.organization_id, row.kind == MeetingKind.COMMITTEE


def _expected(rows: list[Meeting]) -> dict[tuple[int, bool], list[int]]:
    each = {_whose(row): row for row in rows}
    return {
        whose: list(meeting_people.expected(row).order_by("pk").values_list("pk", flat=True))
        for whose, row in each.items()
    }


def _fate(row: Meeting, members: list[int], now: datetime, by, dice: random.Random) -> None:
    """Most were held in time, some late, a few not at all."""
    at = dice.random()
    row.alarm_at = row.due_at if row.due_at > now else None
    if row.due_at < now and at < MISSED:
        return
    days = dice.randrange(1, 5) if row.due_at < now and at < MISSED + LATE else -dice.randrange(0, 4)
    day = timezone.localdate(row.due_at) + timedelta(days=days)
    _call(row, day, by, dice)
    if row.ends_at < now:
        row.state, row.minutes, row.written_at, row.written_by = MeetingState.HELD, MINUTES, row.ends_at, by
        row.alarm_at, row.guests, row.expected, row.attended = None, dice.randrange(0, 4), len(members), 0


def _call(row: Meeting, day: date, by, dice: random.Random) -> None:
    row.starts_at = row.at = datetime.combine(day, dice.choice(EVENING), SHANGHAI)
    row.ends_at = row.starts_at + timedelta(minutes=row.cadence.minutes)
    row.place, row.agenda = (
        dice.choice(("党群服务中心二楼", "网格党员活动室", "社区会议室")),
        "学习文件；通报工作；讨论居民反映的问题",
    )
    row.state, row.convener = MeetingState.CALLED, by


def _attendance(rows: list[Meeting], members: dict[tuple[int, bool], list[int]], dice: random.Random) -> None:
    made = []
    for row in rows:
        for member in members[_whose(row)]:
            came = row.state == MeetingState.HELD and dice.random() < CAME
            made.append(Attendance(meeting=row, member_id=member, came_at=row.starts_at if came else None))
            row.attended = row.attended + 1 if came else row.attended
    Attendance.objects.bulk_create(made, batch_size=2000)
    Meeting.objects.bulk_update([row for row in rows if row.attended], ["attended"])


def _tasks(rows: list[Meeting], people: list, now: datetime, dice: random.Random) -> None:
    """One resolution of every third meeting, with one task; most are done."""
    chosen = [(row, dice.choice(RESOLVED)) for row in rows if dice.random() < 0.34]
    resolutions = [Resolution(meeting=row, number=1, text=text) for row, (text, _what, _scene) in chosen]
    Resolution.objects.bulk_create(resolutions)
    made, proved = [], []
    photos = {scene: pictures.drawn(scene, people[0]) for _text, _what, scene in RESOLVED if scene}
    for resolution, (row, (_text, what, scene)) in zip(resolutions, chosen, strict=True):
        due_at = rhythm.end_of(timezone.localdate(row.starts_at) + timedelta(days=14))
        task = MeetingTask(
            resolution=resolution, area_id=row.area_id, what=what, responsible=dice.choice(people),
            given_by=people[0], due_at=due_at,
        )  # fmt: skip
        done_at = due_at - timedelta(days=dice.randrange(-2, 9))
        if done_at < now and dice.random() < 0.85:
            task.state, task.done_at, task.outcome = TaskState.DONE, done_at, "已完成"
            if scene:
                proved.append(MeetingFile(task=task, file=photos[scene], at=done_at, by=task.responsible))
        elif due_at > now:
            task.alarm_at = max(now, due_at - timedelta(days=1))
        made.append(task)
    MeetingTask.objects.bulk_create(made)
    MeetingFile.objects.bulk_create(proved)
