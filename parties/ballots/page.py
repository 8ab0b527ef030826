"""What the page of a motion says of it: the steps, the numbers, who was asked. Whole names for whom may read them."""

from dataclasses import dataclass

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _, gettext_lazy, pgettext_lazy

from grids.days import when
from grids.models import User
from grids.privacy import identity
from grids.templatetags.linli import mark
from parties import rules
from parties.ballots import urn
from parties.enums.ballots import Base, MotionState
from parties.models import Elector, Invitation, Motion, WeightRule

KINDS = {
    MotionState.OPINION: "line", MotionState.NOTICE: "info", MotionState.OPEN: "due", MotionState.COUNTING: "due",
    MotionState.PASSED: "ok", MotionState.REJECTED: "hold", MotionState.NO_QUORUM: "over",
    MotionState.WITHDRAWN: "hold",
}  # fmt: skip
STEPS = (
    gettext_lazy("Preliminary opinion"), pgettext_lazy("of a motion", "Notice"), gettext_lazy("Ballot"),
    gettext_lazy("Count"), gettext_lazy("Result"),
)  # fmt: skip
AT = {MotionState.OPINION: 0, MotionState.NOTICE: 1, MotionState.OPEN: 2, MotionState.COUNTING: 3}
VIEWS = {
    "all": gettext_lazy("Everybody"),
    "unlinked": gettext_lazy("Without a link"),
    "unread": gettext_lazy("Not read yet"),
    "unvoted": pgettext_lazy("people", "Not voted yet"),
}


def tag(motion: Motion) -> str:
    return mark(motion.get_state_display(), KINDS[MotionState(motion.state)])


def steps(motion: Motion, now) -> list[dict]:
    """The five steps, as components/steps.html takes them; of one that was withdrawn, where it stopped."""
    at = AT.get(MotionState(motion.state), len(STEPS))
    stopped = motion.state == MotionState.WITHDRAWN
    if stopped:
        at = sum(moment is not None for moment in (motion.noticed_at, motion.opened_at, motion.closed_at))
    moments = (motion.opinion_on, motion.noticed_at, motion.opened_at, motion.closed_at, motion.decided_at)
    return [
        {
            "number": number + 1,
            "name": name,
            "state": "past" if number < at else ("stop" if stopped else "now") if number == at else "next",
            "lines": [_moment(moment, now, is_day=number == 0)] if moment and number <= at else [],
        }
        for number, (name, moment) in enumerate(zip(STEPS, moments, strict=True))
    ]


def _moment(moment, now, *, is_day: bool) -> str:
    return when.day_of(moment, now.date()) if is_day else when.stamp(moment, now)


def share(part: int, whole: int, *, is_enough: bool) -> str:
    """More than 1/2; at least 2/3."""
    words = _("at least %(part)d/%(whole)d") if is_enough else _("more than %(part)d/%(whole)d")
    return words % {"part": part, "whole": whole}


def asks(rule: WeightRule) -> dict[str, str]:
    """Its quorum and its majority in words."""
    quorum = share(rule.quorum_part, rule.quorum_whole, is_enough=rule.quorum_is_enough)
    majority = share(rule.pass_part, rule.pass_whole, is_enough=rule.pass_is_enough)
    return {
        "quorum": _("%(share)s of all have voted") % {"share": quorum},
        "majority": _("%(share)s %(base)s in favour") % {"share": majority, "base": Base(rule.pass_base).label},
        "notice": _("%(hours)d hours") % {"hours": rule.notice_hours},
    }


@dataclass(frozen=True, slots=True)
class Turnout:
    voted: int
    electorate: int
    needed: int

    @property
    def has_quorum(self) -> bool:
        return self.voted >= self.needed


def turnout(motion: Motion) -> Turnout | None:
    """How many have voted: known while the ballot is open; what they chose is not."""
    if motion.electorate is None or motion.rule is None:
        return None
    rule, voted = motion.rule, motion.voted
    if voted is None:
        voted = motion.electors.filter(voted=True).count()
    needed = urn.fewest(motion.electorate, rule.quorum_part, rule.quorum_whole, is_enough=rule.quorum_is_enough)
    return Turnout(voted, motion.electorate, needed)


def needed_votes(motion: Motion) -> int | None:
    """How many in favour it takes; known once the turnout is, where they are counted of those who voted."""
    rule = motion.rule
    base = motion.electorate if rule and rule.pass_base == Base.ALL else motion.voted
    if rule is None or base is None:
        return None
    return urn.fewest(base, rule.pass_part, rule.pass_whole, is_enough=rule.pass_is_enough)


def tasks(motion: Motion, today) -> list[dict]:
    """What follows from it, and whether it is late."""
    rows = motion.tasks.select_related("done_by")
    return [{"row": row, "is_late": row.done_on is None and row.due_on < today} for row in rows]


def invited_counts(motion: Motion) -> dict[str, int]:
    """How many were sent the notice, have a link, have read it."""
    return motion.invitations.aggregate(
        all=Count("pk"), linked=Count("pk", filter=~Q(token_hash="")), read=Count("read_at")
    )  # fmt: skip


def invited(motion: Motion, view: str = "all") -> QuerySet:
    """The notices with the electors' marks, by the reading of the names."""
    mine = Elector.objects.filter(motion=motion, member=OuterRef("member"))
    rows = motion.invitations.annotate(
        reading=F("member__resident__pinyin"),
        is_elector=Exists(mine),
        has_voted=Exists(mine.filter(voted=True)),
        on_paper=Exists(mine.filter(on_paper=True)),
    )
    found = {
        "unlinked": Q(token_hash=""),
        "unread": Q(read_at=None),
        "unvoted": Q(is_elector=True, has_voted=False),
    }.get(view, Q())
    return rows.filter(found).select_related("member__resident", "member__organization")


def name(invitation: Invitation, *, in_full: bool) -> str:
    whole = str(invitation.member.resident)
    return whole if in_full else identity.mask_name(whole)


def names_in_full(user, motion: Motion) -> bool:
    return user.scope.reaches(rules.READ_MEMBERS, motion)


def record(motion: Motion) -> list[dict]:
    """Who brought it from state to state, newest first, as components/timeline.html takes it. Never of a vote."""
    events = list(motion.events.select_related("pgh_context").order_by("pgh_id"))
    said = [(event, event.pgh_context.metadata if event.pgh_context else {}) for event in events]
    names = dict(User.objects.filter(pk__in=[each.get("user") for _event, each in said]).values_list("pk", "name"))
    found, before = [], ""
    for event, each in said:
        if event.state != before:
            what = MotionState(event.state).label
            found.append({"at": event.pgh_created_at, "who": names.get(each.get("user"), ""), "what": what})
        before = event.state
    return found[::-1]
