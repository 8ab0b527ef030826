"""Which areas an organisation covers besides its own, and what the rule of 1+1 asks of each level."""

import pghistory
import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from grids.enums import Kind
from grids.models import Placed
from grids.models.placed import BEGINS_IN_USE
from parties.enums import OrgKind
from parties.models.organization import PLACE, PartyOrganization
from residents.models.dwelling import RegisterQuerySet


class CoverageQuerySet(RegisterQuerySet):
    def visible_to(self, user):
        return self.filter(user.scope.placed_q("read_parties"))

    def current(self):
        return self.filter(until=None)


class Coverage(Placed):
    """An organisation covers its own area without a row here; each further one, from–to, has one.

    One branch for several grids, and several organisations for one area: both are rows.
    """

    organization = models.ForeignKey(PartyOrganization, models.PROTECT, related_name="coverages")
    since = models.DateField(_("From"))
    until = models.DateField(_("Until"), null=True, blank=True)

    objects = CoverageQuerySet.as_manager()

    class Meta(Placed.Meta):
        verbose_name = _("Coverage")
        verbose_name_plural = _("Coverage")
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "area"],
                condition=Q(until=None),
                name="coverage_once",
                violation_error_message=_("This organisation covers the area already."),
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")),
                name="coverage_ends_after_it_began",
                violation_error_message=_("It ends after it began."),
            ),
        ]
        triggers = [
            *Placed.Meta.triggers,
            BEGINS_IN_USE,
            pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete),
        ]


class CoverageRule(models.Model):
    """1+1: an area of this level is covered while an organisation of one of these kinds covers it."""

    level = models.CharField(_("Level"), max_length=12, choices=Kind, unique=True)
    kinds = ArrayField(
        models.CharField(max_length=12, choices=OrgKind), verbose_name=_("Kinds that count"), default=list
    )
    is_on = models.BooleanField(_("Counts"), default=True)

    class Meta:
        verbose_name = _("Rule of coverage")
        verbose_name_plural = _("Rules of coverage")
        constraints = [
            models.CheckConstraint(
                condition=Q(is_on=False) | Q(kinds__len__gte=1),
                name="coverage_rule_names_a_kind",
                violation_error_message=_("Choose at least one kind."),
            ),
            models.CheckConstraint(condition=Q(level__in=Kind.values), name="coverage_rule_level_known"),
        ]
        triggers = [pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete)]

    def __str__(self) -> str:
        return str(self.get_level_display())


pghistory.track(
    pghistory.InsertEvent(),
    pghistory.UpdateEvent(),
    exclude=PLACE,
    level=pghistory.Statement,
    meta={"indexes": [models.Index(fields=["organization"], name="coverage_past")]},
)(Coverage)
pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), level=pghistory.Statement)(CoverageRule)
