"""Pytest plugin: every run has a PostgreSQL and a Valkey of its own in a temporary folder, and leaves nothing behind.

It is loaded (`-p tests.servers`) before the settings are, so that they read the addresses and keys made here. With
xdist the controller starts the servers; each worker inherits them and gets a Valkey database of its own.
"""

import atexit
import fcntl
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

import pytest

from config.servers import ROOT, Servers, new_keys
from config.setup import digest

# A run starts dozens of processes; where no bytecode is kept, each compiles everything anew.
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

CACHE = ROOT / ".pytest_cache" / "migrated"
MEMORY = Path("/dev/shm")
ROOM = 4 << 30  # a run takes two gigabytes at most
PREFIX = f"linli-test-{os.getuid()}-"
WORKER = os.environ.get("PYTEST_XDIST_WORKER", "")


def in_memory() -> None:
    """Let temporary files lie in memory, here and in all that a run starts, unless the environment says where.

    A run makes and removes tens of thousands of files. ext4 gives the place of a removed file to no new one for five
    minutes and looks through all such places for every file that it makes: up to half the CPU of a small run.
    """
    if "TMPDIR" in os.environ or not os.access(MEMORY, os.W_OK | os.X_OK):
        return
    found = os.statvfs(MEMORY)
    if found.f_bavail * found.f_frsize >= ROOM and not found.f_flag & os.ST_NOEXEC:
        os.environ["TMPDIR"] = str(MEMORY)
        tempfile.tempdir = None  # asked again


def throw_away() -> Servers:
    """Servers in a fresh folder, ended and removed when this process ends; the environment names them."""
    _remove_left_over()
    folder = Path(tempfile.mkdtemp(prefix=PREFIX)).resolve()
    folder.chmod(0o711)  # as root, the servers' own account has to pass
    servers = Servers(folder, durable=False)
    atexit.register(_remove, servers)
    if signal.getsignal(signal.SIGTERM) is signal.SIG_DFL:
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    kept = migrated()
    if kept.exists():
        shutil.copytree(kept, servers.servers[0].data)
    servers.start()
    for name in ("DEBUG", "EMAIL_URL", "TILE_URL", "TILE_CREDIT", "SITE_NAME", "CSRF_TRUSTED_ORIGINS"):
        os.environ.pop(name, None)
    os.environ.update(
        servers.environment,
        **new_keys(),
        VAR_DIR=str(folder),
        INSECURE_HTTP="1",
        ALLOWED_HOSTS="localhost,127.0.0.1,testserver",
        SITE_URL="http://testserver",
    )
    if not kept.exists():
        _migrate_and_keep(servers, kept)
    return servers


def migrated() -> Path:
    """Where the data folder of a PostgreSQL with today's tables is kept: throw_away() sees to it."""
    made_from = sorted(path for path in ROOT.glob("*/migrations/*.py"))
    return CACHE / digest([ROOT / "requirements.lock", Path(__file__), *made_from])[:16]


def _migrate_and_keep(servers: Servers, kept: Path) -> None:
    """Migrate once for all workers and all later runs: every test database is a copy of this one."""
    done = subprocess.run(
        [sys.executable, "manage.py", "migrate", "-v", "0"], cwd=ROOT, text=True, capture_output=True, check=False
    )
    if done.returncode:
        sys.exit(f"The migrations do not run:\n{done.stderr}")
    postgres = servers.servers[0]
    postgres.stop()
    shutil.rmtree(CACHE, ignore_errors=True)
    CACHE.mkdir(parents=True)
    fresh = CACHE / f"{kept.name}.{os.getpid()}"
    shutil.copytree(postgres.data, fresh)
    with suppress(OSError):  # another run was quicker
        fresh.rename(kept)
    servers.keep()


def _remove(servers: Servers) -> None:
    servers.stop()
    shutil.rmtree(servers.var, ignore_errors=True)


def _remove_left_over() -> None:
    """Folders of runs that were killed: nobody holds their lock any more."""
    for folder in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        lock = folder / "run" / "users.lock"
        if not lock.exists() or folder.lstat().st_uid != os.getuid():
            continue
        with open(lock) as users:
            try:
                fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                continue
        servers = Servers(folder, durable=False)
        for server in servers.servers:
            server.stop()
        shutil.rmtree(folder, ignore_errors=True)


# Over a few rows any plan will do, and to look for the best order of joins takes longer than to run one.
ANY_PLAN = " -c join_collapse_limit=1 -c from_collapse_limit=1 -c jit=off"

if WORKER:
    os.environ["REDIS_URL"] += f"?db={int(WORKER.removeprefix('gw')) + 1}"
else:
    in_memory()
    throw_away()


def pytest_configure() -> None:
    """What tests need otherwise than production: a copied database, quick passwords, static files where they lie."""
    from django.conf import settings

    settings.DATABASES["default"].setdefault("TEST", {})["TEMPLATE"] = "linli"
    settings.DATABASES["default"]["OPTIONS"]["options"] += ANY_PLAN

    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)  # whitenoise looks for it
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    }


# The first draws no windows and, if asked, no frames: two thirds of the time.
CHROMIUM = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# As the README says; .ci/run installs the same.
INSTALL = "apt-get install -y chromium-headless-shell fonts-noto-cjk gettext"
NO_CHROMIUM = f"The browser tests need Chromium: {INSTALL}"


def chromium_path() -> str | None:
    return next(filter(None, map(shutil.which, CHROMIUM)), None)


@pytest.fixture(scope="session")
def chromium() -> str:
    """The machine's Chromium, for playwright's executable_path."""
    found = chromium_path()
    if not found:
        pytest.fail(NO_CHROMIUM)
    return found


def pytest_sessionstart(session: pytest.Session) -> None:
    """A run of everything says it at once instead of after some minutes."""
    if not WORKER and session.config.args_source.name == "TESTPATHS" and not chromium_path():
        pytest.exit(NO_CHROMIUM, returncode=4)
