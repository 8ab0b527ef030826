"""One memory of headings: of an area's ledgers and of offices' forms; what stood in two tables has moved into it."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.migrations.executor import MigrationExecutor

from residents.actions import matched
from residents.models import MatchedHeading

BEFORE, AFTER = [("residents", "0008_care")], [("residents", "0009_one_memory_of_headings")]


@pytest.mark.django_db
def test_what_an_area_and_an_office_call_alike_is_remembered_apart(town):
    by = town.community_staff
    matched.remember("称 呼", "resident.name", by=by, area=town.community)
    matched.remember("称呼", "household.head", by=by, sender="民政办", form="摸底表")
    matched.remember("称呼", "resident.phone", by=by, sender="民政办", form="摸底表")
    assert matched.remembered(area=town.community) == {"称呼": "resident.name"}
    assert matched.remembered(sender="民政办", form="摸底表") == {"称呼": "resident.phone"}
    with pytest.raises(IntegrityError), transaction.atomic():
        MatchedHeading.objects.create(area=town.community, sender="民政办", heading="其他")


@pytest.mark.django_db(transaction=True)
def test_the_migration_keeps_what_was_remembered(town):
    by = town.community_staff
    try:
        MigrationExecutor(connection).migrate(BEFORE)
        old = MigrationExecutor(connection).loader.project_state(BEFORE).apps
        old.get_model("residents", "MatchedHeading").objects.create(
            area_id=town.community.pk, heading="称呼", code="resident.name"
        )
        old.get_model("residents", "HeadingMatch").objects.create(
            sender="民政办", form="摸底表", heading="鞋码", code="", by_id=by.pk
        )
        MigrationExecutor(connection).migrate(AFTER)
        assert matched.remembered(area=town.community) == {"称呼": "resident.name"}
        assert matched.remembered(sender="民政办", form="摸底表") == {"鞋码": ""}
        MigrationExecutor(connection).migrate(BEFORE)
        assert old.get_model("residents", "HeadingMatch").objects.get().heading == "鞋码"
    finally:
        MigrationExecutor(connection).migrate(AFTER)
