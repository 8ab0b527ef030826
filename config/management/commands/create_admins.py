from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from grids.actions import administrators
from grids.actions.roles import ADMINISTRATORS
from grids.models import Role

OPTIONS = dict(zip(("system", "security", "audit"), ADMINISTRATORS, strict=True))
SECURITY = OPTIONS["security"]


class Command(BaseCommand):
    help = (
        "The first three administrators (三员) of every district that has none, or of the districts named, each with "
        "a one-time password. Repeatable: a district that has administrators is left as it is."
    )

    def add_arguments(self, parser):
        for option in OPTIONS:
            parser.add_argument(f"--{option}", nargs=2, metavar=("ACCOUNT", "NAME"), required=True)
        parser.add_argument("--district", action="append", metavar="CODE", help="only this one; may be repeated")

    def handle(self, *args, **options):
        areas = self._areas(options.get("district"))
        waiting = {area.pk for area in administrators.without_any(areas)}
        for area in areas:
            if area.pk not in waiting:
                self.stdout.write(self._left(area))
        people = {code: tuple(options[option]) for option, code in OPTIONS.items()}
        try:
            done = administrators.appoint_first(people, areas)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        if done:
            names = ", ".join(f"{area.name} {area.code}" for area in areas if area.pk in waiting)
            self.stdout.write(_("Appointed for %(districts)s:") % {"districts": names})
        kept = _("(keeps the present password)")
        for role, person, password in done:
            self.stdout.write(f"{role.label}: {person.username} {password or kept}")

    def _areas(self, codes):
        areas = administrators.districts()
        if not areas:
            raise CommandError(_("There is no district yet: run load_divisions first."))
        if not codes:
            return areas
        unknown = sorted(set(codes) - {area.code for area in areas})
        if unknown:
            raise CommandError(_("There is no district %(code)s.") % {"code": ", ".join(unknown)})
        return [area for area in areas if area.code in codes]

    def _left(self, area) -> str:
        """Why a district is left as it is."""
        words = {"district": f"{area.name} {area.code}"}
        missing = administrators.lacking(area)
        if not missing:
            return _("%(district)s has its three administrators; nothing to do.") % words
        words["duties"] = ", ".join(role.label for role in Role.objects.filter(code__in=missing))
        if SECURITY in missing:  # nobody is left there who could appoint
            return _("%(district)s lacks %(duties)s, and nobody there can appoint: look into its posts first.") % words
        return _("%(district)s lacks %(duties)s; its security administrator appoints them.") % words
