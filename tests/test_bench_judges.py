"""What the bench judges: levels beside each other, a unit head's list beside S, plans, and how a ledger comes out."""

import pytest

from bench import ledgers, registers, table
from bench.client import Got
from residents.ledgers import invented


def line(name: str, milliseconds: float, unit: float = 10.0) -> table.Line:
    return table.Line(name, Got(milliseconds=[milliseconds]), Got(milliseconds=[unit]))


@pytest.mark.parametrize(("street", "passed"), [(15.0, True), (15.1, False)])
def test_levels_cost_within_half_of_each_other(street, passed):
    lines = [line("List, residents: unit", 10.0), line("List, residents: street", street)]
    assert [job.passed for job in table.alike(lines) if "residents" in job.name] == [passed]


@pytest.mark.parametrize(("deep", "passed"), [(20.0, True), (20.1, False)])
def test_page_100_costs_no_more_than_twice_page_1(deep, passed):
    lines = [line("List, all: street", 10.0), line("List, page 100: street", deep)]
    assert [job.passed for job in table.deep(lines)] == [passed]


SMALL = "| List, residents: unit | 15.6 | 19.4 | 1.50 | 62 |\n| List, homes: street | 16.0 | 18.8 | 1.62 | 62 |"


@pytest.mark.parametrize(
    ("size", "units", "passed"), [("M", 17.9, [True]), ("M", 18.1, [False]), ("L", 19.5, [True]), ("S", 99.0, [])]
)
def test_a_unit_heads_list_is_judged_beside_the_run_at_s(size, units, passed):
    assert [job.passed for job in table.grown([line("List, residents: unit", units)], size, SMALL)] == passed


def test_a_table_that_is_read_through_is_found_wherever_it_stands_in_the_plan():
    scan = {"Node Type": "Seq Scan", "Relation Name": "residents_resident"}
    plan = {
        "Node Type": "Limit",
        "Plans": [{"Node Type": "Nested Loop", "Plans": [{"Node Type": "Index Scan"}, scan]}],
    }
    assert list(registers._read_through(plan)) == ["residents_resident"]


def test_what_must_become_of_a_faulty_ledger_is_told_from_its_cells():
    rows = list(invented.ledger(2_000, 0.05, ("U1", "U2")))
    met: set[tuple] = set()
    first = ledgers._outcomes(rows[:1_500], {"U1", "U2"}, met)
    second = ledgers._outcomes(rows[1_500:], {"U1", "U2"}, met)
    assert first["wrong"] > 20
    assert first["double"] > 5
    assert (first["same"], second["same"] > 0) == (0, True)
    assert sum(first.values()) + sum(second.values()) == 2_000
