"""What waits on the desk of whoever dispatches: orders that are late, to check, and to dispatch."""

from django.db.models import Q
from django.utils.translation import gettext as _

from grids.days import when
from grids.pages.desk import Box, moment
from volunteers import rules
from volunteers.enums.orders import Step
from volunteers.models import ServiceOrder
from volunteers.orders import page as order_page
from volunteers.workflow import OPEN

SHOWN = 5
MINE = (Step.RECEIVED, Step.ORDERED)  # the next act is a dispatcher's, late or not


def waiting(user, now) -> dict | None:
    """The longest due on top."""
    rows = ServiceOrder.objects.filter(Q(step__in=MINE) | Q(due_at__lt=now), user.scope.placed_q(rules.DISPATCH))
    found = list(rows.open().select_related("item", "area").order_by("due_at", "pk")[: SHOWN + 1])
    if not found:
        return None
    lines = [
        {
            "title": order.item.label,
            "url": order.get_absolute_url(),
            "said": [Step(order.step).label, order.area.short_name, when.stamp(order.ordered_at, now)],
            "tag": order_page.tag(order, now),
        }
        for order in found[:SHOWN]
    ]
    count = f"{SHOWN}+" if len(found) > SHOWN else len(found)
    return {"key": "orders", "rows": lines, "count": count, "heading": _("Service orders that wait for you")}


def _has(user, now) -> str:
    hat = user.scope.hat
    if hat is None or rules.DISPATCH not in hat.grants:
        return ""
    steps, is_open = (", ".join(f"'{step}'" for step in some) for some in (MINE, OPEN))
    return (
        f"EXISTS (SELECT FROM volunteers_serviceorder o WHERE o.step IN ({is_open})"
        f" AND (o.step IN ({steps}) OR o.due_at < {moment(now)}) AND ({user.scope.placed_sql(rules.DISPATCH, 'o')}))"
    )


BOX = Box("orders", "components/desk_rows.html", waiting, order=6, side=False, has=_has)
