"""Two people who appoint, end posts and keep accounts at the same moment; or sign in."""

from contextlib import suppress

import pytest
from django.contrib.sessions.backends.cached_db import SessionStore
from django.core.exceptions import PermissionDenied, ValidationError

from grids.actions import posts, sessions, users
from grids.models import AreaGrant, Role
from tests import factories as make
from tests.concurrently import while_it_ends

pytestmark = pytest.mark.django_db(transaction=True)


def role(code: str) -> Role:
    return Role.objects.get(code=code)


def test_who_becomes_an_administrator_meanwhile_gets_no_password_from_the_system_administrator():
    district = make.area()
    keeper, security = (make.user(at=district, role=role(code)) for code in ("system_admin", "security_admin"))
    person = make.user()

    def reset():
        with suppress(PermissionDenied):
            users.reset_password(person, by=keeper, why="忘记密码")

    while_it_ends(lambda: posts.appoint(person, role("auditor"), [district], by=security), reset)
    assert make.fresh(person).check_password(make.PASSWORD)


def test_of_two_posts_that_begin_and_end_together_guardian_keeps_the_one_that_counts():
    _district, street, _community, grid, unit = make.line()
    boss = make.user(at=street, role=role("street_staff"))
    posts.ensure_permissions()
    person = make.user()
    first = posts.appoint(person, role("unit_head"), [unit], by=boss)
    while_it_ends(
        lambda: posts.end(first, by=boss, reason="轮换"),
        lambda: posts.appoint(person, role("lane_head"), [grid], by=boss),
    )
    held = {reach.area_id for hat in make.fresh(person).scope.hats for reach in hat.reaches}
    assert set(AreaGrant.objects.filter(user=person).values_list("content_object", flat=True)) == held


def test_two_who_sign_in_at_one_moment_leave_no_more_sessions_open_than_one():
    person = make.user()

    def sign_in():
        session = SessionStore()
        session.create()
        sessions.record(person, True, address=None, device="", session_key=session.session_key)

    for _session in range(sessions.LIMIT):
        sign_in()
    while_it_ends(sign_in, sign_in)
    assert len(sessions.open_sessions(person)) == sessions.LIMIT


def test_whoever_gives_an_account_a_name_that_was_just_taken_reads_so():
    def second():
        with pytest.raises(ValidationError) as refused:
            users.create("taken", "李四", by=None)
        assert "username" in refused.value.message_dict

    while_it_ends(lambda: users.create("taken", "张三", by=None), second)
