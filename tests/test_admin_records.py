"""Django's own pages show administrators their records, and give away nothing that those do not show."""

import pytest

from grids.models import Role, User
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(client):
    person = make.user(at=make.area(), role=Role.objects.get(code="system_admin"))
    User.objects.filter(pk=person.pk).update(is_demo=True)
    client.force_login(person)
    return client


@pytest.mark.parametrize("lookup", ["password__startswith=p", "phone_index__isnull=0", "subject__isnull=0"])
def test_what_is_not_shown_is_not_found_by_either(admin, lookup):
    assert admin.get(f"/admin/grids/user/?{lookup}").status_code == 400


def test_the_filters_beside_a_list_work(admin):
    role = Role.objects.get(code="system_admin")
    assert admin.get(f"/admin/grids/post/?role__id__exact={role.pk}").status_code == 200


def test_a_password_is_changed_on_the_portals_page_only(admin):
    answer = admin.post("/admin/password_change/", {"old_password": make.PASSWORD})
    assert answer.url == "/accounts/password/"


def test_there_is_no_way_round_to_the_page_of_any_record(admin):
    assert admin.get("/admin/r/1/1/").status_code in (302, 404)
