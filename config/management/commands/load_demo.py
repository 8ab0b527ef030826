from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone, translation

from config import demo
from grids import reference


class Command(BaseCommand):
    help = "Load the demo into an empty database: invented people, official areas. Never into one with data."

    def add_arguments(self, parser):
        parser.add_argument("--size", choices=demo.SIZES, default="street")
        parser.add_argument("--mark", action="store_true", help="only say that this empty database may take a demo")

    def handle(self, *args, size, mark, **options):
        try:
            if mark:
                demo.mark()
                self.stdout.write("This database now takes a demo: load_demo, or the next make run.")
            else:
                self.load(demo.SIZES[size])
        except demo.Refused as error:
            raise CommandError(str(error)) from None

    def load(self, size: demo.Size) -> None:
        for _name, _done in reference.load_all():
            pass
        with translation.override("zh-hans"):
            demo.load(size, say=self.stdout.write, now=timezone.now())
