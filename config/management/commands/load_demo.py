from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone, translation

from config import demo
from grids import reference


class Command(BaseCommand):
    help = "Load the demo into an empty database: invented people, official areas. Never into one with data."

    def add_arguments(self, parser):
        parser.add_argument("--size", choices=demo.SIZES, default="street")

    def handle(self, *args, size, **options):
        for _name, _done in reference.load_all():
            pass
        try:
            with translation.override("zh-hans"):
                demo.load(demo.SIZES[size], say=self.stdout.write, now=timezone.now())
        except demo.NotEmpty:
            raise CommandError(
                "This database holds areas or people already. A demo is only loaded into an empty one."
            ) from None
