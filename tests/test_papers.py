"""The papers say what is so: pages written from the code are up to date, and what they name exists."""

import re
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


def test_every_limit_on_the_page_of_limits_is_one_of_the_code():
    named = re.findall(r"`([a-z_.]+)\.([A-Z][A-Z_]+)`", (ROOT / "docs" / "limits.md").read_text())
    assert len(named) > 40
    assert [f"{module}.{name}" for module, name in named if not hasattr(import_module(module), name)] == []


def test_nginx_lets_the_largest_form_through():
    megabytes = int(re.search(r"client_max_body_size (\d+)m", (ROOT / "deploy" / "nginx.conf").read_text())[1])
    assert megabytes * 2**20 > MOST * MAX_BYTES
