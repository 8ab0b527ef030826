"""Which areas are covered: one organisation for several, several for one, and the rule that says which kinds count."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.db.models import F
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from grids import figures
from grids.actions import areas as areas_acts
from grids.days.periods import Period
from grids.enums import Kind
from grids.models import Area
from grids.permissions import MANAGE_RULES
from grids.registry import moves_along
from parties import coverage
from parties.actions import coverage as acts, organization_defaults, organizations as organizing
from parties.enums import OrgKind
from parties.models import Coverage, CoverageRule
from tests import factories as make
from tests.partied import organization
from tests.partied_organizations import (
    DAY,
    network,
    officer,
    term,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]


def grids(town, count: int = 2) -> list[Area]:
    """More grids of the town's community."""
    return [make.area(Area.objects.get(pk=town.community.pk), Kind.GRID) for _each in range(count)]


def gaps(area: Area, level: str = Kind.GRID) -> set[Area]:
    area.refresh_from_db()
    found = set(coverage.gaps(area, level, coverage.rules_in_force()[level]))
    counted = Area.objects.within(area).unretired().filter(kind=level).exclude(coverage.covered(level))
    assert set(counted) == found  # what the figures count, and what the page names
    return found


def test_a_grid_without_a_branch_is_a_gap(town):
    first, second = grids(town)
    assert gaps(town.community) == {town.grid, first, second}
    network(town)
    assert gaps(town.community) == {first, second}


def test_a_branch_covers_several_grids(town):
    branch, (first, second) = network(town)["branch"], grids(town)
    acts.cover(branch.pk, first, by=town.community_staff)
    assert gaps(town.community) == {second}


def test_several_organisations_cover_one_grid_and_one_leaves(town):
    made, (first, _second) = network(town), grids(town)
    outpost = organization(town.community, "前哨支部", OrgKind.OUTPOST, parent=made["committee"])
    rows = [acts.cover(each.pk, first, by=town.community_staff) for each in (made["branch"], outpost)]
    acts.uncover(rows[0].pk, by=town.community_staff, why="分设支部")
    assert first not in gaps(town.community)
    acts.uncover(rows[1].pk, by=town.community_staff, why="分设支部")
    assert first in gaps(town.community)


def test_only_the_kinds_of_the_rule_count(town):
    made = network(town)
    group = organization(town.unit, "楼栋小组", OrgKind.BUILDING_GROUP, parent=made["branch"])
    assert gaps(town.grid, Kind.UNIT) == set()
    CoverageRule.objects.filter(level=Kind.UNIT).update(kinds=[OrgKind.GROUP])
    assert gaps(town.grid, Kind.UNIT) == {town.unit}
    assert group.area == town.unit


def test_a_dissolved_organisation_covers_nothing_and_a_retired_area_is_no_gap(town):
    branch, (first, second) = network(town)["branch"], grids(town)
    acts.cover(branch.pk, first, by=town.community_staff)
    organizing.dissolve(branch.pk, by=town.community_staff, why="撤并")
    Area.objects.filter(pk=second.pk).update(valid_to=timezone.localdate(), retired_reason="撤销")
    assert gaps(town.community) == {town.grid, first}


def test_an_area_is_covered_once_by_one_organisation(town):
    branch, (first, _second) = network(town)["branch"], grids(town)
    acts.cover(branch.pk, first, by=town.community_staff)
    for area in (first, town.grid):
        with pytest.raises(ValidationError, match="covers the area already"):
            acts.cover(branch.pk, area, by=town.community_staff)


def test_who_covers_keeps_organisations_in_both_places(town):
    branch = network(town)["branch"]
    with pytest.raises(PermissionDenied):
        acts.cover(branch.pk, town.neighbour, by=town.community_staff)
    with pytest.raises(PermissionDenied):
        acts.cover(branch.pk, town.unit, by=town.grid_leader)


def test_coverage_keeps_an_area_from_being_retired(town):
    branch, (first, _second) = network(town)["branch"], grids(town)
    acts.cover(branch.pk, first, by=town.community_staff)
    assert "1 party organisations that cover it from elsewhere" in areas_acts.holding(first)


def keeper():
    return make.user(make.area(), make.role(MANAGE_RULES, "read_parties"))


def test_the_rule_is_changed_by_its_keepers_with_a_reason(town):
    rule = CoverageRule.objects.get(level=Kind.GRID)
    with pytest.raises(PermissionDenied):
        acts.change_rule(rule.pk, by=town.community_staff, kinds=["grid"], is_on=True, why="统一口径")
    with pytest.raises(ValidationError):
        acts.change_rule(rule.pk, by=keeper(), kinds=[], is_on=True, why="统一口径")
    made = acts.change_rule(rule.pk, by=keeper(), kinds=["grid"], is_on=True, why="统一口径")
    assert made.kinds == ["grid"]


def test_the_loader_leaves_rules_alone_that_are_there():
    CoverageRule.objects.filter(level=Kind.GRID).update(kinds=["grid"], is_on=False)
    assert organization_defaults.load() == "0 rules of coverage created"
    assert Kind.GRID not in coverage.rules_in_force()


def test_a_cell_says_whether_its_branch_is_its_own(town):
    branch, (first, second) = network(town)["branch"], grids(town)
    kinds = coverage.rules_in_force()[Kind.GRID]

    def states():
        town.community.refresh_from_db()
        found = coverage.cells(town.community, Kind.GRID, kinds, F("community_id"))
        return [cell.state for cell in found[town.community.pk]]

    assert states() == ["own", "gap", "gap"]
    acts.cover(branch.pk, first, by=town.community_staff)
    assert states() == ["joint", "joint", "gap"]
    organization(second, "第二支部", OrgKind.OUTPOST)
    acts.cover(branch.pk, second, by=town.community_staff)
    assert states() == ["joint", "joint", "own"]


def test_coverage_goes_along_with_a_re_division_and_back(town):
    branch, (first, second) = network(town)["branch"], grids(town)
    new = make.area(Area.objects.get(pk=town.community.pk), Kind.GRID)
    rows = [acts.cover(branch.pk, each, by=town.community_staff) for each in (first, second)]
    along, areas = moves_along["parties_coverage"], {first.pk: new.pk, second.pk: new.pk}
    remembered = along.remember(areas)
    along.move(areas)
    assert [row.area for row in Coverage.objects.current()] == [new]
    along.put_back(remembered, areas)
    assert [row.area for row in Coverage.objects.current().order_by("pk")] == [first, second]
    assert {row.pk for row in rows} == set(Coverage.objects.current().values_list("pk", flat=True))


def test_what_an_organisation_would_then_cover_besides_its_own_area_ends(town):
    branch, (first, _second) = network(town)["branch"], grids(town)
    acts.cover(branch.pk, first, by=town.community_staff)
    moves_along["parties_coverage"].move({first.pk: town.grid.pk})
    assert not Coverage.objects.current().exists()


def test_the_area_page_names_who_covers_it_and_the_gap(town):
    made = network(town)
    first, _second = grids(town)
    box = coverage.of_area(town.grid, town.grid_leader)
    assert ([line["name"] for line in box["who"]], box["is_gap"]) == (["网格党支部"], False)
    assert coverage.of_area(first, town.community_staff)["is_gap"]
    acts.cover(made["branch"].pk, first, by=town.community_staff)
    assert [line["name"] for line in coverage.of_area(first, town.community_staff)["who"]] == ["网格党支部"]


def test_it_names_nothing_to_who_does_not_see_party_organisations(town):
    network(town)
    nobody = make.user(town.grid, make.role("read_area"))
    with CaptureQueriesContext(connection) as asked:
        assert coverage.of_area(town.grid, make.fresh(nobody)) is None
    assert len(asked) == 2  # the person and their scope


def counted(key: str, area: Area) -> int:
    figure = figures.figures[key]
    rows = figure.rows(Period.named("today", timezone.localdate()), timezone.now())
    return figure.total(rows.filter(figure.table.within(area)))


def test_the_figures_count_areas_organisations_officers_and_terms(town):
    made = network(town)
    grids(town)
    officer(made["branch"], user=town.grid_leader)
    officer(made["committee"], user=town.community_staff)
    term(made["branch"], DAY)
    organization(town.unit, "楼栋小组", OrgKind.BUILDING_GROUP, parent=made["branch"])
    organization(town.unit, "示范户", OrgKind.HOUSEHOLD)
    expected = {
        "grids": 3, "grids_covered": 1, "units": 1, "units_covered": 1, "communities": 1, "communities_covered": 1,
        "organizations": 4, "committees": 1, "branches": 1, "groups": 1, "households": 1, "officers": 2, "dual": 1,
        "terms_over": 1,
    }  # fmt: skip
    assert {key: counted(f"parties.{key}", town.community) for key in expected} == expected


def test_an_area_of_many_organisations_is_covered_by_whichever_counts(town):
    for nth in range(coverage.SHOWN + 1):
        organization(town.community, f"第{nth:02}支部", OrgKind.ENTERPRISE)
    assert coverage.of_area(town.community, town.community_staff)["is_gap"]
    organization(town.community, "镇海社区党委", OrgKind.COMMITTEE)
    assert not coverage.of_area(town.community, town.community_staff)["is_gap"]
