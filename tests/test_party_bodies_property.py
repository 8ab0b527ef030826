"""Property companies: one entry a street, what they serve, rated by several, ranked, and the last one's notice."""

import datetime as dt
import re
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import Error, transaction
from django.urls import reverse
from django.utils import timezone

from grids import figures, why
from grids.days.periods import Period
from parties.actions import property_companies, rating
from parties.models import (
    PropertyCompany,
    PropertyService,
    RatingCriterion,
    RatingPeriod,
    RatingResult,
    Scorecard,
    ScoreLine,
)
from tests import factories as make, partied, partied_bodies as bodies
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


def test_a_service_that_is_to_begin_later_is_taken_back(town):
    made, to_come = register(town), timezone.localdate() + 9 * DAY
    service = property_companies.serve(made.pk, town.grid, by=town.community_staff, since=to_come)
    assert property_companies.stop(service.pk, by=town.community_staff, why="写错了").until == to_come


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
    assert not PropertyCompany.objects.with_whether_red().get().is_red


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


def test_a_company_that_came_after_a_period_is_not_rated_in_it(town, signed_in):
    made, period = register(town, since=timezone.localdate()), bodies.period(town.street)
    with pytest.raises(ValidationError):
        rating.rate(period.pk, made.pk, full(period), by=town.street_staff)
    for _nth in range(2):  # cards of before that was asked
        card = Scorecard.objects.create(period=period, company=made, rater=make.user(), at=timezone.now())
        ScoreLine.objects.create(card=card, criterion=rating.criteria(period)[0], points=1)
    with pytest.raises(ValidationError):
        rating.close(period.pk, by=town.street_staff)
    client = signed_in(town.street_staff)
    assert client.get(period.get_absolute_url()).context["companies"] == []
    assert client.get(made.get_absolute_url()).context["periods"] == []


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
    result = bodies.results(bodies.period(town.street), 92.5, 61.5)[-1]
    with pytest.raises(Error), transaction.atomic():
        RatingResult.objects.filter(pk=result.pk).update(score=99)


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
    main = page.content.decode().split("<main")[1].split("</main")[0]
    read = re.sub(r"<[^>]*>|\d\d:\d\d", " ", main)  # no address and no time of day
    assert not re.search(r"\b44\b", read)


def test_a_period_is_closed_and_ranked_on_its_page(town, signed_in):
    made, period = register(town), bodies.period(town.street)
    for by in (town.street_staff, town.community_staff):
        rating.rate(period.pk, made.pk, full(period, 0.8), by=by)
    client = signed_in(town.street_staff)
    assert client.post(reverse("parties:property:close_period", args=[period.ref])).status_code == 302
    context = client.get(period.get_absolute_url()).context
    assert ([line["row"].score for line in context["results"]], context["mean"]) == ([80], 80)


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


@pytest.mark.parametrize(("staff", "offered"), [("street_staff", True), ("community_staff", False)])
def test_who_keeps_no_street_is_not_offered_its_periods_and_criteria(town, client, staff, offered):
    client.force_login(getattr(town, staff), backend="grids.backends.StaffBackend")
    for page, new in (("periods", "new_period"), ("criteria", "new_criterion")):
        html = client.get(reverse(f"parties:property:{page}")).text
        assert (reverse(f"parties:property:{new}") in html) is offered
