"""Fixtures that many tests share. Servers come from tests.servers."""

import gc

import pytest

from grids import reference
from tests import emptied
from tests import town as towns

# Begun last, they would have the other workers wait.
LONGEST = (
    "tests.test_run",
    "tests.test_bench_smoke",
    "tests.browser.",
    "tests.test_scope_matrix",
    "tests.test_unsent",
)


def pytest_collection_modifyitems(items):
    items.sort(key=lambda item: not item.module.__name__.startswith(LONGEST))


def pytest_collection_finish():
    """What is loaded by now stays to the end; to look through it for garbage again and again is a tenth of the run."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 50, 100)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """Roles, calendar, categories and limits are there as in every installation, also after a test that commits."""
    with django_db_blocker.unblock():
        for _name, _done in reference.load_all():
            pass
        emptied.keep()
        towns.keep()


@pytest.fixture
def town(db) -> towns.Town:
    return towns.again()


@pytest.fixture
def signed_in(client):
    """signed_in(user) is a client of theirs that reads English."""

    def enter(user):
        client.force_login(user, backend="grids.backends.StaffBackend")
        client.cookies["django_language"] = "en"
        return client

    return enter
