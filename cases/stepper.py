"""The seven steps of one matter as the page shows them. Pure presentation: everything it needs is handed in."""

from datetime import datetime

from django.utils.translation import gettext as _

from cases import timing
from cases.enums import Source, Status, Step
from cases.models import Case, CaseStep
from grids.days import when


def last_passages(steps: list[CaseStep]) -> dict[str, CaseStep]:
    """The latest passage through each step, given all of a matter's in the order they were entered."""
    return {step.step: step for step in steps}


def stepper(case: Case, steps: list[CaseStep], waits_for: str, now: datetime, paused_for: str = "") -> list[dict]:
    """What components/steps.html shows. waits_for: whom the open step waits for; paused_for: of timing.tag."""
    passages = last_passages(steps)
    here = Step(case.step).number
    shown = []
    for step in Step:
        passage = passages.get(step)
        entry = {"number": step.number, "name": step.label, "lines": [], "tag": "", "state": "next"}
        if passage is None or step.number > here:
            pass  # not begun, or to be passed again after the matter was sent back
        elif passage.skipped:
            entry |= {"state": "skip", "lines": [came_in_by(case)]}
        elif case.status in timing.ENDED_OTHERWISE and step.number == here:  # left, and never completed
            entry |= {"state": "stop", "lines": _past(passage, now), "tag": timing.tag(case, now)}
        elif passage.left_at is not None:
            entry |= {"state": "past", "lines": _past(passage, now)}
        elif case.is_open:
            entry |= {"state": "now", "lines": _open(case, passage, waits_for, now)}
            entry["tag"] = timing.tag(case, now, paused_for)
        shown.append(entry)
    return shown


def came_in_by(case: Case) -> str:
    return _("Came in by: %(source)s") % {"source": Source(case.source).label}


def _past(passage: CaseStep, now: datetime) -> list[str]:
    lines = [named(passage.by, passage.post)] if passage.by else []
    lines.append(when.stamp(passage.left_at, now))
    if passage.left_at > passage.entered_at:
        lines.append(_("Took %(time)s") % {"time": when.took(passage.left_at - passage.entered_at)})
    return lines


def _open(case: Case, passage: CaseStep, waits_for: str, now: datetime) -> list[str]:
    lines = [waits_for] if waits_for else []
    if passage.due_at and not case.paused_at:  # of a suspended one nobody knows yet when it is due
        lines.append(_("Due %(moment)s") % {"moment": when.stamp(passage.due_at, now)})
    return lines


def heading(case: Case) -> str:
    """Where the matter stands, for phones: "Step 5 of 7: Handling", or how it ended."""
    if not case.is_open:
        return Status(case.status).label
    step = Step(case.step)
    return _("Step %(number)d of 7: %(name)s") % {"number": step.number, "name": step.label}


def named(user, post) -> str:
    """林志勇 单元长: who, and in which post; a department before its role."""
    if user is None:
        return ""
    return f"{user} {post_label(post)}".strip()


def post_label(post) -> str:
    if post is None:
        return ""
    return f"{post.department.label} {post.role.label}" if post.department_id else post.role.label
