"""What comes between the servers and the portal: static files, migrations, reference data, demo data, one sweep.

One process for all of it, so that a second start stays short; it ends before the portal starts.
"""

import os
import sys
from pathlib import Path

import django
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command

from config.servers import ROOT, var_dir
from config.setup import files, fresh, seal

# Compressing them took 40 seconds, and no page loads them (htmx is in our own script).
NOT_SERVED = [
    "src",
    "extension",
    "django_htmx",
    "package.json",
    "*.map",
    "*.esm.*",
    "leaflet-src.*",
    "echarts.js",
    "echarts.common.*",
    "echarts.simple.*",
]


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    try:
        django.setup()
    except ImproperlyConfigured as error:
        sys.exit(str(error))
    static_files()
    call_command("migrate", interactive=False, verbosity=0)
    call_command("load_reference")
    demo_data()
    call_command("sweep")
    call_command("recount", verbosity=0)


def static_files() -> None:
    made_from, stamp = static_sources(), var_dir() / "static" / ".made"
    if not fresh(stamp, made_from):
        call_command("collectstatic", interactive=False, verbosity=0, clear=True, ignore_patterns=NOT_SERVED)
        seal(stamp, made_from)


def static_sources() -> list[Path]:
    made_from = [ROOT / "requirements.lock", ROOT / "package-lock.json", ROOT / "config" / "storage.py"]
    return made_from + [path for path in files(ROOT / "static") if not path.name.startswith(".")]


def demo_data() -> None:
    from config import demo

    if not demo.is_empty():
        return
    if not demo.is_welcome():
        print("This database is empty and not marked for a demo, so none is loaded: see docs/operate.md.", flush=True)
        return
    print("Loading the demo data …", flush=True)
    call_command("load_demo", "--size", os.environ.get("DEMO_SIZE") or "street")


if __name__ == "__main__":
    sys.exit(main())
