"""末位淘汰: the last company gets a notice with a deadline that says why; another person decides."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from grids import alarms, registry
from grids.models import CalendarYear, Notice
from parties.actions import last_place, property_companies
from parties.models import LastPlaceNotice, PropertyCompany, PropertyService
from tests import factories as make, partied_bodies as bodies
from tests.town import at

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)
SINCE = dt.date(2024, 5, 1)
SERVED = at("2026-05-11 09:00")  # a Monday


def second_street_staff(town):
    from_street = town.street_staff.posts.get().role
    return make.fresh(make.user(town.street, from_street, name="street_staff2"))


def last_one(town):
    return bodies.results(bodies.period(town.street), 92.5, 80, 61.5)[-1]


def served(town, **facts):
    return last_place.serve(last_one(town).pk, by=town.street_staff, why="综合评分末位", now=SERVED, **facts)


def test_only_the_last_of_a_period_gets_a_notice_and_only_one(town):
    first, *_middle, last = bodies.results(bodies.period(town.street), 92.5, 80, 61.5)
    with pytest.raises(ValidationError):
        last_place.serve(first.pk, by=town.street_staff, why="末位")
    assert last_place.serve(last.pk, by=town.street_staff, why="末位").result == last
    with pytest.raises(ValidationError):
        last_place.serve(last.pk, by=town.street_staff, why="末位")


@pytest.mark.parametrize("scores", [(70,), (70, 70)])
def test_one_alone_and_all_at_one_score_are_nobodys_last(town, scores):
    result = bodies.results(bodies.period(town.street), *scores)[-1]
    with pytest.raises(ValidationError):
        last_place.serve(result.pk, by=town.street_staff, why="末位")


def test_the_deadline_is_counted_in_working_days_and_says_why(town):
    notice = served(town)
    assert timezone.localtime(notice.due_at) == at("2026-05-25 17:30")
    counted = [line.counted for line in last_place.explain(notice) if line.counted]
    assert (counted[-1], notice.provisional, notice.alarm_at) == (10, False, notice.due_at)


def test_a_holiday_on_the_way_moves_the_deadline(town):
    notice = last_place.serve(last_one(town).pk, by=town.street_staff, why="末位", now=at("2026-09-28 09:00"))
    assert timezone.localtime(notice.due_at).date() > dt.date(2026, 10, 12)
    assert {line.kind for line in last_place.explain(notice)} >= {"holiday", "counted"}


def test_a_deadline_in_a_year_without_its_notice_is_counted_anew_when_it_comes(town):
    CalendarYear.objects.filter(year__gte=2027).delete()
    start = at("2026-12-28 09:00")
    notice = last_place.serve(last_one(town).pk, by=town.street_staff, why="末位", now=start)
    assert notice.provisional
    assert registry.promises["last-place notices"].rows(town.street_staff).count() == 1
    CalendarYear.objects.create(year=2027, source="国务院办公厅")
    moved = last_place.recompute(since=dt.date(2027, 1, 1), now=start + DAY)
    notice.refresh_from_db()
    assert (moved, notice.provisional, notice.alarm_at) == (0, False, notice.due_at)


def test_an_answer_is_taken_down_in_time_and_once(town):
    notice = served(town)
    late = notice.due_at + dt.timedelta(minutes=1)
    with pytest.raises(ValidationError):
        last_place.answer(notice.pk, by=town.street_staff, kind="appeal", words="评分有误", now=late)
    done = last_place.answer(notice.pk, by=town.street_staff, kind="appeal", words="评分有误", now=notice.due_at)
    assert (done.answer_kind, done.alarm_at) == ("appeal", None)
    with pytest.raises(ValidationError):
        last_place.answer(notice.pk, by=town.street_staff, kind="answer", words="再说", now=SERVED + DAY)


def test_nobody_decides_before_the_company_answered_or_the_deadline_passed(town):
    notice, other = served(town), second_street_staff(town)
    with pytest.raises(ValidationError):
        last_place.decide(notice.pk, by=other, decision="kept", why="整改到位", now=SERVED + DAY)
    assert last_place.decide(notice.pk, by=other, decision="warned", why="未答复", now=notice.due_at + DAY).decision


def test_an_appeal_is_decided_by_another_person(town):
    notice, taker = served(town), second_street_staff(town)
    last_place.answer(notice.pk, by=taker, kind="appeal", words="评分有误", now=SERVED + DAY)
    for by in (town.street_staff, taker):
        assert not last_place.may_decide(by, notice, SERVED + 2 * DAY)
        with pytest.raises(ValidationError):
            last_place.decide(notice.pk, by=by, decision="kept", why="理由成立", now=SERVED + 2 * DAY)
    third = second_street_staff(town)
    done = last_place.decide(notice.pk, by=third, decision="kept", why="理由成立", now=SERVED + 2 * DAY)
    assert (done.decision, PropertyCompany.objects.standing().count()) == ("kept", 3)


def test_the_database_keeps_the_same_person_from_deciding(town):
    notice = served(town)
    with pytest.raises(IntegrityError), transaction.atomic():
        LastPlaceNotice.objects.filter(pk=notice.pk).update(
            decision="kept", decided_at=SERVED, decided_by=town.street_staff, decision_why="x", alarm_at=None
        )


def test_an_elimination_ends_the_company_and_all_that_it_serves(town):
    notice = served(town)
    company = notice.result.company
    for since in (SINCE, timezone.localdate() + 9 * DAY):
        PropertyService.objects.create(company=company, area=town.community, compound=f"{since}", since=since)
    last_place.decide(
        notice.pk, by=second_street_staff(town), decision="eliminated", why="连续两季末位", now=notice.due_at + DAY
    )
    company.refresh_from_db()
    assert company.ending == "eliminated"
    assert not company.services.current().exists()
    with pytest.raises(ValidationError):
        property_companies.serve(company.pk, town.community, by=town.community_staff, since=SINCE)


def test_the_street_is_told_once_when_the_deadline_passes_without_an_answer(town):
    notice, other = served(town), second_street_staff(town)
    assert alarms.sweep_one("last-place notices", notice.due_at - DAY) == 0
    for _again in range(2):
        alarms.sweep_one("last-place notices", notice.due_at + DAY)
    assert list(Notice.objects.filter(kind="last_place_unanswered").values_list("user", flat=True)) == [other.pk]


def test_whoever_decides_is_told_of_an_answer(town):
    other, notice = second_street_staff(town), served(town)
    last_place.answer(notice.pk, by=town.street_staff, kind="answer", words="已整改", now=SERVED + DAY)
    assert list(Notice.objects.filter(kind="last_place_answered").values_list("user", flat=True)) == [other.pk]


def test_a_notice_is_the_streets(town):
    notice = served(town)
    assert not LastPlaceNotice.objects.visible_to(town.community_staff).exists()
    with pytest.raises(PermissionDenied):
        last_place.answer(notice.pk, by=town.community_staff, kind="answer", words="已整改", now=SERVED + DAY)


def test_a_notice_is_served_answered_and_decided_on_its_pages(town, signed_in):
    result, other = last_one(town), second_street_staff(town)
    client = signed_in(town.street_staff)
    client.post(reverse("parties:property:serve_notice", args=[result.pk]), {"why": "综合评分末位"})
    notice = LastPlaceNotice.objects.get()
    act = reverse("parties:property:notice_act", args=[notice.ref, "answer"])
    assert client.post(act, {"kind": "appeal", "words": ""}).status_code == 422
    assert client.post(act, {"kind": "appeal", "words": "请求复核"}).status_code == 302
    act = reverse("parties:property:notice_act", args=[notice.ref, "decide"])
    assert client.post(act, {"decision": "warned", "why": "维持"}).status_code == 422
    assert signed_in(other).post(act, {"decision": "warned", "why": "维持"}).status_code == 302
    assert "请求复核" in client.get(notice.get_absolute_url()).content.decode()
    assert client.get(reverse("parties:property:notice_why", args=[notice.ref])).status_code == 200
