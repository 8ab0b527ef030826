"""Property companies: one entry a street, what they serve, rated by several, ranked, and the last one's notice."""

import datetime as dt
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import Error, IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from grids import alarms, figures, registry, why
from grids.models import CalendarYear, Notice
from grids.periods import Period
from parties.actions import last_place, property_companies, rating
from parties.models import (
    LastPlaceNotice,
    PropertyCompany,
    PropertyService,
    RatingCriterion,
    RatingPeriod,
    RatingResult,
)
from tests import factories as make
from tests import partied
from tests import partied_bodies as bodies
from tests.town import at

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)
SINCE = dt.date(2024, 5, 1)
SERVED = at("2026-05-11 09:00")  # a Monday


def register(town, firm=None, by=None, area=None, **facts):
    by = by or town.community_staff
    firm = firm or bodies.firm("东梅物业")
    return property_companies.register(area or town.community, firm, by=by, **{"since": SINCE} | facts)


def full(period, share: float = 1) -> dict[int, int]:
    return {each.pk: round(each.most * share) for each in rating.criteria(period)}


def second_street_staff(town):
    from_street = town.street_staff.posts.get().role
    return make.fresh(make.user(town.street, from_street, name="street_staff2"))


def last_one(town):
    return bodies.results(bodies.period(town.street), 92.5, 80, 61.5)[-1]


def served(town, **facts):
    return last_place.serve(last_one(town).pk, by=town.street_staff, why="综合评分末位", now=SERVED, **facts)


# companies


def test_a_company_that_serves_two_communities_is_one_entry_of_the_street(town):
    firm = bodies.firm("东梅物业")
    one = register(town, firm)
    two = register(town, firm, by=town.stranger, area=town.neighbour, compound="龙桥苑")
    assert (one.area, one.pk) == (town.street, two.pk)
    assert one.services.current().count() == 2


def test_an_organisation_that_is_no_property_company_is_refused(town):
    with pytest.raises(ValidationError) as refused:
        register(town, make.organisation())
    assert "organisation" in refused.value.error_dict


def test_a_company_is_entered_by_whoever_keeps_the_area_that_it_serves(town):
    for by in (town.stranger, town.grid_worker):
        with pytest.raises(PermissionDenied):
            register(town, by=by)


def test_a_company_is_seen_by_its_street_and_where_it_serves(town):
    made = register(town)
    seen = {name for name in ("street_staff", "community_staff", "stranger", "supervisor", "officer")
            if PropertyCompany.objects.visible_to(getattr(town, name)).exists()}  # fmt: skip
    assert seen == {"street_staff", "community_staff", "supervisor"}
    assert [reason.label for reason in why.reasons(town.community_staff, made)]


def test_it_serves_a_compound_once_and_another_street_not_at_all(town):
    made = register(town, compound="东梅小区")
    with pytest.raises(ValidationError):
        property_companies.serve(made.pk, town.community, by=town.community_staff, since=SINCE, compound="东梅小区")
    property_companies.serve(made.pk, town.community, by=town.community_staff, since=SINCE, compound="西河苑")
    elsewhere = make.area(make.area(town.district))
    by = make.fresh(make.user(elsewhere, town.community_staff.posts.get().role))
    with pytest.raises(ValidationError):
        property_companies.serve(made.pk, elsewhere, by=by, since=SINCE)


def test_it_stops_to_serve_an_area_with_the_reason(town):
    made = register(town)
    service, by = made.services.get(), town.community_staff
    with pytest.raises(ValidationError):
        property_companies.stop(service.pk, by=by, why=" ")
    assert property_companies.stop(service.pk, by=by, why="合同到期").until == timezone.localdate()
    with pytest.raises(ValidationError):
        property_companies.stop(service.pk, by=by, why="合同到期")


def test_a_company_that_leaves_serves_nothing_any_more_and_may_come_back(town):
    firm = bodies.firm("东梅物业")
    made = register(town, firm)
    with pytest.raises(PermissionDenied):
        property_companies.leave(made.pk, by=town.community_staff, why="撤场")
    property_companies.leave(made.pk, by=town.street_staff, why="撤场")
    assert not PropertyService.objects.current().exists()
    assert register(town, firm) != made


def test_a_company_is_red_while_its_organisation_has_a_branch(town):
    made = register(town)
    branch = partied.organization(town.community, "东梅物业党支部", "property", organisation=made.organisation)
    assert PropertyCompany.objects.with_whether_red().get().is_red
    branch.dissolved_on = timezone.localdate()
    branch.save()
    assert not PropertyCompany.objects.with_branch().exists()


def test_nothing_of_a_company_is_deleted(town):
    register(town)
    for rows in (PropertyService.objects.all(), PropertyCompany.objects.all()):
        with pytest.raises(Error), transaction.atomic():
            rows.delete()


# rating


def test_a_period_is_rated_by_the_criteria_that_held_on_its_first_day(town):
    today, by = timezone.localdate(), town.street_staff
    running = bodies.period(town.street)
    general = rating.criteria(running)
    own = rating.add_criterion(town.street, by=by, since=today + DAY, name_zh="电梯", name_en="Lifts", most=10)
    coming = bodies.period(town.street, name="下季", starts_on=today + DAY, ends_on=today + 90 * DAY)
    assert (len(general), rating.criteria(running), rating.criteria(coming)) == (5, general, [own])
    rating.end_criterion(own.pk, by=by, until=today + 30 * DAY, why="并入设施")
    later = bodies.period(town.street, name="再下季", starts_on=today + 40 * DAY, ends_on=today + 90 * DAY)
    assert (rating.criteria(coming), rating.criteria(later)) == ([own], general)


def test_criteria_do_not_change_today_nor_everywhere_by_a_street(town):
    today, by = timezone.localdate(), town.street_staff
    with pytest.raises(ValidationError):
        rating.add_criterion(town.street, by=by, since=today, name_zh="电梯", name_en="Lifts", most=10)
    with pytest.raises(PermissionDenied):
        rating.end_criterion(RatingCriterion.objects.get(code="clean").pk, by=by, until=today + DAY, why="不用")


def test_the_score_is_the_mean_of_the_cards_as_a_share_of_all_points(town):
    made, period = register(town), bodies.period(town.street)
    rating.rate(period.pk, made.pk, full(period), by=town.street_staff)
    rating.rate(period.pk, made.pk, full(period, 0), by=town.community_staff)
    assert rating.scores(period) == {made.pk: rating.Score(Decimal("50.0"), 2)}


def test_the_same_person_corrects_their_own_card(town):
    made, period = register(town), bodies.period(town.street)
    for share in (0.2, 1):
        card = rating.rate(period.pk, made.pk, full(period, share), by=town.street_staff, words="复查")
    assert (made.cards.count(), rating.scores(period)[made.pk].mean) == (1, 100)
    assert card.lines.count() == 5


def test_it_is_rated_by_whoever_keeps_its_street_or_an_area_that_it_serves(town):
    made, period = register(town), bodies.period(town.street)
    for by in (town.stranger, town.grid_worker, town.supervisor):
        with pytest.raises(PermissionDenied):
            rating.rate(period.pk, made.pk, full(period), by=by)
    assert rating.rate(period.pk, made.pk, full(period), by=town.community_staff)


@pytest.mark.parametrize("wrong", ["missing", "too many", "none"])
def test_every_criterion_gets_points_between_nothing_and_the_most(town, wrong):
    made, period = register(town), bodies.period(town.street)
    points = full(period)
    key = next(iter(points))
    if wrong == "missing":
        del points[key]
    else:
        points[key] = 101 if wrong == "too many" else -1
    with pytest.raises(ValidationError):
        rating.rate(period.pk, made.pk, points, by=town.street_staff)


def test_nothing_is_rated_before_a_period_nor_after_it_was_closed_nor_in_another_street(town):
    made, today = register(town), timezone.localdate()
    coming = bodies.period(town.street, name="下季", starts_on=today + DAY, ends_on=today + 9 * DAY)
    closed = bodies.period(town.street, name="上季", closed_at=timezone.now())
    beside = bodies.period(make.area(town.district), name="别街")
    for period in (coming, closed, beside):
        with pytest.raises(ValidationError):
            rating.rate(period.pk, made.pk, full(period), by=town.street_staff)


def test_a_company_that_one_person_rated_has_no_result(town):
    period = bodies.period(town.street)
    twice, once = register(town), register(town, bodies.firm("西河物业"))
    for by in (town.street_staff, town.community_staff):
        rating.rate(period.pk, twice.pk, full(period, 0.5), by=by)
    rating.rate(period.pk, once.pk, full(period), by=town.street_staff)
    rating.close(period.pk, by=town.street_staff)
    result = RatingResult.objects.get()
    assert (result.company, result.raters, result.rank) == (twice, 2, 1)


def test_equal_scores_share_a_place(town):
    period, shares = bodies.period(town.street), {"甲": 0.2, "乙": 1, "丙": 1}
    for name, share in shares.items():
        made = register(town, bodies.firm(name))
        for by in (town.street_staff, town.community_staff):
            rating.rate(period.pk, made.pk, full(period, share), by=by)
    rating.close(period.pk, by=town.street_staff)
    ranks = dict(RatingResult.objects.values_list("company__name", "rank"))
    assert ranks == {"甲": 3, "乙": 1, "丙": 1}


def test_a_period_is_closed_once_it_is_over_and_there_is_a_result_by_its_street(town):
    today = timezone.localdate()
    running = bodies.period(town.street, ends_on=today)
    over = bodies.period(town.street, name="上季")
    for period in (running, over):
        with pytest.raises(ValidationError):
            rating.close(period.pk, by=town.street_staff)
    with pytest.raises(PermissionDenied):
        rating.close(over.pk, by=town.community_staff)


def test_a_result_stays_as_it_is(town):
    result = last_one(town)
    with pytest.raises(Error), transaction.atomic():
        RatingResult.objects.filter(pk=result.pk).update(score=99)


# the last place


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


# pages and numbers


def test_a_company_is_entered_through_the_form(town, signed_in):
    bodies.firm("东梅物业")
    said = {"organisation": "东梅物业", "area": town.community.code, "compound": "东梅小区", "since": "2024-05-01"}
    client, address = signed_in(town.community_staff), reverse("parties:property:new_company")
    assert client.post(address, said | {"organisation": "没有的物业"}).status_code == 422
    assert client.post(address, said).status_code == 302
    assert PropertyService.objects.get().compound == "东梅小区"


def test_a_card_is_filled_in_on_its_page_and_comes_back_with_what_was_typed(town, signed_in):
    made, period = register(town), bodies.period(town.street)
    client, address = signed_in(town.community_staff), reverse("parties:property:rate", args=[made.ref, period.ref])
    said = {f"points_{key}": value for key, value in full(period).items()}
    wrong = client.post(address, said | {next(iter(said)): 999, "words": "很好"})
    assert (wrong.status_code, wrong.context["form"]["words"].value()) == (422, "很好")
    assert client.post(address, said).status_code == 302
    assert client.get(address).context["form"][next(iter(said))].value() == 15
    assert rating.scores(period)[made.pk].mean == 100


def test_an_open_period_shows_how_many_cards_there_are_and_nobodys_points(town, signed_in):
    made, period = register(town), bodies.period(town.street)
    rating.rate(period.pk, made.pk, full(period, 0.44), by=town.community_staff)
    page = signed_in(town.street_staff).get(period.get_absolute_url())
    assert [line["cards"] for line in page.context["companies"]] == [1]
    assert "44" not in page.content.decode().split("<main")[1].split("</main")[0].replace(made.ref, "").replace(
        period.ref, ""
    )


def test_a_period_is_closed_and_ranked_on_its_page(town, signed_in):
    made, period = register(town), bodies.period(town.street)
    for by in (town.street_staff, town.community_staff):
        rating.rate(period.pk, made.pk, full(period, 0.8), by=by)
    client = signed_in(town.street_staff)
    assert client.post(reverse("parties:property:close_period", args=[period.ref])).status_code == 302
    context = client.get(period.get_absolute_url()).context
    assert ([line["row"].score for line in context["results"]], context["mean"]) == ([80], 80)


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


def number(town, key):
    figure = figures.figures[f"parties.{key}"]
    rows = figure.rows(Period.named("today", timezone.localdate()))
    return figure.total(rows.filter(figure.table.within(town.street)))


def test_the_numbers_of_companies_are_rates_with_both_their_parts(town):
    red = register(town)
    partied.organization(town.community, "东梅物业党支部", "property", organisation=red.organisation)
    bodies.results(bodies.period(town.street), 92.5, 80)
    keys = ("property_companies", "property_with_branch", "property_rated", "property_points", "property_most_points")
    assert [number(town, key) for key in keys] == [3, 1, 2, Decimal("172.5"), 200]
    assert figures.rates["parties.property_score"].whole == "parties.property_most_points"


@pytest.mark.parametrize(
    ("key", "page", "total"),
    [("property_companies", "companies", 2), ("property_rated", "companies", 2), ("property_points", "results", 150)],
)
def test_a_number_opens_its_rows(town, signed_in, key, page, total):
    bodies.results(bodies.period(town.street), 90, 60)
    bodies.company(town.street, ended_on=timezone.localdate(), ending="left")
    query = {"figure": f"parties.{key}", "area": town.street.code}
    answer = signed_in(town.street_staff).get(reverse(f"parties:property:{page}"), query)
    assert (answer.context["total"], len(answer.context["rows"])) == (total, 2)


@pytest.mark.parametrize("page", ["companies", "periods", "results", "notices", "criteria"])
def test_a_list_costs_the_same_for_one_row_and_for_five(town, signed_in, page, django_assert_max_num_queries):
    client, address = signed_in(town.street_staff), reverse(f"parties:property:{page}")

    def more(many):
        for _each in range(many):
            name = f"期{RatingPeriod.objects.count()}"
            period = bodies.period(town.street, name=name)
            bodies.notice(bodies.results(period, 90, 60)[-1])
            RatingCriterion.objects.create(area=town.street, name_zh=name, name_en=name, most=5, since=SINCE)

    more(1)
    client.get(address)
    with django_assert_max_num_queries(99) as first:
        client.get(address)
    more(4)
    with django_assert_max_num_queries(len(first)):
        assert len(client.get(address).context["rows"]) >= 5
