"""Fixtures that many tests share. Servers come from tests.servers."""

import pytest
from pytest_django.plugin import blocking_manager_key

from grids import reference
from grids.models import Role
from tests import town as towns

FLUSHING = {"transactional_db", "live_server"}
LONGEST = {"tests.test_run", "tests.test_bench_smoke"}  # begun last, they would have the other workers wait
_flushed = False


def _load() -> None:
    for _name, _done in reference.load_all():
        pass


def _flushes(item) -> bool:
    marker = item.get_closest_marker("django_db")
    return bool(marker and marker.kwargs.get("transaction")) or bool(FLUSHING.intersection(item.fixturenames))


def pytest_collection_modifyitems(items):
    items.sort(key=lambda item: item.module.__name__ not in LONGEST)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item):
    """A transactional test empties the tables; workers that steal tests may have others after it."""
    global _flushed
    uses = item.get_closest_marker("django_db") or "db" in item.fixturenames
    if _flushed and uses and not _flushes(item):
        with item.config.stash[blocking_manager_key].unblock():
            _load()
        _flushed = False


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_teardown(item):
    global _flushed
    yield
    _flushed = _flushed or _flushes(item)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """Roles, calendar, categories and limits are there as in every installation."""
    with django_db_blocker.unblock():
        _load()


@pytest.fixture
def reference_data(db):
    """For transactional tests, which begin with empty tables."""
    if not Role.objects.exists():
        _load()


@pytest.fixture
def town(reference_data) -> towns.Town:
    return towns.build()


@pytest.fixture
def signed_in(client):
    """signed_in(user) is a client of theirs that reads English."""

    def enter(user):
        client.force_login(user, backend="grids.backends.StaffBackend")
        client.cookies["django_language"] = "en"
        return client

    return enter
