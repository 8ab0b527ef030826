"""What the loop allows, written out apart from the table that the code reads: a wrong entry there shows here."""

import pytest
from django.core.exceptions import PermissionDenied

from cases import actions, rules
from cases.actions import start
from cases.enums import Act, Status, Step
from cases.models import Case
from cases.workflow import MOVES
from tests.town import MORNING

pytestmark = pytest.mark.django_db

# The open steps of each act, by their first letters: Collection, Assignment, Handling, Verification, Follow-up.
WAYS = {
    Act.ACCEPT: "C", Act.REFUSE: "CA", Act.MERGE: "CAH", Act.ASSIGN: "A", Act.TAKE: "H", Act.RETURN: "H",
    Act.TRANSFER: "H", Act.ESCALATE: "CAH", Act.BRING_BACK: "CAHVF", Act.EXTEND: "H", Act.GRANT: "H", Act.DENY: "H",
    Act.PAUSE: "H", Act.RESUME: "", Act.NOTE: "CAHVF", Act.JOIN: "CAHVF", Act.LEAVE: "CAHVF", Act.FINISH: "H",
    Act.PASS: "V", Act.FAIL: "V", Act.RATE: "F", Act.CLOSE: "F", Act.WITHDRAW: "CA", Act.SUPERVISE: "CAHVF",
    Act.ANSWER: "CAHVF",
}  # fmt: skip
WHILE_PAUSED = {Act.RESUME, Act.NOTE, Act.JOIN, Act.LEAVE, Act.SUPERVISE, Act.ANSWER}
LETTERS = {"C": Step.COLLECTION, "A": Step.ASSIGNMENT, "H": Step.HANDLING, "V": Step.VERIFICATION, "F": Step.FOLLOW_UP}
OPENS = {
    Act.ACCEPT: Step.ASSIGNMENT, Act.ASSIGN: Step.HANDLING, Act.RETURN: Step.ASSIGNMENT,
    Act.FINISH: Step.VERIFICATION, Act.PASS: Step.FOLLOW_UP, Act.FAIL: Step.HANDLING,
}  # fmt: skip


def jump(act: Act, by, case: Case) -> bool:
    """Whether the act begins; False where the matter stands where it is no way on."""
    try:
        start.begin(case.pk, act, by=by, seen=None)
    except actions.NotNow:
        return False
    except PermissionDenied:
        pass
    return True


def test_every_jump_that_the_loop_does_not_have_is_forbidden(town):
    """Each act in each step, open, paused and ended: it begins exactly where the loop has it."""
    case = town.handled(is_confidential=True)
    start.include(case, [town.grid_leader.pk])
    by, rows, made, wanted = town.grid_leader, Case.objects.filter(pk=case.pk), set(), set()
    states = [("open", step, None) for step in LETTERS.values()] + [("open", Step.HANDLING, MORNING)]
    states += [(status, Step.FOLLOW_UP, None) for status in (Status.CLOSED, Status.REFUSED, Status.WITHDRAWN)]
    for status, step, paused in states:
        ended = None if status == Status.OPEN else MORNING
        alarm = None if ended else case.alarm_at
        rows.update(status=status, step=step, paused_at=paused, ended_at=ended, alarm_at=alarm)
        for act in WAYS:
            state = (act, status, step, bool(paused))
            if rules.stands(act, rows.get(), frozenset({"extension", "supervision"})):
                made.add(state)
            if status == Status.OPEN and (act in WHILE_PAUSED if paused else step in map(LETTERS.get, WAYS[act])):
                wanted.add(state)
            if state not in wanted:
                assert not jump(act, by, case), state
    assert made == wanted
    assert set(WAYS) == set(MOVES)


def test_each_act_opens_the_step_the_loop_says(town):
    assert {act: move.to for act, move in MOVES.items() if move.to and act != Act.ESCALATE} == OPENS
