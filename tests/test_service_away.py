"""Database or broker away: a clear page with 503, JSON at /healthz, and all is well again without a restart."""

import os
import subprocess
import sys

import pytest

from config.servers import ROOT

ASK = """
import django
django.setup()
from django.conf import settings
from django.test import Client
client = Client(raise_request_exception=False, HTTP_COOKIE=settings.SESSION_COOKIE_NAME + "=" + "x" * 32)
for path in ("/", "/cases/", "/healthz"):
    answer = client.get(path, secure=True)
    print(path, answer.status_code, answer.headers["Content-Type"].split(";")[0], "暂时" in answer.content.decode())
"""


@pytest.mark.parametrize("away", ["DATABASE_URL"])
def test_a_page_says_that_a_service_is_away(away):
    environment = os.environ | {
        away: "postgresql://nobody@127.0.0.1:1/nothing",
        "DJANGO_SETTINGS_MODULE": "config.settings",
    }
    done = subprocess.run(
        [sys.executable, "-c", ASK], cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60
    )
    lines = done.stdout.split("\n")
    assert lines[0].startswith("/ 503 text/html"), done.stdout + done.stderr[-2000:]
    assert lines[1].startswith("/cases/ 503 text/html")
    assert lines[2].startswith("/healthz 503 application/json")
