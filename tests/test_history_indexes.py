"""History is read by its row. What else it is read by has an index of a name; all others cost each write."""

from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection

TOLD = [
    model
    for model in apps.get_models()
    if model._meta.app_label != "pghistory" and "pgh_id" in {field.name for field in model._meta.concrete_fields}
]


def test_no_table_of_history_indexes_what_its_row_points_at():
    indexed = {field.name for model in TOLD for field in model._meta.concrete_fields if field.db_index}
    assert len(TOLD) > 100
    assert indexed == {"pgh_obj"}


def indexes(table: str) -> set[str]:
    with connection.cursor() as cursor:
        return set(connection.introspection.get_constraints(cursor, table))


@pytest.mark.django_db
def test_a_database_from_before_loses_what_nobody_reads_and_nothing_else():
    before = indexes("grids_postareaevent"), indexes("grids_postarea")
    assert "post_area_past" in before[0]
    with connection.cursor() as cursor:
        cursor.execute("CREATE INDEX grids_postareaevent_area_id_0a1b2c3d ON grids_postareaevent (area_id)")
        cursor.execute("CREATE INDEX grids_postarea_area_id_0a1b2c3d ON grids_postarea (area_id)")
        cursor.execute(import_module("grids.migrations.0012_history_names_its_indexes").UNREAD)
    after = indexes("grids_postareaevent"), indexes("grids_postarea")
    assert after == (before[0], before[1] | {"grids_postarea_area_id_0a1b2c3d"})
