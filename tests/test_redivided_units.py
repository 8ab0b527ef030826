"""Where a sheet of a re-division may put units: docs/decisions/0023."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.utils import timezone

from grids.actions import redivision as acts
from grids.areas.redivision import SheetErrors
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


def into_another(community, old):
    """A plan by which the grid `old` goes into a new one."""
    shaper = make.user(community.parent, make.role("shape_area", "read_area"))
    rows = [Row(2, {"level": "grid", "name": "a", "from": old.code})]
    return shaper, acts.propose(community, rows, by=make.fresh(shaper), reason="并")


def test_the_preview_says_how_much_of_what_goes_along(client, community):
    old = make.area(community, kind="grid")
    for _number in range(2):
        make.user(old, make.role("read_area"))
    shaper, proposed = into_another(community, old)
    client.force_login(shaper)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    page = client.get(f"/areas/{community.code}/redivide/{proposed.pk}/").content.decode()
    assert "Goes along: posts 2." in page


def test_an_appointment_that_was_taken_back_stays_with_the_old_area(community):
    old, tomorrow = make.area(community, kind="grid"), timezone.localdate() + timedelta(days=1)
    post = make.post(make.user(), old, role=make.role("read_area"), started_on=tomorrow, ended_on=tomorrow)
    shaper, proposed = into_another(community, old)
    acts.carry_out(proposed, by=make.fresh(shaper))
    assert list(post.areas.all()) == [old]


def test_the_preview_says_where_a_unit_comes_to_lie_by_its_name_to_be(client, community):
    grid, other = make.area(community), make.area(community)
    unit = make.area(other)
    shaper = make.user(community.parent, make.role("shape_area", "read_area"))
    lines = [("grid", grid.code, "新名网格", ""), ("unit", unit.code, unit.name, grid.code)]
    rows = [
        Row(n, dict(zip(("level", "code", "name", "parent"), line, strict=True))) for n, line in enumerate(lines, 2)
    ]
    proposed = acts.propose(community, rows, by=make.fresh(shaper), reason="x")
    client.force_login(shaper)
    page = client.get(f"/areas/{community.code}/redivide/{proposed.pk}/").content.decode()
    assert f"{other.name} → 新名网格" in page
