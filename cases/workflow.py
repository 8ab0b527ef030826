"""The seven-step closed loop, as data. Everything else reads this table."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from cases.enums import Act, Source, Status, Step
from grids.enums import Kind


@dataclass(frozen=True, slots=True)
class Move:
    """One act on a matter.

    steps: the open steps in which it may be done. grant: the permission that the chosen hat must hold there.
    to: the step that opens, None where the step stays. ends: the end of the matter.
    mine: only for whom it is assigned to. other: by another person than the one who handled it.
    reason: a text is required. while_paused: may be done while the clock stands.
    """

    steps: frozenset[Step]
    grant: str
    to: Step | None = None
    ends: Status | None = None
    mine: bool = False
    other: bool = False
    reason: bool = False
    while_paused: bool = False
    evidence: bool = False


BEFORE_HANDLING = frozenset({Step.COLLECTION, Step.ASSIGNMENT})
RUNNING = frozenset({Step.COLLECTION, Step.ASSIGNMENT, Step.HANDLING, Step.VERIFICATION})
ANY = RUNNING | {Step.FOLLOW_UP}

MOVES: Mapping[Act, Move] = MappingProxyType(
    {
        Act.ACCEPT: Move(frozenset({Step.COLLECTION}), "accept_case", to=Step.ASSIGNMENT),
        Act.REFUSE: Move(BEFORE_HANDLING, "accept_case", ends=Status.REFUSED, reason=True),
        Act.MERGE: Move(BEFORE_HANDLING | {Step.HANDLING}, "accept_case", ends=Status.MERGED, reason=True),
        Act.ASSIGN: Move(frozenset({Step.ASSIGNMENT}), "assign_case", to=Step.HANDLING),
        Act.TAKE: Move(frozenset({Step.HANDLING}), "handle_case", mine=True),
        Act.RETURN: Move(frozenset({Step.HANDLING}), "handle_case", to=Step.ASSIGNMENT, mine=True, reason=True),
        Act.TRANSFER: Move(frozenset({Step.HANDLING}), "assign_case", reason=True),
        # To assignment from the handling; before it only the level that decides is another.
        Act.ESCALATE: Move(BEFORE_HANDLING | {Step.HANDLING}, "escalate_case", to=Step.ASSIGNMENT, reason=True),
        # From a level where nobody decides any more: only the level that decides is another.
        Act.BRING_BACK: Move(ANY, "assign_case", reason=True),
        Act.EXTEND: Move(frozenset({Step.HANDLING}), "handle_case", mine=True, reason=True),
        Act.GRANT: Move(frozenset({Step.HANDLING}), "decide_extension", other=True),
        Act.DENY: Move(frozenset({Step.HANDLING}), "decide_extension", other=True, reason=True),
        Act.PAUSE: Move(frozenset({Step.HANDLING}), "pause_case", reason=True),
        Act.RESUME: Move(frozenset({Step.HANDLING}), "pause_case", while_paused=True),
        Act.NOTE: Move(ANY, "handle_case", reason=True, while_paused=True),
        Act.JOIN: Move(ANY, "assign_case", while_paused=True),
        Act.LEAVE: Move(ANY, "assign_case", reason=True, while_paused=True),
        Act.FINISH: Move(
            frozenset({Step.HANDLING}), "handle_case", to=Step.VERIFICATION, mine=True, reason=True, evidence=True
        ),
        Act.PASS: Move(frozenset({Step.VERIFICATION}), "verify_case", to=Step.FOLLOW_UP, other=True),
        Act.FAIL: Move(frozenset({Step.VERIFICATION}), "verify_case", to=Step.HANDLING, other=True, reason=True),
        Act.RATE: Move(frozenset({Step.FOLLOW_UP}), "follow_up_case", other=True),
        Act.CLOSE: Move(frozenset({Step.FOLLOW_UP}), "follow_up_case", ends=Status.CLOSED),
        Act.WITHDRAW: Move(BEFORE_HANDLING, "report_case", ends=Status.WITHDRAWN, reason=True),
        Act.SUPERVISE: Move(ANY, "supervise_case", reason=True, while_paused=True),
        Act.ANSWER: Move(ANY, "handle_case", reason=True, while_paused=True),
    }
)
# Reopening starts from an end, not from a step: once, by whoever follows up.
REOPEN_GRANT, REOPENS = "follow_up_case", 1
# Ends without handling, which may have been a mistake: back into the step that they left, by whoever may refuse it.
UNDONE = frozenset({Status.REFUSED, Status.MERGED, Status.WITHDRAWN})
RETURNS_BEFORE_STREET = 3  # the third return goes to the street to decide


def street_decides(returns: int, level: str) -> bool:
    """It has come back so often that the street says where it belongs. level: the one that decides now."""
    return returns >= RETURNS_BEFORE_STREET and level == Kind.STREET


# Steps that a channel does not have: shown as "came in by hotline", never as done.
SKIPPED_BY: dict[Source, frozenset[Step]] = {
    Source.PATROL: frozenset(),
    Source.VISIT: frozenset({Step.PATROL}),
    Source.RESIDENT: frozenset({Step.PATROL}),
    Source.CHAT: frozenset({Step.PATROL}),
    Source.OTHER: frozenset({Step.PATROL}),
    Source.HOTLINE: frozenset({Step.PATROL, Step.DISCOVERY}),
    Source.ABOVE: frozenset({Step.PATROL, Step.DISCOVERY}),
    Source.POLICE: frozenset({Step.PATROL, Step.DISCOVERY}),
}
