"""What the page and the desk say of a matter that stands still or waits for a word from somebody else."""

import re

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.html import strip_tags

from cases import actions
from cases.enums import PauseReason
from cases.models import Case
from grids import inbox
from tests.test_case_pages import act, page
from tests.town import photo as make_photo

pytestmark = pytest.mark.django_db
DAY = timezone.timedelta(days=1)


def part(html: str, start: str, end: str = "</section>") -> str:
    return strip_tags(html.partition(start)[2].partition(end)[0])


def suspended(town) -> Case:
    case = town.handled(now=timezone.now())
    return actions.pause(
        case.pk,
        by=town.grid_leader,
        seen=case.version,
        reason=PauseReason.MATERIAL,
        until=timezone.now() + 3 * DAY,
        text="等水泵配件",
    )


def supervised(town, by="supervisor", *, later=DAY) -> Case:
    case = town.handled(now=timezone.now())
    text, answer_by = "限期处置", timezone.now() + later
    return actions.supervise(case.pk, by=getattr(town, by), seen=case.version, text=text, answer_by=answer_by)


def test_a_suspended_matter_says_why_until_when_and_who_may_let_it_run(town, signed_in):
    case = suspended(town)
    html = signed_in(town.grid_worker).get(page(case)).text
    note = part(html, 'class="ll-note is-hold', "</div></div>")
    assert "Suspended: Waiting for material or spare parts" in note
    assert "等水泵配件" in note
    assert "At the latest until" in note
    assert f"{town.grid_leader.name} may let it run again" in note
    assert "Waiting for material" in part(html, 'class="ll-head__meta"', "</p>")
    assert f"Now it waits for: {town.grid_leader.name}" in part(html, 'id="next"')


def test_the_clock_of_a_suspended_matter_does_not_hold_to_the_old_day(town, signed_in):
    case = suspended(town)
    html = signed_in(town.grid_worker).get(page(case)).text
    clock = part(html, 'id="h-clock"')
    assert "Waiting for material" in clock
    assert "that moves by the time that is not counted" in clock
    assert "Due " not in clock
    assert not re.search(r"\bleft\b", clock)
    assert "Due " not in part(html, 'id="steps"', "</ol>")


def test_why_this_deadline_names_no_day_while_the_clock_stands(town, signed_in):
    case = suspended(town)
    html = signed_in(town.grid_worker).get(reverse("cases:why", args=[case.number])).text
    assert "Open until the clock runs again" in html


def test_a_wrong_time_or_amount_says_what_is_wrong_with_it(town, signed_in):
    case = town.handled(now=timezone.now())
    past = f"{timezone.now() - DAY:%Y-%m-%dT%H:%M}"

    def said(user, name: str, **sent) -> str:
        answer = signed_in(user).post(act(case, name), {"seen": case.version, "text": "要等配件", **sent})
        assert answer.status_code == 422
        return part(answer.text, 'class="ll-errsum"', "</div>")

    for text in (
        said(town.grid_leader, "pause", reason="material", until=past),
        said(town.supervisor, "supervise", answer_by=past),
    ):
        assert "This time is over already." in text
        assert "days" not in text
    assert "working days can be asked for" in said(town.grid_worker, "extend", amount=99)


def test_more_time_is_not_offered_while_a_request_waits_and_the_page_says_who_decides(town, signed_in):
    case = town.handled(now=timezone.now())
    extend = act(case, "extend")
    assert extend in signed_in(town.grid_worker).get(page(case)).text
    actions.extend(case.pk, by=town.grid_worker, seen=case.version, amount=1, text="the part comes on Monday")
    html = signed_in(town.grid_worker).get(page(case)).text
    assert extend not in html
    note = part(html, 'class="ll-note is-info is-o2', "</div></div>")
    assert f"{town.grid_worker.name} has asked for 1" in note
    assert "the part comes on Monday" in note
    assert "decides on it" in note


def test_whoever_asked_for_more_time_does_not_decide_on_it_once_it_was_passed_on(town, signed_in):
    case = town.handled(now=timezone.now())
    mine, others = actions.Target(post=town.grid_leader.posts.get()), actions.Target(area=town.grid)
    case = actions.transfer(case.pk, by=town.grid_leader, seen=case.version, to=mine, text="亲自办")
    case = actions.extend(case.pk, by=town.grid_leader, seen=case.version, amount=1, text="等材料")
    case = actions.transfer(case.pk, by=town.grid_leader, seen=case.version, to=others, text="谁先到谁办")
    assert 'data-act="grant"' in signed_in(town.community_staff).get(page(case)).text
    html = signed_in(town.grid_leader).get(page(case)).text
    assert 'data-act="grant"' not in html
    assert 'data-act="deny"' not in html
    assert "Next step: take it" in html
    with pytest.raises(PermissionDenied):
        actions.grant(case.pk, by=town.grid_leader, seen=case.version)


def test_more_time_is_not_offered_where_none_can_be_had(town, signed_in):
    case = town.handled(now=timezone.now())
    case.steps.filter(left_at=None).update(max_extension=0)
    assert act(case, "extend") not in signed_in(town.grid_worker).get(page(case)).text


def test_the_third_return_tells_everybody_that_the_street_decides(town, signed_in):
    case = town.handled(now=timezone.now())
    for _time in range(2):
        case = actions.return_(case.pk, by=town.grid_worker, seen=case.version, text="不归我们管")
        assert not inbox_of(town.street_staff)
        to = actions.Target(post=town.grid_worker.posts.get())
        case = actions.assign(case.pk, by=town.grid_leader, seen=case.version, to=to)
        case = actions.take(case.pk, by=town.grid_worker, seen=case.version)
    case = actions.return_(case.pk, by=town.grid_worker, seen=case.version, text="不归我们管")
    for user in (town.street_staff, town.grid_leader):
        assert len(inbox_of(user)) == 1
    html = signed_in(town.grid_leader).get(page(case)).text
    assert "Sent back for the third time: the Street decides" in html
    assert "sent back 3 times, the Street decides" in html


def inbox_of(user) -> list[str]:
    return [str(inbox.text_of(row)) for row in user.notices.filter(kind="case_returned_thrice")]


@pytest.mark.parametrize("how", ["refuse", "merge", "withdraw"])
def test_a_supervisor_is_told_when_the_matter_ends_otherwise(town, how):
    case = town.report(now=timezone.now())
    later = timezone.now() + DAY
    case = actions.supervise(case.pk, by=town.supervisor, seen=case.version, text="限期处置", answer_by=later)
    by = town.unit_head if how == "withdraw" else town.grid_leader
    more = {"into": town.report(now=timezone.now(), title="同一件").number} if how == "merge" else {}
    case = getattr(actions, how)(case.pk, by=by, seen=case.version, text="重复上报", **more)
    assert town.supervisor.notices.filter(kind="case_supervised_ended").exists()
    assert not case.is_supervised


def test_the_desk_shows_first_the_answer_that_a_supervision_wants(town, signed_in):
    town.handled(now=timezone.now() - 60 * DAY, title="早就超期")
    case = supervised(town)
    html = signed_in(town.grid_worker).get("/").text
    row = html.partition('id="h-todo"')[2].split("<li ")[1]
    assert "Answer the supervision" in row
    assert "Answer by" in row
    assert f'href="/cases/{case.number}/?act=answer#act-answer"' in row
    actions.answer(case.pk, by=town.grid_worker, seen=case.version, text="已安排")
    assert "Answer the supervision" not in signed_in(town.grid_worker).get("/").text


def test_the_page_why_this_deadline_has_three_columns_for_a_narrow_screen(town, signed_in):
    case = town.handled(now=timezone.now())
    html = signed_in(town.grid_worker).get(reverse("cases:why", args=[case.number])).text
    assert html.count('<th scope="col"') == 3
    assert "counting starts the day after" in html


def test_who_only_decides_there_is_not_asked_for_the_answer(town, signed_in):
    supervised(town)
    assert "Answer the supervision" not in signed_in(town.supervisor).get("/").text


def test_the_supervisors_desk_shows_own_supervisions_with_their_state(town, signed_in):
    case = supervised(town)
    box = part(signed_in(town.supervisor).get("/").text, 'id="h-supervised"')
    assert case.title in box
    assert "To be answered" in box
    case = actions.answer(case.pk, by=town.grid_worker, seen=case.version, text="已安排")
    assert "Answered" in part(signed_in(town.supervisor).get("/").text, 'id="h-supervised"')
    Case.objects.filter(pk=case.pk).update(is_confidential=True)
    assert 'id="h-supervised"' not in signed_in(town.supervisor).get("/").text
    assert 'id="h-supervised"' not in signed_in(town.grid_leader).get("/").text


def test_the_supervisors_desk_counts_what_is_overdue(town, signed_in):
    for shown, more in (("2", 2), ("", 5)):  # more than the box shows: the list says how many
        for _each in range(more):
            town.handled(now=timezone.now() - 60 * DAY)
        box = part(signed_in(town.supervisor).get("/").text, 'id="h-overdue"', "</h2>")
        assert (
            box.rpartition("Overdue below me")[2].removeprefix('<span class="ll-n">').removesuffix("</span>") == shown
        )


def test_a_reporter_is_asked_to_rate_on_the_desk_and_as_the_main_act(town, signed_in):
    case = town.verified(now=timezone.now())
    client = signed_in(town.unit_head)
    assert case.title in part(client.get("/").text, 'id="h-rate"')
    html = client.get(page(case)).text
    assert "Next step: please rate the result" in html
    assert "How satisfied are you?" in html
    actions.rate(case.pk, by=town.unit_head, seen=case.version, rating=4, resolved="yes")
    assert 'id="h-rate"' not in client.get("/").text
    assert "please rate" not in client.get(page(case)).text


def reopened_and_finished(town) -> Case:
    case = town.verified(now=timezone.now())
    case = actions.rate(case.pk, by=town.unit_head, seen=case.version, rating=1, resolved="no")
    case = actions.reopen(case.pk, by=town.community_staff, seen=case.version, text="没有修好")
    to = actions.Target(post=town.grid_worker.posts.get())
    case = actions.assign(case.pk, by=town.grid_leader, seen=case.version, to=to)
    case = town.finish(actions.take(case.pk, by=town.grid_worker, seen=case.version), now=timezone.now())
    return actions.pass_(case.pk, by=town.grid_leader, seen=case.version)


def test_what_was_said_before_a_matter_was_reopened_is_no_word_on_its_new_result(town, signed_in):
    case = reopened_and_finished(town)
    assert "Rating before it was reopened" in signed_in(town.community_staff).get(page(case)).text
    assert 'id="h-rate"' in signed_in(town.unit_head).get("/").text
    with pytest.raises(ValidationError):
        actions.close(case.pk, by=town.community_staff, seen=case.version)
    case = actions.rate(case.pk, by=town.unit_head, seen=case.version, rating=5, resolved="yes")
    assert "Rating before" not in signed_in(town.community_staff).get(page(case)).text


def test_a_photo_of_the_report_stands_once_until_there_is_a_result(town, signed_in):
    case = town.handled(now=timezone.now(), photos=[make_photo(town.unit_head, "before.jpg")])
    html = signed_in(town.grid_worker).get(page(case)).text
    assert html.count("?s=1") == 1


def test_the_panel_of_a_supervision_says_who_supervises_in_words(town, signed_in):
    case = supervised(town)
    assert "Supervised: District" in part(signed_in(town.grid_worker).get(page(case)).text, 'id="h-sup"')


def test_who_acted_in_another_window_is_not_told_that_somebody_else_did(town, signed_in):
    case = town.handled(now=timezone.now())
    actions.note(case.pk, by=town.grid_worker, seen=case.version, text="已到现场")
    sent = {"seen": case.version, "text": "已清运", "no_photo_reason": "夜间"}
    html = signed_in(town.grid_worker).post(act(case, "finish"), sent).text
    assert "You have acted on this matter yourself" in html
    assert "somebody else" not in html


def test_choosing_category_and_area_shows_what_is_open_there_above_the_words(town, signed_in):
    case = town.report(now=timezone.now())
    client = signed_in(town.unit_head)
    form = client.get(reverse("cases:report")).text
    assert form.index('id="similar"') < form.index('name="text"')
    chosen = {"chip": case.category.code, "area": case.area.code}
    answer = client.get(reverse("cases:report"), chosen, headers={"HX-Request": "true"}).text
    assert 'id="similar" aria-live="polite" hx-swap-oob="true"' in answer
    assert f"/cases/{case.number}/" in answer


def test_the_sign_in_page_says_why_one_is_there_and_that_the_text_is_kept(town, signed_in, client):
    client.cookies["django_language"] = "en"
    assert "your session has ended" not in client.get(reverse("accounts:login")).text
    assert "your session has ended" in client.get("/cases/", follow=True).text
    case = town.handled(now=timezone.now())
    form = signed_in(town.grid_worker).get(page(case)).text
    author = re.search(r'name="_author" value="([^"]+)"', form)[1]
    client.logout()
    client.cookies["django_language"] = "en"
    kept = client.post(act(case, "finish"), {"_author": author, "text": "已清运"}, follow=True)
    assert "What you had typed is kept" in kept.text


def test_whoever_refused_a_matter_is_not_named_as_having_accepted_it(town, signed_in):
    case = town.report(now=timezone.now())
    actions.refuse(case.pk, by=town.grid_leader, seen=case.version, text="不属于受理范围")
    who = signed_in(town.grid_leader).get(page(case)).text.partition('id="h-who"')[2].partition("</section>")[0]
    assert "unit_head" in who
    assert "grid_leader" not in who


def test_accepting_does_not_read_the_categories_it_does_not_show(town, signed_in):
    case = town.report(now=timezone.now())
    client = signed_in(town.grid_leader)
    sent = {"seen": case.version, "category": case.category.code, "urgency": "normal", "title": case.title}
    with CaptureQueriesContext(connection) as asked:
        assert client.post(act(case, "accept"), sent).status_code == 302
    assert not [query for query in asked if 'FROM "cases_category"' in query["sql"]]


def test_the_page_of_a_suspended_matter_costs_the_same_however_often_it_was_sent_back(town, signed_in):
    client, post = signed_in(town.grid_leader), town.grid_worker.posts.get()

    def queries(case) -> int:
        client.get(page(case))
        with CaptureQueriesContext(connection) as asked:
            assert client.get(page(case)).status_code == 200
        return len(asked)

    def suspended(case):
        until = timezone.now() + timezone.timedelta(days=2)
        reason = {"reason": PauseReason.MATERIAL, "until": until, "text": "等配件"}
        return actions.pause(case.pk, by=town.grid_leader, seen=None, **reason)

    once, often = suspended(town.handled(now=timezone.now())), town.handled(now=timezone.now())
    for _round in range(2):
        often = actions.return_(often.pk, by=town.grid_worker, seen=None, text="不归我管")
        often = actions.assign(often.pk, by=town.grid_leader, seen=None, to=actions.Target(post=post))
        often = actions.take(often.pk, by=town.grid_worker, seen=None)
    assert queries(suspended(often)) == queries(once)
