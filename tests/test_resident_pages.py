"""The page of a person, what may be done there, and who gets in."""

import re
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from grids.actions.reveal import STOP
from grids.models import RevealLog
from residents import actions, conditions
from residents.enums import Trait
from residents.models import Dwelling, Membership, Resident
from tests import factories as make
from tests.test_residents import HOME, NUMBER, home, somebody

pytestmark = pytest.mark.django_db
NEW = "/residents/new/"


def filled(town, **more) -> dict:
    return {
        "area": town.unit.code,
        "address": "东梅小区3号楼2单元401室",
        "name": "林秀英",
        "relation": "02",
        "is_registered": "on",
        "is_living": "on",
        "since": "2026-05-11",
    } | more


def test_a_person_is_registered_with_home_and_household_in_one_form(town, signed_in):
    answer = signed_in(town.unit_head).post(NEW, filled(town, id_number=NUMBER))
    resident = Resident.objects.get()
    assert answer["Location"] == resident.get_absolute_url()
    assert (resident.sex, resident.memberships.get().household.dwelling.address) == (
        "female",
        "东梅小区3号楼2单元401室",
    )


def test_the_second_of_a_home_joins_its_household(town, signed_in):
    client = signed_in(town.unit_head)
    client.post(NEW, filled(town))
    client.post(NEW, filled(town, name="林小明", relation="20"))
    assert len({one.household_id for one in Membership.objects.all()}) == 1


@pytest.mark.parametrize(("there", "chosen"), [("unit", "grid"), ("grid", "unit")])
def test_the_home_is_found_whether_the_grid_or_its_unit_is_chosen(town, signed_in, there, chosen):
    client = signed_in(town.community_staff)
    client.post(NEW, filled(town, area=getattr(town, there).code))
    client.post(NEW, filled(town, area=getattr(town, chosen).code, name="林小明", relation="20"))
    assert len({one.household_id for one in Membership.objects.all()}) == 1


def test_a_house_without_a_compound_is_another_one_in_another_unit(town, signed_in):
    client = signed_in(town.community_staff)
    client.post(NEW, filled(town, address="12号"))
    client.post(NEW, filled(town, address="12号", area=town.grid.code, name="林小明"))
    assert len({one.household_id for one in Membership.objects.all()}) == 2


def test_of_two_homes_of_one_address_no_third_is_entered_into_their_grid(town, signed_in):
    other = make.area(town.grid)
    for unit in (town.unit, other):
        actions.add_dwelling(unit, HOME, by=town.community_staff)
    answer = signed_in(town.community_staff).post(NEW, filled(town, area=town.grid.code))
    assert answer.status_code == 422
    assert all(unit.short_name in str(answer.context["form"].errors) for unit in (town.unit, other))
    assert Dwelling.objects.count() == 2


def test_an_address_is_not_corrected_into_one_that_the_grid_has_in_a_unit(town):
    actions.add_dwelling(town.unit, HOME, by=town.community_staff)
    wrong = actions.add_dwelling(town.grid, HOME._replace(room="410"), by=town.community_staff)
    with pytest.raises(ValidationError):
        actions.change_dwelling(wrong.pk, by=town.community_staff, parts=HOME)
    Dwelling.objects.filter(pk=wrong.pk).update(address=Dwelling.objects.first().address)
    actions.change_dwelling(wrong.pk, by=town.community_staff, parts=HOME, tenure="rented")  # what stood so may stay


def test_a_dwelling_of_a_unit_is_not_entered_once_more_into_its_grid(town, signed_in):
    actions.add_dwelling(town.unit, HOME, by=town.community_staff)
    data = {"area": town.grid.code, "address": "东梅小区3号楼2单元401", "kind": "flat", "tenure": "owned"}
    answer = signed_in(town.community_staff).post("/households/new/", data)
    assert answer.context["form"].errors["address"] == [
        f"This address is in the register already, in {town.unit.short_name}."
    ]


def test_a_wrong_form_comes_back_with_what_was_typed_and_keeps_nothing(town, signed_in):
    answer = signed_in(town.unit_head).post(NEW, filled(town, address="东梅小区", id_number="12345"))
    html = answer.content.decode()
    assert answer.status_code == 422
    assert 'value="东梅小区"' in html
    assert "Write the address down to the room" in html
    assert not Resident.objects.exists()


def test_an_id_number_that_is_there_already_stops_and_says_where(town, signed_in):
    somebody(town, id_number=NUMBER)
    answer = signed_in(town.unit_head).post(NEW, filled(town, name="别人", id_number=NUMBER))
    assert answer.status_code == 422
    assert "林秀英" in answer.content.decode()
    assert RevealLog.objects.get().field == STOP


def test_beyond_ones_areas_the_stop_tells_a_masked_name_only(town, signed_in):
    somebody(town, id_number=NUMBER)
    data = filled(town, area=town.neighbour.code, name="别人", id_number=NUMBER)

    grid = make.area(town.neighbour)
    html = signed_in(town.stranger).post(NEW, data | {"area": grid.code}).content.decode()
    assert "林秀英" not in html
    assert "林*英" in html
    assert f"{town.street.short_name} {town.community.short_name}" in html


def test_what_is_sealed_stands_masked_and_is_shown_with_a_reason(town, signed_in):
    resident = somebody(town, id_number=NUMBER, phone="13805940001")
    client = signed_in(town.grid_worker)
    html = client.get(resident.get_absolute_url()).content.decode()
    assert "13805940001" not in html
    assert NUMBER not in html
    assert "138****0001" in html
    shown = client.post(f"{resident.get_absolute_url()}reveal/phone/", {"reason": "visit"}).content.decode()
    assert "13805940001" in shown
    assert RevealLog.objects.get().record_key == resident.ref
    assert str(town.grid_worker) in client.get(resident.get_absolute_url()).content.decode().split("h-looks")[-1]


def test_a_correction_that_leaves_a_number_empty_keeps_it(town, signed_in):
    resident = somebody(town, phone="13805940001")
    url = f"{resident.get_absolute_url()}act/correct/"
    data = {"seen": resident.version, "name": "林秀珍", "phone": "", "id_number": "", "registered_address": ""}
    assert signed_in(town.grid_worker).post(url, data).status_code == 302
    resident.refresh_from_db()
    assert (resident.name, resident.phone.open(resident.subject)) == ("林秀珍", "13805940001")


def test_the_second_of_two_corrections_is_told_and_loses_nothing(town, signed_in):
    resident = somebody(town)
    url = f"{resident.get_absolute_url()}act/correct/"
    client = signed_in(town.grid_worker)
    answer = client.post(url, {"seen": resident.version - 1, "name": "林秀珍"})
    assert answer.status_code == 422
    assert "This was changed after you opened the page" in answer.content.decode()
    assert Resident.objects.get().name == "林秀英"
    again = {name: answer.context["form"][name].value() for name in ("seen", "name")}
    assert client.post(url, again).status_code == 302
    assert Resident.objects.get().name == "林秀珍"


@pytest.mark.parametrize(
    ("act", "data"),
    [
        ("move-out", {"on": "2026-06-01", "where_to": "福州"}),
        ("died", {"on": "2026-06-01"}),
        ("recognise", {"kind": "low_income", "basis": "低保证 12", "since": "2026-06-01"}),
    ],
)
def test_each_act_on_the_page_is_carried_out(town, signed_in, act, data):
    resident = somebody(town)
    client = signed_in(town.grid_worker)
    assert f"/act/{act}/" in client.get(resident.get_absolute_url()).content.decode()
    answer = client.post(f"{resident.get_absolute_url()}act/{act}/", data | {"seen": resident.version})
    assert answer.status_code == 302
    assert resident.life_events.count() == 2


def test_who_moved_is_shown_where_they_live_now(town, signed_in):
    resident = somebody(town)
    there = home(town, parts=HOME._replace(room="909"))
    somebody(town, there, name="陈建国")
    facts = {"relation": "80", "is_registered": True, "on": date(2026, 6, 1)}
    actions.move(resident.pk, there, by=town.community_staff, seen=None, **facts)
    page = signed_in(town.community_staff).get(resident.get_absolute_url())
    assert page.context["state"] == "Registered and living here"
    assert page.context["household_url"] == there.get_absolute_url()
    assert [one["name"] for one in page.context["members"]] == ["陈建国"]


def test_what_an_office_recognised_ends_on_the_page_too(town, signed_in):
    resident, client = somebody(town), signed_in(town.grid_worker)
    where, act = resident.get_absolute_url(), f"{resident.get_absolute_url()}act/end-trait/"
    assert act not in client.get(where).content.decode()  # there is nothing to end
    trait = actions.recognise(
        resident.pk, Trait.LOW_INCOME, by=town.community_staff, seen=None, basis="低保证 12", since=date(2026, 6, 1)
    )
    assert act in client.get(where).content.decode()
    seen = {"trait": trait.pk, "seen": Resident.objects.get().version}
    for wrong in ("2026-05-31", "2126-05-31"):
        assert client.post(act, seen | {"until": wrong}).context["form"].errors["until"]
    assert client.post(act, seen | {"until": "2026-07-01"}).url == where
    assert not resident.traits.filter(until=None).exists()


def test_an_end_is_taken_for_no_trait_of_somebody_else(town, signed_in):
    resident, other = somebody(town), somebody(town, home(town, parts=HOME._replace(room="402")))
    facts = {"by": town.community_staff, "seen": None, "basis": "低保证 12", "since": date(2026, 6, 1)}
    actions.recognise(resident.pk, Trait.LOW_INCOME, **facts)
    others = actions.recognise(other.pk, Trait.LOW_INCOME, **facts)
    sent = {"trait": others.pk, "seen": Resident.objects.get(pk=resident.pk).version, "until": "2026-07-01"}
    answer = signed_in(town.grid_worker).post(f"{resident.get_absolute_url()}act/end-trait/", sent)
    assert answer.context["form"].errors["trait"]


def test_one_tap_confirms_a_record(town, signed_in):
    resident = somebody(town)
    client = signed_in(town.grid_worker)
    seen = re.search(
        r'confirm/".*?name="seen" value="(\d+)"', client.get(resident.get_absolute_url()).content.decode()
    )
    client.post(f"{resident.get_absolute_url()}confirm/", {"seen": seen[1]})
    resident.refresh_from_db()
    assert resident.confirmed_by == town.grid_worker


def test_a_page_gone_stale_confirms_nothing(town, signed_in):
    resident = somebody(town)
    actions.correct(resident.pk, by=town.community_staff, seen=resident.version, name="林秀珍")
    for sent in ({"seen": resident.version}, {}):
        signed_in(town.grid_worker).post(f"{resident.get_absolute_url()}confirm/", sent)
    assert Resident.objects.get(pk=resident.pk).confirmed_by == town.community_staff


def test_who_died_is_not_asked_to_be_confirmed(town, signed_in):
    resident = somebody(town)
    client = signed_in(town.grid_worker)
    assert "/confirm/" in client.get(resident.get_absolute_url()).content.decode()
    actions.died(resident.pk, by=town.community_staff, seen=resident.version, on=timezone.localdate())
    assert "/confirm/" not in client.get(resident.get_absolute_url()).content.decode()


def test_whoever_registers_somebody_has_confirmed_them(town):
    resident = somebody(town, by=town.grid_worker)
    assert resident.confirmed_by == town.grid_worker
    assert not Membership.objects.filter(conditions.to_confirm(timezone.now()), resident=resident).exists()


def test_the_neighbour_finds_no_such_person(town, signed_in):
    resident = somebody(town)
    client = signed_in(town.stranger)
    for page in ("", "act/correct/", "reveal/phone/"):
        assert client.get(f"{resident.get_absolute_url()}{page}").status_code == 404


def test_the_ways_to_care_betray_nothing_of_whether_there_is_a_record(town, signed_in):
    resident = somebody(town)
    keeper = make.user(town.community, make.role("read_area", "read_resident", "keep_care", "break_care"))
    html = signed_in(keeper).get(resident.get_absolute_url()).content.decode()
    assert f"/care/new/{resident.ref}/" in html
    assert f"/care/glass/{resident.ref}/" in html
    assert "/care/new/" not in signed_in(town.unit_head).get(resident.get_absolute_url()).content.decode()
