"""What `make run` runs: everything comes up, what is killed comes back, and at the end only the data are left."""

import os
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterable
from contextlib import suppress
from http.client import HTTPConnection
from pathlib import Path

import psycopg
import pytest
from django.conf import settings
from kombu import Connection

from config import prepare, run
from config.celery import app
from config.embedded import ServerError, is_alive
from config.servers import ROOT, Servers
from config.setup import seal
from tests.servers import migrated
from tests.test_setup_servers import MINE, until

SECONDS = 120  # long enough for a machine that does much else; nothing waits for it to pass
KINDS = ("postgres", "valkey-server", "gunicorn", "worker", "beat")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Portal:
    """`make run` on a VAR_DIR of its own, from outside: what it printed, what it answers, what runs for it."""

    def __init__(self, var: Path):
        self.var, self.port, self.log = var, free_port(), var / "printed"
        self.before, self.urls = self.printed(), Servers(var).environment
        environment = {name: value for name, value in os.environ.items() if name not in MINE}
        environment |= {"VAR_DIR": str(var), "PORT": str(self.port), "DEMO_SIZE": "small", "WEB_WORKERS": "1"}
        with open(self.log, "a") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "config.run"], cwd=ROOT, env=environment, stdout=log, stderr=log
            )

    def printed(self) -> str:
        return self.log.read_text() if self.log.exists() else ""

    def greeting(self) -> str:
        until(lambda: self.process.poll() is not None or "Ctrl-C stops it." in self.news(), SECONDS)
        return self.news()

    def news(self) -> str:
        return self.printed().removeprefix(self.before)

    def health(self) -> int:
        try:
            connection = HTTPConnection("127.0.0.1", self.port, timeout=30)
            connection.request("GET", "/healthz")
            return connection.getresponse().status
        except OSError:
            return 0

    def children(self) -> dict[str, int]:
        """The processes that it started itself, by what they are."""
        mine = {command: pid for pid, (parent, command) in living(self.var).items() if parent == self.process.pid}
        return {kind: pid for kind in KINDS for command, pid in mine.items() if kind in command}

    def count(self, what: str) -> int:
        return sum(what in command for _parent, command in living(self.var).values())

    def ask(self, question: str) -> tuple:
        with psycopg.connect(self.urls["DATABASE_URL"]) as database:
            return database.execute(question).fetchone()

    def ask_for(self, task: str) -> None:
        url = self.urls["REDIS_URL"].replace("unix://", "redis+socket://")
        with Connection(url, transport_options=settings.CELERY_BROKER_TRANSPORT_OPTIONS) as broker:
            app.send_task(task, connection=broker)


def living(var: Path) -> dict[int, tuple[int, str]]:
    """Whatever runs with this VAR_DIR: its parent and its command."""
    found = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if f"VAR_DIR={var}\0".encode() in (folder / "environ").read_bytes():
                parent = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
                found[int(folder.name)] = parent, (folder / "cmdline").read_text().replace("\0", " ")
        except OSError:
            continue  # it has ended, or is somebody else's
    return found


@pytest.fixture
def var(tmp_path_factory):
    """Tables and static files are there as at a second start: to make them would take half a minute."""
    folder = tmp_path_factory.mktemp("run")
    shutil.copytree(migrated(), folder / "postgresql")
    seal(folder / "static" / ".made", prepare.static_sources())
    yield folder
    print((folder / "printed").read_text())
    for pid in living(folder):
        os.kill(pid, signal.SIGKILL)


def test_all_comes_up_comes_back_after_kill_9_keeps_its_data_and_leaves_nothing_running(var):
    """One story, because each start takes ten seconds."""
    portal = Portal(var)
    assert f"Linli runs at http://localhost:{portal.port}/" in portal.greeting()
    assert "Demo accounts, password linli-demo: unit, grid, community, street, department, " in portal.greeting()
    until(lambda: portal.health() == 200, SECONDS)
    assert portal.ask("SELECT count(*) FROM grids_pulse WHERE name = 'sweep'") == (1,)  # beat's first is a minute away
    areas, keys = portal.ask("SELECT count(*) FROM grids_area"), (var / "keys.env").read_text()

    killed = portal.children()
    assert set(killed) == set(KINDS)
    kill(killed.values())
    until(lambda: set(portal.children()) == set(KINDS) and living(var).keys().isdisjoint(killed.values()), SECONDS)
    until(lambda: portal.health() == 200, SECONDS)
    until(lambda: portal.count("gunicorn") == 2)  # nobody is left of those whose master was killed
    portal.ask_for("grids.heartbeat")
    until(lambda: portal.ask("SELECT count(*) FROM grids_pulse WHERE name = 'worker'") == (1,), SECONDS)

    kill([portal.process.pid])
    portal.process.wait()
    until(lambda: portal.count("gunicorn") + portal.count("celery") == 0, SECONDS)
    again = Portal(var)
    assert "Loading the demo data" not in again.greeting()
    assert again.ask("SELECT count(*) FROM grids_area") == areas
    assert (var / "keys.env").read_text() == keys

    again.process.terminate()
    assert again.process.wait(SECONDS) == 0
    assert "Linli has stopped." in again.news()
    assert living(var) == {}


def kill(pids: Iterable[int]) -> None:
    for pid in pids:
        os.kill(pid, signal.SIGKILL)


@pytest.fixture
def child(monkeypatch):
    """A line of a Procfile, ended with the test."""
    monkeypatch.setattr(run, "STOP_SECONDS", 0.5)
    made = []

    def start(command: str) -> run.Child:
        made.append(run.Child("line", command))
        return made[-1]

    yield start
    run.stop_all(made)


def group(child: run.Child) -> list[int]:
    """The processes of its group that still do something."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            state, _parent, its_group = (folder / "stat").read_text().rpartition(")")[2].split()[:3]
            if int(its_group) == child.process.pid and state != "Z":
                found.append(int(folder.name))
    return found


def test_what_ends_right_after_its_start_again_and_again_is_given_up_with_a_sentence(child):
    line = child("false")
    for _end in range(4):
        line.process.wait()
        line.keep()
    line.process.wait()
    with pytest.raises(ServerError, match="line ended 5 times right after its start"):
        line.keep()


def test_the_children_of_what_was_killed_are_ended_before_it_starts_again(child):
    line = child("sh -c 'sleep 1000 & echo up; wait'")
    until(lambda: len(group(line)) == 2)
    first = group(line)
    line.process.kill()
    line.process.wait()
    line.keep()
    until(lambda: not any(is_alive(pid) for pid in first))
    assert line.process.poll() is None


def test_what_does_not_listen_is_killed_once_its_time_is_up(child):
    line = child("sh -c 'trap \"\" TERM; sleep 1000 & wait; sleep 1000'")
    until(lambda: len(group(line)) == 2)
    run.stop_all([line])
    assert line.process.returncode == -signal.SIGKILL
    until(lambda: group(line) == [])


def test_static_files_are_collected_at_the_first_start_and_after_a_change(tmp_path, settings, monkeypatch):
    monkeypatch.setenv("VAR_DIR", str(tmp_path))
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    settings.STATIC_ROOT, settings.STATICFILES_DIRS = tmp_path / "static", [tmp_path / "made"]
    (tmp_path / "made").mkdir()
    sheet, kept = tmp_path / "made" / "linli.css", tmp_path / "static" / "linli.css"
    found = []
    for written in ("first", "second"):
        sheet.write_text(written)
        prepare.static_files()
        found.append(kept.read_text())
    (tmp_path / "static" / ".made").write_text("of another version")
    prepare.static_files()
    assert [*found, kept.read_text()] == ["first", "first", "second"]
