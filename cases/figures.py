"""The numbers of matters. Each is defined here once; tiles, lists, exports and reports all count these rows."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.enums import Resolved, Status
from cases.models import Case
from grids.clicked import address
from grids.enums import Kind, Visibility
from grids.figures import Figure, Rate, Table, register

SATISFIED = 4  # of 5


MATTERS = Table(
    model=Case,
    grant="read_case",
    list_url=address("cases:list"),
    closed={Visibility.CONFIDENTIAL: Q(is_confidential=True)},
)
CLOSED = Q(status=Status.CLOSED)
MATTER = _("matters")

register(
    Figure(
        "cases.reported",
        _("Matters reported"),
        MATTER,
        _("Matters reported on these days, whatever became of them."),
        MATTERS,
        lambda now: Q(),
        "reported_at",
        tile=1,
        column=1,
    ),
    Figure(
        "cases.open",
        _("Open matters"),
        MATTER,
        _("Matters that are open now."),
        MATTERS,
        lambda now: Q(status=Status.OPEN),
        good="down",
    ),
    Figure(
        "cases.overdue_open",
        _("Overdue and open"),
        MATTER,
        _("Open matters whose present step is past its deadline. A suspended clock is not overdue."),
        MATTERS,
        lambda now: Q(status=Status.OPEN, due_at__lt=now, paused_at=None),
        good="down",
        tile=3,
        column=2,
    ),
    Figure(
        "cases.closed",
        _("Matters closed"),
        MATTER,
        _("Matters closed on these days. Refused, merged and withdrawn ones are not counted."),
        MATTERS,
        lambda now: CLOSED,
        "ended_at",
    ),
    Figure(
        "cases.closed_on_time",
        _("Closed without being late"),
        MATTER,
        _("Matters closed on these days of which no step was late. A card that was lifted does not count."),
        MATTERS,
        lambda now: CLOSED & Q(was_late=False),
        "ended_at",
        good="up",
    ),
    Figure(
        "cases.settled_in_grid",
        _("Settled in unit or grid"),
        MATTER,
        _("Matters closed on these days that a unit or a grid settled: small matters do not leave the grid."),
        MATTERS,
        lambda now: CLOSED & Q(settled_level__in=(Kind.UNIT, Kind.GRID)),
        "ended_at",
        good="up",
    ),
    Figure(
        "cases.settled_in_community",
        _("Settled in the community"),
        MATTER,
        _("Matters closed on these days that were settled in the community, its grids and units among it."),
        MATTERS,
        lambda now: CLOSED & Q(settled_level__in=(Kind.UNIT, Kind.GRID, Kind.COMMUNITY)),
        "ended_at",
        good="up",
    ),
    Figure(
        "cases.really_resolved",
        _("Really resolved"),
        MATTER,
        _("Matters closed on these days that the follow-up found really resolved."),
        MATTERS,
        lambda now: CLOSED & Q(resolved=Resolved.YES),
        "ended_at",
        good="up",
    ),
    Figure(
        "cases.rated",
        _("Matters rated"),
        MATTER,
        _("Matters whose reporter rated the result on these days."),
        MATTERS,
        lambda now: Q(rating__isnull=False),
        "rated_at",
    ),
    Figure(
        "cases.satisfied",
        _("Rated 4 or 5"),
        MATTER,
        _("Matters whose reporter gave 4 or 5 of 5 on these days."),
        MATTERS,
        lambda now: Q(rating__gte=SATISFIED),
        "rated_at",
        good="up",
    ),
    Figure(
        "cases.disputes_concluded",
        _("Disputes concluded"),
        MATTER,
        _("Disputes closed on these days, whatever their outcome."),
        MATTERS,
        lambda now: CLOSED & Q(category__is_dispute=True),
        "ended_at",
    ),
    Figure(
        "cases.disputes_settled",
        _("Disputes settled with success"),
        MATTER,
        _("Disputes closed on these days that the follow-up found really resolved."),
        MATTERS,
        lambda now: CLOSED & Q(category__is_dispute=True, resolved=Resolved.YES),
        "ended_at",
        good="up",
    ),
    Rate(
        "cases.on_time_rate",
        _("Closed on time"),
        _("Of the matters closed on these days, those of which no step was late."),
        "cases.closed_on_time",
        "cases.closed",
        good="up",
        tile=2,
        column=3,
    ),
    Rate(
        "cases.settled_in_grid_rate",
        _("Settled without leaving the grid"),
        _("Of the matters closed on these days, those that a unit or a grid settled."),
        "cases.settled_in_grid",
        "cases.closed",
        good="up",
        tile=4,
        column=4,
    ),
    Rate(
        "cases.settled_in_community_rate",
        _("Settled without leaving the community"),
        _("Of the matters closed on these days, those settled in the community or below."),
        "cases.settled_in_community",
        "cases.closed",
        good="up",
    ),
    Rate(
        "cases.really_resolved_rate",
        _("Share really resolved"),
        _("Of the matters closed on these days, those that the follow-up found really resolved."),
        "cases.really_resolved",
        "cases.closed",
        good="up",
    ),
    Rate(
        "cases.satisfied_rate",
        _("Satisfaction rate"),
        _("Of the matters rated on these days, those with 4 or 5 of 5."),
        "cases.satisfied",
        "cases.rated",
        good="up",
        tile=6,
    ),
    Rate(
        "cases.disputes_settled_rate",
        _("Disputes settled"),
        _("Of the disputes closed on these days, those really resolved."),
        "cases.disputes_settled",
        "cases.disputes_concluded",
        good="up",
        tile=5,
        column=5,
    ),
)
