"""Where a sheet of a re-division may put units: docs/decisions/0023."""

import pytest

from grids.actions import redivision as acts
from grids.redivision import SheetErrors
from grids.sheets import Row
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def community():
    return make.line("district", "street", "community")[-1]


def plan(community, *lines) -> dict:
    """Each line: level, code, name, parent."""
    shaper = make.user(community.parent, make.role("shape_area", "read_area"))
    rows = [
        Row(n, dict(zip(("level", "code", "name", "parent"), line, strict=True))) for n, line in enumerate(lines, 2)
    ]
    return acts.propose(community, rows, by=shaper, reason="x").plan


def test_a_unit_does_not_come_to_lie_beside_grids(community):
    grid, there = make.area(community), make.area(community, kind="unit")
    with pytest.raises(SheetErrors) as caught:
        plan(
            community,
            ("grid", grid.code, grid.name, ""),
            ("unit", there.code, "renamed where it is", community.code),
            ("unit", "", "x", community.code),
        )
    assert [at for at, _reason in caught.value.errors] == [4]


def test_a_village_without_grids_has_units_of_its_own(community):
    assert [new["name"] for new in plan(community, ("unit", "", "x", community.code))["new"]] == ["x"]
