"""Tables of other offices that are to be filled: what was asked, by whom and by which right; the files, sealed."""

import pghistory
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from grids.models import Placed, Post, SubjectKey, new_ref
from residents.enums import Ledger, RowsBy, TableState


class TableQuerySet(models.QuerySet):
    def visible_to(self, user):
        """What was asked and how it went, not the files: those are their sender's only."""
        return self.filter(user.scope.placed_q("export_residents"))

    def counted(self):
        """What offices asked for: not what was brought in by mistake."""
        return self.exclude(state=TableState.DISCARDED)


class TableRequest(Placed):
    """One table that an office wants filled. It lies in the area whose people it asks for."""

    ref = models.CharField(max_length=12, unique=True, default=new_ref, editable=False)
    sender = models.CharField(_("Asked by"), max_length=40, help_text=_("The office that sent the table"))
    form = models.CharField(_("Name of the table"), max_length=60)
    basis = models.CharField(_("Legal basis"), max_length=200, blank=True)
    due_on = models.DateField(_("Wanted by"), null=True, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False)
    post = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+", editable=False)
    at = models.DateTimeField(editable=False)
    state = models.CharField(max_length=10, choices=TableState, default=TableState.MATCHING, editable=False)
    subject = models.OneToOneField(SubjectKey, models.PROTECT, related_name="+", editable=False)
    head = models.JSONField(default=dict, editable=False, help_text="sheet, line and headings by column; no values")
    matching = models.JSONField(default=dict, editable=False, help_text="column -> code of the catalogue, or ''")
    asked = ArrayField(
        models.CharField(max_length=60), default=list, editable=False, help_text="codes, or ?heading where unknown"
    )
    rows_by = models.CharField(max_length=10, choices=RowsBy, default=RowsBy.HOUSEHOLD, editable=False)
    ledger = models.CharField(max_length=12, choices=Ledger, blank=True, editable=False)
    narrowed = models.JSONField(
        default=dict, editable=False, help_text="what else the rows fit: sex, state, age_from, age_to"
    )
    is_full = models.BooleanField(default=False, editable=False, help_text="numbers in full, not masked")
    reason = models.CharField(max_length=200, blank=True, editable=False)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False, editable=False
    )
    confirmed_at = models.DateTimeField(null=True, editable=False)
    row_count = models.PositiveIntegerField(default=0, editable=False)
    left_out = models.PositiveIntegerField(
        default=0, editable=False, help_text="households where nobody is registered, or second entries of people"
    )
    done_at = models.DateTimeField(null=True, editable=False, help_text="when it was filled, sent back or discarded")
    filled = models.PositiveIntegerField(default=0, editable=False, help_text="cells")
    missing = models.PositiveIntegerField(default=0, editable=False, help_text="cells marked yellow")
    trouble = models.CharField(max_length=200, blank=True, editable=False)
    returned_why = models.CharField(_("Why it goes back"), max_length=300, blank=True, editable=False)
    alarm_at = models.DateTimeField(null=True, editable=False)
    erased_at = models.DateTimeField(null=True, editable=False)

    objects = TableQuerySet.as_manager()

    class Meta(Placed.Meta):
        verbose_name = _("Table to fill")
        verbose_name_plural = _("Tables to fill")
        indexes = [
            models.Index(fields=["-at", "-id"], name="table_newest"),
            models.Index(fields=["community_id", "-at"], name="table_of_community"),
            models.Index(fields=["alarm_at"], name="table_alarm", condition=Q(alarm_at__isnull=False)),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(confirmed_by=None) | ~Q(confirmed_by=F("by")), name="table_confirmed_by_another"
            ),
            models.CheckConstraint(
                condition=Q(is_full=False) | ~Q(state__in=["queued", "ready"]) | Q(confirmed_by__isnull=False),
                name="table_full_only_confirmed",
            ),
            models.CheckConstraint(
                condition=~Q(state="returned") | (Q(basis="") & ~Q(returned_why="")), name="table_returned_with_reason"
            ),
            models.CheckConstraint(
                condition=~Q(state="discarded") | Q(filled=0, erased_at__isnull=False), name="table_discarded_unfilled"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sender} · {self.form}"

    def get_absolute_url(self) -> str:
        return f"/residents/tables/{self.ref}/"

    @property
    def known(self) -> list[str]:
        return [code for code in self.asked if not code.startswith("?")]


class TableFile(models.Model):
    """The table as it was sent, or filled: under the key of its request, empty once it is erased."""

    request = models.ForeignKey(TableRequest, models.PROTECT, related_name="files")
    is_result = models.BooleanField()
    data = models.BinaryField(null=True)

    class Meta:
        verbose_name = _("Sealed table")
        constraints = [models.UniqueConstraint(fields=["request", "is_result"], name="table_file_once")]


pghistory.track(
    pghistory.InsertEvent(),
    pghistory.UpdateEvent(),
    exclude=["head", "district_id", "street_id", "community_id", "grid_id", "alarm_at"],
)(TableRequest)
