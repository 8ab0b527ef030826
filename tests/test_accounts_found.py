"""Whoever serves is found by a part of their name, its reading or its initials, wherever they are looked for."""

from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.urls import reverse

from grids.actions import users
from grids.models import Role, User
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    return make.area()


@pytest.fixture
def somebody(place):
    person, _password = users.create("w81", "欧阳秀琴", by=None)
    make.post(person, place, role=make.role("read_area"))
    return person


@pytest.fixture
def keeper(place, signed_in):
    person = make.user(at=place, role=Role.objects.get(code="system_admin"))
    User.objects.filter(pk=person.pk).update(is_demo=True)
    return signed_in(make.fresh(person))


@pytest.mark.parametrize(
    ("q", "found"), [("秀琴", True), ("ouyangx", True), ("OYXQ", True), ("oy", True), ("xq", False)]
)
def test_somebody_is_found_by_name_reading_and_initials(keeper, somebody, q, found):
    pages = (
        keeper.get(reverse("accounts:people"), {"q": q}),
        keeper.get(reverse("posts:list"), {"q": q}),
        keeper.post(reverse("posts:appoint"), {"find": "1", "person_q": q}),
    )
    assert [somebody.name in page.content.decode() for page in pages] == [found] * 3


@pytest.fixture
def elsewhere():
    person, _password = users.create("d2-wang", "王外区", by=None, work_number="W-77", phone="13900001111")
    make.post(person, make.area(), role=make.role("read_area"))
    return person


@pytest.mark.parametrize(("q", "found"), [("d2-wang", True), ("W-77", True), ("d2-w", False), ("王外区", False)])
def test_who_serves_in_another_district_is_appointed_by_their_whole_account_or_work_number(
    keeper, place, elsewhere, q, found
):
    form = keeper.post(reverse("posts:appoint"), {"find": "1", "person_q": q}).context["form"]
    assert (elsewhere.pk in dict(form.fields["person"].widget.choices)) == found
    said = {"person_q": q, "person": elsewhere.pk, "role": Role.objects.get(code="supervisor").pk, "areas": [place.pk]}
    answer = keeper.post(reverse("posts:appoint"), said | {"started_on": "2026-01-01"})
    assert elsewhere.posts.filter(areas=place).exists() == found
    assert (answer.status_code == 302) == found


def test_nobody_else_finds_who_serves_in_another_district(place, elsewhere, signed_in):
    client = signed_in(make.user(at=place, role=Role.objects.get(code="community_staff")))
    page = client.post(reverse("posts:appoint"), {"find": "1", "person_q": elsewhere.username})
    assert elsewhere.name not in page.content.decode()


def test_a_name_that_is_corrected_is_found_by_its_new_initials(somebody):
    users.describe(somebody, by=None, name="林秀琴", phone=None, work_number="", email="")
    assert User.objects.get(pk=somebody.pk).initials == "lxq"


def test_accounts_that_were_there_before_are_found_by_their_initials(somebody):
    User.objects.update(initials="")
    import_module("grids.migrations.0013_accounts_by_initials").read(apps, None)
    assert User.objects.get(pk=somebody.pk).initials == "oyxq"


def test_an_older_process_enters_accounts_while_the_portal_is_upgraded(somebody):
    older = MigrationLoader(connection).project_state(("grids", "0012_history_names_its_indexes")).apps
    made = older.get_model("grids", "User").objects.create(username="w82", name="林秀", subject_id=somebody.subject_id)
    assert User.objects.get(pk=made.pk).initials == ""
