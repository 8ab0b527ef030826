"""The desk, and the pages for what went wrong."""

import sys

from django.contrib.auth.decorators import login_not_required
from django.db import InterfaceError, OperationalError
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from redis.exceptions import RedisError

from config import desk as desk_of
from grids.pages import lost, unsent

AWAY = (OperationalError, InterfaceError, RedisError)  # database or broker


@never_cache
@require_safe
def desk(request):
    return render(request, "desk.html", desk_of.context(request.user, timezone.now()))


@login_not_required
def csrf_failure(request, reason=""):
    """A form from before its author signed in anew (in another tab, say) comes back filled, to be sent again."""
    author, sent = lost.read(request) or (None, None)
    if sent and request.user.pk == author:
        answer = redirect(unsent.take_up(request, request.user, sent))
        answer.status_code = 303  # 302 says that it went in
        return answer
    return render(request, "403_csrf.html", status=403)


def forbidden(request, exception=None):
    return render(request, "403.html", status=403)


def not_found(request, exception=None):
    return render(request, "404.html", status=404)


def server_error(request):
    """Called while the exception is handled. A service that is away is no fault of ours: a page of its own, 503."""
    if isinstance(sys.exc_info()[1], AWAY):
        answer = render(None, "503.html", status=503)
        answer["Retry-After"] = "10"
        return answer
    return render(None, "500.html", status=500)
