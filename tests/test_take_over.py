"""Somebody moves to where their old register keeps nothing: one side lets go, the other takes the entry over."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils.translation import override

from grids.actions import reveal
from grids.models import RevealLog
from residents import actions
from residents.actions.people import Registered
from residents.enums.care import CareStatus
from residents.models import Membership, Resident
from tests import factories as make
from tests.test_care import helped
from tests.test_residents import DAY, HOME, NUMBER, home, somebody

pytestmark = pytest.mark.django_db
NEW = reverse("residents:new")


@pytest.fixture
def there(town):
    """A grid beyond the areas of the one side, and within those of the other."""
    return make.area(town.neighbour)


@pytest.fixture
def send(signed_in, town, there):
    def send(**more):
        sent = {
            "area": there.code, "address": "荔园小区1号楼1单元101", "name": "林秀英", "id_number": NUMBER,
            "relation": "02", "is_living": "on", "since": str(DAY),
        }  # fmt: skip
        return signed_in(town.stranger).post(NEW, sent | more)

    return send


def of(person) -> set[tuple]:
    rows = Membership.objects.current().filter(resident=person)
    return set(rows.values_list("area", "is_registered", "is_living"))


def take(town, there, by=None, **more):
    how = {"by": by or town.stranger, "since": DAY, "relation": "02", "is_registered": False, "is_living": True}
    return actions.take_over(NUMBER, there, HOME, **how | more)


def test_who_was_let_go_is_taken_over_with_their_history(town, there, send):
    person = somebody(town, id_number=NUMBER, workplace="镇海小学")
    actions.move_out(person.pk, by=town.community_staff, seen=None, on=DAY, where_to="荔园小区")
    page = send()
    assert page.status_code == 422
    assert "They were let go there" in page.content.decode()
    assert 'type="checkbox" name="taken"' in page.content.decode()
    assert "林秀英" not in page.content.decode().split("林*英")[1].split("</")[0]
    assert send(taken="on").url == person.get_absolute_url()
    assert of(person) == {(there.pk, False, True)}
    assert Resident.objects.get().workplace == "镇海小学"
    assert Resident.objects.visible_to(town.stranger).exists()
    assert not Resident.objects.visible_to(town.community_staff).exists()


def test_what_is_told_at_the_new_home_counts_and_the_rest_stays(town, there, send):
    person = somebody(town, id_number=NUMBER, phone="13805940001", registered_region="福州", workplace="镇海小学")
    actions.move_out(person.pk, by=town.community_staff, seen=None, on=DAY)
    assert send(taken="on", phone="13805940002", registered_region="").status_code == 302
    now = Resident.objects.get()
    assert now.phone.open(now.subject) == "13805940002"
    assert (now.registered_region, now.workplace) == ("福州", "镇海小学")
    assert person.life_events.latest("pk").text == "Phone"


def test_a_phone_that_is_none_takes_nobody_over(town, there, send):
    person = somebody(town, id_number=NUMBER)
    actions.move_out(person.pk, by=town.community_staff, seen=None, on=DAY)
    assert list(send(taken="on", phone="1").context["form"].errors) == ["phone"]
    assert of(person) == set()


def test_who_is_kept_is_taken_by_nobody(town, there, send):
    person = somebody(town, id_number=NUMBER)
    for sent in ({}, {"taken": "on"}):
        page = send(**sent)
        assert page.status_code == 422
        assert "Ask there to record that they moved away" in page.content.decode()
    assert of(person) == {(town.unit.pk, True, True)}
    assert not Resident.objects.visible_to(town.stranger).exists()


def test_whoever_takes_over_is_limited_as_whoever_looks(town, there, send, monkeypatch):
    assert send(taken="on").status_code == 422  # nobody has the number
    person = somebody(town, id_number=NUMBER)
    actions.move_out(person.pk, by=town.community_staff, seen=None, on=DAY)
    assert send(taken="on").status_code == 302
    assert RevealLog.objects.get(user=town.stranger).record_key == person.ref
    actions.move_out(person.pk, by=town.stranger, seen=None, on=DAY)
    monkeypatch.setattr(reveal, "A_DAY", 1)
    assert send(taken="on").status_code == 422
    assert of(person) == set()


def test_the_registration_may_stay_where_it_is_while_the_home_goes(town, there):
    person = somebody(town, id_number=NUMBER)
    actions.move_out(person.pk, by=town.community_staff, seen=None, on=DAY, stays_registered=True)
    assert of(person) == {(town.unit.pk, True, False)}
    with pytest.raises(Registered):
        take(town, there, is_registered=True)
    take(town, there)
    assert of(person) == {(town.unit.pk, True, False), (there.pk, False, True)}


def test_letting_go_ends_nothing_of_what_others_keep(town, there):
    person = somebody(town, id_number=NUMBER)
    actions.move_out(person.pk, by=town.community_staff, seen=None, on=DAY, stays_registered=True)
    take(town, there)
    actions.move_out(person.pk, by=town.community_staff, seen=None, on=DAY)
    assert of(person) == {(there.pk, False, True)}


def test_nobody_moves_what_others_keep(town, there):
    person = somebody(town, id_number=NUMBER)
    actions.move_out(person.pk, by=town.community_staff, seen=None, on=DAY, stays_registered=True)
    take(town, there)
    here = home(town, parts=HOME._replace(room="909"))
    with override("en"), pytest.raises(ValidationError, match="keeps their home"):
        actions.move(person.pk, here, by=town.community_staff, seen=None, on=DAY)
    theirs = home(town, area=there, by=town.stranger, parts=HOME._replace(room="909"))
    with override("en"), pytest.raises(ValidationError, match="keeps their registration"):
        actions.move(person.pk, theirs, by=town.stranger, seen=None, on=DAY, is_registered=True)
    actions.move(person.pk, theirs, by=town.stranger, seen=None, on=DAY)
    assert of(person) == {(town.unit.pk, True, False), (there.pk, False, True)}


def test_the_registration_moves_to_where_they_live_and_away_again(town, there, signed_in):
    person = somebody(town, id_number=NUMBER)
    where, client = person.get_absolute_url(), signed_in(town.community_staff)

    def asked(act: str):
        assert f"{where}act/{act}/" in client.get(where).content.decode()
        sent = {"on": str(DAY), "seen": Resident.objects.get().version}
        return client.post(f"{where}act/{act}/", sent).status_code

    assert asked("registration-out") == 302
    assert of(person) == {(town.unit.pk, False, True)}
    take(town, there, is_registered=True, is_living=False)
    assert asked("registration-in") == 422  # somebody else keeps it
    actions.move_out(person.pk, by=town.stranger, seen=None, on=DAY)
    assert asked("registration-in") == 302
    assert of(person) == {(town.unit.pk, True, True)}


def test_a_registration_in_another_home_of_ones_own_comes_along(town):
    person = somebody(town)
    second = home(town, parts=HOME._replace(room="909"))
    actions.move(person.pk, second, by=town.community_staff, seen=None, on=DAY, relation="02")
    actions.move_registration(person.pk, by=town.community_staff, seen=None, on=DAY, comes=True)
    [member] = person.memberships.current()
    assert (member.household, member.is_registered, member.is_living, member.relation) == (second, True, True, "02")


def test_care_goes_on_where_they_are_taken_over_once_it_is_accepted(town, there):
    care = helped(town, resident=somebody(town, id_number=NUMBER))
    actions.move_out(care.resident_id, by=town.community_staff, seen=None, on=DAY)
    care.refresh_from_db()
    assert care.status == CareStatus.STOPPED
    take(town, there)
    care.refresh_from_db()
    assert (care.status, care.to_area_id) == (CareStatus.HANDED, there.pk)


def test_only_into_ones_own_areas(town, there):
    person = somebody(town, id_number=NUMBER)
    actions.move_out(person.pk, by=town.community_staff, seen=None, on=DAY)
    with pytest.raises(PermissionDenied):
        take(town, there, by=town.unit_head)
    actions.died(person.pk, by=town.community_staff, seen=None, on=DAY)
    with pytest.raises(Registered):
        take(town, there)
