"""The desk's box: what waits to be certified by somebody else than whoever asked, the oldest first."""

from django.db.models import Q
from django.utils.translation import gettext as _

from grids.days import when
from grids.pages.desk import Box
from points.enums import ClaimState
from points.models import Claim
from points.passbook import plain

SHOWN = 5


def waiting(user, now) -> dict | None:
    """One query. Neither what one asked for, nor what is for oneself, nor an objection to what one certified."""
    not_mine = Q(by=user.pk) | Q(account__user=user.pk) | Q(decided_by=user.pk)
    rows = Claim.objects.filter(user.scope.placed_q("certify_points"), state=ClaimState.WAITING).exclude(not_mine)
    found = list(rows.select_related("rule", "account__scheme").order_by("at", "pk")[: SHOWN + 1])
    if not found:
        return None
    lines = [
        {
            "title": row.words,
            "url": row.get_absolute_url(),
            "said": [
                row.rule.label,
                f"{plain(row.amount)} {row.account.scheme.get_unit_display()}",
                when.stamp(row.at, now),
            ],
        }
        for row in found[:SHOWN]
    ]
    count = f"{SHOWN}+" if len(found) > SHOWN else len(found)
    return {"key": "points", "rows": lines, "count": count, "heading": _("Points to certify")}


def _has_waiting(user, now) -> str:
    if not user.scope.has("certify_points"):
        return ""
    lies = user.scope.placed_sql("certify_points", "c")
    return f"EXISTS (SELECT FROM points_claim c WHERE c.state = '{ClaimState.WAITING}' AND ({lies}))"


BOX = Box("points", "components/desk_rows.html", waiting, order=25, side=False, has=_has_waiting)
