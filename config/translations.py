"""The Chinese catalog: `compile` makes the .mo files, `merge` brings new texts into django.po to be translated there,
`check` lists what is missing.

Compiling takes no gettext of the machine; finding the texts of the code does (`apt-get install -y gettext`).
"""

import io
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
LOCALE = ROOT / "locale"
NAME = "zh_Hans"
FOLDER = LOCALE / NAME / "LC_MESSAGES"
IGNORED = (".venv", "node_modules", "var", "static", "tests", "bench", "docs")
DOMAINS = {"django": "html,txt,py", "djangojs": "js"}


def key(message: Message) -> tuple:
    return message.context, message.id


def texts(message: Message) -> tuple[str, ...]:
    return message.string if isinstance(message.string, tuple | list) else (message.string,)


def read(path: Path) -> Catalog:
    with open(path, "rb") as file:
        return read_po(file, locale=NAME)


def translated(domain: str = "django") -> Catalog:
    """What is said in Chinese, without what is untranslated or doubtful."""
    catalog, path = empty(), FOLDER / f"{domain}.po"
    for message in read(path) if path.exists() else ():
        if message.id and all(texts(message)) and not message.fuzzy:
            catalog.add(message.id, message.string, flags=message.flags, context=message.context)
    return catalog


def empty() -> Catalog:
    return Catalog(locale=NAME, project="Linli", charset="utf-8", fuzzy=False)


def compile_all() -> None:
    for domain in DOMAINS:
        if domain != "django" and not (FOLDER / f"{domain}.po").exists():
            continue
        FOLDER.mkdir(parents=True, exist_ok=True)
        with open(FOLDER / f"{domain}.mo", "wb") as file:
            write_mo(file, translated(domain))


def used(domain: str) -> Catalog:
    """Every text of code and templates, found by Django's own makemessages in a copy: it writes nothing here."""
    if not shutil.which("xgettext"):
        sys.exit("Finding the texts needs gettext: apt-get install -y gettext")
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "linli"
        names = subprocess.run(
            ["git", "ls-files", "-co", "--exclude-standard"], cwd=ROOT, text=True, capture_output=True
        )
        suffixes = tuple(f".{suffix}" for suffix in DOMAINS[domain].split(","))
        for name in names.stdout.splitlines():
            source = ROOT / name
            if name.split("/")[0] not in IGNORED and name.endswith(suffixes) and source.exists():
                (copy / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(source, copy / name)
        (copy / "locale").mkdir(parents=True, exist_ok=True)
        done = subprocess.run(
            [sys.executable, "-m", "django", "makemessages", "-l", NAME, "-d", domain, "-e", DOMAINS[domain]]
            + ["--settings", "django.conf.global_settings", "--no-location", "-v", "0"],
            cwd=copy, text=True, capture_output=True,
        )  # fmt: skip
        if done.returncode:
            sys.exit(f"makemessages failed: {done.stderr.strip()}")
        found = copy / "locale" / NAME / "LC_MESSAGES" / f"{domain}.po"
        if not found.exists():
            return empty()
        # xgettext writes two forms for every plural; Chinese has one
        return read_po(io.BytesIO(found.read_bytes().replace(b'msgstr[1] ""\n', b"")), locale=NAME)


def merge() -> None:
    for domain in DOMAINS:
        known = translated(domain)
        result, missing = empty(), 0
        for message in sorted(
            (message for message in used(domain) if message.id), key=lambda message: str(message.id)
        ):
            answer = known.get(message.id, message.context)
            missing += answer is None
            result.add(
                message.id, answer.string if answer else "", flags=message.flags - {"fuzzy"}, context=message.context
            )
        if len(result):
            with open(FOLDER / f"{domain}.po", "wb") as file:
                write_po(file, result, width=119, omit_header=False)
        print(f"{domain}: {len(result)} texts, {missing} without translation")


def check() -> list[str]:
    """A line for each text that has no translation in django.po, or a doubtful one."""
    complaints = []
    for domain in DOMAINS:
        path = FOLDER / f"{domain}.po"
        catalog = read(path) if path.exists() else empty()
        for message in used(domain):
            if not message.id:
                continue
            answer = catalog.get(message.id, message.context)
            if answer is None:
                complaints.append(f"{domain}.po lacks {message.id!r}")
            elif answer.fuzzy or not all(texts(answer)):
                complaints.append(f"{domain}.po has no sure translation of {message.id!r}")
    return complaints


def main() -> None:
    match sys.argv[1:]:
        case ["compile"]:
            compile_all()
        case ["merge"]:
            merge()
        case ["check"]:
            if complaints := check():
                sys.exit("\n".join(complaints) + f"\n{len(complaints)} texts: python -m config.translations merge")
        case _:
            sys.exit(__doc__)


if __name__ == "__main__":
    main()
