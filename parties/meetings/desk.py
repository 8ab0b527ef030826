"""The desk's boxes: one's own tasks of resolutions, and what is due to be held where one keeps the organisations."""

from datetime import timedelta

from django.utils.translation import gettext as _

from grids.days import when
from grids.pages.desk import Box, moment
from grids.templatetags.linli import tag
from parties import rules
from parties.enums.meetings import TaskState
from parties.models import Meeting, MeetingTask
from parties.models.meeting import OPEN

SHOWN = 5
SOON = timedelta(days=7)


def tasks(user, now) -> dict | None:
    """One query. One's own, the most urgent first."""
    found = list(MeetingTask.objects.open().filter(responsible=user.pk).order_by("due_at", "pk")[: SHOWN + 1])
    rows = [
        {
            "title": row.what,
            "url": row.get_absolute_url(),
            "said": [_("by %(day)s") % {"day": when.day_of(when_of(row.due_at), when_of(now))}],
            "tag": tag("over", when.in_tag(row.due_at, now)) if row.due_at < now else "",
        }
        for row in found
    ]
    return box("meeting-tasks", _("My tasks of resolutions"), rows)


def meetings(user, now) -> dict | None:
    """One query. What is to be held within the week, or was not held by its day."""
    rows = Meeting.objects.filter(user.scope.placed_q(rules.KEEP), state__in=OPEN, at__lt=now + SOON)
    found = rows.select_related("cadence", "organization").order_by("at", "pk")[: SHOWN + 1]
    lines = [
        {
            "title": str(row),
            "url": row.get_absolute_url(),
            "said": [row.organization, *_days(row, now)],
            "tag": tag("over", when.in_tag(row.due_at, now)) if row.is_overdue(now) else "",
        }
        for row in found
    ]
    return box("meetings", _("Party meetings to be held"), lines)


def _days(row: Meeting, now) -> list[str]:
    """Its day; and of one that is overdue the last day of its period, which a day set later does not move."""
    day = when.day_of(when_of(row.at), when_of(now))
    if not row.is_overdue(now) or when_of(row.due_at) >= when_of(row.at):
        return [day]
    return [day, _("by %(day)s") % {"day": when.day_of(when_of(row.due_at), when_of(now))}]


def when_of(at):
    return at.astimezone(when.SHANGHAI).date()


def box(key: str, heading: str, rows: list[dict]) -> dict | None:
    count = f"{SHOWN}+" if len(rows) > SHOWN else len(rows)
    return {"key": key, "heading": heading, "rows": rows[:SHOWN], "count": count} if rows else None


def _has_tasks(user, now) -> str:
    return (
        "EXISTS (SELECT FROM parties_meetingtask t"
        f" WHERE t.responsible_id = {user.pk:d} AND t.state = '{TaskState.OPEN}')"
    )


def _has_meetings(user, now) -> str:
    if not user.scope.has(rules.KEEP):
        return ""
    lies = user.scope.placed_sql(rules.KEEP, "m")
    states = ", ".join(f"'{state}'" for state in OPEN)
    return (
        f"EXISTS (SELECT FROM parties_meeting m WHERE m.state IN ({states}) AND m.at < {moment(now + SOON)}"
        f" AND ({lies}))"
    )


BOXES = (
    Box("meeting_tasks", "components/desk_rows.html", tasks, order=20, side=False, has=_has_tasks),
    Box("party_meetings", "components/desk_rows.html", meetings, order=40, side=False, has=_has_meetings),
)
