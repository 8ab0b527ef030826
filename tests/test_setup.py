"""`make setup`, cut off in the middle, goes on where it has to."""

import subprocess
import sys
import venv

import pytest

from config import setup


@pytest.fixture
def half_made(tmp_path, monkeypatch):
    """A virtual environment whose making ended before its pip was there."""
    folder = tmp_path / ".venv"
    venv.create(folder, with_pip=False)
    monkeypatch.setattr(setup, "VENV", folder)
    monkeypatch.setattr(setup, "PYTHON", folder / "bin" / "python")
    monkeypatch.setenv("PATH", "/usr/bin:/bin")  # without uv, which needs no pip in there
    return folder


def test_a_virtual_environment_that_was_cut_off_is_made_anew(half_made):
    setup.virtual_environment()
    subprocess.run([half_made / "bin" / "python", "-m", "pip", "--version"], check=True, capture_output=True)


def test_one_that_a_later_python_cannot_use_is_made_anew(half_made, monkeypatch):
    uv = half_made.parent / "bin" / "uv"  # without a pip, so sooner; its last argument is where
    uv.parent.mkdir()
    uv.write_text(f'#!/bin/sh\nfor at; do :; done\nexec "{sys.executable}" -m venv --clear --without-pip "$at"\n')
    uv.chmod(0o700)
    monkeypatch.setenv("PATH", f"{uv.parent}:/usr/bin:/bin")
    setup.seal(half_made / ".requirements.lock", [])
    (library,) = half_made.glob("lib/python3.*")
    library.rename(half_made / "lib" / "python3.1")
    setup.virtual_environment()
    assert library.exists()
    assert not (half_made / "lib" / "python3.1").exists()


def test_one_that_is_in_use_is_left_alone(half_made):
    setup.seal(half_made / ".requirements.lock", [])
    (half_made / "mine").touch()
    setup.virtual_environment()
    assert (half_made / "mine").exists()
