"""双报到: who is in service elsewhere reports to the community where they live, and says what they can do there."""

import pghistory
import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from grids.models import Placed, new_ref
from grids.models.placed import BEGINS_IN_USE
from parties.models.organization import PLACE
from residents.models import Resident
from residents.models.dwelling import RegisterQuerySet


class CheckInQuerySet(RegisterQuerySet):
    def visible_to(self, user):
        return self.filter(user.scope.placed_q("read_members"))

    def current(self):
        return self.filter(until=None)


class CheckIn(Placed):
    """It lies in the community where the person lives, and is about the person: where they are on the roll, that
    community may not know. Whom they come from they say themselves.
    """

    ref = models.CharField(max_length=12, unique=True, default=new_ref, editable=False)
    resident = models.ForeignKey(Resident, models.PROTECT, related_name="+", verbose_name=_("Resident"))
    from_unit = models.CharField(
        _("Reports from"), max_length=60, help_text=_("The party organisation of their workplace, as they call it")
    )
    offer = models.CharField(_("Service they offer"), max_length=80)
    since = models.DateField(pgettext_lazy("of a check-in", "Reported on"))
    until = models.DateField(_("Until"), null=True, blank=True)

    objects = CheckInQuerySet.as_manager()

    class Meta(Placed.Meta):
        verbose_name = pgettext_lazy("of a party member", "Check-in")
        verbose_name_plural = pgettext_lazy("of party members", "Check-ins")
        ordering = ["-since", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["resident"],
                condition=Q(until=None),
                name="check_in_once",
                violation_error_message=_("This person has reported to a community already."),
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")),
                name="check_in_in_order",
                violation_error_message=_("It ends after it began."),
            ),
            models.CheckConstraint(
                condition=~Q(from_unit="") & ~Q(offer=""),
                name="check_in_says_what",
                violation_error_message=_("Say where they report from, and what they offer."),
            ),
        ]
        indexes = [
            models.Index(fields=[column, "-since", "-id"], name=f"check_in_of_{column[:4]}", condition=Q(until=None))
            for column in ("district_id", "street_id", "community_id", "grid_id", "area")
        ]
        triggers = [
            *Placed.Meta.triggers,
            BEGINS_IN_USE,
            pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return str(self.resident)

    def get_absolute_url(self) -> str:
        return f"/parties/members/check-ins/{self.ref}/"


pghistory.track(
    pghistory.InsertEvent(), pghistory.UpdateEvent(), exclude=PLACE, level=pghistory.Statement
)(CheckIn)  # fmt: skip
