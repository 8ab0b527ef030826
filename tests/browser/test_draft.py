"""What the script keeps of a form as it is typed gets in nobody's way."""

from playwright.sync_api import expect

from tests.browser.hands import do, form_of, report


def test_a_button_held_down_stays_under_the_finger_while_a_draft_is_kept(enter):
    number = report(enter("unit"), "路灯不亮，晚上看不清路")
    supervisor = enter("supervisor")
    supervisor.goto(f"/cases/{number}/")
    form = form_of(supervisor, "supervise")
    button = form.locator(".ll-next__foot button")
    form.locator("textarea").fill("请今天处理")
    stood = button.bounding_box()
    form.locator("textarea").blur()
    expect(form.locator("[data-draft-said]")).not_to_be_empty()
    assert button.bounding_box() == stood


def test_what_is_about_to_be_sent_is_not_kept_first(enter):
    number = report(enter("unit"), "井盖松动，车过有响声")
    supervisor = enter("supervisor")
    kept = []
    supervisor.on("request", lambda request: kept.append(request.url) if "draft" in request.url else None)
    supervisor.goto(f"/cases/{number}/")
    assert do(supervisor, "supervise", text="请今天处理") == 302
    assert kept == []
