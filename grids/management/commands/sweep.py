from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from grids import alarms


class Command(BaseCommand):
    help = "Do what is due now: deadlines, reminders, outgoing messages. Any number may run at once."

    def handle(self, *args, **options):
        for name, rows in alarms.sweep().items():
            if rows:
                self.stdout.write(_("%(name)s: %(rows)d") % {"name": name, "rows": rows})
