"""Whose entries stood in a list or a table that left the portal: so that they can be told when they ask."""

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from residents.models.batch import ExportLog
from residents.models.table import TableRequest


class CarriedQuerySet(models.QuerySet):
    def of(self, residents):
        """residents: the ids of a person's entry and of those merged into it."""
        return self.filter(people__overlap=list(residents))


class Carried(models.Model):
    """One list that was taken along, or one table that was filled, with the ids of its people. Append-only."""

    export = models.OneToOneField(ExportLog, models.PROTECT, null=True, related_name="carried")
    table = models.ForeignKey(TableRequest, models.PROTECT, null=True, related_name="carried")
    people = ArrayField(models.BigIntegerField())
    at = models.DateTimeField()

    objects = CarriedQuerySet.as_manager()

    class Meta:
        verbose_name = _("Whose entries left the portal")
        indexes = [GinIndex(fields=["people"], name="carried_people")]
        constraints = [
            models.CheckConstraint(
                condition=Q(export__isnull=False, table=None) | Q(export=None, table__isnull=False),
                name="carried_by_one",
            ),
        ]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]
