"""A row's check constraints are asked about in one query, and still each says its own message."""

import re
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils.translation import gettext as _

from grids.models import Area
from points.models import Rule
from residents.models import Resident
from tests.registered import entry

CHECK = re.compile(r"(?!.* FROM ).*_check")  # a uniqueness looks into its table


@pytest.fixture
def somebody(town) -> Resident:
    return entry(town.unit)


def asked(row) -> list[str]:
    with CaptureQueriesContext(connection) as seen:
        row.validate_constraints()
    return [each["sql"] for each in seen if CHECK.match(each["sql"])]


def test_what_is_sound_is_asked_once_however_many_rules_it_has(somebody):
    assert len(Resident._meta.constraints) > 3
    assert len(asked(somebody)) == 1


def test_what_is_broken_says_the_rule_that_is_broken(somebody):
    somebody.born_on, somebody.died_on = date(2000, 1, 2), date(2000, 1, 1)
    with pytest.raises(ValidationError) as told:
        somebody.validate_constraints()
    assert told.value.messages == [_("Nobody dies before they are born.")]


def test_a_field_that_is_left_out_keeps_no_other_rule_from_being_asked(somebody):
    somebody.born_on, somebody.died_on = date(2000, 1, 2), date(2000, 1, 1)
    with pytest.raises(ValidationError):
        somebody.validate_constraints(exclude={"name"})


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
