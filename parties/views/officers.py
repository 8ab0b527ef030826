"""Officers: the list behind their number, newest first."""

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from grids import clicked
from grids.keyset import Order, page_of
from parties import officers
from parties.models import Officer
from parties.organization_enums import Duty

NEWEST = Order("since", "since", descending=True)
A_PAGE = 50


@never_cache
@require_safe
def index(request):
    found_by = clicked.read(request.GET, request.user, Officer, timezone.now())
    duty = request.GET.get("duty", "")
    rows = Officer.objects.visible_to(request.user).current().filter(organization__dissolved_on=None)
    rows = rows.filter(duty=duty) if duty in Duty else rows
    rows = rows.filter(found_by.where) if found_by else rows
    shown = officers.with_people(rows).select_related("organization", "member__resident", "user", "unit")
    got = page_of(NEWEST, shown, request.GET.get("at", ""), A_PAGE)
    posts = officers.posts_of([row.account_id for row in got.rows if row.account_id])
    keep = found_by.query if found_by else f"duty={duty}&" if duty in Duty else ""
    context = {
        "rows": [
            {
                "officer": row,
                "name": officers.said(row, row.organization, request.user),
                "duty": row.get_duty_display(),
                "organization": row.organization.name,
                "url": row.organization.get_absolute_url(),
                "posts": posts.get(row.account_id, ()),
            }
            for row in got.rows
        ],
        "clicked": found_by,
        "total": found_by.total(rows) if found_by else None,
        "duties": Duty.choices,
        "duty": duty,
        "previous_url": f"?{keep}at={got.previous}" if got.previous else "",
        "next_url": f"?{keep}at={got.next}" if got.next else "",
        "tab": "officers",
    }
    return render(request, "parties/officers.html", context)
