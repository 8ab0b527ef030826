"""Micro-deliberation (微议事): a topic for the residents of an area, their words, and what came of it."""

import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from grids.models import Placed, new_ref
from grids.models.placed import BEGINS_IN_USE
from parties.enums.ballots import CommentState, TalkState, Weight
from parties.models.organization import PLACE, PartyOrganization
from parties.models.weight import WeightRule
from residents.models.dwelling import RegisterQuerySet


class TalkQuerySet(RegisterQuerySet):
    def visible_to(self, user):
        return self.filter(user.scope.placed_q("read_parties"))


class Talk(Placed):
    """Residents write by its public page, which asks for no account and no name."""

    ref = models.CharField(max_length=12, unique=True, default=new_ref, editable=False)
    organization = models.ForeignKey(
        PartyOrganization, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=pgettext_lazy("of a deliberation", "Called by"),
    )  # fmt: skip
    topic = models.CharField(_("Topic"), max_length=80)
    text = models.TextField(_("What it is about"), max_length=2000)
    weight = models.CharField(_("Weight"), max_length=12, choices=Weight)
    rule = models.ForeignKey(WeightRule, models.PROTECT, related_name="+", editable=False)
    state = models.CharField(max_length=12, choices=TalkState, default=TalkState.OPEN, editable=False)
    opened_at = models.DateTimeField(editable=False)
    closes_at = models.DateTimeField(_("Takes words until"))
    settled_at = models.DateTimeField(null=True, editable=False)
    result = models.TextField(_("Result"), max_length=2000, blank=True)
    why = models.CharField(max_length=200, blank=True, editable=False)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False)

    objects = TalkQuerySet.as_manager()

    class Meta(Placed.Meta):
        verbose_name = _("Deliberation")
        verbose_name_plural = _("Deliberations")
        ordering = ["-opened_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(closes_at__gt=F("opened_at")),
                name="talk_closes_after_it_opened",
                violation_error_message=_("It takes words for a while: the end lies after the beginning."),
            ),
            models.CheckConstraint(
                condition=(Q(state=TalkState.SETTLED, settled_at__isnull=False) & ~Q(result=""))
                | Q(state=TalkState.OPEN, settled_at=None, result="")
                | Q(state=TalkState.WITHDRAWN, settled_at=None, result=""),
                name="talk_settled_with_a_result",
                violation_error_message=_("Say what was agreed."),
            ),
        ]
        indexes = [
            models.Index(fields=[level, "-opened_at", "-id"], name=f"party_talk_by_{level.split('_')[0]}")
            for level in ("district_id", "street_id", "community_id", "grid_id", "area")
        ]
        triggers = [
            *Placed.Meta.triggers,
            BEGINS_IN_USE,
            pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return self.topic

    def get_absolute_url(self) -> str:
        return f"/parties/talks/{self.ref}/"

    def takes_words(self, now) -> bool:
        return self.state == TalkState.OPEN and now < self.closes_at


class TalkComment(models.Model):
    """Somebody's words on a topic. A resident's carry no name and are shown after a review."""

    talk = models.ForeignKey(Talk, models.PROTECT, related_name="comments")
    text = models.TextField(pgettext_lazy("on a topic", "Words"), max_length=500)
    at = models.DateTimeField(editable=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", editable=False)
    state = models.CharField(max_length=12, choices=CommentState, default=CommentState.WAITING, editable=False)
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", editable=False
    )
    reviewed_at = models.DateTimeField(null=True, editable=False)
    why = models.CharField(max_length=200, blank=True, editable=False)

    class Meta:
        verbose_name = pgettext_lazy("on a topic", "Comment")
        verbose_name_plural = pgettext_lazy("on a topic", "Comments")
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state=CommentState.WAITING, reviewed_at=None)
                | Q(state=CommentState.SHOWN, reviewed_at__isnull=False)
                | Q(state=CommentState.SHOWN, by__isnull=False)
                | (Q(state=CommentState.REFUSED, reviewed_at__isnull=False) & ~Q(why="")),
                name="talk_comment_shown_after_a_review",
                violation_error_message=_("Somebody reviews it first, and says why it is not shown."),
            ),
        ]
        indexes = [models.Index(fields=["talk", "state", "-at", "-id"], name="talk_comment_by_talk")]
        triggers = [pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete)]


pghistory.track(
    pghistory.InsertEvent(), pghistory.UpdateEvent(), exclude=PLACE, level=pghistory.Statement
)(Talk)  # fmt: skip
pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), level=pghistory.Statement)(TalkComment)
