"""A missing or nonsensical value of the environment stops the start with one sentence."""

import os
import subprocess
import sys

import pytest

from config.servers import ROOT


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SECRET_KEY", "short"),
        ("FIELD_KEYS", "no base64"),
        ("DATABASE_URL", "mysql://localhost/linli"),
        ("REDIS_URL", "localhost"),
        ("DEBUG", "yes"),
        ("PROXY_COUNT", "one"),
        ("EMAIL_URL", "imap://localhost"),
    ],
)
def test_a_nonsensical_value_is_named_in_one_sentence(name, value):
    done = subprocess.run(
        [sys.executable, "manage.py", "check"],
        cwd=ROOT, env=os.environ | {name: value}, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    assert name in done.stderr
