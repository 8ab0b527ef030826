"""The pages of dwellings and households: whose they show, what may be done there, and what they cost."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from residents import actions
from residents.actions import as_shown
from residents.addresses import Parts
from residents.enums import DwellingKind, Relation, Tenure
from residents.models import Dwelling, Household, Resident
from tests import factories as make
from tests.test_residents import DAY, HOME, home, somebody

pytestmark = pytest.mark.django_db
LIST, NEW = "/households/", "/households/new/"


@pytest.fixture
def family(town):
    household = home(town)
    return household, somebody(town, household), somebody(town, household, name="林小明", relation=Relation.SON)


def listed(client, **query) -> str:
    return client.get(LIST, query).content.decode()


def of(household, act) -> str:
    return f"{household.get_absolute_url()}act/{act}/"


def seen(household) -> dict:
    return {"seen": as_shown.household(household)}


# The list


def test_dwellings_stand_as_people_count_with_the_head_and_how_many_live_there(town, signed_in, family):
    home(town, parts=HOME._replace(building="10"))
    html = listed(signed_in(town.grid_worker))
    assert html.index("东梅小区3号楼2单元401室") < html.index("东梅小区10号楼2单元401室")
    assert f'<a href="{family[0].get_absolute_url()}">林秀英</a> <span class="ll-2">2 people</span>' in html


def test_who_serves_elsewhere_sees_no_dwelling(town, signed_in, family):
    html = listed(signed_in(town.stranger))
    assert "东梅小区" not in html
    assert "No dwelling is in the register of your areas yet" in html


@pytest.mark.parametrize(
    ("query", "rooms"),
    [
        ({"use": "rented"}, "1"),
        ({"use": "none"}, "2"),
        ({"kind": "house"}, "2"),
        ({"q": "3号楼401"}, "3"),
        ({"q": "东梅 2单元"}, "3"),
        ({"q": "01"}, ""),
        ({"kind": "nonsense"}, "123"),
    ],
)
def test_the_list_is_filtered(town, signed_in, query, rooms):
    staff = town.community_staff
    rented = home(town, parts=Parts("西街", "", "", "1")).dwelling
    actions.let(rented.pk, by=staff, starts_on=DAY)
    actions.add_dwelling(town.unit, Parts("西街", "", "", "2"), by=staff, kind=DwellingKind.HOUSE)
    home(town)
    html = listed(signed_in(town.grid_worker), **query)
    there = {"1": "西街1室", "2": "西街2室", "3": "东梅小区3号楼2单元401室"}
    assert "".join(one for one, address in there.items() if address in html) == rooms


def test_one_area_alone_is_listed_and_a_foreign_one_never(town, signed_in):
    beside = make.area(town.grid)
    home(town)
    home(town, area=beside, parts=HOME._replace(room="402"))
    foreign = make.area(town.neighbour)
    client = signed_in(town.community_staff)
    assert "402室" not in listed(client, area=town.unit.code)
    assert "401室" in listed(client, area=town.unit.code)
    assert "401室" in listed(client, area=foreign.code)  # not theirs: left out


def test_pages_follow_each_other_with_their_filters(town, signed_in):
    for at in range(52):
        actions.add_dwelling(town.unit, Parts("西街", "", "", str(at + 1)), by=town.community_staff)
    client = signed_in(town.grid_worker)
    first = client.get(LIST, {"kind": "flat"})
    assert first.context["next_url"].startswith("?kind=flat&cursor=")
    second = client.get(LIST + first.context["next_url"])
    assert [row.address for row in second.context["rows"]] == ["西街51室", "西街52室"]
    assert len(client.get(LIST + second.context["previous_url"]).context["rows"]) == 50


def test_the_list_costs_the_same_for_one_and_for_several(town, signed_in, django_assert_num_queries, family):
    client = signed_in(town.community_staff)
    client.get(LIST)
    with CaptureQueriesContext(connection) as one:
        client.get(LIST)
    for at in range(4):
        somebody(town, home(town, area=make.area(town.grid), parts=HOME._replace(room=str(500 + at))), name="陈建国")
    with django_assert_num_queries(len(one)):
        client.get(LIST)
    assert len(one) <= 12


# The household


def test_a_household_shows_its_head_and_who_was_there_before(town, signed_in, family):
    household, head, son = family
    actions.move_out(son.pk, by=town.community_staff, seen=None, on=DAY)
    client = signed_in(town.grid_worker)
    answer = client.get(household.get_absolute_url())
    html = answer.content.decode()
    now, before = html.split('id="h-before"')
    assert head.get_absolute_url() in now
    assert son.get_absolute_url() in before
    assert "no-store" in answer["Cache-Control"]
    assert household.get_absolute_url() in client.get(head.get_absolute_url()).content.decode()


def test_who_lives_beyond_ones_areas_now_stands_there_by_a_masked_name(town, signed_in, family):
    household, _head, son = family
    keeper = make.user(at=town.street, role=town.street_staff.posts.get().role)
    to = home(town, area=make.area(town.neighbour), by=keeper)
    actions.move(son.pk, to, by=keeper, seen=None, on=DAY, is_registered=True)
    html = signed_in(town.grid_worker).get(household.get_absolute_url()).content.decode()
    assert "林*明" in html
    assert "林小明" not in html
    assert son.ref not in html


def test_a_household_costs_the_same_for_two_and_for_several(town, signed_in, django_assert_num_queries, family):
    client = signed_in(town.community_staff)
    client.get(family[0].get_absolute_url())
    with CaptureQueriesContext(connection) as two:
        client.get(family[0].get_absolute_url())
    for name in ("一", "二", "三"):
        somebody(town, family[0], name=f"林{name}", relation=Relation.OTHER)
    with django_assert_num_queries(len(two)):
        client.get(family[0].get_absolute_url())


def test_a_stranger_finds_neither_household_nor_dwelling(town, signed_in, family):
    client, household = signed_in(town.stranger), family[0]
    dwelling = household.dwelling
    for url in (
        household.get_absolute_url(),
        dwelling.get_absolute_url(),
        of(household, "split"),
        of(dwelling, "let"),
    ):
        assert client.get(url).status_code == 404
        assert client.post(url, {}).status_code in (404, 405)


def test_head_and_relations_are_put_right_in_one_form(town, signed_in, family):
    household, head, son = family
    data = seen(household) | {f"relation_{head.ref}": "50", f"relation_{son.ref}": "02"}
    answer = signed_in(town.grid_worker).post(of(household, "relations"), data)
    assert answer["Location"] == household.get_absolute_url()
    assert son.memberships.get().relation == Relation.HEAD


def test_two_heads_are_refused_and_what_was_chosen_stays(town, signed_in, family):
    household, head, son = family
    data = seen(household) | {f"relation_{head.ref}": "02", f"relation_{son.ref}": "02"}
    answer = signed_in(town.grid_worker).post(of(household, "relations"), data)
    assert answer.status_code == 422
    assert "A household has one head" in answer.content.decode()
    assert answer.content.decode().count('value="02" selected') == 2


def test_who_leaves_becomes_a_household_at_an_address(town, signed_in, family):
    household, _head, son = family
    data = seen(household) | {
        "who": [son.ref], "area": town.unit.code, "address": "东梅小区5栋1单元101", "on": "2026-05-11",
    }  # fmt: skip
    answer = signed_in(town.grid_worker).post(of(household, "split"), data)
    new = Household.objects.get(dwelling__address="东梅小区5号楼1单元101室")
    assert answer["Location"] == new.get_absolute_url()
    assert new.memberships.get().resident == son


def test_a_split_that_leaves_nobody_comes_back_as_it_was_sent(town, signed_in, family):
    household, head, son = family
    data = seen(household) | {
        "who": [head.ref, son.ref],
        "area": town.unit.code,
        "address": "东梅小区",
        "on": "2026-05-11",
    }
    answer = signed_in(town.grid_worker).post(of(household, "split"), data)
    html = answer.content.decode()
    assert answer.status_code == 422
    assert "somebody has to stay" in html
    assert 'value="东梅小区"' in html
    assert html.count("checked") == 2


def test_a_stale_split_is_told_and_counts_when_sent_once_more(town, signed_in, family):
    household, _head, son = family
    old = seen(household)
    somebody(town, household, name="林三", relation=Relation.OTHER)
    data = {"who": [son.ref], "area": town.unit.code, "address": str(household), "on": "2026-05-11"}
    client = signed_in(town.grid_worker)
    answer = client.post(of(household, "split"), data | old)
    assert answer.status_code == 422
    assert "This was changed after you opened the page" in answer.content.decode()
    assert (
        client.post(of(household, "split"), data | {"seen": answer.context["form"]["seen"].value()}).status_code == 302
    )


def test_joining_shows_who_comes_together_before_it_is_done(town, signed_in, family):
    household, head, _son = family
    other = home(town, parts=HOME._replace(room="402"))
    somebody(town, other, name="陈建国")
    client = signed_in(town.grid_worker)
    data = seen(household) | {"area": town.unit.code, "address": str(other), "on": "2026-05-11"}
    shown = client.post(of(household, "join"), data)
    html = shown.content.decode()
    assert shown.status_code == 200
    assert "陈建国" in html
    assert "林秀英" in html
    household.refresh_from_db()
    assert household.closed_on is None
    assert client.post(of(household, "join"), data | {"into": other.ref}).status_code == 302
    assert head.memberships.current().get().household == other
    assert "This household was joined to another" in client.get(household.get_absolute_url()).content.decode()


def test_nothing_is_joined_to_a_household_that_the_address_does_not_have(town, signed_in, family):
    household = family[0]
    foreign = home(town, area=make.area(town.neighbour), by=town.stranger)
    data = seen(household) | {
        "area": town.unit.code,
        "address": str(household),
        "on": "2026-05-11",
        "into": foreign.ref,
    }
    answer = signed_in(town.grid_worker).post(of(household, "join"), data)
    assert answer.status_code == 422
    assert "No other household is in the register at this address" in answer.content.decode()


@pytest.mark.parametrize("words", ["陈建", "cjg", "chenjian"])
def test_somebody_in_the_register_is_found_and_added(town, signed_in, family, words):
    household = family[0]
    other = somebody(town, home(town, parts=HOME._replace(room="402")), name="陈建国")
    client = signed_in(town.grid_worker)
    data = seen(household) | {"who": words, "relation": "80", "is_living": "on", "on": "2026-05-11"}
    found = client.post(of(household, "add"), data)
    assert found.status_code == 200
    assert "402室" in found.content.decode()
    assert client.post(of(household, "add"), data | {"person": other.ref, "asked": "1"}).status_code == 302
    ways = {one.household_id: (one.is_registered, one.is_living) for one in other.memberships.current()}
    assert ways[household.pk] == (False, True)


def test_nobody_beyond_ones_areas_is_found(town, signed_in, family):
    somebody(town, home(town, area=make.area(town.neighbour), by=town.stranger), name="陈建国", by=town.stranger)
    data = seen(family[0]) | {"who": "陈建", "relation": "80", "is_living": "on", "on": "2026-05-11"}
    answer = signed_in(town.grid_worker).post(of(family[0], "add"), data)
    assert answer.status_code == 422
    assert "陈建国" not in answer.content.decode()


def test_who_only_reads_may_do_nothing_to_a_household(town, signed_in, family):
    household = family[0]
    reader = make.user(at=town.grid, role=town.grid_worker.posts.get().role)
    role = reader.posts.get().role
    role.grants = [grant for grant in role.grants if grant != "edit_resident"]
    role.save()
    client = signed_in(reader)
    assert "act/split" not in client.get(household.get_absolute_url()).content.decode()
    assert client.post(of(household, "split"), seen(household)).status_code == 403


# The dwelling


def test_a_dwelling_is_entered_and_a_second_time_refused_at_its_address(town, signed_in):
    client = signed_in(town.unit_head)
    data = {
        "area": town.unit.code,
        "address": "东梅小区3号楼2单元401",
        "kind": "flat",
        "tenure": "owned",
        "hazards": ["gas"],
    }
    made = client.post(NEW, data)
    dwelling = Dwelling.objects.get()
    assert made["Location"] == dwelling.get_absolute_url()
    again = client.post(NEW, data | {"address": "东梅小区3栋2单元401室"})
    assert again.status_code == 422
    assert again.context["form"].errors["address"] == ["This address is in the register already."]


def test_a_dwelling_is_let_and_the_lease_ended_with_its_history(town, signed_in):
    dwelling = home(town).dwelling
    client = signed_in(town.grid_worker)
    let = {"seen": as_shown.dwelling(dwelling), "starts_on": "2024-05-11"}
    assert client.post(of(dwelling, "let"), let).status_code == 302
    dwelling.refresh_from_db()
    end = {"seen": as_shown.dwelling(dwelling), "ends_on": "2024-06-11", "tenure": "vacant"}
    assert client.post(of(dwelling, "end-lease"), end).status_code == 302
    dwelling.refresh_from_db()
    assert dwelling.tenure == Tenure.VACANT
    html = client.get(dwelling.get_absolute_url()).content.decode()
    assert "Let from 11 May 2024 until 11 Jun 2024" in html


def test_a_dwelling_changes_and_leaves_the_register_with_a_reason(town, signed_in):
    dwelling = actions.add_dwelling(town.unit, HOME, by=town.community_staff)
    client = signed_in(town.grid_worker)
    data = {"seen": as_shown.dwelling(dwelling), "address": "东梅小区3号楼2单元402", "kind": "flat", "tenure": "owned"}
    assert client.post(of(dwelling, "change"), data).status_code == 302
    dwelling.refresh_from_db()
    assert (dwelling.address, dwelling.tenure) == ("东梅小区3号楼2单元402室", Tenure.OWNED)
    word = as_shown.dwelling(dwelling)
    assert client.post(of(dwelling, "withdraw"), {"seen": word, "why": ""}).status_code == 422
    assert client.post(of(dwelling, "withdraw"), {"seen": word, "why": "拆迁"}).status_code == 302
    assert "拆迁" in client.get(dwelling.get_absolute_url()).content.decode()


def test_a_dwelling_with_a_household_stays(town, signed_in, family):
    dwelling = family[0].dwelling
    data = {"seen": as_shown.dwelling(dwelling), "why": "拆迁"}
    answer = signed_in(town.grid_worker).post(of(dwelling, "withdraw"), data)
    assert answer.status_code == 422
    assert "let it move out first" in answer.content.decode()


def test_the_form_for_somebody_new_begins_with_the_home_it_was_opened_from(town, signed_in, family):
    client = signed_in(town.grid_worker)
    html = client.get("/residents/new/", {"home": family[0].dwelling.ref}).content.decode()
    assert 'value="东梅小区3号楼2单元401室"' in html
    html = signed_in(town.stranger).get("/residents/new/", {"home": family[0].dwelling.ref}).content.decode()
    assert "东梅小区" not in html


# Moving


def moving(resident, town, **more) -> dict:
    where = {"area": town.unit.code, "address": "东梅小区5号楼1单元101", "on": "2026-05-11"}
    return {"seen": resident.version, "with_registration": "on"} | where | more


def test_a_person_moves_with_whom_was_ticked(town, signed_in, family):
    _household, head, son = family
    client = signed_in(town.grid_worker)
    url = f"{head.get_absolute_url()}act/move/"
    assert f'value="{son.ref}"' in client.get(url).content.decode()
    assert client.post(url, moving(head, town, along=[son.ref])).status_code == 302
    assert {one.household.dwelling.address for one in (*head.memberships.current(), *son.memberships.current())} == {
        "东梅小区5号楼1单元101室"
    }


def test_a_move_without_a_room_comes_back_with_what_was_typed(town, signed_in, family):
    head = family[1]
    answer = signed_in(town.grid_worker).post(
        f"{head.get_absolute_url()}act/move/", moving(head, town, address="东梅小区", on="")
    )
    assert answer.status_code == 422
    assert 'value="东梅小区"' in answer.content.decode()
    assert head.memberships.current().count() == 1


def test_only_those_the_reader_may_know_of_are_offered_to_go_along(town, signed_in, family):
    _household, head, _son = family
    keeper = make.user(at=town.street, role=town.street_staff.posts.get().role)
    to = home(town, area=make.area(town.neighbour), by=keeper)
    other = somebody(town, to, name="陈建国", by=keeper)
    actions.move(head.pk, to, by=keeper, seen=None, on=DAY + dt.timedelta(days=1))  # stays registered here
    head = Resident.objects.get(pk=head.pk)
    html = signed_in(town.grid_worker).get(f"{head.get_absolute_url()}act/move/").content.decode()
    assert other.ref not in html
    assert "陈建国" not in html


def test_nobody_leaves_a_household_of_one(town, signed_in):
    household = home(town)
    somebody(town, household)
    client = signed_in(town.community_staff)
    assert client.get(f"{household.get_absolute_url()}act/split/").status_code == 404
    somebody(town, household, name="陈建国", relation="10")
    assert client.get(f"{household.get_absolute_url()}act/split/").status_code == 200
