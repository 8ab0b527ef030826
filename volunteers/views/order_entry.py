"""The public page of a community: a resident chooses a service and says for whom, where and when. No account."""

from axes.helpers import get_client_ip_address
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cases.views.reporter import private, too_many
from grids.forms.refused import take_up
from volunteers.actions import order_links, orders, service_menu
from volunteers.forms.order_entry import OrderEntry
from volunteers.models import ServiceItem
from volunteers.views.order_public import later


@private
@require_safe
def menu(request, token):
    """token: the code of the community, which is no secret."""
    if _too_many(request, token, "look"):
        return later(request)
    area = service_menu.open_page(token)
    if area is None:
        return _closed(request)
    items = list(ServiceItem.objects.on_page_of(area))
    return render(request, "volunteers/order_entry_menu.html", {"area": area, "items": items})


@private
@require_http_methods(["GET", "HEAD", "POST"])
def place(request, token, code):
    """Whoever sent it comes to their own link. Sent too often, it stands there as it was typed."""
    sends = request.method == "POST"
    hurried = _too_many(request, token, "say" if sends else "look")
    if hurried and not sends:
        return later(request)
    area = service_menu.open_page(token)
    item = ServiceItem.objects.on_page_of(area).filter(code=code).first() if area else None
    if item is None:
        return _closed(request)
    form = OrderEntry(request.POST if sends else None, item=item)
    if hurried:
        form.add_error(None, _("Too many tries. Please wait a minute."))
    elif sends and form.is_valid():
        try:
            made = orders.order(area, item, by=None, **form.facts())
        except ValidationError as error:
            take_up(form, error)
        except PermissionDenied:  # the page was closed this moment
            return _closed(request)
        else:
            return redirect(f"{reverse('orderer:show', args=[order_links.issue(made.pk, by=None)])}?new=1")
    status = 429 if hurried else 422 if sends else 200
    return render(request, "volunteers/order_entry.html", {"area": area, "item": item, "form": form}, status=status)


def _too_many(request, token: str, what: str) -> bool:
    """Of one address: the page itself is everybody's."""
    return too_many(request, f"{token}/{get_client_ip_address(request)}", what)


def _closed(request):
    return render(request, "volunteers/order_entry_closed.html", status=404)
