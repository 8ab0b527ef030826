from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _, ngettext

from grids import backup

NAMED = 20


class Command(BaseCommand):
    help = "Write database and files into DIR. The keys are not among them: --keys writes them into a file apart."

    def add_arguments(self, parser):
        parser.add_argument("dir", type=Path, metavar="DIR", help="a new or empty folder")
        parser.add_argument("--keys", type=Path, metavar="FILE", help="a new file for the keys, to be kept elsewhere")

    def handle(self, *args, dir, keys=None, **options):
        if keys and keys.resolve().is_relative_to(dir.resolve()):
            raise CommandError(_("The keys do not belong into the backup they open: name a file outside it."))
        try:
            manifest = backup.write(dir)
            if keys:
                backup.write_keys(keys)
        except (backup.BackupError, OSError) as error:
            raise CommandError(str(error)) from error
        files = len(manifest["parts"]) - 1
        words = ngettext("Database and %(count)d file in %(dir)s", "Database and %(count)d files in %(dir)s", files)
        self.stdout.write(words % {"count": files, "dir": dir})
        if missing := manifest["missing"]:
            words = ngettext(
                "%(count)d file that the database names is not there: %(files)s. All else was saved. Put it back from "
                "an earlier backup, or an empty one in its place where there is none.",
                "%(count)d files that the database names are not there: %(files)s. All else was saved. Put them back "
                "from an earlier backup, or empty ones in their place where there is none.",
                len(missing),
            )
            named = ", ".join(missing[:NAMED]) + (" …" if missing[NAMED:] else "")
            raise CommandError(words % {"count": len(missing), "files": named})
