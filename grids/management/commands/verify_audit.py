from django.core.management.base import BaseCommand, CommandError

from grids.actions.seals import record_verification
from grids.privacy import seals


class Command(BaseCommand):
    help = "Walk the chain of seals over the logs and name the first batch that was tampered with."

    def handle(self, *args, **options):
        fits, broken = record_verification()
        if broken:
            raise CommandError(f"The logs do not fit their seals: {broken}. {fits} seals before it fit.")
        newest = seals.newest()
        self.stdout.write(f"{fits} seals fit, {seals.unsealed()} rows are not sealed yet.")
        if newest:
            self.stdout.write(f"Newest: {newest.number} {newest.at.isoformat()} {newest.hash}")
