from django.core.management.base import BaseCommand, CommandError

from points.actions.nightly import prove_and_show


class Command(BaseCommand):
    help = "Adds the ledger of points and the stock up anew and says what does not fit."

    def handle(self, **options):
        lines = prove_and_show()
        for line in lines:
            self.stdout.write(line)
        if lines:
            raise CommandError("The ledger does not fit.")
        self.stdout.write("Every balance equals its entries, every movement sums to zero, every stock its movements.")
