"""What `make check` does: everything that can be said about the code without running it, each complaint in full."""

import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PYTHON = sys.executable
LONGEST_FILE = 400
LOCKS = ("requirements.lock", "requirements-dev.lock", "requirements-node.lock", "package-lock.json")
HOST = re.compile(r"https?://|file://|--(extra-)?index-url|--find-links", re.IGNORECASE)
REGISTRY_HOST = re.compile(r"--(extra-)?index-url[ =]|--find-links[ =]|^registry ?=|file:///", re.MULTILINE)
TYPED = ("actions", "rules", "figures")
COUNTED = {".py", ".html", ".css", ".js", ".toml", ".mk", ".sh"}


def tracked() -> list[Path]:
    names = subprocess.run(
        ["git", "ls-files", "-z", "-co", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    return [path for name in names.split("\0") if name and (path := ROOT / name).is_file()]


def runs(*command: str) -> list[str]:
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    return [] if done.returncode == 0 else (done.stdout + done.stderr).strip().splitlines() or ["failed"]


def module(name: str, *arguments: str) -> list[str]:
    return runs(PYTHON, "-m", name, *arguments)


def templates() -> list[str]:
    return module("djlint", "templates", "--lint", "--quiet", "--configuration", "pyproject.toml")


def floors() -> list[str]:
    return runs(str(Path(PYTHON).parent / "lint-imports"), "--no-cache")


def types() -> list[str]:
    wanted = [
        str(path)
        for app in ROOT.iterdir()
        if (app / "apps.py").exists()
        for name in TYPED
        for path in (app / f"{name}.py", app / name)
        if path.exists()
    ]
    return module("mypy", "--no-error-summary", *wanted) if wanted else []


def migrations() -> list[str]:
    return runs(PYTHON, "manage.py", "makemigrations", "--check", "--dry-run")


def translations() -> list[str]:
    return module("config.translations", "check")


def papers() -> list[str]:
    return runs(PYTHON, "manage.py", "write_docs", "--check")


def hosts() -> list[str]:
    """A lock that names a host installs from there only; a tracked file that names a registry leaks a machine's."""
    found = []
    for path in tracked():
        name = str(path.relative_to(ROOT))
        if path == Path(__file__) or path.suffix in {".png", ".jpg", ".csv", ".xlsx", ".mo", ".woff2"}:
            continue
        pattern = HOST if name in LOCKS else REGISTRY_HOST
        text = path.read_text(errors="replace")
        found += [f"{name}: {match.group().strip()}" for match in pattern.finditer(text)][:3]
    return found


def length() -> list[str]:
    """A file is one subject; past 400 lines it is two."""
    found = []
    for path in tracked():
        if path.suffix in COUNTED and not {"migrations", "src"} & set(path.relative_to(ROOT).parts):
            lines = len(path.read_text(errors="replace").splitlines())
            if lines > LONGEST_FILE:
                found.append(f"{path.relative_to(ROOT)}: {lines} lines")
    return found


CHECKS: dict[str, Callable[[], list[str]]] = {
    "ruff": lambda: module("ruff", "check", "--no-cache", "."),
    "format": lambda: module("ruff", "format", "--no-cache", "--check", "."),
    "templates": templates,
    "floors": floors,
    "types": types,
    "migrations": migrations,
    "translations": translations,
    "papers": papers,
    "hosts": hosts,
    "length": length,
}


def main() -> str | int:
    names = sys.argv[1:] or list(CHECKS)
    if unknown := set(names) - set(CHECKS):
        return f"There is no check {', '.join(sorted(unknown))}; there are: {', '.join(CHECKS)}"
    if {"types", "migrations", "papers"} & set(names):
        import tests.servers  # noqa: F401 -- a throw-away database and keys for what loads the settings
    bad = 0
    for name in names:
        complaints = CHECKS[name]()
        bad += bool(complaints)
        print(
            f"{'FAILED' if complaints else 'ok':<6} {name}",
            *(f"       {line}" for line in complaints),
            sep="\n",
            flush=True,
        )
    return f"{bad} of {len(names)} checks failed" if bad else 0


if __name__ == "__main__":
    sys.exit(main())
