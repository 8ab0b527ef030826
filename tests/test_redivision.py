"""A street is divided anew by a sheet; posts and matters end up where the sheet says; it can be undone."""

from itertools import count

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cases.models import Case, Category
from grids.actions import areas as area_acts, redivision as acts
from grids.actions.grants import derive_all, ensure_permissions
from grids.areas import tree
from grids.areas.redivision import RETIRE, STAY, SheetErrors
from grids.enums import Nature
from grids.models import Area, AreaCode, AreaGrant, Department, PostArea
from grids.sheets import Row
from residents.models import Dwelling, Membership
from tests import factories as make
from tests.registered import entry

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]
numbers = count()
COLUMNS = ("level", "code", "name", "parent", "from", "nature", "uscc", "organisation", "boundary")


def sheet(*lines):
    return [Row(n, dict(zip(COLUMNS, (*line, *[""] * 9), strict=False))) for n, line in enumerate(lines, 2)]


@pytest.fixture
def community():
    return make.line("district", "street", "community")[-1]


@pytest.fixture
def shaper(community):
    return make.user(community.parent, make.role("shape_area", "read_area"))


@pytest.fixture
def divide(community, shaper):
    ensure_permissions()

    def run(*lines, rest=STAY, top=None):
        somebody = make.fresh(shaper)
        proposed = acts.propose(top or community, sheet(*lines), by=somebody, reason="30 become 260", rest=rest)
        return acts.carry_out(proposed, by=somebody)

    return run


def matter(area, **facts):
    category = Category.objects.get_or_create(code="x", defaults={"name_zh": "x", "name_en": "x"})[0]
    now, number = timezone.now(), f"{next(numbers)}"
    return Case(
        **{"title": "x"} | facts, area=area, number=number, category=category, occurred_at=now, reported_at=now,
        source="patrol", reporter_kind="anonymous", level="unit",
    )  # fmt: skip


def snapshot():
    return (
        list(Area.objects.order_by("pk").values()),
        set(PostArea.objects.values_list("post", "area")),
        list(Case.objects.order_by("pk").values_list("pk", "area", "community_id", "grid_id")),
        set(AreaCode.objects.filter(until=None).values_list("code", "area")),
        set(AreaGrant.objects.values_list("user", "content_object", "permission")),
    )


def test_new_grids_and_units_get_codes_by_the_scheme(community, divide):
    divide(("grid", "", "东网格"), ("unit", "", "1单元", "东网格"), ("unit", "", "2单元", "东网格"))
    assert list(Area.objects.within(Area.objects.get(pk=community.pk)).values_list("code", flat=True)) == [
        community.code + tail for tail in ("", "001", "001001", "001002")
    ]
    assert tree.check() == []


def test_chinese_heads_and_words_are_read(community, shaper):
    shop = make.organisation(name="学校")
    row = Row(2, {"层级": "网格", "名称": "校园", "性质": "专属", "责任单位": "学校", "四至": "东至路"})
    acts.carry_out(acts.propose(community, [row], by=shaper, reason="x"), by=shaper)
    grid = community.children.get()
    assert (grid.nature, grid.organisation, grid.boundary) == (Nature.DEDICATED, shop, "东至路")


def test_a_line_with_a_code_renames_and_keeps_the_area(community, divide):
    grid = make.area(community, name="第一网格")
    divide(("grid", grid.code, "东梅网格"))
    grid.refresh_from_db()
    assert (grid.name, grid.pinyin) == ("东梅网格", "dongmeiwangge")
    assert community.children.count() == 1


def test_neighbours_can_hand_their_names_round(community, divide):
    one, two = make.area(community, name="甲"), make.area(community, name="乙")
    divide(("grid", one.code, "乙"), ("grid", two.code, "丙"), ("grid", "", "甲"))
    assert dict(community.children.values_list("pk", "name")) | {0: ""} == {
        one.pk: "乙", two.pk: "丙", community.children.get(name="甲").pk: "甲", 0: "",
    }  # fmt: skip


def test_a_unit_moves_to_another_grid_with_its_matters(community, divide):
    one, two = make.area(community), make.area(community)
    unit = make.area(one)
    case = matter(unit)
    case.save()
    divide(("unit", unit.code, unit.name, two.code))
    old, code = unit.code, two.code + "001"
    unit.refresh_from_db()
    case.refresh_from_db()
    assert (unit.parent, unit.code, case.grid_id) == (two, code, two.pk)
    assert AreaCode.objects.get(code=old).area == unit
    assert tree.check() == []


def test_what_is_named_in_from_retires_and_its_posts_and_matters_go_along(community, divide):
    one, two = make.area(community), make.area(community)
    leader = make.user(one, make.role("read_case"))
    both = make.user()
    held = make.post(both, one, two, role=make.role("read_case"))
    Case.objects.bulk_create([matter(one), matter(two, to_area=two)])
    divide(("grid", "", "合并网格", "", f"{one.code}、{two.code}"))
    new = Area.objects.get(name="合并网格")
    assert Area.objects.get(pk=one.pk).is_retired
    assert set(Case.objects.values_list("area", "grid_id")) == {(new.pk, new.pk)}
    assert Case.objects.filter(to_area=new).exists()
    assert list(leader.posts.get().areas.all()) == [new]
    assert list(held.areas.all()) == [new]
    assert AreaGrant.objects.filter(user=leader, content_object=new).exists()


def test_dwellings_and_people_go_along_and_come_back_with_an_undo(community, shaper, divide):
    one, two = make.area(community), make.area(community)
    unit = make.area(two)
    people = [entry(one, room="1"), entry(unit, room="2")]

    def places() -> set[tuple]:
        rows = Membership.objects.filter(resident__in=people)
        return set(rows.values_list("area", "grid_id", "household__grid_id", "household__dwelling__grid_id"))

    before = places()
    done = divide(("grid", "", "合并网格", "", f"{one.code}、{two.code}"))
    new = Area.objects.get(name="合并网格").pk
    assert {row[1:] for row in places()} == {(new, new, new)}
    acts.undo(done, by=make.fresh(shaper))
    assert places() == before


def test_an_address_that_would_stand_twice_is_named_and_nothing_is_divided(community, shaper, divide):
    one, two = make.area(community), make.area(community)
    entry(one, room="1")
    entry(two, room="1")
    with pytest.raises(ValidationError, match="东梅小区1室"):
        divide(("grid", "", "合并网格", "", f"{one.code}、{two.code}"))
    assert not Area.objects.filter(name="合并网格").exists()
    Dwelling.objects.filter(area=one).update(withdrawn_at=timezone.now())
    divide(("grid", "", "合并网格", "", f"{one.code}、{two.code}"))


def test_departments_serve_the_new_grid_and_after_an_undo_the_old_ones(community, shaper, divide):
    one, two = make.area(community), make.area(community)
    fire, police = Department.objects.get(code="fire"), Department.objects.get(code="police_station")
    fire.areas.add(one, two)
    police.areas.add(two)
    done = divide(("grid", "", "合并网格", "", f"{one.code}、{two.code}"))
    new = Area.objects.get(name="合并网格")
    assert (list(fire.areas.all()), list(police.areas.all())) == ([new], [new])
    acts.undo(done, by=make.fresh(shaper))
    assert set(fire.areas.all()) == {one, two}
    assert list(police.areas.all()) == [two]


def test_an_area_with_a_department_does_not_retire_silently(community, divide):
    grid = make.area(community)
    Department.objects.get(code="fire").areas.add(grid)
    with pytest.raises(SheetErrors) as caught:
        divide(rest=RETIRE)
    assert "1 departments" in caught.value.errors[0][1]
    with pytest.raises(ValidationError, match="1 departments"):
        area_acts.retire(grid, by=None, reason="x")


def test_posts_that_ended_stay_in_the_history_of_the_old_grid(community, divide):
    grid = make.area(community)
    gone = make.post(make.user(), grid, role=make.role(), ended_on=make.DAY)
    divide(("grid", "", "新网格", "", grid.code))
    assert list(gone.areas.all()) == [grid]


def test_units_of_a_merged_grid_go_along_unless_all_retires(community, divide):
    grid = make.area(community)
    unit = make.area(grid)
    divide(("grid", "", "新网格", "", grid.code))
    unit.refresh_from_db()
    assert (unit.parent.name, unit.code) == ("新网格", unit.parent.code + "001")
    case = matter(unit)
    case.save()
    divide(("grid", "", "又一网格", "", unit.parent.code), rest=RETIRE)
    case.refresh_from_db()
    assert case.area.name == "又一网格"


def test_what_no_line_names_stays_or_retires_as_chosen(community, divide):
    kept, empty = make.area(community), make.area(community)
    divide(("grid", kept.code, kept.name), rest=STAY)
    assert not Area.objects.get(pk=empty.pk).is_retired
    divide(("grid", kept.code, kept.name), rest=RETIRE)
    assert Area.objects.get(pk=empty.pk).is_retired


def test_nothing_retires_with_matters_that_go_nowhere(community, divide):
    kept, full = make.area(community), make.area(community)
    matter(full).save()
    with pytest.raises(SheetErrors) as caught:
        divide(("grid", kept.code, kept.name), rest=RETIRE)
    assert full.code in caught.value.errors[0][1]


@pytest.mark.parametrize(
    "line",
    [
        ("street", "", "x"),
        ("grid", "", ""),
        ("unit", "", "x"),
        ("unit", "", "x", "nowhere"),
        ("grid", "abc", "x"),
        ("grid", "{grid}", "x", "{grid}"),
        ("unit", "{grid}", "x", "{grid}"),
        ("grid", "", "x", "", "999"),
        ("grid", "", "x", "", "{used}"),
        ("grid", "", "x", "", "", "half"),
        ("grid", "", "x", "", "", "dedicated"),
        ("grid", "", "x", "", "", "dedicated", "none"),
        ("grid", "{retired}", "x"),
        ("grid", "", "甲"),
    ],
)
def test_a_bad_line_is_named_and_nothing_is_kept(community, shaper, line):
    grid, used, retired = make.area(community), make.area(community), make.area(community)
    area_acts.retire(retired, by=None, reason="x")
    names = {"grid": grid.code, "used": used.code, "retired": retired.code}
    lines = [("grid", used.code, used.name), ("grid", "", "甲"), [cell.format(**names) for cell in line]]
    if line[2] == "甲":
        lines[1] = ("grid", grid.code, "甲")
        lines[0] = ("grid", used.code, "乙")
        lines[2] = ("grid", community.code + "555", "甲")
    with pytest.raises(SheetErrors) as caught:
        acts.propose(community, sheet(*lines), by=shaper, reason="x")
    assert 4 in [at for at, _reason in caught.value.errors]


def test_an_area_goes_to_one_line_only(community, shaper):
    grid = make.area(community)
    with pytest.raises(SheetErrors, match="line 2"):
        acts.propose(
            community, sheet(("grid", "", "a", "", grid.code), ("grid", "", "b", "", grid.code)), by=shaper, reason="x"
        )


def test_a_preview_changes_nothing(community, shaper):
    make.area(community)
    before = snapshot()
    acts.propose(community, sheet(("grid", "", "a")), by=shaper, reason="x", rest=RETIRE)
    assert snapshot() == before


def test_a_plan_made_before_another_change_is_refused(community, shaper):
    grid = make.area(community)
    proposed = acts.propose(community, sheet(("grid", "", "a")), by=shaper, reason="x")
    area_acts.edit(grid, by=None, name="b")
    with pytest.raises(ValidationError, match="changed since"):
        acts.carry_out(proposed, by=shaper)


def test_what_came_to_an_area_since_the_preview_keeps_it_from_retiring(community, shaper):
    empty = make.area(community)
    proposed = acts.propose(community, sheet(), by=shaper, reason="x", rest=RETIRE)
    matter(empty).save()
    with pytest.raises(ValidationError, match=empty.code):
        acts.carry_out(proposed, by=shaper)
    assert not Area.objects.get(pk=empty.pk).is_retired


def test_only_who_shapes_the_place_may_divide_it(community, shaper):
    stranger = make.user(make.area(community.parent), make.role("shape_area"))
    with pytest.raises(PermissionDenied):
        acts.propose(community, sheet(("grid", "", "a")), by=stranger, reason="x")
    proposed = acts.propose(community, sheet(("grid", "", "a")), by=shaper, reason="x")
    with pytest.raises(PermissionDenied):
        acts.carry_out(proposed, by=stranger)


def busy(community):
    one, two, three = (make.area(community, name=name) for name in "甲乙丙")
    unit = make.area(two)
    make.user(one, make.role("read_case"))
    make.post(make.user(), one, two, role=make.role("read_area"))
    make.organisation(area=unit)
    Case.objects.bulk_create([matter(one), matter(two), matter(unit), matter(three)])
    return one, two, three, unit


def test_an_undo_puts_everything_back(community, shaper, divide):
    one, two, three, unit = busy(community)
    derive_all()
    before = snapshot()
    done = divide(
        ("grid", "", "甲", "", f"{one.code} {two.code}"),
        ("unit", unit.code, "x", three.code),
        ("grid", three.code, "乙"),
    )
    assert snapshot() != before
    acts.undo(done, by=make.fresh(shaper))
    assert snapshot() == before
    assert tree.check() == []
    assert AreaCode.objects.filter(area__name="甲").count() == 1


def test_codes_of_areas_an_undo_removed_are_free_again(community, shaper, divide):
    done = divide(("grid", "", "a"))
    acts.undo(done, by=make.fresh(shaper))
    assert make.area(community).code == community.code + "001"


def test_no_undo_once_something_is_registered_in_a_new_area(community, shaper, divide):
    done = divide(("grid", "", "a"))
    matter(Area.objects.get(name="a")).save()
    with pytest.raises(ValidationError, match="matters 1"):
        acts.undo(done, by=make.fresh(shaper))


def test_no_undo_once_an_area_of_it_changed(community, shaper, divide):
    done = divide(("grid", "", "a"))
    area_acts.edit(Area.objects.get(name="a"), by=None, name="b")
    with pytest.raises(ValidationError, match="changed since"):
        acts.undo(done, by=make.fresh(shaper))


def test_nothing_is_undone_or_carried_out_twice(community, shaper, divide):
    done = divide(("grid", "", "a"))
    with pytest.raises(ValidationError, match="already"):
        acts.carry_out(done, by=make.fresh(shaper))
    acts.undo(done, by=make.fresh(shaper))
    with pytest.raises(ValidationError, match="already"):
        acts.undo(done, by=make.fresh(shaper))


def test_history_names_who_divided_and_why(community, shaper, divide):
    divide(("grid", "", "a"))
    said = Area.objects.get(name="a").events.get().pgh_context.metadata
    assert (said["user"], said["why"]) == (shaper.pk, "30 become 260")


def test_thirty_grids_become_260_in_a_street_with_everything_in_its_place(community, shaper, divide):
    street = community.parent
    places = [community, *(make.area(street) for _ in range(10))]
    lines = [("grid", "", f"旧{n}", places[n % 11].code) for n in range(30)]
    lines += [("unit", "", f"旧单元{n}", f"旧{n % 30}") for n in range(500)]
    divide(*lines, top=street)
    old = list(Area.objects.filter(kind="grid").order_by("pk"))
    units = list(Area.objects.filter(kind="unit").order_by("pk"))
    people = make.role("read_case")
    holders = {grid.pk: make.post(make.user(), grid, role=people) for grid in old}
    Case.objects.bulk_create([matter(place, title=str(place.pk)) for place in [*old, *units] for _ in range(2)])

    lines = [("grid", "", f"新{n}", places[n % 11].code, old[n].code if n < 30 else "") for n in range(260)]
    lines += [("unit", unit.code, unit.name, f"新{n % 260}") for n, unit in enumerate(units)]
    lines += [("unit", "", f"新单元{n}", f"新{n % 260}") for n in range(4_565 - 500)]
    with CaptureQueriesContext(connection) as asked:
        divide(*lines, top=street)

    now = Area.objects.unretired()
    assert (now.filter(kind="grid").count(), now.filter(kind="unit").count()) == (260, 4_565)
    assert tree.check() == []
    new = {grid.name: grid for grid in now.filter(kind="grid")}
    expected = {grid.pk: new[f"新{n}"] for n, grid in enumerate(old)}
    expected |= {unit.pk: new[f"新{n % 260}"] for n, unit in enumerate(units)}
    for case in Case.objects.select_related("area"):
        grid = expected[int(case.title)]
        assert (case.grid_id, case.community_id, case.street_id) == (grid.pk, grid.parent_id, street.pk)
    for grid, held in holders.items():
        assert list(held.areas.all()) == [expected[grid]]
    assert all(area.code.startswith(area.parent.code) for area in now.filter(kind="unit").select_related("parent"))
    assert len(asked) < 200  # whole sets at a time


def test_a_boundary_too_long_is_named_and_not_cut_off(community, shaper):
    lines = sheet(("grid", "", "东网格", community.code, "", "", "", "", "东" * 2001))
    with pytest.raises(SheetErrors) as refused:
        acts.propose(community, lines, by=make.fresh(shaper), reason="试")
    assert [line for line, _reason in refused.value.errors] == [2]
