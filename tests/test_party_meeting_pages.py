"""Pages of meetings: forms that come back, who is shown, the links without an account, the desk and the figures."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from grids import figures, tallies
from grids.days.periods import Period
from grids.pages import desk
from parties.actions import attendance, meeting_tasks, meetings
from parties.meetings import rhythm
from parties.models import Attendance, Meeting, MeetingTask
from residents.views.verify import LOOKS
from tests.partied import member, organization
from tests.partied_meetings import cadence, called, due, held, task
from tests.registered import entry
from tests.test_uploads import picture
from tests.town import at as at_hour

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def unhurried():
    cache.clear()


def client(user):
    user.is_demo = True
    user.save()
    made = Client()
    made.force_login(user)
    return made


def page(user, address):
    return client(user).get(address).content.decode()


def hours(**facts):
    return {"starts_at": "2026-12-01T15:00", "length": 60, "place": "活动室", "convener": "", "agenda": ""} | facts


def test_a_wrong_form_comes_back_with_its_words_and_a_right_one_calls_the_meeting(town):
    made = due(organization(town.grid), cadence(), timezone.localdate() + timedelta(days=5))
    address, browser = f"{made.get_absolute_url()}act/call/", client(town.community_staff)
    seen = browser.get(address).context["form"]["seen"].value()
    answer = browser.post(address, hours(length=1, place="二楼会议室", seen=seen))
    assert answer.status_code == 422
    assert "二楼会议室" in answer.content.decode()
    assert browser.post(address, hours(seen=seen)).status_code == 302
    assert Meeting.objects.get().state == "called"


def test_a_second_meeting_at_that_time_is_asked_again_and_then_called(town):
    branch = organization(town.grid)
    at = at_hour("2026-12-01 15:00")
    called(organization(town.community, "党委", "committee"), at, members=[member(branch)])
    address, browser = f"/parties/meetings/new/{branch.ref}/", client(town.community_staff)
    words = hours(title="学习会", kind="other")
    answer = browser.post(address, words)
    assert answer.status_code == 422
    assert 'type="checkbox" name="even_so"' in answer.content.decode()
    assert browser.post(address, words | {"even_so": "on"}).status_code == 302


def test_the_minutes_with_list_and_resolutions_are_written_in_one_form(town):
    branch = organization(town.grid)
    made = called(branch, timezone.now() - 2 * HOUR, members=[member(branch), member(branch, entry(town.unit))])
    came = made.places.first()
    words = hours(
        minutes="学习文件", guests=1, came=[came.pk], resolved="清理楼道\n\n划出车位", starts_at="2026-11-01T15:00"
    )
    assert client(town.community_staff).post(f"{made.get_absolute_url()}act/write/", words).status_code == 302
    made.refresh_from_db()
    assert (made.attended, made.expected, made.guests, made.resolutions.count()) == (1, 2, 1, 2)


def test_who_the_members_are_is_shown_with_the_right_to_the_roll_only(town):
    branch = organization(town.grid)
    made = called(branch, members=[member(branch, entry(town.unit, name="欧阳建国"))])
    assert "欧阳建国" in page(town.community_staff, made.get_absolute_url())
    told = page(town.grid_leader, made.get_absolute_url())
    assert "欧阳" not in told
    assert "0/1" in told


def test_the_name_of_an_invited_member_of_elsewhere_is_masked(town):
    one = member(organization(town.neighbour), entry(town.neighbour, name="欧阳建国"))
    made = called(organization(town.community, "党委", "committee"), members=[one])
    told = page(town.community_staff, made.get_absolute_url())
    assert "欧阳建国" not in told
    assert "欧阳" in told


def test_the_list_costs_the_same_for_one_meeting_and_for_five(town, django_assert_num_queries):
    branch, browser = organization(town.grid), client(town.community_staff)
    held(branch)
    with CaptureQueriesContext(connection) as one:
        browser.get("/parties/meetings/?view=held")
    for _n in range(4):
        task(held(branch))
    with django_assert_num_queries(len(one)):
        browser.get("/parties/meetings/?view=held")


def test_the_page_of_a_meeting_costs_the_same_for_one_member_and_for_five(town, django_assert_num_queries):
    branch, browser = organization(town.grid), client(town.community_staff)
    made = called(branch, members=[member(branch)])
    with CaptureQueriesContext(connection) as one:
        browser.get(made.get_absolute_url())
    for number in range(4):
        Attendance.objects.create(meeting=made, member=member(branch, entry(town.unit, room=f"8{number}")))
    with django_assert_num_queries(len(one)):
        browser.get(made.get_absolute_url())


def test_overdue_meetings_stand_on_their_board_and_not_among_those_to_come(town):
    due(organization(town.grid), cadence(), timezone.localdate() - timedelta(days=3))
    assert "第一支部" in page(town.community_staff, "/parties/meetings/?view=overdue")
    assert "第一支部" not in page(town.community_staff, "/parties/meetings/?view=open")
    assert "第一支部" not in page(town.stranger, "/parties/meetings/?view=overdue")


def test_a_member_checks_in_by_their_link_without_an_account_and_nobody_else_is_named(town):
    branch = organization(town.grid)
    one, other = (
        member(branch, entry(town.unit, name="欧阳建国")),
        member(branch, entry(town.unit, name="陈秀凤", room="8")),
    )
    made = called(branch, members=[one, other])
    address = f"/m/{attendance.issue(one.pk, by=town.community_staff)}/"
    answer = Client().get(address)
    told = answer.content.decode()
    assert "学习会" in told
    assert [name for name in ("欧阳建国", "陈秀凤") if name in told] == []
    assert (answer["Referrer-Policy"], "no-store" in answer["Cache-Control"]) == ("no-referrer", True)
    assert Client(enforce_csrf_checks=True).post(address, {"meeting": made.ref}).status_code == 302
    assert made.places.get(member=one).by_link
    assert made.places.get(member=other).came_at is None


def test_a_link_checks_in_nowhere_else(town):
    branch = organization(town.grid)
    address = f"/m/{attendance.issue(member(branch).pk, by=town.community_staff)}/"
    foreign = called(organization(town.neighbour))
    for meeting in (foreign.ref, "x\0", ""):
        assert Client().post(address, {"meeting": meeting}).status_code == 404


def test_a_meeting_that_has_not_begun_says_so(town):
    branch = organization(town.grid)
    one = member(branch)
    made = called(branch, timezone.now() + 5 * HOUR, members=[one])
    address = f"/m/{attendance.issue(one.pk, by=town.community_staff)}/"
    assert Client().post(address, {"meeting": made.ref}).status_code == 409


def test_a_made_up_link_is_not_found_and_many_looks_wait(town):
    assert Client().get("/m/AAAAAAAAAAAAAAAAAAAAAA/").status_code == 404
    answers = [Client().get("/m/BBBBBBBBBBBBBBBBBBBBBB/").status_code for _n in range(LOOKS + 1)]
    assert answers[-1] == 429


def test_the_public_notice_tells_what_when_and_where_and_no_name(town):
    branch = organization(town.grid)
    made = called(branch, members=[member(branch, entry(town.unit, name="欧阳建国"))], convener=town.grid_leader)
    told = Client().get(f"/m/{meetings.issue_notice(made.pk, by=town.community_staff)}/").content.decode()
    assert "活动室" in told
    assert "欧阳" not in told
    assert town.grid_leader.name not in told


def test_the_sheet_of_links_is_asked_for_first_and_shown_once(town):
    branch = organization(town.grid)
    made, browser = called(branch, members=[member(branch)]), client(town.community_staff)
    address = f"{made.get_absolute_url()}links/"
    assert "/m/" not in browser.get(address).content.decode()
    assert "/m/" in browser.post(address).content.decode()
    assert "/m/" not in browser.post(address).content.decode()


def test_a_person_sees_their_own_tasks_and_hours(town):
    task(held(organization(town.grid)), responsible=town.grid_worker)
    assert "清理三号楼楼道" in page(town.grid_worker, "/parties/meetings/mine/")
    assert "清理三号楼楼道" not in page(town.unit_head, "/parties/meetings/mine/")


def test_the_load_names_nobody_and_is_for_keepers(town):
    branch = organization(town.grid)
    called(branch, members=[member(branch, entry(town.unit, name="欧阳建国"))])
    assert "欧阳" not in page(town.community_staff, "/parties/meetings/load/")
    assert client(town.grid_leader).get("/parties/meetings/load/").status_code == 403


def test_the_responsible_person_finishes_a_task_on_its_page(town):
    made = task(held(organization(town.grid)), responsible=town.unit_head)
    browser = client(town.unit_head)
    assert browser.post(f"{made.get_absolute_url()}done/", {"outcome": ""}).status_code == 422
    assert browser.post(f"{made.get_absolute_url()}done/", {"outcome": "完成，已拍照"}).status_code == 302
    assert MeetingTask.objects.get().state == "done"
    assert browser.post(f"{made.get_absolute_url()}drop/", {"why": "不需要"}).status_code == 403


def test_a_task_shows_its_photo_to_whoever_sees_the_task_and_to_nobody_else(town):
    made = task(held(organization(town.grid)), responsible=town.unit_head)
    here, browser = made.get_absolute_url(), client(town.unit_head)
    wrong = browser.post(f"{here}done/", {"outcome": "已清理", "file": SimpleUploadedFile("a.jpg", b"MZ")})
    assert (wrong.status_code, "已清理" in wrong.content.decode()) == (422, True)
    browser.post(f"{here}done/", {"outcome": "已清理", "file": SimpleUploadedFile("a.jpg", picture())})
    browser.post(f"{here}file/", {"file": SimpleUploadedFile("b.jpg", picture())})
    first, second = made.files.all()
    assert f"{here}files/{first.pk}/" in page(town.unit_head, here)
    assert [browser.get(f"{here}files/{one.pk}/")["Content-Type"] for one in (first, second)] == ["image/jpeg"] * 2
    assert client(town.stranger).get(f"{here}files/{first.pk}/").status_code == 404


def test_a_rule_is_added_on_its_page(town):
    words = {
        "area": town.community.code, "kind": "theme", "name_zh": "主题党日", "name_en": "", "org_kinds": ["grid"],
        "every": 1, "month": 1, "day": 5, "rolls": "on", "minutes": 60, "source": "社区党委决定",
        "valid_from": f"{timezone.localdate()}",
    }  # fmt: skip
    browser = client(town.community_staff)
    assert browser.post("/parties/meetings/rules/new/", words | {"month": 2}).status_code == 422
    answer = browser.post("/parties/meetings/rules/new/", words, follow=True)
    assert "社区党委决定" in answer.content.decode()
    assert "社区党委决定" not in page(town.stranger, "/parties/meetings/rules/")


def test_the_desk_shows_ones_tasks_and_to_keepers_what_is_to_be_held(town):
    branch = organization(town.grid)
    due(branch, cadence(), timezone.localdate() + timedelta(days=3))
    due(organization(town.grid, "二支部"), cadence(code="x", kind="other"), timezone.localdate() + timedelta(days=30))
    task(held(branch), responsible=town.grid_worker)
    now = timezone.now()

    def boxes(user):
        return {box.name: context["count"] for box, context in desk.for_user(user, now)}

    assert boxes(town.community_staff)["party_meetings"] == 1
    assert boxes(town.grid_worker)["meeting_tasks"] == 1
    assert "party_meetings" not in boxes(town.grid_worker) | boxes(town.stranger)


def test_the_figures_count_due_held_in_time_and_who_came(town):
    branch, rule, today = organization(town.grid), cadence(), timezone.localdate()
    facts = {"state": "held", "minutes": "x", "written_at": timezone.now(), "expected": 8, "attended": 6, "place": "x"}
    for name, late in (("二支部", 0), ("三支部", 2)):
        at = timezone.now() - timedelta(days=10 - late)
        hours = {"starts_at": at, "ends_at": at + HOUR}
        due(organization(town.grid, name), rule, today - timedelta(days=9), **facts, **hours)
    due(branch, rule, today - timedelta(days=9))
    due(organization(town.grid, "四支部"), rule, today - timedelta(days=9), state="off", why="x")
    done = task(held(branch), responsible=town.grid_worker, due_at=rhythm.end_of(today))
    meeting_tasks.finish(done.pk, by=town.grid_worker, outcome="完成")
    tallies.count()
    found = figures.of(town.community, town.community_staff, Period.between(today - timedelta(days=20), today))
    said = {key: (rate.part.value, rate.whole.value) for key, rate in found.items() if hasattr(rate, "part")}
    assert said["parties.meetings_held_rate"] == (2, 3)
    assert said["parties.meetings_on_time_rate"] == (1, 3)
    assert said["parties.meeting_attendance"] == (18, 24)
    assert said["parties.meeting_tasks_rate"] == (1, 1)
    assert found["parties.meeting_overdue"].value == 1
    number = found["parties.meeting_came"]
    assert f'data-total="{number.value}"' in page(town.community_staff, number.url)
