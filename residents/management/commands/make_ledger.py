from pathlib import Path

from django.core.management.base import BaseCommand

from grids.enums import Kind
from grids.models import Area
from grids.sheets import write_xlsx
from residents.ledgers import invented


class Command(BaseCommand):
    help = "Writes an .xlsx ledger of invented people, with deliberate faults, to try the import with."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument("--people", type=int, default=invented.PEOPLE)
        parser.add_argument("--faults", type=float, default=0.01, help="share of rows with a fault, 0.01")
        parser.add_argument("--seed", type=int, default=1, help="another number, other people")
        parser.add_argument("--area", default="", help="code of an area whose units the homes are spread over")

    def handle(self, *, file, people, faults, seed, area, **options):
        below = Area.objects.within(Area.objects.get(code=area)).unretired() if area else Area.objects.none()
        units = tuple(below.filter(kind=Kind.UNIT).order_by("code").values_list("code", flat=True))
        rows = invented.ledger(people, faults, units, seed)
        file.write_bytes(write_xlsx(invented.HEAD, rows, text_columns=invented.HEAD))
        self.stdout.write(f"{file}: {people:,}")
