"""Service orders: the list with its saved filters, placing one, and the page of one."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _, gettext_lazy, pgettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cases.actions.start import NotNow
from grids import clicked, why
from grids.forms.why import Why
from grids.pages import toasts
from grids.pages.keyset import Order
from grids.views.asked import carried_out, confirm
from grids.views.listing import paged
from grids.views.reveal import reveal_view
from grids.views.stored import sent
from volunteers import roster, rules
from volunteers.actions import dispatch, order_links, order_rating, orders as acts
from volunteers.enums.orders import Act, Mode, OfferState, Step
from volunteers.forms.orders import OfferForm, PlaceOrder, RateOrder, Reschedule
from volunteers.models import ServiceOrder
from volunteers.orders import page as order_page
from volunteers.views import link_page
from volunteers.workflow import MOVES, OPEN

NEWEST = Order("new", "ordered_at", descending=True)
VIEWS = {
    "all": pgettext_lazy("orders", "All"),
    "check": Step.RECEIVED.label,
    "dispatch": Step.ORDERED.label,
    "offered": Step.OFFERED.label,
    "running": gettext_lazy("Under way"),
    "overdue": gettext_lazy("Overdue"),
    "provisional": gettext_lazy("Deadline provisional"),
    "rate": gettext_lazy("To rate"),
    "done": Step.RATED.label,
    "mine": gettext_lazy("Mine"),
}
STEPS = {
    "check": (Step.RECEIVED,), "dispatch": (Step.ORDERED,), "offered": (Step.OFFERED,),
    "running": (Step.TAKEN, Step.STARTED), "rate": (Step.DONE,), "done": (Step.RATED,),
}  # fmt: skip


@never_cache
@require_safe
def index(request, view: str = "all"):
    """By saved filter and way. ?figure=&area=&from=&to= for those behind a clicked number."""
    now, view, mode = timezone.now(), request.GET.get("view", view), request.GET.get("mode", "")
    found_by = clicked.read(request.GET, request.user, ServiceOrder, now)
    view = view if view in VIEWS else "all"
    rows = brief(ServiceOrder.objects.visible_to(request.user))
    rows = rows.filter(found_by.where) if found_by else _of_view(rows, view, request.user, now)
    rows = rows.filter(mode=mode) if mode in Mode else rows
    context = paged(request, rows, NEWEST, found_by, view="" if found_by else view, mode=mode)
    context |= {
        "rows": [
            {"order": row, "label": row.item.label, "step": Step(row.step).label, "tag": order_page.tag(row, now),
             "mode": row.get_mode_display()}
            for row in context["rows"]
        ],
        "views": VIEWS.items(), "view": view, "modes": Mode.choices, "mode": mode,
        "may_order": rules.in_hat(request.user, rules.KEEP),
        "tab": "orders",
    }  # fmt: skip
    return render(request, "volunteers/orders.html", context)


def brief(rows):
    """Only what a line of the list shows."""
    own = ("ref", "step", "mode", "ordered_at", "wanted_at", "due_at", "warned", "rating")
    return rows.select_related("item", "area").only(*own, "area__name", "item__name_zh", "item__name_en")


def _of_view(rows, view: str, user, now):
    if view == "overdue":
        return rows.overdue(now)
    if view == "provisional":
        return rows.open().filter(provisional=True)
    if view == "mine":
        return rows.filter(offers__volunteer__user=user.pk, offers__state__in=(OfferState.OPEN, OfferState.TAKEN))
    return rows.filter(step__in=STEPS[view]) if view in STEPS else rows


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new(request):
    rules.need_in_hat(request.user, rules.KEEP)
    form = PlaceOrder(request.POST or None, user=request.user)
    done, made = carried_out(form, lambda: acts.order(by=request.user, **form.facts()))
    if done:
        messages.success(request, _("Ordered: %(item)s.") % {"item": made.item.label})
        return redirect(made)
    return render(request, "volunteers/order_new.html", {"form": form}, status=422 if form.is_bound else 200)


@never_cache
@require_safe
def detail(request, ref):
    return page(request, find(request, ref))


def page(request, order: ServiceOrder, *, looked: dict | None = None, moved_on: bool = False, status: int = 200):
    """The whole page. looked: what its taker asked to see. moved_on: an act came too late."""
    user, now = request.user, timezone.now()
    lines = list(order.acts.select_related("user", "post__role", "post__department", "volunteer__resident",
                                           "volunteer__user").order_by("pk"))  # fmt: skip
    names = user.scope.reaches(rules.READ, order)
    offers = list(order.offers.select_related("volunteer__resident", "volunteer__user", "volunteer__area", "team"))
    own = next((o for o in offers if o.volunteer.user_id == user.pk and o.state in ("open", "taken")), None)
    reveals = names and user.scope.may("reveal", order)
    dispatches = user.scope.may(rules.DISPATCH, order)
    context = {
        "order": order,
        "tag": order_page.tag(order, now),
        "steps": order_page.steps(order, lines, now),
        "steps_heading": order_page.heading(order),
        "clock": order_page.clock(order, now, f"{order.get_absolute_url()}why/"),
        "entries": order_page.timeline(lines, _photos(order), names),
        "hidden": order_page.hidden(order, f"{order.get_absolute_url()}reveal/" if reveals else "") if names else [],
        "offers": [
            {"offer": one, "name": roster.said(one.volunteer, user), "state": one.get_state_display(),
             "may_answer": dispatches and order.step in OPEN and one.state in (OfferState.OPEN, OfferState.TAKEN),
             "may_link": reveals}
            for one in offers if names
        ],
        "own": own, "looked": looked, "moved_on": moved_on,
        "acts": _offered_acts(user, order),
        "may_dispatch": dispatches,
        "may_link": rules.may_give_link(user, order) and _has_link(order),
    }  # fmt: skip
    return render(request, "volunteers/order.html", context | why.context(user, order), status=status)


def _has_link(order: ServiceOrder) -> bool:
    return order.step != Step.CANCELLED and order.anonymised_at is None


def _photos(order: ServiceOrder) -> dict[int, list]:
    found: dict[int, list] = {}
    for photo in order.photos.order_by("pk"):
        url = f"{order.get_absolute_url()}photos/{photo.pk}/"
        found.setdefault(photo.act_id, []).append({"url": url, "thumb": f"{url}?s=1"})
    return found


# act: what it is in the table, title, verb, the form that asks, and what is done with it
ACTS = {
    "offer": (
        Act.OFFER, gettext_lazy("Offer it to volunteers"), gettext_lazy("Offer"),
        lambda request, order: OfferForm(request.POST or None, user=request.user, order=order),
        lambda order, form, by: dispatch.offer(order.pk, form.people(), by=by, team=form.cleaned_data["team"]),
    ),
    "reschedule": (
        Act.RESCHEDULE, gettext_lazy("Move to another time"), pgettext_lazy("an order", "Move"),
        lambda request, order: Reschedule(request.POST or None),
        lambda order, form, by: acts.reschedule(order.pk, by=by, **form.cleaned_data),
    ),
    "cancel": (
        Act.CANCEL, gettext_lazy("Cancel the order"), gettext_lazy("Cancel the order"),
        lambda request, order: Why(request.POST or None),
        lambda order, form, by: acts.cancel(order.pk, by=by, **form.cleaned_data),
    ),
    "rate": (
        Act.RATE, gettext_lazy("Enter a rating told by phone"), gettext_lazy("Save"),
        lambda request, order: RateOrder(request.POST or None),
        lambda order, form, by: order_rating.rate(order.pk, by=by, **form.cleaned_data),
    ),
}  # fmt: skip


def _may(user, act: str, order: ServiceOrder) -> bool:
    if act == "rate":
        return user.scope.may(rules.KEEP, order) and not rules.is_own_service(user, order)
    if act == "offer":
        return user.scope.may(rules.DISPATCH, order)
    return acts.may_change(user, order)


def _offered_acts(user, order: ServiceOrder) -> list[tuple[str, str]]:
    return [
        (name, title)
        for name, (kind, title, *_rest) in ACTS.items()
        if order.step in MOVES[kind][0] and _may(user, name, order)
    ]


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def act(request, ref, act):
    order = find(request, ref)
    if act not in ACTS:
        raise Http404
    kind, title, verb, asks, carry_out = ACTS[act]
    if order.step not in MOVES[kind][0]:
        return page(request, order, moved_on=True, status=409)
    if not _may(request.user, act, order):
        raise PermissionDenied
    form = asks(request, order)
    try:
        done, _made = carried_out(form, lambda: carry_out(order, form, request.user))
    except NotNow:
        return page(request, find(request, ref), moved_on=True, status=409)
    if done:
        toasts.done(request, title)
        return redirect(order)
    return confirm(request, form, f"{title} · {order}", verb, order.get_absolute_url(), act=act)


@never_cache
@require_POST
def by_rule(request, ref):
    """Offered to the next who suit it."""
    order = find(request, ref)
    try:
        dispatch.offer_by_rule(order.pk, by=request.user)
    except ValidationError as error:
        messages.warning(request, error.messages[0])
    except NotNow:
        return page(request, order, moved_on=True, status=409)
    else:
        toasts.done(request, _("Offer it by rule"))
    return redirect(order)


@never_cache
@require_POST
def check(request, ref):
    """What came by the public page is in order."""
    order = find(request, ref)
    rules.need(request.user, rules.DISPATCH, order)
    try:
        acts.check(order.pk, by=request.user)
    except NotNow:
        return page(request, order, moved_on=True, status=409)
    toasts.done(request, _("It is in order"))
    return redirect(order)


@never_cache
@require_safe
def why_deadline(request, ref):
    order = find(request, ref)
    found = order_page.why(order, timezone.now())
    if found is None:
        raise Http404
    context = {"order": order, "why": found, "title": _("Why this deadline?"), "name": Step(order.step).label}
    return render(request, "volunteers/order_why.html", context)


@never_cache
@require_POST
def link(request, ref):
    """A new link for whom the order is for, shown this once."""
    order = find(request, ref)
    if not _has_link(order):
        return page(request, order, moved_on=True, status=409)
    token = order_links.issue(order.pk, by=request.user)
    return link_page.show(request, "orderer:show", token, order, _("Link for whom the order is for"))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def reveal(request, ref, field):
    """One of name, phone, address and words, for a minute."""
    order = find(request, ref)
    if field not in order_page.MASKS or not request.user.scope.reaches(rules.READ, order):
        raise Http404
    mask = order_page.MASKS[field]
    return reveal_view(request, order, field, order.get_absolute_url(), key=order.ref, mask=mask)


@require_safe
def photo(request, ref, pk):
    found = find(request, ref).photos.select_related("file").filter(pk=pk).first()
    if found is None:
        raise Http404
    return sent(found.file, small=bool(request.GET.get("s")))


def find(request, ref: str) -> ServiceOrder:
    rows = ServiceOrder.objects.visible_to(request.user)
    return get_object_or_404(rows.select_related("item", "area", "subject", "taker", "by"), ref=ref)
