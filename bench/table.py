"""The tables of a run, and whether each line keeps its bar (docs/bench.md is the last run)."""

from collections.abc import Iterable
from dataclasses import dataclass

from bench.client import Got
from bench.jobs import Job

UNITS = {"List": 2.0, "Matter": 3.0, "Overview": 3.0, "Report": 2.0, "Act": 1.7, "Desk": 3.0, "Area browser": 3.0}
SHARE = 0.5  # of the unit's pages a second
QUERIES = 12
PROCESSOR = 15.0


@dataclass
class Line:
    """One page: what it cost, the unit measured around it, and its own statement beside the plain one."""

    name: str
    got: Got
    rate: float | None = None
    own: float | None = None
    plain: float | None = None

    def verdict(self, unit: "Line") -> str:
        if self.got.failed:
            return self.got.failed
        missed = list(self._missed(unit))
        return "kept" if not missed else f"**missed**: {', '.join(missed)}"

    def _missed(self, unit: "Line") -> Iterable[str]:
        kind = next((word for word in UNITS if self.name.startswith(word)), "")
        if kind and self.got.quantile(0.5) > UNITS[kind] * unit.got.quantile(0.5):
            yield f"≤ {UNITS[kind]:g} units"
        if kind in ("List", "Matter") and self.got.queries > QUERIES:
            yield f"≤ {QUERIES} queries"
        if kind == "List":
            if sorted(self.got.processor)[len(self.got.processor) // 2] > PROCESSOR:
                yield f"CPU ≤ {PROCESSOR:g} ms"
            if self.rate and unit.rate and self.rate < SHARE * unit.rate:
                yield f"≥ {SHARE:.0%} of the unit's pages/s"
            if self.own and self.plain and self.own > 1.5 * self.plain + 0.1:
                yield "≤ 1.5× the plain SQL"


def _number(value: float | None, digits: int = 1) -> str:
    return "" if value is None else f"{value:,.{digits}f}"


def pages(lines: list[Line], unit: Line) -> list[str]:
    middle = unit.got.quantile(0.5)
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
            _number(half / middle, 2),
            _number(1000 / (sum(got.milliseconds) / len(got.milliseconds)), 0),
            _number(line.rate, 0),
            str(got.queries),
            _number(sorted(got.database)[len(got.database) // 2]),
            _number(sorted(got.processor)[len(got.processor) // 2]),
            _number(got.size / 1024, 0),
            _number(line.own, 2),
            _number(line.plain, 2),
            "the unit" if line is unit else line.verdict(unit),
        ]
        found.append("| " + " | ".join(cells) + " |")
    return found


def jobs(done: list[Job]) -> list[str]:
    found = ["| Job | ours | reference | | bar | |", "|---|--:|--:|---|---|---|"]
    for job in done:
        word = "" if job.passed is None else "kept" if job.passed else "**missed**"
        digits = 0 if job.unit == "matters/s" else 1
        ours = f"{_number(job.ours, digits)} {job.unit}"
        reference = f"{_number(job.reference, digits)} {job.unit}"
        found.append(f"| {job.name} | {ours} | {reference} | {job.against} | {job.bar} | {word} |")
    return found
