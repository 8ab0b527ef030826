"""The form that registers somebody: where the hat worn may write, and who may be there already."""

import pytest
from django.urls import reverse
from django.utils import timezone

from grids.actions import reveal
from grids.fields import plain
from grids.models import RevealLog, Role
from grids.privacy import identity
from residents.models import Resident
from tests import factories as make
from tests.test_residents import HOME, home, somebody

pytestmark = pytest.mark.django_db
WHERE = "/residents/new/"


@pytest.fixture
def page(client, town):
    client.force_login(town.community_staff, backend="grids.backends.StaffBackend")
    client.cookies["django_language"] = "en"
    return client


def person(town, **more) -> dict:
    return {
        "area": town.unit.code, "address": "东梅小区3号楼2单元401", "name": "林秀英", "relation": "02",
        "is_living": "on", "since": timezone.localdate().isoformat(),
    } | more  # fmt: skip


def test_somebody_alike_is_shown_before_they_are_registered_twice(page, town):
    there = somebody(town, home(town, parts=HOME._replace(room="909")), name="林秀英", phone="13805940001")
    answer = page.post(WHERE, person(town, phone="13805940001"))
    html = answer.content.decode()
    assert answer.status_code == 422
    assert there.get_absolute_url() in html
    assert "13805940001" in html  # what was typed stays
    assert Resident.objects.count() == 1
    assert page.post(WHERE, person(town, phone="13805940001", anew="on")).status_code == 302
    assert Resident.objects.count() == 2


def test_nobody_alike_is_registered_at_once(page, town):
    somebody(town, home(town, parts=HOME._replace(room="909")), name="陈建国")
    assert page.post(WHERE, person(town)).status_code == 302


def test_beyond_ones_areas_somebody_alike_is_masked(client, town):
    somebody(town, home(town, parts=HOME._replace(room="909")), name="林秀英", phone="13805940001")
    other = make.user(town.neighbour, Role.objects.get(code="community_staff"))
    grid = make.area(town.neighbour)
    client.force_login(other, backend="grids.backends.StaffBackend")
    html = client.post(WHERE, person(town, area=grid.code, phone="13805940001")).content.decode()
    assert identity.mask_name("林秀英") in html
    assert "/residents/" + Resident.objects.get().ref not in html


def test_only_areas_of_the_worn_hat_are_offered(client, town):
    user = make.user(town.community, Role.objects.get(code="community_staff"))
    keeper = make.role("read_resident", "edit_resident", name_zh="网格员", name_en="Grid worker")
    grid = make.area(town.neighbour)
    make.post(user, town.neighbour, role=keeper)
    client.force_login(user, backend="grids.backends.StaffBackend")
    hat = make.fresh(user).scope.hat
    html = client.get(WHERE).content.decode()
    inside = {reach.area_id for reach in hat.reaches}
    assert (f'value="{grid.code}"' in html) is (town.neighbour.pk in inside)
    assert (f'value="{town.unit.code}"' in html) is (town.community.pk in inside)


def test_somebody_alike_who_is_the_same_person_is_moved_with_what_was_typed(page, town):
    there = somebody(town, home(town, parts=HOME._replace(room="909")), name="林秀英", phone="13805940001")
    typed = person(town, phone="13805940001")
    asked = page.post(WHERE, typed).content.decode()
    where = reverse("residents:act", args=[there.ref, "move"])
    assert f'formaction="{where}"' in asked
    begun = page.post(where, typed | {"begun": "1"})
    assert begun.status_code == 200
    assert begun.context["form"]["address"].value() == typed["address"]
    assert there.memberships.current().get().household.dwelling.room == "909"  # nothing moves by this alone
    sent = {name: begun.context["form"][name].value() for name in ("seen", "area", "address", "on")}
    assert page.post(where, sent).status_code == 302
    assert there.memberships.current().get(is_living=True).household.dwelling.room == "401"


def test_the_phone_that_was_typed_for_somebody_who_is_moved_goes_into_the_register(page, town):
    there = somebody(town, home(town, parts=HOME._replace(room="909")), name="林秀英")
    where = reverse("residents:act", args=[there.ref, "move"])
    typed = person(town, phone="13805940002")
    form = page.post(where, typed | {"begun": "1"}).context["form"]
    sent = {name: form[name].value() for name in ("seen", "area", "address", "on", "phone")}
    answer = page.post(where, sent | {"phone": "12"})
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["phone"])
    assert there.memberships.current().get().household.dwelling.room == "909"
    assert page.post(where, sent).status_code == 302
    assert plain(Resident.objects.select_related("subject").get(pk=there.pk), "phone") == "13805940002"


def test_a_move_that_nobody_was_registered_for_asks_for_no_phone(page, town):
    there = somebody(town, home(town), name="林秀英")
    assert "phone" not in page.get(reverse("residents:act", args=[there.ref, "move"])).context["form"].fields


def test_whoever_is_met_by_their_phone_sees_it_on_their_record(page, town):
    there = somebody(town, home(town, parts=HOME._replace(room="909")), name="陈建国", phone="13805940001")
    page.post(WHERE, person(town, phone="13805940001"))
    assert list(RevealLog.objects.values_list("record_key", "field")) == [(there.ref, reveal.STOP)]


def test_whoever_is_met_by_name_alone_is_no_look(page, town):
    somebody(town, home(town), name="林秀英", phone="13805940001")
    assert page.post(WHERE, person(town, phone="13805940002")).status_code == 422
    assert not RevealLog.objects.exists()


def test_beyond_the_days_limit_phones_are_compared_no_more(page, town, monkeypatch):
    monkeypatch.setattr(reveal, "A_DAY", 0)
    there = somebody(town, home(town, parts=HOME._replace(room="909")), name="陈建国", phone="13805940001")
    answer = page.post(WHERE, person(town, phone="13805940001"), follow=True)
    assert there.get_absolute_url() not in answer.content.decode()
    assert Resident.objects.count() == 2
