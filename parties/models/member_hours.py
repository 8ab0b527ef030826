"""Hours that members serve where they live or are deployed: entered by one person, confirmed by another."""

import pghistory
import pgtrigger
from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from grids.models import Placed, new_ref
from parties.models.check_in import CheckIn
from parties.models.deployment import Deployment
from parties.models.organization import PLACE
from residents.models import Resident
from residents.models.dwelling import RegisterQuerySet

MOST = 24  # hours of one day


class HoursQuerySet(RegisterQuerySet):
    def visible_to(self, user):
        return self.filter(user.scope.placed_q("read_members"))

    def waiting(self):
        return self.filter(confirmed_at=None, refused_at=None)

    def confirmed(self):
        return self.filter(confirmed_at__isnull=False)


class MemberHours(Placed):
    """Hours of one day, of a check-in or a deployment; they lie where these lay on that day."""

    ref = models.CharField(max_length=12, unique=True, default=new_ref, editable=False)
    check_in = models.ForeignKey(CheckIn, models.PROTECT, null=True, blank=True, related_name="hours")
    deployment = models.ForeignKey(Deployment, models.PROTECT, null=True, blank=True, related_name="hours")
    on = models.DateField(pgettext_lazy("of hours served", "Day"))
    hours = models.DecimalField(
        pgettext_lazy("how long", "Hours"), max_digits=3, decimal_places=1, validators=[MaxValueValidator(MOST)]
    )
    what = models.CharField(_("What they did"), max_length=80)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    entered_at = models.DateTimeField()
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    confirmed_at = models.DateTimeField(null=True, blank=True)
    refused_at = models.DateTimeField(null=True, blank=True)

    objects = HoursQuerySet.as_manager()

    class Meta(Placed.Meta):
        verbose_name = _("Hours of a party member")
        ordering = ["-on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(check_in=None, deployment__isnull=False) | Q(check_in__isnull=False, deployment=None),
                name="member_hours_of_one_thing",
            ),
            models.CheckConstraint(
                condition=Q(hours__gt=0, hours__lte=MOST),
                name="member_hours_of_a_day",
                violation_error_message=_("A day has more than none and no more than 24 hours."),
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by=None, confirmed_at=None)
                | Q(confirmed_by__isnull=False, confirmed_at__isnull=False, refused_at=None)
                & ~Q(confirmed_by=F("entered_by")),
                name="member_hours_confirmed_by_another",
                violation_error_message=_("Somebody else has to confirm what you entered."),
            ),
        ]
        indexes = [
            models.Index(fields=[column, "-entered_at", "-id"], name=f"member_hours_of_{column[:4]}")
            for column in ("district_id", "street_id", "community_id", "grid_id", "area")
        ]
        triggers = [*Placed.Meta.triggers, pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete)]

    @property
    def source(self) -> CheckIn | Deployment:
        return self.check_in or self.deployment

    @property
    def person(self) -> Resident:
        return self.check_in.resident if self.check_in else self.deployment.member.resident


pghistory.track(
    pghistory.InsertEvent(), pghistory.UpdateEvent(), exclude=PLACE, level=pghistory.Statement
)(MemberHours)  # fmt: skip
