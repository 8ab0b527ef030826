"""Partner units of a party organisation, what they contribute, and the joint meeting of each quarter."""

import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from grids.models import Organisation, Placed, StoredFile, new_ref
from grids.models.placed import BEGINS_IN_USE
from parties.enums.partners import Gift
from parties.models.organization import PLACE, PartyOrganization
from residents.models.dwelling import RegisterQuerySet

LEVELS = ("district_id", "street_id", "community_id", "grid_id")
NEVER_DELETED = pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete)


def first_of_quarter(name: str) -> models.CheckConstraint:
    """A quarter is its first day: parties.quarters."""
    return models.CheckConstraint(condition=Q(quarter__month__in=(1, 4, 7, 10), quarter__day=1), name=name)


class HeldQuerySet(RegisterQuerySet):
    """Rows that lie where their party organisation lies."""

    def visible_to(self, user):
        return self.filter(user.scope.placed_q("read_parties"))


class PartnerQuerySet(HeldQuerySet):
    def standing(self):
        return self.filter(ended_on=None)

    def in_force(self, today):
        return self.filter(ended_on=None, agreed_on__lte=today, ends_on__gte=today)


class Partner(Placed):
    """One agreement with one unit, from–to. A renewal moves its end; the history keeps the ends before.

    It lies where the party organisation lies, wherever the unit itself does.
    """

    ref = models.CharField(max_length=12, unique=True, default=new_ref, editable=False)
    organization = models.ForeignKey(
        PartyOrganization, models.PROTECT, related_name="partners", verbose_name=_("Party organisation")
    )
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", verbose_name=pgettext_lazy("of an agreement", "Partner unit")
    )
    agreed_on = models.DateField(pgettext_lazy("an agreement", "Agreed from"))
    ends_on = models.DateField(pgettext_lazy("an agreement", "Agreed until"))
    offers = models.CharField(_("What it can contribute"), max_length=200, blank=True)
    paper = models.ForeignKey(StoredFile, models.PROTECT, null=True, editable=False, related_name="+")
    ended_on = models.DateField(pgettext_lazy("an agreement", "Ended on"), null=True, editable=False)
    alarm_at = models.DateTimeField(null=True, editable=False, help_text="when its keepers are told that it ends")

    objects = PartnerQuerySet.as_manager()

    class Meta(Placed.Meta):
        verbose_name = pgettext_lazy("of an agreement", "Partner unit")
        verbose_name_plural = _("Partner units")
        ordering = ["ends_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "organisation"],
                condition=Q(ended_on=None),
                name="partner_once",
                violation_error_message=_("This unit is a partner already: renew its agreement."),
            ),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("agreed_on")),
                name="partner_ends_after_it_began",
                violation_error_message=_("An agreement ends after it begins."),
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(ended_on__gte=F("agreed_on")),
                name="partner_ended_after_it_began",
                violation_error_message=_("An agreement is not ended before it begins."),
            ),
        ]
        indexes = [
            models.Index(fields=[level, "ends_on", "id"], name=f"partner_by_{level[:5]}", condition=Q(ended_on=None))
            for level in LEVELS
        ] + [models.Index(fields=["alarm_at"], name="partner_alarm", condition=Q(alarm_at__isnull=False))]
        triggers = [*Placed.Meta.triggers, BEGINS_IN_USE, NEVER_DELETED]

    def __str__(self) -> str:
        return self.organisation.name

    def get_absolute_url(self) -> str:
        return f"/parties/partners/{self.ref}/"


class ContributionQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(partner__in=Partner.objects.visible_to(user).values("pk"))

    def standing(self):
        return self.filter(struck_at=None)


class Contribution(models.Model):
    """Something a partner gave. A fulfilled claim is one by itself (`claim`); one written by mistake is struck."""

    partner = models.ForeignKey(Partner, models.PROTECT, related_name="contributions")
    kind = models.CharField(_("Kind"), max_length=8, choices=Gift)
    what = models.CharField(pgettext_lazy("a contribution", "What"), max_length=120)
    on = models.DateField(_("Day"))
    claim = models.OneToOneField("parties.ListClaim", models.PROTECT, null=True, editable=False, related_name="gift")
    entered_at = models.DateTimeField(editable=False)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )
    struck_at = models.DateTimeField(null=True, editable=False)

    objects = ContributionQuerySet.as_manager()

    class Meta:
        verbose_name = _("Contribution")
        verbose_name_plural = _("Contributions")
        constraints = [models.CheckConstraint(condition=Q(kind__in=Gift.values), name="contribution_kind_known")]
        triggers = [NEVER_DELETED]

    def __str__(self) -> str:
        return self.what


class JointMeeting(Placed):
    """党建联席会议: one a quarter for each organisation. What it decides are claims that name it."""

    ref = models.CharField(max_length=12, unique=True, default=new_ref, editable=False)
    organization = models.ForeignKey(
        PartyOrganization, models.PROTECT, related_name="joint_meetings", verbose_name=_("Party organisation")
    )
    quarter = models.DateField(_("Quarter"))
    held_on = models.DateField(pgettext_lazy("a meeting", "Held on"))
    place = models.CharField(pgettext_lazy("a meeting", "Where"), max_length=60, blank=True)
    minutes = models.TextField(_("Minutes"), max_length=4000)
    present = models.ManyToManyField(Partner, related_name="+", blank=True, verbose_name=_("Partners present"))

    objects = HeldQuerySet.as_manager()

    class Meta(Placed.Meta):
        verbose_name = _("Joint meeting")
        verbose_name_plural = _("Joint meetings")
        ordering = ["-quarter", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "quarter"],
                name="joint_meeting_once",
                violation_error_message=_("The meeting of this quarter is entered already."),
            ),
            first_of_quarter("joint_meeting_quarter"),
            models.CheckConstraint(condition=~Q(minutes=""), name="joint_meeting_has_minutes"),
        ]
        indexes = [models.Index(fields=[level, "-quarter"], name=f"joint_by_{level[:5]}") for level in LEVELS]
        triggers = [*Placed.Meta.triggers, NEVER_DELETED]

    def get_absolute_url(self) -> str:
        return f"/parties/partners/meetings/{self.ref}/"


for kept in (Partner, Contribution, JointMeeting):
    pghistory.track(
        pghistory.InsertEvent(),
        pghistory.UpdateEvent(),
        exclude=[*PLACE, "alarm_at"] if kept is Partner else PLACE if issubclass(kept, Placed) else None,
        level=pghistory.Statement,
    )(kept)
pghistory.track(
    pghistory.InsertEvent(), pghistory.DeleteEvent(), obj_field=None, level=pghistory.Statement
)(JointMeeting.present.through)  # fmt: skip
