"""Figures: declared once, read in a fixed number of queries, each equal to the list it opens."""

import re
from datetime import date, timedelta

import pytest
from django.db import connection
from django.template import Context, Template
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation

from cases.enums import Status
from cases.models import CaseTeam
from grids import figures, tallies
from grids.days.periods import Period
from grids.enums import Kind
from grids.figures import Rate
from grids.templatetags.figures import figures_of, natural
from tests.small_ground import area, category, ground, matter, person

pytestmark = pytest.mark.django_db


@pytest.fixture
def here():
    return ground()


def month(now=None) -> Period:
    return Period.named("month", timezone.localdate(now))


def values(where, user, **more):
    return figures.of(where, user, month(), **more)


def test_an_areas_numbers_are_those_of_everything_below(here):
    staff = person("staff", here.street)
    for where in (here.units[0], here.units[1], here.grids[0], here.first, here.grids[2]):
        matter(where)
    tallies.count()
    shown = {where.code: values(where, staff)["cases.open"].value for where in here.all[1:]}
    assert shown == {
        here.street.code: 5, here.first.code: 4, here.second.code: 1,
        here.grids[0].code: 3, here.grids[1].code: 0, here.grids[2].code: 1, here.grids[3].code: 0,
        here.units[0].code: 1, here.units[1].code: 1,
    }  # fmt: skip


def test_a_unit_is_counted_live(here):
    staff = person("staff", here.street)
    tallies.count()
    matter(here.units[0])
    assert values(here.units[0], staff)["cases.open"].value == 1
    assert values(here.grids[0], staff)["cases.open"].value == 0


def test_a_rate_carries_both_its_numbers_and_nothing_of_nothing_is_no_rate(here):
    staff = person("staff", here.street)
    tallies.count()
    assert values(here.street, staff)["cases.on_time_rate"].percent is None
    matter(here.grids[0], status=Status.CLOSED, was_late=True)
    for _ in range(3):
        matter(here.grids[0], status=Status.CLOSED)
    tallies.count()
    rate = values(here.street, staff)["cases.on_time_rate"]
    assert (rate.part.value, rate.whole.value, rate.percent) == (3, 4, 75)


def test_the_figures_of_matters_count_what_they_say(here):
    staff = person("staff", here.street)
    now = timezone.now()
    dispute = category(code="dispute", is_dispute=True)
    matter(here.grids[0], due_at=now - timedelta(hours=1))
    matter(here.grids[0], due_at=now - timedelta(hours=1), paused_at=now, alarm_at=now)
    matter(here.grids[0], due_at=now + timedelta(hours=1))
    matter(here.grids[0], status=Status.REFUSED)
    closed = {"status": Status.CLOSED, "rating": 5, "rated_at": now}
    matter(here.grids[0], settled_level=Kind.UNIT, resolved="yes", **closed)
    matter(here.grids[0], settled_level=Kind.COMMUNITY, resolved="no", **(closed | {"rating": 3}))
    matter(here.grids[0], settled_level=Kind.STREET, category=dispute, resolved="yes", status=Status.CLOSED)
    matter(
        here.grids[0], settled_level=Kind.STREET, category=dispute, resolved="no", status=Status.CLOSED, was_late=True
    )
    tallies.count()
    found = {key: value.value for key, value in values(here.first, staff).items() if key in figures.figures}
    assert found == {
        "cases.reported": 8, "cases.open": 3, "cases.overdue_open": 1, "cases.closed": 4, "cases.closed_on_time": 3,
        "cases.settled_in_grid": 1, "cases.settled_in_community": 2, "cases.really_resolved": 2, "cases.rated": 2,
        "cases.satisfied": 1, "cases.disputes_concluded": 2, "cases.disputes_settled": 1,
    }  # fmt: skip


def test_confidential_rows_are_counted_for_their_team_only(here):
    outsider, insider = person("outsider", here.street), person("insider", here.street)
    matter(here.grids[0])
    secret = matter(here.grids[0], is_confidential=True)
    CaseTeam.objects.create(case=secret, user=insider)
    tallies.count()
    assert values(here.street, outsider)["cases.open"].value == 1
    assert values(here.street, insider)["cases.open"].value == 2


def test_who_may_not_see_matters_sees_no_numbers_of_them(here):
    neighbour, clerk = person("neighbour", here.second), person("clerk", here.street, grants=["read_area"])
    matter(here.grids[0])
    tallies.count()
    assert values(here.first, neighbour) == {}
    assert values(here.street, clerk) == {}


def test_whoever_asks_for_a_few_gets_these(here):
    staff = person("staff", here.street)
    matter(here.grids[0], status=Status.CLOSED)
    tallies.count()
    found = values(here.street, staff, only=["cases.open", "cases.on_time_rate"])
    assert set(found) == {"cases.open", "cases.on_time_rate", "cases.closed", "cases.closed_on_time"}
    assert found["cases.on_time_rate"].percent == 100


def test_every_number_equals_the_rows_behind_it(here):
    staff = person("staff", here.street)
    for where in here.all[2:]:
        matter(where, status=Status.CLOSED)
        matter(where, is_confidential=True)
    tallies.count()
    for key, shown in values(here.first, staff).items():
        if key in figures.figures:
            rows = figures.figures[key].rows(month()).filter(community_id=here.first.pk)
            assert shown.value == _seen(rows, staff), key


def _seen(rows, user) -> int:
    return rows.model.objects.visible_to(user).filter(pk__in=rows.values("pk")).count()


def test_children_are_told_apart_and_add_up(here):
    staff = person("staff", here.street)
    for where in (here.units[0], here.grids[0], here.first, here.street, here.grids[2]):
        matter(where)
    tallies.count()
    overview = figures.children(here.street, staff, month())
    assert overview.values["cases.open"].value == 5  # one of them is the street's own
    assert [(child.code, line["cases.open"].value) for child, line in overview.children] == [
        (here.first.code, 3),
        (here.second.code, 1),
    ]
    units = figures.children(here.grids[0], staff, month())
    assert units.values["cases.open"].value == 2
    assert [(child.code, line["cases.open"].value) for child, line in units.children] == [
        (here.units[0].code, 1),
        (here.units[1].code, 0),
    ]


def test_a_place_that_lacks_a_level_shows_what_lies_right_below(here):
    town = area(here.district, Kind.COMMUNITY, "990001900001", "直属社区")
    staff = person("staff", here.district)
    matter(town)
    matter(here.grids[0])
    tallies.count()
    lines = figures.children(here.district, staff, month()).children
    assert {child.code: line["cases.open"].value for child, line in lines} == {here.street.code: 1, town.code: 1}


def test_numbers_cost_the_same_few_queries_however_many_there_are(here, django_assert_num_queries):
    staff = person("staff", here.street)
    for rows in (1, 5):
        for _ in range(rows):
            matter(here.units[0])
        tallies.count()
        staff.scope  # noqa: B018 -- read once a request
        for where in (here.street, here.grids[0]):
            with django_assert_num_queries(2):
                figures.of(where, staff, month())
        with django_assert_num_queries(1):
            figures.of(here.units[0], staff, month())
        with django_assert_num_queries(2):  # that none of the closed rows is seen is known for a minute
            figures.children(here.street, staff, month())


def test_a_month_is_compared_with_as_many_days_of_the_month_before(here):
    staff = person("staff", here.street)
    today = timezone.localdate()
    period = Period.named("month", today)
    before = figures.midnight(period.before_start)
    matter(here.grids[0], reported_at=before)
    matter(here.grids[0], reported_at=before - timedelta(minutes=1))
    matter(here.grids[0])
    tallies.count()
    shown = values(here.street, staff)["cases.reported"]
    assert (shown.value, shown.before) == (1, 1)


@pytest.mark.parametrize(
    ("name", "today", "start", "end", "before_start", "before_end"),
    [
        ("month", "2026-05-11", "2026-05-01", "2026-05-11", "2026-04-01", "2026-04-11"),
        ("month", "2026-03-31", "2026-03-01", "2026-03-31", "2026-02-01", "2026-02-28"),
        ("month", "2026-01-05", "2026-01-01", "2026-01-05", "2025-12-01", "2025-12-05"),
        ("last_month", "2026-03-31", "2026-02-01", "2026-02-28", "2026-01-01", "2026-01-31"),
        ("quarter", "2026-02-10", "2026-01-01", "2026-02-10", "2025-10-01", "2025-11-10"),
        ("today", "2026-03-01", "2026-03-01", "2026-03-01", "2026-02-28", "2026-02-28"),
        ("nonsense", "2026-05-11", "2026-05-01", "2026-05-11", "2026-04-01", "2026-04-11"),
    ],
)
def test_periods(name, today, start, end, before_start, before_end):
    period = Period.named(name, date.fromisoformat(today))
    assert [period.start, period.end, period.before_start, period.before_end] == [
        date.fromisoformat(day) for day in (start, end, before_start, before_end)
    ]


def test_a_rate_of_undeclared_figures_is_refused():
    with pytest.raises(ValueError, match="declare"):
        figures.register(Rate("x.rate", "", "", "x.part", "x.whole"))


def test_every_figure_says_what_it_counts():
    assert figures.figures
    for entry in _everything():
        assert str(entry.label)
        assert str(entry.definition).endswith((".", "。"))


def _everything():
    return (*figures.figures.values(), *figures.rates.values())


def test_the_definitions_are_on_a_page_with_todays_rule(client, here):
    client.force_login(person("staff", here.street))
    client.cookies["django_language"] = "en"
    page = client.get(reverse("figures:list")).content.decode()
    assert "Closed on time" in page
    assert "cases." not in page  # names, not keys


def page_of(where, user, **query) -> str:
    request = RequestFactory().get("/", query)
    request.user = user
    return Template("{% load figures %}{% area_figures area %}").render(Context({"request": request, "area": where}))


def test_every_count_on_an_areas_page_opens_its_list(here):
    staff = person("staff", here.street)
    matter(here.grids[0], status=Status.CLOSED)
    matter(here.grids[2])
    tallies.count()
    page = page_of(here.street, staff)
    shown = re.findall(r'data-figure="([^"]+)" data-value="(\d+)"', page)
    assert ("cases.reported", "2") in shown
    assert {key for key, _value in shown} <= figures.figures.keys()
    assert f"area={here.first.code}" in page
    assert "100.0" in page
    assert len(re.findall("data-figure=", page)) == len(re.findall(r'href="[^"]*figure=cases\.', page))


def test_an_areas_page_ranks_what_lies_below_by_the_first_rate(here):
    staff = person("staff", here.street)
    matter(here.grids[0], status=Status.CLOSED, was_late=True)
    matter(here.grids[2], status=Status.CLOSED)
    tallies.count()
    page = page_of(here.street, staff)
    assert page.index(here.second.short_name) < page.index(here.first.short_name)


def test_an_areas_page_costs_the_same_however_much_lies_below(here, django_assert_num_queries):
    staff = person("staff", here.street)
    tallies.count()
    staff.scope  # noqa: B018 -- read once a request
    with django_assert_num_queries(4):
        page_of(here.street, staff)
    for at in range(5):
        matter(area(here.street, Kind.COMMUNITY, f"99000100101{at}", f"新社区{at}"))
    tallies.count()
    with django_assert_num_queries(4):
        page_of(here.street, staff, period="last_month")


def test_what_one_may_not_see_has_no_figures_on_the_page(here):
    assert "data-figure" not in page_of(here.street, person("clerk", here.street, grants=["read_area"]))


def test_what_got_better_is_said_so_and_what_got_worse_too(here):
    staff = person("staff", here.street)
    period = Period.named("month", timezone.localdate())
    before = figures.midnight(period.before_start)
    matter(here.grids[0], status=Status.CLOSED, was_late=True, ended_at=before, reported_at=before)
    matter(here.grids[0], status=Status.CLOSED)
    tallies.count()
    with translation.override("en"):
        page = page_of(here.street, staff)
    assert "up 100.0 points" in page
    assert "ll-up ll-good" in page


def test_sums_are_kept_until_the_tallies_are_counted_anew(here):
    staff = person("staff", here.street)
    matter(here.grids[0])
    tallies.count()
    first = values(here.street, staff)["cases.open"].value
    with CaptureQueriesContext(connection) as asked:
        again = values(here.street, staff)["cases.open"].value
    matter(here.grids[1])
    tallies.count()
    assert not [query for query in asked if "grids_tally" in query["sql"]]
    assert (first, again, values(here.street, staff)["cases.open"].value) == (1, 1, 2)


def test_equal_rates_share_a_rank_and_areas_without_one_have_none(here):
    staff = person("staff", here.street)
    for grid in (here.grids[0], here.grids[2]):
        matter(grid, status=Status.CLOSED)
    area(here.street, Kind.COMMUNITY, f"{here.street.code}088", "无事社区居委会")
    tallies.count()
    shown = figures_of(here.street, staff)
    assert [line["rank"] for line in shown["lines"]] == [1, 1, ""]
    assert shown["ranked_by"]


def test_the_fifth_building_comes_before_the_tenth():
    assert sorted(["10号楼", "5号楼"], key=natural) == ["5号楼", "10号楼"]
