"""The bench runs from made tables to those it prints. How fast anything is, it says; here only that it says it."""

import os
import subprocess
import sys

from config.servers import ROOT
from tests.servers import migrated

SERVERS = ("DATABASE_URL", "REDIS_URL", "VAR_DIR", "SECRET_KEY", "FIELD_KEYS", "INDEX_KEY", "DJANGO_SETTINGS_MODULE")
PAGES = (
    "Unit", "List, all open: unit", "List, all open: department", "List, mine: street", "List, verify: street",
    "List, page 100: street", "List, two characters: street", "Matter: grid", "Desk: grid", "Area browser: street",
    "Overview: district", "Report (post): unit", "Act, note (post): grid",
    "Act, accept (post): street", "List, mine: grid", "List, residents: unit",
    "List, residents by ID number (post): grid", "List, homes: street", "Person: grid", "List, passbooks: street",
    "List, shop: community", "Passbook: street", "List, teams: grid", "List, activities: community",
    "List, activities certified: street", "List, orders: street", "List, orders overdue: street",
    "List, wishes: street", "List, volunteers: street", "Team: community", "Activity: community",
    "Order: community", "Wish: community",
)  # fmt: skip
JOBS = (
    "List, all open: the dearest level",
    "List, residents: the dearest level",
    "List, page 100: street, beside page 1",
    "Search, one character",
    "Search, two characters",
    "Search, a whole name",
    "Search, an address",
    "Search, initials",
    "Search, ID number",
    "Search, phone",
    "Search, sequential scans",
    "Sweep",
    "Sweep, nothing due",
    "Insert among",
    "Move a grid among",
    "Import of 200 areas",
    "Ledger of 300 people",
    "Ledger of 300 people, memory",
    "Fill their table of 5,000 rows",
    "Points, transfer,",
    "Points, award,",
    "Points, redeem,",
    "Points, one hot passbook",
    "Proof of 400 entries",
)


def test_the_bench_prints_every_line_of_its_tables_and_every_page_answers():
    mine = {name: value for name, value in os.environ.items() if name not in SERVERS}
    done = subprocess.run(
        [sys.executable, "-m", "bench", "--size", "T", "--dry", "--cluster", migrated()],
        cwd=ROOT, env=mine, capture_output=True, text=True, timeout=240, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    rows = {
        line.split(" | ")[0].removeprefix("| "): line for line in done.stdout.splitlines() if line.startswith("| ")
    }
    for name in (*PAGES, *JOBS):
        found = [row for head, row in rows.items() if head == name or head.startswith(f"{name} ")]
        assert len(found) == 1, name
        assert "answered" not in found[0], found[0]
