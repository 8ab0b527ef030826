"""Ledgers in and tables out, each in a process of its own, so that its peak of memory is its own.

`python -m bench.ledgers import|fill AREA USERNAME [FILE …]` is how this module calls itself.
"""

import json
import subprocess
import sys
import tempfile
import time
from io import BytesIO
from itertools import islice
from pathlib import Path

import django

from config.servers import ROOT

A_SHEET = 50_000  # as many rows as one upload takes
WANTED = (
    "姓名",
    "身份证号码",
    "性别",
    "出生日期",
    "联系电话",
    "现住址",
    "户主姓名",
    "家庭人口",
    "户籍在此",
    "入住日期",
)
ROWS = 5_000  # to which the filling of a table is scaled


def measure(size, built) -> list:
    """The tables are filled between the two ledgers: after the large one, the community has more rows than a table."""
    found = [*_ledger(size.ledger, built), _table(built)]
    return [*found, *_large(size.large_ledger, built)] if size.large_ledger else found


def _ledger(people: int, built) -> list:
    from bench.jobs import Job  # noqa: PLC0415 -- bench.jobs calls this

    done = _import(people, 1, built)
    name, seconds, peak = f"Ledger of {people:,} people", done["seconds"], done["peaks"][-1]
    return [
        Job(name, seconds, 60, "s", "upload, check and write", "≤ 60 s", seconds <= 60),
        Job(f"{name}, memory", peak, 300, "MB", "peak of the worker", "≤ 300 MB", peak <= 300),
    ]


def _large(people: int, built) -> list:
    from bench.jobs import Job  # noqa: PLC0415

    done = _import(people, 2, built)
    name, seconds, bar = f"Ledger of {people:,} people", done["seconds"], 60 * people / 14_011
    grown = done["peaks"][-1] - done["peaks"][0]
    return [
        Job(name, seconds, bar, "s", "60 s for every 14,011", "as fast", seconds <= bar),
        Job(f"{name}, memory grown from sheet to sheet", grown, 30, "MB", "flat", "≤ 30 MB", grown <= 30),
    ]


def _table(built):
    from bench.jobs import Job  # noqa: PLC0415

    done = _run("fill", built, [])
    seconds = done["seconds"] / done["rows"] * ROWS
    against = f"{done['rows']:,} rows, {len(WANTED)} columns, peak {done['peaks'][-1]:.0f} MB"
    return Job(f"Fill their table of {ROWS:,} rows", seconds, 20, "s", against, "≤ 20 s", seconds <= 20)


def _import(people: int, seed: int, built) -> dict:
    """A ledger with deliberate faults, in sheets. Raises RuntimeError where one comes out otherwise than it must."""
    from grids.sheets import write_xlsx  # noqa: PLC0415
    from residents.ledgers import invented  # noqa: PLC0415

    community = built.line["community"]
    units = tuple(unit.code for grid in community.children for unit in grid.children)
    rows = invented.ledger(people, 0.01, units, seed)
    sheets, expected, met = [], [], set()
    while part := list(islice(rows, A_SHEET)):
        sheets.append(write_xlsx(invented.HEAD, part, text_columns=invented.HEAD))
        expected.append(_outcomes(part, set(units), met))
    done = _run("import", built, sheets)
    if done["outcomes"] != expected:
        raise RuntimeError(f"the ledger came out as {done['outcomes']} instead of {expected}")
    return done


def _outcomes(rows: list[list], units: set[str], met: set[tuple]) -> dict[str, int]:
    """What must become of the rows, told from their cells alone. met: rows of the sheets before, for whom is there."""
    from grids.privacy import idnumbers  # noqa: PLC0415

    found, here = dict.fromkeys(("add", "wrong", "double", "same", "fill", "update", "left"), 0), set()
    for row in rows:
        name, number, unit, whole = row[0], row[1], row[9], tuple(row)
        is_number = number[:17].isdigit() and number[17:] == idnumbers.check_digit(number[:17])
        if whole in here:
            found["double"] += 1
        elif not name or unit not in units or not is_number:
            found["wrong"] += 1
        else:
            found["same" if whole in met else "add"] += 1
            here.add(whole)
    met |= here
    return found


def _run(what: str, built, sheets: list[bytes]) -> dict:
    with tempfile.TemporaryDirectory() as folder:
        files = []
        for number, data in enumerate(sheets):
            files.append(Path(folder, f"{number}.xlsx"))
            files[-1].write_bytes(data)
        words = [what, built.line["community"].code, built.accounts["community"], *map(str, files)]
        command = [sys.executable, "-m", "bench.ledgers", *words]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(done.stderr[-2000:])
    return json.loads(done.stdout.splitlines()[-1])


def main(what: str, code: str, username: str, *files: str) -> None:
    django.setup()
    from grids.models import Area, User  # noqa: PLC0415

    by, area = User.objects.get(username=username), Area.objects.get(code=code)
    began, peaks, outcomes = time.perf_counter(), [], []
    rows = 0
    if what == "import":
        for file in files:
            outcomes.append(_bring_in(Path(file), area, by))
            peaks.append(_peak())
    else:
        rows = _fill(area, by)
        peaks.append(_peak())
    done = {"seconds": time.perf_counter() - began, "peaks": peaks, "rows": rows, "outcomes": outcomes}
    print(json.dumps(done))


def _peak() -> float:
    """Megabytes at most so far. getrusage would begin with what the process held that started this one."""
    line = next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM:"))
    return int(line.split()[1]) / 1024


def _bring_in(file: Path, area, by) -> dict[str, int]:
    """How many rows came out how, once they are written."""
    from residents.actions import ledger_work, ledgers  # noqa: PLC0415

    with file.open("rb") as opened:
        batch = ledgers.upload(opened, file.name, area, by=by)
    ledgers.match(batch, {int(place): code for place, code in batch.columns.items()}, by=by)
    ledger_work.work(batch.pk, seconds=3600)
    ledgers.confirm(batch, by=by, fill_only=True)
    if not ledger_work.work(batch.pk, seconds=3600):
        raise RuntimeError("the ledger stopped half-way")
    batch.refresh_from_db()
    return batch.counts


def _fill(area, by) -> int:
    from openpyxl import Workbook  # noqa: PLC0415

    from grids import alarms  # noqa: PLC0415
    from residents.actions import tables  # noqa: PLC0415
    from residents.enums import RowsBy, TableState  # noqa: PLC0415

    book, out = Workbook(), BytesIO()
    book.active.append(WANTED)
    book.save(out)
    request = tables.receive(area, out.getvalue(), by=by, sender="民政办", form="摸底表")
    request = tables.ask(request.pk, by=by, matching=request.matching, rows_by=RowsBy.HOUSEHOLD)
    alarms.sweep_one("tables")
    request.refresh_from_db()
    if request.state != TableState.READY:
        raise RuntimeError("the table was not filled")
    return request.row_count


if __name__ == "__main__":
    main(*sys.argv[1:])
