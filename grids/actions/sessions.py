"""Sign-ins and the sessions they open: counted, shown to their owner, ended."""

from importlib import import_module

from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils import timezone

from grids.models import SignIn, User

LIMIT = 3


@transaction.atomic
def record(user: User, ok: bool, *, address: str | None, device: str, session_key: str = "") -> None:
    """One line of the owner's history; with a session, the oldest beyond the limit ends."""
    User.objects.select_for_update(no_key=True).get(pk=user.pk)
    SignIn.objects.create(user=user, ok=ok, address=address, device=device[:120], session_key=session_key)
    if session_key:
        for old in open_sessions(user)[LIMIT:]:
            _end(old)


def open_sessions(user: User, now=None) -> list[SignIn]:
    """The sign-ins whose sessions are still open, newest first."""
    alive = Session.objects.filter(expire_date__gt=now or timezone.now()).values("session_key")
    return list(user.sign_ins.filter(ok=True, session_key__in=alive).order_by("-at", "-pk"))


@transaction.atomic
def renamed(user: User, old: str, new: str) -> None:
    """The session got a new key, as it does with a new password."""
    user.sign_ins.filter(session_key=old).update(session_key=new)


@transaction.atomic
def end_here(user: User, key: str) -> None:
    user.sign_ins.filter(session_key=key).update(session_key="")


@transaction.atomic
def end(sign_in: SignIn) -> None:
    _end(sign_in)


@transaction.atomic
def end_all(user: User, but: str = "") -> None:
    for sign_in in user.sign_ins.exclude(session_key__in=("", but)):
        _end(sign_in)


def _end(sign_in: SignIn) -> None:
    import_module(settings.SESSION_ENGINE).SessionStore(sign_in.session_key).delete()
    sign_in.session_key = ""
    sign_in.save(update_fields=["session_key"])
