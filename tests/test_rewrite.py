"""Many rows rewritten by one statement."""

import datetime as dt

import pytest
from django.db import DataError, transaction

from grids import history
from grids.database.rewrite import rewrite
from grids.fields import plain
from residents.models import Resident
from tests.registered import entry

pytestmark = pytest.mark.django_db


@pytest.fixture
def two(town) -> list[Resident]:
    return [entry(town.unit, name=name, room=name[1]) for name in ("林小宝", "林大宝")]


def test_each_row_gets_its_own_values_sealed_or_empty_and_no_other_changes(town, two):
    beside, (one, other) = entry(town.unit, name="林三宝", room="三"), two
    one.education, one.born_on, one.phone = "大学", dt.date(1990, 5, 1), "13800000001"
    other.education, other.born_on, other.phone = "", None, None
    rewrite(two, ["education", "born_on", "phone"])
    there = Resident.objects.select_related("subject").in_bulk([one.pk, other.pk, beside.pk])
    said = {pk: (row.education, row.born_on, plain(row, "phone")) for pk, row in there.items()}
    assert said[one.pk] == ("大学", dt.date(1990, 5, 1), "13800000001")
    assert said[other.pk] == ("", None, "")
    assert said[beside.pk] == ("", None, "")


def test_what_is_too_long_is_refused_and_not_cut(two):
    two[1].education = "学" * 1000
    with pytest.raises(DataError), transaction.atomic():
        rewrite(two, ["education"])


def test_its_history_knows_who_it_was(town, two):
    two[0].education = "大学"
    with history.acting(town.community_staff):
        rewrite(two, ["education"])
    event = history.of(Resident).filter(pgh_obj=two[0].pk).latest("pgh_id")
    assert (event.education, event.pgh_context.metadata["user"]) == ("大学", town.community_staff.pk)


def test_of_nothing_there_is_nothing_to_write(two):
    rewrite([], ["education"])
