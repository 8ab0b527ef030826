"""/healthz tells monitors which part is not alive, and nothing else."""

import os
import signal
import subprocess
import sys
import time
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from config import health
from config.servers import ROOT, Servers
from grids import pulse

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def started_long_ago(monkeypatch):
    monkeypatch.setattr(health, "STARTED", timezone.now() - timedelta(days=3))


@pytest.fixture
def alive():
    for name in health.OLDEST:
        pulse.show(name)


def test_all_well(client, alive):
    answer = client.get("/healthz")
    assert answer.status_code == 200
    assert answer.json()["status"] == "ok"
    assert set(answer.json()) == {"status", "database", "broker", "worker", "sweep", "tree", "seals", "ledger"}
    assert all(set(part) == {"ok", "age"} for name, part in answer.json().items() if name != "status")


@pytest.mark.parametrize(
    ("name", "seconds"),
    [("worker", 121), ("sweep", 301), ("tree", 26 * 3600 + 1), ("seals", 601), ("ledger", 26 * 3600 + 1)],
)
def test_a_part_that_showed_no_life_for_too_long_is_bad(client, alive, name, seconds):
    pulse.show(name, now=timezone.now() - timedelta(seconds=seconds - 10))
    assert client.get("/healthz").status_code == 200
    pulse.show(name, now=timezone.now() - timedelta(seconds=seconds))
    answer = client.get("/healthz")
    assert answer.status_code == 503
    assert [part for part, said in answer.json().items() if part != "status" and not said["ok"]] == [name]
    assert answer.json()[name]["age"] == seconds


def test_a_part_that_never_showed_life_is_bad(client):
    assert client.get("/healthz").json()["worker"]["ok"] is False


def test_age_counts_from_the_start_so_that_a_portal_that_just_started_is_well(client, alive, monkeypatch):
    pulse.show("worker", now=timezone.now() - timedelta(days=1))
    monkeypatch.setattr(health, "STARTED", timezone.now() - timedelta(seconds=30))
    assert client.get("/healthz").json()["worker"] == {"ok": True, "age": 30}


def test_a_sign_of_life_from_a_clock_that_ran_ahead_says_nothing(client, alive):
    pulse.show("sweep", now=timezone.now() + timedelta(days=30))
    answer = client.get("/healthz")
    assert answer.status_code == 503
    assert answer.json()["sweep"]["ok"] is False


def test_a_start_by_a_clock_that_ran_ahead_forgives_nothing(client, alive, monkeypatch):
    monkeypatch.setattr(health, "STARTED", timezone.now() + timedelta(days=30))
    assert client.get("/healthz").status_code == 200
    pulse.show("sweep", now=timezone.now() - timedelta(seconds=301))
    assert client.get("/healthz").json()["sweep"] == {"ok": False, "age": 301}


def test_a_broken_tree_is_bad_and_its_details_stay_inside(client, alive):
    pulse.show("tree", ok=False, note="broken: 4711")
    answer = client.get("/healthz")
    assert answer.status_code == 503
    assert "4711" not in answer.content.decode()


def test_a_database_that_is_away_is_told_in_json_at_once(client, alive, monkeypatch):
    monkeypatch.setitem(connection.settings_dict, "PORT", "5999")
    began = time.monotonic()
    answer = client.get("/healthz")
    assert answer.status_code == 503
    assert answer.json()["database"]["ok"] is False
    assert answer.json()["broker"]["ok"] is True
    assert time.monotonic() - began < 3
    assert "5999" not in answer.content.decode()


def test_a_database_that_hangs_is_told_within_three_seconds_and_is_well_again_after(
    client, alive, monkeypatch, tmp_path_factory
):
    with Servers(tmp_path_factory.mktemp("hanging"), valkey=False, durable=False) as servers:
        (postgres,) = servers.servers
        monkeypatch.setitem(connection.settings_dict, "HOST", str(postgres.sockets))
        pid = postgres.pid()
        os.kill(pid, signal.SIGSTOP)
        try:
            began = time.monotonic()
            assert client.get("/healthz").status_code == 503
            assert time.monotonic() - began < 3
        finally:
            os.kill(pid, signal.SIGCONT)
    monkeypatch.undo()
    monkeypatch.setattr(health, "STARTED", timezone.now())
    assert client.get("/healthz").status_code == 200


def test_a_broker_that_is_away_is_bad(client, alive, settings, tmp_path):
    settings.REDIS_URL = f"unix://{tmp_path}/nothing.sock"
    answer = client.get("/healthz")
    assert answer.status_code == 503
    assert answer.json()["broker"]["ok"] is False


def test_a_monitor_without_tls_is_answered_too(client, alive, settings):
    settings.SECURE_SSL_REDIRECT = True
    assert client.get("/healthz").status_code == 200


def test_a_worker_that_takes_anothers_place_forgives_nothing_that_is_missing(tmp_path):
    """Else a check that failed for days would be well again after each few thousand requests."""
    said = tmp_path / "config.py"
    said.write_text(
        "from config.gunicorn import *\n"
        "bind = 'unix:' + __file__ + '.sock'\n"
        "def post_worker_init(worker):\n"
        "    from config.health import STARTED\n"
        "    print(worker.pid, STARTED.isoformat(), flush=True)\n"
    )
    with subprocess.Popen(
        [sys.executable, "-m", "gunicorn", "-c", said], cwd=ROOT, env=os.environ | {"WEB_WORKERS": "1"}, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
    ) as master:  # fmt: skip
        try:
            first, began = master.stdout.readline().split()
            os.kill(int(first), signal.SIGKILL)
            second, began_anew = master.stdout.readline().split()
        finally:
            master.terminate()
    assert first != second
    assert began == began_anew
