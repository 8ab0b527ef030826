"""What pages without an account have in common: nothing of them is kept, passed on or found; asking has a limit."""

import hashlib
from functools import wraps

from axes.helpers import get_client_ip_address
from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

MINUTE = 60
LOOKS, WORDS = 30, 5  # a minute
OF_ADDRESS = 300  # looks and words a minute of one address: a whole meeting may sit behind one


def private(view):
    """Without a referrer browsers send "Origin: null", which Django's CSRF check refuses. It is not needed here: no
    cookie gives any right, only the token in the address does, and whoever could forge the form would know it."""

    @csrf_exempt
    @login_not_required
    @never_cache
    @wraps(view)
    def answered(request, token):
        answer = _later(request) if _too_many(request, token) else view(request, token)
        answer["Referrer-Policy"] = "no-referrer"
        answer["X-Robots-Tag"] = "noindex, nofollow"
        answer["Cache-Control"] = "no-store, private"
        return answer

    return answered


def counted(key: str, most: int) -> bool:
    """True once it was counted more often than `most` within a minute."""
    key = f"ballot:{hashlib.sha256(key.encode()).hexdigest()}"  # no link stands in the cache
    cache.add(key, 0, MINUTE)
    try:
        return cache.incr(key) > most
    except ValueError:  # it ran out between the two
        return False


def _too_many(request, token: str) -> bool:
    """Of one address, and of one link from one address: a public page is everybody's."""
    says, address = request.method == "POST", get_client_ip_address(request)
    most = WORDS if says else LOOKS
    return any([counted(f"{address}", OF_ADDRESS), counted(f"{says}/{token[:64]}/{address}", most)])


def _later(request):
    answer = render(request, "parties/ballots/later.html", status=429)
    answer["Retry-After"] = str(MINUTE)
    return answer
