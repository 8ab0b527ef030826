"""Several matters picked and assigned on a phone, by thumb, with and without a script; the numbers on the tabs."""

import pytest
from django.core.cache import cache
from playwright.sync_api import Page, expect

from cases import actions, waiting
from cases.models import Case, Category
from grids.enums import Kind
from grids.models import Area, User
from tests.browser.conftest import PHONE
from tests.browser.examine import at_every_width
from tests.browser.hands import send

THUMB = 844 / 2  # the lower half of the phone


@pytest.fixture
def ready(server) -> list[Case]:
    """Two matters that wait to be assigned by the community's staff."""
    community = User.objects.get(username="community")
    category = Category.objects.get(code="environment-waste")
    area = Area.objects.visible_to(community).filter(kind=Kind.UNIT).earliest("code")
    made = []
    for number in (1, 2):
        case = actions.report(by=community, area=area, category=category, title=f"待分派 {number}", text="一起分派")
        made.append(actions.accept(case.pk, by=community, seen=case.version))
    return made


@pytest.mark.parametrize("scripted", [True, False])
def test_matters_are_picked_and_assigned_on_a_phone(enter, ready, scripted):
    page = enter("community", **PHONE, java_script_enabled=scripted)
    page.goto("/cases/?view=open")
    expect(page.locator("[data-pick]").first).to_be_hidden()
    with page.expect_navigation():
        page.get_by_role("link", name="多选").tap()
    for case in ready:
        tap_the_row(page, case)
    dock = page.locator(".ll-dock")
    assert dock.bounding_box()["y"] > THUMB
    expect(dock.locator("[data-picked-number]")).to_have_text("2" if scripted else "")
    expect(page.locator(".ll-tabbar")).to_have_count(0)
    send(page, dock.locator("button"))
    if scripted:  # axe needs the page's own clock
        assert not at_every_width(page)
        page.set_viewport_size(PHONE["viewport"])
    page.locator("#to").select_option(index=1)
    send(page, page.locator(".ll-dock button"))
    if scripted:
        assert not at_every_width(page)
        page.set_viewport_size(PHONE["viewport"])
    assert [Case.objects.get(pk=case.pk).step for case in ready] == ["handling", "handling"]
    with page.expect_navigation():
        page.get_by_role("link", name="回到列表").tap()
    assert "pick=1" in page.url


def tap_the_row(page: Page, case: Case) -> None:
    """Anywhere on it, its title too: in this way of showing the list the title is no link to be hit by mistake."""
    row = page.locator("tr", has_text=case.number)
    row.scroll_into_view_if_needed()
    place = row.locator(".ll-row__t").bounding_box()
    page.touchscreen.tap(place["x"] + 5, place["y"] + 5)
    expect(row.locator("[data-pick]")).to_be_checked()


def test_the_whole_page_is_picked_with_one_tap(enter, ready):
    page = enter("community", **PHONE)
    page.goto("/cases/?view=open&pick=1")
    page.locator(".ll-dock__all").tap()
    boxes = page.locator("[data-pick]")
    expect(page.locator("[data-pick]:checked")).to_have_count(boxes.count())
    expect(page.locator("[data-picked-number]")).to_have_text(str(boxes.count()))


def test_numbers_come_to_the_tabs_after_the_page_and_take_no_focus(enter, ready):
    cache.clear()
    page = enter("community")
    page.goto("/cases/?view=all")
    waiting_now = len(waiting.for_user(User.objects.get(username="community"))[0])
    expect(page.locator("#tab-mine")).to_have_text(str(waiting_now))
    page.goto("/cases/?view=open")
    assert page.locator("#tab-mine").inner_text()
    assert page.evaluate("document.activeElement === document.body")
