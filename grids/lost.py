"""A form sent after the session ended: its text waits, encrypted, for its author to sign in again in this browser.

The page's form carries a signed line saying whose form it is and of which page. See docs/decisions/0004.
"""

import json
import secrets

from django.conf import settings
from django.core import signing
from django.core.cache import cache

from grids import identity
from grids.models import User

COOKIE, FIELD = "linli_lost", "_author"
MINUTES_30 = 30 * 60
WEEK = 7 * 24 * 3600
LONGEST = 20_000  # characters, as long as a draft
SALT = "form author"
LEAVE_OUT = {FIELD, "csrfmiddlewaretoken", "version", "token"}


def author_of(request, page: str = "") -> str:
    """The value of the hidden field: this person and the page (this one) on which the form stands."""
    return signing.dumps([request.user.pk, page or request.path], salt=SALT)


def fields_of(data) -> dict[str, list[str]]:
    """What is worth keeping of a posted form; never a password."""
    return {
        name: data.getlist(name)
        for name in data
        if name not in LEAVE_OUT and "password" not in name and any(data.getlist(name))
    }


def keep(request) -> tuple[str, str] | None:
    """Put a signed-out person's posted fields aside: (page, token for the browser), or None if there is no author."""
    if request.method != "POST" or FIELD not in request.POST:
        return None
    try:
        author, page = signing.loads(request.POST[FIELD], salt=SALT, max_age=WEEK)
    except signing.BadSignature:
        return None
    body = json.dumps([page, fields_of(request.POST)], ensure_ascii=False)
    user = User.objects.filter(pk=author, is_active=True).select_related("subject").first()
    if user is None or len(body) > LONGEST:
        return None
    token = secrets.token_urlsafe(24)
    sealed = identity.encrypt(user.subject.data_key, body, _place(token))
    cache.set(_place(token), (author, sealed), MINUTES_30)
    return page, token


def mark(answer, token: str) -> None:
    answer.set_cookie(
        COOKIE, token, max_age=MINUTES_30, secure=settings.SESSION_COOKIE_SECURE, httponly=True, samesite="Lax"
    )


def waits(request) -> bool:
    """Whether a text is kept in this browser, for whoever wrote it."""
    token = request.COOKIES.get(COOKIE)
    return bool(token) and cache.get(_place(token)) is not None


def claim(request, user) -> tuple[str, dict[str, list[str]]] | None:
    """The page and fields that wait in this browser for `user`. Whoever signs in, it is gone afterwards."""
    token = request.COOKIES.get(COOKIE)
    waiting = cache.get(_place(token)) if token else None
    if waiting is None:
        return None
    cache.delete(_place(token))
    author, sealed = waiting
    if author != user.pk:
        return None
    page, fields = json.loads(identity.decrypt(user.subject.data_key, sealed, _place(token)))
    return page, fields


def _place(token: str) -> str:
    return f"lost:{token}"
