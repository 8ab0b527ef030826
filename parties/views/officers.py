"""Officers: the list behind their number, newest first."""

from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from grids.pages.keyset import Order
from grids.views.listing import listed
from parties.enums.organizations import Duty
from parties.models import Officer
from parties.organizations import officers

NEWEST = Order("since", "since", descending=True)


@never_cache
@require_safe
def index(request):
    duty = request.GET.get("duty", "")
    rows = Officer.objects.visible_to(request.user).current().filter(organization__dissolved_on=None)
    rows = rows.filter(duty=duty) if duty in Duty else rows
    shown = officers.with_people(rows).select_related("organization", "member__resident", "user", "unit")
    context = listed(request, shown, NEWEST, duty=duty if duty in Duty else "")
    posts = officers.posts_of([row.account_id for row in context["rows"] if row.account_id])
    context |= {
        "rows": [
            {
                "officer": row,
                "name": officers.said(row, row.organization, request.user),
                "duty": row.get_duty_display(),
                "organization": row.organization.name,
                "url": row.organization.get_absolute_url(),
                "posts": posts.get(row.account_id, ()),
            }
            for row in context["rows"]
        ],
        "duties": Duty.choices,
        "duty": duty,
        "tab": "officers",
    }
    return render(request, "parties/officers.html", context)
