"""The rules of a row are asked about in one query, and still each says its own message."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils.translation import gettext as _

from cases.models import TimeLimit
from grids.models import Area
from points.models import Rule
from residents.models import Resident
from tests.registered import entry


@pytest.fixture
def somebody(town) -> Resident:
    return entry(town.unit)


def asked(row, **how) -> int:
    with CaptureQueriesContext(connection) as seen:
        row.full_clean(**how)
    return len(seen)


def told(row, **how) -> dict[str, list[str]]:
    with pytest.raises(ValidationError) as refused:
        row.full_clean(**how)
    return refused.value.message_dict


def test_what_is_sound_is_asked_once_however_many_rules_it_has(somebody):
    assert len(Resident._meta.constraints) > 3
    assert asked(somebody) == 1


def test_what_is_broken_says_the_rule_that_is_broken(somebody):
    somebody.born_on, somebody.died_on = date(2000, 1, 2), date(2000, 1, 1)
    assert told(somebody) == {"__all__": [_("Nobody dies before they are born.")]}


def test_a_field_that_is_left_out_keeps_no_other_rule_from_being_asked(somebody):
    somebody.born_on, somebody.died_on = date(2000, 1, 2), date(2000, 1, 1)
    assert told(somebody, exclude={"name"}) == {"__all__": [_("Nobody dies before they are born.")]}


def test_a_rule_about_a_field_that_is_left_out_is_not_asked(somebody):
    somebody.born_on, somebody.died_on = date(2000, 1, 2), date(2000, 1, 1)
    assert asked(somebody, exclude={"died_on"}) == 1


def test_a_row_that_is_gone_is_told_at_the_field_that_refers_to_it(somebody):
    member = somebody.memberships.get()
    member.area_id = 0
    assert list(told(member)) == ["area"]


def test_what_may_be_said_by_one_row_only_is_told_at_its_field(town, somebody):
    other = entry(town.unit, room="2")
    other.ref = somebody.ref
    assert list(told(other)) == ["ref"]


def test_a_row_does_not_stand_in_its_own_way(somebody):
    somebody.full_clean()
    somebody.save()
    assert asked(somebody) == 1


def test_what_no_two_may_say_together_is_told_also_where_part_of_it_is_nothing(town):
    """NULLS NOT DISTINCT: two limits from one day on, both for all categories and everywhere."""
    limit = TimeLimit.objects.filter(category=None, area=None).first()
    limit.full_clean()
    limit.pk, limit._state.adding = None, True
    assert told(limit)


def test_a_wrong_field_and_a_broken_rule_are_told_together(somebody):
    somebody.name, somebody.born_on, somebody.died_on = "", date(2000, 1, 2), date(2000, 1, 1)
    assert set(told(somebody)) == {"name", "__all__"}


@pytest.mark.parametrize(
    ("model", "change", "rule"),
    [
        (Area, {"retired_reason": "x"}, "area_retired_with_reason"),
        (Rule, {"cap_per": "month"}, "rule_cap_has_a_time"),
    ],
)
def test_what_is_not_there_does_not_pass_as_kept(town, model, change, rule):
    """In SQL a comparison with nothing is neither true nor false, and a CHECK lets that through."""
    with pytest.raises(IntegrityError, match=rule), transaction.atomic():
        model.objects.update(**change)
