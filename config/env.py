"""Reading the environment. A missing or nonsensical value stops the start with one sentence."""

import base64
import binascii
import os
from datetime import time
from itertools import pairwise
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured


def text(name: str, default: str | None = None) -> str:
    value = os.environ.get(name, "").strip() or default
    if value is None:
        raise ImproperlyConfigured(f"{name} is not set: see docs/operate.md, Environment.")
    return value


def flag(name: str, default: bool = False) -> bool:
    value = os.environ.get(name, "").strip() or ("1" if default else "0")
    if value not in ("0", "1"):
        raise ImproperlyConfigured(f"{name}={value!r}: use 1 or 0.")
    return value == "1"


def number(name: str, default: int, *, least: int = 0) -> int:
    value = os.environ.get(name, "").strip() or str(default)
    if not value.isdecimal() or int(value) < least:
        raise ImproperlyConfigured(f"{name}={value!r}: use a number from {least} on.")
    return int(value)


def words(name: str, default: str = "") -> list[str]:
    return [word for word in (part.strip() for part in os.environ.get(name, default).split(",")) if word]


def secret_key() -> str:
    value = text("SECRET_KEY")
    if len(value) < 50:
        raise ImproperlyConfigured("SECRET_KEY is shorter than 50 characters: make one as docs/operate.md says.")
    return value


def keys(name: str) -> list[bytes]:
    """Comma-separated base64 keys of 32 bytes; the first one writes, all of them read."""
    found = []
    for part in words(name):
        try:
            key = base64.b64decode(part, validate=True)
        except binascii.Error:
            key = b""
        if len(key) != 32:
            raise ImproperlyConfigured(
                f"{name}: every key is 32 bytes in base64; make one with openssl rand -base64 32."
            )
        found.append(key)
    if not found:
        raise ImproperlyConfigured(f"{name} is not set: see docs/operate.md, Environment.")
    return found


def office_hours() -> tuple[tuple[time, time], ...]:
    value = text("OFFICE_HOURS", "08:30-12:00,14:00-17:30")
    try:
        windows = tuple(_window(part) for part in value.split(","))
    except (TypeError, ValueError):
        windows = ()
    edges = [edge for window in windows for edge in window]
    if not edges or any(one >= other for one, other in pairwise(edges)):
        raise ImproperlyConfigured(
            f"OFFICE_HOURS={value!r}: use windows that follow each other, 08:30-12:00,14:00-17:30."
        )
    return windows


def _window(part: str) -> tuple[time, time]:
    opens, closes = (time(*map(int, edge.split(":"))) for edge in part.split("-"))
    return opens, closes


def _url(name: str, value: str) -> SplitResult:
    """Its parts. That a port is none shows only when asked for. The value is not said: it may hold a password."""
    try:
        url = urlsplit(value)
        url.port  # noqa: B018
    except ValueError:
        raise ImproperlyConfigured(
            f"{name}: what stands after the host is no port; in a password write / as %2F, # as %23, @ as %40."
        ) from None
    return url


def site(name: str = "SITE_URL") -> str:
    """What links in e-mails and QR codes begin with: once printed, nobody can mend them."""
    value = text(name).rstrip("/")
    url = _url(name, value)
    if url.scheme not in ("https", "http") or not url.hostname or url.query or url.fragment:
        raise ImproperlyConfigured(f"{name}={value!r}: use https://host.")
    return value


# django-pgtrigger asks for this setting in every trigger. Where it is unset, asking fails and is caught: a
# subtransaction that goes through all triggers deferred so far, for each row. A large import became quadratic.
NOTHING_IGNORED = "-c pgtrigger.ignore={}"

PREPARE_FROM = 5  # calls of a statement on one connection, for those that grids.database.prepared asks


def database(name: str = "DATABASE_URL") -> dict:
    """postgresql://user:password@host:port/name?option=value; a socket folder goes in ?host=/run/postgresql."""
    url = _url(name, text(name))
    if url.scheme not in ("postgresql", "postgres"):
        raise ImproperlyConfigured(
            f"{name} starts with {url.scheme!r}: Linli needs PostgreSQL 15 or later (postgresql://…)."
        )
    options = dict(parse_qsl(url.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(url.path.lstrip("/")) or "linli",
        "USER": unquote(url.username or ""),
        "PASSWORD": unquote(url.password or ""),
        "HOST": options.pop("host", url.hostname or ""),
        "PORT": options.pop("port", str(url.port or "")),
        "OPTIONS": options
        | {"options": f"{options.get('options', '')} {NOTHING_IGNORED}".strip(), "prepare_threshold": PREPARE_FROM},
    }


def redis(name: str = "REDIS_URL") -> str:
    value = text(name)
    _url(name, value)
    if not value.startswith(("redis://", "rediss://", "unix://")):
        raise ImproperlyConfigured(f"{name}={value!r}: use redis://, rediss:// or unix://.")
    return value


def tiles(name: str = "TILE_URL") -> tuple[str, str]:
    """Where map tiles come from, and the host the pages may show pictures of; absent: no maps."""
    value = text(name, "")
    url = _url(name, value)
    if value and (url.scheme not in ("https", "http") or "{" in url.netloc or not url.netloc):
        raise ImproperlyConfigured(f"{name}={value!r}: use https://host/… with a host written out.")
    if value and not all(part in value for part in ("{z}", "{x}", "{y}")):
        raise ImproperlyConfigured(f"{name}={value!r}: the address needs {{z}}, {{x}} and {{y}}.")
    return value, f"{url.scheme}://{url.netloc}" if value else ""


def email(name: str = "EMAIL_URL") -> dict:
    """smtp://user:password@host:port, smtps:// for TLS from the start; absent: no e-mail leaves."""
    value = text(name, "")
    url = _url(name, value)
    if not value:
        return {"EMAIL_BACKEND": "django.core.mail.backends.dummy.EmailBackend"}
    if url.scheme not in ("smtp", "smtps"):
        raise ImproperlyConfigured(f"{name} starts with {url.scheme!r}: use smtp:// or smtps://.")
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": url.hostname or "localhost",
        "EMAIL_PORT": url.port or (465 if url.scheme == "smtps" else 587),
        "EMAIL_HOST_USER": unquote(url.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(url.password or ""),
        "EMAIL_USE_SSL": url.scheme == "smtps",
        "EMAIL_USE_TLS": url.scheme == "smtp" and bool(url.username),
    }
