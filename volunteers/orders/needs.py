"""A need that a visit found, taken up as a service order. Its words stay behind, and nothing says where it came up.

Offered are the services that ask no more than whom and where; the register says both.
"""

from django.utils.translation import gettext_lazy as _

from residents.care.needs import Need, Taker
from volunteers import rules
from volunteers.actions import orders
from volunteers.enums.orders import Channel, Mode
from volunteers.models import ServiceItem, ServiceOrder
from volunteers.workflow import ASKED

HOME = "/volunteers/orders/"
SIMPLE = tuple(mode for mode in Mode if not any(must for name, must in ASKED[mode].items() if name != "place"))


def may(user, area) -> bool:
    return user.scope.may(rules.KEEP, area)


def choices(area) -> list[tuple[str, str]]:
    items = ServiceItem.objects.offered_in(area).filter(mode__in=SIMPLE, channels__contains=[Channel.COUNTER], asks="")
    return [(item.code, item.label) for item in items]


def take(need: Need, choice: str, *, by) -> str:
    """Its address. Raises ValidationError, also where the register knows no address for a service at the door."""
    item = ServiceItem.objects.offered_in(need.area).filter(code=choice).first()
    if item is None:
        raise orders.not_on_menu()
    facts = {"resident_id": need.resident_id, "for_another": True, "now": need.now}
    return orders.order(need.area, item, by=by, **facts).get_absolute_url()


def stands(addresses: list[str]) -> dict[str, str]:
    refs = [address.removeprefix(HOME).strip("/") for address in addresses]
    found = ServiceOrder.objects.filter(ref__in=refs).select_related("item")
    return {order.get_absolute_url(): f"{order.item.label} · {order.get_step_display()}" for order in found}


TAKER = Taker("order", HOME, _("Order a service"), _("Became a service order"), may, take, stands, choices)
