import csv
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from grids.areas import codes
from grids.areas.codes import NoCodeLeft, OfficialScheme

pytestmark = pytest.mark.usefixtures("english")

ROOT = Path(__file__).resolve().parent.parent
SCHEME = OfficialScheme()
CHAIN = ("district", "street", "community", "grid", "unit")
DIVISIONS = sorted((ROOT / "grids" / "data").glob("divisions-*.csv"))


@pytest.mark.parametrize("path", DIVISIONS, ids=lambda path: path.stem)
def test_the_official_divisions_pass(path):
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert rows
    assert [row for row in rows if SCHEME.check(row["kind"], row["code"], row["parent_code"] or None)] == []


@pytest.mark.parametrize(
    ("kind", "code", "parent"),
    [
        ("district", "350304", None),
        ("district", "441900", None),
        ("street", "441900003", "441900"),
        ("community", "620621100500", "620621100"),
        ("community", "350304001999", "350304001"),
        ("community", "350304000001", "350304"),
        ("grid", "350304001001001", "350304001001"),
        ("unit", "350304001001001001", "350304001001001"),
        ("unit", "350304001001000001", "350304001001"),
    ],
)
def test_no_range_of_digits_is_refused(kind, code, parent):
    assert SCHEME.check(kind, code, parent) is None


@pytest.mark.parametrize(
    ("kind", "code", "parent", "reason"),
    [
        ("district", "35030", None, "6 digits, this one has 5"),
        ("street", "350304", "350304", "9 digits, this one has 6"),
        ("street", "35030400A", "350304", "digits only"),
        ("street", "35030400１", "350304", "digits only"),
        ("street", "350305001", "350304", "begin with 350304"),
        ("unit", "350304001001002001", "350304001001001", "begin with 350304001001001"),
        ("grid", "", "350304001001", "digits only"),
    ],
)
def test_a_wrong_code_says_what_is_wrong(kind, code, parent, reason):
    assert reason in str(SCHEME.check(kind, code, parent))


def test_a_code_once_used_is_never_given_again():
    taken = {"350304001001001", "350304001001002", "350304001001004"}
    assert SCHEME.next_code("grid", "350304001001", taken) == "350304001001003"
    assert SCHEME.next_code("grid", "350304001001", list(taken)) == "350304001001003"


def test_a_full_parent_says_so():
    taken = {f"350304001001{number:03}" for number in range(1, 1000)}
    with pytest.raises(NoCodeLeft, match="999"):
        SCHEME.next_code("grid", "350304001001", taken)


def test_districts_are_numbered_by_the_state():
    with pytest.raises(NoCodeLeft, match="state"):
        SCHEME.next_code("district", None, set())


@given(st.integers(1, 4), st.integers(0, 3), st.sets(st.integers(0, 999), max_size=60))
def test_the_next_code_is_new_and_passes_the_check(level, above, numbers):
    parent_level = min(above, level - 1)
    parent = "350304" + "001" * parent_level
    taken = {f"{parent.ljust(3 + 3 * level, '0')}{number:03}" for number in numbers}
    code = SCHEME.next_code(CHAIN[level], parent, taken)
    assert code not in taken
    assert SCHEME.check(CHAIN[level], code, parent) is None


class LocalScheme(OfficialScheme):
    lengths = {**OfficialScheme.lengths, "unit": 20}


def test_a_district_may_bring_its_own_scheme(settings):
    settings.AREA_CODE_SCHEME = "tests.test_codes.LocalScheme"
    assert codes.scheme().lengths["unit"] == 20
    settings.AREA_CODE_SCHEME = "grids.areas.codes.OfficialScheme"
    assert codes.scheme().lengths["unit"] == 18
