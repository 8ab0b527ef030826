from django.core.management.base import BaseCommand, CommandError

from grids.areas import tree


class Command(BaseCommand):
    help = "Compare the area tree with the parents; --fix computes every position and ancestor id anew."

    def add_arguments(self, parser):
        parser.add_argument("--fix", action="store_true", help="repair what is broken")

    def handle(self, *args, fix, **options):
        broken = tree.record_check()
        if not broken:
            self.stdout.write("The tree is sound.")
            return
        named = ", ".join(map(str, broken[:20])) + (" …" if len(broken) > 20 else "")
        if not fix:
            raise CommandError(f"{len(broken)} areas are out of place: {named}. Run check_tree --fix.")
        tree.repair()
        if left := tree.record_check():
            raise CommandError(f"{len(left)} areas are still out of place after the repair.")
        self.stdout.write(f"Repaired {len(broken)} areas: {named}")
