"""微心愿: what somebody wishes for, shown without a name, and who fulfils it."""

import uuid

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from grids.fields import EncryptedField
from grids.models import Organisation, Placed, Post, StoredFile, SubjectKey, new_ref
from residents.models import Resident
from residents.models.dwelling import RegisterQuerySet
from volunteers.enums.orders import WishAct, WishStep
from volunteers.models.people import Volunteer
from volunteers.models.team import Team

CLAIMED = (WishStep.CLAIMED, WishStep.FULFILLED, WishStep.THANKED)
NOBODY = Q(by_volunteer=None, by_team=None, by_organisation=None)
ONE = (
    Q(by_volunteer__isnull=False, by_team=None, by_organisation=None)
    | Q(by_volunteer=None, by_team__isnull=False, by_organisation=None)
    | Q(by_volunteer=None, by_team=None, by_organisation__isnull=False)
)


class WishQuerySet(RegisterQuerySet):
    def visible_to(self, user):
        return self.filter(user.scope.placed_q("read_volunteers"))


class Wish(Placed):
    """The words are reviewed by another person before they are shown; who stands behind them is encrypted."""

    ref = models.CharField(max_length=12, unique=True, default=new_ref, editable=False)
    token = models.UUIDField(default=uuid.uuid4, unique=True, help_text="of the form: a second submit finds it")
    words = models.CharField(_("The wish"), max_length=120)
    resident = models.ForeignKey(Resident, models.PROTECT, null=True, related_name="+", db_index=False)
    subject = models.ForeignKey(SubjectKey, models.PROTECT, related_name="+", db_index=False, editable=False)
    name = EncryptedField(pgettext_lazy("of a person", "Name"), max_length=40)
    phone = EncryptedField(_("Phone"), max_length=20)
    place = EncryptedField(_("Address"), max_length=160)
    step = models.CharField(max_length=12, choices=WishStep, default=WishStep.POSTED)
    posted_at = models.DateTimeField()
    posted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    reviewed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    by_volunteer = models.ForeignKey(Volunteer, models.PROTECT, null=True, related_name="wishes")
    by_team = models.ForeignKey(Team, models.PROTECT, null=True, related_name="wishes")
    by_organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    claimed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", help_text="who answers for the claim"
    )
    claimed_at = models.DateTimeField(null=True)
    fulfilled_at = models.DateTimeField(null=True)
    anonymised_at = models.DateTimeField(null=True, editable=False, help_text="by the rule of keeping")

    objects = WishQuerySet.as_manager()

    class Meta(Placed.Meta):
        verbose_name = _("Wish")
        verbose_name_plural = _("Wishes")
        indexes = [
            models.Index(fields=[column, "-posted_at", "-id"], name=f"wish_{column[:4]}_new")
            for column in ("district_id", "street_id", "community_id", "grid_id", "area")
        ]
        constraints = [
            models.CheckConstraint(condition=Q(step__in=WishStep.values), name="wish_step_known"),
            models.CheckConstraint(
                condition=Q(step__in=CLAIMED, claimed_by__isnull=False, claimed_at__isnull=False) & ONE
                | ~Q(step__in=CLAIMED) & Q(claimed_by=None, claimed_at=None) & NOBODY,
                name="wish_claimed_by_one",
            ),
            models.CheckConstraint(
                condition=Q(step=WishStep.POSTED, reviewed_by=None)
                | ~Q(step=WishStep.POSTED) & Q(reviewed_by__isnull=False) & ~Q(reviewed_by=F("posted_by")),
                name="wish_reviewed_by_another",
                violation_error_message=_("Another person reviews this."),
            ),
            models.CheckConstraint(
                condition=Q(step__in=(WishStep.FULFILLED, WishStep.THANKED), fulfilled_at__isnull=False)
                | ~Q(step__in=(WishStep.FULFILLED, WishStep.THANKED)) & Q(fulfilled_at=None),
                name="wish_fulfilled",
            ),
            models.CheckConstraint(
                condition=Q(anonymised_at=None) | Q(resident=None, name=None, phone=None, place=None),
                name="wish_anonymised_says_nothing",
            ),
        ]
        triggers = [*Placed.Meta.triggers, pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete)]

    def __str__(self) -> str:
        return self.words

    def get_absolute_url(self) -> str:
        return f"/volunteers/wishes/{self.ref}/"


class WishLine(models.Model):
    """One line of a wish's record. Append-only."""

    wish = models.ForeignKey(Wish, models.PROTECT, related_name="acts")
    act = models.CharField(max_length=8, choices=WishAct)
    at = models.DateTimeField()
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    post = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+")
    text = models.CharField(max_length=300, blank=True)
    photo = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("Record")
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]
