"""The ballot is closed, paper is counted by two people, and the result declared: or none, without a quorum."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from grids import history
from parties import rules
from parties.actions import voting
from parties.actions.motions import begin, forget_counts
from parties.ballots import urn
from parties.enums.ballots import Choice, MotionState
from parties.models import Motion, PaperCount

NUMBERS = ("yes", "no", "abstain")


@transaction.atomic
def close(motion_id: int, *, by, now: datetime | None = None) -> Motion:
    """From now on nobody votes. Before its time only if everybody has. Raises PermissionDenied, ValidationError."""
    now, made = now or timezone.now(), begin(motion_id, by, MotionState.OPEN)
    if now < made.closes_at and not all_voted(made):
        raise ValidationError(_("Votes are still taken. It closes when its time is over or everybody has voted."))
    made.state, made.closed_at, made.alarm_at = MotionState.COUNTING, now, None
    return history.save(made, by, grant=rules.HOLD, where=made)


def all_voted(motion: Motion) -> bool:
    return not motion.electors.filter(voted=False).exists()


@transaction.atomic
def count_paper(motion_id: int, *, by, **numbers: int) -> bool:
    """What this teller counted: yes, no, abstain. True once another person has counted the same.

    Nobody is told the other's numbers. Raises PermissionDenied, ValidationError.
    """
    made = begin(motion_id, by, MotionState.COUNTING)
    given, counted = papers(made), sum(numbers.values())
    if not has_quorum(made):
        raise ValidationError(_("There is no quorum: nobody looks into the urn."))
    if counted != given:
        words = _("%(given)d took a ballot on paper, you counted %(counted)d. Please count again.")
        raise ValidationError(words % {"given": given, "counted": counted})
    if not given:
        raise ValidationError(_("Nobody voted on paper."))
    PaperCount.objects.update_or_create(motion=made, teller=by, defaults=numbers)
    return agreed(made) is not None


def papers(motion: Motion) -> int:
    return motion.electors.filter(on_paper=True).count()


def agreed(motion: Motion) -> tuple[int, int, int] | None:
    """The numbers that two persons found alike."""
    found = list(motion.paper_counts.exclude(yes=None).values_list(*NUMBERS))
    return next((numbers for numbers in found if found.count(numbers) > 1), None)


def has_quorum(motion: Motion) -> bool:
    voted = motion.electors.filter(voted=True).count()
    return urn.has_quorum(motion.rule, motion.electorate, voted)


def wants_tellers(motion: Motion) -> bool:
    """Paper is looked at as the urn is: not without a quorum."""
    return bool(papers(motion)) and has_quorum(motion) and agreed(motion) is None


@transaction.atomic
def declare(motion_id: int, *, by, now: datetime | None = None) -> Motion:
    """Paper goes into the urn, the urn is counted once, and its hash published. Without a quorum nobody looks in.

    Raises PermissionDenied; ValidationError while two tellers do not agree, or urn and list of electors do not.
    """
    now, made = now or timezone.now(), begin(motion_id, by, MotionState.COUNTING)
    if wants_tellers(made):
        raise ValidationError(_("Two people have to count the ballots on paper, and find the same."))
    made.voted, made.decided_at = made.electors.filter(voted=True).count(), now
    if has_quorum(made):
        _count(made)
    else:
        made.state = MotionState.NO_QUORUM
    history.save(made, by, grant=rules.HOLD, where=made)
    forget_counts(made)
    return made


def _count(made: Motion) -> None:
    for choice, number in zip((Choice.YES, Choice.NO, Choice.ABSTAIN), agreed(made) or (0, 0, 0), strict=True):
        voting.put_in(made, [choice] * number)
    ballots = urn.contents(made.pk)
    votes = urn.tally(ballots)
    if votes.voted != made.voted:
        raise ValidationError(_("The urn and the list of electors do not agree. Nothing is declared."))
    made.yes, made.no, made.abstain = votes.yes, votes.no, votes.abstain
    made.digest, made.state = urn.digest(ballots), urn.verdict(made.rule, made.electorate, votes)
