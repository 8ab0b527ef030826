"""Areas change only in sound ways: levels, codes, names, retirement, and who may."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from grids import registry
from grids.actions import areas
from grids.areas import tree
from grids.enums import Kind, Nature
from grids.models import Area, AreaCode, Organisation
from tests import factories as make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]


def test_an_area_gets_the_next_code_its_reading_and_its_place():
    community = make.line("district", "street", "community")[-1]
    grid = areas.add(community, kind=Kind.GRID, name="东梅网格", by=None)
    assert grid.code == community.code + "001"
    assert (grid.pinyin, grid.initials) == ("dongmeiwangge", "dmwg")
    assert (grid.community_id, grid.grid_id) == (community.pk, grid.pk)
    assert tree.check() == []


def test_siblings_stand_in_the_order_of_their_codes():
    street = make.line("district", "street")[-1]
    late = areas.add(street, kind=Kind.COMMUNITY, name="B", code=street.code + "200", by=None)
    early = areas.add(street, kind=Kind.COMMUNITY, name="A", code=street.code + "001", by=None)
    assert list(Area.objects.get(pk=street.pk).get_children()) == [early, late]


def test_a_new_district_leaves_the_other_trees_where_they_are():
    first = make.area(code="900002")
    areas.add(None, kind=Kind.DISTRICT, name="x", code="900001", by=None)
    assert Area.objects.get(pk=first.pk).tree_id == first.tree_id


@pytest.mark.parametrize(("kind", "above"), [("unit", "unit"), ("street", "grid"), ("district", "district")])
def test_an_area_lies_below_a_higher_level(kind, above):
    place = {area.kind: area for area in make.line()}[above]
    with pytest.raises(areas.InvalidMove):
        areas.add(place, kind=kind, name="x", by=None)


def test_a_place_may_lack_a_level():
    street = make.line("district", "street")[-1]
    grid = areas.add(street, kind=Kind.GRID, name="x", by=None)
    assert grid.code == street.code + "000001"
    assert grid.community_id is None


def test_only_districts_stand_at_the_top():
    with pytest.raises(areas.InvalidMove):
        areas.add(None, kind=Kind.STREET, name="x", by=None)


def test_names_are_unique_among_unretired_siblings():
    community = make.line("district", "street", "community")[-1]
    facts = {"kind": Kind.GRID, "name": "第一网格", "by": None}
    first = areas.add(community, **facts)
    with pytest.raises(ValidationError, match="beside it"):
        areas.add(community, **facts)
    areas.retire(first, by=None, reason="merged")
    assert areas.add(community, **facts).code != first.code


def test_districts_may_share_a_name():
    for code in ("900001", "900002"):
        assert areas.add(None, kind=Kind.DISTRICT, name="桥西区", code=code, by=None).pk


def test_a_code_that_was_ever_used_is_refused():
    street = make.line("district", "street")[-1]
    gone = make.area(street)
    areas.retire(gone, by=None, reason="x")
    with pytest.raises(ValidationError) as caught:
        areas.add(street, kind=Kind.COMMUNITY, name="y", code=gone.code, by=None)
    assert "code" in caught.value.message_dict


def test_the_database_refuses_many_at_once_if_one_has_a_code_that_another_had():
    street = make.line("district", "street")[-1]
    renamed = make.area(street)
    old = renamed.code
    Area.objects.filter(pk=renamed.pk).update(code=f"{street.code}998")
    new = [
        Area(parent=street, kind=Kind.COMMUNITY, name=code, code=code, valid_from=dt.date(2026, 1, 1))
        for code in (f"{street.code}997", old)
    ]
    for at, area in enumerate(new):
        area.tree_id, area.lft, area.rght, area.level = street.tree_id, 1000 + 2 * at, 1001 + 2 * at, 2
    with pytest.raises(IntegrityError, match=f"code {old} was used before"), transaction.atomic():
        Area.objects.bulk_create(new)
    Area.objects.bulk_create(new[:1])
    assert AreaCode.objects.get(code=f"{street.code}997").area == new[0]
    assert AreaCode.objects.get(code=old).until is not None


def test_a_dedicated_grid_names_its_organisation():
    community = make.line("district", "street", "community")[-1]
    facts = {"kind": Kind.GRID, "name": "专属网格", "by": None, "nature": Nature.DEDICATED}
    with pytest.raises(ValidationError, match="organisation"):
        areas.add(community, **facts)
    assert areas.add(community, **facts, organisation=make.organisation()).organisation


def test_a_moved_area_takes_everything_below_along_under_new_codes():
    district, street, community, grid, unit = make.line()
    other = make.area(district)
    old = [community.code, grid.code, unit.code]
    areas.move(community, other, by=None, why="new border")
    now = list(Area.objects.filter(pk__in=[community.pk, grid.pk, unit.pk]).order_by("level"))
    assert [area.code for area in now] == [other.code + "001" + tail for tail in ("", "001", "001001")]
    assert {area.street_id for area in now} == {other.pk}
    assert set(AreaCode.objects.exclude(until=None).values_list("code", flat=True)) == set(old)
    assert tree.check() == []


def test_an_area_may_move_to_another_district():
    community = make.line("district", "street", "community")[-1]
    street = make.line("district", "street")[-1]
    moved = areas.move(community, street, by=None)
    assert (moved.tree_id, moved.district_id) == (Area.objects.get(pk=street.pk).tree_id, street.district_id)
    assert tree.check() == []


def test_impossible_moves_are_refused():
    district, street, community, grid, unit = make.line()
    for area, to in [(district, street), (grid, unit), (community, street), (street, community), (grid, grid)]:
        with pytest.raises(areas.InvalidMove):
            areas.move(area, to, by=None)


def test_a_unit_lies_in_a_grid_or_in_a_community_that_has_none():
    district, street, community, grid, unit = make.line()
    village = make.area(street)
    for above in (district, street, community):
        with pytest.raises(areas.InvalidMove, match="or in a"):
            areas.add(above, kind=Kind.UNIT, name="x", by=None)
        with pytest.raises(areas.InvalidMove, match="or in a"):
            areas.move(unit, above, by=None)
    assert areas.move(unit, village, by=None).parent == village
    assert areas.add(village, kind=Kind.GRID, name="first", by=None)  # which its units may move into afterwards
    assert areas.add(grid, kind=Kind.UNIT, name="x", by=None)


def test_other_levels_may_be_lacking():
    district, street = make.line("district", "street")
    assert areas.add(district, kind=Kind.COMMUNITY, name="x", by=None)
    assert areas.add(street, kind=Kind.GRID, name="x", by=None)


def test_nothing_moves_below_a_retired_area():
    _district, street, community = make.line("district", "street", "community")
    other, grid = make.area(street), make.area(community)
    areas.retire(other, by=None, reason="x")
    with pytest.raises(areas.InvalidMove, match="retired"):
        areas.move(grid, other, by=None)


def test_retiring_is_refused_while_areas_lie_below():
    *_above, grid, unit = make.line()
    with pytest.raises(ValidationError, match="1"):
        areas.retire(grid, by=None, reason="x")
    areas.retire(unit, by=None, reason="x")
    assert areas.retire(grid, by=None, reason="x").is_retired


def test_retiring_names_what_is_still_registered(monkeypatch):
    unit = make.line()[-1]
    make.organisation(area=unit)
    entry = registry.Holds("x", "{count} shops", lambda area: Organisation.objects.filter(area=area))
    monkeypatch.setitem(registry.holds, "x", entry)
    with pytest.raises(ValidationError, match="1 shops"):
        areas.retire(unit, by=None, reason="x")


def test_retiring_needs_a_reason_and_a_day_of_its_life():
    unit = make.line()[-1]
    with pytest.raises(ValidationError):
        areas.retire(unit, by=None, reason=" ")
    with pytest.raises(ValidationError):
        areas.retire(unit, by=None, reason="x", on=make.DAY - dt.timedelta(days=1))


def test_an_area_does_not_retire_on_a_day_to_come():
    unit = make.line()[-1]
    with pytest.raises(ValidationError) as caught:
        areas.retire(unit, by=None, reason="x", on=timezone.localdate() + dt.timedelta(days=1))
    assert "on" in caught.value.message_dict
    assert not Area.objects.get(pk=unit.pk).is_retired
    assert areas.retire(unit, by=None, reason="x", on=timezone.localdate()).is_retired


def test_a_retired_area_changes_no_more():
    unit = make.line()[-1]
    areas.retire(unit, by=None, reason="x")
    with pytest.raises(ValidationError, match="retired"):
        areas.edit(unit, by=None, name="y")


def test_edit_changes_facts_and_the_reading():
    unit = make.line()[-1]
    areas.edit(unit, by=None, name="水关头", boundary="东至水关")
    unit.refresh_from_db()
    assert (unit.pinyin, unit.boundary) == ("shuiguantou", "东至水关")


def test_only_posts_that_shape_or_edit_areas_change_them():
    _district, street, community, grid, unit = make.line()
    reader = make.user(street, make.role("read_area"))
    for act in (
        lambda: areas.add(grid, kind=Kind.UNIT, name="x", by=reader),
        lambda: areas.edit(unit, by=reader, name="x"),
        lambda: areas.move(grid, street, by=reader),
        lambda: areas.retire(unit, by=reader, reason="x"),
    ):
        with pytest.raises(PermissionDenied):
            act()


def test_a_move_needs_the_right_in_both_places():
    district, street, community, *_below = make.line()
    other = make.area(district)
    somebody = make.user(street, make.role("shape_area"))
    with pytest.raises(PermissionDenied):
        areas.move(community, other, by=somebody)


def test_history_keeps_who_in_which_post_and_why():
    _district, street, community, *_below = make.line()
    somebody = make.user(street, make.role("edit_area"))
    areas.edit(community, by=somebody, why="new sign", name="镇海社区")
    event = community.events.order_by("pgh_id").last()
    post = somebody.posts.get()
    assert event.pgh_context.metadata == {"user": somebody.pk, "post": post.pk, "why": "new sign"}
