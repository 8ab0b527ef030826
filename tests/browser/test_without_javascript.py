"""Every flow works where no script runs: old browsers, a failed download, a strict company setting."""

import pytest
from playwright.sync_api import Page, expect

from cases import actions
from cases.models import Category
from grids.models import User
from tests.browser.conftest import PHONE
from tests.browser.hands import do, form_of, number_of, photo, send

OFF = {"java_script_enabled": False}


def menu(page: Page):
    """The menu of whoever is here, opened."""
    page.locator(".ll-who > summary").click()
    return page.locator(".ll-who .ll-menu__panel")


@pytest.fixture
def grid(enter) -> Page:
    page = enter("grid", **OFF)
    page.goto("/")
    return page


def test_a_matter_goes_from_report_to_check_without_a_script(enter):
    unit = enter("unit", **OFF, **PHONE)
    unit.goto("/")
    unit.locator(".ll-report").click()
    unit.set_input_files('[name="photos"]', photo())
    unit.locator('[name="chip"]').first.check()
    unit.fill('[name="text"]', "楼道灯不亮，老人上楼要摸着走")
    assert send(unit, unit.locator(".ll-dock button")) == 302
    at = f"/cases/{number_of(unit)}/"

    community, grid = enter("community", **OFF), enter("grid", **OFF)
    community.goto(at)
    assert do(community, "accept") == 302
    leader = form_of(community, "assign").locator("option", has_text="林秀琴 网格长").first.get_attribute("value")
    assert do(community, "assign", to=leader) == 302
    grid.goto(at)
    assert do(grid, "take") == 302
    assert do(grid, "finish", text="灯泡已换", photos=[photo()]) == 302
    community.goto(at)
    assert do(community, "pass") == 302
    expect(community.locator(".ll-step.is-past")).to_have_count(6)


def test_another_hat_is_put_on_without_a_script(grid):
    before = grid.locator(".ll-who > summary small").inner_text()
    assert send(grid, menu(grid).locator('button[name="hat"]').first) == 302
    assert grid.locator(".ll-who > summary small").inner_text() != before


def test_the_list_is_filtered_without_a_script(grid):
    grid.goto("/cases/?view=all")
    rows = grid.locator("table.ll-cases tbody tr")
    everything = rows.count()
    words = grid.locator('form.ll-filters [name="q"]')
    if not words.is_visible():
        grid.locator(".ll-fsheet > summary").click()
    words.fill("井盖")
    with grid.expect_navigation():
        grid.locator("form.ll-filters button").click()
    assert 1 <= rows.count() < everything
    assert all("井盖" in text for text in rows.all_inner_texts())
    with grid.expect_navigation():
        grid.locator(".ll-chip a").first.click()
    assert rows.count() == everything


def test_the_list_is_paged_without_a_script(enter):
    by, category = User.objects.get(username="unit2"), Category.objects.get(code="environment-waste")
    unit = by.posts.get().areas.first()
    for number in range(51):
        actions.report(by=by, area=unit, category=category, title=f"第 {number} 件", text="翻页")
    page = enter("unit2", **OFF)
    page.goto("/cases/?view=all")
    first = page.locator("table.ll-cases tbody a").first
    newest = first.inner_text()
    for direction, shown in (("next", 1), ("prev", 0)):
        with page.expect_navigation():
            page.locator(f'a.page-link[rel="{direction}"]').click()
        assert (first.inner_text() != newest) == bool(shown)


def test_language_type_and_theme_are_switched_without_a_script(grid):
    page = grid.locator("html")
    send(grid, menu(grid).locator('button[name="language"]'))
    expect(page).to_have_attribute("lang", "en")
    send(grid, menu(grid).locator('button[name="large"]'))
    expect(page).to_have_class("ll-large")
    send(grid, menu(grid).locator('button[name="theme"][value="dark"]'))
    expect(page).to_have_attribute("data-bs-theme", "dark")
    expect(grid.locator("h1:visible")).to_have_text("My desk")


def test_one_signs_out_without_a_script(grid):
    send(grid, menu(grid).locator('form[action="/accounts/logout/"] button'))
    grid.goto("/cases/")
    assert "/accounts/login/" in grid.url
