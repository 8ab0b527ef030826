"""The numbers of points: how often they were asked for, given, spent and lost, and what was handed out.

How many points that were, a scheme's monthly statement says: a figure counts rows, and schemes count differently.
"""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from grids.clicked import address
from grids.enums import Kind as Level
from grids.figures import Figure, Section, Table, register
from points.enums import Kind, RedemptionState
from points.models import Claim, Entry, Redemption

POINTS = Section(_("Points"), lowest=Level.GRID)
CLAIMS = Table(model=Claim, grant="read_points", list_url=address("points:claims"))
EXCHANGES = Table(model=Redemption, grant="read_points", list_url=address("points:exchanges"))
LINES = Table(
    model=Entry,
    grant="read_points",
    list_url=address("points:movements"),
    place="account__",
    own="account__area_id",
)
CLAIM, LINE = pgettext_lazy("unit of measure", "claims"), pgettext_lazy("unit of measure", "entries")
EXCHANGE = pgettext_lazy("unit of measure", "exchanges")


def _of(kind: Kind):
    return lambda now: Q(account__purpose="", movement__kind=kind)


register(
    Figure(
        "points.claimed",
        _("Points asked for"),
        CLAIM,
        _("Deeds for which points were asked on these days, whatever became of them."),
        CLAIMS,
        lambda now: Q(),
        "at",
        tile=1,
        section=POINTS,
    ),
    Figure(
        "points.certified",
        _("Points certified"),
        LINE,
        _("Awards that were written into passbooks on these days. Those reversed later are counted on their day."),
        LINES,
        _of(Kind.AWARD),
        "movement__at",
        tile=2,
        section=POINTS,
    ),
    Figure(
        "points.spent",
        _("Points spent"),
        LINE,
        _("Exchanges for which points left passbooks on these days, also where they were cancelled later."),
        LINES,
        _of(Kind.SPEND),
        "movement__at",
        tile=3,
        section=POINTS,
    ),
    Figure(
        "points.handed_out",
        _("Items handed out"),
        EXCHANGE,
        _("Exchanges whose item was handed over on these days. One may be of several pieces."),
        EXCHANGES,
        lambda now: Q(state=RedemptionState.HANDED),
        "ended_at",
        tile=4,
        section=POINTS,
    ),
    Figure(
        "points.expired",
        _("Points expired"),
        LINE,
        _("Passbooks that lost points on these days because they were earned too long ago."),
        LINES,
        _of(Kind.EXPIRY),
        "movement__at",
        good="down",
        tile=5,
        section=POINTS,
    ),
)
