from datetime import date

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from grids import tallies


class Command(BaseCommand):
    help = "Count the tallies anew: today, and with --since the days gone by from that day on."

    def add_arguments(self, parser):
        parser.add_argument("--since", metavar="YYYY-MM-DD", help="rows with older dates came in, or were put right")

    def handle(self, *args, since=None, **options):
        try:
            first = date.fromisoformat(since) if since else timezone.localdate()
        except ValueError:
            raise CommandError(_("“%(wrote)s” is not a date like 2027-02-06") % {"wrote": since}) from None
        changed = tallies.recount(first) + (tallies.count() or 0)
        if options["verbosity"]:
            self.stdout.write(_("Tallies changed: %(count)d") % {"count": changed})
