"""What administrators and those who appoint did, for the auditor."""

from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.shortcuts import render
from django.utils.dateparse import parse_datetime
from django.views.decorators.http import require_safe

from grids import audit
from grids.permissions import READ_LOGS

A_PAGE = 50


@require_safe
def acts(request):
    if not request.user.scope.has(READ_LOGS):
        raise PermissionDenied
    entries, older = audit.acts(request.user, _moment(request.GET.get("before", "")), A_PAGE)
    context = {"entries": entries, "next_url": f"?{urlencode({'before': older.isoformat()})}" if older else ""}
    return render(request, "accounts/audit.html", context)


def _moment(text: str):
    """None for what is no moment with its place in the day of the world."""
    try:
        moment = parse_datetime(text)
    except ValueError:
        return None
    return moment if moment and moment.tzinfo else None
