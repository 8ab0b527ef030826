"""Why the open step stands still or waits for a word: suspended, more time asked for, sent back for the third time."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from cases import clock, rules
from cases.actions.pace import longest_extension
from cases.enums import Act, PauseReason, Step
from cases.models import Case, CaseAct, CaseStep, Supervision
from cases.people import Directory, decides_above
from cases.workflow import MOVES, street_decides
from grids.days import when
from grids.models import User


@dataclass(frozen=True, slots=True)
class Held:
    """A clock that stands: why, and until when at the latest."""

    reason: str
    text: str
    until: str


def held(case: Case, step: CaseStep | None, now: datetime) -> Held | None:
    """The suspension that runs now. No query: the page has read the pauses of a matter that has any."""
    if step is None or not case.paused_at:
        return None
    running = next((pause for pause in step.pauses_read if pause.resumed_at is None), None)
    if running is None:
        return None
    return Held(str(PauseReason(running.reason).label), running.text, when.deadline(running.until, now))


def said(case: Case, held: Held | None, asked: CaseAct | None) -> list[dict]:
    """Sentences for above the panel, with the words somebody gave. asked: the request for more time that waits."""
    found = []
    if held:
        words = {"reason": held.reason, "until": held.until, "who": several(names(case.waited_for))}
        found.append(
            {
                "icon": "circle-pause",
                "kind": "hold",
                "words": _(
                    "Suspended: %(reason)s. At the latest until %(until)s, then the clock runs again by itself."
                )
                % words,
                "more": _("%(who)s may let it run again earlier.") % words if words["who"] else "",
                "text": held.text,
            }
        )
    if asked is not None:
        deciders = names(User.objects.filter(pk__in=Directory().time_givers(case, asked.user_id)))
        words = {
            "name": asked.user,
            "amount": clock.limit_words(asked.data["amount"], asked.data["unit"]),
            "who": several(deciders) or str(case.levels[case.level]),
        }
        found.append(
            {
                "icon": "hourglass",
                "kind": "info",
                "words": _("%(name)s has asked for %(amount)s more; %(who)s decides on it.") % words,
                "more": _("Until then the deadline stays."),
                "text": asked.text,
            }
        )
    if case.is_open and case.step != Step.HANDLING and not case.waited_for:
        found.append(
            {
                "icon": "user-x",
                "kind": "due",
                "words": _("Nobody serves here who may do this step: somebody has to be appointed."),
                "more": "",
                "text": "",
            }
        )
    if case.is_open and case.step == Step.ASSIGNMENT and street_decides(case.returns, case.level):
        level = {"level": case.levels[case.level]}
        found.append(
            {
                "icon": "undo-2",
                "kind": "due",
                "words": _("Sent back for the third time: the %(level)s decides.") % level,
                "more": "",
                "text": "",
            }
        )
    return found


def not_offered(
    case: Case, user, step: CaseStep | None, pending: frozenset[str], asked: CaseAct | None, directory
) -> frozenset[Act]:
    """Acts the table allows that would come to nothing: more time where none can be had, or while a request waits;
    a decision on one's own request, which waits for others once the matter was passed on; handing up where nobody
    above decides; bringing back from where somebody does; an answer to oneself."""
    found = set()
    if step is None or "extension" in pending or longest_extension(step) == 0:
        found.add(Act.EXTEND)
    if asked is not None and asked.user_id == user.pk:
        found |= {Act.GRANT, Act.DENY}
    hat = user.scope.hat
    if case.is_open and hat and MOVES[Act.ESCALATE].grant in hat.grants and decides_above(case, directory) is None:
        found.add(Act.ESCALATE)
    if rules.may(user, Act.BRING_BACK, case, pending) and decides_above(case, directory, hat.reach_for(case).kind):
        found.add(Act.BRING_BACK)
    if "supervision" in pending and to_answer(case, user) is None:
        found.add(Act.ANSWER)
    return frozenset(found)


def to_answer(case: Case, user) -> Supervision | None:
    """What `for_answer_of` finds first, of the instructions that the page has read."""
    waiting = [
        one
        for one in case.supervisions.all()
        if one.answered_at is None and (one.by_id != user.pk or case.taken_by_id == user.pk)
    ]
    return min(waiting, key=lambda one: (one.answer_by, one.pk), default=None)


def names(users) -> list[str]:
    return [user.name for user in sorted(users, key=lambda user: (user.pinyin, user.pk))]


def several(names: list[str]) -> str:
    """At most two by name; of more the first, and how many they are together."""
    if len(names) > 2:
        return _("%(name)s and others, %(count)d in all") % {"name": names[0], "count": len(names)}
    return " · ".join(names)
