"""党员联系户: a member keeps in touch with a household, and notes each visit. Why it was chosen stands nowhere."""

import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from grids.models import Placed, new_ref
from grids.models.placed import BEGINS_IN_USE
from parties.enums.members import VisitFor, VisitWay
from parties.models.member import PartyMember
from parties.models.organization import PLACE
from residents.models import Household
from residents.models.dwelling import RegisterQuerySet


class ContactQuerySet(RegisterQuerySet):
    def visible_to(self, user):
        """Need-to-know, as in help and care: the member's own account while it lasts, and who keeps the roll there."""
        scope = user.scope
        own = PartyMember.objects.current().filter(user=user.pk)
        named = Q(member__in=own, until=None) if scope else Q(pk__in=())
        return self.filter(named | scope.placed_q("keep_members"))

    def current(self):
        return self.filter(until=None)


class ContactHousehold(Placed):
    """It lies where the household lies. A household has one member who keeps in touch with it."""

    ref = models.CharField(max_length=12, unique=True, default=new_ref, editable=False)
    member = models.ForeignKey(PartyMember, models.PROTECT, related_name="households", verbose_name=_("Party member"))
    household = models.ForeignKey(Household, models.PROTECT, related_name="+", verbose_name=_("Household"))
    since = models.DateField(_("Since"))
    until = models.DateField(_("Until"), null=True, blank=True)
    visited_on = models.DateField(null=True, blank=True, editable=False, help_text="the last visit, for the list")

    objects = ContactQuerySet.as_manager()

    class Meta(Placed.Meta):
        verbose_name = _("Contact household")
        verbose_name_plural = _("Contact households")
        ordering = ["-since", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["household"],
                condition=Q(until=None),
                name="contact_household_once",
                violation_error_message=_("Somebody keeps in touch with this household already."),
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")),
                name="contact_household_in_order",
                violation_error_message=_("It ends after it began."),
            ),
        ]
        indexes = [
            models.Index(fields=[column, "-since", "-id"], name=f"contact_of_{column[:4]}", condition=Q(until=None))
            for column in ("district_id", "street_id", "community_id", "grid_id", "area")
        ]
        triggers = [
            *Placed.Meta.triggers,
            BEGINS_IN_USE,
            pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete),
        ]

    def get_absolute_url(self) -> str:
        return f"/parties/members/households/{self.ref}/"


class ContactVisit(models.Model):
    """A day, how and what for. Append-only."""

    contact = models.ForeignKey(ContactHousehold, models.PROTECT, related_name="visits")
    on = models.DateField(pgettext_lazy("of a visit", "Day"))
    way = models.CharField(_("How"), max_length=8, choices=VisitWay)
    reason = models.CharField(pgettext_lazy("of a visit", "What for"), max_length=8, choices=VisitFor)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("Visit to a contact household")
        ordering = ["-on", "-pk"]
        indexes = [models.Index(fields=["contact", "-on", "-id"], name="contact_visit_of")]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]


pghistory.track(
    pghistory.InsertEvent(), pghistory.UpdateEvent(), exclude=PLACE, level=pghistory.Statement
)(ContactHousehold)  # fmt: skip
