"""Who may vote, and the urn. Nothing leads from one to the other: docs/decisions/0029-what-a-secret-ballot-hides.md.

No time, no history and no number in sequence on either: whoever adds one gives the votes away. All rows of a motion
are written anew with each vote (parties.actions.voting), so that system columns and the order of rows tell nothing.
"""

import uuid

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from parties.enums.ballots import Choice
from parties.models.member import PartyMember
from parties.models.motion import Motion


def _only_while(*states: str) -> pgtrigger.Trigger:
    """Rows are written, changed and taken out while their motion is in one of these states."""
    listed = ", ".join(f"'{state}'" for state in states)
    return pgtrigger.Trigger(
        name="only_while_open",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
        func=f"""
            IF NOT EXISTS (
                SELECT FROM parties_motion m
                WHERE m.id = COALESCE(NEW.motion_id, OLD.motion_id) AND m.state IN ({listed})
            ) THEN
                RAISE EXCEPTION 'the ballot is not open' USING ERRCODE = 'check_violation';
            END IF;
            RETURN COALESCE(NEW, OLD);
        """,
    )


class Elector(models.Model):
    """The electorate as it was when the ballot opened: who may vote, and whether they have."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    motion = models.ForeignKey(Motion, models.PROTECT, related_name="electors", db_index=False)
    member = models.ForeignKey(PartyMember, models.PROTECT, related_name="+")
    voted = models.BooleanField(default=False)
    on_paper = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("Elector")
        verbose_name_plural = _("Electors")
        constraints = [
            models.UniqueConstraint(fields=["motion", "member"], name="elector_once"),
            models.CheckConstraint(condition=Q(on_paper=False) | Q(voted=True), name="elector_on_paper_voted"),
        ]
        triggers = [_only_while("open")]


class Ballot(models.Model):
    """One paper in the urn."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    motion = models.ForeignKey(Motion, models.PROTECT, related_name="ballots")
    choice = models.CharField(max_length=8, choices=Choice)

    class Meta:
        verbose_name = _("Ballot")
        verbose_name_plural = _("Ballots")
        constraints = [models.CheckConstraint(condition=Q(choice__in=list(Choice.values)), name="ballot_is_a_choice")]
        triggers = [_only_while("open", "counting")]


class PaperCount(models.Model):
    """What one teller counted of the ballots on paper. The numbers go into the urn and are then gone from here:
    kept apart, those of two or three voters would tell how they voted. So there is no history either."""

    motion = models.ForeignKey(Motion, models.PROTECT, related_name="paper_counts")
    teller = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    yes = models.PositiveIntegerField(_("In favour"), null=True)
    no = models.PositiveIntegerField(_("Against"), null=True)
    abstain = models.PositiveIntegerField(_("Abstentions"), null=True)

    class Meta:
        verbose_name = _("Count of paper ballots")
        verbose_name_plural = _("Counts of paper ballots")
        constraints = [models.UniqueConstraint(fields=["motion", "teller"], name="paper_counted_once_a_teller")]
