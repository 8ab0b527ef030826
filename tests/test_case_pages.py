"""The page of a matter: what it says, what it offers, and what becomes of a form sent from it."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from cases import actions
from cases.enums import Act, Status, Step
from cases.models import Case, CasePhoto
from grids.models import Area, StoredFile
from tests import factories as make
from tests.test_uploads import picture
from tests.town import photo as make_photo

pytestmark = pytest.mark.django_db


def page(case: Case) -> str:
    return reverse("cases:detail", args=[case.number])


def act(case: Case, name: str) -> str:
    return reverse("cases:act", args=[case.number, name])


def acts_on(html: str) -> set[str]:
    return set(re.findall(r'data-act="(\w+)"', html))


def now_reported(town, **facts) -> Case:
    return town.report(now=timezone.now(), **facts)


def test_the_page_offers_exactly_the_acts_of_the_person(town, signed_in):
    case = now_reported(town)
    assert acts_on(signed_in(town.grid_leader).get(page(case)).text) == {
        "accept",
        "refuse",
        "merge",
        "escalate",
        "note",
    }
    assert acts_on(signed_in(town.unit_head).get(page(case)).text) == {"withdraw", "note"}
    assert acts_on(signed_in(town.supervisor).get(page(case)).text) == {"supervise"}


def test_the_phones_one_button_sends_the_form_that_was_opened(town, signed_in):
    case = now_reported(town)
    client = signed_in(town.grid_leader)
    dock = r'll-dock.*<button class="btn btn-(?:primary|danger)" form="f-(\w+)"'
    assert re.search(dock, client.get(page(case)).text)[1] == Act.ACCEPT
    assert re.search(dock, client.get(page(case), {"act": Act.REFUSE}).text)[1] == Act.REFUSE


def test_before_and_after_say_when_they_were_taken_in(town, signed_in):
    case = town.handled(photos=[make_photo(town.unit_head, "before.jpg")])
    case = town.finish(case, photos=[make_photo(town.grid_worker)])
    html = signed_in(town.grid_leader).get(page(case)).text
    assert len(re.findall(r"<figcaption>(?:Before|After) · [^<]+</figcaption>", html)) == 2
    first, last = re.findall(r'<img src="([^"]+)" srcset="[^"]+ 320w, ([^" ]+) 1600w"', html)
    assert first != last
    assert first[0] == f"{first[1]}?s=1"


def test_whoever_reported_it_is_asked_for_their_own_rating(town, signed_in):
    case = now_reported(town)
    Case.objects.filter(pk=case.pk).update(step=Step.FOLLOW_UP)
    assert "Enter the reporter" not in signed_in(town.unit_head).get(page(case)).text
    assert "Enter the reporter" in signed_in(town.community_staff).get(page(case)).text


def test_whoever_decides_on_more_time_reads_what_was_asked_and_why(town, signed_in):
    case = town.handled(now=timezone.now())
    actions.extend(case.pk, by=town.grid_worker, seen=case.version, amount=1, text="the part comes on Monday")
    panel = signed_in(town.community_staff).get(page(case)).text.partition('id="next"')[2].partition("</section>")[0]
    assert "the part comes on Monday" in panel


def test_the_neighbour_finds_no_such_matter(town, signed_in):
    case = now_reported(town)
    client = signed_in(town.stranger)
    assert client.get(page(case)).status_code == 404
    assert client.get(reverse("cases:why", args=[case.number])).status_code == 404
    assert client.post(act(case, "accept"), {"seen": case.version}).status_code == 404


def test_the_page_says_by_which_post_and_area_one_sees_the_matter(town, signed_in):
    case, by = town.report(), town.grid_leader
    said = signed_in(by).get(page(case)).text.split('<details class="ll-why">')[1].split("</details>")[0]
    post = by.posts.get()
    assert f'<a href="/posts/{post.pk}/">{post.role.name_en}</a> · {town.grid.name}' in " ".join(said.split())


def test_the_page_calls_a_town_a_town(town, signed_in):
    Area.objects.filter(pk=town.street.pk).update(name="西天尾镇")
    case = now_reported(town)
    for by in (town.grid_leader, town.community_staff):
        case = actions.escalate(case.pk, by=by, seen=case.version, text="本级办不了")
    record = signed_in(town.grid_leader).get(page(case)).text.split('class="ll-tl"')[1]
    assert "Town" in record
    assert "Street" not in record


def test_a_matter_goes_round_through_its_pages(town, signed_in):
    case = now_reported(town)

    def do(user, name, **data):
        case.refresh_from_db()
        answer = signed_in(user).post(act(case, name), {"seen": case.version, **data})
        assert answer.status_code == 302, answer.text
        case.refresh_from_db()

    do(town.grid_leader, "accept", category="environment-waste", urgency="normal", title=case.title)
    assert case.step == Step.ASSIGNMENT
    do(town.grid_leader, "assign", to=f"post:{town.grid_worker.posts.get().pk}")
    do(town.grid_worker, "take")
    do(town.grid_worker, "finish", text="已清运", no_photo_reason="夜间无法拍照", quantity="3", quantity_unit="车")
    assert (case.step, case.quantity) == (Step.VERIFICATION, 3)
    do(town.grid_leader, "pass")
    do(town.unit_head, "rate", rating="5", resolved="yes", text="很快")
    do(town.community_staff, "close")
    assert (case.status, case.rating) == (Status.CLOSED, 5)
    html = signed_in(town.unit_head).get(page(case)).text
    assert "grid_worker" in html
    assert "已清运" in html
    assert "3 车" in html


def test_what_is_missing_is_said_at_the_field_and_what_was_typed_stays(town, signed_in):
    case = town.handled(now=timezone.now())
    answer = signed_in(town.grid_worker).post(
        act(case, "finish"), {"seen": case.version, "text": "已经清走三车垃圾", "quantity": "viel"}
    )
    html = answer.text
    assert answer.status_code == 422
    assert "已经清走三车垃圾" in html
    assert 'value="viel"' in html
    assert 'class="ll-errsum" role="alert"' in html
    assert 'href="#finish-quantity"' in html
    assert 'id="finish-quantity"' in html


def test_the_actions_refusal_stands_at_its_field(town, signed_in):
    case = town.handled(now=timezone.now())
    answer = signed_in(town.grid_worker).post(act(case, "finish"), {"seen": case.version, "text": "已清运"})
    html = answer.text
    assert answer.status_code == 422
    assert "Add a photo, or write why there is none." in html
    assert 'href="#finish-photos"' in html
    assert '<details class="ll-fold-more" open>' in html  # the reason why there is none is asked for in there


def test_photos_outlive_an_error_elsewhere_in_the_form(town, signed_in):
    case = town.handled(now=timezone.now())
    client = signed_in(town.grid_worker)
    photo = SimpleUploadedFile("after.jpg", picture(), "image/jpeg")
    answer = client.post(act(case, "finish"), {"seen": case.version, "text": "", "photos": photo})
    assert answer.status_code == 422
    kept = re.search(r'name="kept" value="([^"]+)"', answer.text)[1]
    shown = re.search(r'<img src="(/cases/photos/[^"]+)"', answer.text)[1]
    assert client.get(shown)["Content-Type"] == "image/jpeg"
    assert signed_in(town.grid_leader).get(shown).status_code == 404

    answer = signed_in(town.grid_worker).post(
        act(case, "finish"), {"seen": case.version, "text": "已清运", "kept": kept}
    )
    assert answer.status_code == 302
    assert CasePhoto.objects.get(case=case).file == StoredFile.objects.get()


def test_photos_kept_for_one_person_are_not_taken_from_another(town, signed_in):
    case = town.handled(now=timezone.now())
    client = signed_in(town.grid_leader)
    photo = SimpleUploadedFile("x.jpg", picture(), "image/jpeg")
    kept = re.search(
        r'name="kept" value="([^"]+)"', client.post(act(case, "note"), {"seen": case.version, "photos": photo}).text
    )[1]
    answer = signed_in(town.grid_worker).post(
        act(case, "finish"), {"seen": case.version, "text": "已清运", "kept": kept}
    )
    assert answer.status_code == 422
    assert not CasePhoto.objects.exists()


def test_a_file_that_is_no_photo_is_refused_with_its_reason(town, signed_in):
    case = town.handled(now=timezone.now())
    wrong = SimpleUploadedFile("x.jpg", b"MZ not a photo", "image/jpeg")
    answer = signed_in(town.grid_worker).post(
        act(case, "note"), {"seen": case.version, "text": "说明", "photos": wrong}
    )
    assert answer.status_code == 422
    assert "JPEG, PNG and WebP are taken" in answer.text
    assert not case.acts.filter(act=Act.NOTE).exists()


def test_photos_are_shown_only_to_those_who_see_the_matter(town, signed_in):
    case = town.handled(now=timezone.now())
    client = signed_in(town.grid_worker)
    photo = SimpleUploadedFile("x.jpg", picture(), "image/jpeg")
    client.post(act(case, "note"), {"seen": case.version, "text": "说明", "photos": photo})
    url = reverse("cases:photo", args=[case.number, CasePhoto.objects.get().pk])
    answer = client.get(url)
    assert (answer.status_code, answer["X-Content-Type-Options"]) == (200, "nosniff")
    assert answer["Cache-Control"].startswith("private")
    assert signed_in(town.stranger).get(url).status_code == 404


def test_who_acts_second_is_told_what_was_done_and_keeps_their_words(town, signed_in):
    case = now_reported(town)
    seen = case.version
    actions.accept(case.pk, by=town.grid_worker, seen=seen)
    answer = signed_in(town.grid_leader).post(act(case, "refuse"), {"seen": seen, "text": "重复上报"})
    html = answer.text
    assert answer.status_code == 409
    assert "grid_worker" in html
    assert "accepted" in html
    assert "重复上报" in html
    case.refresh_from_db()
    assert case.status == Status.OPEN

    version = re.search(r'id="f-refuse".*?name="seen" value="(\d+)"', html, re.S)[
        1
    ]  # still possible, so it may be sent again
    assert int(version) == case.version


def test_an_act_that_is_no_longer_possible_is_refused_kindly(town, signed_in):
    case = now_reported(town)
    case = actions.refuse(case.pk, by=town.grid_leader, seen=case.version, text="不属实")
    answer = signed_in(town.grid_leader).post(act(case, "accept"), {"seen": case.version, "text": "我的说明"})
    assert answer.status_code == 409
    assert "我的说明" in answer.text


def test_an_act_that_is_others_to_do_is_forbidden(town, signed_in):
    case = now_reported(town)
    assert signed_in(town.unit_head).post(act(case, "accept"), {"seen": case.version}).status_code == 403
    assert case.acts.count() == 1


def test_an_unknown_act_is_no_page(town, signed_in):
    case = now_reported(town)
    assert signed_in(town.grid_leader).post(act(case, "delete"), {"seen": case.version}).status_code == 404


def test_assigning_offers_those_who_can_handle_it_nearest_first(town, signed_in):
    case = now_reported(town)
    case = actions.accept(case.pk, by=town.grid_leader, seen=case.version)
    html = signed_in(town.grid_leader).get(page(case)).text
    offered = re.findall(r'value="((?:post|area|department):[\w-]+)"( selected)?', html)
    assert offered[0] == (f"post:{town.unit_head.posts.get().pk}", "")  # the nearest first, nobody chosen beforehand
    assert ("department:town-police", "") in offered
    assert not [value for value, chosen in offered if chosen]
    assert f"post:{town.stranger.posts.get().pk}" not in html


def test_what_is_missing_of_a_photo_opens_the_fold_where_its_reason_stands(town, signed_in):
    case = town.handled(now=timezone.now())
    answer = signed_in(town.grid_worker).post(act(case, "finish"), {"seen": case.version, "text": "已换新"})
    assert answer.status_code == 422
    fold = re.search(r"<details[^>]*>(?:(?!</details>).)*no_photo_reason", answer.text, re.DOTALL)
    assert " open" in fold[0].split(">")[0]


def test_whoever_loses_sight_of_a_matter_by_their_act_comes_to_the_desk(town, signed_in):
    case = now_reported(town)
    case = actions.accept(case.pk, by=town.grid_leader, seen=case.version)
    case = actions.assign(case.pk, by=town.grid_leader, seen=case.version, to=actions.Target(department=town.police))
    answer = signed_in(town.officer).post(act(case, "return"), {"seen": case.version, "text": "不归我们管"})
    assert answer["Location"] == "/"


def test_steps_a_channel_has_not_are_not_shown_as_done(town, signed_in):
    case = now_reported(town, source="hotline", reporter=actions.intake.Reporter())
    html = signed_in(town.grid_leader).get(page(case)).text
    steps = re.findall(r'class="ll-step is-(\w+)"', html)
    assert steps == ["skip", "skip", "now", "next", "next", "next", "next"]
    assert "Came in by: Hotline 12345" in html


def test_the_step_in_which_a_matter_was_refused_is_not_shown_as_done(town, signed_in):
    case = town.report(now=timezone.now())
    actions.refuse(case.pk, by=town.grid_leader, seen=case.version, text="不属于受理范围")
    steps = re.findall(r'<li class="ll-step is-(\w+)"', signed_in(town.grid_leader).get(page(case)).text)
    assert steps == ["past", "past", "stop", "next", "next", "next", "next"]


def test_why_this_deadline_lists_every_day(town, signed_in):
    case = town.handled(now=timezone.now())
    html = signed_in(town.grid_worker).get(reverse("cases:why", args=[case.number])).text
    step = case.steps.get(left_at=None)
    assert html.count("<tr><td") >= step.amount
    assert html.count("<tr><td") >= step.amount


def test_a_resident_is_masked_and_revealed_only_with_a_reason(town, signed_in):
    reporter = actions.intake.Reporter("林秀英", "13805940001")
    case = now_reported(town, source="resident", reporter=reporter)
    client = signed_in(town.grid_leader)
    html = client.get(page(case)).text
    assert "13805940001" not in html
    assert "林秀英" not in html
    assert "138****0001" in html
    url = reverse("cases:reveal", args=[case.number, "reporter_phone"])
    assert "13805940001" not in client.get(url).text
    assert "13805940001" in client.post(url, {"reason": "contact"}).text
    assert signed_in(town.stranger).post(url, {"reason": "contact"}).status_code == 404


def test_the_page_costs_as_many_queries_with_many_acts_as_with_few(town, signed_in):
    case = town.handled(now=timezone.now())
    client = signed_in(town.grid_worker)
    client.get(page(case))
    with CaptureQueriesContext(connection) as few:
        client.get(page(case))
    for _nth in range(5):
        case = actions.note(case.pk, by=town.grid_worker, seen=case.version, text="进展")
    with CaptureQueriesContext(connection) as many:
        client.get(page(case))
    assert len(many) == len(few) <= 12


def test_the_record_says_what_accepting_a_matter_corrected(town, signed_in):
    case = now_reported(town, place="南门", people_affected=3, is_confidential=True)
    client = signed_in(town.grid_leader)
    corrected = {"category": "facility-manhole", "urgency": "urgent", "title": "井盖破损", "place": "北门"}
    point = {"lng": "119.008512", "lat": "25.441236"}
    client.post(act(case, "accept"), {"seen": case.version, "people_affected": "12"} | corrected | point)
    html = client.get(page(case)).text
    for words in (
        f"Category: {case.category.label} → Manhole covers",
        "Urgency: Normal → Urgent",
        f"Title: {case.title} → 井盖破损",
        "Place: 南门 → 北门",
        "People affected: 3 → 12",
        "Confidential: yes → no",
        "Position: – → 25.441236° N, 119.008512° E",
    ):
        assert words in html
    assert "Collective:" not in html


def test_an_acceptance_that_corrects_nothing_says_nothing_of_it(town, signed_in):
    case = now_reported(town, place="南门")
    client = signed_in(town.grid_leader)
    sent = {
        "category": case.category.code,
        "urgency": "normal",
        "title": case.title,
        "place": "南门",
        "lng": "",
        "lat": "",
    }
    client.post(act(case, "accept"), {"seen": case.version} | sent)
    assert case.acts.get(act=Act.ACCEPT).data == {}


def test_a_colleague_is_added_to_the_team_of_a_confidential_matter_and_taken_out(town, signed_in):
    case = now_reported(town, is_confidential=True)
    assert signed_in(town.street_staff).get(page(case)).status_code == 404
    client = signed_in(town.grid_leader)
    data = {"person": town.street_staff.username, "seen": case.version}
    assert client.post(act(case, "join"), data).status_code == 302
    assert "street_staff" in signed_in(town.street_staff).get(page(case)).text
    case.refresh_from_db()
    data |= {"seen": case.version, "text": "不再参与"}
    assert signed_in(town.grid_leader).post(act(case, "leave"), data).status_code == 302
    assert signed_in(town.street_staff).get(page(case)).status_code == 404


def test_another_hat_in_which_the_step_is_theirs_is_offered(town, signed_in):
    case = now_reported(town)
    worker = town.unit_head
    make.post(worker, town.grid, role=town.grid_leader.posts.get().role)
    client = signed_in(worker)
    session = client.session
    session["hat"] = "unit_head.0"
    session.save()
    html = client.get(page(case)).text
    assert "You may act on it as Grid leader." in html
    client.post("/accounts/hat/", {"hat": "grid_leader.0", "next": page(case)})
    assert "accept" in acts_on(client.get(page(case)).text)


def test_every_template_of_the_page_renders_in_chinese(town, client):
    case = town.handled(now=timezone.now())
    client.force_login(town.grid_worker, backend="grids.backends.StaffBackend")
    answer = client.get(page(case))
    assert answer.status_code == 200
    assert 'lang="zh-hans"' in answer.text
