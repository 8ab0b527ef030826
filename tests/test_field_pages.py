"""The pages of the field catalogue: everybody reads it, rule keepers keep it."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from grids.models import Role, User
from residents.models import RegisterField
from tests import factories as make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_data")]
FIELD = "resident.workplace"


@pytest.fixture
def keeper(town):
    somebody = make.user(at=town.district, role=Role.objects.get(code="system_admin"))
    User.objects.filter(pk=somebody.pk).update(is_demo=True)  # an administrator elsewhere needs a second factor
    return make.fresh(somebody)


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


def typed(**more):
    field = RegisterField.objects.get(code=FIELD)
    names = ("name_zh", "name_en", "basis", "purpose", "owner", "sensitivity", "retention")
    return {name: getattr(field, name) for name in names} | {"synonyms": "单位\n学校，就职单位", "why": "核对"} | more


def test_everybody_reads_the_catalogue_and_only_keepers_change_it(town):
    client = signed_in(town.grid_worker)
    page = client.get(reverse("fields:list")).content.decode()
    assert RegisterField.objects.get(code=FIELD).basis in page
    assert client.post(reverse("fields:field", args=[FIELD]), typed()).status_code == 403
    assert client.post(reverse("fields:verify", args=[FIELD])).status_code == 403


def test_a_keeper_corrects_an_entry_and_its_synonyms(keeper):
    assert signed_in(keeper).post(reverse("fields:field", args=[FIELD]), typed(purpose="就业服务")).status_code == 302
    field = RegisterField.objects.get(code=FIELD)
    assert (field.purpose, field.synonyms) == ("就业服务", ["单位", "学校", "就职单位"])


def test_the_basis_is_not_taken_from_a_field_in_use_and_what_was_typed_stays(keeper):
    answer = signed_in(keeper).post(reverse("fields:field", args=[FIELD]), typed(basis="", purpose="新用途"))
    assert answer.status_code == 422
    assert answer.context["form"].errors["basis"]
    assert "新用途" in answer.content.decode()


def test_without_a_basis_it_cannot_be_switched_on(keeper):
    RegisterField.objects.filter(code=FIELD).update(is_on=False, basis="")
    answer = signed_in(keeper).post(reverse("fields:switch", args=[FIELD, "on"]), {"why": "需要"})
    assert answer.status_code == 422
    assert not RegisterField.objects.get(code=FIELD).is_on


def test_switching_off_and_verifying_say_who_and_when(keeper):
    client = signed_in(keeper)
    client.post(reverse("fields:switch", args=[FIELD, "off"]), {"why": "不再需要"})
    client.post(reverse("fields:verify", args=[FIELD]))
    field = RegisterField.objects.get(code=FIELD)
    assert (field.is_on, field.verified_by) == (False, keeper)
    assert field.verified_at


def test_the_list_costs_the_same_however_many_were_verified(keeper, django_assert_num_queries):
    client, url = signed_in(keeper), reverse("fields:list")
    client.get(url)
    with CaptureQueriesContext(connection) as first:
        client.get(url)
    RegisterField.objects.update(verified_by=keeper, verified_at=timezone.now())
    with django_assert_num_queries(len(first)):
        client.get(url)
