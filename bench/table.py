"""The tables of a run, and whether each line keeps its bar (docs/bench.md is the last run)."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median

from bench.client import Got
from bench.jobs import Job

UNITS = {
    "List": 2.0,
    "Matter": 3.0,
    "Overview": 3.0,
    "Report": 2.0,
    "Act,": 1.7,
    "Desk": 3.0,
    "Person": 3.0,
    **dict.fromkeys(("Team", "Activity", "Order", "Wish"), 3.0),
    "Area browser": 3.0,
    **dict.fromkeys(("Coverage", "Party network", "Party organisation"), 3.0),
}
SHARE = 0.5  # of the unit's pages a second
QUERIES = 12
PROCESSOR = 15.0  # milliseconds, where the unit takes 8 to 11.5; more on a machine that is slower or busy
PROCESSOR_UNITS = 1.5
ALIKE = 1.5
GROWN = {"M": 1.2, "L": 1.3}
UNIT_HEAD = ("List, all open: unit", "List, residents: unit")
DEEP = {
    "List, page 100: street": "List, all: street",
    "List, residents, page 100: street": "List, residents: street",
}
UNITS_OF = r"^\| (List, [^|]*?) \| [^|]* \| [^|]* \| ([\d.]+) \|"


@dataclass
class Line:
    """One page: what it cost, the unit measured around it, and its own statement beside the plain one."""

    name: str
    got: Got
    unit: Got  # asked for in turn with it
    rate: float | None = None
    unit_rate: float | None = None
    own: float | None = None
    plain: float | None = None

    @property
    def units(self) -> float:
        return self.got.quantile(0.5) / self.unit.quantile(0.5) if self.unit.milliseconds else 1.0

    def verdict(self) -> str:
        if self.got.failed:
            return self.got.failed
        missed = list(self._missed())
        return "kept" if not missed else f"**missed**: {', '.join(missed)}"

    def _missed(self) -> Iterable[str]:
        kind = next((word for word in UNITS if self.name.startswith(word)), "")
        if kind and self.units > UNITS[kind]:
            yield f"≤ {UNITS[kind]:g} units"
        if kind in ("List", "Matter") and self.got.queries > QUERIES:
            yield f"≤ {QUERIES} queries"
        if kind == "List":
            if median(self.got.processor) > max(PROCESSOR, PROCESSOR_UNITS * median(self.unit.processor)):
                yield f"CPU ≤ {PROCESSOR:g} ms"
            if self.rate and self.unit_rate and self.rate < SHARE * self.unit_rate:
                yield f"≥ {SHARE:.0%} of the unit's pages/s"
            if self.own and self.plain and self.own > 1.5 * self.plain + 0.1:
                yield "≤ 1.5× the plain SQL"


def alike(lines: list[Line]) -> list[Job]:
    """Whoever reads a list, a unit head or a district: it costs them the same."""
    found = []
    for kind in ("List, all open", "List, residents"):
        units = [line.units for line in lines if line.name.startswith(f"{kind}: ") and not line.got.failed]
        dear, cheap = max(units, default=0), min(units, default=0)
        name = f"{kind}: the dearest level"
        found.append(Job(name, dear, cheap, "units", "the cheapest level", f"≤ {ALIKE:g}×", dear <= ALIKE * cheap))
    return found


def deep(lines: list[Line]) -> list[Job]:
    """Page 100 beside the same list's first page."""
    by_name = {line.name: line for line in lines if not line.got.failed}
    found = []
    for far, near in DEEP.items():
        if far in by_name and near in by_name:
            ours, first = by_name[far].units, by_name[near].units
            found.append(Job(f"{far}, beside page 1", ours, first, "units", "page 1", "≤ 2×", ours <= 2 * first))
    return found


def grown(lines: list[Line], size: str, small: str) -> list[Job]:
    """A unit head's list beside that of the last run at S, in units. small: the page of that run."""
    if size not in GROWN:
        return []
    before = {name: float(units) for name, units in re.findall(UNITS_OF, small, re.MULTILINE)}
    found = []
    for line in lines:
        if line.name in UNIT_HEAD and line.name in before and not line.got.failed:
            at_s, most = before[line.name], GROWN[size]
            name = f"{line.name}, at {size}"
            found.append(Job(name, line.units, at_s, "units", "at S", f"≤ {most:g}×", line.units <= most * at_s))
    return found


def _number(value: float | None, digits: int = 1) -> str:
    return "" if value is None else f"{value:,.{digits}f}"


def pages(lines: list[Line], unit: Line) -> list[str]:
    found = [
        "| Page | median ms | p95 ms | units | pages/s at 1 | at 8 | queries | database ms | CPU ms | kB | own SQL ms"
        " | plain ms | bar |",
        "|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|---|",
    ]
    for line in [unit, *lines]:
        got = line.got
        if got.failed or not got.milliseconds:
            found.append(f"| {line.name} | " + "| " * 11 + f"| {got.failed or 'not asked'} |")
            continue
        half = got.quantile(0.5)
        cells = [
            line.name,
            _number(half),
            _number(got.quantile(0.95)),
            _number(line.units, 2),
            _number(1000 / (sum(got.milliseconds) / len(got.milliseconds)), 0),
            _number(line.rate, 0),
            str(got.queries),
            _number(median(got.database)),
            _number(median(got.processor)),
            _number(got.size / 1024, 0),
            _number(line.own, 2),
            _number(line.plain, 2),
            "the unit" if line is unit else line.verdict(),
        ]
        found.append("| " + " | ".join(cells) + " |")
    return found


def jobs(done: list[Job]) -> list[str]:
    found = ["| Job | ours | reference | | bar | |", "|---|--:|--:|---|---|---|"]
    for job in done:
        word = "" if job.passed is None else "kept" if job.passed else "**missed**"
        digits = {"matters/s": 0, "ms": 2, "units": 2, "tables": 0}.get(job.unit, 1)
        ours = f"{_number(job.ours, digits)} {job.unit}"
        reference = f"{_number(job.reference, digits)} {job.unit}"
        found.append(f"| {job.name} | {ours} | {reference} | {job.against} | {job.bar} | {word} |")
    return found
