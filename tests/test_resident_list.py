"""The list of people: whose it shows, in which order, and what it costs."""

import re
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from grids import figures, tallies
from grids.days.periods import Period
from grids.models import RevealLog
from grids.privacy import identity
from residents import actions, filters, queries, search
from residents.actions import look_up
from residents.enums import Tenure
from residents.models import Dwelling, Membership, Resident
from tests import factories as make
from tests.registered import entry
from tests.test_residents import DAY, HOME, NUMBER, home, somebody

pytestmark = pytest.mark.django_db
YEAR = timedelta(days=366)


@pytest.fixture
def page(client, town):
    client.force_login(town.community_staff, backend="grids.backends.StaffBackend")
    client.cookies["django_language"] = "en"
    return lambda **query: client.get(reverse("residents:list"), query)


def several(town, names=("陈建国", "阿芳", "林秀英")):
    return [
        somebody(town, home(town, parts=HOME._replace(room=str(401 + at))), name=name) for at, name in enumerate(names)
    ]


def test_people_stand_by_the_reading_of_their_names(town, page):
    several(town)
    text = page().content.decode()
    assert text.index("阿芳") < text.index("陈建国") < text.index("林秀英")


def test_pages_follow_each_other_and_lead_back(town):
    several(town)
    user = town.community_staff
    first = queries.members(user, size=2)
    second = queries.members(user, first.next, size=2)
    assert [line.name for line in second.rows] == ["林秀英"]
    assert queries.members(user, second.previous, size=2).rows == first.rows


def test_who_serves_elsewhere_sees_nobody(town, client):
    somebody(town)
    client.force_login(town.stranger, backend="grids.backends.StaffBackend")
    answer = client.get(reverse("residents:list"))
    assert answer.status_code == 200
    assert "林秀英" not in answer.content.decode()


def test_registered_and_living_are_counted_apart(town):
    person = several(town)[0]
    actions.move(
        person.pk, home(town, parts=HOME._replace(room="909")), by=town.community_staff, seen=person.version, on=DAY
    )
    somebody(town, home(town, parts=HOME._replace(room="910")), name="外来客", is_registered=False)
    tallies.count()
    assert queries.population(town.community_staff, None, timezone.now()) == {"registered": 3, "living": 4}


def test_a_unit_heads_population_is_counted_as_it_is(town):
    several(town)
    head = make.user(town.unit, make.role("read_resident"))
    assert queries.population(head, None, timezone.now()) == {"registered": 3, "living": 3}


def test_a_unit_heads_people_are_sorted_together_and_counted_at_once(town, django_assert_num_queries):
    several(town)
    second = make.area(town.grid, "unit")
    entry(second, name="高一")
    Resident.objects.filter(name="高一").update(pinyin="gaoyi")
    head = make.user()
    make.post(head, town.unit, second, role=make.role("read_resident"))
    head.scope  # noqa: B018
    with django_assert_num_queries(2):
        assert [line.name for line in queries.members(head).rows] == ["阿芳", "陈建国", "高一", "林秀英"]
    with django_assert_num_queries(1):
        assert queries.population(head, None, timezone.now()) == {"registered": 3, "living": 4}


def rented(person) -> None:
    Dwelling.objects.filter(households__memberships__resident=person).update(tenure=Tenure.RENTED)


def names(user, **asked) -> list[str]:
    found = queries.members(user, "", filters.read(asked, user, timezone.now()))
    return [line.name for line in found.rows]


def test_ledgers_are_views_of_one_register(town):
    staff = town.community_staff
    rented(somebody(town, home(town, parts=HOME._replace(room="701")), name="外来客", is_registered=False))
    old = somebody(town, home(town, parts=HOME._replace(room="702")), name="老人家", born_on=date(1940, 1, 1))
    actions.recognise(
        old.pk, by=staff, seen=old.version, kind="low_income", basis="低保证 1 号", since=date(2024, 1, 1)
    )
    found = {view: names(staff, view=view) for view in filters.VIEWS}
    assert found["registered"] == ["老人家"]
    assert found["migrant"] == found["tenant"] == ["外来客"]
    assert found["elderly"] == found["low_income"] == ["老人家"]
    assert found["disabled"] == found["veteran"] == found["left_behind"] == []
    assert set(found[""]) == {"外来客", "老人家"}


def test_filters_narrow_and_foreign_areas_are_left_out(town):
    staff = town.community_staff
    child = somebody(
        town, home(town, parts=HOME._replace(room="703")), name="小朋友", born_on=timezone.localdate() - 4 * YEAR
    )
    assert names(staff, age="3-6") == ["小朋友"]
    assert names(staff, age="0-2") == names(staff, age="7-17") == []
    assert names(staff, sex=child.sex or "female") == (["小朋友"] if child.sex else [])
    assert names(staff, state="away") == []
    assert names(staff, state="here", area=town.grid.code) == ["小朋友"]
    asked = filters.read({"area": town.neighbour.code}, staff, timezone.now())
    assert asked.area is None
    assert asked.ignored


@pytest.mark.parametrize(
    "words", ["秀英", "英", "林秀英", "lxy", "linxiu", "LXY", HOME.compound, HOME.compound[:2], "402"]
)
def test_people_are_found_by_name_reading_and_address(town, words):
    several(town, names=("陈建国", "林秀英"))
    assert names(town.community_staff, q=words)[-1:] == ["林秀英"]
    assert names(town.stranger, q=words) == []


def test_common_words_are_found_by_reading_on(town, monkeypatch):
    monkeypatch.setattr(search, "FEW", 0)
    several(town, names=("陈建国", "林秀英"))
    for words in ("秀英", "lxy", "402"):
        assert names(town.community_staff, q=words) == ["林秀英"]


@pytest.mark.parametrize(
    "number",
    [
        "999999199001011236", "13800000000", "138 0000 0000", "+86 138-0000-0000", "99999919900101123x", "E12345678",
        "林秀英 13800000000", "林秀英138 0000 0000", "0594-2690000", "１３８００００００００",
    ],
)  # fmt: skip
def test_a_full_number_is_not_searched_for_in_an_address(page, client, town, number):
    several(town)
    answer = page(q=number, view="migrant")
    assert answer.url == "/residents/?view=migrant"
    assert "must not stand in an address" in client.get(answer.url).content.decode()


def test_an_address_with_its_numbers_is_no_full_number(town):
    several(town)
    assert "林秀英" in names(town.community_staff, q="3号楼2单元")


def test_a_full_number_opens_its_person_and_is_logged(town, page, client):
    person = somebody(town, id_number=NUMBER)
    answer = client.post(reverse("residents:find"), {"number": NUMBER}) if page() else None
    assert answer.url == person.get_absolute_url()
    assert RevealLog.objects.filter(field="search", record_key=person.ref, user=town.community_staff).count() == 1
    answer = client.post(reverse("residents:find"), {"number": "999999 19900101 9999"})
    assert "Nobody in your areas" in answer.content.decode()
    assert "999999199001019999" not in answer.content.decode()
    assert RevealLog.objects.filter(field="search", record_key="").count() == 1
    assert client.post(reverse("residents:find"), {"number": "12"}).status_code == 422


def test_of_several_with_one_number_each_sees_the_search_on_their_record(town, page, client):
    couple = [
        somebody(town, home(town, parts=HOME._replace(room=room)), name=name, phone="13805940001")
        for room, name in (("501", "林秀英"), ("502", "陈建国"))
    ]
    page()
    client.post(reverse("residents:find"), {"number": "138 0594 0001"})
    logged = RevealLog.objects.filter(field="search", user=town.community_staff)
    assert set(logged.values_list("record_key", flat=True)) == {one.ref for one in couple}


def test_a_person_beyond_ones_areas_is_not_found_by_number(town, client):
    somebody(town, id_number=NUMBER)
    elsewhere = make.user(town.neighbour, make.role("read_resident"))
    client.force_login(elsewhere, backend="grids.backends.StaffBackend")
    answer = client.post(reverse("residents:find"), {"number": NUMBER})
    assert answer.status_code == 200
    assert RevealLog.objects.filter(user=elsewhere, record_key="").count() == 1


def test_a_stale_entry_is_confirmed_from_its_list_with_one_tap(town, page, client):
    person = several(town)[0]
    Resident.objects.update(confirmed_at=timezone.now())
    assert names(town.community_staff, view="stale") == []
    Resident.objects.filter(pk=person.pk).update(confirmed_at=timezone.now() - 2 * YEAR)
    html = page(view="stale").content.decode()
    assert f'action="{person.get_absolute_url()}confirm/"' in html
    back = {"seen": person.version, "next": "?view=stale"}
    assert client.post(f"{person.get_absolute_url()}confirm/", back).url == "/residents/?view=stale"
    assert names(town.community_staff, view="stale") == []


def test_every_number_opens_as_many_rows_as_it_counted(town, page, client):
    page()  # signs in
    rented(somebody(town, home(town, parts=HOME._replace(room="701")), name="外来客", is_registered=False))
    several(town)
    tallies.count()
    shown = figures.of(town.community, town.community_staff, Period.named("today", timezone.localdate()))
    opened = [value for key, value in shown.items() if key.startswith("residents.") and getattr(value, "url", "")]
    assert len(opened) > 15
    for value in opened:
        html = client.get(value.url).content.decode()
        assert f'data-total="{value.value}"' in html, value.key
    assert shown["residents.living"].value == 4
    assert shown["residents.registered"].value == 3
    assert (shown["residents.dwellings"].value, shown["residents.rented"].value) == (4, 1)


def test_the_list_costs_the_same_for_one_and_for_several(town, page, django_assert_num_queries):
    somebody(town, home(town, parts=HOME._replace(room="801")), name="王一")
    page()
    with CaptureQueriesContext(connection) as one:
        page()
    several(town)
    with django_assert_num_queries(len(one)):
        page()


def test_a_personal_page_is_kept_nowhere(town, page):
    assert "no-store" in page()["Cache-Control"]


@pytest.mark.parametrize(
    ("words", "whom"),
    [
        ("林", ["林秀英", "林英"]), ("秀英", ["林秀英"]), ("林秀", ["林秀英"]), ("林英", ["林英"]), ("英秀", []),
        ("阳修", ["欧阳修远"]), ("修远", ["欧阳修远"]), ("欧阳", ["欧阳修远"]), ("阳修远", ["欧阳修远"]), ("欧远", []),
        ("买提", ["买买提·依明"]), ("提·", ["买买提·依明"]), ("_英", []), ("%%", []),
    ],
)  # fmt: skip
def test_a_name_is_found_by_any_of_its_characters_that_follow_each_other(town, words, whom):
    for at, name in enumerate(("林秀英", "林英", "欧阳修远", "买买提·依明")):
        entry(town.unit, name=name, room=str(at))
    assert sorted(names(town.community_staff, q=words)) == sorted(whom)


@pytest.mark.parametrize(
    ("words", "indexes"),
    [
        ("英", {"resident_letters"}),
        ("秀英", {"resident_words", "resident_long_letters"}),
        ("林秀英", {"resident_words"}),
    ],
)
def test_a_name_is_looked_for_in_the_index_that_knows_so_many_characters(db, words, indexes):
    with CaptureQueriesContext(connection) as asked:
        search.ways(words)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_indexscan = off")
        cursor.execute(f"EXPLAIN {asked.captured_queries[0]['sql']}")
        plan = " ".join(line for (line,) in cursor.fetchall())
    assert set(re.findall(r"resident_\w+(?= )", plan)) - {"residents_resident"} == indexes


def test_the_indexes_of_words_see_chinese(db):
    """Where the database does not know what a letter is, it finds none in Chinese and reads the whole index."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT cardinality(show_trgm('东梅小区'))")
        assert cursor.fetchone()[0] > 0


def test_a_number_finds_whom_the_register_shows_and_nobody_else(town):
    """Here; gone elsewhere; here and elsewhere; gone away from here, and from there; in an entry undone, or merged."""
    here, there, ended = {"area": town.unit}, {"area": town.neighbour}, {"until": timezone.localdate()}
    homes = [[here], [here | ended, there], [here, there], [here | ended], [there | ended], [there], [here], [here]]
    people = [entry(town.unit, name=f"林{at}", room=str(at)) for at in range(len(homes))]
    for person, places in zip(people, homes, strict=True):
        first = person.memberships.get()
        person.memberships.all().delete()
        for place in places:
            Membership.objects.create(
                resident=person, household=first.household, is_living=place["area"] == town.unit,
                is_registered=place["area"] != town.unit, since=first.since, **place,
            )  # fmt: skip
    Resident.objects.filter(pk=people[-1].pk).update(withdrawn_at=timezone.now())
    Resident.objects.filter(pk=people[-2].pk).update(merged_into=people[0])
    number = "13805940001"
    Resident.objects.update(phone_index=identity.blind_index("phone", number))
    for user, seen in (
        (town.community_staff, [0, 2, 3]),
        (make.user(town.neighbour, make.role("read_resident")), [1, 2, 4, 5]),
    ):
        found = look_up.by_number(number, by=user).people
        assert found == [people[at] for at in seen] == list(Resident.objects.visible_to(user).order_by("pinyin", "pk"))


def test_who_may_not_read_the_register_is_told_so_and_no_number(town, signed_in):
    somebody(town)
    answer = signed_in(town.supervisor).get("/residents/")
    assert answer.context["population"] is None
    assert "Your post does not read the register of people" in answer.content.decode()
    assert "Your post does not read" not in signed_in(town.grid_worker).get("/residents/").content.decode()
