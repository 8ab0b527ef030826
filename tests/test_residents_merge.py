"""Two entries for one person: found, told apart, made one, and made two again."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings, strategies as some

from grids.fields import plain
from residents import actions, along, duplicates
from residents.enums import Happening, Relation, Trait
from residents.ledgers import invented
from residents.models import Household, Membership, Merge, NotDuplicate, Resident, ResidentTrait
from tests import factories as make
from tests.concurrently import at_once
from tests.test_residents import DAY, HOME, NUMBER, home, somebody

pytestmark = pytest.mark.django_db
BORN = dt.date(1949, 12, 31)
PHONE = "13805940001"
SEALED = ("id_number", "phone", "registered_address")
NEXT = HOME._replace(room="402")


def two(town, first=None, second=None):
    """The same woman in two flats."""
    one = somebody(town, born_on=BORN, **(first or {}))
    return one, somebody(town, home(town, parts=NEXT), born_on=BORN, **(second or {}))


def merge(town, kept, dropped, **more):
    more = {"by": town.community_staff, "seen": None, "dropped_seen": None} | more
    return actions.merge(kept.pk, dropped.pk, **more)


def listed(user):
    return [(pair.older, pair.newer, pair.why) for pair in duplicates.pairs(user).rows]


def everything() -> dict:
    """What the register says, texts opened; without versions and times of confirming, which only grow."""
    people = {}
    for one in Resident.objects.select_related("subject"):
        row = Resident.objects.filter(pk=one.pk).values().get()
        people[one.pk] = {name: value for name, value in row.items() if name not in (*SEALED, "version")}
        people[one.pk] |= {name: plain(one, name) for name in SEALED}
    tables = [people]
    for model in (Membership, Household, ResidentTrait):
        tables.append({row["id"]: row for row in model.objects.values()})
    return dict(enumerate(tables))


def test_the_pairs_of_ones_areas_are_those_with_a_sign(town):
    first, second = two(town, {"phone": PHONE}, {"phone": PHONE})
    somebody(town, home(town, parts=HOME._replace(room="9")), name="王五", born_on=BORN)
    assert listed(town.grid_worker) == [(first, second, duplicates.BIRTH | duplicates.PHONE)]
    assert listed(town.stranger) == []


def test_the_same_sound_is_the_same_name_in_one_dwelling(town):
    household = home(town)
    first = somebody(town, household, name="林秀英")
    second = somebody(town, household, name="林秀瑛", relation=Relation.SPOUSE)
    assert listed(town.unit_head) == [(first, second, duplicates.HOME)]


def test_a_family_shares_a_phone_without_being_listed(town):
    household = home(town)
    somebody(town, household, phone=PHONE)
    somebody(town, household, name="陈建国", relation=Relation.SPOUSE, phone=PHONE)
    assert listed(town.grid_worker) == []
    other = somebody(town, home(town, parts=NEXT), name="陈小明", phone=PHONE)
    assert {pair[1] for pair in listed(town.grid_worker)} == {other}


def test_a_pair_that_was_told_apart_is_remembered_once(town):
    first, second = two(town)
    actions.tell_apart(second.pk, first.pk, by=town.grid_worker)
    actions.tell_apart(first.pk, second.pk, by=town.community_staff)
    assert NotDuplicate.objects.get().by == town.grid_worker
    assert listed(town.community_staff) == []


def test_whoever_keeps_only_one_of_them_can_neither_merge_nor_tell_apart(town):
    first = somebody(town, born_on=BORN)
    keeper = make.user(at=town.street, role=town.street_staff.posts.get().role)
    second = somebody(town, home(town, area=make.area(town.neighbour), by=keeper), by=keeper, born_on=BORN)
    with pytest.raises(PermissionDenied):
        actions.tell_apart(first.pk, second.pk, by=town.community_staff)
    with pytest.raises(PermissionDenied):
        merge(town, first, second)
    assert merge(town, first, second, by=keeper).kept == first


def test_the_list_costs_the_same_for_one_pair_and_for_many_and_turns_pages(town):
    two(town)
    duplicates.pairs(town.grid_worker)
    user = town.grid_worker
    with CaptureQueriesContext(connection) as few:
        assert len(duplicates.pairs(user).rows) == 1
    for room in range(500, 504):
        somebody(town, home(town, parts=HOME._replace(room=str(room))), born_on=BORN)
    user = town.grid_worker
    with CaptureQueriesContext(connection) as many:
        assert len(duplicates.pairs(user).rows) == 15
    assert len(few) == len(many)
    first = duplicates.pairs(user, size=7)
    second = duplicates.pairs(user, first.next, size=7)
    third = duplicates.pairs(user, second.next, size=7)
    keys = [(pair.other_id, pair.id) for page in (first, second, third) for pair in page.rows]
    assert keys == sorted(set(keys), reverse=True)
    assert len(keys) == 15
    assert [p.id for p in duplicates.pairs(user, third.previous, size=7).rows] == [p.id for p in second.rows]


def test_on_entry_ones_own_are_named_and_neighbours_masked(town):
    mine = somebody(town, born_on=BORN)
    keeper = make.user(at=town.street, role=town.street_staff.posts.get().role)
    there = home(town, area=make.area(make.area(town.neighbour)), by=keeper)
    somebody(town, there, name="林秀瑛", by=keeper, born_on=BORN, phone=PHONE)
    asked = {"name": "林秀英", "born_on": BORN, "phone": PHONE}
    found = duplicates.candidates(town.community_staff, home(town, parts=NEXT), **asked)
    assert [(one.name, one.ref, one.is_mine, len(one.signs)) for one in found] == [
        ("林*瑛", "", False, 2),
        ("林秀英", mine.ref, True, 1),
    ]
    assert found[0].place == town.neighbour.short_name
    assert found[0].born_on is None


def test_looking_for_candidates_costs_the_same_for_one_and_for_many(town):
    household = home(town)
    asked = {"name": "林秀英", "born_on": BORN, "phone": PHONE}

    def cost(user) -> int:
        with CaptureQueriesContext(connection) as queries:
            assert duplicates.candidates(user, household, **asked)
        return len(queries)

    somebody(town, household, born_on=BORN)
    user = town.community_staff
    duplicates.candidates(user, household, **asked)
    few = cost(user)
    for room in range(500, 505):
        somebody(town, home(town, parts=HOME._replace(room=str(room))), born_on=BORN, phone=PHONE)
    assert cost(user) == few


def test_on_entry_nobody_of_another_street_is_told_of(town):
    street = make.area(town.district)
    keeper = make.user(at=street, role=town.street_staff.posts.get().role)
    somebody(town, home(town, area=make.area(make.area(make.area(street))), by=keeper), by=keeper, born_on=BORN)
    assert duplicates.candidates(town.community_staff, home(town), name="林秀英", born_on=BORN) == []


def test_what_the_kept_entry_lacks_comes_from_the_other_and_can_be_read_with_its_own_key(town):
    kept, dropped = two(town, {"workplace": "镇海小学"}, {"id_number": NUMBER, "phone": PHONE, "workplace": "别处"})
    merge(town, kept, dropped)
    kept = Resident.objects.select_related("subject").get(pk=kept.pk)
    assert (plain(kept, "id_number"), plain(kept, "phone"), kept.workplace) == (NUMBER, PHONE, "镇海小学")
    assert kept.id_index
    assert not Resident.objects.visible_to(town.community_staff).filter(pk=dropped.pk).exists()


def test_nothing_personal_is_written_into_the_record_of_a_merge(town):
    kept, dropped = two(town, {}, {"id_number": NUMBER, "phone": PHONE, "workplace": "镇海小学"})
    row = str(Merge.objects.filter(pk=merge(town, kept, dropped).pk).values().get())
    assert not [text for text in (NUMBER, PHONE, "镇海小学", "林秀英") if text in row]


def test_nobody_is_counted_twice_after_a_merge(town):
    kept, dropped = two(town, {}, {"is_registered": False})
    merge(town, kept, dropped)
    assert [m.resident for m in Membership.objects.current()] == [kept]
    assert dropped.memberships.get().household.closed_on is not None


def test_a_registration_elsewhere_goes_along_where_the_kept_entry_has_none(town):
    kept, dropped = two(town, {"is_registered": False})
    merge(town, kept, dropped)
    flags = {(m.is_registered, m.is_living) for m in kept.memberships.current()}
    assert flags == {(False, True), (True, False)}


def test_the_head_of_a_household_stays_its_head_under_the_kept_entry(town):
    household = home(town)
    head = somebody(town, household, born_on=BORN)
    again = somebody(town, household, name="林秀瑛", born_on=BORN, relation=Relation.OTHER, is_registered=False)
    merge(town, again, head)
    assert household.memberships.current().get(relation=Relation.HEAD).resident == again


def test_both_entries_events_stay_readable_with_the_kept_one(town):
    kept, dropped = two(town)
    merge(town, kept, dropped)
    ids = actions.entries_of(Resident.objects.get(pk=kept.pk))
    kinds = [event.kind for one in ids for event in Resident.objects.get(pk=one).life_events.order_by("pk")]
    assert kinds == [Happening.REGISTERED, Happening.MERGED] * 2


@pytest.mark.parametrize(
    ("first", "second"),
    [({"id_number": NUMBER}, {"id_number": invented.id_number(BORN, True, 2)}), ({}, {"dead": True})],
)
def test_two_who_cannot_be_one_are_refused(town, first, second):
    dead = second.pop("dead", False)
    kept, dropped = two(town, first, second)
    if dead:
        actions.died(dropped.pk, by=town.community_staff, seen=None, on=DAY)
    with pytest.raises(ValidationError):
        merge(town, kept, dropped)
    assert not Merge.objects.exists()


def test_a_merge_is_not_undone_once_either_was_changed(town):
    kept, dropped = two(town)
    done = merge(town, kept, dropped)
    assert Merge.objects.select_related("kept", "dropped").get().may_be_undone
    actions.confirm(kept.pk, by=town.grid_worker, seen=None)
    assert not Merge.objects.select_related("kept", "dropped").get().may_be_undone
    with pytest.raises(actions.Stale):
        actions.unmerge(done.pk, by=town.community_staff)


def test_whoever_looked_at_an_older_state_is_told(town):
    kept, dropped = two(town)
    actions.confirm(dropped.pk, by=town.grid_worker, seen=None)
    with pytest.raises(actions.Stale):
        merge(town, kept, dropped, seen=kept.version, dropped_seen=dropped.version)


def test_what_other_parts_keep_of_a_person_goes_along_and_back(town, monkeypatch):
    """Traits stand for the care file of another app."""
    monkeypatch.setattr(along, "_parts", {"care": along.Owns(ResidentTrait, "resident")})
    kept, dropped = two(town)
    facts = {"by": town.community_staff, "seen": None, "basis": "证 1", "since": DAY}
    actions.recognise(kept.pk, Trait.VETERAN, **facts)
    trait = actions.recognise(dropped.pk, Trait.VETERAN, **facts)
    monkeypatch.setattr(ResidentTrait._meta, "constraints", [])
    actions.end_trait(trait.pk, by=town.community_staff, seen=None, until=DAY)
    done = merge(town, kept, dropped)
    assert kept.traits.count() == 2
    actions.unmerge(done.pk, by=town.community_staff)
    assert dropped.traits.get() == trait


FACTS = some.fixed_dictionaries(
    {},
    optional={
        "phone": some.sampled_from([PHONE, "13805940002"]),
        "workplace": some.sampled_from(["镇海小学", "别处"]),
        "education": some.just("小学"),
        "registered_region": some.just("泉州市"),
        "registered_address": some.just("某村 1 号"),
        "sex": some.sampled_from(["male", "female"]),
        "is_registered": some.booleans(),
        "number": some.booleans(),
        "trait": some.booleans(),
        "left": some.booleans(),
        "moved": some.booleans(),
    },
)


def _lived(town, household, facts, room):
    """Somebody with these facts and this past."""
    facts = dict(facts)
    number, trait, left, moved = (facts.pop(name, False) for name in ("number", "trait", "left", "moved"))
    staff = town.community_staff
    relation = Relation.OTHER if household.memberships.current().exists() else Relation.HEAD
    if number and not Resident.objects.exclude(id_index="").exists():
        facts |= {"id_number": NUMBER, "sex": "female"}  # as the number says
    made = somebody(town, household, born_on=BORN, relation=relation, **facts)
    if trait:
        actions.recognise(made.pk, Trait.DISABLED, by=staff, seen=None, basis="残疾证", since=DAY)
    if moved:
        there = home(town, parts=HOME._replace(room=room))
        actions.move(made.pk, there, by=staff, seen=None, on=DAY + dt.timedelta(days=3), relation=Relation.HEAD)
    if left:
        actions.move_out(made.pk, by=staff, seen=None, on=DAY + dt.timedelta(days=5))
    return made


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(first=FACTS, second=FACTS, together=some.booleans(), ward=some.booleans())
def test_merging_and_undoing_it_leaves_everything_as_it_was(town, first, second, together, ward):
    with transaction.atomic():
        household = home(town)
        kept = _lived(town, household, first, "801")
        current = household.memberships.current()
        room = household if together and household.closed_on is None and current.exists() else home(town, parts=NEXT)
        dropped = _lived(town, room, second, "802")
        if ward:
            child = somebody(town, home(town, parts=HOME._replace(room="7")), name="小明")
            Resident.objects.filter(pk=child.pk).update(guardian=dropped)
        before = everything()
        done = merge(town, kept, dropped)
        assert everything() != before
        actions.unmerge(done.pk, by=town.community_staff)
        assert everything() == before
        assert {e.kind for e in dropped.life_events.all()} >= {Happening.MERGED, Happening.UNMERGED}
        transaction.set_rollback(True)


@pytest.mark.django_db(transaction=True)
def test_two_merges_at_once_of_the_same_pair_make_one(town, caplog):
    first, second = two(town)
    staff = town.community_staff

    def one_way():
        return _merge_or_why(first, second, staff)

    def other_way():
        return _merge_or_why(second, first, staff)

    done = at_once([one_way, other_way, one_way, other_way])
    assert sorted(done) == [False, False, False, True]
    assert Merge.objects.count() == 1
    assert caplog.records == []


def _merge_or_why(kept, dropped, by) -> bool:
    try:
        actions.merge(kept.pk, dropped.pk, by=make.fresh(by), seen=kept.version, dropped_seen=dropped.version)
    except (ValidationError, actions.Stale):
        return False
    return True
