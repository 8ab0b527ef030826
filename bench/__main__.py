"""`python -m bench --size S|M|L`: build a data set on servers of its own, measure the portal, print and keep the table."""

import argparse
import os
import platform
import time
from pathlib import Path

import django

from bench import site

WRITTEN = Path(__file__).resolve().parent.parent / "docs" / "bench.md"


def say(text: str) -> None:
    print(text, flush=True)


def main(arguments: list[str] | None = None) -> list[str]:
    """The lines of the tables, as printed."""
    parser = argparse.ArgumentParser(prog="python -m bench")
    parser.add_argument("--size", choices="TSML", default="S", help="T is for the test of the bench itself")
    parser.add_argument("--dry", action="store_true", help="leave docs/bench.md alone")
    asked = parser.parse_args(arguments)
    with site.servers():
        django.setup()
        from bench import run  # noqa: PLC0415 -- its models need the settings

        began = time.monotonic()
        lines = run.everything(asked.size, say)
        say("\n".join(lines))
        say(f"\n{time.monotonic() - began:.0f} s in all.")
    if not asked.dry:
        WRITTEN.write_text("\n".join([*head(asked.size), *lines]) + "\n")
    return lines


def head(size: str) -> list[str]:
    return [
        "# The last run of `make bench`",
        "",
        f"Size {size}, {os.cpu_count()} cores, Python {platform.python_version()}, gunicorn with {site.WORKERS} workers,"
        " DEBUG off, embedded PostgreSQL and Valkey with durable writes, one run; read the ratios, not the milliseconds."
        " The unit is a bare Django page of 50 rows behind the same middleware, measured between the pages. A page's own"
        " SQL is the one statement that finds and reads its rows; the plain one reads only the rows of the person's area.",
        "",
    ]


if __name__ == "__main__":
    main()
