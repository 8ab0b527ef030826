"""What may be ordered in an area; its keeper adds, changes, pauses and sorts, and opens the public page."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _, pgettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from grids.enums import Kind
from grids.models import Area
from grids.pages import qr, toasts
from grids.views.asked import carried_out, confirm
from volunteers import rules
from volunteers.actions import service_menu as acts
from volunteers.enums.orders import Channel
from volunteers.forms.service_menu import MenuOf, PageForm, ServiceForm
from volunteers.models import ServiceItem

ACTS = {
    "pause": lambda area, pk, by: acts.switch(area, pk, by=by, on=False),
    "resume": lambda area, pk, by: acts.switch(area, pk, by=by, on=True),
    "up": lambda area, pk, by: acts.move(area, pk, by=by, up=True),
    "down": lambda area, pk, by: acts.move(area, pk, by=by, up=False),
}


@never_cache
@require_safe
def index(request):
    """?area= for that of another street or community of one's own; at first one's own area."""
    user, choice = request.user, MenuOf(request.GET, user=request.user)
    area = choice.chosen() or _first(user)
    keeps = area is not None and acts.may_keep(user, area)
    listed = ServiceItem.objects.listed_in(area) if keeps else ServiceItem.objects.offered_in(area) if area else None
    context = {
        "area": area,
        "choice": choice,
        "keeps": keeps,
        "has_page": area is not None and area.kind == Kind.COMMUNITY,
        "page_is_on": area is not None and acts.has_page(area),
        "rows": [_row(item, area) for item in listed.select_related("skill", "area")] if area else [],
        "tab": "orders",
    }
    return render(request, "volunteers/order_menu.html", context)


def _first(user) -> Area | None:
    """Of whoever serves below a community."""
    reach = next(iter(user.scope.where(rules.READ)), None)
    return Area.objects.visible_to(user).filter(pk=reach.area_id).first() if reach else None


def _whose(item: ServiceItem, area: Area) -> str:
    if item.area_id == area.pk:
        return _("Our own")
    return item.area.short_name if item.area_id else pgettext("a service", "General")


def _row(item: ServiceItem, area: Area) -> dict:
    own = (item.answer_hours, item.serve_hours)
    return {
        "pk": item.pk,
        "label": item.label,
        "is_on": item.is_on,
        "whose": _whose(item, area),
        "facts": [
            item.get_mode_display(), item.skill.label if item.skill else "", item.get_difficulty_display(),
            item.get_span_display(), _("Time limits of its own") if any(own) else "", item.asks,
        ],
        "channels": [*(str(Channel(channel).label) for channel in item.channels), item.fixed],
    }  # fmt: skip


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new(request, area):
    area = _kept(request, area)
    return _form(request, area, ServiceForm(request.POST or None), _("New service"), acts.add, area)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request, area, pk):
    """Of the area's own, or of one from above, which the area then has for itself. It counts for new orders."""
    area = _kept(request, area)
    item = _item(area, pk)
    if item.replaced_at and request.method != "POST":
        messages.warning(request, _("Somebody changed this service meanwhile. Please look how it stands now."))
        return _back(area)
    return _form(request, area, ServiceForm(request.POST or None, item=item), item.label, acts.change, area, pk)


def _form(request, area: Area, form: ServiceForm, title: str, act, *args):
    done, _made = carried_out(form, lambda: act(*args, by=request.user, **form.cleaned_data))
    if done:
        return _back(area)
    text = _("It counts for what is ordered from now on; orders that stand keep what they were promised.")
    return confirm(request, form, f"{title} · {area.short_name}", _("Save"), _address(area), text)


@never_cache
@require_POST
def act(request, area, pk, act):
    area = _kept(request, area)
    if act not in ACTS:
        raise Http404
    try:
        ACTS[act](area, _item(area, pk).pk, request.user)
    except ValidationError as error:
        messages.warning(request, " ".join(error.messages))
    return _back(area)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def set_page(request, area):
    """The public page is opened, its services are chosen, or it is closed; with its address and code for a poster."""
    area = _kept(request, area)
    if area.kind != Kind.COMMUNITY:
        raise Http404
    if "off" in request.POST:
        acts.set_page(area, [], by=request.user, on=False)
        toasts.done(request, _("Switch the page off"))
        return redirect("volunteers:order_page", area.code)
    is_on = acts.has_page(area)
    items = list(ServiceItem.objects.offered_in(area))
    form = PageForm(request.POST if request.method == "POST" else None, items=items, is_on=is_on)
    done, _made = carried_out(form, lambda: acts.set_page(area, form.cleaned_data["codes"], by=request.user, on=True))
    if done:
        toasts.done(request, _("Public page for orders"))
        return redirect("volunteers:order_page", area.code)
    context = {"area": area, "form": form, "is_on": is_on, "back_url": _address(area)}
    context |= qr.drawn("orderer:menu", area.code)
    return render(request, "volunteers/order_page.html", context, status=422 if form.errors else 200)


def _kept(request, code: str) -> Area:
    """The area, for whoever keeps its menu; foreign ones are not there."""
    area = get_object_or_404(Area.objects.visible_to(request.user).called(code))
    if not request.user.scope.reaches(rules.READ, area):
        raise Http404
    if not acts.may_keep(request.user, area):
        raise PermissionDenied
    return area


def _item(area: Area, pk: int) -> ServiceItem:
    item = acts.service(area, pk)
    if item is None:
        raise Http404
    return item


def _address(area: Area) -> str:
    return f"{reverse('volunteers:order_menu')}?area={area.code}"


def _back(area: Area):
    return redirect(_address(area))
