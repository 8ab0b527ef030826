"""The papers say what is so: pages written from the code are up to date, and what they name exists."""

import re
from datetime import timedelta
from importlib import import_module
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from cases.forms.photos import MOST
from config.management.commands import write_docs
from config.servers import ROOT
from grids.uploads import MAX_BYTES

PAPERS = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]


def test_the_written_pages_are_up_to_date():
    call_command("write_docs", check=True)


def test_a_page_that_says_something_else_than_the_code_is_named(monkeypatch, tmp_path):
    monkeypatch.setattr(write_docs, "DOCS", tmp_path)
    call_command("write_docs", stdout=StringIO())
    call_command("write_docs", check=True)
    page = tmp_path / "permissions.md"
    page.write_text(page.read_text().replace("✓", "✗", 1))
    with pytest.raises(CommandError, match=r"permissions\.md\. Run"):
        call_command("write_docs", check=True)


@pytest.mark.parametrize("paper", PAPERS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_link_inside_the_house_leads_somewhere(paper):
    targets = re.findall(r"\]\(([^)#\s]+)[^)]*\)", paper.read_text())
    missing = [to for to in targets if "://" not in to and not (paper.parent / to).exists()]
    assert missing == []


def test_every_variable_the_code_reads_is_explained():
    read = set()
    for path in [ROOT / "config" / name for name in ("settings.py", "env.py", "gunicorn.py", "servers.py")]:
        read |= set(re.findall(r"""(?:env\.\w+\(|name: str = |environ\.get\()"([A-Z_]+)\"""", path.read_text()))
    explained = set(re.findall(r"^\| `([A-Z_]+)`", (ROOT / "docs" / "operate.md").read_text(), re.MULTILINE))
    assert read - explained - {"SECRET_KEY"} == set()
    assert "SECRET_KEY" in explained


LIMITS = re.findall(r"^\| (.+) \| (.+) \|$", (ROOT / "docs" / "limits.md").read_text(), re.MULTILINE)
CONSTANTS = [(row, *name) for row, names in LIMITS for name in re.findall(r"`([a-z_.]+)\.(\w+)`", names)]
UNITS = (1, 60, 3600, 24 * 3600, 2**20)  # a figure may be in minutes, hours, days, megabytes
WORDS = {"once": "1"}
OTHERWISE = {
    "grids.sheets.workbook.EXACT_DIGITS": "the first whole number that has more digits",
    "config.settings.AXES_COOLOFF_TIME": "hours",
}


def figures_of(value) -> set[str]:
    """How a row may write the value of a constant; empty where it is no number."""
    if isinstance(value, timedelta):
        value = value.total_seconds()
    if isinstance(value, bool) or not isinstance(value, int | float):
        return set()
    return {f"{value / unit:g}" if value / unit < 10_000 else f"{value / unit:.0f}" for unit in UNITS}


def test_every_limit_on_the_page_of_limits_is_one_of_the_code():
    assert len(CONSTANTS) > 100
    missing = [f"{module}.{name}" for _row, module, name in CONSTANTS if not hasattr(import_module(module), name)]
    assert missing == []


def test_every_figure_on_the_page_of_limits_is_that_of_the_code():
    wrong = []
    for row, module, name in CONSTANTS:
        if f"{module}.{name}" in OTHERWISE:
            continue
        text = re.sub(r"(?<=\d),(?=\d{3})", "", row).replace("million", "000000").replace(" 000000", "000000")
        said = {WORDS.get(word, word) for word in re.findall(r"\d+(?:\.\d+)?|[a-z]+", text)}
        figures = figures_of(getattr(import_module(module), name))
        if figures and not figures & said:
            wrong.append((row, f"{module}.{name}", figures))
    assert not wrong, "\n".join(map(str, wrong))


@pytest.mark.parametrize("paper", PAPERS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_file_a_paper_names_is_there(paper):
    """Those below a folder of ours; what is built or run is made by `make`."""
    tops = "|".join(path.name for path in ROOT.iterdir() if path.is_dir() and (path / "__init__.py").exists())
    named = re.findall(rf"`((?:{tops}|docs|templates|static|locale|deploy)/[\w/-]*(?:\.[a-z]+)?)`", paper.read_text())
    missing = [name for name in named if not (ROOT / name).exists() and not name.startswith("static/build/")]
    assert missing == []


def test_nginx_lets_the_largest_form_through():
    megabytes = int(re.search(r"client_max_body_size (\d+)m", (ROOT / "deploy" / "nginx.conf").read_text())[1])
    assert megabytes * 2**20 > MOST * MAX_BYTES
