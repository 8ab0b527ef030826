"""Teams: the list, one with its roster and gaps."""

from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from grids.keyset import Order, page_of
from volunteers import roster
from volunteers.enums import Colour
from volunteers.models import Team

BY_NAME = Order("name", "name", text=True)
A_PAGE = 50


@never_cache
@require_safe
def index(request):
    colour = request.GET.get("colour", "")
    rows = Team.objects.visible_to(request.user).standing().select_related("area")
    rows = rows.filter(colour=colour) if colour in Colour else rows
    got = page_of(BY_NAME, rows, request.GET.get("at", ""), A_PAGE)
    ids = [row.pk for row in got.rows]
    sizes, gaps = roster.sizes(ids), roster.lacking(ids)
    keep = f"colour={colour}&" if colour in Colour else ""
    context = {
        "rows": [
            {"team": row, "members": sizes.get(row.pk, 0), "lacks": sum(gap.lacks for gap in gaps.get(row.pk, ()))}
            for row in got.rows
        ],
        "colours": Colour.choices,
        "colour": colour,
        "previous_url": f"?{keep}at={got.previous}" if got.previous else "",
        "next_url": f"?{keep}at={got.next}" if got.next else "",
        "tab": "teams",
    }
    return render(request, "volunteers/teams.html", context)
