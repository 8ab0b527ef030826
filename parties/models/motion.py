"""What a joint ballot is held on: from the committee's preliminary opinion to the result and what follows from it."""

import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from grids.models import Placed, new_ref
from grids.models.placed import BEGINS_IN_USE
from parties.enums.ballots import ENDED, RESULT, VOTED_ON, Major, MotionState, Weight
from parties.models.member import PartyMember
from parties.models.organization import PLACE, PartyOrganization
from parties.models.weight import WeightRule
from residents.models.dwelling import RegisterQuerySet

PARTS = ("principle", "content", "procedure", "accountability")
COUNTS = ("yes", "no", "abstain")
_ON_NOTICE = Q(rule__isnull=False, noticed_at__isnull=False)
for _part in PARTS:
    _ON_NOTICE &= ~Q(**{_part: ""})
_TURNED_OUT = Q(decided_at__isnull=False, closed_at__isnull=False, voted__isnull=False, voted__lte=F("electorate"))
_COUNTED = Q(yes__isnull=False, no__isnull=False, abstain__isnull=False, voted=F("yes") + F("no") + F("abstain"))
_NOT_COUNTED = Q(**dict.fromkeys(COUNTS), digest="")


class MotionQuerySet(RegisterQuerySet):
    def visible_to(self, user):
        return self.filter(user.scope.placed_q("read_parties"))


class Motion(Placed):
    """It lies where the organisation lies that puts it; bodies: those below it whose members vote as well.

    The choices stand in the urn alone (Ballot) and are added up once, when the result is declared.
    """

    ref = models.CharField(max_length=12, unique=True, default=new_ref, editable=False)
    organization = models.ForeignKey(
        PartyOrganization, models.PROTECT, related_name="motions", verbose_name=_("Party organisation")
    )
    bodies = models.ManyToManyField(PartyOrganization, related_name="+", verbose_name=_("Members of these vote too"))
    title = models.CharField(_("Motion"), max_length=80)
    matter = models.CharField(pgettext_lazy("of a motion", "What it decides"), max_length=12, choices=Major)
    weight = models.CharField(_("Weight"), max_length=12, choices=Weight, default=Weight.IMPORTANT)
    opinion = models.TextField(_("Preliminary opinion of the committee"), max_length=2000)
    opinion_on = models.DateField(_("Formed on the committee's meeting of"))
    state = models.CharField(max_length=12, choices=MotionState, default=MotionState.OPINION, editable=False)
    rule = models.ForeignKey(WeightRule, models.PROTECT, null=True, related_name="+", editable=False)
    principle = models.TextField(_("Principle"), max_length=1000, blank=True)
    content = models.TextField(pgettext_lazy("of a notice", "Content"), max_length=2000, blank=True)
    procedure = models.TextField(_("Procedure"), max_length=1000, blank=True)
    accountability = models.TextField(_("Accountability"), max_length=1000, blank=True)
    noticed_at = models.DateTimeField(null=True, editable=False)
    opened_at = models.DateTimeField(null=True, editable=False)
    closes_at = models.DateTimeField(_("Votes are taken until"), null=True, blank=True)
    closed_at = models.DateTimeField(null=True, editable=False)
    alarm_at = models.DateTimeField(null=True, editable=False, help_text="when those who hold it are told to go on")
    decided_at = models.DateTimeField(null=True, editable=False)
    electorate = models.PositiveIntegerField(null=True, editable=False)
    voted = models.PositiveIntegerField(null=True, editable=False)
    yes = models.PositiveIntegerField(null=True, editable=False)
    no = models.PositiveIntegerField(null=True, editable=False)
    abstain = models.PositiveIntegerField(null=True, editable=False)
    digest = models.CharField(max_length=64, blank=True, editable=False)
    why = models.CharField(max_length=200, blank=True, editable=False)

    objects = MotionQuerySet.as_manager()

    class Meta(Placed.Meta):
        verbose_name = _("Motion")
        verbose_name_plural = _("Motions")
        ordering = ["-opinion_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=[MotionState.OPINION, MotionState.WITHDRAWN]) | _ON_NOTICE,
                name="motion_noticed_in_four_parts",
                violation_error_message=_("The notice has four parts: principle, content, procedure, accountability."),
            ),
            models.CheckConstraint(
                condition=~Q(state__in=VOTED_ON)
                | Q(opened_at__isnull=False, closes_at__isnull=False, closes_at__gt=F("opened_at"))
                & Q(electorate__isnull=False, electorate__gte=1),
                name="motion_opened_for_somebody",
                violation_error_message=_("Votes are taken from its opening until a later moment."),
            ),
            models.CheckConstraint(
                condition=Q(state__in=RESULT) & _TURNED_OUT & _COUNTED & ~Q(digest="")
                | Q(state=MotionState.NO_QUORUM) & _TURNED_OUT & _NOT_COUNTED
                | ~Q(state__in=(*RESULT, MotionState.NO_QUORUM)) & Q(decided_at=None, voted=None) & _NOT_COUNTED,
                name="motion_counted_at_the_end",
                violation_error_message=_("The votes are counted once, after the ballot was closed, with a quorum."),
            ),
            models.CheckConstraint(
                condition=Q(state=MotionState.WITHDRAWN) & ~Q(why="") | ~Q(state=MotionState.WITHDRAWN) & Q(why=""),
                name="motion_withdrawn_with_a_reason",
                violation_error_message=_("Say why, in a few words."),
            ),
            models.CheckConstraint(
                condition=Q(alarm_at=None) | Q(state__in=[MotionState.NOTICE, MotionState.OPEN]),
                name="motion_alarm_while_it_waits",
                violation_error_message=_("Nobody waits for this motion any more."),
            ),
        ]
        indexes = [
            models.Index(fields=[level, "-opinion_on", "-id"], name=f"party_motion_by_{level.split('_')[0]}")
            for level in ("district_id", "street_id", "community_id", "grid_id", "area")
        ] + [models.Index(fields=["alarm_at"], name="motion_alarm", condition=Q(alarm_at__isnull=False))]
        triggers = [
            *Placed.Meta.triggers,
            BEGINS_IN_USE,
            pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="result_stands",
                operation=pgtrigger.UpdateOf("state", "electorate", "voted", *COUNTS, "digest"),
                condition=pgtrigger.Q(old__state__in=list(ENDED)),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return f"/parties/ballots/{self.ref}/"

    @property
    def opens_from(self):
        """The first moment at which the notice has lasted long enough."""
        return self.noticed_at + self.rule.notice if self.noticed_at else None

    @property
    def has_result(self) -> bool:
        return self.state in RESULT


class Invitation(models.Model):
    """The notice to one member, with a secret link of their own: the hash of it is kept, nothing of their vote."""

    motion = models.ForeignKey(Motion, models.PROTECT, related_name="invitations")
    member = models.ForeignKey(PartyMember, models.PROTECT, related_name="+", verbose_name=_("Party member"))
    ref = models.CharField(max_length=12, unique=True, default=new_ref, editable=False)
    token_hash = models.CharField(max_length=64, blank=True, editable=False)
    expires_at = models.DateTimeField(null=True, editable=False)
    read_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = _("Notice to a member")
        verbose_name_plural = _("Notices to members")
        constraints = [
            models.UniqueConstraint(fields=["motion", "member"], name="motion_invites_once"),
            models.UniqueConstraint(fields=["token_hash"], condition=~Q(token_hash=""), name="motion_link_once"),
            models.CheckConstraint(
                condition=Q(token_hash="", expires_at=None) | ~Q(token_hash="") & Q(expires_at__isnull=False),
                name="motion_link_expires",
            ),
        ]
        triggers = [pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete)]


class MotionTask(models.Model):
    """What follows from a result: who does it until when, and how it was done."""

    motion = models.ForeignKey(Motion, models.PROTECT, related_name="tasks")
    what = models.CharField(_("What is to be done"), max_length=200)
    responsible = models.CharField(
        _("Responsible"), max_length=40, help_text=_("A post or a body, such as the property company")
    )
    due_on = models.DateField(_("Due on"))
    done_on = models.DateField(null=True, editable=False)
    done_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", editable=False)
    outcome = models.CharField(_("How it was done"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("Task from a ballot")
        verbose_name_plural = _("Tasks from ballots")
        ordering = ["due_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(done_on=None, outcome="") | Q(done_on__isnull=False) & ~Q(outcome=""),
                name="motion_task_done_with_an_outcome",
                violation_error_message=_("Say how it was done."),
            ),
        ]
        triggers = [pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete)]


pghistory.track(
    pghistory.InsertEvent(), pghistory.UpdateEvent(), exclude=[*PLACE, "alarm_at"], level=pghistory.Statement
)(Motion)  # fmt: skip
for _model in (Invitation, MotionTask):
    pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), level=pghistory.Statement)(_model)
