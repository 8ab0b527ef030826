"""Several connections at once, each in a thread of its own; and processes that can be killed."""

import os
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlencode

from django.db import connection, connections, transaction

from config.servers import ROOT


def in_another_connection(work, *arguments):
    return at_once([work], *arguments)[0]


def at_once(works, *arguments) -> list:
    """What each of `works` returned, all having run at the same time."""

    def run(work):
        try:
            return work(*arguments)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(works)) as pool:
        return [future.result() for future in [pool.submit(run, work) for work in works]]


def wait_until(so) -> None:
    until = time.monotonic() + 15
    while not so() and time.monotonic() < until:
        time.sleep(0.05)
    assert so()


def waits_for_a_lock() -> bool:
    """Whether another connection to this test's database does, now."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_stat_clear_snapshot()")
        cursor.execute(
            "SELECT EXISTS (SELECT FROM pg_stat_activity"
            " WHERE datname = current_database() AND wait_event_type = 'Lock')"
        )
        return cursor.fetchone()[0]


def while_it_ends(end, other) -> None:
    """`other` begins in another connection after `end` did its work and before that is written."""
    with ThreadPoolExecutor() as pool:
        with transaction.atomic():
            end()
            late = pool.submit(in_another_connection, other)
            wait_until(lambda: late.done() or waits_for_a_lock())
        late.result()


def database_url(name: str = "") -> str:
    """The address of the test's database (or another of the same server) for a process of its own."""
    settings = connection.settings_dict
    place = urlencode({"host": settings["HOST"], "port": settings["PORT"]})
    return f"postgresql://{settings['USER']}@/{name or settings['NAME']}?{place}"


def process(code: str, **more) -> subprocess.Popen:
    """Python of its own on the test's database, with Django set up. It is killed after half a minute at the latest."""
    child = subprocess.Popen(
        [sys.executable, "-c", f"import django\ndjango.setup()\n{code}"],
        cwd=ROOT, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        env=os.environ | {"DATABASE_URL": database_url(), "DJANGO_SETTINGS_MODULE": "config.settings"} | more,
    )  # fmt: skip
    last = threading.Timer(30, child.kill)
    last.daemon = True
    last.start()
    return child
