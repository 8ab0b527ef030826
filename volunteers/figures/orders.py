"""The numbers of service orders and wishes: orders by step and by way, on time, and how they were rated."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from grids.clicked import address
from grids.enums import Kind as Level
from grids.figures import Figure, Rate, Section, Table, always, register
from volunteers.enums.orders import Mode, Step, WishStep
from volunteers.models import ServiceOrder, Wish
from volunteers.workflow import OPEN, UNDER_WAY

SERVICE = Section(_("Service orders"), lowest=Level.COMMUNITY)
ORDERS = Table(model=ServiceOrder, grant="read_volunteers", list_url=address("volunteers:orders"))
WISHES = Table(model=Wish, grant="read_volunteers", list_url=address("volunteers:wishes"))
WISH = pgettext_lazy("unit of measure", "wishes")
ORDER = pgettext_lazy("unit of measure", "orders")
DONE = Q(step__in=(Step.DONE, Step.RATED))
SATISFIED = 4  # of 5
WAYS = {
    Mode.AGENT: _("Orders done for people"),
    Mode.DOORSTEP: _("Orders at the door"),
    Mode.APPOINTMENT: _("Orders by appointment"),
    Mode.ONLINE: _("Orders online"),
    Mode.FOLLOW_UP: _("Orders followed up"),
}


register(
    Figure(
        "orders.placed", _("Services ordered"), ORDER,
        _("Service orders placed on these days, whatever became of them."),
        ORDERS, lambda now: Q(), "ordered_at", tile=1, section=SERVICE,
    ),
    Figure(
        "orders.done", _("Services done"), ORDER, _("Service orders that were done on these days."),
        ORDERS, lambda now: DONE, "done_at", tile=2, section=SERVICE, good="up",
    ),
    Figure(
        "orders.on_time", _("Services done without delay"), ORDER,
        _("Of those done on these days, the ones that were overdue in none of their steps."),
        ORDERS, lambda now: DONE & Q(was_late=False), "done_at", good="up",
    ),
    Figure(
        "orders.rated", _("Services rated"), ORDER, _("Service orders rated on these days."),
        ORDERS, lambda now: Q(step=Step.RATED), "ended_at",
    ),
    Figure(
        "orders.satisfied", _("Services rated well"), ORDER, _("Rated on these days with four or five stars of five."),
        ORDERS, lambda now: Q(step=Step.RATED, rating__gte=SATISFIED), "ended_at", good="up",
    ),
    Figure(
        "orders.to_check", _("Orders to check"), ORDER,
        _("Service orders from the public page that nobody has checked yet."),
        ORDERS, lambda now: Q(step=Step.RECEIVED), good="down",
    ),
    Figure(
        "orders.to_dispatch", _("Orders to dispatch"), ORDER, _("Service orders that nobody was offered yet."),
        ORDERS, lambda now: Q(step=Step.ORDERED), good="down",
    ),
    Figure(
        "orders.offered", _("Orders offered"), ORDER, _("Service orders that wait for somebody to take them."),
        ORDERS, lambda now: Q(step=Step.OFFERED),
    ),
    Figure(
        "orders.running", _("Orders under way"), ORDER, _("Service orders that somebody has taken and not finished."),
        ORDERS, lambda now: Q(step__in=UNDER_WAY),
    ),
    Figure(
        "orders.overdue", _("Overdue orders"), ORDER, _("Open service orders whose step is past its time."),
        ORDERS, lambda now: Q(step__in=OPEN, due_at__lt=now), tile=5, section=SERVICE, good="down",
    ),
    Figure(
        "wishes.fulfilled", _("Wishes fulfilled"), WISH, _("Wishes that were fulfilled on these days."),
        WISHES, lambda now: Q(step__in=(WishStep.FULFILLED, WishStep.THANKED)), "fulfilled_at", tile=6,
        section=SERVICE, good="up",
    ),
    *(
        Figure(
            f"orders.by_{mode}", label, ORDER, _("Service orders of this way placed on these days."),
            ORDERS, always(Q(mode=mode)), "ordered_at",
        )
        for mode, label in WAYS.items()
    ),
    Rate(
        "orders.on_time_rate", _("Services on time"),
        _("Of the services done on these days, those that were overdue in no step."),
        "orders.on_time", "orders.done", good="up", tile=3, section=SERVICE,
    ),
    Rate(
        "orders.satisfied_rate", _("Satisfied with services"),
        _("Of the services rated on these days, those with four or five stars of five."),
        "orders.satisfied", "orders.rated", good="up", tile=4, section=SERVICE,
    ),
)  # fmt: skip
