"""The portal under test: throw-away servers, the data, and gunicorn as in production, on a free port."""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from config.servers import ROOT, Servers, new_keys


@contextmanager
def servers(cluster: Path | None = None) -> Iterator[Path]:
    """PostgreSQL and Valkey of this run alone, durable as in production; the environment names them.

    cluster: the data of a PostgreSQL whose tables are made, to begin with a copy of it.
    """
    folder = Path(tempfile.mkdtemp(prefix="linli-bench-")).resolve()
    folder.chmod(0o711)  # as root, the servers' own account has to pass
    if cluster:
        shutil.copytree(cluster, folder / "postgresql")
    held = Servers(folder)
    try:
        held.start()
        os.environ.update(
            held.environment,
            **new_keys(),
            VAR_DIR=str(folder),
            INSECURE_HTTP="1",
            ALLOWED_HOSTS="127.0.0.1",
            SITE_URL="http://127.0.0.1",
            DJANGO_SETTINGS_MODULE="bench.settings",
        )
        os.environ.pop("DEBUG", None)
        yield folder
    finally:
        held.stop()
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def gunicorn(workers: int) -> Iterator[int]:
    """The product's own gunicorn settings; only its address is ours."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", "-c", "config/gunicorn.py"],
        cwd=ROOT,
        env=os.environ | {"PORT": str(port), "WEB_WORKERS": str(workers)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait(port, process)
        yield port
    finally:
        process.terminate()
        with suppress(subprocess.TimeoutExpired):
            process.wait(15)
        if process.poll() is None:
            process.kill()


def _wait(port: int, process) -> None:
    for _try in range(300):
        if process.poll() is not None:
            raise SystemExit("gunicorn ended at once; start it by hand with config/gunicorn.py to see why.")
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        time.sleep(0.1)
    raise SystemExit("gunicorn did not answer within 30 seconds.")
