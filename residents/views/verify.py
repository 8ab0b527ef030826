"""Whether a certificate is good: for whoever holds the paper, without an account. Nobody's whole name is said."""

from functools import wraps

from axes.helpers import get_client_ip_address
from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from residents.actions import certificates as acts

MINUTE, LOOKS = 60, 30  # looks a minute of one address, and at one code


def by_code(view):
    """A page for whoever holds its code, without an account: a paper's check code, or the token of a link."""

    @login_not_required
    @never_cache
    @wraps(view)
    def shown(request, code):
        if not too_many(request, code):
            return private(view(request, code))
        answer = render(request, "certificates/later.html", status=429)
        answer["Retry-After"] = str(MINUTE)
        return private(answer)

    return shown


@require_safe
@by_code
def show(request, code):
    row = acts.verified(code)
    if row is None:
        return render(request, "certificates/unknown.html", status=404)
    context = {
        "valid": row.withdrawn_at is None,
        "kind": row.kind.label,
        "number": row.number,
        "day": timezone.localdate(row.at),
        "issuer": row.committee,
        "name": "" if row.resident.anonymised_at else row.masked_name,
    }
    return render(request, "certificates/verified.html", context)


def private(answer):
    """Not kept by anybody, not found by a search engine, and its address not passed on."""
    answer["Referrer-Policy"] = "no-referrer"
    answer["X-Robots-Tag"] = "noindex, nofollow"
    answer["Cache-Control"] = "no-store, private"
    return answer


def too_many(request, code: str) -> bool:
    """Counts in the cache: guesses of codes, and one code asked for again and again."""
    return any([_count(f"verify:{get_client_ip_address(request)}"), _count(f"verify:{code[:64]}")])


def _count(key: str) -> bool:
    cache.add(key, 0, MINUTE)
    try:
        return cache.incr(key) > LOOKS
    except ValueError:  # it ran out between the two
        return False
