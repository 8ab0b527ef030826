"""The numbers of the registers: two populations, each figure equal to the list it opens, and who sees them."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from grids import figures, pulse, tallies
from grids.days.periods import Period
from grids.models import Area
from grids.templatetags.figures import figures_of
from residents import filters
from residents.enums import Tenure, Trait
from residents.figures.people import POPULATION
from residents.models import Dwelling, Membership, Resident, ResidentTrait
from tests.test_residents import DAY, HOME, home, somebody

pytestmark = pytest.mark.django_db
PEOPLE_TABLE = figures.figures["residents.living"].table
PEOPLE = [key for key, figure in figures.figures.items() if figure.table.model is Membership]


def years_ago(years: int) -> dt.date:
    today = timezone.localdate()
    return today.replace(year=today.year - years, day=min(today.day, 28))


@pytest.fixture
def people(town):
    """Three who live here, one of them registered elsewhere; a fourth is registered here and lives elsewhere."""
    made = [
        somebody(town, home(town, parts=HOME._replace(room=str(room))), name=name, born_on=years_ago(age), **more)
        for room, name, age, more in (
            (501, "林秀英", 85, {}),
            (502, "陈建国", 30, {}),
            (503, "外来客", 1, {"is_registered": False}),
            (504, "常年在外", 65, {}),
        )
    ]
    gone = made[3]
    away = Membership.objects.get(resident=gone)
    Membership.objects.filter(pk=away.pk).update(is_living=False)
    for kind in (Trait.DISABLED, Trait.LOW_INCOME):
        ResidentTrait.objects.create(resident=made[0], kind=kind, basis="证", since=DAY)
    ResidentTrait.objects.create(resident=made[1], kind=Trait.DISABLED, basis="证", since=DAY, until=DAY)
    Dwelling.objects.filter(room="502").update(tenure=Tenure.RENTED)
    Resident.objects.update(confirmed_at=None)
    Resident.objects.filter(pk=made[0].pk).update(confirmed_at=timezone.now() - dt.timedelta(days=364))
    Resident.objects.filter(pk=made[1].pk).update(confirmed_at=timezone.now() - dt.timedelta(days=366))
    return made


def numbers(area, user) -> dict[str, int]:
    today = timezone.localdate()
    found = figures.of(Area.objects.get(pk=area.pk), user, Period.between(today, today))
    return {
        key: value.value for key, value in found.items() if key.startswith("residents.") and key in figures.figures
    }


def test_each_figure_counts_what_it_says_once(town, people):
    tallies.count()
    expected = {
        "residents.living": 3, "residents.registered": 3, "residents.away": 1, "residents.migrant": 1,
        "residents.households": 4, "residents.dwellings": 4, "residents.rented": 1, "residents.tenants": 1,
        "residents.elderly": 1, "residents.disabled": 1, "residents.veteran": 0, "residents.low_income": 1,
        "residents.left_behind": 0, "residents.age_0": 1, "residents.age_3": 0, "residents.age_7": 0,
        "residents.age_18": 1, "residents.age_60": 0, "residents.age_80": 1, "residents.confirmed": 1,
    }  # fmt: skip
    for area in (town.unit, town.grid, town.community):
        found = numbers(area, town.community_staff)
        assert {key: found[key] for key in expected} == expected, area


@pytest.mark.parametrize("key", PEOPLE)
def test_every_number_of_people_equals_the_list_it_opens(client, town, people, key):
    tallies.count()
    client.force_login(town.community_staff, backend="grids.backends.StaffBackend")
    shown = numbers(town.community, town.community_staff)[key]
    page = client.get(reverse("residents:list"), {"figure": key, "area": town.community.code}).content.decode()
    assert f'data-total="{shown}"' in page
    assert page.count("ll-row__t") == shown


def test_what_is_also_a_reason_for_help_is_not_said_of_fewer_than_five(town, people):
    """A unit's own page too, where one number would be one neighbour."""
    tallies.count()
    today = timezone.localdate()
    for area in (town.unit, town.community):
        found = figures.of(Area.objects.get(pk=area.pk), town.community_staff, Period.between(today, today))
        for kind in (Trait.DISABLED, Trait.LOW_INCOME):
            assert (found[f"residents.{kind.value}"].is_few, found[f"residents.{kind.value}"].url) == (True, "")
        assert not found["residents.migrant"].is_few


def test_a_clicked_number_keeps_its_rows_over_the_pages(town, people):
    asked = filters.read({"figure": "residents.away"}, town.community_staff, timezone.now())
    assert asked.query(cursor="x") == "?figure=residents.away&cursor=x"


def test_what_counts_no_people_is_left_out(town, people):
    for figure in ("cases.open", "nothing"):
        assert filters.read({"figure": figure}, town.community_staff, timezone.now()).figure is None


def test_who_serves_elsewhere_sees_no_numbers_of_people(town, people):
    tallies.count()
    assert numbers(town.community, town.stranger) == {}


def of_people(town) -> dict:
    """Their section of the area's page; other apps have theirs below it."""
    sections = figures_of(Area.objects.get(pk=town.community.pk), town.community_staff)["sections"]
    return next(section for section in sections if section["label"] == POPULATION.label)


def test_an_areas_page_shows_few_tiles_and_folds_the_rest(town, people):
    tallies.count()
    section = of_people(town)
    assert [tile["value"] for tile in section["tiles"][:5]] == [3, 3, 4, 1, 1]
    assert section["tiles"][5]["shown"] == "33.3"
    assert len(section["more"]) == 14


def test_a_count_that_has_nothing_to_be_compared_with_claims_no_change(town, people):
    tallies.count()
    section = of_people(town)
    assert {tile["change"] for tile in section["tiles"][:5]} == {""}


def test_the_declared_number_stands_beside_the_counted_one(town, people):
    Area.objects.filter(pk=town.community.pk).update(declared_population=14011, declared_households=4)
    tallies.count()
    section = of_people(town)
    living, registered, households = section["tiles"][:3]
    assert "14,011" in living["change"]
    assert "14,008" in living["change"]
    assert registered["change"] == ""
    assert "4" in households["change"]


def test_a_section_costs_the_same_however_many_people(town, people, django_assert_num_queries):
    user, area = town.community_staff, Area.objects.get(pk=town.community.pk)
    for more in (False, True):
        if more:
            somebody(town, home(town, parts=HOME._replace(room="901")), name="王一")
        tallies.count()
        user.scope  # noqa: B018 -- read once a request
        with django_assert_num_queries(5):
            figures_of(area, user)


def test_a_table_that_takes_long_to_count_rests_and_says_of_when_its_numbers_are(town, people, monkeypatch):
    monkeypatch.setattr(tallies, "SLOW", -1)
    began = timezone.now()
    tallies.count(began)
    somebody(town, home(town, parts=HOME._replace(room="902")), name="王二")
    pulse.show("tallies.membership", note="2.0", now=began)
    tallies.count(began + dt.timedelta(seconds=190))
    assert numbers(town.community, town.community_staff)["residents.living"] == 3
    assert tallies.resting([PEOPLE_TABLE], began + dt.timedelta(seconds=190)) == {PEOPLE_TABLE: began}
    tallies.count(began + dt.timedelta(seconds=201))
    assert numbers(town.community, town.community_staff)["residents.living"] == 4
