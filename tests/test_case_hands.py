"""Whose a matter is that was given to an area: those who serve there or above it, and nobody below it."""

import pytest
from django.utils import timezone

from cases import actions, rules, waiting
from cases.enums import Act
from cases.models import Case
from grids.actions import areas, redivision
from grids.models import Area, Notice, Role
from grids.sheets import Row
from tests import factories as make
from tests.town import MORNING

pytestmark = pytest.mark.django_db


def given_to(town, area) -> Case:
    case = actions.accept(town.report().pk, by=town.grid_leader, seen=None, now=MORNING)
    return actions.assign(case.pk, by=town.grid_leader, seen=None, to=actions.Target(area=area), now=MORNING)


def may_take(case: Case, *people) -> list[str]:
    return [person.name for person in people if rules.may(person, Act.TAKE, case)]


def test_what_is_given_to_a_community_is_taken_by_nobody_of_its_units_and_grids(town):
    case = given_to(town, town.community)
    below = town.unit_head, town.grid_worker, town.grid_leader
    assert may_take(case, *below, town.community_staff, town.street_staff) == ["community_staff", "street_staff"]


def test_what_is_given_to_the_street_is_not_its_departments(town):
    case = given_to(town, town.street)
    assert may_take(case, town.officer, town.street_staff) == ["street_staff"]
    assert not Notice.objects.filter(user=town.officer).exists()
    assert waiting.for_user(town.officer)[0] == []


def test_a_matter_of_an_area_below_that_somebody_took_waits_on_their_post(town):
    case = given_to(town, town.community)
    actions.take(case.pk, by=town.street_staff, seen=None, now=MORNING)
    post = town.street_staff.posts.current(timezone.localdate()).get()
    assert list(Case.objects.waiting_on(post)) == [case]


def moved(town) -> None:
    areas.move(town.unit, make.area(town.neighbour), by=town.street_staff, why="调整")


def test_what_waits_for_a_community_goes_to_the_one_into_which_its_place_is_moved(town):
    case = given_to(town, town.community)
    moved(town)
    case.refresh_from_db()
    assert case.to_area == town.neighbour
    assert [line.id for line in waiting.for_user(town.stranger)[0]] == [case.pk]
    assert Notice.objects.filter(user=town.stranger, kind="case_assigned").count() == 1


def test_a_confidential_matter_is_seen_by_whom_it_waits_for_where_its_place_is_moved(town):
    case = town.report(category=town.category("dispute-family"), title="家庭纠纷")
    assert case.is_confidential
    moved(town)
    assert [line.id for line in waiting.for_user(town.stranger)[0]] == [case.pk]
    assert not Case.objects.visible_to(town.street_staff).exists()


def test_what_waits_for_a_grid_follows_its_unit_through_a_redivision_and_its_undo(town):
    """To the new grid, where somebody handles; where nobody does, to the community. An undo is not in its way."""
    staffed, case = make.area(town.community), given_to(town, town.grid)
    make.user(staffed, Role.objects.get(code="grid_worker"))

    def divided(line: dict):
        sheet = [Row(3, {"level": "unit", "code": Area.objects.get(pk=town.unit.pk).code, "name": "a"} | line)]
        if not line["parent"].isdigit():
            sheet.append(Row(2, {"level": "grid", "name": line["parent"]}))
        plan = redivision.propose(town.community, sheet, by=town.street_staff, reason="调整")
        return redivision.carry_out(plan, by=town.street_staff)

    done = divided({"parent": staffed.code})
    case.refresh_from_db()
    assert case.to_area == staffed
    redivision.undo(done, by=town.street_staff)
    case.refresh_from_db()
    assert case.to_area == town.grid
    done = divided({"parent": "新网格"})
    case.refresh_from_db()
    assert case.to_area == town.community
    redivision.undo(done, by=town.street_staff)


def test_whoever_had_taken_it_goes_on_with_it_wherever_its_place_is_moved(town):
    case = actions.take(given_to(town, town.community).pk, by=town.community_staff, seen=None, now=MORNING)
    moved(town)
    case.refresh_from_db()
    assert case.to_area == town.community
    assert [line.id for line in waiting.for_user(town.community_staff)[0]] == [case.pk]


def test_what_a_department_of_another_street_settled_counts_as_settled_by_a_street(town):
    elsewhere = make.area(town.district)
    town.police.areas.add(elsewhere)
    officer = make.user(name="far_officer")
    make.post(officer, elsewhere, role=Role.objects.get(code="department_officer"), department=town.police)
    case = actions.accept(town.report().pk, by=town.grid_leader, seen=None, now=MORNING)
    case = actions.assign(case.pk, by=town.grid_leader, seen=None, to=actions.Target(department=town.police))
    case = actions.finish(
        case.pk, by=make.fresh(officer), seen=None, text="已清运", no_photo_reason="夜间", now=timezone.now()
    )
    assert (case.level, case.settled_level) == ("grid", "street")
