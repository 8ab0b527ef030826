"""Alliances (区域化党建联盟): organisations from anywhere in the tree that work together, led by one of them."""

import pghistory
import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from grids.models import Placed, new_ref
from grids.models.placed import BEGINS_IN_USE
from parties.models.organization import PLACE, PartyOrganization, within_reach
from residents.models.dwelling import RegisterQuerySet


class AllianceQuerySet(RegisterQuerySet):
    def visible_to(self, user):
        """Those of one's areas, and those that one's own organisations are in."""
        own = AllianceMember.objects.to_the_last().filter(within_reach(user, "read_parties", "organization__"))
        return self.filter(user.scope.placed_q("read_parties") | Q(pk__in=own.values("alliance")))

    def standing(self):
        return self.filter(dissolved_on=None)


class Alliance(Placed):
    """It lies in the area whose organisations it brings together."""

    ref = models.CharField(max_length=12, unique=True, default=new_ref, editable=False)
    name = models.CharField(pgettext_lazy("of a thing", "Name"), max_length=60)
    does = models.CharField(
        pgettext_lazy("of an alliance", "What it does together"), max_length=200, blank=True
    )  # fmt: skip
    founded_on = models.DateField(_("Founded on"))
    dissolved_on = models.DateField(_("Dissolved on"), null=True, blank=True)

    objects = AllianceQuerySet.as_manager()

    class Meta(Placed.Meta):
        verbose_name = _("Party-building alliance")
        verbose_name_plural = _("Party-building alliances")
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["area", "name"],
                condition=Q(dissolved_on=None),
                name="alliance_name_once",
                violation_error_message=_("This area has an alliance of this name already."),
            ),
            models.CheckConstraint(
                condition=Q(dissolved_on=None) | Q(dissolved_on__gte=F("founded_on")),
                name="alliance_dissolved_after_it_began",
                violation_error_message=_("It is dissolved after it was founded."),
            ),
        ]
        triggers = [
            *Placed.Meta.triggers,
            BEGINS_IN_USE,
            pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return f"/parties/alliances/{self.ref}/"


class AllianceMemberQuerySet(models.QuerySet):
    def current(self):
        return self.filter(until=None)

    def to_the_last(self):
        """Those in it; of an alliance that was dissolved, those that were in it until then."""
        return self.filter(Q(until=None) | Q(until__gte=F("alliance__dissolved_on")))


class AllianceMember(models.Model):
    alliance = models.ForeignKey(Alliance, models.PROTECT, related_name="members")
    organization = models.ForeignKey(PartyOrganization, models.PROTECT, related_name="alliances")
    leads = models.BooleanField(_("Leads the alliance"), default=False)
    since = models.DateField(_("From"))
    until = models.DateField(_("Until"), null=True, blank=True)

    objects = AllianceMemberQuerySet.as_manager()

    class Meta:
        verbose_name = _("Member of an alliance")
        constraints = [
            models.UniqueConstraint(
                fields=["alliance", "organization"],
                condition=Q(until=None),
                name="alliance_member_once",
                violation_error_message=_("This organisation is in the alliance already."),
            ),
            models.UniqueConstraint(
                fields=["alliance"],
                condition=Q(until=None, leads=True),
                name="alliance_one_leads",
                violation_error_message=_("The alliance is led by another organisation already."),
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")),
                name="alliance_member_leaves_after_joining",
                violation_error_message=_("Nobody leaves before they joined."),
            ),
        ]
        triggers = [pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete)]


pghistory.track(
    pghistory.InsertEvent(), pghistory.UpdateEvent(), exclude=PLACE, level=pghistory.Statement
)(Alliance)  # fmt: skip
pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), level=pghistory.Statement)(AllianceMember)
