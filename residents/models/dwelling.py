"""Where people live: one row a dwelling, addressed in the grammar of town or village."""

import pghistory
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateRangeField, RangeOperators
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Func, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from grids.days import when
from grids.enums import Kind
from grids.models import Placed, new_ref
from grids.models.placed import BEGINS_IN_USE
from residents.enums import DwellingKind, Hazard, Tenure


class RegisterQuerySet(models.QuerySet):
    """What the rows of the registers that lie in areas have in common."""

    def visible_to(self, user):
        return self.filter(user.scope.placed_q("read_resident"))

    def below(self, area):
        """In `area` or below it, by the ancestor columns."""
        return self.filter(Q(area=area) if area.kind == Kind.UNIT else Q(**{f"{area.kind}_id": area.pk}))


class DwellingQuerySet(RegisterQuerySet):
    def standing(self):
        return self.filter(withdrawn_at=None)


class Dwelling(Placed):
    """A flat, house or room. compound–building–entrance–room in a town, village–group–number in the country."""

    ref = models.CharField(max_length=12, unique=True, default=new_ref, editable=False)
    compound = models.CharField(_("Compound or village"), max_length=60, blank=True)
    building = models.CharField(_("Building or group"), max_length=30, blank=True)
    entrance = models.CharField(_("Entrance"), max_length=20, blank=True)
    room = models.CharField(_("Room or number"), max_length=30)
    address = models.CharField(
        _("Address"), max_length=160, editable=False, help_text="the four parts, as one says them"
    )
    address_key = models.CharField(max_length=200, editable=False, help_text="for sorting: numbers padded")
    kind = models.CharField(_("Kind of dwelling"), max_length=12, choices=DwellingKind, default=DwellingKind.FLAT)
    tenure = models.CharField(_("Use"), max_length=12, choices=Tenure, default=Tenure.UNKNOWN)
    hazards = ArrayField(
        models.CharField(max_length=12, choices=Hazard), verbose_name=_("Hazards"), default=list, blank=True
    )
    withdrawn_at = models.DateTimeField(null=True, editable=False)

    objects = DwellingQuerySet.as_manager()

    class Meta(Placed.Meta):
        verbose_name = _("Dwelling")
        verbose_name_plural = _("Dwellings")
        indexes = [
            models.Index(
                fields=[column, "address_key", "id"], name=f"dwelling_{column[:4]}", condition=Q(withdrawn_at=None)
            )
            for column in ("district_id", "street_id", "community_id", "grid_id", "area")
        ] + [
            GinIndex(OpClass("address", "gin_trgm_ops"), name="dwelling_words", condition=Q(withdrawn_at=None)),
            # The words answer equality too, a millisecond for each address: a ledger has thousands.
            models.Index(fields=["address"], name="dwelling_ledger", condition=Q(withdrawn_at=None)),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["area", "address"],
                condition=Q(withdrawn_at=None),
                name="dwelling_once",
                violation_error_message=_("This address is in the register already."),
            ),
            models.CheckConstraint(condition=~Q(room=""), name="dwelling_has_room"),
        ]
        triggers = [*Placed.Meta.triggers, BEGINS_IN_USE]

    def __str__(self) -> str:
        return self.address

    def get_absolute_url(self) -> str:
        return f"/households/homes/{self.ref}/"


class Lease(models.Model):
    """A period in which a dwelling is let; two of one dwelling do not overlap."""

    dwelling = models.ForeignKey(Dwelling, models.CASCADE, related_name="leases")
    starts_on = models.DateField(_("From"))
    ends_on = models.DateField(_("Until"), null=True, blank=True)
    alarm_at = models.DateTimeField(
        null=True,
        default=timezone.now,
        editable=False,
        help_text="when it begins, or is over: then the sweep sets the use of the dwelling",
    )

    class Meta:
        verbose_name = _("Lease")
        indexes = [models.Index(fields=["alarm_at"], name="lease_alarm", condition=Q(alarm_at__isnull=False))]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=models.F("starts_on")),
                name="lease_ends_after_start",
                violation_error_message=_("A lease ends after it begins."),
            ),
            ExclusionConstraint(
                name="lease_one_at_a_time",
                expressions=[
                    ("dwelling", RangeOperators.EQUAL),
                    (
                        Func(
                            "starts_on",
                            "ends_on",
                            models.Value("[]"),
                            function="daterange",
                            output_field=DateRangeField(),
                        ),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                violation_error_message=_("The dwelling is let in this period already."),
            ),
        ]

    def clean(self):
        """Before the exclusion is asked: of days the wrong way round PostgreSQL makes no range."""
        if self.ends_on and self.ends_on < self.starts_on:
            raise ValidationError(
                {
                    "ends_on": _("This is before it began (%(day)s).")
                    % {"day": when.day_of(self.starts_on, timezone.localdate())}
                }
            )


pghistory.track(
    pghistory.InsertEvent(),
    pghistory.UpdateEvent(),
    exclude=["address_key", "district_id", "street_id", "community_id", "grid_id"],
    level=pghistory.Statement,
)(Dwelling)
pghistory.track(
    pghistory.InsertEvent(),
    pghistory.UpdateEvent(),
    pghistory.DeleteEvent(),
    exclude=["alarm_at"],
    meta={"indexes": [models.Index(fields=["dwelling"], name="lease_past")]},
)(Lease)
