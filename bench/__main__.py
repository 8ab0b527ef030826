"""`python -m bench --size S|M|L`: a data set on servers of its own, the portal measured, the table printed, kept."""

import argparse
import os
import platform
import time
from pathlib import Path

import django

from bench import site

DOCS = Path(__file__).resolve().parent.parent / "docs"


def say(text: str) -> None:
    print(text, flush=True)


def main(arguments: list[str] | None = None) -> list[str]:
    """The lines of the tables, as printed."""
    parser = argparse.ArgumentParser(prog="python -m bench")
    parser.add_argument("--size", choices="TSML", default="S", help="T is for the test of the bench itself")
    parser.add_argument("--dry", action="store_true", help="leave docs/bench.md alone")
    parser.add_argument("--cluster", type=Path, help="begin with a copy of this one, whose tables are made")
    asked = parser.parse_args(arguments)
    with site.servers(asked.cluster):
        django.setup()
        from bench import run  # noqa: PLC0415 -- its models need the settings

        began = time.monotonic()
        lines = run.everything(asked.size, say)
        say(f"\n{time.monotonic() - began:.0f} s in all.")
    if not asked.dry:
        name = "bench.md" if asked.size == "S" else f"bench-{asked.size}.md"
        (DOCS / name).write_text("\n".join([*head(asked.size), *lines]) + "\n")
    return lines


HEAD = """# The last run of `make bench SIZE={size}`

Size {size}, {cores} cores, Python {python}, gunicorn with {workers} workers, DEBUG off, embedded PostgreSQL and Valkey
with durable writes, one run: read the ratios, not the milliseconds. The unit is a bare Django page of 50 rows behind
the same middleware, measured between the pages. A list's own SQL is the one statement that finds and reads its rows
through the whole scope (own areas, what is assigned, taken or reported); the plain one, written by hand, reads only
the person's area (of teams and activities those above too, which show theirs) and the names that the rows show.
"""


def head(size: str) -> list[str]:
    from bench import data  # noqa: PLC0415 -- as above

    facts = {"cores": os.cpu_count(), "python": platform.python_version(), "workers": data.SIZES[size].web}
    return HEAD.format(size=size, **facts).splitlines() + [""]


if __name__ == "__main__":
    main()
