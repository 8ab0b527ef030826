"""A person as on a day: later corrections, moves and decisions are not yet there."""

from datetime import date, timedelta

import pgtrigger
import pytest
from django.utils import timezone

from residents import actions
from residents.enums import Relation, Trait
from residents.models import Membership, Resident, ResidentTrait
from tests import factories as make
from tests.test_residents import HOME, home, somebody

pytestmark = pytest.mark.django_db
LATER = date(2026, 10, 1)


@pytest.fixture
def page(client, town):
    client.force_login(town.community_staff, backend="grids.backends.StaffBackend")
    client.cookies["django_language"] = "en"
    return lambda person, day: client.get(f"{person.get_absolute_url()}on/", {"day": day})


def moved_and_corrected(town) -> Resident:
    """In the register since May 2026; renamed, moved and recognised later."""
    person = somebody(town, home(town), name="林秀英")
    event = Resident._meta.get_field("events").related_model
    with pgtrigger.ignore("residents.ResidentEvent:append_only"):
        event.objects.update(pgh_created_at=timezone.make_aware(timezone.datetime(2026, 5, 11, 9)))
    staff = town.community_staff
    person = actions.correct(person.pk, by=staff, seen=person.version, name="林秀珍")
    actions.move(person.pk, home(town, parts=HOME._replace(room="909")), by=staff, seen=person.version, on=LATER)
    actions.recognise(person.pk, Trait.DISABLED, by=staff, seen=None, basis="残疾证", since=LATER)
    return Resident.objects.get(pk=person.pk)


def test_what_came_later_is_not_there_yet(town, page):
    person = moved_and_corrected(town)
    html = page(person, "2026-07-01").content.decode().split('id="h-then"')[1]
    assert "林秀英" in html
    assert "林秀珍" not in html
    assert "909" not in html
    assert "Disabled" not in html


def test_today_shows_what_is_there_now(town, page):
    person = moved_and_corrected(town)
    html = page(person, timezone.localdate().isoformat()).content.decode().split('id="h-then"')[1]
    assert "林秀珍" in html
    assert "909" in html
    assert "Disabled" in html


def test_a_decision_stands_as_it_was_written_then_whatever_is_corrected_later(town, page):
    person = somebody(town)
    since = date(2026, 5, 1)
    actions.recognise(
        person.pk, Trait.DISABLED, by=town.community_staff, seen=None, grade="三级", basis="残疾证", since=since
    )
    event = ResidentTrait._meta.get_field("events").related_model
    with pgtrigger.ignore("residents.ResidentTraitEvent:append_only"):
        event.objects.update(pgh_created_at=timezone.make_aware(timezone.datetime(2026, 5, 11, 9)))
    trait = ResidentTrait.objects.get()
    trait.grade = "一级"
    trait.save()
    assert "三级" in page(person, "2026-07-01").content.decode().split('id="h-then"')[1]
    assert "一级" in page(person, timezone.localdate().isoformat()).content.decode().split('id="h-then"')[1]


def test_before_the_first_entry_there_was_nothing_and_tomorrow_has_not_come(town, page):
    person = somebody(town)
    assert "Nothing was in the register" in page(person, "1999-01-01").content.decode()
    assert page(person, (timezone.localdate() + timedelta(days=1)).isoformat()).status_code == 422
    assert page(person, "yesterday").status_code == 422


def test_a_household_has_the_members_of_that_day(town, page):
    person, household = somebody(town), home(town, parts=HOME._replace(room="909"))
    staff, first = town.community_staff, person.memberships.get().household
    actions.move(person.pk, household, by=staff, seen=person.version, on=LATER, is_registered=True)
    told = {
        where.pk: [
            day for day in ("2026-05-10", "2026-07-01", "2026-10-02") if "林秀英" in page(where, day).content.decode()
        ]
        for where in (first, household)
    }
    assert told == {first.pk: ["2026-07-01"], household.pk: ["2026-10-02"]}
    assert f"{person.get_absolute_url()}on/?day=2026-07-01" in page(first, "2026-07-01").content.decode()
    assert page(first, "2126-07-01").status_code == 422


def test_a_relation_stands_as_it_was_written_then(town, page):
    person = somebody(town)
    event = Membership._meta.get_field("events").related_model
    with pgtrigger.ignore("residents.MembershipEvent:append_only"):
        event.objects.update(pgh_created_at=timezone.make_aware(timezone.datetime(2026, 5, 11, 9)))
    member = person.memberships.get()
    member.relation = Relation.SPOUSE
    member.save()
    assert "Head of household" in page(member.household, "2026-07-01").content.decode()
    assert "Spouse" in page(member.household, timezone.localdate().isoformat()).content.decode()


def test_who_is_elsewhere_now_beyond_the_readers_areas_is_masked_on_that_day_too(town, page):
    person = somebody(town)
    first = person.memberships.get().household
    there = home(town, area=make.area(town.neighbour), by=town.stranger)
    member = person.memberships.get()
    Membership.objects.filter(pk=member.pk).update(until=LATER)
    Membership.objects.create(resident=person, household=there, area=there.area, since=LATER, relation="01")
    html = page(first, "2026-07-01").content.decode()
    assert "林*英" in html
    assert "林秀英" not in html
    assert person.ref not in html
