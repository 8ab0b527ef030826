from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from grids.privacy import reindex
from grids.privacy.identity import WrongKey


class Command(BaseCommand):
    help = "After a change of INDEX_KEY: blind indexes anew. After a change of FIELD_KEYS: --rewrap people's keys."

    def add_arguments(self, parser):
        parser.add_argument(
            "--rewrap", action="store_true", help="put every person's key under the first of FIELD_KEYS"
        )

    def handle(self, *args, rewrap=False, **options):
        try:
            if rewrap:
                self.stdout.write(_("Keys wrapped anew: %(count)d") % {"count": reindex.rewrap()})
            for name, changed in reindex.recompute().items():
                self.stdout.write(_("%(name)s: %(rows)d") % {"name": name, "rows": changed})
        except WrongKey:
            raise CommandError(
                _("Somebody's key cannot be opened with any of FIELD_KEYS; nothing was changed.")
            ) from None
