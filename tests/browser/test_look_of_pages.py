"""Dark, in large type, on paper, in both languages: the main pages hold together in each."""

import re

import pytest
from django.conf import settings

from cases.models import Case
from config.translations import texts, translated
from grids.models import User
from grids.pages.display import LARGE_COOKIE, THEME_COOKIE
from tests.browser.conftest import PHONE
from tests.browser.examine import Said, accessibility, frame
from tests.browser.test_every_page import Reader, walk


def main_pages(account: str) -> list[str]:
    user = User.objects.get(username=account)
    mine = Case.objects.visible_to(user).filter(taken_by=user, status="open").first()
    case = mine or Case.objects.visible_to(user).order_by("pk").first()
    return ["/", "/cases/", case.get_absolute_url(), "/cases/new/"]


@pytest.mark.parametrize(
    ("way", "cookie", "value"),
    [("dark", THEME_COOKIE, "dark"), ("large", LARGE_COOKIE, "1")],
)
def test_the_main_pages_hold_in_the_dark_and_in_large_type(enter, server, way, cookie, value):
    page = enter("grid", **PHONE)
    page.context.add_cookies([{"name": cookie, "value": value, "url": server}])
    said = []
    for address in main_pages("grid"):
        page.goto(address)
        found = frame(page) + accessibility(page, width=PHONE["viewport"]["width"], theme=way)
        said += [f"{address} {way}: {what}" for what in found]
    assert not said, "\n".join(said)


def chinese_words() -> set[str]:
    """Texts of the interface in Chinese, as whole labels; short ones could be what a person or a place is called."""
    catalog = translated()
    known = {text for message in catalog if message.id for text in texts(message) if text != message.id}
    return {text for text in known if re.search("[\u4e00-\u9fff]", text) and "%" not in text and len(text) > 3}


@pytest.mark.parametrize("account", ["street"])
def test_every_page_opened_in_english_speaks_english(demo_database, account):
    client, chinese, left = Reader(account), chinese_words(), []
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"

    def visit(address: str) -> list[str]:
        said = Said(client.read(address).content.decode())
        # On a ledger's pages, heads and reasons are in the language of the ledger and of whoever had it checked.
        if not address.startswith("/residents/import/") and (some := chinese & said.words):
            left.append(f"{address}: {sorted(some)}")
        return said.links

    assert list(walk(client, visit))
    assert not left, "\n".join(left)


def test_paper_shows_the_matter_and_no_menu(enter):
    page = enter("grid")
    page.goto(main_pages("grid")[2])
    page.emulate_media(media="print")
    for part in (".ll-nav", ".ll-tabbar", ".ll-dock", ".ll-skip", "form button"):
        assert not any(one.is_visible() for one in page.locator(part).all()), f"{part} is printed"
    assert page.locator("h1").is_visible()
    assert page.locator(".ll-tl").is_visible()


def test_a_list_of_matters_fits_on_paper_with_its_words_whole(enter):
    page = enter("community", viewport={"width": 658, "height": 930})  # A4 without its margins
    page.goto("/cases/?view=open")
    page.emulate_media(media="print")
    heights = [row.bounding_box()["height"] for row in page.locator(".ll-cases tbody tr").all()]
    assert heights
    assert max(heights) < 160
    page.goto("/")
    assert not any(one.is_visible() for one in page.locator(".ll-report, .ll-row > .btn").all())


TOUCHED = """one => {
  const box = one.getBoundingClientRect(), at = box.left + box.width / 2, middle = box.top + box.height / 2;
  return [-19, 19].every(off => {
    const hit = document.elementFromPoint(at, middle + off);
    return hit && (one.contains(hit) || hit.htmlFor === one.id);
  });
}"""


@pytest.mark.parametrize(
    ("address", "small"), [("/volunteers/activities/", ".btn-sm"), ("/accounts/settings/", ".form-check > input")]
)
def test_what_looks_small_takes_a_finger_on_a_phone(enter, address, small):
    page = enter("community", **PHONE)
    page.goto(address)
    one = page.locator(f"main {small}").first
    one.scroll_into_view_if_needed()
    assert one.bounding_box()["height"] < 40
    assert one.evaluate(TOUCHED)


def test_a_form_of_which_nothing_is_kept_begins_with_its_first_field(enter):
    page = enter("unit", **PHONE)
    page.goto("/cases/new/")
    form = page.locator("#f-report")
    assert form.locator(".ll-field").first.bounding_box()["y"] - form.bounding_box()["y"] < 16
