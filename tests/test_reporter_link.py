"""The reporter's link: plain words for whoever has it, nothing for anybody else."""

import pytest
from django.test import Client
from django.utils import timezone

from cases import actions
from cases.actions.intake import Reporter
from cases.enums import PauseReason, Resolved, Status, Step
from cases.models import Case, ReporterLink
from tests.town import photo

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


def residents(town, verified: bool = True) -> Case:
    make = town.verified if verified else town.handled
    return make(now=timezone.now(), source="resident", reporter=Reporter("林秀英", "13805940001"))


def at(case: Case) -> str:
    return f"/r/{actions.issue_link(case)}/"


def read(answer) -> str:
    return answer.content.decode()


def test_the_page_tells_progress_without_naming_anybody(town, client):
    html = read(client.get(at(residents(town))))
    assert "Checked and found done" in html
    assert "网格长" in html or "Grid leader" in html
    for somebody in ("grid_worker", "grid_leader", "林秀英", "13805940001"):
        assert somebody not in html


def test_what_the_staff_say_among_themselves_is_not_told(town, client):
    case = residents(town, verified=False)
    case = actions.note(case.pk, by=town.grid_worker, seen=case.version, text="内部进展说明")
    assert "内部进展说明" not in read(client.get(at(case)))


def test_no_day_is_promised_while_the_clock_stands(town, client):
    case = residents(town, verified=False)
    assert "To be done by" in read(client.get(at(case)))
    until = timezone.now() + timezone.timedelta(days=3)
    reason = {"reason": PauseReason.MATERIAL, "until": until, "text": "等配件"}
    actions.pause(case.pk, by=town.grid_leader, seen=case.version, **reason)
    assert "To be done by" not in read(client.get(at(case)))


def test_nothing_of_the_page_is_kept_or_passed_on(town, client):
    answer = client.get(at(residents(town)))
    assert answer["Referrer-Policy"] == "no-referrer"
    assert "no-store" in answer["Cache-Control"]
    assert "noindex" in answer["X-Robots-Tag"]


@pytest.mark.parametrize("token", ["unknown", "a" * 22, "../x"])
def test_an_unknown_link_is_told_in_plain_words(client, token):
    answer = client.get(f"/r/{token.replace('/', '%2F')}/")
    assert answer.status_code == 404


def test_an_expired_or_replaced_link_no_longer_opens(town, client):
    case = residents(town)
    old, new = at(case), at(case)
    assert client.get(old).status_code == 404
    ReporterLink.objects.filter(revoked_at=None).update(expires_at=timezone.now())
    answer = client.get(new)
    assert answer.status_code == 404
    assert "Whoever took your report can give you a new link." in read(answer)


def test_the_reporter_rates_without_an_account(town, client):
    case = residents(town)
    answer = client.post(at(case), {"rating": "4", "resolved": "partly", "text": "还差一点"})
    assert answer.status_code == 302
    case.refresh_from_db()
    assert (case.rating, case.resolved, case.rating_words) == (4, Resolved.PARTLY, "还差一点")
    assert case.step == Step.FOLLOW_UP


def test_not_fixed_opens_the_matter_again_once(town, client):
    case = residents(town)
    url = at(case)
    client.post(url, {"rating": "1", "resolved": "no", "text": "井盖还在晃"})
    case.refresh_from_db()
    assert (case.status, case.step, case.reopened) == (Status.OPEN, Step.ASSIGNMENT, 1)
    assert client.post(url, {"rating": "1", "resolved": "no"}).status_code == 409
    case.refresh_from_db()
    assert case.reopened == 1


def test_whoever_says_it_is_not_fixed_reads_that_it_is_opened_again_also_after_a_second_tap(town, client):
    link = at(residents(town))
    said = {"resolved": "no", "rating": 1, "text": "还是响"}
    taps = [client.post(link, said) for _tap in range(2)]
    assert [tap.status_code for tap in taps] == [302, 302]
    assert "It was opened again" in read(client.get(link))


def test_what_a_second_reader_of_the_link_typed_too_late_is_given_back(town, client):
    link = at(residents(town))
    client.post(link, {"resolved": "no", "rating": 1, "text": "还是响"})
    answer = client.post(link, {"resolved": "yes", "rating": 5, "text": "我这边已经好了"})
    assert answer.status_code == 409
    assert "我这边已经好了" in read(answer)


def test_a_rating_without_its_answers_comes_back_with_the_words(town, client):
    answer = client.post(at(residents(town)), {"text": "谢谢师傅"})
    html = read(answer)
    assert answer.status_code == 422
    assert "谢谢师傅" in html
    assert "Choose from one to five." in html
    assert "Say whether it is fixed." in html


def test_before_the_follow_up_there_is_nothing_to_rate(town, client):
    case = residents(town, verified=False)
    url = at(case)
    assert 'data-act="rate"' not in read(client.get(url))
    assert client.post(url, {"rating": "5", "resolved": "yes"}).status_code == 409


def test_the_reason_of_a_refusal_is_told(town, client):
    case = town.report(now=timezone.now(), source="resident", reporter=Reporter("林秀英", "13805940001"))
    case = actions.refuse(case.pk, by=town.grid_leader, seen=case.version, text="不属于本区管理")
    assert "不属于本区管理" in read(client.get(at(case)))


def test_a_merged_report_shows_how_the_other_matter_goes_on(town, client):
    other = town.handled(now=timezone.now())
    case = town.report(now=timezone.now(), source="resident", reporter=Reporter("林秀英", "13805940001"))
    case = actions.merge(case.pk, by=town.grid_leader, seen=case.version, into=other.number, text="同一件事")
    other.refresh_from_db()
    actions.finish(other.pk, by=town.grid_worker, seen=other.version, text="并案办结", no_photo_reason="夜间")
    html = read(client.get(at(case)))
    assert "It has been handled and is being checked." in html
    assert "并案办结" in html
    assert other.title in html or other.number not in html


def test_the_rating_of_who_reported_the_other_matter_is_not_called_ones_own(town, client):
    now = timezone.now()
    other = town.handled(now=now)
    case = town.report(now=now, source="resident", reporter=Reporter("林秀英", "13805940001"))
    actions.merge(case.pk, by=town.grid_leader, seen=case.version, into=other.number, text="同一件事")
    other = town.finish(Case.objects.get(pk=other.pk), now=now)
    other = actions.pass_(other.pk, by=town.grid_leader, seen=other.version)
    actions.rate(other.pk, by=town.unit_head, seen=other.version, rating=1, resolved=Resolved.PARTLY)
    html = read(client.get(at(case)))
    assert "Checked and found done" in html
    assert "You rated it" not in html


def test_only_photos_of_the_report_and_the_result_are_shown(town, client):
    case = residents(town, verified=False)
    case = actions.note(case.pk, by=town.grid_worker, seen=case.version, text="内部", photos=[photo(town.grid_worker)])
    case = actions.finish(
        case.pk, by=town.grid_worker, seen=case.version, text="已换", photos=[photo(town.grid_worker)]
    )
    url = at(case)
    inner, result = case.photos.order_by("pk").values_list("pk", flat=True)
    html = read(client.get(url))
    assert f"{url}photos/{result}/" in html
    assert f"{url}photos/{inner}/" not in html
    assert client.get(f"{url}photos/{inner}/").status_code == 404


def test_ratings_come_slowly(town, client):
    url = at(residents(town))
    answers = [client.post(url, {}).status_code for _nth in range(6)]
    assert answers == [422] * 5 + [429]


def test_links_are_not_guessed_by_the_thousand(client):
    answers = [client.get(f"/r/guess{nth}/").status_code for nth in range(31)]
    assert answers == [404] * 30 + [429]


def test_the_form_goes_in_though_the_browser_tells_no_origin(town):
    strict = Client(enforce_csrf_checks=True)
    answer = strict.post(at(residents(town)), {"rating": "5", "resolved": "yes"}, headers={"origin": "null"})
    assert answer.status_code == 302


def closed_unrated(town) -> Case:
    case = residents(town)
    return actions.close(case.pk, by=town.community_staff, seen=case.version, resolved=Resolved.YES, text="电话回访")


def test_a_matter_that_staff_closed_still_asks_the_reporter_and_opens_again_at_their_word(town, client):
    case = closed_unrated(town)
    url = at(case)
    assert 'data-act="rate"' in read(client.get(url))
    assert client.post(url, {"resolved": "no", "rating": 1, "text": "又坏了"}).status_code == 302
    case.refresh_from_db()
    assert (case.status, case.step, case.rating) == (Status.OPEN, Step.ASSIGNMENT, 1)


def test_whoever_has_rated_may_say_it_again_but_is_not_asked(town, client):
    case = residents(town)
    url = at(case)
    client.post(url, {"resolved": "yes", "rating": 5})
    assert "You rated it 5 of 5" in read(client.get(url))
    assert "<summary>Not so after all? Say it again</summary>" in read(client.get(url))


def test_stars_from_before_a_matter_was_reopened_are_not_those_of_its_new_result(town, client):
    case = residents(town)
    url = at(case)
    client.post(url, {"resolved": "no", "rating": 1, "text": "没修好"})
    case.refresh_from_db()
    to = actions.Target(post=town.grid_worker.posts.get())
    case = actions.assign(case.pk, by=town.grid_leader, seen=case.version, to=to)
    case = town.finish(actions.take(case.pk, by=town.grid_worker, seen=case.version), now=timezone.now())
    case = actions.pass_(case.pk, by=town.grid_leader, seen=case.version)
    case = actions.close(case.pk, by=town.community_staff, seen=case.version, resolved=Resolved.YES, text="电话回访")
    assert not case.is_rated
    html = read(client.get(url))
    assert "of 5. Thank you" not in html
    assert "<summary>Not so after all" not in html
