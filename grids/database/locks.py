"""Named PostgreSQL advisory locks. One place, so that no two features share a number."""

from enum import IntEnum

from django.db import connection

NAMESPACE = 7_301  # arbitrary; marks this project's locks in pg_locks (classid)


class Lock(IntEnum):
    """Never renumber: a rolling deploy, and the triggers in the migrations, must agree on the numbers."""

    TREE = 1
    TALLIES = 2
    AUDIT = 3


def take(lock: Lock) -> None:
    """Wait for `lock`; it is released when the transaction ends.

    Take it before any row lock, or two writers can deadlock.
    Raises RuntimeError outside a transaction, where the lock would protect nothing.
    """
    _in_transaction()
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [NAMESPACE, int(lock)])


def share(lock: Lock) -> None:
    """Wait until nobody has taken `lock`; who shares it keeps whoever wants to take it waiting, and nobody else.

    Of TREE: areas stand as they are read until the transaction ends. Rows that are `Placed` do it by themselves.
    """
    _in_transaction()
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock_shared(%s, %s)", [NAMESPACE, int(lock)])


def try_take(lock: Lock) -> bool:
    """Take `lock` if it is free; False when somebody else is at it."""
    _in_transaction()
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s, %s)", [NAMESPACE, int(lock)])
        return cursor.fetchone()[0]


def held(lock: Lock) -> bool:
    """True if this transaction already holds `lock`, and holds it alone."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT EXISTS (SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND granted AND mode = 'ExclusiveLock'"
            " AND pid = pg_backend_pid() AND classid = %s AND objid = %s)",
            [NAMESPACE, int(lock)],
        )
        return cursor.fetchone()[0]


def _in_transaction() -> None:
    if not connection.in_atomic_block:
        raise RuntimeError("an advisory lock needs transaction.atomic()")
