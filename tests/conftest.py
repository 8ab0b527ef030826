"""Fixtures that many tests share. Servers come from tests.servers."""

import pytest

from grids import reference
from grids.models import Role
from tests import town as towns


def _load() -> None:
    for _name, _done in reference.load_all():
        pass


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """Roles, calendar, categories and limits are there as in every installation."""
    with django_db_blocker.unblock():
        _load()


@pytest.fixture
def reference_data(db):
    """Again after a transactional test has emptied the tables."""
    if not Role.objects.exists():
        _load()


@pytest.fixture
def town(reference_data) -> towns.Town:
    return towns.build()
