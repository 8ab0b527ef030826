"""django-guardian's rows say what the posts say, also after posts ended, roles changed and midnight passed."""

import datetime as dt
import random

import pytest
from django.contrib.auth.models import Permission
from django.utils import timezone
from guardian.shortcuts import get_objects_for_user

from grids import permissions
from grids.actions import posts, roles, users
from grids.models import Area, AreaGrant, Role
from tests import factories as make

pytestmark = pytest.mark.django_db
CODENAMES = [grant.codename for grant in permissions.all_grants()]


@pytest.fixture(autouse=True)
def permission_rows():
    posts.ensure_permissions()


@pytest.fixture
def line():
    return make.line()


def by_scope(person, codename) -> set[int]:
    """The areas of the posts themselves; what lies below them follows from the tree."""
    hats = make.fresh(person).scope.hats
    return {reach.area_id for hat in hats if codename in hat.grants for reach in hat.reaches}


def by_guardian(person, codename) -> set[int]:
    return set(get_objects_for_user(make.fresh(person), f"grids.{codename}", Area).values_list("pk", flat=True))


def agree(*people):
    for person in people:
        for codename in CODENAMES:
            assert by_guardian(person, codename) == by_scope(person, codename), (person, codename)


def test_every_registered_codename_is_a_permission_on_areas():
    names = Permission.objects.filter(content_type__model="area").values_list("codename", flat=True)
    assert set(CODENAMES) <= set(names)


@pytest.mark.parametrize("seed", range(5))
def test_random_posts_are_the_same_in_both(line, seed):
    chance = random.Random(seed)
    areas = [*line, make.area(line[3]), make.area(line[2]), make.area(line[1])]
    people, today = [make.user() for _ in range(4)], timezone.localdate()
    for person in people:
        for role in chance.sample(list(Role.objects.filter(needs_department=False)), 3):
            start = today + dt.timedelta(days=chance.choice([-400, 0, 3]))
            end = chance.choice([None, None, max(start, today), start + dt.timedelta(days=900)])
            make.post(person, *chance.sample(areas, 2), role=role, started_on=start, ended_on=end)
    posts.derive_all()
    agree(*people)
    assert AreaGrant.objects.exists()
    assert posts.derive_all() == (0, 0)


def test_ending_one_of_two_posts_that_grant_the_same_leaves_the_other(line):
    boss = make.fresh(make.user(at=line[1], role=Role.objects.get(code="street_staff")))
    person = make.user()
    first = posts.appoint(person, Role.objects.get(code="unit_head"), [line[4]], by=boss)
    posts.appoint(person, Role.objects.get(code="lane_head"), [line[4]], by=boss)
    posts.end(first, by=make.fresh(boss), reason="轮换")
    agree(person)
    assert by_guardian(person, "read_area") == {line[4].pk}


def test_changed_areas_and_changed_roles_are_followed_at_once(line):
    boss = make.fresh(make.user(at=line[0], role=Role.objects.get(code="system_admin")))
    security = make.fresh(make.user(at=line[0], role=Role.objects.get(code="security_admin")))
    person = make.user()
    post = posts.appoint(person, Role.objects.get(code="lane_head"), [line[4]], by=boss)
    posts.change_areas(post, [line[3]], by=make.fresh(boss), why="扩大")
    agree(person)
    roles.change_grants(post.role, ["read_area"], by=security, why="收紧")
    agree(person)
    assert by_guardian(person, "report_case") == set()


def test_posts_that_begin_and_end_are_followed_at_midnight(line):
    today, person = timezone.localdate(), make.user()
    tomorrow = today + dt.timedelta(days=1)
    make.post(person, line[3], role=Role.objects.get(code="grid_leader"), ended_on=tomorrow)
    make.post(person, line[2], role=Role.objects.get(code="community_staff"), started_on=tomorrow)
    posts.derive_all(today)
    assert by_guardian(person, "read_area") == {line[3].pk}
    posts.derive_all(tomorrow)
    assert by_guardian(person, "read_area") == {line[2].pk}


def test_a_locked_account_holds_nothing(line):
    boss = make.fresh(make.user(at=line[0], role=Role.objects.get(code="system_admin")))
    person = make.user(at=line[4], role=Role.objects.get(code="unit_head"))
    posts.derive_grants([person.pk])
    users.lock(person, by=boss, why="离职")
    assert not AreaGrant.objects.filter(user=person).exists()


def test_one_persons_recount_leaves_everybody_elses_rows(line):
    first, second = (make.user(at=line[4], role=Role.objects.get(code="unit_head")) for _ in range(2))
    posts.derive_all()
    kept = set(AreaGrant.objects.filter(user=second).values_list("pk", flat=True))
    first.posts.update(ended_on=timezone.localdate())
    posts.derive_grants([first.pk])
    assert set(AreaGrant.objects.values_list("pk", flat=True)) == kept
