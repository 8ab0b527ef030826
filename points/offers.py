"""What this app tells the ground of."""

from django.utils.translation import gettext_lazy as _

from grids import alarms, inbox, permissions, reference, tasks, why
from grids.areas.along import Alone, Columns
from grids.pages import desk, navigation
from grids.registry import Holds, MovesAlong, register as offer
from points import desk_box, queries
from points.actions import claims, defaults, expiry, joining, nightly, passbooks, shop
from points.models import Account, Claim, Redemption
from residents import along


def register() -> None:
    permissions.register(
        "points",
        read_points=_("See passbooks and the points shop"),
        keep_points=_("Open passbooks and ask points for what was done"),
        certify_points=_("Certify points and reverse them"),
        keep_shop=_("Keep the points shop and hand over"),
        keep_point_rules=_("Decide on the rules of points of one's own areas"),
    )
    offer(
        Holds("points", _("{count} passbooks"), lambda area: Account.objects.passbooks().below(area)),
        *(
            MovesAlong(columns.table, label, columns.move, columns.remember, columns.put_back)
            for columns, label in (
                (Alone("points_scheme", ("unit",)), _("schemes of points")),  # else its passbooks are taken over
                (Columns("points_account", "area_id"), _("passbooks")),
                (Columns("points_claim", "area_id"), _("claims of points")),
                (Columns("points_item", "area_id"), _("items of the points shop")),
                (Columns("points_redemption", "area_id"), _("exchanges of points")),
            )
        ),
    )
    navigation.register(
        navigation.Item("points", "points:list", "book-heart", _("Points"), "together", 30, "read_points"),
    )
    reference.register("point rules", defaults.load)
    alarms.register(
        alarms.Alarm("claims", _("Public notice of points"), lambda: Claim.objects.all(), claims.notice_over)
    )
    alarms.register(
        alarms.Alarm("redemptions", _("Reserved items"), lambda: Redemption.objects.all(), shop.not_fetched)
    )
    tasks.at_midnight("passbooks", passbooks.follow_homes)
    tasks.at_midnight("passbooks of one person", joining.join_those_left)
    tasks.at_midnight("points expire", expiry.expire_all)
    tasks.at_midnight("points announced", expiry.announce)
    inbox.register(
        points_expire=_(
            "{count} passbooks hold points that expire by {day} unless they are spent: tell their holders"
        ),
        points_refused=_("Points you asked for were refused; the reason stands beside them"),
    )
    desk.register(desk_box.BOX)
    along.register("passbooks", Account, "resident", passbooks.stays)
    along.register("claims of points", Claim, "resident")
    along.register_part(joining.PART, joining.OfOnePerson())
    tasks.at_midnight("ledger", nightly.prove_and_show)
    why.register("points.account", why.Ways("read_points", named=queries.own))
