"""A missing or nonsensical value of the environment stops the start with one sentence."""

import os
import subprocess
import sys
from datetime import time
from runpy import run_path

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connection

from config import env
from config.servers import ROOT
from grids.days.workdays import Calendar

SETTINGS = str(ROOT / "config" / "settings.py")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SECRET_KEY", ""),
        ("SECRET_KEY", "short"),
        ("SITE_URL", ""),
        ("SITE_URL", "linli.example"),
        ("FIELD_KEYS", "no base64"),
        ("DATABASE_URL", "mysql://localhost/linli"),
        ("DATABASE_URL", "postgresql://linli:pass/word@localhost/linli"),
        ("REDIS_URL", "localhost"),
        ("REDIS_URL", "redis://localhost:broker"),
        ("DEBUG", "yes"),
        ("PROXY_COUNT", "one"),
        ("OFFICE_HOURS", "8:30 to 12:00"),
        ("OFFICE_HOURS", "08:30-12:00-17:30"),
        ("OFFICE_HOURS", "14:00-17:30,08:30-12:00"),
        ("OFFICE_HOURS", "08:30-25:00"),
        ("EMAIL_URL", "imap://localhost"),
        ("EMAIL_URL", "mail.example"),
        ("EMAIL_URL", "smtp://mail.example:99999"),
        ("TILE_URL", "https://[tiles/{z}/{x}/{y}.png"),
    ],
)
def test_a_nonsensical_value_is_named_in_one_sentence(monkeypatch, name, value):
    monkeypatch.setenv(name, value)
    with pytest.raises(ImproperlyConfigured) as said:
        run_path(SETTINGS)
    assert str(said.value).startswith(name)
    assert "\n" not in str(said.value)
    assert "pass" not in str(said.value).replace("password", "")


@pytest.mark.parametrize(
    ("command", "name"),
    [
        (["manage.py", "check"], "PROXY_COUNT"),
        (["-m", "config.prepare"], "PROXY_COUNT"),
        (["-m", "celery", "-q", "-A", "config.celery", "worker"], "PROXY_COUNT"),
        (["-m", "celery", "-q", "-A", "config.celery", "beat", "--pidfile="], "PROXY_COUNT"),
        (["-m", "gunicorn", "-c", "python:config.gunicorn"], "PROXY_COUNT"),
        (["-m", "gunicorn", "-c", "python:config.gunicorn"], "WEB_WORKERS"),
    ],
)
def test_whatever_is_started_ends_with_that_sentence(command, name):
    done = subprocess.run(
        [sys.executable, *command],
        cwd=ROOT, env=os.environ | {name: "two"}, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode == 1
    assert len(done.stderr.strip().splitlines()) == 1
    assert name in done.stderr


def test_office_hours_are_read_as_people_write_them(monkeypatch):
    monkeypatch.setenv("OFFICE_HOURS", "8:00-12:00, 15:00-18:00")
    hours = run_path(SETTINGS)["OFFICE_HOURS"]
    assert hours == ((time(8), time(12)), (time(15), time(18)))
    assert Calendar(office=hours).office == hours


@pytest.mark.django_db
def test_triggers_are_told_that_nothing_is_ignored():
    """Unasked, every row of every trigger costs a failed subtransaction: docs/decisions/0030."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('pgtrigger.ignore', true)")
        assert cursor.fetchone() == ("{}",)


def test_options_of_somebodys_own_stay_beside_it(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgresql://db/linli?options=-c%20work_mem%3D8MB&sslmode=require")
    options = env.database()["OPTIONS"]
    assert options["options"] == f"-c work_mem=8MB {env.NOTHING_IGNORED}"
    assert options["sslmode"] == "require"
