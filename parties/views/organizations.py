"""Party organisations: the list, and one with its members and what stands under it."""

from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from grids.keyset import Order, page_of
from parties.models import PartyOrganization

BY_NAME = Order("name", "name", text=True)
A_PAGE = 50


@never_cache
@require_safe
def index(request):
    rows = PartyOrganization.objects.visible_to(request.user).standing().select_related("area")
    got = page_of(BY_NAME, rows, request.GET.get("at", ""), A_PAGE)
    context = {
        "rows": got.rows,
        "previous_url": f"?at={got.previous}" if got.previous else "",
        "next_url": f"?at={got.next}" if got.next else "",
        "tab": "organizations",
    }
    return render(request, "parties/organizations.html", context)


@never_cache
@require_safe
def detail(request, ref):
    rows = PartyOrganization.objects.visible_to(request.user).select_related("area", "parent", "organisation")
    organization = get_object_or_404(rows, ref=ref)
    return render(request, "parties/organization.html", {"organization": organization})
