"""Whose account is locked, opened and given a password by whom, where its person serves in several places."""

import datetime as dt

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from grids.actions import sessions, users
from grids.models import Department, Role, User
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def district():
    return make.area()


@pytest.fixture
def keeper(district):
    return serving(district, "system_admin")


def serving(area, role):
    person = make.user(at=area, role=Role.objects.get(code=role))
    User.objects.filter(pk=person.pk).update(is_demo=True)  # without a second factor
    return make.fresh(person)


@pytest.mark.parametrize("act", [users.lock, users.reset_password, users.lift_lockout])
def test_who_serves_above_or_elsewhere_by_now_is_kept_by_nobody_of_the_place_they_came_from(act):
    district, street, *_below, unit = make.line()
    keeper, above = serving(street, "system_admin"), serving(district, "system_admin")
    risen = make.user(at=district, role=Role.objects.get(code="supervisor"))
    make.post(risen, unit, role=Role.objects.get(code="unit_head"), ended_on=make.DAY + dt.timedelta(days=9))
    with pytest.raises(PermissionDenied):
        act(risen, by=keeper, why="忘记密码")
    act(risen, by=above, why="忘记密码")


def test_who_is_called_elsewhere_from_tomorrow_is_kept_by_nobody_of_one_place_alone(district, keeper):
    person = make.user(at=district, role=Role.objects.get(code="supervisor"))
    users.lift_lockout(person, by=keeper, why="打错了")
    tomorrow = timezone.localdate() + dt.timedelta(days=1)
    make.post(person, make.area(), role=Role.objects.get(code="street_staff"), started_on=tomorrow)
    with pytest.raises(PermissionDenied):
        users.reset_password(make.fresh(person), by=keeper, why="忘记密码")


def test_the_areas_of_another_hat_give_nobody_a_password(district):
    both = serving(district, "system_admin")
    beside = make.area()
    make.post(both, beside, role=Role.objects.get(code="street_staff"))
    there = make.user(at=beside, role=Role.objects.get(code="supervisor"))
    both = make.fresh(both)
    both.hat_key = "system_admin.0"
    with pytest.raises(PermissionDenied):
        users.reset_password(there, by=both, why="忘记密码")


def test_the_page_says_who_keeps_an_account_that_serves_beyond_ones_areas(client, district, keeper):
    person = make.user(at=district, role=Role.objects.get(code="supervisor"))
    make.post(person, make.area(), role=Role.objects.get(code="street_staff"))
    client.force_login(keeper)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    page = client.get(reverse("accounts:person", args=[person.username])).content.decode()
    assert reverse("accounts:reset", args=[person.username]) not in page
    assert "serves beyond your areas" in page


def test_what_an_account_says_of_somebody_elsewhere_is_not_corrected_from_here(keeper):
    elsewhere = make.user(at=make.area(), role=Role.objects.get(code="unit_head"))
    with pytest.raises(PermissionDenied):
        users.describe(elsewhere, by=keeper, name="换了名字", phone=None, work_number="", email="")


def test_a_one_time_password_ends_every_session(keeper, district, client):
    person = make.user(at=district, role=Role.objects.get(code="supervisor"))
    client.post(reverse("accounts:login"), {"username": person.username, "password": make.PASSWORD})
    assert len(sessions.open_sessions(person)) == 1
    users.reset_password(person, by=keeper, why="忘记密码")
    assert sessions.open_sessions(person) == []


def test_who_serves_for_a_department_beyond_is_kept_by_nobody_of_one_of_its_areas(district, keeper):
    """Its officers read all that waits for it, wherever that lies."""
    fire = Department.objects.create(code="fire-of-two", name_zh="消防", name_en="Fire brigade")
    fire.areas.set([district])
    officer = make.user()
    make.post(officer, district, role=Role.objects.get(code="department_officer"), department=fire)
    users.lift_lockout(officer, by=keeper, why="打错了")
    fire.areas.add(make.area())
    with pytest.raises(PermissionDenied):
        users.reset_password(make.fresh(officer), by=keeper, why="忘记密码")
