"""Terms: which are over, which end soon; and temporary branches whose end has come."""

from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from grids.pages.keyset import Order
from grids.views.listing import paged
from parties.actions.officers import SOON
from parties.models import PartyOrganization, Term

FIRST = Order("ends", "ends_on")
TEMPORARY = 20  # branches named above the list
VIEWS = {"over": _("Over"), "soon": _("End within 90 days"), "all": _("All terms")}


@never_cache
@require_safe
def index(request):
    today, view = timezone.localdate(), request.GET.get("view", "")
    view = view if view in VIEWS else "over"
    rows = Term.objects.visible_to(request.user).running().filter(organization__dissolved_on=None)
    if view != "all":
        rows = rows.filter(ends_on__lt=today) if view == "over" else rows.filter(ends_on__range=(today, today + SOON))
    context = paged(request, rows.select_related("organization__area"), FIRST, view=view)
    temporary = PartyOrganization.objects.visible_to(request.user).standing().filter(ends_on__lte=today + SOON)
    context |= {
        "rows": [{"term": row, "state": _state(row, today)} for row in context["rows"]],
        "temporary": [
            {"branch": row, "is_over": row.ends_on < today} for row in temporary.order_by("ends_on", "pk")[:TEMPORARY]
        ],
        "view": view,
        "views": VIEWS.items(),
        "tab": "terms",
    }
    return render(request, "parties/organization_terms.html", context)


def _state(term: Term, today) -> str:
    """over, due where it ends soon, or nothing to be said."""
    if term.ends_on < today:
        return "over"
    return "due" if term.ends_on <= today + SOON else ""
