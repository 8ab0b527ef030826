"""Visits: windows planned by rule, and what was found. The words stand under the key of their record."""

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from grids.fields import EncryptedField
from grids.models import Checked, SubjectKey, new_ref
from residents.enums.care import Found, VisitKind, VisitStatus
from residents.models.care import ORDINARY, CareCase

# The rows behind the numbers of visits, and the list that they open. What the fewest may read is in neither.
COUNTED = Q(is_extra=False) & ~Q(status=VisitStatus.DROPPED) & Q(care__category__read_grant=ORDINARY)


class CareVisitQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Those of the records one may see; and of every other that is counted where one may read the numbers.

        Of the latter (sealed, or gone elsewhere) nothing is shown but that a visit was due: views.care_visits.
        """
        seen = CareCase.objects.visible_to(user)
        there = CareCase.objects.filter(user.scope.placed_q(ORDINARY), category__read_grant=ORDINARY)
        return self.filter(Q(care__in=seen.values("pk")) | COUNTED & Q(care__in=there.values("pk")))

    def planned(self):
        return self.filter(status=VisitStatus.PLANNED)


class CareVisit(Checked):
    """opens_on–due_on is the window; a visit outside of any window is one of its own (is_extra)."""

    ref = models.CharField(max_length=12, unique=True, default=new_ref, editable=False)
    care = models.ForeignKey(CareCase, models.PROTECT, related_name="visits")
    subject = models.ForeignKey(SubjectKey, models.PROTECT, related_name="+", db_index=False)
    opens_on = models.DateField()
    due_on = models.DateField()
    status = models.CharField(max_length=8, choices=VisitStatus, default=VisitStatus.PLANNED)
    is_extra = models.BooleanField(default=False)
    alarm_at = models.DateTimeField(null=True, blank=True, help_text="when the sweep looks at it next")
    alarm_level = models.PositiveSmallIntegerField(default=0, help_text="1 due soon, 2 missed, 3 told to the street")
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    kind = models.CharField(_("How"), max_length=8, choices=VisitKind, blank=True)
    housing = models.CharField(_("Housing"), max_length=8, choices=Found, blank=True)
    work = models.CharField(_("Work and income"), max_length=8, choices=Found, blank=True)
    family = models.CharField(_("Family"), max_length=8, choices=Found, blank=True)
    health = models.CharField(_("Health"), max_length=8, choices=Found, blank=True)
    needs = EncryptedField(_("Needs"), max_length=200)
    help_given = EncryptedField(_("Help given"), max_length=200)
    passed_on_to = models.CharField(max_length=80, blank=True, help_text="the address of what a need became")

    objects = CareVisitQuerySet.as_manager()

    class Meta:
        verbose_name = _("Visit")
        indexes = [
            models.Index(fields=["care", "due_on"], name="care_visit_of"),
            models.Index(fields=["alarm_at"], name="care_visit_alarm", condition=Q(alarm_at__isnull=False)),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(due_on__gte=F("opens_on")), name="care_visit_window"),
            models.UniqueConstraint(
                fields=["care", "due_on"], condition=Q(status="planned"), name="care_visit_planned_once"
            ),
            models.CheckConstraint(
                condition=Q(status="done", done_at__isnull=False, done_by__isnull=False) & ~Q(kind="")
                | (~Q(status="done") & Q(done_at=None, done_by=None)),
                name="care_visit_done_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(status="planned") | Q(alarm_at=None), name="care_visit_alarm_while_planned"
            ),
        ]


pghistory.track(
    pghistory.InsertEvent(),
    pghistory.UpdateEvent(),
    exclude=["alarm_at", "alarm_level"],
    meta={"indexes": [models.Index(fields=["care"], name="care_visit_past")]},
)(CareVisit)
