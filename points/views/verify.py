"""Whether a printed passbook is right: for whoever holds it, without an account. Nobody's whole name is said."""

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from points.actions import paper
from points.passbook import holder_masked, plain
from residents.views.verify import by_code


@require_safe
@by_code
def show(request, code):
    account = paper.verified(code)
    if account is None:
        return render(request, "points/unknown.html", status=404)
    context = {
        "account": account,
        "name": holder_masked(account),
        "balance": plain(account.balance),
        "lines": account.lines,
        "now": timezone.now(),
    }
    return render(request, "points/verified.html", context)
