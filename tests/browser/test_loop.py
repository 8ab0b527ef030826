"""A matter goes round all seven steps through the hands of the right people, each at their own browser."""

from datetime import timedelta

from django.db.models import F
from playwright.sync_api import Page, expect

from cases.enums import Card
from cases.models import Case
from grids import alarms
from tests.browser.conftest import PHONE
from tests.browser.examine import at_every_width
from tests.browser.hands import do, number_of, photo, send

LATE = timedelta(days=40)


def make_late(number: str) -> None:
    """As if the open step had been entered forty days ago; then what beat does every minute."""
    case = Case.objects.get(number=number)
    case.steps.filter(left_at=None).update(
        entered_at=F("entered_at") - LATE,
        counts_at=F("counts_at") - LATE,
        promised_at=F("promised_at") - LATE,
        due_at=F("due_at") - LATE,
    )
    Case.objects.filter(pk=case.pk).update(due_at=F("due_at") - LATE, alarm_at=F("alarm_at") - LATE)
    alarms.sweep()


def report_by_phone(page: Page) -> int:
    """From the desk to a saved matter that a resident told; how many taps it took besides the words and the photo."""
    taps = 0

    def tap(selector: str) -> None:
        nonlocal taps
        taps += 1
        page.locator(selector).first.tap()

    page.goto("/")
    tap(".ll-report")
    page.set_input_files('[name="photos"]', photo("井盖.jpg"))
    tap('label:has([name="chip"])')
    page.fill('[name="text"]', "井盖松动，车一过就响，晚上有人绊倒")
    tap("details:has([name=reporter_phone]) > summary")
    page.fill('[name="reporter_name"]', "陈金花")
    page.fill('[name="reporter_phone"]', "13805940021")
    with page.expect_navigation():
        tap(".ll-dock button")
    return taps


def test_a_matter_goes_round_all_seven_steps(enter):
    unit = enter("unit", **PHONE)
    assert report_by_phone(unit) <= 4
    link = unit.locator("#link").inner_text()
    assert not at_every_width(unit)
    unit.locator("a.btn-primary").click()
    unit.wait_for_url("**/cases/*-*-*/")
    number = number_of(unit)
    at = f"/cases/{number}/"
    expect(unit.locator("img").first).to_be_visible()

    grid = enter("grid")
    grid.goto("/")
    grid.goto(at)
    assert do(grid, "accept") == 302

    community = enter("community")
    community.goto(at)
    assert do(community, "assign", to="department:zhenhai-police", text="请派出所到场查看") == 302

    officer = enter("department", **PHONE)
    officer.goto("/")
    officer.locator(f'a[href="{at}"]').first.click()
    assert do(officer, "take") == 302

    make_late(number)
    officer.goto(at)
    case = Case.objects.get(number=number)
    assert set(case.cards.values_list("card", flat=True)) == {Card.YELLOW, Card.RED, Card.UP}
    expect(officer.locator("#cards")).to_contain_text("超期")
    expect(officer.locator(".ll-head .ll-tag.is-over")).to_be_visible()

    supervisor = enter("supervisor")
    supervisor.goto(at)
    assert do(supervisor, "supervise", text="请今天处理并答复") == 302
    expect(supervisor.locator(".ll-head .ll-seal")).to_be_visible()
    officer.goto(at)
    assert do(officer, "answer", text="今天下午到场") == 302
    assert do(officer, "finish", text="井盖已更换并加固", photos=[photo("后.jpg", "#335577")]) == 302

    community.goto(at)
    assert do(community, "pass", text="现场核查属实") == 302

    resident = enter(**PHONE)
    resident.goto("/r/" + link.split("/r/")[1])
    assert "林" not in resident.locator("main").inner_text(), "the reporter's page names no staff"
    resident.locator('[name="resolved"][value="yes"]').check()
    resident.locator('[name="rating"][value="5"]').check()
    resident.fill('[name="text"]', "当天就换好了，谢谢")
    assert send(resident, resident.locator('form[data-act="rate"] button')) == 302

    community.goto(at)
    expect(community.locator("main")).to_contain_text("当天就换好了，谢谢")
    assert do(community, "close") == 302

    community.goto(at)
    # A resident's report has no patrol: that step is shown as skipped, the other six as done.
    expect(community.locator(".ll-step.is-past")).to_have_count(6)
    expect(community.locator(".ll-step.is-skip")).to_have_count(1)
    expect(community.locator(".ll-head .ll-tag")).to_contain_text("办结")
    record = community.locator(".ll-tl")
    for words in ("请派出所到场查看", "请今天处理并答复", "今天下午到场", "井盖已更换并加固", "现场核查属实"):
        expect(record).to_contain_text(words)
    for name in ("林志勇", "林秀琴", "郑雅婷", "方宇航", "陈志明"):
        expect(record).to_contain_text(name)
    expect(community.locator(".ll-ba img")).to_have_count(2)
    acts = set(Case.objects.get(number=number).acts.values_list("act", flat=True))
    assert acts >= {"report", "accept", "assign", "take", "supervise", "answer", "finish", "pass", "rate", "close"}


def test_a_person_signs_in_through_the_form(enter):
    page = enter(**PHONE)
    page.goto("/cases/")
    assert "/accounts/login/" in page.url
    page.fill('[name="username"]', "unit")
    page.fill('[name="password"]', "linli-demo")
    assert send(page, page.locator("form button.btn-primary")) == 302
    assert page.url.endswith("/cases/")
    expect(page.locator(".ll-who")).to_be_attached()
