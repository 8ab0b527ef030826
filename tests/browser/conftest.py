"""Tests in a real Chromium: a live server over the small demo, in a database of its own that is filled once.

What a test does there stays done, so a test that changes something reports its own matter first. Nothing here asks
pytest-django for a database: its flush after a transactional test would empty the demo.
"""

import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO

import pytest
from django.conf import settings
from django.db import connection, connections
from django.test import Client
from django.utils import timezone, translation
from openpyxl import Workbook
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from pytest_django.live_server_helper import LiveServer

from cases.actions import saved
from config import demo
from grids import reference
from grids.actions import organisations
from grids.enums import Kind, OrganisationKind
from grids.models import Area, Draft, User
from grids.sheets import write_xlsx
from residents import actions as residents
from residents.actions import certificates, ledger_work, ledgers, tables
from residents.addresses import Parts
from residents.enums import Relation
from residents.ledgers import invented
from residents.models import CertificateKind
from tests.browser.examine import AT_HAND

PHONE = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True}
DESKTOP = {"viewport": {"width": 1440, "height": 900}}
# Its pages live for a second: what the script compilers save later, they never get back.
CHROMIUM_ARGS = [
    "--no-sandbox",
    "--disable-quic",
    "--disable-background-networking",
    "--js-flags=--no-opt --no-maglev",
]
# Frames are drawn when asked for, and nobody asks: layout, script and styles are all there, only the paint is saved.
UNPAINTED = ["--disable-gpu", "--enable-begin-frame-control", "--run-all-compositor-stages-before-draw"]
SECONDS_15 = 15_000

Door = Callable[..., Page]


def _registers() -> None:
    """Somebody in the registers, a table that an office wants and a certificate, where the demo's staff serve."""
    staff = User.objects.get(username="community")
    unit = Area.objects.filter(staff.scope.area_q("edit_resident"), kind=Kind.UNIT).earliest("code")
    dwelling = residents.add_dwelling(unit, Parts("东梅小区", "3", "2", "401"), by=staff)
    household = residents.open_household(dwelling, by=staff, opened_on=timezone.localdate())
    somebody = residents.register(
        residents.Person("林秀英", phone="0594-0000001"), household, by=staff, relation=Relation.HEAD
    )
    book = Workbook()
    book.active.append(["姓名", "身份证号码", "现住址", "鞋码"])
    sheet = BytesIO()
    book.save(sheet)
    community = Area.objects.get(pk=staff.scope.hat.reaches[0].area_id)
    tables.receive(community, sheet.getvalue(), by=staff, sender="民政办", form="摸底表")
    certificates.issue(CertificateKind.objects.get(code="residence"), somebody.pk, by=staff, purpose="入学")


@contextmanager
def _leading_to(database: str) -> Iterator[None]:
    """The default connection of every thread leads there."""
    default = connections["default"]
    before = default.settings_dict["NAME"]
    default.close()
    default.settings_dict["NAME"] = database
    yield
    default.close()
    default.settings_dict["NAME"] = before


@pytest.fixture(scope="session")
def demo_filled(django_db_blocker) -> str:
    """The name of this worker's demo: a copy of the one that whichever worker comes first fills."""
    default, name = connections["default"], f"demo_{os.environ.get('PYTEST_XDIST_WORKER', '')}"
    with django_db_blocker.unblock(), open(settings.VAR_DIR / "demo.lock", "a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with default._nodb_cursor() as cursor:
            cursor.execute("SELECT count(*) FROM pg_database WHERE datname = 'demo'")
            if not cursor.fetchone()[0]:
                cursor.execute(f'CREATE DATABASE demo TEMPLATE "{default.settings_dict["TEST"]["TEMPLATE"]}"')
                with _leading_to("demo"), translation.override("zh-hans"):
                    _fill()
            cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE demo')
    return name


def _fill() -> None:
    for _name, _done in reference.load_all():
        pass
    demo.load(demo.SIZES["small"], say=lambda _line: None)
    shop = Area.objects.filter(kind=Kind.UNIT).earliest("code")
    organisations.register(by=None, name="东梅便利店", kind=OrganisationKind.SHOP, area=shop)
    _registers()
    _ledger(User.objects.get(username="community"))
    saved.save("急件", "?view=open&urgency=urgent", by=User.objects.get(username="community"))


@pytest.fixture(scope="package")
def demo_database(demo_filled, django_db_blocker) -> Iterator[None]:
    """While a test of this folder runs, the default connection of every thread leads to the demo."""
    with django_db_blocker.unblock(), _leading_to(demo_filled):
        yield


def _ledger(by: User) -> None:
    """One that is checked and waits to be written, with rows to correct."""
    rows = invented.ledger(people=40, faults=0.2)
    file = BytesIO(write_xlsx(invented.HEAD, rows, text_columns=invented.HEAD))
    batch = ledgers.upload(file, "东梅台账.xlsx", Area.objects.get(code="350304001006"), by=by)
    ledgers.match(batch, {int(place): code for place, code in batch.columns.items()}, by=by)
    ledger_work.work(batch.pk)


@pytest.fixture(scope="package")
def server(demo_database) -> Iterator[str]:
    """The address of the portal."""
    settings.STATIC_ROOT.mkdir(exist_ok=True)  # whitenoise looks for it; the live server serves the sources
    live = LiveServer("localhost")
    yield live.url
    live.stop()


@pytest.fixture(scope="package")
def launch(chromium) -> Iterator[Callable[..., Browser]]:
    """launch("--a-flag") is a Chromium that ends with these tests."""
    with sync_playwright() as playwright:
        # Playwright keeps an event loop in this thread, where Django would refuse to ask the database.
        os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
        yield lambda *args: playwright.chromium.launch(executable_path=chromium, args=[*CHROMIUM_ARGS, *args])
        connection.close()  # in its loop this thread has a connection of its own, to the demo
        del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture(scope="package")
def chrome(launch) -> Iterator[Browser]:
    with launch() as browser:
        yield browser


@pytest.fixture(scope="package")
def unpainted(launch) -> Iterator[Browser]:
    """For pages that are only examined: clicks wait for frames, which never come here."""
    with launch(*UNPAINTED) as browser:
        yield browser


@pytest.fixture(autouse=True)
def _nothing_typed_before(demo_database):
    """What one test leaves half typed would stand in the form of the next."""
    Draft.objects.all().delete()


@pytest.fixture
def enter(server, chrome) -> Iterator[Door]:
    """enter("grid", **PHONE) opens the portal as that demo account, enter() as nobody; more options for the browser.

    Afterwards no page may have said an error on its console: a script that failed, a thing the CSP refused.
    """
    yield from _door(server, chrome)


@pytest.fixture
def examine(server, unpainted) -> Iterator[Door]:
    """As enter(), where a page is opened to be examined and nothing on it is touched."""
    yield from _door(server, unpainted)


def _door(server: str, chrome: Browser) -> Iterator[Door]:
    contexts: list[BrowserContext] = []
    said: list[str] = []

    def open_(account: str = "", *, language: str = "zh-hans", **options) -> Page:
        context = chrome.new_context(base_url=server, locale="zh-CN", **(DESKTOP | options))
        context.set_default_timeout(SECONDS_15)
        context.add_init_script(AT_HAND)
        contexts.append(context)
        cookies = {settings.LANGUAGE_COOKIE_NAME: language}
        if account:
            cookies[settings.SESSION_COOKIE_NAME] = session_of(account)
        context.add_cookies([{"name": name, "value": value, "url": server} for name, value in cookies.items()])
        page = context.new_page()
        page.on("console", lambda line: said.append(f"{line.text} ({page.url})") if is_error(line) else None)
        page.on("pageerror", lambda error: said.append(f"{error} ({page.url})"))
        return page

    yield open_
    for context in contexts:
        context.close()
    assert said == []


def is_error(line) -> bool:
    """An answer of 404 or 422 is said on the console too; the tests look at the answers themselves."""
    return line.type == "error" and "Failed to load resource" not in line.text


def session_of(account: str) -> str:
    """A session as signing in makes it, without the form."""
    client = Client()
    client.force_login(User.objects.get(username=account), backend="grids.backends.StaffBackend")
    return client.cookies[settings.SESSION_COOKIE_NAME].value
