"""The pages of duplicates and of keeping: nothing personal unmasked, nothing lost, told kindly, by those who may."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from residents import actions
from residents.ledgers import invented
from residents.models import Erasure, Merge, NotDuplicate, Resident, RetentionRule
from tests import factories as make
from tests.test_residents import HOME, NUMBER, home, somebody
from tests.test_residents_merge import BORN, PHONE, merge, two
from tests.test_retention import long_gone

pytestmark = pytest.mark.django_db


@pytest.fixture
def enter(client):
    client.cookies["django_language"] = "en"

    def as_(user):
        type(user).objects.filter(pk=user.pk).update(language="en", is_demo=True)
        client.force_login(user)
        return client

    return as_


def text(answer) -> str:
    return answer.content.decode()


def url(one, other, act="") -> str:
    return f"/residents/duplicates/{one.ref}/{other.ref}/{act}"


def test_a_pair_is_listed_and_leads_to_the_two_side_by_side(town, enter):
    first, second = two(town)
    client = enter(town.grid_worker)
    page = client.get("/residents/duplicates/")
    assert url(first, second) in text(page)
    assert "no-store" in page["Cache-Control"]
    assert "same birth date" in text(client.get(url(first, second)))


def test_numbers_are_masked_where_two_are_compared_and_told_apart_all_the_same(town, enter):
    first, second = two(town, {"phone": "13805940001", "id_number": NUMBER}, {"phone": "13811110001"})
    page = text(enter(town.grid_worker).get(url(first, second)))
    assert "138****0001" in page
    assert "1101**********002X" in page
    assert not [number for number in (NUMBER, PHONE, "13811110001") if number in page]
    assert page.count("different</span>") == 2  # the phones that look alike, and the homes


def test_a_merge_asks_which_entry_stays(town, enter):
    first, second = two(town)
    answer = enter(town.grid_worker).post(url(first, second, "merge/"), {"seen_first": 2, "seen_second": 2})
    assert answer.status_code == 422
    assert "Choose the entry that stays" in text(answer)
    assert not Merge.objects.exists()


@pytest.mark.parametrize("keep", [0, 1])
def test_the_chosen_entry_stays_and_the_merge_can_be_undone_from_its_list(town, enter, keep):
    people = two(town)
    client = enter(town.grid_worker)
    facts = {"keep": people[keep].ref, "seen_first": people[0].version, "seen_second": people[1].version}
    answer = client.post(url(*people, "merge/"), facts, follow=True)
    assert Merge.objects.get().kept == people[keep]
    gone = people[1 - keep]
    assert f"/residents/duplicates/merged/{gone.ref}/undo/" in text(answer)
    client.post(f"/residents/duplicates/merged/{gone.ref}/undo/")
    assert Merge.objects.get().undone_by == town.grid_worker
    assert "Undone" in text(client.get("/residents/duplicates/merged/"))


def test_whoever_compared_an_older_state_sees_the_new_one(town, enter):
    first, second = two(town)
    facts = {"keep": first.ref, "seen_first": first.version, "seen_second": second.version}
    actions.correct(second.pk, by=town.community_staff, seen=None, workplace="镇海小学")
    answer = enter(town.grid_worker).post(url(first, second, "merge/"), facts)
    assert answer.status_code == 409
    assert "镇海小学" in text(answer)
    assert "meanwhile" in text(answer)


def test_two_with_different_numbers_are_refused_on_top_of_the_form(town, enter):
    first, second = two(town, {"id_number": NUMBER}, {"id_number": invented.id_number(BORN, True, 2)})
    facts = {"keep": first.ref, "seen_first": first.version, "seen_second": second.version}
    answer = enter(town.grid_worker).post(url(first, second, "merge/"), facts)
    assert answer.status_code == 422
    assert "different ID numbers" in text(answer)


def test_two_people_are_remembered(town, enter):
    first, second = two(town)
    client = enter(town.grid_worker)
    client.post(url(first, second, "apart/"))
    assert NotDuplicate.objects.count() == 1
    assert url(first, second) not in text(client.get("/residents/duplicates/"))


def test_an_entry_without_any_sign_is_found_by_name_and_compared(town, enter):
    first, second = somebody(town), somebody(town, home(town, parts=HOME._replace(room="402")), name="陈阿公")
    far = make.user(at=town.street, role=town.street_staff.posts.get().role)
    elsewhere = somebody(town, home(town, area=make.area(town.neighbour), by=far), by=far, name="陈阿婆")
    client, page = enter(town.grid_worker), f"/residents/duplicates/with/{first.ref}/"
    assert page in text(client.get(first.get_absolute_url()))
    shown = text(client.post(page, {"name": "陈阿"}))
    assert url(first, second) in shown
    assert elsewhere.ref not in shown
    assert client.post(page, {"name": ""}).status_code == 422
    assert client.get(url(first, second)).status_code == 200


def test_who_were_told_apart_by_mistake_can_still_be_made_one(town, enter):
    first, second = two(town)
    client = enter(town.grid_worker)
    client.post(url(first, second, "apart/"))
    shown = text(client.get(url(first, second)))
    assert "that these are two people" in shown
    assert url(first, second, "apart/") not in shown
    facts = {"keep": first.ref, "seen_first": first.version, "seen_second": second.version}
    client.post(url(first, second, "merge/"), facts)
    assert Merge.objects.exists()


def test_a_pair_of_which_one_lies_elsewhere_is_not_found(town, enter):
    first, second = two(town)
    for other in (town.stranger, town.supervisor):
        assert enter(other).get(url(first, second)).status_code == 404
    assert enter(town.grid_worker).get(url(first, first)).status_code == 404


def test_what_was_changed_since_is_not_undone_and_said_so(town, enter):
    kept, dropped = two(town)
    merge(town, kept, dropped)
    actions.confirm(kept.pk, by=town.community_staff, seen=None)
    client = enter(town.grid_worker)
    assert "Changed since" in text(client.get("/residents/duplicates/merged/"))
    answer = client.post(f"/residents/duplicates/merged/{dropped.ref}/undo/", follow=True)
    assert "can no longer be undone" in text(answer)


def test_lists_cost_the_same_for_one_row_and_for_several(town, enter):
    people = [two(town)]
    long_gone(town, room="600", name="王五")
    client = enter(town.community_staff)

    def cost() -> list[int]:
        counts = []
        for page in ("duplicates/", "duplicates/merged/", "retention/", "retention/?view=proposed"):
            with CaptureQueriesContext(connection) as queries:
                assert client.get(f"/residents/{page}").status_code == 200
            counts.append(len(queries))
        return counts

    def more(number, name):
        a, b = (
            somebody(town, home(town, parts=HOME._replace(room=f"{number}{side}")), name=name, born_on=BORN)
            for side in (1, 2)
        )
        return a, b

    merge(town, *more(70, "赵六"))
    actions.propose_erasure(long_gone(town, room="601", name="钱七").pk, by=town.community_staff2)
    cost()
    few = cost()
    for number, name in ((71, "孙八"), (72, "李九")):
        merge(town, *more(number, name))
        people.append(more(number + 10, name + "一"))
        long_gone(town, room=f"61{number}", name=name + "二")
        gone = long_gone(town, room=f"62{number}", name=name + "三")
        actions.propose_erasure(gone.pk, by=town.community_staff2)
    assert cost() == few


def test_who_is_due_is_proposed_by_one_and_anonymised_by_another(town, enter):
    gone = long_gone(town)
    client = enter(town.community_staff)
    assert gone.ref in text(client.get("/residents/retention/"))
    client.post("/residents/retention/propose/", {"ref": [gone.ref]})
    assert gone.ref not in text(client.get("/residents/retention/"))
    answer = client.post(f"/residents/retention/{gone.ref}/confirm/")
    assert answer.status_code == 422
    assert "Somebody else" in text(answer)
    client = enter(town.community_staff2)
    assert f"/residents/retention/{gone.ref}/confirm/" in text(client.get("/residents/retention/?view=proposed"))
    assert "no way back" in text(client.get(f"/residents/retention/{gone.ref}/confirm/"))
    client.post(f"/residents/retention/{gone.ref}/confirm/")
    assert Resident.objects.get(pk=gone.pk).anonymised_at
    assert client.get(f"/residents/retention/{gone.ref}/confirm/").status_code == 404


def test_a_proposal_can_be_dropped_and_nothing_picked_is_said(town, enter):
    gone = long_gone(town)
    client = enter(town.community_staff)
    answer = client.post("/residents/retention/propose/")
    assert answer.status_code == 422
    assert "Pick at least one" in text(answer)
    client.post("/residents/retention/propose/", {"ref": [gone.ref]})
    client.post(f"/residents/retention/{gone.ref}/drop/")
    assert Erasure.objects.get().dropped_by == town.community_staff
    assert gone.ref in text(client.get("/residents/retention/"))


def test_the_rules_say_that_they_are_to_be_checked_locally(town, enter):
    page = text(enter(town.community_staff).get("/residents/retention/"))
    assert page.count("Check locally") == RetentionRule.objects.filter(check_locally=True).count() > 0


def test_keeping_is_for_those_who_were_given_it_and_in_their_areas(town, enter):
    gone = long_gone(town)
    assert enter(town.grid_worker).get("/residents/retention/").status_code == 403
    client = enter(town.stranger)
    assert gone.ref not in text(client.get("/residents/retention/"))
    client.post("/residents/retention/propose/", {"ref": [gone.ref]})
    assert not Erasure.objects.exists()
