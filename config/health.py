"""/healthz: is each part of the portal alive? For monitors: no account, no details, an answer within three seconds."""

import logging
import os
from datetime import UTC, datetime

import psycopg
import redis
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.http import JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from grids import pulse
from points.actions import nightly

SECONDS = 2  # for the database, and one for the broker
OLDEST = {pulse.WORKER: 120, pulse.SWEEP: 300, pulse.TREE: 26 * 3600, pulse.SEALS: 600, nightly.LEDGER: 26 * 3600}
# Nothing that should have happened before the portal began is missing; under gunicorn its master says when that was.
STARTED = datetime.fromisoformat(os.environ.get("STARTED_AT") or datetime.now(UTC).isoformat())

log = logging.getLogger(__name__)


@login_not_required
@never_cache
@require_safe
def healthz(request):
    now = datetime.now(UTC)
    pulses = _pulses()
    parts: dict[str, dict] = {"database": {"ok": pulses is not None, "age": 0}, "broker": {"ok": _broker(), "age": 0}}
    for name, oldest in OLDEST.items():
        parts[name] = (
            _part((pulses or {}).get(name), oldest, now) if pulses is not None else {"ok": False, "age": None}
        )
    well = all(part["ok"] for part in parts.values())
    return JsonResponse({"status": "ok" if well else "bad"} | parts, status=200 if well else 503)


def _part(sign: tuple[datetime, bool] | None, oldest: int, now: datetime) -> dict:
    """ok and the seconds since the last sign of life, or since the start where there was none since.

    Once a clock that ran ahead is put right, a sign that lies far ahead says nothing, a start there forgives nothing.
    """
    at, ok = sign or (STARTED, True)
    age = (now - (max(at, STARTED) if now >= STARTED else at)).total_seconds()
    return {"ok": ok and abs(age) <= oldest, "age": max(0, round(age))}


def _pulses() -> dict[str, tuple[datetime, bool]] | None:
    """None when the database does not answer. A connection of its own, so that a hanging one cannot hold it up."""
    parameters = {
        name: value
        for name, value in connection.get_connection_params().items()
        if name
        in ("host", "port", "user", "password", "dbname", "sslmode", "sslrootcert", "sslcert", "sslkey", "service")
    }
    options = f"-c statement_timeout={SECONDS * 1000 // 2}"
    try:
        with psycopg.connect(**parameters, connect_timeout=SECONDS, options=options, autocommit=True) as database:
            return {name: (at, ok) for name, at, ok in database.execute("SELECT name, at, ok FROM grids_pulse")}
    except psycopg.Error as error:
        log.error("The database does not answer: %s", type(error).__name__)
        return None


def _broker() -> bool:
    try:
        with redis.Redis.from_url(settings.REDIS_URL, socket_timeout=0.8, socket_connect_timeout=0.8) as broker:
            return bool(broker.ping())
    except redis.RedisError as error:
        log.error("The broker does not answer: %s", type(error).__name__)
        return False
