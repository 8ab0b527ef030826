"""A vote goes into the urn, by a secret link or on paper, so that nothing tells whose it was.

Each vote writes the list of electors and the urn anew, in random order, in one transaction behind the motion's lock:
all their rows then carry the same transaction, the same command and an order that means nothing. An UPDATE would not
do: new versions of rows go to the end of the table one by one, and stay in the order in which people voted.
"""

import uuid
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from parties import rules
from parties.enums.ballots import Choice, MotionState
from parties.models import Elector, Invitation, Motion

# Sorting reads everything that DELETE gives back before the first row is written.
ROLL = """
    WITH roll AS (DELETE FROM parties_elector WHERE motion_id = %(motion)s RETURNING *)
    INSERT INTO parties_elector (id, motion_id, member_id, voted, on_paper)
    SELECT id, motion_id, member_id,
        CASE WHEN id = %(elector)s THEN %(voted)s ELSE voted END,
        CASE WHEN id = %(elector)s THEN %(on_paper)s ELSE on_paper END
    FROM roll ORDER BY random()
"""
URN = """
    WITH urn AS (DELETE FROM parties_ballot WHERE motion_id = %(motion)s RETURNING id, motion_id, choice)
    INSERT INTO parties_ballot (id, motion_id, choice)
    SELECT id, motion_id, choice FROM (
        SELECT id, motion_id, choice FROM urn
        UNION ALL
        SELECT new.id, %(motion)s, new.choice FROM unnest(%(ids)s::uuid[], %(choices)s::text[]) new(id, choice)
    ) papers ORDER BY random()
"""


@transaction.atomic
def cast(invitation: Invitation, choice: str, *, now: datetime | None = None) -> None:
    """One vote, for good. No history and no time are written. Raises ValidationError where there is none to cast."""
    now, motion = now or timezone.now(), _locked(invitation.motion_id)
    if motion.state != MotionState.OPEN or now >= motion.closes_at:
        raise ValidationError(_("The ballot is not open."))
    elector = Elector.objects.filter(motion=motion, member=invitation.member_id).first()
    if elector is None:
        raise ValidationError(_("You were not among the members when the ballot opened."))
    if elector.voted:
        raise ValidationError(_("You have voted already."))
    mark(elector, voted=True, on_paper=False)
    put_in(motion, [Choice(choice)])


@transaction.atomic
def note_paper(invitation: Invitation, *, by, given: bool = True) -> None:
    """This member takes a ballot on paper and so votes by no link; or gives it back (`given` false).

    Raises PermissionDenied, ValidationError.
    """
    motion = _locked(invitation.motion_id)
    rules.need(by, rules.HOLD, motion)
    rules.need(by, rules.READ_MEMBERS, motion)
    if motion.state != MotionState.OPEN:
        raise ValidationError(_("The ballot is not open."))
    elector = Elector.objects.filter(motion=motion, member=invitation.member_id).first()
    if elector is None:
        raise ValidationError(_("They were not among the members when the ballot opened."))
    if elector.voted and not elector.on_paper:
        raise ValidationError(_("They have voted already."))
    mark(elector, voted=given, on_paper=given)


def _locked(motion_id: int) -> Motion:
    return Motion.objects.select_for_update(no_key=True).get(pk=motion_id)


def mark(elector: Elector, *, voted: bool, on_paper: bool) -> None:
    with connection.cursor() as cursor:
        said: dict[str, Any] = {
            "motion": elector.motion_id,
            "elector": elector.pk,
            "voted": voted,
            "on_paper": on_paper,
        }
        cursor.execute(ROLL, said)


def put_in(motion: Motion, choices: list[Choice]) -> None:
    """Mixed with all that lies there."""
    ids = [uuid.uuid4() for _each in choices]
    with connection.cursor() as cursor:
        cursor.execute(URN, {"motion": motion.pk, "ids": ids, "choices": [choice.value for choice in choices]})
