"""Official divisions come in whole, again without a change, or not at all."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from grids.actions import areas
from grids.areas import tree
from grids.models import Area

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]
LICHENG = Path(__file__).parent.parent / "grids/data/divisions-350304.csv"
HEAD = "code,name,kind,parent_code\n"


@pytest.fixture
def load(tmp_path):
    def run(text: str) -> tuple[str, str]:
        out, err = StringIO(), StringIO()
        file = tmp_path / "divisions.csv"
        file.write_text(HEAD + text)
        try:
            call_command("load_divisions", file, stdout=out, stderr=err)
        except CommandError as error:
            return out.getvalue(), f"{err.getvalue()}{error}"
        return out.getvalue(), ""

    return run


def test_the_official_division_of_licheng():
    call_command("load_divisions", LICHENG, stdout=StringIO())
    assert {kind: Area.objects.filter(kind=kind).count() for kind in ("district", "street", "community")} == {
        "district": 1,
        "street": 6,
        "community": 130,
    }
    district = Area.objects.get(code="350304")
    assert (district.lft, district.rght) == (1, 274)
    assert tree.check() == []


def test_a_second_load_changes_nothing():
    call_command("load_divisions", LICHENG, stdout=StringIO())
    before = list(Area.objects.order_by("pk").values())
    out = StringIO()
    call_command("load_divisions", LICHENG, stdout=out)
    assert list(Area.objects.order_by("pk").values()) == before
    assert out.getvalue().splitlines()[:4] == ["created 0", "renamed 0", "unchanged 137", "missing 0"]


def test_names_follow_the_file_also_when_two_change_places(load):
    load("900001,甲区,district,\n900001001,东街道,street,900001\n900001002,西街道,street,900001\n")
    out, _err = load("900001,甲区,district,\n900001001,西街道,street,900001\n900001002,东街道,street,900001\n")
    assert "renamed 2: 900001001, 900001002" in out
    area = Area.objects.get(code="900001001")
    assert (area.name, area.pinyin) == ("西街道", "xijiedao")


def test_what_the_file_lacks_is_named_and_stays(load):
    load("900001,甲区,district,\n900001001,东街道,street,900001\n900001002,西街道,street,900001\n")
    out, _err = load("900001,甲区,district,\n900001001,东街道,street,900001\n")
    assert "missing 1: 900001002" in out
    assert Area.objects.filter(code="900001002", valid_to=None).exists()


def test_new_areas_join_a_tree_that_is_there(load):
    load("900001,甲区,district,\n900001002,西街道,street,900001\n")
    load("900001,甲区,district,\n900001001,东街道,street,900001\n900001001001,甲社区,community,900001001\n")
    assert Area.objects.values("tree_id").distinct().count() == 1
    assert tree.check() == []
    assert Area.objects.get(code="900001001001").district_id == Area.objects.get(code="900001").pk


def test_every_district_is_a_tree_of_its_own(load):
    load("900002,乙区,district,\n900001,甲区,district,\n900001001,东街道,street,900001\n")
    assert Area.objects.filter(parent=None).values("tree_id").distinct().count() == 2
    assert tree.check() == []


def test_every_bad_row_is_named_by_its_line_and_nothing_goes_in(load):
    _out, err = load(
        "900001,甲区,district,\n"
        "90000a,乙区,district,\n"
        "900001001,东街道,road,900001\n"
        "900001002,,street,900001\n"
        "900001003,西街道,street,900009\n"
        "900002004,南街道,street,900001\n"
        "900001005,北街道,street,900001\n"
        "900001005,北街道,street,900001\n"
        "900001006,北街道,street,900001\n"
        "900001007,中街道,street,\n"
        "900001008,下街道,street,900001005\n"
    )
    assert [line.split(":")[0] for line in err.splitlines()[:-1]] == [
        f"line {n}" for n in (3, 4, 5, 6, 7, 9, 10, 11, 12)
    ]
    assert "9 bad rows" in err
    assert not Area.objects.exists()


def test_a_unit_beside_grids_or_below_a_street_is_named(load):
    place = "900001,甲区,district,\n900001001,东街道,street,900001\n900001001001,甲社区,community,900001001\n"
    village = "900001001001000001,一单元,unit,900001001001\n"
    assert load(place + village)[1] == ""
    _out, err = load(
        place
        + village  # it was there before the grid
        + "900001001001000002,二单元,unit,900001001001\n900001001001003,网格,grid,900001001001\n"
        + "900001001001003001,三单元,unit,900001001001003\n900001001000000004,四单元,unit,900001001\n"
    )
    assert [line.split(":")[0] for line in err.splitlines()[:-1]] == ["line 6", "line 9"]


def test_codes_of_retired_and_moved_areas_are_not_given_again(load):
    load("900001,甲区,district,\n900001001,东街道,street,900001\n900001002,西街道,street,900001\n")
    load("900001,甲区,district,\n900001001001,甲社区,community,900001001\n")
    areas.move(Area.objects.get(code="900001001001"), Area.objects.get(code="900001002"), by=None)
    _out, err = load("900001001001,甲社区,community,900001001\n")
    assert "900001002001" in err
    areas.retire(Area.objects.get(code="900001001"), by=None, reason="x")
    _out, err = load("900001001,东街道,street,900001\n")
    assert "retired" in err


def test_a_file_that_is_no_sheet_is_refused(load, tmp_path):
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("load_divisions", tmp_path / "none.csv")
    (tmp_path / "x.csv").write_text("a,b\n1,2\n")
    with pytest.raises(CommandError, match="code"):
        call_command("load_divisions", tmp_path / "x.csv")


def province(streets: int, communities: int, districts: int = 1) -> str:
    lines = []
    for d in range(1, districts + 1):
        district = f"9{d:05}"
        lines.append(f"{district},{d}区,district,")
        for s in range(1, streets + 1):
            lines.append(f"{district}{s:03},{s}街道,street,{district}")
            lines += [f"{district}{s:03}{c:03},{c}社区,community,{district}{s:03}" for c in range(1, communities + 1)]
    return "\n".join(lines) + "\n"


def test_a_province_goes_in_with_a_handful_of_statements(load, django_assert_max_num_queries):
    text = province(30, 100, districts=10)
    with django_assert_max_num_queries(40):
        out, err = load(text)
    assert (out.splitlines()[0], err) == ("created 30310", "")
    assert tree.check() == []
