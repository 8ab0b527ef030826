"""Who serves in an area and who answers for it last, as the area's page says it."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from grids.models import Department, Role
from grids.people import serving
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def line():
    return make.line()


@pytest.fixture
def reader(line):
    return make.user(line[2], make.role("read_area"))


@pytest.fixture
def page(client, reader):
    client.force_login(reader, backend="grids.backends.StaffBackend")
    client.cookies["django_language"] = "en"
    return client


def role(code):
    return Role.objects.get(code=code)


def serve(code, *areas, phone="", **facts):
    person = make.user()
    if phone:
        person.phone = phone
        person.save()
    return make.post(person, *areas, role=role(code), **facts)


def answering(area, reader):
    found = serving.of_area(area, make.fresh(reader))
    return next((one for one in (*found["serving"], found["above"]) if one and one.answers), None)


def queries(page, area):
    with CaptureQueriesContext(connection) as caught:
        assert page.get(area.get_absolute_url()).status_code == 200
    return len(caught)


def test_the_page_names_who_serves_with_a_masked_phone_and_the_head_first(page, line):
    unit = line[4]
    worker, head = serve("lane_head", unit), serve("unit_head", unit, phone="13805941234")
    text = page.get(unit.get_absolute_url()).content.decode()
    assert text.index(str(head.user)) < text.index(str(worker.user))
    assert "138****1234" in text
    assert "13805941234" not in text
    assert f"/posts/{head.pk}/" in text


def test_the_head_answers_and_without_one_the_next_level_up(line, reader):
    _district, street, community, grid, unit = line
    expected = []
    for code, area in (
        ("supervisor", line[0]),
        ("street_staff", street),
        ("community_staff", community),
        ("grid_leader", grid),
        ("unit_head", unit),
    ):
        made = serve(code, area)
        expected.append(str(made.user) if code != "supervisor" else None)
        one = answering(unit, reader)
        assert (one and one.person) == expected[-1]
    assert (answering(grid, reader).person, answering(community, reader).person) == (expected[3], expected[2])


def test_somebody_above_ones_areas_is_named_but_not_linked(page, line):
    post = serve("street_staff", line[1])
    text = page.get(line[4].get_absolute_url()).content.decode()
    assert str(post.user) in text
    assert f"/posts/{post.pk}/" not in text


def test_a_gap_is_named_with_its_day_when_that_is_known(page, line, reader):
    unit, grid = line[4], line[3]
    assert "No head<" in page.get(unit.get_absolute_url()).content.decode()
    assert "No leader<" in page.get(grid.get_absolute_url()).content.decode()
    year = timezone.localdate().year
    serve("unit_head", unit, ended_on=date(year - 1, 3, 1), ended_reason="x")
    serve("unit_head", unit, ended_on=date(year - 1, 5, 1), ended_reason="x")
    serve("lane_head", unit, ended_on=date(year - 1, 6, 1), ended_reason="x")
    found = serving.of_area(unit, reader)
    assert (found["gap"].since, found["serving"]) == (date(year - 1, 5, 1), [])
    assert "No head since" in page.get(unit.get_absolute_url()).content.decode()
    serve("unit_head", unit)
    assert "No head" not in page.get(unit.get_absolute_url()).content.decode()


def test_whoever_appoints_there_fills_a_gap_from_the_page_and_nobody_else(client, page, line):
    fills = f"/posts/appoint/?area={line[4].code}&amp;role=unit_head"
    assert fills not in page.get(line[4].get_absolute_url()).content.decode()
    keeper = make.user(line[2], make.role("read_area", "appoint"))
    client.force_login(keeper, backend="grids.backends.StaffBackend")
    assert fills in client.get(line[4].get_absolute_url()).content.decode()


def test_neither_who_has_left_nor_who_is_locked_nor_who_comes_later_serves(line, reader):
    unit, today = line[4], timezone.localdate()
    serve("lane_head", unit, ended_on=today)
    serve("building_head", unit, started_on=today + timedelta(days=1))
    locked = serve("unit_head", unit)
    locked.user.is_active = False
    locked.user.save()
    found = serving.of_area(unit, reader)
    assert found["serving"] == []
    assert found["gap"].since is None


def test_the_departments_of_an_area_are_those_that_serve_it_or_an_area_above(page, line):
    beside = make.area(line[1])
    Department.objects.get(code="fire").areas.add(line[1], line[3])
    Department.objects.get(code="police_station").areas.add(beside)
    text = page.get(line[3].get_absolute_url()).content.decode()
    assert text.count("Fire and rescue station") == 1
    assert "Police station" not in text


def test_the_page_costs_the_same_for_one_and_for_five(page, line, reader, django_assert_num_queries):
    unit = line[4]
    serve("unit_head", unit, phone="13805941230")
    page.get(unit.get_absolute_url())
    assert reader.scope.hats
    above = list(unit.get_ancestors(include_self=True))
    with django_assert_num_queries(2):
        list(serving.of_area(unit, reader, above)["departments"])
    counted = queries(page, unit)
    for at in range(4):
        serve("lane_head", unit, phone=f"1380594124{at}")
        Department.objects.create(code=f"d{at}", name_zh="x", name_en="x").areas.add(unit)
    assert queries(page, unit) == counted


def test_a_long_list_says_how_many_more(page, line):
    unit = line[4]
    for _ in range(serving.SHOWN + 2):
        serve("lane_head", unit)
    text = page.get(unit.get_absolute_url()).content.decode()
    assert "and 2 more" in text
    assert f"?area={unit.code}" in text
