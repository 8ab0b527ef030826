"""Meetings that rules ask for are planned ahead, follow their rule when it changes, and the calendar."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from grids import history, tallies
from grids.database import locks
from grids.days import calendar
from grids.days.workdays import Calendar
from grids.models import Area
from parties.enums import OrgKind
from parties.enums.meetings import MeetingState
from parties.meetings import rhythm
from parties.meetings.cadences import in_force
from parties.models import Cadence, Meeting, PartyMember, PartyOrganization

AHEAD = timedelta(days=92)  # planned so far ahead: a quarter
BATCH = 500
GROUPS = (OrgKind.GROUP, OrgKind.BUILDING_GROUP, OrgKind.HOUSEHOLD)


@transaction.atomic
def plan(within: Area | None = None, *, by=None, now: datetime | None = None) -> int:
    """Plans what is due in the quarter to come; how many. Asked again it plans nothing twice, also at the same time.

    by: whoever changed a rule; None at midnight.
    """
    locks.share(locks.Lock.TREE)  # before the organisations: whoever changes the tree has it first
    today = timezone.localdate(now or timezone.now())
    cadences = list(Cadence.objects.on(today).order_by("pk"))
    rows = can_meet(PartyOrganization.objects.standing())
    organizations = list(rows.below(within) if within else rows)
    known = _known(today, organizations)
    wanted = _held(
        [
            meeting
            for meeting in _wanted(organizations, cadences, today, calendar.current())
            if (meeting.organization_id, meeting.slot, meeting.period) not in known
        ]
    )
    before = Meeting.objects.count() if wanted else 0
    with history.acting(by):
        Meeting.objects.bulk_create(wanted, batch_size=BATCH, ignore_conflicts=True)
    return Meeting.objects.count() - before if wanted else 0


def can_meet(organizations):
    """Not the groups on whose roll nobody stands: their people are still their branch's."""
    alone = ~Exists(PartyMember.objects.current().filter(organization=OuterRef("pk")))
    return organizations.exclude(alone, kind__in=GROUPS)


def _known(today: date, organizations) -> set[tuple]:
    rows = Meeting.objects.exclude(slot="").filter(period__gte=today - timedelta(days=400))
    rows = rows.filter(organization__in=[one.pk for one in organizations])
    return set(rows.values_list("organization_id", "slot", "period"))


def _held(wanted: list[Meeting]) -> list[Meeting]:
    """Those of organisations that stand and are not dissolved meanwhile. Whose row somebody else holds just now is
    planned the night after: waiting for many, one after the other, could be waiting for each other."""
    rows = PartyOrganization.objects.standing().filter(pk__in={meeting.organization_id for meeting in wanted})
    held = set(rows.select_for_update(no_key=True, skip_locked=True).values_list("pk", flat=True))
    return [meeting for meeting in wanted if meeting.organization_id in held]


def _wanted(organizations, cadences, today: date, days: Calendar) -> Iterator[Meeting]:
    """Each rule's days are counted once, however many organisations it speaks of."""
    slots = {one.pk: [*rhythm.slots(one.pattern, max(today, one.valid_from), today + AHEAD, days)] for one in cadences}
    for organization in organizations:
        speaking = [one for one in cadences if one.nearness(organization) is not None]
        for cadence in speaking:
            for found in slots[cadence.pk]:
                until = organization.ends_on or found.due
                holds = in_force(organization, speaking, found.due).get(cadence.slot)
                if holds is cadence and organization.founded_on <= found.due <= until:
                    yield of_slot(organization, cadence, found)


def of_slot(organization: PartyOrganization, cadence: Cadence, found: rhythm.Slot) -> Meeting:
    made = Meeting(
        organization=organization, area_id=organization.area_id, cadence=cadence, kind=cadence.kind,
        slot=cadence.slot, period=found.period,
    )  # fmt: skip
    return _due(made, found)


def _due(meeting: Meeting, found: rhythm.Slot) -> Meeting:
    meeting.due_at, meeting.provisional = rhythm.end_of(found.due), found.provisional
    meeting.at = meeting.starts_at or meeting.due_at
    meeting.alarm_at = meeting.due_at
    return meeting


def follow(since: date, within: Area | None, *, by) -> None:
    """A rule has changed: what is due from that day on, and not called yet, follows the rule that holds now.

    Where the period is not one of the new rule's, the meeting is called off and plan() makes the new ones.
    """
    locks.share(locks.Lock.TREE)  # before the meetings, since plan() comes after
    rows = Meeting.objects.filter(state=MeetingState.DUE, due_at__gte=rhythm.end_of(since)).exclude(slot="")
    rows = rows.below(within) if within else rows
    cadences, days = list(Cadence.objects.on(since).order_by("pk")), calendar.current()
    changed, over = [], []
    for row in rows.select_related("organization", "cadence").select_for_update(of=("self",), no_key=True):
        holds = in_force(row.organization, cadences, timezone.localdate(row.due_at)).get(row.slot)
        if holds is not None and holds.pk == row.cadence_id:
            continue
        if holds is not None and rhythm.period_of(holds.every, row.period) == row.period:
            found = rhythm.slot(holds.pattern, row.period, days)
            if found.due >= since:  # else this period still belongs to the rule that held when it was due
                row.cadence = holds
                changed.append(_due(row, found))
        else:
            row.state, row.alarm_at, row.why = MeetingState.OFF, None, _("The rule has changed.")
            over.append(row)
    with history.acting(by):
        Meeting.objects.bulk_update(changed, ["cadence", "due_at", "provisional", "at", "alarm_at"], batch_size=BATCH)
        Meeting.objects.bulk_update(over, ["state", "alarm_at", "why"], batch_size=BATCH)
    tallies.late(Meeting, *(row.due_at for row in over))


def provisional(user):
    """The open meetings this person may see whose day depends on a year without a notice."""
    return Meeting.objects.visible_to(user).open().filter(provisional=True)


def recompute(*, since: date | None, now: datetime) -> int:
    """Days of open meetings counted anew where the calendar may have moved them; how many moved."""
    touched = Q(provisional=True)
    if since is not None:
        touched |= Q(due_at__gte=rhythm.end_of(since))
    waiting = Meeting.objects.open().filter(touched).exclude(slot="").order_by("pk").values_list("pk", flat=True)
    moved, last = 0, 0
    while batch := list(waiting.filter(pk__gt=last)[:BATCH]):
        moved += _recount(batch)
        last = batch[-1]
    return moved


@transaction.atomic
def _recount(batch: list[int]) -> int:
    rows = Meeting.objects.open().filter(pk__in=batch).select_related("cadence")
    days, before = calendar.current(), {}
    changed = list(rows.select_for_update(of=("self",), no_key=True).order_by("pk"))
    for row in changed:
        before[row.pk] = row.due_at
        was_told = row.alarm_at is None
        _due(row, rhythm.slot(row.cadence.pattern, row.period, days))
        if was_told and row.due_at == before[row.pk]:
            row.alarm_at = None
    with history.acting(None):
        Meeting.objects.bulk_update(changed, ["due_at", "provisional", "at", "alarm_at"])
    return sum(row.due_at != before[row.pk] for row in changed)
