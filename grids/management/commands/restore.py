from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from grids import backup


class Command(BaseCommand):
    help = "Put a backup back. Into a database that holds anything only with --yes: what it held is gone then."
    requires_system_checks = ()
    requires_migrations_checks = False

    def add_arguments(self, parser):
        parser.add_argument("dir", type=Path, metavar="DIR")
        parser.add_argument("--yes", action="store_true", help="replace what the database holds now")

    def handle(self, *args, dir, yes=False, **options):
        if not yes and not backup.is_empty():
            raise CommandError(_("The database is not empty. With --yes everything in it is replaced by the backup."))
        try:
            manifest = backup.restore(dir)
        except (backup.BackupError, OSError) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(_("Restored as of %(time)s") % {"time": manifest["made_at"]})
        if backup.index_key_changed(manifest):
            self.stdout.write(_("INDEX_KEY is another than then: run manage.py reindex, or nobody is found by phone."))
