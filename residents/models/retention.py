"""How long personal data are kept, and their end by two people."""

import pghistory
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from grids.words import languages
from residents.enums import Ending
from residents.models.resident import Resident


class RetentionRule(models.Model):
    """So many years after such an ending the person is anonymised, or some columns of their entry are emptied.

    Comes from residents/data/retention.toml.
    """

    code = models.SlugField(max_length=20, primary_key=True)
    name_zh = models.CharField(max_length=40)
    name_en = models.CharField(max_length=60)
    after = models.CharField(max_length=8, choices=Ending)
    columns = ArrayField(
        models.CharField(max_length=30), default=list, blank=True, help_text="of the resident; none: the whole person"
    )
    years = models.PositiveSmallIntegerField(pgettext_lazy("how long", "Years"))
    basis = models.CharField(_("Basis"), max_length=200)
    check_locally = models.BooleanField(default=True, help_text="from memory of the rule: say so on its page")

    class Meta:
        verbose_name = _("Retention rule")
        constraints = [
            models.CheckConstraint(condition=Q(years__gte=1), name="retention_at_least_a_year"),
            models.UniqueConstraint(fields=["after"], condition=Q(columns=[]), name="retention_whole_once"),
        ]

    def __str__(self) -> str:
        return languages.chosen(self.name_zh, self.name_en)


class ErasureQuerySet(models.QuerySet):
    def open(self):
        return self.filter(confirmed_at=None, dropped_at=None)

    def visible_to(self, user):
        return self.filter(resident__in=Resident.objects.reached_by(user))


class Erasure(models.Model):
    """One person proposes to anonymise a resident, another one confirms it, or either lets it drop."""

    resident = models.ForeignKey(Resident, models.PROTECT, related_name="erasures")
    rule = models.ForeignKey(RetentionRule, models.PROTECT, related_name="+")
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    proposed_at = models.DateTimeField()
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False
    )
    confirmed_at = models.DateTimeField(null=True)
    dropped_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False
    )
    dropped_at = models.DateTimeField(null=True)

    objects = ErasureQuerySet.as_manager()

    class Meta:
        verbose_name = _("Anonymising")
        constraints = [
            models.UniqueConstraint(
                fields=["resident"],
                condition=Q(confirmed_at=None, dropped_at=None),
                name="erasure_open_once",
                violation_error_message=_("This is proposed already."),
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by=None) | ~Q(confirmed_by=F("proposed_by")), name="erasure_by_two"
            ),
            models.CheckConstraint(condition=Q(confirmed_at=None) | Q(dropped_at=None), name="erasure_ends_once"),
        ]


for _model in (RetentionRule, Erasure):
    pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent())(_model)
