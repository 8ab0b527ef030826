"""Rows that live in areas carry the right ancestor ids, whoever writes and whatever moves."""

import pytest
from django.apps import apps
from django.db import connection
from django.utils import timezone

from cases.models import Case, Category
from grids.actions import areas
from grids.areas import tree
from grids.database import locks
from grids.models import Area, Placed
from grids.models.area import ANCESTORS
from tests import factories as make

pytestmark = pytest.mark.django_db


def placed_models():
    return [model for model in apps.get_models() if issubclass(model, Placed)]


@pytest.fixture
def matter():
    category = Category.objects.create(code="x", name_zh="x", name_en="x")
    reporter = make.user()

    def build(area, **facts):
        number = f"x{Case.objects.count()}-{area.pk}"
        now = timezone.now()
        return Case(
            area=area, number=number, category=category, title="x", occurred_at=now, reported_at=now, source="patrol",
            reporter_kind="staff", reporter_user=reporter, level="unit", **facts,
        )  # fmt: skip

    return build


def ids(row):
    row.refresh_from_db()
    return tuple(getattr(row, name) for name in ANCESTORS)


def of(*line):
    return tuple(area.pk if area else None for area in line)


def test_every_placed_table_has_the_trigger_and_follows_moves():
    tables = {model._meta.db_table for model in placed_models()}
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM grids_placedtable")
        assert {name for (name,) in cursor.fetchall()} == tables
        cursor.execute(
            "SELECT tgrelid::regclass::text FROM pg_trigger"
            " WHERE tgname LIKE 'pgtrigger_place_row%' AND tgenabled <> 'D'"
        )
        assert {name for (name,) in cursor.fetchall()} == tables


def test_every_placed_model_declares_the_trigger():
    for model in placed_models():
        assert "place_row" in {trigger.name for trigger in model._meta.triggers}, model


def test_an_inserted_row_gets_the_ids_of_its_area(matter):
    *above, unit = make.line()
    row = matter(unit)
    row.save()
    assert ids(row) == of(*above)


def test_bulk_writes_get_them_too(matter):
    district, street, community, grid, _unit = make.line()
    one, two = Case.objects.bulk_create([matter(grid, district_id=7), matter(street, grid_id=7)])
    assert ids(one) == of(district, street, community, grid)
    assert ids(two) == of(district, street, None, None)


def test_an_update_cannot_write_a_wrong_id(matter):
    *above, unit = make.line()
    row = matter(unit)
    row.save()
    Case.objects.filter(pk=row.pk).update(community_id=1)
    assert ids(row) == of(*above)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE cases_case SET street_id = NULL, grid_id = 3 WHERE id = %s", [row.pk])
    assert ids(row) == of(*above)


def test_a_row_sent_to_another_area_follows_it(matter):
    district, street, community, _grid, unit = make.line()
    other = make.area(community)
    row = matter(unit)
    row.save()
    Case.objects.filter(pk=row.pk).update(area=other)
    assert ids(row) == of(district, street, community, other)


def test_rows_follow_a_community_to_another_street(matter):
    district, street, community, grid, unit = make.line()
    other = make.area(district)
    rows = Case.objects.bulk_create([matter(unit), matter(grid), matter(community), matter(street)])
    areas.move(community, other, by=None)
    assert [ids(row) for row in rows] == [
        of(district, other, community, grid),
        of(district, other, community, grid),
        of(district, other, community, None),
        of(district, street, None, None),
    ]
    assert tree.check() == []


def test_rows_follow_an_area_moved_by_plain_sql(matter):
    district, _street, community, grid, unit = make.line()
    other = make.area(district)
    row = matter(unit)
    row.save()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE grids_area SET parent_id = %s WHERE id = %s", [other.pk, community.pk])
    assert ids(row) == of(district, other, community, grid)
    locks.take(locks.Lock.TREE)
    tree.rebuild()
    assert tree.check() == []


def test_an_area_cannot_be_given_a_wrong_ancestor():
    *above, unit = make.line()
    Area.objects.filter(pk=unit.pk).update(community_id=1, grid_id=None)
    assert ids(unit) == of(*above)
