"""A joint ballot from the preliminary opinion to the result: notice, quorum, paper; with a script and without."""

import hashlib
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.core.cache import cache
from django.db.models import F
from django.utils import timezone
from playwright.sync_api import Page, expect

from grids.models import Area, User
from parties.models import Ballot, Elector, Motion
from tests.browser.conftest import PHONE
from tests.browser.examine import at_every_width
from tests.browser.hands import send
from tests.partied import organization
from tests.partied_ballots import members

TITLE = "改造东梅小区车棚"
PARTS = {"principle": "依据议事规则", "content": "拆旧建新", "procedure": "党员表决", "accountability": "支部书记负责"}


def asked(page: Page, address: str, **said: str) -> int:
    """Fill in the page that asks before an act, and send it."""
    page.goto(address)
    for name, value in said.items():
        field = page.locator(f'[name="{name}"]').first
        if field.evaluate("field => field.localName") == "select":
            field.select_option(value)
        else:
            field.fill(value)
    return send(page, page.locator("form.ll-panel button.btn-primary"))


def take_paper(page: Page, name: str) -> None:
    line = page.locator("li.ll-row", has_text=name)
    line.locator("summary").click()
    assert send(page, line.locator('form[action$="/paper/"] button')) == 302


def vote(page: Page, link: str, choice: str) -> None:
    page.goto(link)
    page.locator(f'[name="choice"][value="{choice}"]').check()
    assert send(page, page.locator('form[data-act="vote"] button')) == 302
    expect(page.locator("main")).to_contain_text("您已投票")


@pytest.mark.parametrize("script", [True, False], ids=["script", "without"])
def test_a_joint_ballot_is_held_from_the_opinion_to_the_result(enter, script):
    cache.clear()
    how = {"java_script_enabled": script}
    staff = User.objects.get(username="community")
    area = Area.objects.get(pk=staff.scope.hat.reaches[0].area_id)
    branch = organization(area, f"车棚支部{script}")
    names = [str(one.resident) for one in members(branch, 4)]
    community, member = enter("community", **how), enter(**how, **PHONE)

    assert asked(community, "/parties/ballots/new/", organization=branch.ref, title=TITLE, opinion="支委会同意") == 302
    row = Motion.objects.filter(organization=branch).get()
    at = row.get_absolute_url()
    assert asked(community, f"{at}notice/", **PARTS) == 302
    community.goto(f"{at}links/")
    assert send(community, community.locator("form.ll-panel button.btn-primary")) == 200
    links = [urlsplit(text).path for text in community.locator("[data-link]").all_inner_texts()]
    assert len(links) == 4

    member.goto(links[0])
    assert not (script and at_every_width(member))
    assert send(member, member.locator('form[data-act="read"] button')) == 302
    expect(member.locator("main")).to_contain_text("您已阅读公示")
    ends = f"{timezone.localtime() + timedelta(days=2):%Y-%m-%dT%H:%M}"
    assert asked(community, f"{at}open/", closes_at=ends) == 422  # the notice has not lasted long enough
    Motion.objects.filter(pk=row.pk).update(noticed_at=F("noticed_at") - timedelta(days=6))
    assert asked(community, f"{at}open/", closes_at=ends) == 302

    vote(member, links[0], "yes")
    vote(member, links[1], "no")
    community.goto(f"{at}people/")
    for name in names[2:]:
        take_paper(community, name)
    member.goto(links[2])
    expect(member.locator("main")).to_contain_text("您用纸质票投票")
    assert member.locator('form[data-act="vote"]').count() == 0
    community.goto(at)
    expect(community.locator("main")).to_contain_text("应到 4 人，已投票 4 人")
    assert not Motion.objects.get(pk=row.pk).yes

    assert asked(community, f"{at}close/") == 302
    count = {"yes": "2", "no": "0", "abstain": "0"}
    assert asked(community, f"{at}paper/", **count) == 302
    assert asked(community, f"{at}declare/") == 422  # one person is not two
    street = enter("street", **how)
    assert asked(street, f"{at}paper/", **count) == 302
    assert asked(street, f"{at}declare/") == 302
    expect(street.locator("main")).to_contain_text("赞成 3 票，通过需 3 票")

    street.goto(f"{at}recount/")
    expect(street.locator("main")).to_contain_text("与公布的一致")
    file = street.request.get(f"{at}ballots.txt").body()
    row = Motion.objects.get(pk=row.pk)
    assert hashlib.sha256(file).hexdigest() == row.digest
    assert (file.count(b"\n"), row.state) == (4, "passed")
    assert Ballot.objects.filter(motion=row).count() == Elector.objects.filter(motion=row, voted=True).count()
    member.goto(links[3])
    expect(member.locator("main")).to_contain_text(row.digest)
    assert asked(community, f"{at}task/", what="拆旧", responsible="物业", due_on="2030-01-01") == 302
    expect(community.locator("main")).to_contain_text("拆旧")
