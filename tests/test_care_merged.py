"""Two entries made one: what stood under each key stays readable, and goes with both when the person is anonymised."""

import pytest

from grids.fields import plain
from residents import actions
from residents.models import CareCase, Certificate
from tests.test_care import helped, visit
from tests.test_certificates import issued
from tests.test_residents import HOME, home, somebody

pytestmark = pytest.mark.django_db


@pytest.fixture
def two(town):
    kept = somebody(town, home(town, parts=HOME._replace(room="801")), name="林秀英")
    dropped = somebody(town, home(town, parts=HOME._replace(room="802")), name="林秀英")
    return kept, dropped


def merge(town, kept, dropped):
    return actions.merge(kept.pk, dropped.pk, by=town.community_staff, seen=None, dropped_seen=None)


def test_the_record_goes_along_with_its_words_and_comes_back(town, two):
    kept, dropped = two
    care = helped(town, resident=dropped)
    visit(care, town.grid_worker, needs="要一副助行器")
    made = merge(town, kept, dropped)
    assert CareCase.objects.get(pk=care.pk).resident == kept
    assert plain(care.visits.select_related("subject").filter(status="done").get(), "needs") == "要一副助行器"
    actions.unmerge(made.pk, by=town.community_staff)
    assert CareCase.objects.get(pk=care.pk).resident == dropped


def test_two_open_records_of_one_category_stay_where_they_are(town, two):
    kept, dropped = two
    first, second = helped(town, resident=kept), helped(town, resident=dropped)
    merge(town, kept, dropped)
    assert [CareCase.objects.get(pk=care.pk).resident for care in (first, second)] == [kept, dropped]


def test_papers_go_along(town, two):
    kept, dropped = two
    paper = issued(town, dropped)
    merge(town, kept, dropped)
    assert Certificate.objects.get(pk=paper.pk).resident == kept
