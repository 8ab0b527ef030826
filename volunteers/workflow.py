"""The way of a service order as data: which act leads from where to where, and how long each step may take.

(received →) ordered → offered → taken → started → done → rated
Received is what came in by the public page: nobody is sent to a door before somebody has checked it.
"""

from collections.abc import Iterable
from datetime import datetime

from grids.days import workdays
from grids.days.workdays import Calendar, Due, Limit, Unit
from volunteers.enums.orders import Act, Difficulty, Mode, Span, Step

WAITING = (Step.ORDERED, Step.OFFERED)
UNTAKEN = (Step.RECEIVED, *WAITING)
UNDER_WAY = (Step.TAKEN, Step.STARTED)
OPEN = (*UNTAKEN, *UNDER_WAY)
OVER = (Step.RATED, Step.CANCELLED)
WITH_TAKER = (*UNDER_WAY, Step.DONE, Step.RATED)

# act: from which steps, and to which; None: it stays where it is
MOVES: dict[Act, tuple[Iterable[Step], Step | None]] = {
    Act.CHECK: ((Step.RECEIVED,), Step.ORDERED),
    Act.OFFER: (WAITING, Step.OFFERED),
    Act.REDISPATCH: ((*WAITING, Step.TAKEN), Step.OFFERED),
    Act.TAKE: ((Step.OFFERED,), Step.TAKEN),
    Act.DECLINE: ((Step.OFFERED,), None),
    Act.RETURN: (UNDER_WAY, Step.ORDERED),
    Act.LEAVE: ((Step.OFFERED, *UNDER_WAY), None),
    Act.START: ((Step.TAKEN,), Step.STARTED),
    Act.FINISH: ((Step.STARTED,), Step.DONE),
    Act.RATE: ((Step.DONE,), Step.RATED),
    Act.RESCHEDULE: (OPEN, None),
    Act.CANCEL: (OPEN, Step.CANCELLED),
    Act.MATTER: ((Step.RATED,), None),
    Act.LOOK: (UNDER_WAY, None),
    Act.LINK: (tuple(Step), None),
}

# Working hours of each step by difficulty; what reaches further takes longer. Seven hours are a working day.
HOURS: dict[Step, dict[Difficulty, int]] = {
    Step.RECEIVED: {Difficulty.EASY: 2, Difficulty.USUAL: 4, Difficulty.HARD: 7},
    Step.ORDERED: {Difficulty.EASY: 2, Difficulty.USUAL: 4, Difficulty.HARD: 7},
    Step.OFFERED: {Difficulty.EASY: 3, Difficulty.USUAL: 4, Difficulty.HARD: 7},
    Step.TAKEN: {Difficulty.EASY: 7, Difficulty.USUAL: 14, Difficulty.HARD: 21},
    Step.STARTED: {Difficulty.EASY: 7, Difficulty.USUAL: 14, Difficulty.HARD: 35},
}
FURTHER: dict[Span, int] = {Span.NEAR: 1, Span.COMMUNITY: 1, Span.BEYOND: 2}
RATED_WITHIN = Limit(30, Unit.CALENDAR_DAYS)
WARNED_AT = 0.8

# What each of the five ways asks besides whom and where, and whether it must be said.
ASKED: dict[Mode, dict[str, bool]] = {
    Mode.AGENT: {"handed_over": False},
    Mode.DOORSTEP: {"place": True},
    Mode.APPOINTMENT: {"wanted_at": True, "meet_at": True},
    Mode.ONLINE: {"means": True},
    Mode.FOLLOW_UP: {"every_days": True},
}


def limit(step: Step, order) -> Limit | None:
    """By the service's own hours where it says any, else by difficulty and reach."""
    if step == Step.DONE:
        return RATED_WITHIN
    if step not in HOURS:
        return None
    own = order.item.serve_hours if step in UNDER_WAY else order.item.answer_hours
    hours = own or HOURS[step][Difficulty(order.difficulty)] * FURTHER[Span(order.span)]
    return Limit(hours, Unit.WORKING_HOURS)


def counts_from(step: Step, since: datetime, wanted_at: datetime | None) -> datetime:
    """What was wanted for later is not late before."""
    return max(since, wanted_at) if wanted_at and step in UNDER_WAY else since


def promise(start: datetime, found: Limit, calendar: Calendar) -> tuple[Due, datetime]:
    """When the step ends, and when somebody is reminded of it."""
    return workdays.due(start, found, calendar), workdays.share(start, found, WARNED_AT, calendar)
