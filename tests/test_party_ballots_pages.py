"""Pages of ballots and deliberations: who sees what, by link without an account, and what they cost."""

import hashlib
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from grids.models import Role
from parties.actions import counting, voting
from parties.models import Ballot, Elector, Invitation, Motion, Talk, TalkComment, WeightRule
from tests import factories as make
from tests.partied import organization
from tests.partied_ballots import WORDS, ballot, comment, invite, link, members, motion, talk

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


@pytest.fixture
def branch(town):
    return organization(town.community)


@pytest.fixture
def staff(town):
    return enter(town.community_staff)


def enter(user) -> Client:
    client = Client()
    client.cookies["django_language"] = "en"
    user.is_demo, user.must_change_password = True, False
    user.save()
    client.force_login(user, backend="grids.backends.StaffBackend")
    return client


def url(row, *parts) -> str:
    return row.get_absolute_url() + "".join(f"{part}/" for part in parts)


def decided(town, branch, yes=3, no=0):
    row, invited = ballot(branch, yes + no)
    for nth, one in enumerate(invited):
        voting.cast(one, "yes" if nth < yes else "no")
    counting.close(row.pk, by=town.community_staff)
    return counting.declare(row.pk, by=town.community_staff), invited


def test_a_motion_is_put_changed_and_put_on_notice_by_its_forms(town, branch, staff):
    members(branch, 2)
    typed = {
        "title": "改造垃圾屋",
        "matter": "project",
        "weight": "important",
        "opinion": "同意",
        "opinion_on": "2026-05-01",
    }
    answer = staff.post("/parties/ballots/new/", typed | {"organization": branch.ref})
    row = Motion.objects.get()
    assert answer["Location"] == row.get_absolute_url()
    staff.post(url(row, "edit"), typed | {"title": "改造两处垃圾屋"})
    assert staff.post(url(row, "notice"), WORDS).status_code == 302
    row.refresh_from_db()
    assert (row.title, row.state, row.invitations.count()) == ("改造两处垃圾屋", "notice", 2)


def test_a_wrong_form_comes_back_with_what_was_typed(town, branch, staff):
    row = motion(branch)
    answer = staff.post(url(row, "notice"), WORDS | {"content": "", "principle": "依据党章第十条"})
    assert answer.status_code == 422
    assert "依据党章第十条" in answer.text


def test_organisations_below_are_offered_and_no_others(town, branch, staff):
    below = organization(town.grid, "网格支部", parent=branch)
    deeper = organization(town.unit, "楼道小组", "building", parent=below)
    organization(town.grid, "别的支部")
    html = staff.get(url(motion(branch), "notice")).text
    assert [ref in html for ref in (below.ref, deeper.ref)] == [True, True]
    assert "别的支部" not in html


def test_an_act_that_does_not_fit_where_it_stands_leads_back(town, branch, staff):
    row = motion(branch)
    assert staff.post(url(row, "declare")).status_code == 302
    assert Motion.objects.get().state == "opinion"
    assert staff.get(url(row, "nothing")).status_code == 404


def test_while_it_is_open_the_page_tells_how_many_voted_and_not_how(town, branch, staff):
    row, invited = ballot(branch, 3)
    voting.cast(invited[0], "abstain")
    html = staff.get(url(row)).text
    assert "1 of 3 have voted" in html
    assert "Abstain" not in html


def test_the_result_its_needed_votes_and_its_hash_stand_on_the_page(town, branch, staff):
    row, _invited = decided(town, branch, yes=2, no=1)
    html = staff.get(url(row)).text
    assert "2 in favour, 2 were needed." in html
    assert row.digest in html


def test_a_failed_quorum_shows_no_numbers_of_votes(town, branch, staff):
    row, invited = ballot(branch, 4)
    voting.cast(invited[0], "yes")
    Motion.objects.filter(pk=row.pk).update(closes_at=timezone.now() - timedelta(minutes=1))
    counting.close(row.pk, by=town.community_staff)
    row = counting.declare(row.pk, by=town.community_staff)
    html = staff.get(url(row)).text
    assert "Only 1 of 4 voted, 3 were needed." in html
    assert "in favour, " not in html
    for part in ("recount", "ballots.txt"):
        assert staff.get(f"{url(row)}{part}" + ("/" if part == "recount" else "")).status_code == 302


def test_the_file_of_ballots_has_the_published_hash_and_names_nobody(town, branch, staff):
    row, invited = decided(town, branch)
    answer = staff.get(f"{url(row)}ballots.txt")
    assert hashlib.sha256(answer.content).hexdigest() == row.digest
    text = answer.text
    assert text.count("\n") == 3
    assert not [key for key in Elector.objects.values_list("pk", flat=True) if str(key) in text]


def test_a_recount_says_whether_it_agrees(town, branch, staff):
    row, _invited = decided(town, branch)
    assert "they are those that were published" in staff.get(url(row, "recount")).text


def test_names_are_whole_for_who_reads_members_and_masked_for_others(town, branch):
    row, _invited = ballot(branch, 1)
    assert "林秀000" in enter(town.community_staff).get(url(row, "people")).text
    html = enter(town.supervisor).get(url(row, "people")).text
    assert "林秀000" not in html
    assert "林***0" in html


def test_the_people_are_those_not_read_or_not_voted_when_asked_for(town, branch, staff):
    row, invited = ballot(branch, 2)
    voting.cast(invited[0], "yes")
    Invitation.objects.filter(pk=invited[1].pk).update(read_at=timezone.now())
    for view, name in (("unread", "林秀000"), ("unvoted", "林秀001")):
        html = staff.get(url(row, "people"), {"view": view}).text
        assert [one in html for one in ("林秀000", "林秀001")] == [one == name for one in ("林秀000", "林秀001")]


def test_links_are_shown_once_to_be_handed_out(town, branch, staff):
    row, _invited = ballot(branch, 2)
    html = staff.post(url(row, "links")).text
    assert html.count("data-link") == 2
    assert html.count("/b/") == 2
    assert "/b/" not in staff.get(url(row, "links")).text


def test_who_may_not_hold_ballots_gives_no_links_and_no_paper(town, branch):
    row, invited = ballot(branch, 1)
    for parts in (("links",), ("people", invited[0].ref, "link"), ("people", invited[0].ref, "paper")):
        assert enter(town.supervisor).post(url(row, *parts)).status_code == 403
        assert enter(town.stranger).post(url(row, *parts)).status_code == 404


def test_a_member_who_takes_paper_is_told_so_by_their_link(town, branch, staff, client):
    row, invited = ballot(branch, 1)
    staff.post(url(row, "people", invited[0].ref, "paper"))
    html = client.get(link(invited[0])).text
    assert "You vote on paper." in html
    assert 'data-act="vote"' not in html
    staff.post(url(row, "people", invited[0].ref, "paper"), {"back": "1"})
    assert 'data-act="vote"' in client.get(link(invited[0])).text


def test_the_notice_is_read_and_receipted_by_the_link(town, branch, client):
    row = motion(branch, "notice")
    [one] = invite(row, members(branch, 1))
    at = link(one)
    html = client.get(at).text
    assert all(words in html for words in WORDS.values())
    assert client.post(at, {"act": "read"}).status_code == 302
    one.refresh_from_db()
    assert one.read_at
    assert "You have read the notice" in client.get(at).text


def test_a_click_on_the_receipt_while_votes_come_in_leaves_no_time(town, branch, client):
    """It would be close to that of their vote."""
    _row, invited = ballot(branch, 1)
    client.post(link(invited[0]), {"act": "read"})
    invited[0].refresh_from_db()
    assert invited[0].read_at is None


def test_the_page_tells_who_brought_it_where_it_stands_and_nothing_of_votes(town, branch, staff):
    row, _invited = decided(town, branch)
    at = staff.get(url(row)).text
    record = at[at.index('id="h-rec"') :]
    assert record.count(town.community_staff.name) == 2  # closed and declared
    assert [word in record for word in ("Passed", "To be counted", "voted")] == [True, True, False]


def test_a_vote_is_cast_by_the_link_and_shown_to_nobody(town, branch, client):
    _row, invited = ballot(branch, 2)
    at = link(invited[0])
    assert client.post(at, {"act": "vote", "choice": "no"}).status_code == 302
    html = client.get(at).text
    assert "You have voted." in html
    assert "checked" not in html
    assert list(Ballot.objects.values_list("choice", flat=True)) == ["no"]


def test_a_second_vote_by_the_link_is_refused_kindly(town, branch, client):
    _row, invited = ballot(branch, 2)
    at = link(invited[0])
    answers = [client.post(at, {"act": "vote", "choice": "no"}) for _nth in range(2)]
    assert [answer.status_code for answer in answers] == [302, 409]
    assert "You have voted already." in answers[1].text


def test_no_choice_is_none(town, branch, client):
    _row, invited = ballot(branch, 2)
    answer = client.post(link(invited[0]), {"act": "vote"})
    assert answer.status_code == 422
    assert "Choose one of the three." in answer.text
    assert not Ballot.objects.exists()


def test_the_result_is_told_by_the_link(town, branch, client):
    row, invited = decided(town, branch)
    assert row.digest in client.get(link(invited[0])).text


def test_the_page_of_a_link_is_kept_by_nobody_and_sends_no_referrer(town, branch, client):
    _row, invited = ballot(branch, 1)
    answer = client.get(link(invited[0]))
    assert answer["Referrer-Policy"] == "no-referrer"
    assert "no-store, private" in answer["Cache-Control"]
    assert client.get("/b/unknown/").status_code == 404


def test_the_vote_goes_in_though_the_browser_tells_no_origin(town, branch):
    _row, invited = ballot(branch, 1)
    strict = Client(enforce_csrf_checks=True)
    answer = strict.post(link(invited[0]), {"act": "vote", "choice": "yes"}, headers={"origin": "null"})
    assert answer.status_code == 302


def test_a_link_is_asked_slowly(town, branch, client):
    _row, invited = ballot(branch, 1)
    at = link(invited[0])
    assert [client.post(at, {"act": "vote"}).status_code for _nth in range(6)] == [422] * 5 + [429]


def test_links_are_not_guessed_by_the_thousand(client, monkeypatch):
    monkeypatch.setattr("parties.views.public.OF_ADDRESS", 3)
    assert [client.get(f"/b/guess{nth}/").status_code for nth in range(4)] == [404] * 3 + [429]


def test_two_tellers_count_by_the_form(town, branch, staff):
    row, invited = ballot(branch, 2)
    for one in invited:
        voting.note_paper(one, by=town.community_staff)
    staff.post(url(row, "close"))
    typed = {"yes": "2", "no": "0", "abstain": "0"}
    assert staff.post(url(row, "paper"), typed | {"yes": "1"}).status_code == 422
    staff.post(url(row, "paper"), typed)
    assert staff.post(url(row, "declare")).status_code == 422
    enter(town.community_staff2).post(url(row, "paper"), typed | {"yes": "1", "no": "1"})
    assert "The counts differ" in staff.get(url(row)).text
    enter(town.community_staff2).post(url(row, "paper"), typed)
    staff.post(url(row, "declare"))
    row.refresh_from_db()
    assert (row.state, row.yes) == ("passed", 2)


def test_a_task_is_set_and_done(town, branch, staff):
    row, _invited = decided(town, branch)
    staff.post(url(row, "task"), {"what": "招标", "responsible": "物业", "due_on": f"{timezone.localdate()}"})
    task = row.tasks.get()
    staff.post(url(row, "tasks", task.pk), {"outcome": "已完成"})
    assert "已完成" in staff.get(url(row)).text


def test_the_rules_are_shown_with_their_source_and_changed_with_a_reason(town, staff):
    html = staff.get("/parties/ballots/weights/").text
    assert "要事议妥" in html
    assert "more than 1/2 of all have voted" in html
    assert staff.get("/parties/ballots/weights/large/").status_code == 403
    keeper = enter(make.user(at=town.street, role=Role.objects.get(code="system_admin")))
    typed = {
        "valid_from": f"{timezone.localdate()}", "notice_hours": "48", "quorum_part": "2", "quorum_whole": "3",
        "quorum_is_enough": "on", "pass_part": "1", "pass_whole": "2", "pass_base": "all", "basis": "街道规则",
    }  # fmt: skip
    assert keeper.post("/parties/ballots/weights/large/", typed).status_code == 422
    assert keeper.post("/parties/ballots/weights/large/", typed | {"why": "街道统一"}).status_code == 302
    assert WeightRule.objects.filter(weight="large").count() == 2
    assert "at least 2/3" in keeper.get("/parties/ballots/weights/").text


def test_a_topic_is_opened_spoken_to_and_reviewed(town, staff, client):
    ends = timezone.localtime() + timedelta(days=5)
    typed = {"area": town.grid.code, "topic": "楼道堆物", "text": "怎么清", "weight": "small"}
    staff.post("/parties/talks/new/", typed | {"closes_at": f"{ends:%Y-%m-%dT%H:%M}"})
    row = Talk.objects.get()
    assert client.post(f"/b/talk/{row.ref}/", {"text": "每周五清一次"}).status_code == 302
    assert "每周五清一次" not in client.get(f"/b/talk/{row.ref}/").text
    assert "每周五清一次" in staff.get(url(row)).text
    staff.post(url(row, "comments", TalkComment.objects.get().pk), {"show": "1"})
    assert "每周五清一次" in client.get(f"/b/talk/{row.ref}/").text


def test_words_that_are_not_shown_are_on_no_public_page(town, staff, client):
    row = talk(town.grid)
    word = comment(row, "点名他人")
    assert staff.post(url(row, "comments", word.pk), {}).status_code == 422
    staff.post(url(row, "comments", word.pk), {"why": "点名"})
    assert "点名他人" not in client.get(f"/b/talk/{row.ref}/").text
    assert "点名他人" not in enter(town.unit_head).get(url(row)).text


def test_empty_words_come_back(town, client):
    answer = client.post(f"/b/talk/{talk(town.grid).ref}/", {"text": " "})
    assert answer.status_code == 422
    assert "Write what you think of it." in answer.text


def test_a_topic_that_is_over_says_so_on_its_public_page(town, client):
    row = talk(town.grid, opened_at=timezone.now() - timedelta(days=3), closes_at=timezone.now() - timedelta(days=1))
    assert "takes no more words" in client.get(f"/b/talk/{row.ref}/").text
    assert client.post(f"/b/talk/{row.ref}/", {"text": "晚了"}).status_code == 422
    assert client.get("/b/talk/000000000000/").status_code == 404


LISTS = ["/parties/ballots/", "/parties/talks/"]


@pytest.mark.parametrize("page", LISTS)
def test_a_list_costs_the_same_for_one_row_and_for_five(town, branch, staff, page):
    def row():
        motion(branch)
        comment(talk(town.grid))

    row()
    staff.get(page)
    counts = []
    for _nth in range(2):
        with CaptureQueriesContext(connection) as asked:
            assert staff.get(page).status_code == 200
        counts.append(len(asked))
        for _more in range(4):
            row()
    assert counts[0] == counts[1]


@pytest.mark.parametrize("page", ["people", "", "talk"])
def test_a_page_costs_the_same_for_one_and_for_five_people(town, branch, staff, page):
    counts = []
    for many in (1, 5):
        row, _invited = ballot(organization(town.community, f"支部{many}"), many)
        topic = talk(town.grid)
        for _nth in range(many):
            comment(topic)
            comment(topic, by=town.community_staff, state="shown")
        at = url(topic) if page == "talk" else url(row, *([page] if page else []))
        staff.get(at)
        with CaptureQueriesContext(connection) as asked:
            staff.get(at)
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_a_list_shows_ones_own_areas_and_a_clicked_number_its_rows(town, branch, staff):
    row, _invited = decided(town, branch)
    other = motion(organization(town.neighbour, "邻社区党委"), title="别处的事")
    assert other.title not in staff.get("/parties/ballots/").text
    today = timezone.localdate()
    asked = {"area": town.community.code, "figure": "ballots.held", "from": f"{today}", "to": f"{today}"}
    html = staff.get("/parties/ballots/", asked).text
    assert 'data-total="1"' in html
    assert row.title in html
