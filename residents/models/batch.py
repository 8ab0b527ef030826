"""A ledger that is brought in: its rows sealed under a key of the batch's own, and what became of them."""

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from grids.fields import EncryptedField
from grids.models import Area, Post, SubjectKey, new_ref
from residents.enums import ListOf


class BatchState(models.TextChoices):
    MATCHING = "matching", _("Match the columns")
    CHECKING = "checking", _("Being checked")
    READY = "ready", _("Checked, not written")
    WRITING = "writing", _("Being written")
    DONE = "done", pgettext_lazy("of a ledger", "Written")
    STOPPED = "stopped", _("Stopped half-way")
    UNDONE = "undone", _("Undone")
    DROPPED = "dropped", pgettext_lazy("of a ledger", "Dropped")


class BatchQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(user.scope.area_q("import_residents", "area__"))

    def unfinished(self):
        return self.filter(state__in=[BatchState.CHECKING, BatchState.WRITING])


class ImportBatch(models.Model):
    """Nothing of the sheet stands readable here: file name and head may hold names as well as the rows do."""

    ref = models.CharField(max_length=12, unique=True, default=new_ref, editable=False)
    area = models.ForeignKey(Area, models.PROTECT, related_name="+", verbose_name=_("Area"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    hat = models.CharField(max_length=80, blank=True, help_text="key of the hat worn: the worker acts in it")
    subject = models.ForeignKey(SubjectKey, models.PROTECT, related_name="+", editable=False)
    file_name = EncryptedField(max_length=255)
    language = models.CharField(max_length=10, default="zh-hans", help_text="in which its reasons are written")
    head = EncryptedField(help_text="JSON list: the heads as the sheet has them")
    is_csv = models.BooleanField(default=False)
    columns = models.JSONField(default=dict, help_text="place of a column -> code of a field, or of nothing")
    fill_only = models.BooleanField(default=True, help_text="people who are there: only what is empty is filled in")
    left = ArrayField(models.PositiveIntegerField(), default=list, help_text="lines whose people stay as they are")
    state = models.CharField(max_length=10, choices=BatchState, default=BatchState.MATCHING)
    total = models.PositiveIntegerField(default=0)
    written = models.PositiveIntegerField(default=0, help_text="rows gone through")
    counts = models.JSONField(default=dict, help_text="outcome -> how many rows, as checked or as written")
    tries = models.PositiveSmallIntegerField(default=0, help_text="failures since something went well")
    alarm_at = models.DateTimeField(null=True, help_text="when the sweep hands an unfinished batch to a worker again")
    made_at = models.DateTimeField(auto_now_add=True)
    done_at = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)
    erased_at = models.DateTimeField(null=True, help_text="its rows and its key are gone")

    objects = BatchQuerySet.as_manager()

    class Meta:
        verbose_name = _("Ledger brought in")
        verbose_name_plural = _("Ledgers brought in")
        indexes = [
            models.Index(fields=["area", "-made_at"], name="batch_of_area"),
            models.Index(fields=["alarm_at"], name="batch_alarm", condition=~Q(alarm_at=None)),
            models.Index(fields=["made_at"], name="batch_to_erase", condition=Q(erased_at=None)),
        ]

    def get_absolute_url(self) -> str:
        return f"/residents/import/{self.ref}/"


class ImportChunk(models.Model):
    """Some hundred rows: what one transaction checks or writes."""

    batch = models.ForeignKey(ImportBatch, models.PROTECT, related_name="chunks")
    number = models.PositiveIntegerField()
    subject = models.ForeignKey(SubjectKey, models.PROTECT, related_name="+", editable=False)
    rows = EncryptedField(help_text="JSON: [line, cells, lost columns] of each row")
    outcomes = EncryptedField(help_text="JSON: of each row what ledger_work.Kept holds")
    before = EncryptedField(help_text="JSON: people as they were before they were changed")
    made = models.JSONField(default=dict, help_text="ids of what was made and changed, for the undo")
    is_written = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("Part of a ledger")
        constraints = [models.UniqueConstraint(fields=["batch", "number"], name="chunk_once")]


class ExportLogQuerySet(models.QuerySet):
    def visible_to(self, user):
        """One's own; and those of the areas whose logs one reads."""
        return self.filter(Q(by=user.pk) | user.scope.area_q("read_logs", "area__"))


class ExportLog(models.Model):
    """Who took which list along, what for and until when. Append-only; the file itself is kept nowhere."""

    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    post = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+", db_index=False)
    area = models.ForeignKey(Area, models.PROTECT, related_name="+")
    purpose = models.CharField(_("Purpose"), max_length=200)
    filters = models.CharField(max_length=200, blank=True, help_text="names of the filters, never their values")
    what = models.CharField(max_length=6, choices=ListOf, default=ListOf.PEOPLE)
    rows = models.PositiveIntegerField()
    kept_until = models.DateField(
        _("Kept until"), null=True, help_text="whoever took it destroys it then; of the first lists nothing was said"
    )
    at = models.DateTimeField(default=timezone.now)

    objects = ExportLogQuerySet.as_manager()

    class Meta:
        verbose_name = _("List taken along")
        indexes = [
            models.Index(fields=["area", "-at"], name="export_of_area"),
            models.Index(fields=["-at", "-id"], name="export_newest"),
        ]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]
