"""What `make run` runs: the servers, then web, worker and beat of the Procfile, until Ctrl-C or SIGTERM.

Whatever of it dies is started again. (Honcho's own manager ends everything when one process ends; its Procfile is
what we take.)
"""

import ctypes
import fcntl
import os
import shlex
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import psycopg
from honcho.environ import parse_procfile

from config.embedded import ServerError
from config.servers import ROOT, ensure, var_dir

PASSWORD = "linli-demo"  # the demo accounts' word, printed at every start
STOP_SECONDS = 10
QUICK_SECONDS = 10  # a process that lives shorter than this did not really start
QUICK_ENDS = 5
DEFAULTS = {"INSECURE_HTTP": "1", "BIND": "127.0.0.1", "PORT": "8000", "ALLOWED_HOSTS": "localhost,127.0.0.1"}


class Stopped(BaseException):
    """A signal asked us to end."""


class Child:
    """One line of the Procfile, kept running."""

    def __init__(self, name: str, command: str):
        self.name, self.command = name, shlex.split(command)
        self.quick_ends = 0
        self.start()

    def start(self) -> None:
        self.started_at = time.monotonic()
        self.process = subprocess.Popen(
            self.command, cwd=ROOT, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            text=True, errors="replace", start_new_session=True, preexec_fn=end_with_parent,
        )  # fmt: skip
        threading.Thread(target=self.tell, args=(self.process.stdout,), daemon=True).start()

    def tell(self, lines) -> None:
        for line in lines:
            print(f"{self.name:<6} | {line}", end="", flush=True)

    def keep(self) -> None:
        if self.process.poll() is None:
            return
        lived = time.monotonic() - self.started_at
        self.quick_ends = self.quick_ends + 1 if lived < QUICK_SECONDS else 0
        if self.quick_ends >= QUICK_ENDS:
            raise ServerError(
                f"{self.name} ended {QUICK_ENDS} times right after its start; its last lines above say why."
            )
        print(f"{self.name:<6} | ended with {self.process.returncode}, starting it again", flush=True)
        self.end_rest()
        self.start()

    def end_rest(self) -> None:
        """The children of a process that was killed hold its port and its work."""
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)

    def ask_to_stop(self) -> None:
        if self.process.poll() is None:
            self.process.terminate()

    def stop(self, deadline: float) -> None:
        with suppress(subprocess.TimeoutExpired):
            self.process.wait(max(0.1, deadline - time.monotonic()))
        self.end_rest()
        self.process.wait()


def end_with_parent() -> None:
    """Ask the kernel to end the child when we are killed, so that the port is free for the next start."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(1, signal.SIGTERM)  # PR_SET_PDEATHSIG


def stop_all(children: list[Child]) -> None:
    deadline = time.monotonic() + STOP_SECONDS
    for child in children:
        child.ask_to_stop()
    for child in children:
        child.stop(deadline)


@contextmanager
def only_one(address: str) -> Iterator[None]:
    """Hold the clone's portal lock; whoever finds it taken is told where the portal runs."""
    folder = var_dir() / "run"
    folder.mkdir(parents=True, exist_ok=True)
    with open(folder / "portal.lock", "a+") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.seek(0)
            raise ServerError(f"This clone's portal is running already: {lock.read().strip()}") from None
        lock.truncate(0)
        print(f"{address} (process {os.getpid()})", file=lock, flush=True)
        yield


def check_port(bind: str, port: str) -> None:
    if not (port.isdecimal() and 0 < int(port) < 65536):
        raise ServerError(f"PORT={port!r}: use a number from 1 to 65535.")
    family = socket.AF_INET6 if ":" in bind else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((bind.strip("[]"), int(port)))
        except OSError as error:
            raise ServerError(f"Port {port} of {bind} cannot be had ({error.strerror}): make run PORT=8001") from None


def prepare() -> None:
    child = subprocess.Popen(
        [sys.executable, "-m", "config.prepare"], cwd=ROOT, start_new_session=True, preexec_fn=end_with_parent
    )
    try:
        if child.wait():
            raise ServerError("The portal could not be made ready; the lines above say why.")
    finally:
        if child.poll() is None:
            child.terminate()
            try:
                child.wait(STOP_SECONDS)
            except subprocess.TimeoutExpired:
                child.kill()
                child.wait()


def serves(port: str) -> bool:
    bind = os.environ["BIND"].strip("[]")
    try:
        socket.create_connection((bind if bind not in ("0.0.0.0", "::") else "localhost", int(port)), 1).close()
    except OSError:
        return False
    return True


def serve(port: str, address: str) -> None:
    with ensure() as servers:
        prepare()
        children: list[Child] = []
        try:
            commands = parse_procfile((ROOT / "Procfile").read_text()).processes
            for name, command in commands.items():
                children.append(Child(name, command))
            greeted = False
            while True:
                for name in servers.keep():
                    print(f"{name} was gone; it runs again.", flush=True)
                for child in children:
                    child.keep()
                if not greeted and serves(port):
                    greeted = True
                    print(greeting(address), flush=True)
                time.sleep(0.5 if greeted else 0.1)
        finally:
            stop_all(children)


def greeting(address: str) -> str:
    accounts = demo_accounts()
    demo = f"Demo accounts, password {PASSWORD}: {', '.join(accounts)}\n" if accounts else ""
    return f"\nLinli runs at {address}\n{demo}Ctrl-C stops it.\n"


def demo_accounts() -> list[str]:
    """None in a database of somebody's own that was not marked for a demo."""
    with suppress(psycopg.Error), psycopg.connect(os.environ["DATABASE_URL"], connect_timeout=5) as database:
        return [name for (name,) in database.execute("SELECT username FROM grids_user WHERE is_demo ORDER BY id")]
    return []


def on_signal(number: int, frame: object) -> None:
    for each in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(each, signal.SIG_IGN)  # make passes Ctrl-C on a second time
    raise Stopped


def main() -> str | int:
    for each in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(each, on_signal)
    for name, value in DEFAULTS.items():
        os.environ[name] = os.environ.get(name) or value
    port = os.environ["PORT"]
    address = f"http://localhost:{port}/"
    os.environ["SITE_URL"] = os.environ.get("SITE_URL") or address.rstrip("/")
    os.environ["VAR_DIR"] = str(var_dir())
    try:
        with only_one(address):
            check_port(os.environ["BIND"], port)
            serve(port, address)
    except ServerError as error:
        return str(error)
    except Stopped:
        print("Linli has stopped.", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
