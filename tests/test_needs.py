"""What the tests need of the machine: said at once, in one command that is the same wherever it stands."""

import os
import shutil
import subprocess
import sys

import pytest

from config.servers import ROOT
from tests.servers import INSTALL, NO_CHROMIUM


def test_without_chromium_a_run_of_everything_ends_at_once_with_the_command_that_installs_it(tmp_path):
    for name in ("unshare", "true"):  # root needs them where the clone is closed to others
        if found := shutil.which(name):
            (tmp_path / name).symlink_to(found)
    mine = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    done = subprocess.run(
        [sys.executable, "-m", "pytest"],
        cwd=ROOT, env=mine | {"PATH": str(tmp_path)}, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert done.returncode == 4
    assert NO_CHROMIUM in done.stdout + done.stderr
    assert " passed" not in done.stdout


@pytest.mark.parametrize("paper", ["README.md", "CONTRIBUTING.md"])
def test_the_papers_give_the_same_command(paper):
    assert f"`{INSTALL}`" in (ROOT / paper).read_text()


def test_what_it_installs_is_among_what_the_ci_installs():
    packages = set(INSTALL.removeprefix("apt-get install -y ").split())
    line = next(line for line in (ROOT / ".ci" / "run").read_text().splitlines() if line.startswith("packages="))
    assert packages <= set(line.removeprefix("packages=(").rstrip(")").split())
