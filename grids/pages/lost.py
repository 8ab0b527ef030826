"""A form sent after the session ended: its text waits, encrypted, for its author to sign in again in this browser.

The page's form carries a signed line saying whose form it is and of which page. See docs/decisions/0004.
"""

import json
import secrets
from typing import NamedTuple

from django.conf import settings
from django.core import signing
from django.core.cache import cache

from grids.models import User
from grids.privacy import identity

COOKIE, FIELD = "linli_lost", "_author"
MINUTES_30 = 30 * 60
WEEK = 7 * 24 * 3600
LONGEST = 20_000  # characters, as long as a draft
LONGEST_ADDRESS = 120
SALT = "form author"
LEAVE_OUT = {FIELD, "csrfmiddlewaretoken"}


class Sent(NamedTuple):
    """What was sent: to which address, from which page, and its fields, or None where they were too long to keep.

    has_draft: the page opens the form with its author's draft of it.
    """

    address: str
    page: str
    has_draft: bool
    fields: dict[str, list[str]] | None


def author_of(request, page: str = "", *, has_draft: bool = False) -> str:
    """The value of the hidden field: this person and the page (this one) on which the form stands."""
    return signing.dumps([request.user.pk, page or request.path, has_draft], salt=SALT)


def fields_of(data) -> dict[str, list[str]]:
    """What is worth keeping of a posted form; never a password."""
    return {name: data.getlist(name) for name in data if name not in LEAVE_OUT and "password" not in name}


def address_of(request) -> str:
    """Where a form is sent to; without what follows the question mark where that is long."""
    whole = request.get_full_path()
    return whole if len(whole) <= LONGEST_ADDRESS else request.path


def read(request) -> tuple[int, Sent] | None:
    """Whose form this is that was posted, by its signed line, and what was in it; None where none says so."""
    if request.method != "POST" or FIELD not in request.POST:
        return None
    try:
        author, page, has_draft = signing.loads(request.POST[FIELD], salt=SALT, max_age=WEEK)
    except signing.BadSignature:
        return None
    fields = fields_of(request.POST)
    short_enough = len(json.dumps(fields, ensure_ascii=False)) <= LONGEST
    return author, Sent(address_of(request), page, has_draft, fields if short_enough else None)


def keep(request) -> tuple[str, str] | None:
    """Put a signed-out person's posted fields aside: (page, token for the browser), or None if there is no author."""
    author, sent = read(request) or (None, None)
    user = author and User.objects.filter(pk=author, is_active=True).select_related("subject").first()
    if not user:
        return None
    token = secrets.token_urlsafe(24)
    sealed = identity.encrypt(user.subject.data_key, json.dumps(sent, ensure_ascii=False), _place(token))
    cache.set(_place(token), (author, sealed, sent.fields is not None), MINUTES_30)
    return sent.page, token


def mark(answer, token: str) -> None:
    answer.set_cookie(
        COOKIE, token, max_age=MINUTES_30, secure=settings.SESSION_COOKIE_SECURE, httponly=True, samesite="Lax"
    )


def waiting(request) -> str:
    """Whether a text is "kept" in this browser, for whoever wrote it, or was "too long"; "" for neither."""
    token = request.COOKIES.get(COOKIE)
    entry = cache.get(_place(token)) if token else None
    return entry and ("kept" if entry[2] else "too long") or ""


def claim(request, user) -> Sent | None:
    """What waits in this browser for `user`. Whoever signs in, it is gone afterwards."""
    token = request.COOKIES.get(COOKIE)
    entry = cache.get(_place(token)) if token else None
    if entry is None:
        return None
    cache.delete(_place(token))
    author, sealed, _short_enough = entry
    if author != user.pk:
        return None
    return Sent(*json.loads(identity.decrypt(user.subject.data_key, sealed, _place(token))))


def _place(token: str) -> str:
    return f"lost:{token}"
