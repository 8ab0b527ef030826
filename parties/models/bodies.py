"""Owners' committees with their terms and members, and social organisations with their stages."""

from datetime import date

import pghistory
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from grids.models import Organisation, Placed, new_ref
from grids.models.placed import BEGINS_IN_USE
from parties.enums.bodies import CommitteeRole, FilingStatus, SocialKind, Stage
from parties.models.organization import PLACE
from parties.models.staff import COLUMNS, NEVER_DELETED
from residents.models import Resident
from residents.models.dwelling import RegisterQuerySet


class BodyQuerySet(RegisterQuerySet):
    def visible_to(self, user):
        return self.filter(user.scope.placed_q("read_parties"))

    def standing(self):
        return self.filter(dissolved_on=None)


class CommitteeQuerySet(BodyQuerySet):
    def overdue(self, today: date):
        return self.standing().filter(term_ends_on__lt=today)


class OwnersCommittee(Placed):
    """业主委员会 of an area or of one compound of it. alarm_at: when its keepers are told that the term ends."""

    ref = models.CharField(max_length=12, unique=True, default=new_ref, editable=False)
    name = models.CharField(pgettext_lazy("of a thing", "Name"), max_length=60)
    compound = models.CharField(_("Compound"), max_length=60, blank=True)
    filed_as = models.CharField(_("Filing number"), max_length=40, blank=True)
    term = models.PositiveSmallIntegerField(_("Which term"), default=1)
    term_starts_on = models.DateField(_("Term from"))
    term_ends_on = models.DateField(_("Term until"))
    alarm_at = models.DateTimeField(null=True, editable=False)
    dissolved_on = models.DateField(_("Dissolved on"), null=True, blank=True)

    objects = CommitteeQuerySet.as_manager()

    class Meta(Placed.Meta):
        verbose_name = _("Owners' committee")
        verbose_name_plural = _("Owners' committees")
        indexes = [
            *(
                models.Index(
                    fields=[column, "name", "id"], name=f"committee_by_{column[:4]}", condition=Q(dissolved_on=None)
                )
                for column in COLUMNS
            ),
            models.Index(fields=["alarm_at"], name="committee_alarm", condition=Q(alarm_at__isnull=False)),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["area", "name"],
                condition=Q(dissolved_on=None),
                name="owners_committee_once",
                violation_error_message=_("This area has an owners' committee of this name already."),
            ),
            models.CheckConstraint(
                condition=Q(term_ends_on__gt=F("term_starts_on"), term__gte=1),
                name="owners_committee_term_lasts",
                violation_error_message=_("A term ends after it began."),
            ),
            models.CheckConstraint(
                condition=Q(dissolved_on=None) | Q(dissolved_on__gte=F("term_starts_on"), alarm_at=None),
                name="owners_committee_dissolved_after",
                violation_error_message=_("It is dissolved after it was founded."),
            ),
        ]
        triggers = [*Placed.Meta.triggers, BEGINS_IN_USE, NEVER_DELETED]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return f"/parties/committees/{self.ref}/"


class CommitteeMemberQuerySet(models.QuerySet):
    def current(self):
        return self.filter(until=None)

    def to_the_last(self):
        """Those in it; of a committee that was dissolved, those who were in it until then."""
        return self.filter(Q(until=None) | Q(until__gte=F("committee__dissolved_on")))


class CommitteeMember(models.Model):
    """Somebody of the register in an owners' committee; nothing of them is copied."""

    committee = models.ForeignKey(OwnersCommittee, models.PROTECT, related_name="members")
    resident = models.ForeignKey(Resident, models.PROTECT, related_name="+", verbose_name=_("Resident"))
    role = models.CharField(pgettext_lazy("of an owners' committee", "As"), max_length=8, choices=CommitteeRole)
    since = models.DateField(_("From"))
    until = models.DateField(pgettext_lazy("time", "Until"), null=True, blank=True)

    objects = CommitteeMemberQuerySet.as_manager()

    class Meta:
        verbose_name = _("Member of an owners' committee")
        constraints = [
            models.UniqueConstraint(
                fields=["committee", "resident"],
                condition=Q(until=None),
                name="committee_member_once",
                violation_error_message=_("This person is in the committee already."),
            ),
            models.UniqueConstraint(
                fields=["committee"],
                condition=Q(until=None, role=CommitteeRole.CHAIR),
                name="committee_one_chair",
                violation_error_message=_("The committee has a chair already."),
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")),
                name="committee_member_leaves_after",
                violation_error_message=_("Nobody leaves before they joined."),
            ),
        ]
        triggers = [NEVER_DELETED]


class SocialBody(Placed):
    """社会组织: one that is registered is an organisation of the register; a filed one need not be."""

    ref = models.CharField(max_length=12, unique=True, default=new_ref, editable=False)
    name = models.CharField(pgettext_lazy("of a thing", "Name"), max_length=80)
    kind = models.CharField(_("Kind"), max_length=12, choices=SocialKind)
    status = models.CharField(pgettext_lazy("of a social organisation", "Status"), max_length=12, choices=FilingStatus)
    number = models.CharField(_("Number"), max_length=40, blank=True)
    recorded_on = models.DateField(_("Registered or filed on"))
    does = models.CharField(_("What it does"), max_length=80, blank=True)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Organisation")
    )
    stage = models.CharField(
        pgettext_lazy("of a social organisation", "Stage"), max_length=12, choices=Stage, default=Stage.HATCHING
    )
    stage_since = models.DateField(_("In this stage since"))
    dissolved_on = models.DateField(_("Dissolved on"), null=True, blank=True)

    objects = BodyQuerySet.as_manager()

    class Meta(Placed.Meta):
        verbose_name = _("Social organisation")
        verbose_name_plural = _("Social organisations")
        indexes = [
            models.Index(fields=[column, "name", "id"], name=f"social_by_{column[:4]}", condition=Q(dissolved_on=None))
            for column in COLUMNS
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["area", "name"],
                condition=Q(dissolved_on=None),
                name="social_body_once",
                violation_error_message=_("This area has a social organisation of this name already."),
            ),
            models.CheckConstraint(
                condition=Q(status=FilingStatus.FILED) | Q(organisation__isnull=False),
                name="social_body_registered_is_known",
                violation_error_message=_("A registered one is an organisation of the register: choose it."),
            ),
            models.CheckConstraint(
                condition=Q(dissolved_on=None) | Q(dissolved_on__gte=F("recorded_on")),
                name="social_body_dissolved_after",
                violation_error_message=_("It is dissolved after it was founded."),
            ),
        ]
        triggers = [*Placed.Meta.triggers, BEGINS_IN_USE, NEVER_DELETED]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return f"/parties/bodies/{self.ref}/"


pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), level=pghistory.Statement)(CommitteeMember)
for _model in (OwnersCommittee, SocialBody):
    pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), exclude=PLACE, level=pghistory.Statement)(_model)
