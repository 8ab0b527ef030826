"""Midnight and whoever changes the tree at that moment: one waits for the other, and neither is cut off."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import transaction

from grids import tasks
from grids.database import locks
from grids.models import User
from tests import factories as make
from tests.concurrently import in_another_connection, wait_until, waits_for_a_lock


def accounts() -> None:
    list(User.objects.select_for_update(no_key=True))


def a_place() -> None:
    locks.share(locks.Lock.TREE)


@pytest.mark.django_db(transaction=True)
def test_midnight_comes_after_whoever_changes_the_tree(monkeypatch, caplog):
    person = make.user()
    monkeypatch.setattr(tasks, "_at_midnight", {"accounts": accounts, "a place": a_place})
    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            locks.take(locks.Lock.TREE)
            night = pool.submit(in_another_connection, tasks.midnight)
            wait_until(waits_for_a_lock)
            User.objects.filter(pk=person.pk).update(name="林秀英")
        night.result()
    assert caplog.text == ""
