from django.core.management.base import BaseCommand

from grids import reference
from grids.actions import posts


class Command(BaseCommand):
    help = "Load roles, departments, the calendar and what each app brings along; repeating it changes nothing."

    def handle(self, *args, **options):
        for name, done in reference.load_all():
            if options["verbosity"]:
                self.stdout.write(f"{name}: {done}")
        posts.ensure_permissions()
        posts.derive_all()
