"""docs/permissions.md and docs/data.md, written from the code, so that neither can say what is not so."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import translation

from config import dictionary, duties

DOCS = Path(__file__).resolve().parents[3] / "docs"
PAGES = {"permissions.md": duties.page, "data.md": dictionary.page}


class Command(BaseCommand):
    help = "Write docs/permissions.md and docs/data.md anew; --check only says which of them are out of date."
    requires_system_checks = ()

    def add_arguments(self, parser):
        parser.add_argument("--check", action="store_true", help="write nothing; fail when a page is out of date")

    def handle(self, *args, check, **options):
        with translation.override("en"):
            pages = {DOCS / name: page() for name, page in PAGES.items()}
        stale = [path for path, text in pages.items() if not path.exists() or path.read_text() != text]
        if check and stale:
            names = ", ".join(f"docs/{path.name}" for path in stale)
            raise CommandError(f"Out of date: {names}. Run manage.py write_docs.")
        for path in stale:
            path.write_text(pages[path])
            self.stdout.write(f"docs/{path.name}")
