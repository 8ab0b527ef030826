"""A matter that waits to be accepted or assigned: what its forms offer, and what its page may cost."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cases import actions, targets
from cases.models import Category
from grids.models import Department, Post
from tests import factories as make
from tests.test_case_pages import act, page
from tests.town import photo

pytestmark = pytest.mark.django_db


def waiting(town, **facts):
    """Accepted and late, with a photo, supervised: everything its page can show of it."""
    began = timezone.now() - dt.timedelta(days=30)
    case = town.report(now=began, photos=[photo(town.unit_head)], **facts)
    case = actions.accept(case.pk, by=town.grid_leader, seen=case.version, now=began)
    tomorrow = timezone.now() + dt.timedelta(days=1)
    return actions.supervise(case.pk, by=town.supervisor, seen=case.version, text="速办", answer_by=tomorrow)


def test_the_page_of_a_matter_to_assign_stays_within_twelve_queries(town, signed_in):
    case, client = waiting(town), signed_in(town.grid_leader)
    client.get(page(case))
    with CaptureQueriesContext(connection) as asked:
        assert 'data-act="assign"' in client.get(page(case)).text
    assert len(asked) <= 12


def test_whom_it_may_be_given_to_is_named_from_near_to_far(town):
    case = town.report()
    groups = [[value for value, _label in choices] for _heading, choices in targets.choices(case)]
    near = town.grid_worker.posts.get().pk
    far = town.street_staff.posts.get().pk
    people, areas, departments = groups
    assert people.index(f"post:{near}") < people.index(f"post:{far}")
    assert areas.index(f"area:{town.grid.code}") < areas.index(f"area:{town.street.code}")
    assert departments == ["department:town-police"]


def test_whoever_has_it_already_and_posts_that_ended_are_not_offered(town):
    case = town.handled()
    Post.objects.filter(user=town.street_staff).update(ended_on=timezone.localdate())
    people = [value for value, _label in targets.choices(case, leave_out=town.grid_worker.pk)[0][1]]
    assert f"post:{town.grid_worker.posts.get().pk}" not in people
    assert f"post:{town.street_staff.posts.get().pk}" not in people
    assert f"post:{town.grid_leader.posts.get().pk}" in people


def test_a_department_that_is_closed_or_serves_elsewhere_is_not_offered(town):
    closed = Department.objects.create(code="closed", name_zh="旧所", name_en="Closed", is_active=False)
    closed.areas.add(town.street)
    Department.objects.create(code="far", name_zh="外街派出所", name_en="Far").areas.add(make.area(town.district))
    assert [value for value, _label in targets.choices(town.report())[-1][1]] == ["department:town-police"]


def test_a_category_nobody_may_choose_any_more_stays_with_its_matter(town, signed_in):
    case = town.report(now=timezone.now())
    Category.objects.filter(pk=case.category_id).update(is_active=False)
    client = signed_in(town.grid_leader)
    assert f'value="{case.category.code}" selected' in client.get(page(case)).text
    sent = {"seen": case.version, "category": case.category.code, "urgency": "normal", "title": case.title}
    assert client.post(act(case, "accept"), sent).status_code == 302
    case.refresh_from_db()
    assert case.accepted_at
    assert case.category.code == sent["category"]


def test_nothing_is_given_to_an_area_where_nobody_would_take_it(town):
    case, to = waiting(town), actions.Target(area=town.community)
    town.community_staff.posts.update(ended_on=timezone.localdate())
    town.community_staff2.posts.update(ended_on=timezone.localdate())
    with pytest.raises(ValidationError) as refused:
        actions.assign(case.pk, by=town.grid_leader, seen=case.version, to=to)
    assert "to" in refused.value.error_dict
