"""Reading the environment. A missing or nonsensical value stops the start with one sentence."""

import base64
import binascii
import os
from urllib.parse import parse_qsl, unquote, urlsplit

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


def number(name: str, default: int) -> int:
    value = os.environ.get(name, "").strip() or str(default)
    if not value.isdecimal():
        raise ImproperlyConfigured(f"{name}={value!r}: use a number from 0 on.")
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


def database(name: str = "DATABASE_URL") -> dict:
    """postgresql://user:password@host:port/name?option=value; a socket folder goes in ?host=/run/postgresql."""
    url = urlsplit(text(name))
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
        "OPTIONS": options,
    }


def redis(name: str = "REDIS_URL") -> str:
    value = text(name)
    if not value.startswith(("redis://", "rediss://", "unix://")):
        raise ImproperlyConfigured(f"{name}={value!r}: use redis://, rediss:// or unix://.")
    return value


def tiles(name: str = "TILE_URL") -> tuple[str, str]:
    """Where map tiles come from, and the host the pages may show pictures of; absent: no maps."""
    value = text(name, "")
    url = urlsplit(value)
    if value and (url.scheme not in ("https", "http") or "{" in url.netloc or not url.netloc):
        raise ImproperlyConfigured(f"{name}={value!r}: use https://host/… with a host written out.")
    if value and not all(part in value for part in ("{z}", "{x}", "{y}")):
        raise ImproperlyConfigured(f"{name}={value!r}: the address needs {{z}}, {{x}} and {{y}}.")
    return value, f"{url.scheme}://{url.netloc}" if value else ""


def email(name: str = "EMAIL_URL") -> dict:
    """smtp://user:password@host:port, smtps:// for TLS from the start; absent: no e-mail leaves."""
    url = urlsplit(os.environ.get(name, "").strip())
    if not url.scheme:
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
