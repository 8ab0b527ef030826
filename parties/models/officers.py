"""Offices of party organisations and who holds them, from–to; their terms."""

import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from grids.models import Organisation, new_ref
from parties.enums.organizations import Duty
from parties.models.member import PartyMember
from parties.models.organization import PartQuerySet, PartyOrganization


class OfficerQuerySet(PartQuerySet):
    def current(self):
        return self.filter(until=None)


def held_by(users) -> Q:
    """Offices of these accounts, whether they hold them by the account or as members of the roll."""
    return Q(user__in=users) | Q(member__user__in=users)


class Officer(models.Model):
    """A party member of the roll, or somebody who serves; a part-time member may be known by name and unit only."""

    ref = models.CharField(max_length=12, unique=True, default=new_ref, editable=False)
    organization = models.ForeignKey(PartyOrganization, models.PROTECT, related_name="officers")
    duty = models.CharField(pgettext_lazy("of a party organisation", "Duty"), max_length=12, choices=Duty)
    charge = models.CharField(
        _("In charge of"), max_length=20, blank=True, help_text=_("Organisation, publicity, discipline …")
    )
    member = models.ForeignKey(PartyMember, models.PROTECT, null=True, blank=True, related_name="offices")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    name = models.CharField(pgettext_lazy("of a person", "Name"), max_length=40, blank=True)
    unit = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Stationed unit")
    )
    since = models.DateField(_("From"))
    until = models.DateField(_("Until"), null=True, blank=True)

    objects = OfficerQuerySet.as_manager()

    class Meta:
        verbose_name = _("Officer of a party organisation")
        verbose_name_plural = _("Officers of party organisations")
        ordering = ["-since", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(member__isnull=False, user=None, name="")
                | Q(member=None, user__isnull=False, name="")
                | Q(member=None, user=None, duty=Duty.PART_TIME) & ~Q(name=""),
                name="party_officer_is_one_person",
                violation_error_message=_("An officer is a party member of the roll or somebody who serves."),
            ),
            models.CheckConstraint(
                condition=Q(duty=Duty.PART_TIME, unit__isnull=False) | ~Q(duty=Duty.PART_TIME) & Q(unit=None),
                name="party_officer_part_time_names_unit",
                violation_error_message=_("A part-time member comes from a stationed unit; the others name none."),
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")),
                name="party_officer_ends_after_it_began",
                violation_error_message=_("An office ends after it began."),
            ),
            models.UniqueConstraint(
                fields=["organization", "duty"],
                condition=Q(until=None, duty__in=(Duty.SECRETARY, Duty.LEADER)),
                name="party_officer_one_leads",
                violation_error_message=_("This office is held by somebody: end it first."),
            ),
            models.UniqueConstraint(
                fields=["organization", "member"],
                condition=Q(until=None, member__isnull=False),
                name="party_officer_member_once",
                violation_error_message=_("This person holds an office here already."),
            ),
            models.UniqueConstraint(
                fields=["organization", "user"],
                condition=Q(until=None, user__isnull=False),
                name="party_officer_user_once",
                violation_error_message=_("This person holds an office here already."),
            ),
        ]
        indexes = [models.Index(fields=["since", "id"], name="party_officer_since", condition=Q(until=None))]
        triggers = [pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete)]

    def __str__(self) -> str:
        """The whole name: pages say it through parties.organizations.officers.said."""
        if self.member_id:
            return str(self.member.resident)
        return str(self.user) if self.user_id else self.name

    @property
    def account_id(self) -> int | None:
        """Of somebody who serves; of a member their own account, where the roll knows it."""
        return self.user_id or (self.member.user_id if self.member else None)


class TermQuerySet(PartQuerySet):
    def running(self):
        """Those after which nobody was elected yet, also where they are over."""
        return self.filter(ended_on=None)


class Term(models.Model):
    """From one election (换届) to the next. The next one ends it, not its last day."""

    organization = models.ForeignKey(PartyOrganization, models.PROTECT, related_name="terms")
    began_on = models.DateField(pgettext_lazy("of a term", "Elected on"))
    ends_on = models.DateField(pgettext_lazy("of a term", "Ends on"))
    ended_on = models.DateField(null=True, editable=False)
    result = models.CharField(
        pgettext_lazy("of an election", "Result"), max_length=200, blank=True,
        help_text=_("How many were there, how they voted"),
    )  # fmt: skip

    objects = TermQuerySet.as_manager()

    class Meta:
        verbose_name = _("Term of a party organisation")
        verbose_name_plural = _("Terms of party organisations")
        ordering = ["-began_on", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["organization"], condition=Q(ended_on=None), name="party_term_one_runs"),
            models.CheckConstraint(
                condition=Q(ends_on__gt=F("began_on")),
                name="party_term_ends_after_it_began",
                violation_error_message=_("A term ends after it began."),
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(ended_on__gte=F("began_on")),
                name="party_term_next_after_it",
                violation_error_message=_("The next term begins after this one began."),
            ),
        ]
        indexes = [models.Index(fields=["ends_on", "id"], name="party_term_ends", condition=Q(ended_on=None))]
        triggers = [pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete)]


for _model in (Officer, Term):
    pghistory.track(
        pghistory.InsertEvent(),
        pghistory.UpdateEvent(),
        level=pghistory.Statement,
        meta={"indexes": [models.Index(fields=["organization"], name=f"{_model._meta.model_name}_past")]},
    )(_model)
