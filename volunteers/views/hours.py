"""Certified hours: each line is one person in one activity."""

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from grids import clicked
from grids.keyset import Order, page_of
from volunteers import record, roster
from volunteers.models import Participation

NEWEST = Order("new", "came_at", descending=True)
A_PAGE = 50


@never_cache
@require_safe
def index(request):
    """?figure=&area=&from=&to= for those behind a clicked number."""
    found_by = clicked.read(request.GET, request.user, Participation, timezone.now())
    rows = Participation.objects.visible_to(request.user).certified()
    rows = rows.filter(found_by.where) if found_by else rows
    related = rows.select_related("activity", "volunteer__resident", "volunteer__user")
    got = page_of(NEWEST, related, request.GET.get("at", ""), A_PAGE)
    query = found_by.query if found_by else ""
    sums = record.totals(rows)
    context = {
        "rows": [{"row": row, "name": roster.said(row.volunteer, request.user)} for row in got.rows],
        "sums": sums,
        "clicked": found_by,
        "total": sums["times"] if found_by else None,
        "previous_url": f"?{query}at={got.previous}" if got.previous else "",
        "next_url": f"?{query}at={got.next}" if got.next else "",
        "tab": "hours",
    }
    return render(request, "volunteers/hours.html", context)
