"""Property companies: what they serve from when to when, whether they have a party branch, and how they end."""

import pghistory
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from grids.models import Organisation, Placed, new_ref
from grids.models.placed import BEGINS_IN_USE
from parties.enums import OrgKind
from parties.enums.bodies import Ending
from parties.models.organization import PLACE, PartyOrganization
from parties.models.staff import COLUMNS, NEVER_DELETED
from residents.models.dwelling import RegisterQuerySet


class CompanyQuerySet(RegisterQuerySet):
    def visible_to(self, user):
        """Those of one's areas, and those that serve, or served, one of them."""
        here = user.scope.placed_q("read_parties")
        return self.filter(here | Exists(PropertyService.objects.filter(here, company=OuterRef("pk"))))

    def standing(self):
        return self.filter(ended_on=None)

    def with_whether_red(self):
        """红色物业: with a party branch of their own today."""
        return self.annotate(is_red=Exists(branches().filter(organisation=OuterRef("organisation"))))


def branches():
    """Branches of property companies that stand today: which company one belongs to, the branch itself says."""
    return PartyOrganization.objects.standing().filter(kind=OrgKind.PROPERTY, organisation__isnull=False)


class PropertyCompany(Placed):
    """One entry for each street it works in; it lies in the street, which ranks its companies."""

    ref = models.CharField(max_length=12, unique=True, default=new_ref, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name=_("Organisation"))
    name = models.CharField(max_length=80, editable=False, help_text="the organisation's, by which lists are sorted")
    since = models.DateField(_("In this street since"))
    ended_on = models.DateField(pgettext_lazy("a property company", "Ended on"), null=True, blank=True)
    ending = models.CharField(_("How it ended"), max_length=12, choices=Ending, blank=True)

    objects = CompanyQuerySet.as_manager()

    class Meta(Placed.Meta):
        verbose_name = _("Property company")
        verbose_name_plural = _("Property companies")
        indexes = [models.Index(fields=[column, "name", "id"], name=f"property_by_{column[:4]}") for column in COLUMNS]
        constraints = [
            models.UniqueConstraint(
                fields=["area", "organisation"],
                condition=Q(ended_on=None),
                name="property_company_once",
                violation_error_message=_("This company is on the list already."),
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None, ending="")
                | Q(ended_on__isnull=False, ended_on__gte=F("since"), ending__in=Ending.values),
                name="property_company_ends_after_it_began",
                violation_error_message=_("It ends after it began."),
            ),
        ]
        triggers = [*Placed.Meta.triggers, BEGINS_IN_USE, NEVER_DELETED]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return f"/parties/property/{self.ref}/"


class ServiceQuerySet(RegisterQuerySet):
    def visible_to(self, user):
        return self.filter(user.scope.placed_q("read_parties"))

    def current(self):
        return self.filter(until=None)


class PropertyService(Placed):
    """A company in an area, or in one compound of it, from–to."""

    company = models.ForeignKey(PropertyCompany, models.PROTECT, related_name="services")
    compound = models.CharField(_("Compound"), max_length=60, blank=True)
    since = models.DateField(_("From"))
    until = models.DateField(pgettext_lazy("time", "Until"), null=True, blank=True)

    objects = ServiceQuerySet.as_manager()

    class Meta(Placed.Meta):
        verbose_name = _("Area that a property company serves")
        indexes = [models.Index(fields=[column, "company"], name=f"property_in_{column[:4]}") for column in COLUMNS]
        constraints = [
            models.UniqueConstraint(
                fields=["company", "area", "compound"],
                condition=Q(until=None),
                name="property_service_once",
                violation_error_message=_("The company serves there already."),
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")),
                name="property_service_ends_after_it_began",
                violation_error_message=_("It ends after it began."),
            ),
        ]
        triggers = [*Placed.Meta.triggers, BEGINS_IN_USE, NEVER_DELETED]


for _model in (PropertyCompany, PropertyService):
    pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), exclude=PLACE, level=pghistory.Statement)(_model)
