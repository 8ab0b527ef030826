"""What somebody did and asks points for, until another person has certified it and nobody objects."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from grids.models import Placed, new_ref
from points.enums import ClaimState
from points.models.ledger import PLACES, Account, Movement
from points.models.scheme import Rule
from residents.models import Resident


class ClaimQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(user.scope.placed_q("read_points"))


class Claim(Placed):
    """The amount is the rule's when it was asked for. Nothing can be claimed twice: its source is unique."""

    ref = models.CharField(max_length=12, unique=True, default=new_ref, editable=False)
    account = models.ForeignKey(Account, models.PROTECT, related_name="claims")
    resident = models.ForeignKey(
        Resident, models.PROTECT, null=True, related_name="+", db_index=False, help_text="who of the household did it"
    )
    rule = models.ForeignKey(Rule, models.PROTECT, related_name="+", verbose_name=_("What for"))
    amount = models.DecimalField(_("Worth"), **PLACES)
    done_on = models.DateField(_("Day"))
    words = models.CharField(pgettext_lazy("points", "What was done"), max_length=120)
    source_kind = models.CharField(max_length=20)
    source_id = models.CharField(max_length=40)
    at = models.DateTimeField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", help_text="none: the portal itself"
    )
    state = models.CharField(max_length=12, choices=ClaimState, default=ClaimState.WAITING)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    why = models.CharField(max_length=200, blank=True, help_text="of a refusal")
    alarm_at = models.DateTimeField(null=True, help_text="when the public notice ends")
    movement = models.OneToOneField(Movement, models.PROTECT, null=True, related_name="claim")

    objects = ClaimQuerySet.as_manager()

    class Meta(Placed.Meta):
        verbose_name = _("Claim of points")
        indexes = [
            models.Index(fields=["alarm_at"], name="claim_alarm", condition=Q(alarm_at__isnull=False)),  # the sweep
            models.Index(
                fields=["community_id", "-at", "-id"], name="claim_waiting", condition=Q(state=ClaimState.WAITING)
            ),
            models.Index(fields=["account", "rule", "done_on"], name="claim_cap"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["source_kind", "source_id"], name="claim_source_once"),
            models.CheckConstraint(
                condition=Q(decided_by=None) | Q(by=None) | ~Q(decided_by=F("by")),
                name="claim_certified_by_another",
                violation_error_message=_("Another person certifies this."),
            ),
            models.CheckConstraint(
                condition=Q(state=ClaimState.POSTED, movement__isnull=False)
                | (~Q(state=ClaimState.POSTED) & Q(movement=None)),
                name="claim_posted_with_movement",
            ),
            models.CheckConstraint(
                condition=Q(state=ClaimState.NOTICE, alarm_at__isnull=False)
                | (~Q(state=ClaimState.NOTICE) & Q(alarm_at=None)),
                name="claim_notice_ends",
            ),
            models.CheckConstraint(
                condition=~Q(state=ClaimState.REFUSED) | ~Q(why=""), name="claim_refused_with_reason"
            ),
        ]
        triggers = [*Placed.Meta.triggers, pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete)]

    def get_absolute_url(self) -> str:
        return f"/points/claims/{self.ref}/"

    def is_own(self, user) -> bool:
        """Nobody decides on what they asked for, or what is for themselves."""
        return user.pk in (self.by_id, self.account.user_id)

    @property
    def is_withdrawn(self) -> bool:
        """By whoever asked: nobody decided."""
        return self.state == ClaimState.REFUSED and self.decided_by_id is None

    def was_objected_to(self, user) -> bool:
        """What this person certified waits again: an objection is for another pair of eyes."""
        return self.state == ClaimState.WAITING and user.pk == self.decided_by_id


class Objection(models.Model):
    """What was said against a claim while it was on public notice, and what became of it."""

    claim = models.ForeignKey(Claim, models.PROTECT, related_name="objections")
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    words = models.CharField(max_length=200)

    class Meta:
        verbose_name = _("Objection")
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]
