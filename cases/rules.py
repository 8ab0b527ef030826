"""Who may do what. Pure questions: they answer, and change nothing."""

from cases.enums import Act, ReporterKind, Status, Step
from cases.models import Case
from cases.workflow import MOVES, REOPEN_GRANT, REOPENS, UNDONE
from grids.enums import Kind
from grids.scope import Hat, Reach

# Acts on a matter that wait for somebody's decision or answer: possible only while there is one.
NEEDS_PENDING = {Act.GRANT: "extension", Act.DENY: "extension", Act.ANSWER: "supervision"}
# Decisions on where a matter goes are for the level it has been handed to, and above.
BY_LEVEL = frozenset(
    {
        Act.ACCEPT,
        Act.REFUSE,
        Act.MERGE,
        Act.ASSIGN,
        Act.TRANSFER,
        Act.ESCALATE,
        Act.GRANT,
        Act.DENY,
        Act.PAUSE,
        Act.RESUME,
        Act.PASS,
        Act.FAIL,
        Act.CLOSE,
        Act.ANSWER,  # else it is for whoever handles it
    }
)


def may(user, act: Act, case: Case, pending: frozenset[str] = frozenset({"extension", "supervision"})) -> bool:
    """True if `user`, in the hat worn now, may do `act` to `case` as it stands.

    pending: what waits on the case ("extension", "supervision"); a page that has read it hands it in.
    """
    if act == Act.REOPEN:
        return _may_reopen(user, case)
    if act == Act.RESTORE:
        return _may_restore(user, case)
    if act not in MOVES or not stands(act, case, pending):
        return False
    if act == Act.WITHDRAW:
        return case.reporter_user_id == user.pk
    return (act == Act.RATE and rater(case) == user.pk) or _granted(user, act, case)


def stands(act: Act, case: Case, pending: frozenset[str]) -> bool:
    """True if the matter stands where this act is one of its ways on, whoever asks."""
    move = MOVES[act]
    if not case.is_open or case.step not in move.steps:
        return False
    if (case.paused_at and not move.while_paused) or (act == Act.RESUME and not case.paused_at):
        return False
    if act in (Act.JOIN, Act.LEAVE) and not case.is_confidential:
        return False
    if act in (Act.REFUSE, Act.WITHDRAW) and case.reopened:  # it was accepted and handled: its reporter is not content
        return False
    return act not in NEEDS_PENDING or NEEDS_PENDING[act] in pending


def _granted(user, act: Act, case: Case) -> bool:
    """True if the worn hat grants it there, at its level, and the four eyes are two people's."""
    move, hat = MOVES[act], user.scope.hat
    if hat is None or move.grant not in hat.grants:
        return False
    if move.other and user.pk in (case.handled_by_id, case.taken_by_id):
        return False
    if move.mine or act in (Act.ANSWER, Act.NOTE):
        mine = is_mine(user, case) and not (act == Act.TAKE and case.taken_by_id)
        if mine or move.mine:
            return mine
    reach = hat.reach_for(case)
    if reach is None:
        return False
    decides = Kind(reach.kind).depth <= Kind(case.level).depth
    if act == Act.BRING_BACK:  # to their own level
        return not decides
    return decides or act not in BY_LEVEL


def is_mine(user, case: Case) -> bool:
    """Taken by this person; or not taken yet and addressed to the hat they wear."""
    if case.taken_by_id:
        return case.taken_by_id == user.pk
    hat: Hat | None = user.scope.hat
    if hat is None:
        return False
    if case.to_department_id:
        return hat.department_id == case.to_department_id
    if case.to_post_id:
        return any(reach.post_id == case.to_post_id for reach in hat.reaches)
    # A department's officers serve no area: what is for them is given to the department.
    return hat.department_id is None and any(_at_or_above(reach, case) for reach in hat.reaches)


def _at_or_above(reach: Reach, case: Case) -> bool:
    """The area that it is given to is the reach's own, or lies below it on the matter's line: never above."""
    if case.to_area_id == reach.area_id:
        return True
    line = line_of(case)
    below = line[: line.index(reach.area_id)] if reach.covers(case) else ()
    return case.to_area_id in below


def line_of(case: Case) -> tuple[int, ...]:
    """The ids of the case's area and the areas above it."""
    return tuple(i for i in (case.area_id, case.grid_id, case.community_id, case.street_id, case.district_id) if i)


def rater(case: Case) -> int | None:
    """Who rates it in their own name: the member of staff who reported it, unless they handled it themselves.

    A resident rates by their link, or tells whoever follows up.
    """
    if case.reporter_kind != ReporterKind.STAFF or case.reporter_user_id in (case.handled_by_id, case.taken_by_id):
        return None
    return case.reporter_user_id


def may_be_reopened(case: Case) -> bool:
    ended = case.status == Status.CLOSED or (case.is_open and case.step == Step.FOLLOW_UP)
    return ended and case.reopened < REOPENS


def _may_reopen(user, case: Case) -> bool:
    if not may_be_reopened(case):
        return False
    return case.reporter_user_id == user.pk or user.scope.may(REOPEN_GRANT, case)


def _may_restore(user, case: Case) -> bool:
    """Whoever may refuse it; what was withdrawn also its reporter."""
    if case.status not in UNDONE:
        return False
    own = case.status == Status.WITHDRAWN and case.reporter_user_id == user.pk
    return own or _granted(user, Act.REFUSE, case)


def allowed(user, case: Case, pending: frozenset[str]) -> list[Act]:
    """The acts this person may do now, in the order of the table: what the panel of the page offers."""
    return [act for act in [*MOVES, Act.REOPEN, Act.RESTORE] if may(user, act, case, pending)]


def may_give_link(user, case: Case) -> bool:
    """Who may hand out the reporter's link anew: whoever registered it, accepts or follows up there.

    A link given to nobody rates in the reporter's name, so somebody with a phone asks for it who may call it.
    """
    if case.reporter_kind == ReporterKind.STAFF:
        return False
    if case.reporter_kind == ReporterKind.RESIDENT and not user.scope.may("reveal", case):
        return False
    return case.reporter_user_id == user.pk or any(
        user.scope.may(grant, case) for grant in ("accept_case", "follow_up_case")
    )
