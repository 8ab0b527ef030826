"""Gunicorn's settings. Few threads a worker: two workers of one thread served twice the pages of two of four."""

import os

bind = f"{os.environ.get('BIND') or '127.0.0.1'}:{os.environ.get('PORT') or '8000'}"
wsgi_app = "config.wsgi:application"
workers = int(os.environ.get("WEB_WORKERS") or 2)
threads = 1
timeout = 30
graceful_timeout = 8
max_requests, max_requests_jitter = 5000, 500
control_socket_disable = True  # nobody uses it, and its address may be longer than a socket's may be
forwarded_allow_ips = os.environ.get("FORWARDED_ALLOW_IPS") or "127.0.0.1"
