"""What a wrong form, a second person, an ended session or a wrong file gets: a clear sentence, and no text lost."""

import re
from contextlib import suppress

import pytest
from django.conf import settings
from playwright.sync_api import Error, Page, expect

from cases.models import Case, CasePhoto
from tests.browser.conftest import PHONE
from tests.browser.examine import accessibility, frame
from tests.browser.hands import do, form_of, number_of, photo, report, send

TYPED = "三楼平台堆了旧家具，挡住半边通道"


def send_report(page: Page) -> int:
    return send(
        page, page.locator('form[data-act="report"] .ll-next__foot button:visible, .ll-dock button:visible').first
    )


def sign_in(page: Page, account: str) -> None:
    page.fill('[name="username"]', account)
    page.fill('[name="password"]', "linli-demo")
    assert send(page, page.locator("form button.btn-primary")) == 302


def test_a_wrong_form_comes_back_with_its_text_a_summary_and_messages_at_the_fields(enter):
    page = enter("unit", **PHONE)
    page.goto("/cases/new/")
    page.fill('[name="text"]', TYPED)
    page.set_input_files('[name="photos"]', photo())
    assert send_report(page) == 422
    assert page.input_value('[name="text"]') == TYPED
    assert page.title().startswith("有 1 处要改")
    summary = page.locator(".ll-errsum")
    expect(summary).to_be_focused()
    link = summary.locator("a")
    field = page.locator(link.get_attribute("href"))
    expect(field).to_have_attribute("aria-invalid", "true")
    assert link.inner_text().split("：")[-1] in page.locator(".ll-field.has-err").inner_text()
    link.click()
    expect(field).to_be_focused()
    assert frame(page) + accessibility(page, width=page.viewport_size["width"]) == []
    field.check()
    assert send_report(page) == 302, "the photo of the first try needs not be chosen again"
    assert CasePhoto.objects.filter(case__number=number_of(page)).count() == 1


def test_the_second_of_two_people_is_told_what_the_first_did_and_keeps_the_text(enter):
    unit, grid, community = enter("unit"), enter("grid"), enter("community")
    at = f"/cases/{report(unit, TYPED)}/"
    grid.goto(at)
    form_of(grid, "refuse").locator('[name="text"]').fill("不属于本网格")
    community.goto(at)
    assert do(community, "accept") == 302
    assert send(grid, form_of(grid, "refuse").locator("button.btn")) == 409
    told = grid.locator(".ll-note[role=alert]")
    expect(told).to_contain_text("郑雅婷")
    expect(grid.locator('form[data-act="refuse"] [name="text"]')).to_have_value("不属于本网格")
    assert frame(grid) == []


def test_a_form_sent_twice_makes_one_matter(enter):
    page = enter("unit", java_script_enabled=False)
    page.goto("/cases/new/")
    page.locator('[name="chip"]').first.check()
    page.fill('[name="text"]', "连点两下的一件事")
    page.locator('form[data-act="report"] .ll-next__foot button').dblclick()
    with suppress(Error):  # the second sending takes the place of the first, whose answer then never comes
        page.wait_for_url("**/cases/*-*-*/")
    page.wait_for_url("**/cases/*-*-*/")
    assert Case.objects.filter(title="连点两下的一件事").count() == 1


@pytest.mark.parametrize(("account", "kept"), [("unit", True), ("unit2", False)])
def test_text_of_an_ended_session_waits_for_its_author_only(enter, account, kept):
    page = enter("unit")
    page.goto("/cases/new/")
    page.locator('[name="chip"]').first.check()
    page.fill('[name="text"]', TYPED)
    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    send_report(page)
    assert "/accounts/login/" in page.url
    sign_in(page, account)
    page.goto("/cases/new/")
    assert page.input_value('[name="text"]') == (TYPED if kept else "")


@pytest.mark.parametrize("address", ["/cases/350304-200101-0001/", "/nothing/here/", "/areas/999999/"])
def test_what_is_unknown_is_a_page_in_the_look(enter, address):
    page = enter("unit", **PHONE)
    assert page.goto(address).status == 404
    expect(page.locator("h1")).to_have_text("没有找到这个页面")
    assert frame(page) + accessibility(page, width=page.viewport_size["width"]) == []


def test_a_matter_of_the_neighbour_is_not_found(enter):
    number = report(enter("unit2"), "别的网格的一件事")
    assert enter("unit").goto(f"/cases/{number}/").status == 404


@pytest.mark.parametrize(
    ("file", "words"),
    [
        ({"name": "notes.jpg", "mimeType": "image/jpeg", "buffer": b"only words"}, "不是照片"),
        ({"name": "big.jpg", "mimeType": "image/jpeg", "buffer": b"\xff\xd8" + bytes(10 * 2**20)}, "10 MB"),
    ],
)
def test_a_wrong_file_is_refused_with_its_reason(enter, file, words):
    page = enter("unit")
    page.goto("/cases/new/")
    page.locator('[name="chip"]').first.check()
    page.fill('[name="text"]', TYPED)
    page.set_input_files('[name="photos"]', file)
    assert send_report(page) == 422
    expect(page.locator(".ll-errsum")).to_contain_text(words)
    assert page.input_value('[name="text"]') == TYPED


def with_an_old_token(page: Page) -> None:
    page.goto("/cases/new/")
    page.context.clear_cookies(name="csrftoken")
    page.locator('[name="chip"]').first.check()
    page.fill('[name="text"]', TYPED)


def test_a_form_with_an_old_token_comes_back_with_its_text(enter):
    page = enter("unit")
    with_an_old_token(page)
    assert send_report(page) == 303
    expect(page.locator('[name="text"]')).to_have_value(TYPED)


def test_a_form_without_its_token_and_author_gets_a_page_in_the_look(enter):
    page = enter("unit")
    with_an_old_token(page)
    page.locator('[name="_author"]').evaluate_all("all => all.forEach(one => one.remove())")
    assert send_report(page) == 403
    expect(page.locator("h1")).to_have_text(re.compile("表单"))
    assert frame(page) + accessibility(page, width=page.viewport_size["width"]) == []


def test_who_may_not_gets_a_page_in_the_look(enter):
    page = enter("auditor", **PHONE)
    assert page.goto("/cases/new/").status == 403
    assert frame(page) + accessibility(page, width=page.viewport_size["width"]) == []
