"""What a meeting resolved, and the tasks that come of it, each with one person and a day."""

import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from grids.models import Placed, new_ref
from parties.enums.meetings import TaskState
from parties.models.meeting import NEVER_DELETED, Meeting
from parties.models.organization import PLACE
from residents.models.dwelling import RegisterQuerySet


class Resolution(models.Model):
    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="resolutions")
    number = models.PositiveSmallIntegerField()
    text = models.CharField(_("Resolution"), max_length=300)

    class Meta:
        verbose_name = _("Resolution")
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["meeting", "number"], name="resolution_number_once")]
        triggers = [pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete)]

    def __str__(self) -> str:
        return self.text


class TaskQuerySet(RegisterQuerySet):
    def visible_to(self, user):
        """Those of one's areas, and what one is to do oneself."""
        return self.filter(user.scope.placed_q("read_parties") | Q(responsible=user.pk))

    def open(self):
        return self.filter(state=TaskState.OPEN)


class MeetingTask(Placed):
    """It lies where its meeting lies; one person is responsible."""

    ref = models.CharField(max_length=12, unique=True, default=new_ref, editable=False)
    resolution = models.ForeignKey(Resolution, models.PROTECT, related_name="tasks", verbose_name=_("Resolution"))
    what = models.CharField(_("What is to be done"), max_length=200)
    responsible = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+",
        verbose_name=pgettext_lazy("of a task", "Responsible person"), db_index=False,
    )  # fmt: skip
    due_at = models.DateTimeField()
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False, db_index=False
    )
    state = models.CharField(max_length=8, choices=TaskState, default=TaskState.OPEN, editable=False)
    done_at = models.DateTimeField(null=True, blank=True, editable=False)
    outcome = models.CharField(pgettext_lazy("of a task", "Outcome"), max_length=300, blank=True, editable=False)
    alarm_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = TaskQuerySet.as_manager()

    class Meta(Placed.Meta):
        verbose_name = _("Task of a resolution")
        verbose_name_plural = _("Tasks of resolutions")
        ordering = ["due_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state=TaskState.DONE, done_at__isnull=False) | ~Q(state=TaskState.DONE) & Q(done_at=None),
                name="meeting_task_done_when",
            ),
            models.CheckConstraint(
                condition=Q(state=TaskState.OPEN, outcome="") | ~Q(state=TaskState.OPEN) & ~Q(outcome=""),
                name="meeting_task_ends_with_words",
                violation_error_message=_("Say what came of it."),
            ),
            models.CheckConstraint(
                condition=Q(alarm_at=None) | Q(state=TaskState.OPEN), name="meeting_task_alarms_while_open"
            ),
        ]
        indexes = [
            models.Index(fields=[column, "due_at", "id"], name=f"meeting_task_{column[:4]}")
            for column in ("district_id", "street_id", "community_id", "grid_id", "area", "responsible")
        ] + [models.Index(fields=["alarm_at"], name="meeting_task_alarm", condition=Q(alarm_at__isnull=False))]
        triggers = [*Placed.Meta.triggers, NEVER_DELETED]

    def __str__(self) -> str:
        return self.what

    def get_absolute_url(self) -> str:
        return f"/parties/meetings/tasks/{self.ref}/"

    def is_overdue(self, now) -> bool:
        return self.state == TaskState.OPEN and self.due_at < now


pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), level=pghistory.Statement)(Resolution)
pghistory.track(
    pghistory.InsertEvent(), pghistory.UpdateEvent(), exclude=PLACE, level=pghistory.Statement
)(MeetingTask)  # fmt: skip
