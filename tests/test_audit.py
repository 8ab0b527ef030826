"""What the other administrators did, as the auditor reads it: accounts, posts and roles, with reasons."""

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from grids import audit
from grids.actions import posts, roles, users
from grids.models import Role, User
from tests import factories as make

pytestmark = pytest.mark.django_db
PAGE = "/accounts/audit/"


@pytest.fixture
def line():
    return make.line()


def serving(area, code: str) -> User:
    person = make.user(at=area, role=Role.objects.get(code=code), name=code)
    User.objects.update(is_demo=True)
    return make.fresh(person)


@pytest.fixture
def auditor(line):
    return serving(line[0], "auditor")


@pytest.fixture
def page(client, auditor):
    def read(address=PAGE) -> str:
        client.force_login(auditor)
        client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
        return client.get(address).content.decode()

    return read


def test_each_act_on_an_account_a_post_and_a_role_is_told_with_who_and_why(line, page):
    keeper, security = serving(line[0], "system_admin"), serving(line[0], "security_admin")
    person, _password = users.create("wang", "王新来", by=keeper)
    users.reset_password(person, by=keeper, why="没记住")
    post = posts.appoint(person, Role.objects.get(code="unit_head"), [line[4]], by=keeper)
    posts.end(post, by=make.fresh(keeper), reason="搬走")
    role = Role.objects.get(code="lane_head")
    roles.change_grants(role, {*role.grants} - {"reveal"}, by=security, why="会议纪要")
    said = page()
    for words in (
        "王新来 (wang): Account created", "王新来 (wang): One-time password given", "没记住",
        "王新来 · Unit leader: Appointed", f"王新来 · Unit leader: Area: {line[4].short_name}",
        "王新来 · Unit leader: Post ended", "搬走", "Lane leader: taken away: Reveal one masked field", "会议纪要",
    ):  # fmt: skip
        assert words in said


def test_what_people_change_of_their_own_account_is_not_among_it(line, page):
    person = serving(line[4], "unit_head")
    users.change_password(person, make.PASSWORD, "three green lamps 7")
    assert "Password changed" not in page()


def test_what_somebody_who_keeps_accounts_corrects_of_their_own_is_among_it(line, page):
    keeper = serving(line[0], "system_admin")
    users.describe(keeper, by=keeper, name="换了名字", phone="13900001111", work_number="", email="")
    said = page()
    assert f"换了名字 ({keeper.username}): Name or work number corrected" in said
    assert f"换了名字 ({keeper.username}): Phone number corrected" in said


def test_another_districts_accounts_are_its_own_auditors(line, page):
    elsewhere = serving(make.area(), "unit_head")
    users.lock(elsewhere, by=serving(elsewhere.posts.get().areas.get(), "security_admin"), why="别处")
    assert "别处" not in page()


def test_whoever_reads_of_many_posts_asks_no_query_for_each(line, page):
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            page()
        return len(queries)

    serving(line[4], "unit_head")
    few = asked()
    for area in line[2:]:
        serving(area, "supervisor")
    assert asked() == few


def test_every_act_stands_on_one_page_and_on_one_only(auditor):
    event = make.user().events.get()
    for number in range(1, 6):  # each at a moment of its own, after all that the test began with
        event.pk, event.name = None, f"name {number}"
        event.save(force_insert=True)
    said, before = [], None
    for _page in range(3):
        found, before = audit.acts(auditor, before, 2)
        said.append([line["what"].partition(" (")[0] for line in found])
    assert said[:2] == [["name 5", "name 4"], ["name 3", "name 2"]]
    assert said[2][0] == "name 1"
    assert before is None


def test_what_stands_before_thousands_of_rows_that_say_nothing_is_found(line, page):
    keeper = serving(line[0], "system_admin")
    person, _password = users.create("wang", "王新来", by=keeper)
    users.lock(person, by=keeper, why="走了")
    event = person.events.latest("pgh_id")
    for _again in range(60):  # as a loader leaves them: nothing in them differs, and nobody wrote them
        event.pk, event.pgh_context = None, None
        event.save(force_insert=True)
    said = page()
    assert "走了" in said
    assert "Nothing was changed" not in said


@pytest.mark.parametrize("before", ["x", "2026-13-45T00:00:00", "2026-11-30T00:00:00"])
def test_a_moment_that_makes_no_sense_is_no_error(page, client, before):
    page()
    assert client.get(PAGE, {"before": before}).status_code == 200
