"""People, households and homes: what comes in, moves and ends, and who may see it."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone
from django.utils.translation import override

from grids.models import Area
from residents import actions
from residents.actions import Person
from residents.actions.people import Registered
from residents.addresses import Parts
from residents.enums import Happening, Relation, Trait
from residents.models import Household, LifeEvent, Membership, Resident
from tests import factories as make
from tests.concurrently import at_once  # noqa: F401

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 5, 11)
NUMBER = "11010519491231002X"  # the example of the standard
HOME = Parts("东梅小区", "3", "2", "401")


def home(town, area=None, parts=HOME, by=None):
    by = by or town.community_staff
    dwelling = actions.add_dwelling(area or town.unit, parts, by=by)
    return actions.open_household(dwelling, by=by, opened_on=DAY)


def somebody(town, household=None, name="林秀英", by=None, **more) -> Resident:
    facts = {name: more.pop(name) for name in list(more) if name in Person.__dataclass_fields__}
    more = {"relation": Relation.HEAD, "is_registered": True, "since": DAY} | more
    by = by or town.community_staff
    return actions.register(Person(name, **facts), household or home(town), by=by, **more)


def test_what_was_corrected_is_listed_with_the_marks_of_the_language(town):
    resident = somebody(town)
    with override("zh-hans"):
        actions.correct(resident.pk, by=town.community_staff, seen=None, workplace="镇海小学", education="大学")
    assert "、" in LifeEvent.objects.get(kind=Happening.CORRECTED).text


def test_an_id_number_fills_in_birth_and_sex(town):
    resident = somebody(town, id_number="11010519491231002x")
    assert (resident.born_on, resident.sex) == (dt.date(1949, 12, 31), "female")


@pytest.mark.parametrize(("field", "said"), [("born_on", dt.date(1950, 1, 1)), ("sex", "male")])
def test_what_the_id_number_says_otherwise_is_told_at_the_field(town, field, said):
    with pytest.raises(ValidationError) as error:
        somebody(town, id_number="11010519491231002x", **{field: said})
    assert list(error.value.message_dict) == [field]
    resident = somebody(town, home(town, parts=HOME._replace(room="402")), id_number="11010519491231002x")
    with pytest.raises(ValidationError) as error:
        actions.correct(resident.pk, by=town.community_staff, seen=None, **{field: said})
    assert list(error.value.message_dict) == [field]


def test_what_a_wrong_number_told_of_birth_and_sex_the_right_one_tells(town):
    resident = somebody(town, id_number="11010519491231002x")
    actions.correct(resident.pk, by=town.community_staff, seen=None, id_number="34052419800101001X")
    resident.refresh_from_db()
    assert (resident.born_on, resident.sex) == (dt.date(1980, 1, 1), "male")
    assert str(Resident._meta.get_field("born_on").verbose_name) in resident.life_events.latest("pk").text


def test_a_passport_in_place_of_the_number_takes_no_birthday_away(town):
    resident = somebody(town, id_number="11010519491231002x")
    actions.correct(resident.pk, by=town.community_staff, seen=None, id_number="E12345678")
    resident.refresh_from_db()
    assert (resident.born_on, resident.sex) == (dt.date(1949, 12, 31), "female")


def test_an_entry_that_disagrees_from_before_can_still_be_corrected_elsewhere(town):
    resident = somebody(town, id_number="11010519491231002x")
    Resident.objects.filter(pk=resident.pk).update(born_on=dt.date(1950, 1, 1))
    actions.correct(resident.pk, by=town.community_staff, seen=None, workplace="镇海小学")
    assert Resident.objects.get().workplace == "镇海小学"


def test_nothing_is_recognised_from_a_day_to_come(town):
    resident, ahead = somebody(town), timezone.localdate() + dt.timedelta(days=366)
    with pytest.raises(ValidationError) as error:
        actions.recognise(
            resident.pk, Trait.DISABLED, by=town.community_staff, seen=None, basis="残疾人证", since=ahead
        )
    assert list(error.value.message_dict) == ["since"]


def test_nothing_of_a_number_stands_readable_in_the_row_or_its_history(town):
    resident = somebody(town, id_number=NUMBER, phone="13805940001")
    rows = [Resident.objects.filter(pk=resident.pk).values().get(), *resident.events.values()]
    assert len(rows) > 1
    assert not [row for row in rows if NUMBER in str(row) or "13805940001" in str(row)]


def test_the_same_number_twice_is_a_stop_that_knows_whose_it_is(town):
    first = somebody(town, id_number=NUMBER)
    with pytest.raises(Registered) as stopped:
        somebody(town, home(town, parts=HOME._replace(room="402")), name="别人", id_number=NUMBER)
    assert stopped.value.resident == first


def test_a_number_with_a_mistyped_digit_is_refused_at_its_field(town):
    with pytest.raises(ValidationError) as refused:
        somebody(town, id_number="110105194912310021")
    assert "id_number" in refused.value.message_dict


def test_an_address_stands_once_in_an_area_however_it_is_written(town):
    home(town)
    with pytest.raises(ValidationError):
        actions.add_dwelling(town.unit, Parts("东梅小区", "3号楼", "２单元", "401室"), by=town.community_staff)


def test_a_household_has_one_head(town):
    household = home(town)
    somebody(town, household)
    with pytest.raises(ValidationError):
        somebody(town, household, name="陈建国")


def test_somebody_may_be_registered_in_one_place_and_live_in_another(town):
    first, second = home(town), home(town, parts=HOME._replace(room="402"))
    resident = somebody(town, first)
    actions.move(resident.pk, second, by=town.community_staff, seen=resident.version, on=DAY)
    there = {m.household_id: (m.is_registered, m.is_living) for m in resident.memberships.current()}
    assert there == {first.pk: (True, False), second.pk: (False, True)}


def test_whoever_is_elsewhere_today_is_seen_there_and_no_longer_here(town):
    resident = somebody(town)
    elsewhere = make.area(town.neighbour)
    keeper = make.user(at=town.street, role=town.street_staff.posts.get().role)
    to = home(town, area=elsewhere, by=keeper)
    actions.move(resident.pk, to, by=keeper, seen=resident.version, on=DAY, is_registered=True)
    assert Resident.objects.visible_to(town.stranger).get() == resident
    assert not Resident.objects.visible_to(town.grid_worker).exists()


def test_who_moved_out_of_everything_stays_in_the_file_of_the_last_place(town):
    resident = somebody(town)
    actions.move_out(resident.pk, by=town.community_staff, seen=resident.version, on=DAY)
    assert Resident.objects.visible_to(town.grid_worker).get() == resident
    assert not Resident.objects.visible_to(town.stranger).exists()


def test_the_register_can_be_read_as_of_a_day(town):
    resident = somebody(town)
    actions.move_out(resident.pk, by=town.community_staff, seen=None, on=DAY + dt.timedelta(days=10))
    assert Membership.objects.on(DAY).count() == 1
    assert Membership.objects.on(DAY + dt.timedelta(days=10)).count() == 0


def test_a_death_ends_what_was_and_closes_an_empty_household(town):
    resident = somebody(town)
    actions.died(resident.pk, by=town.community_staff, seen=resident.version, on=DAY)
    membership = resident.memberships.get()
    assert membership.until == DAY
    assert membership.household.closed_on == DAY
    assert [event.kind for event in resident.life_events.order_by("pk")] == [Happening.REGISTERED, Happening.DIED]


def test_a_death_closes_also_the_household_in_which_they_were_only_registered(town):
    first, second = home(town), home(town, parts=HOME._replace(room="402"))
    resident = somebody(town, first)
    actions.move(resident.pk, second, by=town.community_staff, seen=None, on=DAY)
    actions.died(resident.pk, by=town.community_staff, seen=None, on=DAY)
    assert set(Household.objects.values_list("closed_on", flat=True)) == {DAY}
    actions.correct_death(resident.pk, by=town.community_staff, seen=None, on=None, why="同名误登")
    assert set(Household.objects.values_list("closed_on", flat=True)) == {None}


def test_a_household_splits_and_joins_again_with_its_head(town):
    household = home(town)
    head = somebody(town, household)
    son = somebody(town, household, name="林小明", relation=Relation.SON)
    staff = town.community_staff
    other = actions.split(household.pk, [son.pk], household.dwelling, by=staff, on=DAY)
    assert [m.resident for m in other.memberships.current()] == [son]
    actions.join(other.pk, household.pk, by=staff, on=DAY)
    assert {m.resident for m in household.memberships.current()} == {head, son}
    other.refresh_from_db()
    assert (other.closed_on, other.joined_into) == (DAY, household)


def test_a_household_is_not_closed_before_it_was_opened_when_it_is_joined_to_another(town):
    """Its people came before it was entered, and leave it before that too."""
    household, other = home(town), home(town, parts=HOME._replace(room="402"))
    somebody(town, household, since=DAY - dt.timedelta(days=4000))
    actions.join(household.pk, other.pk, by=town.community_staff, on=DAY - dt.timedelta(days=3000))
    household.refresh_from_db()
    assert household.closed_on == household.opened_on


def test_the_second_of_two_who_change_a_person_is_told(town):
    resident = somebody(town)
    actions.correct(resident.pk, by=town.community_staff, seen=1 + 1, workplace="镇海小学")
    with pytest.raises(actions.Stale):
        actions.correct(resident.pk, by=town.grid_worker, seen=1 + 1, workplace="别处")


def test_a_correction_leaves_what_is_masked_as_it_was(town):
    resident = somebody(town, id_number=NUMBER, phone="13805940001")
    index = resident.phone_index
    resident = actions.correct(resident.pk, by=town.community_staff, seen=None, name="林秀珍")
    assert resident.phone_index == index
    assert resident.phone.open(resident.subject) == "13805940001"
    assert resident.pinyin == "linxiuzhen"
    assert resident.memberships.get().pinyin == "linxiuzhen"


def test_nobody_keeps_the_register_of_the_neighbours(town):
    resident = somebody(town)
    with pytest.raises(PermissionDenied):
        actions.confirm(resident.pk, by=town.stranger, seen=None)
    with pytest.raises(PermissionDenied):
        home(town, by=town.stranger, parts=HOME._replace(room="9"))
    with pytest.raises(PermissionDenied):
        actions.confirm(resident.pk, by=town.supervisor, seen=None)  # reads figures, keeps nothing


def test_one_tap_says_that_a_record_is_still_right(town):
    resident = somebody(town)
    resident = actions.confirm(resident.pk, by=town.grid_worker, seen=resident.version)
    assert resident.confirmed_by == town.grid_worker
    assert resident.confirmed_at is not None


def test_what_an_office_recognised_ends_on_a_day_and_may_begin_again(town):
    resident = somebody(town)
    staff = town.community_staff
    trait = actions.recognise(resident.pk, Trait.LOW_INCOME, by=staff, seen=None, basis="低保证 12", since=DAY)
    with pytest.raises(ValidationError):
        actions.recognise(resident.pk, Trait.LOW_INCOME, by=staff, seen=None, basis="低保证 13", since=DAY)
    actions.end_trait(trait.pk, by=staff, seen=None, until=DAY + dt.timedelta(days=30))
    actions.recognise(
        resident.pk, Trait.LOW_INCOME, by=staff, seen=None, basis="低保证 13", since=DAY + dt.timedelta(days=60)
    )
    assert resident.traits.count() == 2


def test_people_go_along_when_their_unit_is_moved(town):
    resident = somebody(town)
    grid = make.area(town.community)
    from grids.actions import areas  # noqa: PLC0415

    areas.move(Area.objects.get(pk=town.unit.pk), grid, by=None)
    assert resident.memberships.get().grid_id == grid.pk
    assert resident.memberships.get().household.dwelling.grid_id == grid.pk
