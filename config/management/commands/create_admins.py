from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from grids.actions import posts, users
from grids.actions.roles import ADMINISTRATORS
from grids.models import Area, Post, Role

OPTIONS = dict(zip(("system", "security", "audit"), ADMINISTRATORS, strict=True))


class Command(BaseCommand):
    help = "The first three administrators (三员) of a new portal, for every district, each with a one-time password."

    def add_arguments(self, parser):
        for option in OPTIONS:
            parser.add_argument(f"--{option}", nargs=2, metavar=("ACCOUNT", "NAME"), required=True)

    @transaction.atomic
    def handle(self, *args, **options):
        """All three or none: a portal with one of them would invite that one to stand in for the others."""
        areas = list(Area.objects.unretired().filter(parent=None))
        if not areas:
            raise CommandError(_("There is no district yet: run load_divisions first."))
        if Post.objects.current(timezone.localdate()).filter(role__code__in=ADMINISTRATORS).exists():
            raise CommandError(_("There are administrators already; the security administrator appoints others."))
        roles = {role.code: role for role in Role.objects.filter(code__in=ADMINISTRATORS)}
        if len(roles) < len(ADMINISTRATORS):
            raise CommandError(_("The roles are missing: run load_reference first."))
        for option, code in OPTIONS.items():
            account, name = options[option]
            try:
                user, password = users.create(account, name, by=None)
                posts.appoint(user, roles[code], areas, by=None, why="create_admins")
            except ValidationError as error:
                raise CommandError(f"{account}: {' '.join(error.messages)}") from error
            self.stdout.write(f"{roles[code].label}: {user.username} {password}")
