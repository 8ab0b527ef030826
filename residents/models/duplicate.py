"""Two entries for one person: that they are not, and that they were made one."""

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from grids.models import Post
from residents.models.resident import Resident


class NotDuplicate(models.Model):
    """Somebody looked at both and says that they are two people. The lower id stands first: a pair is there once."""

    first = models.ForeignKey(Resident, models.PROTECT, related_name="+")
    second = models.ForeignKey(Resident, models.PROTECT, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("Not a duplicate")
        constraints = [
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="not_duplicate_in_order"),
            models.UniqueConstraint(fields=["first", "second"], name="not_duplicate_once"),
        ]


class MergeQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(kept__in=Resident.objects.visible_to(user))


class Merge(models.Model):
    """What went over from one entry to the other. `before` holds ids, days and names of fields, nothing personal."""

    kept = models.ForeignKey(Resident, models.PROTECT, related_name="merges")
    dropped = models.ForeignKey(Resident, models.PROTECT, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    post = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+", db_index=False)
    at = models.DateTimeField()
    before = models.JSONField(default=dict)
    kept_version = models.PositiveIntegerField(help_text="as the merge left it: a later one bars the way back")
    dropped_version = models.PositiveIntegerField()
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False
    )

    objects = MergeQuerySet.as_manager()

    class Meta:
        verbose_name = _("Two entries made one")
        constraints = [
            models.UniqueConstraint(fields=["dropped"], condition=Q(undone_at=None), name="merged_once"),
            models.CheckConstraint(condition=~Q(kept=F("dropped")), name="merge_of_two"),
            models.CheckConstraint(
                condition=Q(undone_at=None, undone_by=None) | Q(undone_at__isnull=False, undone_by__isnull=False),
                name="merge_undone_by_somebody",
            ),
        ]

    @property
    def may_be_undone(self) -> bool:
        """Neither entry was changed since. Reads kept and dropped."""
        same = (self.kept.version, self.dropped.version) == (self.kept_version, self.dropped_version)
        return self.undone_at is None and same and self.kept.merged_into_id is None


pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent())(Merge)
