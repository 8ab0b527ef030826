"""The embedded servers: found by whoever needs them, ended by the last one, and back after a crash."""

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psycopg
import pytest
import redis

from config import reset
from config.embedded import Account, Server, ServerError, is_alive
from config.servers import ROOT, Servers, ensure

MINE = ("DATABASE_URL", "REDIS_URL", "SECRET_KEY", "FIELD_KEYS", "INDEX_KEY", "SITE_URL")


@pytest.fixture
def var(tmp_path_factory):
    """A VAR_DIR of its own, with nothing left running in it."""
    folder = tmp_path_factory.mktemp("var")
    yield folder
    left = Servers(folder)
    for server in left.servers:
        server.stop()


@pytest.fixture
def bare(monkeypatch, var):
    """The environment of somebody who gave nothing but VAR_DIR."""
    for name in MINE:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("VAR_DIR", str(var))
    return var


def database(servers: Servers) -> psycopg.Connection:
    return psycopg.connect(servers.environment["DATABASE_URL"], autocommit=True)


def broker(servers: Servers) -> redis.Redis:
    return redis.Redis.from_url(servers.environment["REDIS_URL"])


def kill(server: Server) -> None:
    pid = server.pid()
    os.kill(pid, signal.SIGKILL)
    until(lambda: not is_alive(pid))


def until(question, seconds=15) -> None:
    deadline = time.monotonic() + seconds
    while not question():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.02)


def child(code: str, var: Path, **more) -> subprocess.Popen:
    environment = {name: value for name, value in os.environ.items() if name not in MINE} | {"VAR_DIR": str(var)}
    return subprocess.Popen(
        [sys.executable, "-c", code], cwd=ROOT, env=environment, text=True,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, **more,
    )  # fmt: skip


HOLD = "from config.servers import ensure\ns = ensure()\nprint('up', flush=True)\ninput()\ns.stop()\n"


def test_starts_joins_and_ends_with_the_last_user(var):
    with Servers(var) as first:
        pids = [server.pid() for server in first.servers]
        with Servers(var) as second:
            assert [server.pid() for server in second.servers] == pids
        assert [server.pid() for server in first.servers] == pids
    assert [server.pid() for server in first.servers] == [None, None]
    assert not any(is_alive(pid) for pid in pids)


def test_only_the_socket_is_open_and_only_to_its_owner(var):
    with Servers(var) as servers:
        assert database(servers).execute("SHOW listen_addresses").fetchone() == ("",)
        assert broker(servers).config_get("port") == {"port": "0"}
        assert {server.sockets.stat().st_mode & 0o777 for server in servers.servers} == {0o700}


def test_a_second_process_keeps_the_servers_of_the_first(var):
    starter, user = child(HOLD, var), child(HOLD, var)
    assert (starter.stdout.readline(), user.stdout.readline()) == ("up\n", "up\n")
    starter.communicate("\n")
    servers = Servers(var)
    assert all(server.answers() for server in servers.servers)
    user.communicate("\n")
    assert not any(server.runs() for server in servers.servers)


def test_servers_of_a_killed_process_are_taken_over(var):
    holder = child(HOLD, var)
    assert holder.stdout.readline() == "up\n"
    holder.kill()
    holder.communicate()
    with Servers(var) as servers:
        assert all(server.answers() for server in servers.servers)
    assert not any(server.runs() for server in servers.servers)


def test_what_has_ended_is_not_waited_for_though_nobody_took_note_of_it(var):
    forgets = "import os\npid = os.fork() or os._exit(0)\nprint(pid, flush=True)\ninput()"
    parent = child(forgets, var)
    pid = int(parent.stdout.readline())
    until(lambda: not is_alive(pid), seconds=5)
    assert Path(f"/proc/{pid}").exists()  # its parent never asks
    parent.communicate("\n")


def test_a_killed_server_is_started_again_with_what_it_had_acknowledged(var):
    with Servers(var) as servers:
        connection = database(servers)
        connection.execute("CREATE TABLE kept AS SELECT generate_series(1, 200) AS n")
        broker(servers).set("kept", "yes")
        time.sleep(1.1)  # appendfsync everysec
        for server in servers.servers:
            kill(server)
        assert sorted(servers.keep()) == ["PostgreSQL", "Valkey"]
        assert database(servers).execute("SELECT count(*) FROM kept").fetchone() == (200,)
        assert broker(servers).get("kept") == b"yes"
        assert servers.keep() == []


def test_two_clones_run_side_by_side(tmp_path_factory):
    with Servers(tmp_path_factory.mktemp("one")) as one, Servers(tmp_path_factory.mktemp("two")) as two:
        broker(one).set("clone", "one")
        assert broker(two).get("clone") is None
        database(one).execute("CREATE TABLE only_here ()")
        assert database(two).execute("SELECT to_regclass('only_here')").fetchone() == (None,)


def test_a_folder_too_long_for_a_socket_gets_a_short_one(var):
    deep = var / ("邻" * 60)
    with Servers(deep) as servers:
        folder = servers.servers[0].sockets
        assert not folder.is_relative_to(deep)
        assert folder.stat().st_mode & 0o777 == 0o700
        assert database(servers).execute("SELECT 1").fetchone() == (1,)


def test_a_file_of_a_dead_server_that_names_a_stranger_does_not_hold_the_start_up(var):
    with Servers(var) as servers:
        kill(servers.servers[0])
        names = servers.servers[0].pid_file.read_text().splitlines()
        servers.servers[0].pid_file.write_text("\n".join([str(os.getppid()), *names[1:]]))
        assert servers.keep() == ["PostgreSQL"]


def test_what_a_power_cut_leaves_behind_does_not_hold_the_start_up(var):
    """Files that were open are there, and empty or with zeros at their end; so are the sockets of the dead."""
    with Servers(var) as servers:
        database(servers).execute("CREATE TABLE kept ()")
        broker(servers).config_set("appendfsync", "always")  # else it takes a second
        broker(servers).set("kept", "yes")
        for server in servers.servers:
            kill(server)
            server.pid_file.write_text("")
        (written,) = (var / "valkey").rglob("*.incr.aof")
        written.write_bytes(written.read_bytes() + bytes(4096))
        assert sorted(servers.keep()) == ["PostgreSQL", "Valkey"]
        assert database(servers).execute("SELECT to_regclass('kept')").fetchone() == ("kept",)
        assert broker(servers).ping()


def test_valkey_that_finds_no_room_says_so_and_keeps_what_was_put_aside(var, monkeypatch):
    """A full disk is complained of in the words of a spoiled log, also once that is out of the way."""
    monkeypatch.setattr("config.embedded.RETRY_SECONDS", 0)
    server = Servers(var).servers[1]
    (server.data / "appendonlydir").mkdir(parents=True)
    (server.data / "appendonlydir" / "kept").touch()
    server.log.parent.mkdir(parents=True, exist_ok=True)
    starts = iter(range(5))

    def finds_no_room() -> bool:
        next(starts)
        (server.data / "appendonlydir").mkdir(exist_ok=True)
        server.log.write_text("# Write error writing append only file on disk: No space left on device")
        return False

    monkeypatch.setattr(server, "_started", finds_no_room)
    with pytest.raises(ServerError, match="No space left on device"):
        server._start()
    assert (server.data / "spoiled" / "kept").exists()


def test_a_log_that_takes_long_to_read_is_not_put_aside(var, monkeypatch):
    monkeypatch.setattr("config.embedded.RETRY_SECONDS", 0)
    server = Servers(var).servers[1]
    (server.data / "appendonlydir").mkdir(parents=True)
    server.log.parent.mkdir(parents=True, exist_ok=True)
    server.log.write_text("* Reading RDB base file on AOF loading...")
    started = iter([False])
    monkeypatch.setattr(server, "_started", lambda: next(started, True))
    monkeypatch.setattr(server, "pid", os.getpid)
    with pytest.raises(ServerError):
        server._start()
    assert (server.data / "appendonlydir").exists()


def test_keys_are_made_once_closed_to_others_and_never_anew_beside_data(bare, monkeypatch):
    ensure().stop()
    made = {name: os.environ[name] for name in MINE[2:]}
    assert (bare / "keys.env").stat().st_mode & 0o777 == 0o600
    for name in MINE:
        monkeypatch.delenv(name)
    ensure().stop()
    assert {name: os.environ[name] for name in MINE[2:]} == made
    (bare / "keys.env").unlink()
    for name in MINE:
        monkeypatch.delenv(name)
    with pytest.raises(ServerError, match=r"keys\.env is missing"):
        ensure()


def test_a_given_database_and_broker_are_used_and_get_no_keys(bare, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgresql://elsewhere/linli")
    monkeypatch.setenv("REDIS_URL", "redis://elsewhere")
    ensure().stop()
    assert {"SECRET_KEY", "SITE_URL"}.isdisjoint(os.environ)
    assert not (bare / "keys.env").exists()
    assert os.environ["DATABASE_URL"] == "postgresql://elsewhere/linli"


def test_a_server_that_cannot_start_says_why_in_one_sentence(var, monkeypatch):
    monkeypatch.setattr("config.embedded.RETRY_SECONDS", 0)
    with Servers(var) as servers:
        pass
    (servers.servers[0].data / "PG_VERSION").write_text("9.6\n")
    with pytest.raises(ServerError, match="PostgreSQL does not start: .*9.6"):
        Servers(var).start()


def test_an_answer_to_whoever_asks_too_early_is_no_reason(var):
    server = Servers(var).servers[0]
    server.log.parent.mkdir(parents=True, exist_ok=True)
    said = ("PANIC:  could not locate a valid checkpoint", "FATAL:  the database system is in recovery mode")
    server.log.write_text("".join(f"2026-12-01 02:00:00 UTC [7] {line}\n" for line in said))
    assert server._last_words() == said[0]


def test_why_a_server_cannot_start_is_said_though_it_goes_on_talking(var, monkeypatch):
    monkeypatch.setattr("config.embedded.RETRY_SECONDS", 0)
    with Servers(var) as servers:
        pass
    for written in (servers.servers[0].data / "pg_wal").glob("0*"):
        written.unlink()
    with pytest.raises(ServerError, match=r"PostgreSQL does not start: PANIC: +could not locate a valid checkpoint"):
        Servers(var).start()


def test_the_portal_starts_once_a_clone_and_says_where(var):
    code = (
        "from config.run import only_one\nwith only_one('http://localhost:8000/'):\n print('up', flush=True)\n input()"
    )
    first = child(code, var)
    assert first.stdout.readline() == "up\n"
    second = child(code, var, stderr=subprocess.PIPE)
    assert "running already: http://localhost:8000/" in second.communicate()[1]
    first.communicate("\n")


def test_a_taken_port_is_said_before_anything_starts(var):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        environment = {name: value for name, value in os.environ.items() if name not in MINE}
        done = subprocess.run(
            [sys.executable, "-m", "config.run"], cwd=ROOT, text=True, capture_output=True, check=False,
            env=environment | {"VAR_DIR": str(var), "PORT": port, "BIND": "127.0.0.1"},
        )  # fmt: skip
    assert done.returncode == 1
    assert f"Port {port} of 127.0.0.1 cannot be had" in done.stderr
    assert not (var / "postgresql").exists()


@pytest.fixture
def clone():
    """A folder right below the temporary one, which everybody may enter."""
    with tempfile.TemporaryDirectory() as folder:
        yield Path(folder)


@pytest.mark.parametrize("mode", [0o711, 0o700])
def test_servers_are_nobodys_who_is_root_also_in_a_folder_closed_to_others(clone, mode):
    clone.chmod(mode)
    account = Account.choose((clone,))
    command = account.command("sh", "-c", 'cd "$0" && id -u', clone)
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True, **account.options)
    assert int(done.stdout) != 0


def test_where_root_cannot_hand_over_it_is_told_what_to_do(clone, monkeypatch):
    monkeypatch.setenv("PATH", "")  # no unshare
    if os.geteuid() == 0:
        with pytest.raises(ServerError, match=f"cannot enter {clone}: start as an ordinary user"):
            Account.choose((clone,))
    else:
        assert Account.choose((clone,)).uid == os.geteuid()


def test_a_reset_throws_away_data_files_and_keys_together(bare):
    servers = ensure()
    database(servers).execute("CREATE TABLE old ()")
    servers.stop()
    (bare / "files" / "photos").mkdir(parents=True)
    (bare / "static").mkdir()
    reset.empty()
    assert {path.name for path in bare.iterdir()} == {"run", "sockets", "static"}


def test_a_reset_leaves_alone_what_somebody_uses(bare):
    with Servers(bare) as servers, pytest.raises(ServerError, match="in use by another process"):
        reset.empty()
    assert servers.servers[0].data.exists()


def test_a_reset_never_touches_a_given_database(bare, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgresql://elsewhere/linli")
    assert "the embedded one only" in reset.main()
