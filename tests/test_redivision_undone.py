"""What stands in the way of an undo of a re-division, and what it does not give back."""

import pytest
from django.core.exceptions import ValidationError

from cases.models import Case
from grids.actions import areas as area_acts, posts as post_acts, redivision as acts
from grids.models import Area
from tests import factories as make
from tests.partied_bodies import company
from tests.test_redivision import community, divide, matter, shaper  # noqa: F401

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]


def test_whoever_was_taken_off_an_area_since_does_not_get_it_back(community, shaper, divide):  # noqa: F811
    one, goal = make.area(community), make.area(community)
    held = make.post(make.user(), one, goal, role=make.role("read_case"))
    stays = make.post(make.user(), one, role=make.role("read_case"))
    done = divide(("grid", goal.code, goal.name, "", one.code))
    post_acts.change_areas(held, [community], by=None, why="另有安排")
    acts.undo(done, by=make.fresh(shaper))
    assert (list(held.areas.all()), list(stays.areas.all())) == ([community], [one])


@pytest.mark.parametrize("how", ["added", "moved"])
def test_no_undo_once_another_area_lies_in_a_new_one(community, shaper, divide, how):  # noqa: F811
    other = make.area(make.area(community, name="旧"))
    done = divide(("grid", "", "新"))
    new = Area.objects.get(name="新")
    area_acts.add(new, kind="unit", name="x", by=None) if how == "added" else area_acts.move(other, new, by=None)
    with pytest.raises(ValidationError, match="changed since"):
        acts.undo(done, by=make.fresh(shaper))


def test_no_undo_once_the_name_that_would_come_back_is_taken(community, shaper, divide):  # noqa: F811
    old, renamed = make.area(community, name="旧"), make.area(community, name="甲")
    done = divide(("grid", "", "新", "", old.code), ("grid", renamed.code, "乙"))
    other = area_acts.add(community, kind="grid", name="旧", by=None)
    with pytest.raises(ValidationError, match="changed since"):
        acts.undo(done, by=make.fresh(shaper))
    area_acts.edit(other, by=None, name="甲")
    with pytest.raises(ValidationError, match="changed since"):
        acts.undo(done, by=make.fresh(shaper))
    area_acts.edit(other, by=None, name="丙")
    acts.undo(done, by=make.fresh(shaper))


def test_no_undo_once_another_area_got_a_code_below_one_that_would_take_its_old_code_back(community, shaper, divide):  # noqa: F811
    village = make.area(community.parent)
    grid = make.area(community)
    done = divide(("grid", grid.code, grid.name, village.code), top=community.parent)
    grid.refresh_from_db()
    area_acts.add(grid, kind="unit", name="x", by=None)
    with pytest.raises(ValidationError, match="changed since"):
        acts.undo(done, by=make.fresh(shaper))


def test_the_history_names_what_was_merged_into_an_area(client, community, shaper, divide):  # noqa: F811
    one, two, goal = make.area(community), make.area(community), make.area(community)
    done = divide(("grid", goal.code, goal.name, "", f"{one.code} {two.code}"))
    reader = make.user(goal, make.role("read_area"))
    client.force_login(reader)
    page = f"{goal.get_absolute_url()}history/"
    assert [old for old, _linked in client.get(page).context["came"]] == [one, two]
    assert one.name in client.get(page).text
    assert one.get_absolute_url() not in client.get(page).text
    acts.undo(done, by=make.fresh(shaper))
    assert client.get(page).context["came"] == []


def test_no_undo_once_a_company_served_a_new_area_though_it_is_over(community, shaper, divide):  # noqa: F811
    done = divide(("grid", "", "新"))
    company(community.parent, serves=[Area.objects.get(name="新")]).services.update(until=make.DAY, since=make.DAY)
    with pytest.raises(ValidationError, match="areas of property companies 1"):
        acts.undo(done, by=make.fresh(shaper))


def test_no_undo_once_a_matter_that_came_along_went_on_to_another_new_area(community, shaper, divide):  # noqa: F811
    old = make.area(community)
    case = matter(old)
    case.save()
    done = divide(("grid", "", "新", "", old.code), ("grid", "", "又新"))
    Case.objects.update(area=Area.objects.get(name="又新"))
    with pytest.raises(ValidationError, match="matters 1"):
        acts.undo(done, by=make.fresh(shaper))
