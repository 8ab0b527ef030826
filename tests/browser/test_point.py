"""A matter's point on a phone: its position on a tap, a map that comes only when it is looked at, and a link."""

import base64

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import PHONE

AT = {"longitude": 119.0085123, "latitude": 25.4412361, "accuracy": 18}
TILES = "https://tiles.test/{z}/{x}/{y}.png"
DOT = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
HOW_URGENT = '[name="urgency"][value="normal"] + span'


@pytest.fixture
def with_tiles(settings):
    settings.TILE_URL = TILES
    directives = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]
    more = {"img-src": [*directives["img-src"], "https://tiles.test"]}
    settings.CONTENT_SECURITY_POLICY = {"DIRECTIVES": directives | more}


def served(page: Page) -> list[str]:
    """What the page asks for, tiles answered by us: no test asks a stranger's server."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))

    def tile(route: Route) -> None:
        route.fulfill(body=DOT, content_type="image/png")

    page.route("https://tiles.test/**", tile)
    return asked


def test_the_phones_position_is_taken_on_a_tap_and_forgotten_on_another(enter):
    page = enter("grid", **PHONE, geolocation=AT, permissions=["geolocation"])
    page.goto("/cases/new/")
    assert page.input_value('[name="lng"]') == ""
    page.get_by_role("button", name="使用当前位置").tap()
    expect(page.get_by_text("误差约 18 米")).to_be_visible()
    assert (page.input_value('[name="lng"]'), page.input_value('[name="lat"]')) == ("119.008512", "25.441236")
    page.get_by_role("button", name="清除").tap()
    assert (page.input_value('[name="lng"]'), page.input_value('[name="lat"]')) == ("", "")


def test_a_phone_that_says_no_is_told_what_to_do_instead(enter):
    page = enter("grid", **PHONE, geolocation=AT)
    page.goto("/cases/new/")
    page.get_by_role("button", name="使用当前位置").tap()
    expect(page.get_by_text("直接填写地点")).to_be_visible()


def test_without_a_script_the_two_numbers_are_there_to_type(enter):
    page = enter("grid", **PHONE, java_script_enabled=False)
    page.goto("/cases/new/")
    expect(page.get_by_role("button", name="使用当前位置")).to_be_hidden()
    page.locator("details:has([name=lng]) > summary").tap()
    expect(page.locator('[name="lng"]')).to_be_visible()


def test_the_times_beside_the_urgency_follow_the_category(enter):
    page = enter("grid", **PHONE)
    page.goto("/cases/new/")
    asked = served(page)
    page.fill('[name="text"]', "三楼王阿姨家门口")
    expect(page.locator(HOW_URGENT)).to_have_text("一般，7 个工作日")
    page.locator("details:has([name=category]) > summary").tap()
    page.select_option('[name="category"]', "facility-manhole")
    expect(page.locator(HOW_URGENT)).to_have_text("一般，1 个工作日")
    assert not [url for url in asked if "text=" in url]  # the words stay out of addresses and logs


def test_a_map_is_loaded_by_whoever_looks_and_a_tap_on_it_is_the_point(enter, with_tiles):
    page = enter("grid", **PHONE)
    asked = served(page)
    page.goto("/cases/new/")
    assert not [url for url in asked if "map" in url or "leaflet" in url or "tiles.test" in url]
    page.get_by_text("在地图上选位置").tap()
    expect(page.locator(".ll-map .leaflet-tile").first).to_be_attached()
    page.locator(".ll-map").tap()
    expect(page.get_by_text("已有坐标。")).to_be_visible()
    assert 73 < float(page.input_value('[name="lng"]')) < 136
    page.locator('label:has([name="chip"])').first.tap()
    page.fill('[name="text"]', "井盖松动，车一过就响")
    with page.expect_navigation():
        page.locator(".ll-dock button").tap()
    expect(page.locator('a[href^="geo:"]')).to_be_visible()
    page.locator(".ll-map").scroll_into_view_if_needed()
    expect(page.locator(".ll-map .ll-map__point")).to_be_attached()
    expect(page.locator('.ll-map img[src^="https://tiles.test/17/"]').first).to_be_attached()
