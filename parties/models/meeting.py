"""Meetings of party organisations: due by a rule or called besides, held, with who came and what proves it."""

import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from grids.models import Placed, StoredFile, new_ref
from parties.enums.meetings import MeetingKind, MeetingState
from parties.meetings import rhythm
from parties.models.cadence import Cadence
from parties.models.member import PartyMember
from parties.models.organization import PLACE, PartyOrganization
from residents.models.dwelling import RegisterQuerySet

OPEN = (MeetingState.DUE, MeetingState.CALLED)
BOOKED = (MeetingState.CALLED, MeetingState.HELD)  # those that have an hour
NEVER_DELETED = pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete)


class MeetingQuerySet(RegisterQuerySet):
    def visible_to(self, user):
        return self.filter(user.scope.placed_q("read_parties"))

    def open(self):
        return self.filter(state__in=OPEN)

    def ahead(self, now):
        """To be held, and the day by which is not over."""
        return self.open().exclude(due_at__lt=now)

    def overdue(self, now):
        return self.filter(state__in=OPEN, due_at__lt=now)


class Meeting(Placed):
    """It lies where its organisation lay when it was planned.

    One that is due by a rule has a period and a day by which it is to be held; any other has a title instead. `at` is
    when it is or was held, until it is called the day by which it is due: lists stand in this order.
    """

    ref = models.CharField(max_length=12, unique=True, default=new_ref, editable=False)
    organization = models.ForeignKey(
        PartyOrganization, models.PROTECT, related_name="meetings", verbose_name=_("Party organisation")
    )
    cadence = models.ForeignKey(Cadence, models.PROTECT, null=True, blank=True, related_name="+", editable=False)
    kind = models.CharField(_("Kind"), max_length=12, choices=MeetingKind, default=MeetingKind.OTHER)
    slot = models.CharField(max_length=40, blank=True, editable=False)
    period = models.DateField(null=True, blank=True, editable=False)
    title = models.CharField(_("Title"), max_length=60, blank=True)
    state = models.CharField(max_length=8, choices=MeetingState, default=MeetingState.DUE, editable=False)
    at = models.DateTimeField(editable=False)
    due_at = models.DateTimeField(null=True, blank=True, editable=False)
    provisional = models.BooleanField(default=False, editable=False)
    alarm_at = models.DateTimeField(null=True, blank=True, editable=False)
    starts_at = models.DateTimeField(_("Begins"), null=True, blank=True)
    ends_at = models.DateTimeField(_("Ends"), null=True, blank=True)
    place = models.CharField(pgettext_lazy("of a meeting", "Place"), max_length=80, blank=True)
    agenda = models.TextField(_("Agenda"), max_length=1000, blank=True)
    convener = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("Convener"), db_index=False,
    )  # fmt: skip
    notice_hash = models.CharField(max_length=64, blank=True, editable=False)
    notice_until = models.DateTimeField(null=True, blank=True, editable=False)
    minutes = models.TextField(_("Minutes"), max_length=8000, blank=True)
    guests = models.PositiveSmallIntegerField(_("Guests"), default=0)
    expected = models.PositiveIntegerField(null=True, blank=True, editable=False)
    attended = models.PositiveIntegerField(null=True, blank=True, editable=False)
    written_at = models.DateTimeField(null=True, blank=True, editable=False)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", editable=False,
        db_index=False,
    )  # fmt: skip
    why = models.CharField(max_length=200, blank=True, editable=False)

    objects = MeetingQuerySet.as_manager()

    class Meta(Placed.Meta):
        verbose_name = pgettext_lazy("of the party", "Meeting")
        verbose_name_plural = pgettext_lazy("of the party", "Meetings")
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "slot", "period"],
                condition=~Q(slot=""),
                name="meeting_once_a_period",
                violation_error_message=_("This meeting is planned already."),
            ),
            models.CheckConstraint(
                condition=Q(cadence=None, slot="", period=None, due_at=None, provisional=False) & ~Q(title="")
                | Q(cadence__isnull=False, period__isnull=False, due_at__isnull=False) & ~Q(slot=""),
                name="meeting_by_rule_or_titled",
                violation_error_message=_("A meeting that no rule asks for has a title."),
            ),
            models.CheckConstraint(condition=Q(at=Coalesce("starts_at", "due_at")), name="meeting_stands_when_it_is"),
            models.CheckConstraint(
                condition=Q(state__in=(MeetingState.DUE, MeetingState.OFF))
                | Q(starts_at__isnull=False, ends_at__isnull=False) & ~Q(place=""),
                name="meeting_called_says_when_and_where",
                violation_error_message=_("Say when and where it is held."),
            ),
            models.CheckConstraint(
                condition=Q(starts_at=None, ends_at=None)
                | Q(starts_at__isnull=False, ends_at__isnull=False, ends_at__gt=F("starts_at")),
                name="meeting_ends_after_it_began",
                violation_error_message=_("It ends after it began."),
            ),
            models.CheckConstraint(
                condition=~Q(state=MeetingState.HELD)
                | Q(expected__isnull=False, attended__isnull=False, written_at__isnull=False) & ~Q(minutes=""),
                name="meeting_held_has_minutes",
                violation_error_message=_("A meeting that was held has minutes."),
            ),
            models.CheckConstraint(
                condition=Q(attended=None) | Q(expected__isnull=False, attended__lte=F("expected")),
                name="meeting_attended_of_expected",
            ),
            models.CheckConstraint(
                condition=~Q(state=MeetingState.OFF) | ~Q(why=""), name="meeting_called_off_says_why"
            ),
            models.CheckConstraint(condition=Q(alarm_at=None) | Q(state__in=OPEN), name="meeting_alarms_while_open"),
            models.CheckConstraint(
                condition=Q(notice_hash="", notice_until=None) | ~Q(notice_hash="") & Q(notice_until__isnull=False),
                name="meeting_notice_ends",
            ),
        ]
        indexes = [
            models.Index(fields=[column, "at", "id"], name=f"meeting_by_{column[:4]}")
            for column in ("district_id", "street_id", "community_id", "grid_id", "area", "organization")
        ] + [
            models.Index(fields=["alarm_at"], name="meeting_alarm", condition=Q(alarm_at__isnull=False)),
            models.Index(fields=["notice_hash"], name="meeting_notice", condition=~Q(notice_hash="")),
        ]
        triggers = [*Placed.Meta.triggers, NEVER_DELETED]

    def __str__(self) -> str:
        if self.title or self.cadence is None:
            return self.title
        return f"{self.cadence.label} · {rhythm.period_name(self.cadence.every, self.period)}"

    def get_absolute_url(self) -> str:
        return f"/parties/meetings/{self.ref}/"

    def is_overdue(self, now) -> bool:
        return self.state in OPEN and self.due_at is not None and self.due_at < now


class AttendanceQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Where one may know who is a member."""
        found = Q(pk__in=())
        for column, ids in user.scope.branches("read_members"):
            found |= Q(**{f"meeting__{column}__in": ids})
        return self.filter(found)

    def expected(self, day):
        """Of a meeting of that day: without those who had left the roll or died by then, unless they came."""
        gone = Q(member__left_on__lte=day) | Q(member__resident__died_on__lte=day)
        return self.exclude(gone, came_at=None)

    def booked(self):
        """What takes up a member's time: meetings to come they are not excused from, and those they came to."""
        came = Q(meeting__state=MeetingState.HELD, came_at__isnull=False)
        return self.filter(came | Q(meeting__state=MeetingState.CALLED, is_excused=False))


class Attendance(models.Model):
    """A member who is expected at a meeting; whether they came, by their own link or by the list."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="places")
    member = models.ForeignKey(PartyMember, models.PROTECT, related_name="attendances")
    came_at = models.DateTimeField(null=True, blank=True)
    by_link = models.BooleanField(default=False)
    is_excused = models.BooleanField(default=False)

    objects = AttendanceQuerySet.as_manager()

    class Meta:
        verbose_name = _("Attendance")
        constraints = [
            models.UniqueConstraint(fields=["meeting", "member"], name="attendance_once"),
            models.CheckConstraint(
                condition=Q(came_at=None) | Q(is_excused=False),
                name="attendance_came_or_excused",
                violation_error_message=_("Who came is not excused."),
            ),
            models.CheckConstraint(
                condition=Q(by_link=False) | Q(came_at__isnull=False), name="attendance_by_link_came"
            ),
        ]


class MemberLink(models.Model):
    """A member's own link: the meetings they are called to, checking in, and how much of their time they take."""

    member = models.OneToOneField(PartyMember, models.PROTECT, related_name="meeting_link")
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    until = models.DateTimeField(editable=False)

    class Meta:
        verbose_name = _("Link of a member")
        triggers = [NEVER_DELETED]


class MeetingFile(models.Model):
    """A photo or paper that shows that a meeting was held, or a task done."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, null=True, related_name="files")
    task = models.ForeignKey("parties.MeetingTask", models.PROTECT, null=True, related_name="files")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)

    class Meta:
        verbose_name = _("Evidence of a meeting")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(meeting=None, task__isnull=False) | Q(meeting__isnull=False, task=None),
                name="meeting_file_of_one",
            )
        ]
        triggers = [NEVER_DELETED]


pghistory.track(
    pghistory.InsertEvent(), pghistory.UpdateEvent(), exclude=[*PLACE, "notice_hash"], level=pghistory.Statement
)(Meeting)  # fmt: skip
pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), exclude=["token_hash"], level=pghistory.Statement)(
    MemberLink
)
for _model in (Attendance, MeetingFile):
    pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), level=pghistory.Statement)(_model)
