"""The sweep: meetings not held by their day, tasks that are due tomorrow or were not done."""

from datetime import datetime

from django.utils import timezone

from grids import inbox
from parties.actions.meeting_tasks import said
from parties.meetings.people import keepers
from parties.models import Meeting, MeetingTask

OVERDUE = "/parties/meetings/?view=overdue"


def unheld(meetings: list[Meeting], now: datetime) -> None:
    """Whoever keeps the organisation's papers is told once of all that ran out on one day; the convener as well."""
    days = {one.pk: timezone.localdate(one.due_at) for one in meetings}
    told = {(user, days[meeting]) for meeting, user in keepers(days, timezone.localdate(now))}
    told |= {(one.convener_id, days[one.pk]) for one in meetings if one.convener_id}
    inbox.tell_many(
        [(user, "meetings_overdue", {"day": day}, OVERDUE, f"meetings-overdue-{day}") for user, day in sorted(told)]
    )
    Meeting.objects.filter(pk__in=list(days)).update(alarm_at=None)


def tasks(rows: list[MeetingTask], now: datetime) -> None:
    """The day before to whoever is responsible; when it has run out to whoever gave it as well."""
    lines, soon = [], []
    for row in rows:
        url, over = row.get_absolute_url(), row.due_at <= now
        kind = "meeting_task_overdue" if over else "meeting_task_soon"
        told = {row.responsible_id, row.given_by_id} if over else {row.responsible_id}
        lines += [(user, kind, said(row), url, f"{kind}-{row.pk}") for user in sorted(told)]
        row.alarm_at = None if over else row.due_at
        soon.append(row)
    inbox.tell_many(lines)
    MeetingTask.objects.bulk_update(soon, ["alarm_at"])
