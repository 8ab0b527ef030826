"""What is held on a person, in full, for their own request."""

import pytest
from django.utils import timezone

from grids.models import RevealLog
from tests import factories as make
from tests.test_residents import NUMBER, somebody

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(client, town):
    user = make.user(town.community, make.role("read_area", "read_resident", "reveal"))
    client.force_login(user, backend="grids.backends.StaffBackend")
    client.cookies["django_language"] = "en"
    return client


def where(person) -> str:
    return f"{person.get_absolute_url()}held/"


def test_everything_is_printed_in_full_once_it_is_logged(office, town):
    person = somebody(town, id_number=NUMBER, phone="13805940001")
    assert where(person) in office.get(person.get_absolute_url()).content.decode()
    assert NUMBER not in office.get(where(person)).content.decode()
    answer = office.post(where(person), {"asked": "本人持身份证到场"})
    html = answer.content.decode()
    assert NUMBER in html
    assert "13805940001" in html
    assert person.memberships.get().household.dwelling.address in html
    assert "no-store" in answer["Cache-Control"]
    assert RevealLog.objects.get().field == "held"


def test_nothing_is_printed_without_saying_who_asked(office, town):
    person = somebody(town, id_number=NUMBER)
    answer = office.post(where(person), {"asked": " "})
    assert answer.status_code == 422
    assert NUMBER not in answer.content.decode()
    assert not RevealLog.objects.exists()


def test_for_a_child_the_guardian_asks(office, town):
    child = somebody(town, id_number="", phone="13805940001", born_on=timezone.localdate().replace(year=2020))
    answer = office.post(where(child), {"asked": "母亲到场"})
    assert answer.status_code == 422
    assert "13805940001" not in answer.content.decode()


def test_whoever_may_not_reveal_gets_no_paper(client, town):
    person = somebody(town, id_number=NUMBER)
    reader = make.user(town.community, make.role("read_area", "read_resident"))
    client.force_login(reader, backend="grids.backends.StaffBackend")
    assert client.post(where(person), {"asked": "本人到场"}).status_code == 403
    assert where(person) not in client.get(person.get_absolute_url()).content.decode()
    client.force_login(town.stranger, backend="grids.backends.StaffBackend")
    assert client.post(where(person), {"asked": "本人到场"}).status_code == 404
