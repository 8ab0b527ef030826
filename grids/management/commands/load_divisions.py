from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from grids.actions import administrators, divisions
from grids.sheets import read_sheet
from grids.uploads import UploadRefused


class Command(BaseCommand):
    help = (
        "Load official divisions from a file with the columns code,name,kind,parent_code. Repeatable, all or nothing."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)

    def handle(self, *args, file, **options):
        try:
            with file.open("rb") as opened:
                sheet = read_sheet(opened, required=divisions.COLUMNS)
            done = divisions.load_divisions(sheet.rows, why=_("Official divisions, %(file)s") % {"file": file.name})
        except OSError as error:
            raise CommandError(f"{file} cannot be read: {error.strerror}.") from None
        except UploadRefused as refused:
            raise CommandError(f"{file.name}: {refused.message}") from None
        except divisions.DivisionErrors as wrong:
            for line, reason in wrong.errors:
                self.stderr.write(f"line {line}: {reason}")
            raise CommandError(f"{len(wrong.errors)} bad rows in {file.name}; nothing was changed.") from None
        for word in ("created", "renamed", "unchanged", "missing"):
            self._say(word, getattr(done, word))
        waiting = administrators.without_any()
        if waiting:
            names = ", ".join(f"{area.name} {area.code}" for area in waiting)
            self.stdout.write(_("Without administrators: %(districts)s. Run create_admins.") % {"districts": names})

    def _say(self, word: str, codes: list[str]) -> None:
        named = f": {', '.join(codes[:20])}{' …' if len(codes) > 20 else ''}" if word != "unchanged" and codes else ""
        self.stdout.write(f"{word} {len(codes)}{named if word != 'created' or len(codes) <= 20 else ''}")
