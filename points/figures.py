"""The numbers of points: what was asked for, given, spent and lost in them, and how much was handed out.

Only of schemes that count in points: hours and kindness are never added to them, and stand in the monthly statement.
"""

from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from grids.clicked import address
from grids.enums import Kind as Level
from grids.figures import Figure, Section, Table, register
from points.enums import Kind, RedemptionState, Unit
from points.models import Claim, Entry, Redemption

POINTS = Section(_("Points"), lowest=Level.COMMUNITY)  # who keeps passbooks and a shop
CLAIMS = Table(model=Claim, grant="read_points", list_url=address("points:claims"))
EXCHANGES = Table(model=Redemption, grant="read_points", list_url=address("points:exchanges"))
LINES = Table(
    model=Entry,
    grant="read_points",
    list_url=address("points:movements"),
    place="account__",
    own="account__area_id",
)
CLAIM, PIECE = pgettext_lazy("unit of measure", "claims"), pgettext_lazy("unit of measure", "pieces")
COUNTS_IN_POINTS = Q(account__scheme__unit=Unit.POINTS)


def _of(kind: Kind):
    return lambda now: COUNTS_IN_POINTS & Q(account__purpose="", movement__kind=kind)


register(
    Figure(
        "points.claimed",
        _("Deeds reported for points"),
        CLAIM,
        _("Deeds for which points were asked on these days, whatever became of them."),
        CLAIMS,
        lambda now: Q(),
        "at",
        tile=1,
        section=POINTS,
    ),
    Figure(
        "points.sum_claimed",
        _("Points asked for"),
        Unit.POINTS.label,
        _("What the deeds were worth for which points were asked on these days, whatever became of them."),
        CLAIMS,
        lambda now: COUNTS_IN_POINTS,
        "at",
        adds=F("amount"),
    ),
    Figure(
        "points.sum_certified",
        _("Points certified"),
        Unit.POINTS.label,
        _("Points that were written into passbooks on these days. Those reversed later are counted on their day."),
        LINES,
        _of(Kind.AWARD),
        "movement__at",
        tile=2,
        section=POINTS,
        adds=F("amount"),
    ),
    Figure(
        "points.sum_spent",
        _("Points spent"),
        Unit.POINTS.label,
        _("Points that left passbooks for an exchange on these days, also where it was cancelled later."),
        LINES,
        _of(Kind.SPEND),
        "movement__at",
        tile=3,
        section=POINTS,
        adds=-F("amount"),
    ),
    Figure(
        "points.pieces_handed_out",
        _("Items handed out"),
        PIECE,
        _("Pieces that were handed over on these days. Those returned later are counted on their day."),
        EXCHANGES,
        lambda now: Q(),
        "handed_at",
        tile=4,
        section=POINTS,
        adds=F("quantity"),
    ),
    Figure(
        "points.pieces_returned",
        _("Items returned"),
        PIECE,
        _("Pieces that had been handed over and were returned on these days."),
        EXCHANGES,
        lambda now: Q(state=RedemptionState.RETURNED),
        "back_at",
        good="down",
        tile=5,
        section=POINTS,
        adds=F("quantity"),
    ),
    Figure(
        "points.sum_expired",
        _("Points expired"),
        Unit.POINTS.label,
        _("Points that passbooks lost on these days because they were earned too long ago."),
        LINES,
        _of(Kind.EXPIRY),
        "movement__at",
        good="down",
        tile=6,
        section=POINTS,
        adds=-F("amount"),
    ),
)
