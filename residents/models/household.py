"""Who lives or is registered together, and where: the membership is what lies in an area, not the person."""

import pghistory
import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from grids.models import Placed, new_ref
from grids.models.placed import BEGINS_IN_USE
from residents.enums import RegisterType, Relation
from residents.models.dwelling import Dwelling, RegisterQuerySet
from residents.models.resident import Resident

COLUMNS = ("district_id", "street_id", "community_id", "grid_id", "area")


class HouseholdQuerySet(RegisterQuerySet):
    def current(self):
        return self.filter(closed_on=None)


class Household(Placed):
    """People who share a dwelling and a register. It lies where its dwelling lies."""

    ref = models.CharField(max_length=12, unique=True, default=new_ref, editable=False)
    dwelling = models.ForeignKey(Dwelling, models.PROTECT, related_name="households", verbose_name=_("Dwelling"))
    register_type = models.CharField(
        _("Kind of household"), max_length=12, choices=RegisterType, default=RegisterType.FAMILY
    )
    opened_on = models.DateField(_("Since"))
    closed_on = models.DateField(pgettext_lazy("a household", "Closed on"), null=True, blank=True)
    joined_into = models.ForeignKey("self", models.PROTECT, null=True, related_name="+", editable=False)

    objects = HouseholdQuerySet.as_manager()

    class Meta(Placed.Meta):
        verbose_name = _("Household")
        verbose_name_plural = _("Households")
        indexes = [
            models.Index(fields=[column, "id"], name=f"household_{column[:4]}", condition=Q(closed_on=None))
            for column in COLUMNS
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_on=None) | Q(closed_on__gte=F("opened_on")), name="household_closed_after_opened"
            ),
        ]

    def __str__(self) -> str:
        return str(self.dwelling)

    def get_absolute_url(self) -> str:
        return f"/households/{self.ref}/"


class MembershipQuerySet(RegisterQuerySet):
    def current(self):
        return self.filter(until=None)

    def on(self, day):
        """Those that counted on a day. One that ended that day no longer did."""
        return self.filter(Q(until=None) | Q(until__gt=day), since__lte=day)


class Membership(Placed):
    """A person in a household from–to: registered there (户籍), living there (常住), or both.

    The two may lie in two places, so a person may have two. What is shown as 人户分离 is computed from them.
    """

    resident = models.ForeignKey(Resident, models.PROTECT, related_name="memberships")
    household = models.ForeignKey(Household, models.PROTECT, related_name="memberships")
    relation = models.CharField(_("Relation to the head"), max_length=2, choices=Relation, default=Relation.OTHER)
    is_registered = models.BooleanField(_("Registered here"), default=False)
    is_living = models.BooleanField(_("Lives here"), default=True)
    since = models.DateField(_("Since"))
    until = models.DateField(_("Until"), null=True, blank=True)
    pinyin = models.CharField(
        max_length=120, editable=False, default="", help_text="the person's, for sorting; a trigger keeps it"
    )

    objects = MembershipQuerySet.as_manager()

    class Meta(Placed.Meta):
        verbose_name = _("Membership of a household")
        indexes = [
            # The list of an area by name.
            *(
                models.Index(fields=[column, "pinyin", "id"], name=f"member_{column[:4]}", condition=Q(until=None))
                for column in COLUMNS
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(is_registered=True) | Q(is_living=True),
                name="membership_says_how",
                violation_error_message=_("Somebody is registered here, lives here, or both."),
            ),
            models.CheckConstraint(condition=Q(until=None) | Q(until__gte=F("since")), name="membership_in_order"),
            models.UniqueConstraint(
                fields=["resident"],
                condition=Q(until=None, is_registered=True),
                name="registered_in_one_place",
                violation_error_message=_("This person is registered in another household already."),
            ),
            models.UniqueConstraint(
                fields=["resident"],
                condition=Q(until=None, is_living=True),
                name="living_in_one_place",
                violation_error_message=_("This person lives in another household already."),
            ),
            models.UniqueConstraint(
                fields=["household"],
                condition=Q(until=None, relation=Relation.HEAD),
                name="household_one_head",
                violation_error_message=_("The household has a head already."),
            ),
        ]
        triggers = [
            *Placed.Meta.triggers,
            BEGINS_IN_USE,
            pgtrigger.Trigger(
                name="sort_by_name",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("resident_id", "pinyin"),
                func="SELECT r.pinyin INTO NEW.pinyin FROM residents_resident r WHERE r.id = NEW.resident_id;"
                " RETURN NEW;",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.resident} · {self.household}"


_PLACE = ["district_id", "street_id", "community_id", "grid_id"]
pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), exclude=_PLACE, level=pghistory.Statement)(Household)
pghistory.track(
    pghistory.InsertEvent(),
    pghistory.UpdateEvent(),
    exclude=["pinyin", *_PLACE],
    level=pghistory.Statement,
    meta={"indexes": [models.Index(fields=["resident"], name="membership_past")]},
)(Membership)
