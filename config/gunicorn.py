"""Gunicorn's settings. Few threads a worker: two workers of one thread served twice the pages of two of four."""

import gc
import os
from datetime import UTC, datetime

from config import env, settings  # noqa: F401 -- what makes no sense in them stops the master, with one sentence

# Workers are replaced every few thousand requests: what is missing since the master began is not forgiven anew.
os.environ["STARTED_AT"] = datetime.now(UTC).isoformat()

# The web waits neither for a lock nor for a query longer than a person would; the worker and the commands may.
LIMITS = {"statement_timeout": "10s", "lock_timeout": "5s", "idle_in_transaction_session_timeout": "30s"}
# Its statements take milliseconds: to start helpers for one of them, or to compile it, takes ten.
PLANNING = {"max_parallel_workers_per_gather": "0", "jit": "off"}
os.environ.setdefault("PGOPTIONS", " ".join(f"-c {name}={value}" for name, value in (LIMITS | PLANNING).items()))

bind = f"{os.environ.get('BIND') or '127.0.0.1'}:{os.environ.get('PORT') or '8000'}"
wsgi_app = "config.wsgi:application"
workers = env.number("WEB_WORKERS", 2, least=1)
threads = 1
timeout = 30
graceful_timeout = 8
max_requests, max_requests_jitter = 5000, 500
control_socket_disable = True  # nobody uses it, and its address may be longer than a socket's may be
# It writes no log of requests. Whoever has it write one (GUNICORN_CMD_ARGS) gets the path alone: what was searched for
# stands behind it, and in the Referer.
access_log_format = '%(h)s %(t)s "%(m)s %(U)s %(H)s" %(s)s %(B)s %(M)s'
forwarded_allow_ips = os.environ.get("FORWARDED_ALLOW_IPS") or "127.0.0.1"


def post_worker_init(worker) -> None:
    """What is loaded by now stays: the collector no longer looks through all of it while a page is made."""
    from grids.words import pinyin  # noqa: PLC0415 -- the portal is loaded only now

    pinyin.key("邻里")  # its dictionaries too
    gc.collect()
    gc.freeze()
