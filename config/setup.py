"""What `make setup` does: everything that running needs, each step only when what it is made from has changed.

Runs under the system's Python before there is a virtual environment, so it imports the standard library only.
"""

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
import sysconfig
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
OLDEST = (3, 11)


def main() -> None:
    if sys.version_info < OLDEST:
        sys.exit(
            f"Linli needs Python {'.'.join(map(str, OLDEST))} or later, and {sys.executable} is older: set PYTHON."
        )
    os.chdir(ROOT)
    (ROOT / "var").mkdir(exist_ok=True)
    with open(ROOT / "var" / "setup.lock", "a") as lock:  # `make run` and `make test` may be started together
        fcntl.flock(lock, fcntl.LOCK_EX)
        virtual_environment()
        packages("requirements.lock")
        if "--dev" in sys.argv[1:]:
            packages("requirements-dev.lock")
        front_end_libraries()
        style_sheet()
        translations()


def virtual_environment() -> None:
    library = VENV / "lib" / f"python{sysconfig.get_python_version()}"  # one of another Python has its own
    if (
        (VENV / ".requirements.lock").exists()  # else it was cut off, and may have no pip
        and library.is_dir()
        and PYTHON.exists()
        and subprocess.run([PYTHON, "-c", ""], check=False).returncode == 0
    ):
        return
    say("making the virtual environment in .venv")
    if uv := shutil.which("uv"):
        do(uv, "venv", "--quiet", "--clear", "--python", sys.executable, VENV)
    elif find_spec("ensurepip"):
        do(sys.executable, "-m", "venv", "--clear", VENV)
    else:
        sys.exit("This Python cannot make virtual environments: apt-get install -y python3-venv")


def packages(lock: str) -> None:
    made_from = [ROOT / lock]
    stamp = VENV / f".{lock}"
    if fresh(stamp, made_from):
        return
    say(f"installing what {lock} names")
    if uv := shutil.which("uv"):
        do(uv, "pip", "install", "--quiet", "--require-hashes", "--python", PYTHON, "-r", lock)
    else:
        do(PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--require-hashes", "-r", lock)
    seal(stamp, made_from)


def front_end_libraries() -> None:
    made_from = [ROOT / "package-lock.json", ROOT / "package.json"]
    stamp = ROOT / "node_modules" / ".linli"
    if fresh(stamp, made_from):
        return
    say("installing the front-end libraries")
    npm = shutil.which("npm") or str(VENV / "bin" / "npm")
    if not Path(npm).exists():
        packages("requirements-node.lock")
    path = f"{VENV / 'bin'}{os.pathsep}{os.environ.get('PATH', '')}"
    do(npm, "ci", "--silent", "--no-fund", "--no-audit", env=os.environ | {"PATH": path})
    seal(stamp, made_from)


def style_sheet() -> None:
    made_from = [
        ROOT / "package-lock.json", ROOT / "requirements.lock", ROOT / "config" / "assets.py",
        *files(ROOT / "static" / "src"), *files(ROOT / "static" / "img"),
    ]  # fmt: skip
    stamp = ROOT / "static" / "build" / ".made"
    if fresh(stamp, made_from):
        return
    say("building the style sheet")
    do(PYTHON, "-m", "config.assets")
    seal(stamp, made_from)


def translations() -> None:
    made_from = [path for path in files(ROOT / "locale") if path.suffix == ".po"] + [
        ROOT / "config" / "translations.py"
    ]
    stamp = VENV / ".translations"
    compiled = list((ROOT / "locale").glob("*/LC_MESSAGES/*.mo"))
    if compiled and fresh(stamp, made_from):
        return
    say("compiling the translations")
    do(PYTHON, "-m", "config.translations", "compile")
    seal(stamp, made_from)


def files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def digest(made_from: list[Path]) -> str:
    total = hashlib.sha256(sysconfig.get_python_version().encode())
    for path in made_from:
        total.update(f"{path.relative_to(ROOT)}\0".encode() + path.read_bytes())
    return total.hexdigest()


def fresh(stamp: Path, made_from: list[Path]) -> bool:
    return stamp.exists() and stamp.read_text() == digest(made_from)


def seal(stamp: Path, made_from: list[Path]) -> None:
    stamp.parent.mkdir(parents=True, exist_ok=True)
    stamp.write_text(digest(made_from))


def say(text: str) -> None:
    print(f"Set-up: {text} …", flush=True)


def do(*command: object, env: dict[str, str] | None = None) -> None:
    done = subprocess.run([str(part) for part in command], cwd=ROOT, env=env, check=False)
    if done.returncode:
        sys.exit(f"Set-up stopped: `{' '.join(str(part) for part in command)}` ended with {done.returncode}.")


if __name__ == "__main__":
    main()
