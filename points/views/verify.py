"""Whether a printed passbook is right: for whoever holds it, without an account. Nobody's whole name is said."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from grids import identity
from points.actions import paper
from points.passbook import plain
from residents.views.verify import private, too_many


@login_not_required
@never_cache
@require_safe
def show(request, code):
    if too_many(request, code):
        answer = render(request, "certificates/later.html", status=429)
        answer["Retry-After"] = "60"
        return private(answer)
    account = paper.verified(code)
    if account is None:
        return private(render(request, "points/unknown.html", status=404))
    name = identity.mask_address(account.holder) if account.household_id else identity.mask_name(account.holder)
    context = {
        "account": account,
        "name": name,
        "balance": plain(account.balance),
        "lines": account.lines,
        "now": timezone.now(),
    }
    return private(render(request, "points/verified.html", context))
