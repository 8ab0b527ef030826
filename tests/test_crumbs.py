"""Where a record lies stands on top of its page: the areas above it, those the reader may read, from above."""

import re

import pytest
from django.urls import reverse

from grids.areas import crumbs
from tests import factories as make
from tests.registered import entry
from tests.test_care import helped

pytestmark = pytest.mark.django_db


def way(client, address) -> list[str]:
    """The names in the crumb of a page."""
    html = client.get(address).content.decode()
    found = re.search(r'<ol class="ll-crumb">(.*?)</ol>', html, re.DOTALL)
    return [name.strip() for name in re.findall(r"<a [^>]*>(.*?)</a>", found[1])] if found else []


@pytest.fixture
def line(town):
    """As community staff see it: their community and what lies below it."""
    return [town.community.name, town.grid.name, town.unit.name]


def test_a_post_lies_where_all_its_areas_lie(town, signed_in, line):
    client, post = signed_in(town.community_staff), town.unit_head.posts.get()
    for page in ("detail", "areas", "end"):
        assert way(client, reverse(f"posts:{page}", args=[post.pk])) == line
    post.areas.add(make.area(town.grid))
    assert way(client, reverse("posts:detail", args=[post.pk])) == line[:2]


def test_an_organisation_lies_in_its_area(town, signed_in, line):
    held = make.organisation(area=town.unit)
    assert way(signed_in(town.community_staff), f"/organisations/{held.pk}/") == line
    assert way(signed_in(town.community_staff), f"/organisations/{make.organisation().pk}/") == []


def test_people_households_and_homes_lie_in_their_area(town, signed_in, line):
    client, resident = signed_in(town.community_staff), entry(town.unit)
    household = resident.memberships.get().household
    for record in (resident, household, household.dwelling):
        assert way(client, record.get_absolute_url()) == line


def test_a_care_record_lies_in_its_area_and_says_no_more(town, signed_in):
    care = helped(town)
    names = way(signed_in(town.community_staff), f"/care/{care.ref}/")
    assert names == [name for _url, name in crumbs.of(town.community_staff, care.area)]
    assert names


def test_the_open_tree_says_where_it_is_open(town, signed_in, line):
    client = signed_in(town.community_staff)
    assert way(client, f"/areas/?open={town.unit.code}") == line
    assert way(client, "/areas/") == []


def test_areas_that_somebody_may_not_read_are_not_named(town):
    assert [name for _url, name in crumbs.of(town.unit_head, town.unit)] == [town.unit.name]
    assert crumbs.of(town.stranger, town.unit) == []


def test_a_crumb_costs_one_query_however_many_areas_it_is_about(town, django_assert_num_queries):
    areas, reader = [town.unit, make.area(town.grid), make.area(town.grid)], town.community_staff
    assert reader.scope
    with django_assert_num_queries(1):
        crumbs.of(reader, *areas)
