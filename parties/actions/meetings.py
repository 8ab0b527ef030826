"""Meetings are called, moved, called off, held and written up."""

from collections.abc import Collection, Sequence
from datetime import date, datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from grids import history, inbox, tallies
from grids.as_shown import check, word
from grids.days.when import midnight
from grids.pages import tokens
from grids.words import reasons
from parties import rules
from parties.actions import evidence
from parties.enums.meetings import MeetingKind, MeetingState
from parties.meetings import load as meeting_load, people as meeting_people
from parties.models import Attendance, Meeting, MeetingFile, PartyMember, PartyOrganization, Resolution
from parties.models.meeting import OPEN

CALLED = ("starts_at", "ends_at", "place", "agenda", "convener")
BEFORE = timedelta(hours=1)  # so long before a meeting its members check in
NOTICE_AFTER = timedelta(days=7)  # how long the public notice can be read after the meeting
MOST_EXPECTED = 500


class AtTheSameTime(ValidationError):
    """Some of the members have another meeting then. Asked again with even_so, it is done."""


def as_shown(made: Meeting) -> str:
    """A short word for what a page shows of when and where it is called."""
    return word([made.state, *(getattr(made, name) for name in CALLED)])


@transaction.atomic
def call(meeting_id: int, *, by, even_so: bool = False, seen: str | None = None, **facts) -> Meeting:
    """Says when and where, expects the organisation's members, and tells those who have an account.

    facts: of CALLED. A meeting that is called already moves, and its notice with it.
    seen: as_shown() of the page that asked. Raises PermissionDenied, ChangedMeanwhile, AtTheSameTime, ValidationError.
    """
    made = _begin(meeting_id, by)
    check(seen, as_shown(made))
    _stands(made.organization)
    return _call(made, facts, by, even_so)


@transaction.atomic
def arrange(
    organization: PartyOrganization, *, by, title: str, kind: str = MeetingKind.OTHER, even_so: bool = False, **facts
) -> Meeting:
    """One that no rule asks for."""
    organization = PartyOrganization.objects.select_for_update(no_key=True).get(pk=organization.pk)
    rules.need(by, rules.KEEP, organization)
    _stands(organization)
    made = Meeting(organization=organization, area_id=organization.area_id, title=title.strip(), kind=kind)
    same = organization.meetings.filter(state=MeetingState.CALLED, title=made.title, kind=kind, **facts).first()
    if same:  # the form was sent again
        return same
    return _call(made, facts, by, even_so)


def _stands(organization: PartyOrganization) -> None:
    """What a dissolved one still owes is written up or called off; it meets no more."""
    if organization.dissolved_on:
        raise ValidationError(_("This organisation is dissolved."))


def _call(made: Meeting, facts: dict, by, even_so: bool) -> Meeting:
    moved = made.state == MeetingState.CALLED
    for name, value in facts.items():
        setattr(made, name, value)
    made.state, made.at = MeetingState.CALLED, made.starts_at or made.due_at
    _move_notice(made)
    made.full_clean()
    if not even_so and (busy := meeting_load.busy_then(made)):
        said = _("%(n)d of its members have another meeting at that time. Call it even so?") % {"n": busy}
        raise AtTheSameTime({"even_so": said})
    with history.acting(by, grant=rules.KEEP, where=made.organization):  # a new row does not know its areas yet
        made.save()
        expect(made)
        too_early = made.places.filter(came_at__lt=made.starts_at - BEFORE)  # for the hour that it had before
        too_early.update(came_at=None, by_link=False)
    _tell(made, by, "meeting_moved" if moved else "meeting_called")
    return made


def _move_notice(made: Meeting) -> None:
    if made.notice_hash:
        made.notice_until = made.ends_at + NOTICE_AFTER


def expect(meeting: Meeting) -> None:
    """Whoever is expected today; who was before stays."""
    rows = meeting_people.expected(meeting)
    rows = rows.exclude(attendances__meeting=meeting).order_by("pk")[:MOST_EXPECTED]
    Attendance.objects.bulk_create((Attendance(meeting=meeting, member=one) for one in rows), ignore_conflicts=True)


def _tell(made: Meeting, by, kind: str) -> None:
    convener = [made.convener_id] if made.convener_id else []
    members = meeting_people.accounts_of(meeting_people.on_the_list(made))
    _tell_these({*members, *convener} - {by.pk}, made, kind)


def _tell_these(people: set[int], made: Meeting, kind: str) -> None:
    said = {"meeting": _name(made), "at": made.starts_at, "place": made.place}
    inbox.tell(people, kind, said, made.get_absolute_url())


def _name(made: Meeting) -> str | dict:
    if made.title or made.cadence is None:
        return made.title
    return {"zh": made.cadence.name_zh, "en": made.cadence.name_en}


@transaction.atomic
def call_off(meeting_id: int, *, by, why: str) -> Meeting:
    """Its period has no such meeting then; the reason stays with it."""
    made = _begin(meeting_id, by)
    was_called = made.state == MeetingState.CALLED
    made.state, made.alarm_at, made.why = MeetingState.OFF, None, reasons.need(why)
    made.notice_hash, made.notice_until = "", None
    history.save(made, by, grant=rules.KEEP, where=made, why=made.why)
    tallies.late(Meeting, made.due_at)
    if was_called:
        _tell(made, by, "meeting_off")
    return made


def call_off_with(organization: PartyOrganization, *, by) -> None:
    """Its meetings to come, inside the act that dissolves it. Those that were owed or begun by now are left to people,
    who write them up or say why not."""
    now, why = timezone.now(), _("The organisation was dissolved.")
    rows = organization.meetings.open().filter(Q(starts_at__gt=now) | Q(starts_at=None, due_at__gte=now))
    off = list(rows.select_related("cadence").select_for_update(of=("self",), no_key=True).order_by("pk"))
    told = [made for made in off if made.state == MeetingState.CALLED]
    for made in off:
        made.state, made.alarm_at, made.why = MeetingState.OFF, None, why
        made.notice_hash, made.notice_until = "", None
    with history.acting(by, grant=rules.KEEP, where=organization, why=why):
        Meeting.objects.bulk_update(off, ["state", "alarm_at", "why", "notice_hash", "notice_until"])
    tallies.late(Meeting, *(made.due_at for made in off))
    for made in told:
        _tell(made, by, "meeting_off")


@transaction.atomic
def write_up(
    meeting_id: int, *, by, starts_at: datetime, ends_at: datetime, place: str, minutes: str, guests: int = 0,
    came: Sequence[int] | None = None, excused: Sequence[int] = (), had_come: Sequence[int] | None = None,
    resolved: Sequence[str] = (), now: datetime | None = None,
) -> Meeting:  # fmt: skip
    """It was held. Asked again it corrects the minutes and the list; resolutions are added, never taken back.

    came, excused: primary keys of Attendance, the whole list; None leaves the list as it is (whoever may not know
    who is a member). had_come: who had on the page that was filled in; who checked in since then has come.
    Raises PermissionDenied, ValidationError.
    """
    now = now or timezone.now()
    made = _begin(meeting_id, by, (*OPEN, MeetingState.HELD))
    if starts_at > now:
        raise ValidationError({"starts_at": _("What is still to come was not held.")})
    if came is not None:
        rules.need(by, rules.READ_MEMBERS, made)
    counted = (made.due_at, made.starts_at, starts_at)
    made.starts_at, made.ends_at, made.place, made.at = starts_at, ends_at, place, starts_at
    made.minutes, made.guests = minutes.strip(), guests
    _move_notice(made)
    with history.acting(by, grant=rules.KEEP, where=made):
        if made.state == MeetingState.DUE:
            expect(made)
        if came is not None:
            since = _checked_in_since(made, had_come)
            _tick(made, {*came, *since}, {*excused} - since, starts_at)
        made.state, made.alarm_at, made.written_at, made.written_by = MeetingState.HELD, None, now, by
        count(made)
        made.full_clean()
        made.save()
        _resolve(made, resolved)
    tallies.late(Meeting, *counted, now=now)
    return made


def _checked_in_since(made: Meeting, had_come: Sequence[int] | None) -> set[int]:
    if had_come is None:
        return set()
    return set(made.places.filter(by_link=True).exclude(pk__in=had_come).values_list("pk", flat=True))


def _tick(made: Meeting, came: set[int], excused: set[int], at: datetime) -> None:
    """By the list. Who checked in by their link keeps the minute."""
    if came & excused:
        raise ValidationError({"excused": _("Who came is not excused.")})
    rows = list(made.places.select_for_update(no_key=True).order_by("pk"))
    for row in rows:
        row.is_excused = row.pk in excused
        row.came_at = (row.came_at or at) if row.pk in came else None
        row.by_link = row.by_link and row.came_at is not None
    Attendance.objects.bulk_update(rows, ["is_excused", "came_at", "by_link"])


def count(made: Meeting) -> None:
    """k of n: the excused are expected as well."""
    made.expected = meeting_people.on_the_list(made).count()
    made.attended = made.places.filter(came_at__isnull=False).count()


def count_again(members: Collection[int], since: date) -> None:
    """Inside an act by which these members left the roll on this day or later, or did not after all: who is told of
    that after the minutes were written is missed there no more, or again."""
    absent = Attendance.objects.filter(member__in=members, came_at=None, meeting__starts_at__gte=midnight(since))
    held, days = Meeting.objects.filter(state=MeetingState.HELD, pk__in=absent.values("meeting")), []
    for made in held.select_for_update(no_key=True).order_by("pk"):
        counted = made.expected
        count(made)
        if made.expected != counted:
            made.save(update_fields=["expected", "attended"])
            days.append(made.starts_at)
    tallies.late(Meeting, *days)


def _resolve(made: Meeting, texts: Sequence[str]) -> None:
    """Those that do not stand there yet: the same form may be sent again."""
    there = list(made.resolutions.values_list("text", flat=True))
    new = [text for text in dict.fromkeys(text.strip() for text in texts) if text not in there]
    rows = [Resolution(meeting=made, number=at, text=text) for at, text in enumerate(new, len(there) + 1)]
    for row in rows:
        row.clean_fields(exclude=["meeting"])
    Resolution.objects.bulk_create(rows)


@transaction.atomic
def prove(meeting_id: int, upload, *, by, now: datetime | None = None) -> MeetingFile:
    """A photo or a PDF. Raises PermissionDenied, ValidationError, also for a file that is neither."""
    made = _begin(meeting_id, by, (MeetingState.CALLED, MeetingState.HELD))
    return evidence.keep(upload, of=made, by=by, now=now)


@transaction.atomic
def invite(meeting_id: int, member: PartyMember, *, by) -> Attendance:
    """A member of another organisation, whom `by` may know of; told if they have an account."""
    made = _begin(meeting_id, by, (MeetingState.CALLED,))
    rules.need(by, rules.READ_MEMBERS, member)
    if made.places.filter(member=member).exists():
        raise ValidationError({"name": _("This member is expected already.")})
    kept = Attendance(meeting=made, member=member)
    history.save(kept, by, grant=rules.KEEP, where=made)
    _tell_these({*meeting_people.accounts_of(made.places.filter(pk=kept.pk))} - {by.pk}, made, "meeting_called")
    return kept


@transaction.atomic
def issue_notice(meeting_id: int, *, by) -> str:
    """A public link to what, when and where; an older one stops working. Returned here and kept nowhere."""
    made = _begin(meeting_id, by, (MeetingState.CALLED,))
    token, made.notice_hash = tokens.new()
    made.notice_until = made.ends_at + NOTICE_AFTER
    with history.acting(by, grant=rules.KEEP, where=made):
        made.save(update_fields=["notice_hash", "notice_until"])
    return token


def notice(token: str, *, now: datetime | None = None) -> Meeting | None:
    rows = Meeting.objects.filter(notice_hash=tokens.hashed(token), notice_until__gt=now or timezone.now())
    return rows.select_related("organization", "cadence").first()


def _begin(meeting_id: int, by, states: Sequence[str] = OPEN) -> Meeting:
    rows = Meeting.objects.select_for_update(of=("self",), no_key=True).select_related("cadence", "organization")
    made = rows.get(pk=meeting_id)
    rules.need(by, rules.KEEP, made)
    if made.state not in states:
        raise ValidationError(_("This meeting stands at: %(state)s.") % {"state": made.get_state_display()})
    return made
