"""下沉: a member serves in a compound, lane or grid for a while, with a duty there."""

import pghistory
import pgtrigger
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Func, Q, Value
from django.utils.translation import gettext_lazy as _

from grids.models import Placed, new_ref
from parties.models.member import PartyMember
from parties.models.organization import PLACE
from residents.models.dwelling import RegisterQuerySet

DAYS = Func("since", "until", Value("[]"), function="daterange", output_field=DateRangeField())


class DeploymentQuerySet(RegisterQuerySet):
    def visible_to(self, user):
        return self.filter(user.scope.placed_q("read_members"))

    def open(self, day):
        """Those of the day, and those that are planned."""
        return self.filter(Q(until=None) | Q(until__gte=day), called_off=False)

    def over(self, day):
        """Those that ended before this day, or were called off."""
        return self.filter(Q(until__lt=day) | Q(called_off=True))

    def on(self, day):
        return self.open(day).filter(since__lte=day)


class Deployment(Placed):
    """It lies in the area where the member serves, from–to."""

    ref = models.CharField(max_length=12, unique=True, default=new_ref, editable=False)
    member = models.ForeignKey(PartyMember, models.PROTECT, related_name="deployments", verbose_name=_("Party member"))
    duty = models.CharField(_("Duty"), max_length=80)
    since = models.DateField(_("From"))
    until = models.DateField(_("Until"), null=True, blank=True)
    called_off = models.BooleanField(default=False, editable=False, help_text="before it began")

    objects = DeploymentQuerySet.as_manager()

    class Meta(Placed.Meta):
        verbose_name = _("Deployment")
        verbose_name_plural = _("Deployments")
        ordering = ["-since", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")),
                name="deployment_in_order",
                violation_error_message=_("It ends after it began."),
            ),
            models.CheckConstraint(condition=~Q(duty=""), name="deployment_has_duty"),
            ExclusionConstraint(
                name="deployment_once_at_a_time",
                expressions=[
                    ("member", RangeOperators.EQUAL), ("area", RangeOperators.EQUAL), (DAYS, RangeOperators.OVERLAPS),
                ],
                condition=Q(called_off=False),
                violation_error_message=_("The member serves there in these days already."),
            ),
        ]  # fmt: skip
        indexes = [
            models.Index(fields=[column, "-since", "-id"], name=f"deployment_of_{column[:4]}")
            for column in ("district_id", "street_id", "community_id", "grid_id", "area")
        ]
        triggers = [*Placed.Meta.triggers, pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete)]

    def clean(self):
        """Before the exclusion is asked: of days the wrong way round PostgreSQL makes no range."""
        if self.until and self.until < self.since:
            raise ValidationError({"until": _("It ends after it began.")})

    def get_absolute_url(self) -> str:
        return f"/parties/members/deployments/{self.ref}/"


pghistory.track(
    pghistory.InsertEvent(), pghistory.UpdateEvent(), exclude=PLACE, level=pghistory.Statement
)(Deployment)  # fmt: skip
