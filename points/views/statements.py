"""A scheme's month on one sheet, its public notice, and the lines of all passbooks behind a clicked number."""

from datetime import timedelta

from django.db.models import Q
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from grids import clicked
from grids.days.when import day, month_of, stamp
from grids.pages.keyset import Order
from grids.views.listing import paged
from points import passbook, statement
from points.enums import ClaimState
from points.models import Claim, Entry, Scheme
from points.views.claims import HOLDERS

NEWEST = Order("new", "id", descending=True)
LATELY = timedelta(days=31)


@never_cache
@require_safe
def show(request, pk):
    """?month=2026-11; to be printed and signed."""
    scheme = get_object_or_404(Scheme.objects.visible_to(request.user).select_related("area"), pk=pk)
    this = timezone.localdate().replace(day=1)
    month = min(month_of(request.GET.get("month"), this), this)  # none still to come
    context = {
        "scheme": scheme,
        "month": month,
        "points": statement.points(scheme, month),
        "stock": statement.stock(scheme, month),
        "earlier_url": f"?month={statement.before(month):%Y-%m}",
        "later_url": f"?month={statement.after(month):%Y-%m}" if month < this else "",
        "is_over": month < this,
        "now": timezone.now(),
    }
    return render(request, "points/statement.html", context)


@never_cache
@require_safe
def notice(request, pk):
    """What was certified and may be objected to, for the wall. Nobody's whole name is said."""
    schemes = Scheme.objects.visible_to(request.user).select_related("area", "shop")
    scheme = get_object_or_404(schemes, pk=pk)
    rows = Claim.objects.visible_to(request.user).filter(account__scheme=scheme, state=ClaimState.NOTICE)
    context = {
        "scheme": scheme,
        "rows": [
            {
                "account": row.account,
                "name": passbook.holder_masked(row.account),
                "what": row.words,
                "rule": row.rule.label,
                "amount": passbook.plain(row.amount),
                "until": day(timezone.localdate(row.alarm_at) - timedelta(days=1)),  # the last whole day
            }
            for row in rows.select_related(*HOLDERS, "rule").order_by("alarm_at", "pk")
        ],
        "today": timezone.localdate(),
    }
    return render(request, "points/notice.html", context)


@never_cache
@require_safe
def movements(request):
    """What came into passbooks and went out of them, newest first: behind a clicked number, else of the last days."""
    now = timezone.now()
    found_by = clicked.read(request.GET, request.user, Entry, now)
    lately = Q(movement__at__gte=now - LATELY)
    rows = Entry.objects.visible_to(request.user).filter(found_by.where if found_by else lately)
    context = paged(request, rows.select_related("movement", *HOLDERS), NEWEST, found_by)
    context |= {
        "rows": [
            {
                "what": row.movement.words,
                "name": row.account.holder,
                "kind": row.movement.get_kind_display(),
                "at": stamp(row.movement.at, now),
                "amount": passbook.signed(row.amount),
                "unit": row.account.scheme.get_unit_display(),
                "url": row.account.get_absolute_url(),
            }
            for row in context["rows"]
        ],
        "tab": "movements",
    }
    return render(request, "points/movements.html", context)
