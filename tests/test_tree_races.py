"""The tree stays sound under writers at once, says so when it is not, and can be repaired."""

import logging
import random
from concurrent.futures import ThreadPoolExecutor
from io import StringIO
from itertools import product

import pytest
from celery import current_app
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction

from grids.actions import areas, divisions
from grids.areas import tree
from grids.database import locks
from grids.enums import Kind
from grids.models import Area, Pulse
from grids.sheets import Row
from tests import factories as make

WRITERS, ROUNDS = 6, 8


def write(number: int, district: int, communities: list[int]) -> list[str]:
    """Inserts, moves and new roots at random; returns what was refused."""
    refused, chance = [], random.Random(number)
    try:
        for turn in range(ROUNDS):
            here = Area.objects.get(pk=chance.choice(communities))
            try:
                grid = areas.add(here, kind=Kind.GRID, name=f"w{number} {turn}", by=None)
                areas.add(grid, kind=Kind.UNIT, name="1", by=None)
                there = Area.objects.get(pk=chance.choice([pk for pk in communities if pk != here.pk]))
                areas.move(grid, there, by=None)
                if turn % 4 == 0:
                    areas.add(None, kind=Kind.DISTRICT, name="x", code=f"8{number}{turn:04}", by=None)
                if turn % 4 == 2:
                    street = areas.add(
                        Area.objects.get(pk=district), kind=Kind.STREET, name=f"s{number} {turn}", by=None
                    )
                    areas.move(Area.objects.get(pk=chance.choice(communities)), street, by=None)
            except Exception as error:
                refused.append(repr(error))
    finally:
        connection.close()
    return refused


@pytest.mark.django_db(transaction=True)
def test_six_writers_leave_a_sound_tree(caplog):
    district, street = make.line("district", "street")
    communities = [make.area(street).pk for _ in range(4)]
    with caplog.at_level(logging.WARNING), ThreadPoolExecutor(WRITERS) as pool:
        results = [pool.submit(write, number, district.pk, communities) for number in range(WRITERS)]
    assert [result.result() for result in results] == [[]] * WRITERS
    assert tree.check() == []
    assert Area.objects.filter(kind=Kind.UNIT).count() == WRITERS * ROUNDS
    assert caplog.records == []


@pytest.mark.django_db(transaction=True)
def test_the_tripwire_goes_off_when_two_areas_take_one_place():
    *_above, grid, unit = make.line()
    with pytest.raises(IntegrityError, match="area_slot"), transaction.atomic():
        Area.objects.filter(pk=unit.pk).update(lft=grid.lft)


@pytest.mark.django_db(transaction=True)
def test_saving_a_new_or_moved_area_outside_the_actions_raises():
    _district, street, community, grid, _unit = make.line()
    with pytest.raises(RuntimeError, match="actions"):
        Area(parent=grid, kind=Kind.UNIT, name="x", code="1", valid_from=make.DAY).save()
    grid.parent = street
    with pytest.raises(RuntimeError, match="actions"):
        grid.save()
    with pytest.raises(RuntimeError, match="TREE"):
        tree.rebuild()


@pytest.mark.django_db
def test_what_is_out_of_place_is_found_and_repaired():
    _district, street, community, grid, unit = make.line()
    make.area(street)
    Area.objects.filter(pk=unit.pk).update(lft=900, rght=901)
    Area.objects.filter(pk=community.pk).update(level=0)
    assert set(tree.check()) == {community.pk, grid.pk, unit.pk}
    with pytest.raises(CommandError, match="3 areas"):
        call_command("check_tree")
    assert not Pulse.objects.get(name="tree").ok
    call_command("check_tree", "--fix", stdout=StringIO())
    assert tree.check() == []
    assert Pulse.objects.get(name="tree").ok


@pytest.mark.django_db
def test_the_check_of_every_night_finds_it_too():
    Area.objects.filter(pk=make.line()[-1].pk).update(level=0)
    current_app.tasks[settings.CELERY_BEAT_SCHEDULE["check_tree"]["task"]]()
    assert not Pulse.objects.get(name="tree").ok


@pytest.mark.django_db
def test_two_roots_in_one_tree_are_parted():
    first, second = make.line("district", "street"), make.line("district", "street")
    Area.objects.filter(pk__in=[area.pk for area in second]).update(tree_id=first[0].tree_id, lft=50, rght=60)
    assert tree.check()
    tree.repair()
    assert tree.check() == []
    assert Area.objects.get(pk=first[0].pk).tree_id == first[0].tree_id


@pytest.mark.django_db
def test_overlapping_neighbours_are_found():
    street = make.line("district", "street")[-1]
    one, two = make.area(street), make.area(street)
    Area.objects.filter(pk=one.pk).update(rght=two.lft)
    assert tree.check() == [two.pk]


@pytest.mark.django_db
def test_wrong_ancestor_ids_are_found_and_repaired():
    unit = make.line()[-1]
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE grids_area DISABLE TRIGGER USER")
        cursor.execute("UPDATE grids_area SET street_id = 0 WHERE id = %s", [unit.pk])
        cursor.execute("ALTER TABLE grids_area ENABLE TRIGGER USER")
    assert tree.check() == [unit.pk]
    tree.repair()
    assert tree.check() == []


@pytest.mark.django_db
def test_the_statement_agrees_with_mptt():
    district = make.line()[0]
    for street in [make.area(district) for _ in range(3)]:
        make.area(make.area(street))
    before = list(Area.objects.order_by("pk").values_list("lft", "rght", "level", "tree_id"))
    tree.repair()
    assert list(Area.objects.order_by("pk").values_list("lft", "rght", "level", "tree_id")) == before


def _positions() -> list[tuple]:
    return list(Area.objects.order_by("pk").values_list("pk", "lft", "rght", "level", "tree_id", "community_id"))


@pytest.mark.django_db
def test_a_move_puts_everything_where_mptt_would():
    district = make.line("district")[0]
    streets = [make.area(district) for _ in range(3)]
    communities = [make.area(street) for street in streets for _ in range(2)]
    grids = [make.area(community) for community in communities for _ in range(2)]
    ways = [*product(grids, communities), *product(communities, streets)]
    locks.take(locks.Lock.TREE)
    for area, to in ways:
        area, to = Area.objects.get(pk=area.pk), Area.objects.get(pk=to.pk)
        if area.parent_id == to.pk:
            continue
        with transaction.atomic():
            area.move_to(to, "last-child")
            right = _positions()
            transaction.set_rollback(True)
        areas.move(area, to, by=None)
        assert _positions() == right, f"{area} to {to}"
    assert tree.check() == []


def _written() -> dict[int, str]:
    """Where each area's row lies in the table: whatever is written moves."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT id, ctid::text FROM grids_area")
        return dict(cursor.fetchall())


@pytest.mark.django_db
def test_a_move_writes_only_what_lies_between_the_two_places():
    district = make.line("district")[0]
    first, second, third = (make.area(district) for _ in range(3))
    beyond = [third, *(make.area(third) for _each in range(3))]
    between = make.area(first)
    grid = make.area(make.area(first))
    to = make.area(second)
    before = _written()
    areas.move(grid, to, by=None)
    after = _written()
    assert after[grid.pk] != before[grid.pk]
    assert {area.pk for area in (*beyond, between, district) if after[area.pk] != before[area.pk]} == set()


@pytest.mark.django_db
def test_a_rebuild_leaves_other_trees_alone():
    one, other = make.line("district", "street"), make.line("district", "street")
    Area.objects.filter(pk__in=[one[1].pk, other[1].pk]).update(lft=70, rght=71)
    tree.rebuild({one[0].tree_id})
    assert tree.check() == [other[1].pk]


@pytest.mark.django_db
def test_positions_stay_out_of_the_history():
    street = make.line("district", "street")[-1]
    before = street.events.count()
    divisions.load_divisions(
        [Row(2, {"code": street.code + "001", "name": "x", "kind": "community", "parent_code": street.code})]
    )
    assert street.events.count() == before
