from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils.translation import gettext as _

from grids.actions import users
from grids.models import User


class Command(BaseCommand):
    help = (
        "Give an account a one-time password; its second factor, sessions and lock-out end. With --unlock it is "
        "unlocked as well. For the day when nobody is left who could do it in the portal."
    )

    def add_arguments(self, parser):
        parser.add_argument("account")
        parser.add_argument("--unlock", action="store_true", help="an account that was locked signs in again")
        parser.add_argument("--why", required=True, help="kept in the history of the account: who asked, who watched")

    @transaction.atomic
    def handle(self, *args, account, why, unlock, **options):
        person = User.objects.filter(username=account).first()
        if person is None:
            raise CommandError(_("There is no account %(account)s.") % {"account": account})
        try:
            password = users.reset_password(person, by=None, why=why)
            if unlock and not person.is_active:
                users.unlock(person, by=None, why=why)
                person.refresh_from_db()
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from None
        self.stdout.write(f"{person.username}: {password}")
        if not person.is_active:
            said = _("The account %(account)s is locked: ask again with --unlock, or have it unlocked in the portal.")
            self.stdout.write(said % {"account": account})
