"""Who changed what a role may do, when and why: read by the security administrator and the auditor."""

import pytest
from django.conf import settings

from grids.actions import roles
from grids.models import Role, User
from tests import factories as make

pytestmark = pytest.mark.django_db
WHY = "街道会议纪要第 8 号"


def serving(area, code: str) -> User:
    person = make.user(at=area, role=Role.objects.get(code=code), name=code)
    User.objects.update(is_demo=True)
    return make.fresh(person)


@pytest.fixture
def changed():
    """A district where the supervisor's role was changed."""
    district = make.area()
    role = Role.objects.get(code="supervisor")
    grants = {*role.grants, "handle_case"} - {"export_case"}
    roles.change_grants(role, grants, by=serving(district, "security_admin"), why=WHY)
    return district


def page(client, person) -> str:
    client.force_login(person)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    return client.get("/posts/roles/").content.decode()


@pytest.mark.parametrize("code", ["security_admin", "auditor"])
def test_whoever_keeps_roles_or_reads_logs_sees_what_was_changed_by_whom_and_why(client, changed, code):
    said = page(client, serving(changed, code))
    assert "Supervisor: given: Handle matters; taken away: Export the list of matters" in said
    assert WHY in said


def test_nobody_else_reads_why_a_role_was_changed(client, changed):
    assert WHY not in page(client, serving(changed, "system_admin"))
