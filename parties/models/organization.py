"""Party organisations: a tree from the street's working committee down to the model household."""

import pghistory
import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from grids.models import Organisation, Placed, new_ref
from grids.models.placed import BEGINS_IN_USE
from parties.enums import OrgKind
from residents.models.dwelling import RegisterQuerySet

PLACE = ["district_id", "street_id", "community_id", "grid_id"]


def within_reach(user, grant: str, path: str = "") -> Q:
    """Placed rows at `path` ("organization__"; "" for the rows themselves) in the areas where this is granted."""
    found = Q(pk__in=())
    for column, ids in user.scope.branches(grant):
        found |= Q(**{f"{path}{column}__in": ids})
    return found


class OrganizationQuerySet(RegisterQuerySet):
    def visible_to(self, user):
        return self.filter(within_reach(user, "read_parties"))

    def standing(self):
        return self.filter(dissolved_on=None)

    def tops(self, user):
        """Those of one's areas that stand under none of them: where the tree begins for this reader."""
        return self.filter(Q(parent=None) | ~within_reach(user, "read_parties", "parent__"))


class PartQuerySet(models.QuerySet):
    """Rows that belong to an organisation and are seen with it: officers, terms."""

    def visible_to(self, user):
        return self.filter(within_reach(user, "read_parties", "organization__"))


class PartyOrganization(Placed):
    """It lies in the area it serves first; what else it covers stands in Coverage.

    A branch of a property company or an enterprise names that organisation. A temporary branch says when it ends.
    """

    ref = models.CharField(max_length=12, unique=True, default=new_ref, editable=False)
    name = models.CharField(pgettext_lazy("of a thing", "Name"), max_length=60)
    kind = models.CharField(_("Kind"), max_length=12, choices=OrgKind)
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=pgettext_lazy("of a party organisation", "Under"),
    )
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Organisation")
    )
    founded_on = models.DateField(_("Founded on"))
    ends_on = models.DateField(pgettext_lazy("of a temporary branch", "Ends on"), null=True, blank=True)
    dissolved_on = models.DateField(_("Dissolved on"), null=True, blank=True)

    objects = OrganizationQuerySet.as_manager()

    class Meta(Placed.Meta):
        verbose_name = _("Party organisation")
        verbose_name_plural = _("Party organisations")
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["area", "name"],
                condition=Q(dissolved_on=None),
                name="party_organization_name_once",
                violation_error_message=_("This area has a party organisation of this name already."),
            ),
            models.CheckConstraint(
                condition=Q(kind=OrgKind.TEMPORARY, ends_on__isnull=False)
                | ~Q(kind=OrgKind.TEMPORARY) & Q(ends_on=None),
                name="party_organization_temporary_ends",
                violation_error_message=_("A temporary branch says when it ends; the others have no end."),
            ),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("founded_on")),
                name="party_organization_ends_after_it_began",
                violation_error_message=_("It ends after it was founded."),
            ),
            models.CheckConstraint(
                condition=Q(dissolved_on=None) | Q(dissolved_on__gte=F("founded_on")),
                name="party_organization_dissolved_after_it_began",
                violation_error_message=_("It is dissolved after it was founded."),
            ),
            models.CheckConstraint(condition=~Q(parent=F("pk")), name="party_organization_not_under_itself"),
        ]
        indexes = [
            models.Index(
                fields=[level, "name", "id"],
                name=f"party_org_by_{level.split('_')[0]}",
                condition=Q(dissolved_on=None),
            )
            for level in ("district_id", "street_id", "community_id", "grid_id")
        ]
        triggers = [
            *Placed.Meta.triggers,
            BEGINS_IN_USE,
            pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return f"/parties/{self.ref}/"


pghistory.track(
    pghistory.InsertEvent(), pghistory.UpdateEvent(), exclude=PLACE, level=pghistory.Statement
)(PartyOrganization)  # fmt: skip
