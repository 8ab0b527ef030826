"""Members check in by their own link: issued once, kept hashed, good for half a year."""

from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from grids import history, tallies
from grids.pages import tokens
from parties import rules
from parties.actions.meetings import BEFORE, count
from parties.enums.meetings import MeetingState
from parties.meetings import people as meeting_people
from parties.models import Attendance, Meeting, MemberLink, PartyMember
from parties.models.meeting import BOOKED

GOOD_FOR = timedelta(days=180)
AFTER = timedelta(hours=3)  # so long after a meeting its members check in
MOST_LINKS = 60  # on one sheet


@transaction.atomic
def issue(member_id: int, *, by, now: datetime | None = None) -> str:
    """The member's link; an older one stops working. Returned here and kept nowhere. Raises PermissionDenied."""
    member = PartyMember.objects.select_for_update(no_key=True).get(pk=member_id)
    rules.need(by, rules.KEEP, member)
    rules.need(by, rules.READ_MEMBERS, member)
    if member.left_on:
        raise ValidationError(_("This member has left."))
    token, token_hash = tokens.new()
    facts = {"token_hash": token_hash, "until": (now or timezone.now()) + GOOD_FOR}
    with history.acting(by, grant=rules.KEEP, where=member):
        MemberLink.objects.update_or_create(member=member, defaults=facts)
    return token


@transaction.atomic
def issue_missing(meeting_id: int, *, by, now: datetime | None = None) -> list[tuple[Attendance, str]]:
    """A link for everybody called to the meeting who has none that works, MOST_LINKS at a time: (place, token).

    Guests from rolls that `by` does not keep are given theirs by whoever does.
    """
    now = now or timezone.now()
    rows = Attendance.objects.filter(meeting=meeting_id, member__left_on=None)
    rows = rows.exclude(member__meeting_link__until__gt=now).select_related("member__resident").order_by("pk")
    own = [row for row in rows if meeting_people.may_link(by, row.member)]
    return [(row, issue(row.member_id, by=by, now=now)) for row in own[:MOST_LINKS]]


def opened(token: str, *, now: datetime | None = None) -> PartyMember | None:
    rows = PartyMember.objects.current().filter(
        meeting_link__token_hash=tokens.hashed(token), meeting_link__until__gt=now or timezone.now()
    )
    return rows.select_related("resident", "organization").first()


def takes(meeting: Meeting, now: datetime) -> bool:
    """Whether members check in now."""
    if meeting.state not in BOOKED or meeting.starts_at is None or meeting.ends_at is None:
        return False
    return meeting.starts_at - BEFORE <= now <= meeting.ends_at + AFTER


@transaction.atomic
def check_in(attendance_id: int, *, now: datetime | None = None) -> Attendance:
    """By the member's own link: whoever calls this has opened it. The second time changes nothing."""
    now = now or timezone.now()
    known = Attendance.objects.get(pk=attendance_id)
    meeting = Meeting.objects.select_for_update(no_key=True).get(pk=known.meeting_id)
    made = Attendance.objects.select_for_update(no_key=True).get(pk=attendance_id)
    if not takes(meeting, now):
        raise ValidationError(_("Checking in works from an hour before to three hours after the meeting."))
    if made.came_at is None:
        made.came_at, made.by_link, made.is_excused = now, True, False
        with history.acting(None):
            made.save()
            if meeting.state == MeetingState.HELD:
                count(meeting)
                meeting.save(update_fields=["expected", "attended"])
                tallies.late(Meeting, meeting.starts_at, now=now)
    return made
