"""The list of people: whose it shows, in which order, and what it costs."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from residents import actions, queries
from tests.test_residents import DAY, HOME, home, somebody

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(client, town):
    client.force_login(town.community_staff, backend="grids.backends.StaffBackend")
    client.cookies["django_language"] = "en"
    return lambda **query: client.get(reverse("residents:list"), query)


def several(town, names=("陈建国", "阿芳", "林秀英")):
    return [
        somebody(town, home(town, parts=HOME._replace(room=str(401 + at))), name=name) for at, name in enumerate(names)
    ]


def test_people_stand_by_the_reading_of_their_names(town, page):
    several(town)
    text = page().content.decode()
    assert text.index("阿芳") < text.index("陈建国") < text.index("林秀英")


def test_pages_follow_each_other_and_lead_back(town):
    several(town)
    user = town.community_staff
    first = queries.members(user, size=2)
    second = queries.members(user, first.next, size=2)
    assert [m.resident.name for m in second.rows] == ["林秀英"]
    assert [m.pk for m in queries.members(user, second.previous, size=2).rows] == [m.pk for m in first.rows]


def test_who_serves_elsewhere_sees_nobody(town, client):
    somebody(town)
    client.force_login(town.stranger, backend="grids.backends.StaffBackend")
    answer = client.get(reverse("residents:list"))
    assert answer.status_code == 200
    assert "林秀英" not in answer.content.decode()


def test_registered_and_living_are_counted_apart(town):
    person = several(town)[0]
    actions.move(
        person.pk, home(town, parts=HOME._replace(room="909")), by=town.community_staff, seen=person.version, on=DAY
    )
    somebody(town, home(town, parts=HOME._replace(room="910")), name="外来客", is_registered=False)
    assert queries.population(town.community_staff) == {"registered": 3, "living": 4}


def test_the_list_costs_the_same_for_one_and_for_several(town, page, django_assert_num_queries):
    somebody(town, home(town, parts=HOME._replace(room="801")), name="王一")
    page()
    with CaptureQueriesContext(connection) as one:
        page()
    several(town)
    with django_assert_num_queries(len(one)):
        page()


def test_a_personal_page_is_kept_nowhere(town, page):
    assert "no-store" in page()["Cache-Control"]
