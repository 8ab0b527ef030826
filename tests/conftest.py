"""Fixtures that many tests share. Servers come from tests.servers."""

import gc

import pytest
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.cached_db import SessionStore
from django.core.cache import cache
from django.db import connection
from django.test import Client, utils
from django.utils import translation
from psycopg._preparing import PrepareManager

from grids import reference
from grids.models import User
from tests import emptied, pointed, town as towns
from tests.partied import organization


def _begin_session(client: Client, user: User, _backend: str) -> None:
    """What is kept of signing in besides, for its owner and against guessing, is for tests that use the form."""
    session = SessionStore()
    session[SESSION_KEY], session[HASH_SESSION_KEY] = str(user.pk), user.get_session_auth_hash()
    session[BACKEND_SESSION_KEY] = "grids.backends.StaffBackend"
    session.create()
    client.cookies[settings.SESSION_COOKIE_NAME] = session.session_key


Client._login = _begin_session
_told = utils.instrumented_test_render


def _told_of_pages(template, context) -> str:
    """response.context is what the view said: to copy it for each of the hundred parts of a page took a while."""
    return _told(template, context) if context.template is template else template.nodelist.render(context)


utils.instrumented_test_render = _told_of_pages
_forgets = PrepareManager._should_discard


def _forgets_unless_rolled_back(manager, prep, results) -> bool:
    """Production's connections commit and keep the plans of what is asked all the time; a test ends in a rollback."""
    return results[-1].command_status != b"ROLLBACK" and _forgets(manager, prep, results)


PrepareManager._should_discard = _forgets_unless_rolled_back

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
def django_db_setup(django_db_modify_db_settings, django_db_blocker):
    """Roles, calendar, categories and limits are there as in every installation, also after a test that commits.

    A copy of the tables that the run began with: Django would run the migrations again, to find that all are done.
    """
    creation = connection.creation
    with django_db_blocker.unblock():
        connection.settings_dict["NAME"] = name = creation._create_test_db(verbosity=0, autoclobber=True)
        for _name, _done in reference.load_all():
            pass
        emptied.keep()
        towns.keep()
    yield
    with django_db_blocker.unblock():
        towns.leave()
        creation._destroy_test_db(name, verbosity=0)


@pytest.fixture
def town(db) -> towns.Town:
    return towns.found()


@pytest.fixture
def points(town) -> pointed.Points:
    return pointed.build(town)


@pytest.fixture
def branch(town):
    return organization(town.grid)


@pytest.fixture
def english():
    """Messages are matched by what the code says."""
    with translation.override("en"):
        yield


@pytest.fixture
def in_english(client):
    """Somebody without an account reads English pages, and nobody has asked anything before."""
    cache.clear()
    client.cookies["django_language"] = "en"


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item):
    """Before a test's transaction begins: where it begins, and in the portal's own language."""
    translation.deactivate()  # a request leaves its reader's language behind
    marked = item.get_closest_marker("django_db")
    commits = bool(marked and marked.kwargs.get("transaction"))
    towns.go(in_town="town" in item.fixturenames and not commits)


@pytest.fixture
def signed_in(client):
    """signed_in(user) is a client of theirs that reads English."""

    def enter(user):
        client.force_login(user)
        client.cookies["django_language"] = "en"
        return client

    return enter
