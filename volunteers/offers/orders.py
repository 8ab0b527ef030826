"""What service orders tell the ground of."""

from django.utils.translation import gettext_lazy as _

from grids import alarms, inbox, tasks, why
from grids.areas.along import Alone, Columns
from grids.pages import desk
from grids.registry import Holds, MovesAlong, Promises, register as offer
from residents import along
from residents.care import needs as care_needs
from volunteers.actions import dispatch, order_keeping, order_promises
from volunteers.models import ServiceOrder, Wish
from volunteers.orders import desk as order_desk, needs as order_needs


def register() -> None:
    inbox.register(
        order_placed=_("New service order, to be dispatched: {item}, {area}"),
        order_to_check=_("New order from the public page, to be checked: {item}, {area}"),
        order_offered=_("Can you help? {item}, {area}"),
        order_to_hand_on=_("It comes again. Its volunteer has no account, please hand them the link: {item}, {area}"),
        order_gone=_("Thank you, somebody else has taken it already: {item}, {area}"),
        order_passed_on=_("Passed on to others, since it had not begun in time: {item}, {area}"),
        order_nobody=_("All declined, to be dispatched again: {item}, {area}"),
        order_returned=_("Given back, to be dispatched again: {item}, {area}"),
        order_stops=_("It does not come again by itself, order it anew where it is still needed: {item}, {area}"),
        order_left=_("Its volunteer has left, to be dispatched again: {item}, {area}"),
        order_moved=_("Moved to another time: {item}, {area}"),
        order_cancelled=_("Cancelled: {item}, {area}"),
        order_done=_("Done, please ask for a rating: {item}, {area}"),
        order_due_soon=_("Due soon: {item}, {area}"),
        order_due_moved=_("Its deadline was counted anew: {item}, {area}"),
        order_late=_("A service order found nobody in time: {item}, {area}"),
        wish_posted=_("A wish to review: {wish}"),
        wish_shown=_("On the board: {wish}"),
        wish_refused=_("Not shown on the board; the reason stands there: {wish}"),
        wish_taken_off=_("Taken off the board; the reason stands there: {wish}"),
        wish_claimed=_("Claimed: {wish}"),
        wish_left=_("Its volunteer has left: find another, or give it back to the board: {wish}"),
        wish_fulfilled=_("Fulfilled, please write down the thanks: {wish}"),
        wish_thanked=_("They thank you: {wish}"),
        order_rated_low=_("A service was rated low: {item}, {area}"),
        order_no_matter=_("Its low rating opened no matter, please report it by hand: {item}, {area}. {why}"),
        order_no_points=_("Rated, but no points could be asked for its volunteer: {item}, {area}. {why}"),
    )
    desk.register(order_desk.BOX)
    care_needs.register(order_needs.TAKER)
    alarms.register(
        alarms.Alarm("orders", _("Time limits of service orders"), dispatch.due_orders, dispatch.look, batch=100)
    )
    offer(
        Holds("orders", _("{count} open service orders"), lambda area: ServiceOrder.objects.open().below(area)),
        Promises(
            "orders",
            _("{count} service orders with a provisional deadline"),
            order_promises.provisional,
            "volunteers:provisional_orders",
            order_promises.recompute,
        ),
        *(
            MovesAlong(columns.table, label, columns.move, columns.remember, columns.put_back)
            for columns, label in (
                (Columns("volunteers_serviceorder", "area_id"), _("service orders")),
                (Columns("volunteers_wish", "area_id"), _("wishes")),
                (
                    Alone("volunteers_serviceitem", ("code",), standing="replaced_at IS NULL"),
                    _("services of the menu"),
                ),
                (Alone("volunteers_servicemenu", ()), _("service menus")),
            )
        ),
    )
    tasks.at_midnight("orders and wishes that are over", order_keeping.forget_those_due)
    along.register("orders", ServiceOrder, "resident")
    along.register("wishes", Wish, "resident")
    why.register("volunteers.serviceorder", why.Ways("read_volunteers", named=_own))
    why.register("volunteers.wish", why.Ways("read_volunteers"))


def _own(user, order: ServiceOrder) -> list[str]:
    return [str(_("It is offered to you, or you took it"))] if order.offers.filter(volunteer__user=user.pk) else []
